"""What is drawn for a case: one lesion from the tables of the inverse, of a size they allow.

Causes, levels and zones are those of `priors.csv`, sizes lie between the smallest and the largest
of `trials.csv`. What the lesion catches is asked of the simulator, never drawn.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from math import sqrt
from random import Random

from l45anatomy import evidence
from l45anatomy.case import Case
from l45anatomy.evidence import Trial
from l45anatomy.frame import ROOTS, Side
from l45anatomy.localisation.suspects import Place, built, place_of, suspects
from l45anatomy.quizzes.generated import phrases
from l45anatomy.quizzes.generated.step import Step
from l45anatomy.quizzes.item import Plain
from l45anatomy.wording import capital

FRACTURE, NERVE = "fracture", "nerve lesion"
HERNIATION, STENOSIS = "disc herniation", "stenosis"
HARMLESS = ("nothing", "disc degeneration")  # nothing is caught, so nothing is to be localised
CENTRAL = "central"

# The finest step of a size, by its unit; whole grades and degrees stay whole.
_FINEST: Mapping[str, float] = {"mm": 0.5, "share": 0.05}


@dataclass(frozen=True, kw_only=True)
class Lesion:
    """One lesion: its cause, where it lies, on which side (None for both), and its sizes."""

    cause: str
    level: str
    zone: str
    side: Side | None
    numbers: tuple[tuple[str, float], ...]

    @property
    def case(self) -> Case:
        """The spine that has it."""
        return _case(self)

    @property
    def place(self) -> Place:
        """What it catches, where and on which side, by the simulator."""
        zone = "" if self.cause == NERVE else self.zone
        return place_of(self.case, self.cause, self.level, zone)

    @property
    def catches(self) -> bool:
        """Whether it compresses a root, on both sides if none is named, or harms a nerve."""
        root, side = self.place.root, self.place.side
        if root not in ROOTS:
            return any(one.place.root == root for one in suspects()) if root else False
        at = (side,) if side else tuple(Side)
        return all(self.case.compression(root, one).is_compressed for one in at)

    @property
    def plain(self) -> Plain:
        """The case as plain data."""
        return self.case.to_dict()

    def at(self, *, level: str | None = None, zone: str | None = None) -> "Lesion":
        """Give the same lesion at another level or in another zone; a central one has no side."""
        there = self.zone if zone is None else zone
        side = None if there == CENTRAL else self.side or Side.LEFT
        own = side if zone is not None else self.side
        return replace(self, level=level or self.level, zone=there, side=own)

    @property
    def told(self) -> str:
        """The lesion in a sentence, with its sizes."""
        if self.cause != STENOSIS:
            return capital(self.words)
        side = f" on the {self.side}" if self.side else ""
        sizes = self.words.partition(": ")[2]
        return f"{capital(phrases.lesion(self))}{side} ({sizes})"

    @property
    def words(self) -> str:
        """The lesion with its sizes, as in `left subarticular disc protrusion L4-L5, 7 mm`."""
        return "; ".join(map(str, self.case.changes))


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A lesion to make an item of, with the dice and the step of its difficulty."""

    id: str
    lesion: Lesion
    step: Step
    source: Random


@lru_cache(maxsize=1024)
def _case(lesion: Lesion) -> Case:
    case = built(lesion.cause, lesion.level, lesion.zone, dict(lesion.numbers))
    if lesion.side is Side.RIGHT:
        return Case(*(replace(one, side=Side.RIGHT) for one in case.changes))  # type: ignore[type-var]
    return case


def keys(about: str, given: str) -> tuple[str, ...]:
    """Give the levels or zones there are for what is given; one empty if it has none."""
    return tuple(one.key for one in evidence.priors().get((about, given), ())) or ("",)


def drawn(source: Random, step: Step) -> Lesion:
    """Draw a lesion: its cause, then level and zone evenly, size and side.

    A cause comes as often as the root of its share in `priors.csv`: rare ones are seen more often
    than they are met, the common ones still most.
    """
    shares = {one.key: one.share for one in evidence.priors()["cause", ""]}
    weights = {cause: sqrt(share) for cause, share in shares.items() if cause not in HARMLESS}
    (cause,) = source.choices(list(weights), list(weights.values()))
    level = source.choice(keys("level", cause))
    zone = source.choice(keys("zone", f"{cause} {level}".strip()))
    numbers = _sizes(source, step, cause, zone)
    side = source.choice((Side.LEFT, Side.RIGHT))
    has_side = any(getattr(one, "side", None) for one in built(cause, level, zone, numbers).changes)
    return Lesion(
        cause=cause,
        level=level,
        zone=zone,
        side=side if has_side and zone != CENTRAL else None,
        numbers=tuple(sorted(numbers.items())),
    )


def _sizes(source: Random, step: Step, cause: str, zone: str) -> dict[str, float]:
    """Draw the sizes: what every variant has within the part of the step, the rest as it stands."""
    rows = evidence.trials().get((cause, zone)) or evidence.trials()[cause, ""]
    variants = list(dict.fromkeys(row.variant for row in rows))
    weights = [next(row.weight for row in rows if row.variant == one) for one in variants]
    variant = source.choices(variants, weights)[0]
    sizes: dict[str, float] = {}
    for row in rows:
        if row.variant == variant:
            same = [one for one in rows if one.parameter == row.parameter]
            is_drawn = len(same) == len(variants)
            sizes[row.parameter] = _size(source, step, same) if is_drawn else row.value
    return sizes


def _size(source: Random, step: Step, rows: list[Trial]) -> float:
    """Draw a size between the smallest and the largest of its rows."""
    low, high = min(row.value for row in rows), max(row.value for row in rows)
    share = source.uniform(step.low, step.high)
    finest = _FINEST.get(rows[0].unit, 1.0)
    return round(round((low + share * (high - low)) / finest) * finest, 2)
