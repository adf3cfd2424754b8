"""The phrases a report is put together from: who is caught, by what, on which side."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from l45anatomy.clearance import Compression
from l45anatomy.frame import ROOTS, Side
from l45anatomy.wording import NO_ROOM, capital, listed, presser

VERBS = ("", "touching", "displacing", "compressing")
_WHERE = {"extraforaminal zone": "outside the foramen"}


@dataclass(frozen=True)
class Caught:
    """One root that is caught on one side, or on both sides alike."""

    worst: Compression
    sides: tuple[Side, ...]

    @property
    def name(self) -> str:
        """As in `the left L5 root` or `both L5 roots`."""
        root = self.worst.root
        return f"both {root} roots" if len(self.sides) > 1 else f"the {self.sides[0]} {root} root"

    @property
    def told(self) -> str:
        """What becomes of it, where and by what, as a sentence."""
        worst = self.worst
        where = _WHERE.get(worst.site, f"in the {worst.site}")
        by = listed([presser(name, worst.level) for name in worst.by])
        verb = "is" if len(self.sides) == 1 else "are"
        left = 1 - worst.loss
        its = "its" if len(self.sides) == 1 else "their"
        what = {
            1: f"touched {where} by {by}",
            2: f"pushed {worst.shift_mm:.1f} mm aside {where} by {by}",
            3: f"compressed {where} by {by}, to {left:.0%} of {its} calibre",
        }[worst.grade]
        if worst.is_compressed and left < NO_ROOM:
            what = f"compressed {where} by {by}, with hardly any calibre left"
        return f"{capital(self.name)} {verb} {what} (Pfirrmann root grade {worst.grade})."


def caught(compressions: Iterable[Compression], level: str) -> tuple[Caught, ...]:
    """Give the roots caught at a level, the two sides as one where they are alike."""
    found: dict[tuple[object, ...], list[Compression]] = {}
    for c in compressions:
        if c.root in ROOTS and c.grade and c.level == level:
            by = tuple(presser(name, level) for name in c.by)
            key = (c.root, c.grade, c.site, by, round(c.loss, 2), round(c.shift_mm, 1))
            found.setdefault(key, []).append(c)
    pairs = [Caught(alike[0], tuple(c.side for c in alike if c.side)) for alike in found.values()]
    return tuple(sorted(pairs, key=lambda pair: ROOTS.index(pair.worst.root)))


def effects(pairs: Sequence[Caught]) -> tuple[str, ...]:
    """Give what a level does to roots, as in `compressing the left L5 root`, the worst first."""
    return tuple(
        f"{VERBS[grade]} {listed([p.name for p in pairs if p.worst.grade == grade])}"
        for grade in (3, 2, 1)
        if any(p.worst.grade == grade for p in pairs)
    )


def on_sides(pair: tuple[bool, bool]) -> str:
    """Give the sides of a (right, left) pair as in `on the left`, empty where it is neither."""
    sides = [side for side, is_so in zip((Side.RIGHT, Side.LEFT), pair, strict=True) if is_so]
    return "on both sides" if len(sides) > 1 else f"on the {sides[0]}" if sides else ""
