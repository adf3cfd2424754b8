"""What a report knows of one level, and the noun phrases for it."""

from collections.abc import Sequence
from dataclasses import dataclass

from l45anatomy.anatomy import Anatomy, Segment, paired
from l45anatomy.clearance import Compression, SacSection
from l45anatomy.frame import LEVELS, ROOTS, VERTEBRAE, Side
from l45anatomy.grading import DiscLook, Displaced, Grade, find, wedged
from l45anatomy.grading.grade import definition
from l45anatomy.report.phrases import Caught
from l45anatomy.wording import listed, presser


@dataclass(frozen=True, kw_only=True)
class Level:
    """What a report knows of one level; `roots` are all that are caught, at whatever level."""

    name: str
    anatomy: Anatomy
    look: DiscLook
    sac: SacSection
    grades: tuple[Grade, ...]
    caught: tuple[Caught, ...]
    roots: tuple[Compression, ...]

    @property
    def segment(self) -> Segment:
        """The numbers of the segment."""
        return self.anatomy.segment(self.name)

    @property
    def bones(self) -> tuple[str, ...]:
        """The vertebrae told of at this level: the one below, at the first level both."""
        above, below = self.name.split("-")
        own = (above, below) if self.name == LEVELS[0] else (below,)
        return tuple(name for name in own if name in VERTEBRAE)

    @property
    def is_narrow(self) -> bool:
        """Whether the sac has lost area that counts, or has little of its own.

        What narrows it at the next level and reaches up or down to this one is told there.
        """
        others = {name for name in LEVELS if name != self.name}
        if self.sac.by and all(others & set(name.split()) for name in self.sac.by):
            return False
        is_lost = self.sac.loss >= definition("sac narrowed")
        return is_lost or any(self.grade(s).rank for s in ("Sac area", "Schizas", "Lee central"))

    @property
    def pieces(self) -> tuple[tuple[Displaced, ...], ...]:
        """The displaced pieces, the largest first; two that are alike on both sides are one."""
        alike: dict[tuple[object, ...], list[Displaced]] = {}
        for piece in self.look.displaced:
            size = (round(piece.reach_mm), round(piece.base_mm), piece.height)
            alike.setdefault((piece.zone, piece.term, *size), []).append(piece)
        return tuple(tuple(pieces) for pieces in alike.values())

    def grade(self, system: str, side: Side | None = None) -> Grade:
        """Give one grade of this level."""
        return find(self.grades, system, self.name, side)

    def sides(self, *systems: str) -> tuple[Side, ...]:
        """Give the sides on which one of some systems has an abnormal grade."""
        return tuple(s for s in Side if any(self.grade(system, s).rank for system in systems))

    def catches_in(self, *sites: str) -> bool:
        """Whether a root is caught at one of these sites."""
        return any(pair.worst.site in sites for pair in self.caught)


def sources(compression: Compression) -> tuple[str, ...]:
    """Give the levels whose discs, ligaments or joints press."""
    return tuple(n for n in LEVELS if any(n in name.split() for name in compression.by))


def intruder(level: Level, noun: str, side: Side) -> Compression | None:
    """Give the compression of the root in a lateral recess or foramen that another level causes."""
    root = ROOTS[LEVELS.index(level.name) + (noun == "lateral recess")]
    for c in level.roots:
        if (c.root, c.side) == (root, side) and sources(c) and level.name not in sources(c):
            return c
    return None


def pressed_by(level: Level, compression: Compression) -> str:
    """Give what presses as seen from a level, as in `the disc L5-S1`."""
    return listed(list(dict.fromkeys(presser(name, level.name) for name in compression.by)))


def operations(level: Level) -> tuple[str, ...]:
    """Give what an operation has left to be seen, as noun phrases."""
    words = []
    for window in level.segment.windows:
        side = "" if window.side == "both" else f" on the {window.side}"
        joint = "each facet joint" if window.side == "both" else "the facet joint"
        share = f" ({window.facet_share:.0%} of {joint})" if window.facet_share else ""
        words.append(f"{window.kind}{side}{share}")
    return (*words, "fusion of the segment") if level.segment.fused else tuple(words)


def wedged_at(level: Level) -> tuple[str, ...]:
    """Give the vertebrae told of at a level whose front is lower than it should be."""
    return tuple(name for name in wedged(level.anatomy) if name in level.bones)


def named(pieces: Sequence[Displaced]) -> str:
    """Give disc material as a noun phrase, as in `left subarticular disc extrusion`."""
    first = pieces[0]
    what = "sequestrated disc fragment" if first.term == "sequestration" else f"disc {first.term}"
    if len(pieces) > 1:
        return f"{first.zone} {what}s on both sides"
    return f"{first.side} {first.zone} {what}" if first.side else f"{first.zone} {what}"


def is_pseudobulge(level: Level, piece: Displaced) -> bool:
    """Whether what stands out is the edge of a disc that a broken arch has uncovered."""
    is_uncovered = level.grade("Wiltse").grade == "isthmic"
    return is_uncovered and piece.zone == "foraminal" and piece.term == "protrusion"


def thick_flava(level: Level) -> tuple[Side, ...]:
    """Give the sides on which a yellow ligament is left that is thicker than in the healthy."""
    most = definition("thick flavum")
    segment = level.segment  # whatever the posture, which thins and thickens them
    own = (paired(segment.flavum_mm, side) + segment.flavum_growth_mm for side in Side)
    taken = {w.side for w in segment.windows if w.kind in ("laminectomy", "laminotomy")}
    return tuple(
        side
        for side, thick in zip(Side, own, strict=True)
        if thick > most and not taken & {"both", str(side)}
    )


def narrow_foramina(level: Level) -> tuple[Side, ...]:
    """Give the sides whose foramen has lost its fat, or is low because the disc has collapsed.

    A foramen that is low by birth is not told: at L5-S1 many healthy ones are.
    """
    is_flat = level.grade("Hasegawa disc").rank
    systems = ("Lee foraminal", "Hasegawa foramen") if is_flat else ("Lee foraminal",)
    return level.sides(*systems)
