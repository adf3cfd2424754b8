"""What the findings may come from: lesions built by the simulator, and what each would show.

Nothing here says which root a lesion catches. Each is built as a case (`trials.csv`), and the case
is asked what it catches; real people's differences (`chance`) then say how likely each finding is.
A lesion is built on the left and seen in a mirror for the right.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import nan
from types import MappingProxyType

from l45anatomy import evidence
from l45anatomy.case import Case
from l45anatomy.changes import (
    Change,
    DiscDegeneration,
    Fracture,
    Herniation,
    NerveLesion,
    Spondylolisthesis,
    Stenosis,
    SynovialCyst,
)
from l45anatomy.clearance import Compression
from l45anatomy.frame import Side
from l45anatomy.supply import CAUDA, Hit, caught_by

CAUDA_EQUINA = "cauda equina"
_ALIKE = 0.05  # sides that lose as much as each other to within this are both caught

Numbers = Mapping[str, float]


@dataclass(frozen=True, kw_only=True)
class Place:
    """What is caught, where and by what: the answer that a set of findings is searched for.

    `root` is a root, a nerve or "cauda equina", None where nothing is caught; `side` is None where
    both sides are, or neither.
    """

    root: str | None
    side: Side | None
    level: str | None
    zone: str | None
    cause: str

    def mirrored(self) -> "Place":
        """Give the same on the other side."""
        side = None if self.side is None else self.side.other
        return Place(root=self.root, side=side, level=self.level, zone=self.zone, cause=self.cause)


@dataclass(frozen=True, kw_only=True)
class Suspect:
    """One lesion tried: how often it is met before anything is examined, and what it does."""

    place: Place
    prior: float
    compressions: tuple[Compression, ...]


def _herniation(level: str, zone: str, numbers: Numbers) -> Change:
    kind = "extrusion" if "migration_mm" in numbers else "protrusion"
    return Herniation("left", zone, level=level, kind=kind, **numbers)


def _stenosis(level: str, zone: str, numbers: Numbers) -> Change:
    if zone == "central":
        return Stenosis.central(numbers["severity"], level)
    form = Stenosis.lateral_recess if zone == "lateral recess" else Stenosis.foraminal
    return form(numbers["severity"], "left", level)


def _slip(kind: str) -> Callable[[str, str, Numbers], Change]:
    return lambda level, _, numbers: Spondylolisthesis(numbers["slip_percent"], level, kind)


def _degeneration(level: str, _: str, numbers: Numbers) -> Change:
    return DiscDegeneration(int(numbers["grade"]), level)


def _cyst(level: str, _: str, numbers: Numbers) -> Change:
    return SynovialCyst("left", numbers["diameter_mm"], level)


def _fracture(level: str, _: str, numbers: Numbers) -> Change:
    return Fracture(level.partition("-")[2], retropulsion_mm=numbers["retropulsion_mm"])


def _nerve_lesion(_: str, lesion: str, numbers: Numbers) -> Change:
    row = evidence.palsies()[lesion]
    return NerveLesion(row.nerve, "left", numbers["severity"], cause=row.cause, site=row.site)


# Cause (priors.csv) -> what builds it from a level, a zone and the numbers of `trials.csv`.
_BUILDERS: Mapping[str, Callable[[str, str, Numbers], Change]] = MappingProxyType(
    {
        "degenerative slip": _slip("degenerative"),
        "disc degeneration": _degeneration,
        "disc herniation": _herniation,
        "fracture": _fracture,
        "isthmic slip": _slip("isthmic"),
        "nerve lesion": _nerve_lesion,
        "stenosis": _stenosis,
        "synovial cyst": _cyst,
    }
)


def _shares(about: str, given: str) -> Iterator[tuple[str, float]]:
    """Give the answers to a question with their shares of the whole; one empty answer if none."""
    rows = evidence.priors().get((about, given), ())
    whole = sum(row.share for row in rows)
    yield from ((row.key, row.share / whole) for row in rows)
    if not rows:
        yield "", 1.0


def _variants(cause: str, zone: str) -> Iterator[tuple[Numbers, float]]:
    """Give the numbers of each lesion tried, with its share."""
    tables = evidence.trials()
    rows = tables.get((cause, zone)) or tables.get((cause, ""), ())
    for variant in dict.fromkeys(row.variant for row in rows):
        own = [row for row in rows if row.variant == variant]
        yield {row.parameter: row.value for row in own}, own[0].weight
    if not rows:
        yield {}, 1.0


def built(cause: str, level: str, zone: str, numbers: Numbers) -> Case:
    """Build a lesion of a cause, on the left if it has a side; what is no lesion builds nothing."""
    return Case(_BUILDERS[cause](level, zone, numbers)) if cause in _BUILDERS else Case()


def _worst(case: Case) -> tuple[Hit, Side | None] | None:
    """Give the root or nerve that suffers most, and on which side, None for both."""
    hits = caught_by(case.compressions)
    own = {where: (hit.loss, hit.sore) for where, hit in hits.items() if where[0] not in CAUDA}
    if not own:
        return None
    root, side = max(own, key=lambda where: own[where])
    other = own.get((root, side.other if side else None), (nan, nan))
    alike = all(abs(a - b) < _ALIKE for a, b in zip(own[root, side], other, strict=True))
    return hits[root, side], None if alike else side


def place_of(case: Case, cause: str, level: str = "", zone: str = "") -> Place:
    """Give what a case catches: the cauda equina if saddle or bladder show it, else the worst hit.

    A zone that is not said is where that root is caught.
    """
    worst = _worst(case)
    if any(found.item in evidence.red_flags() for found in case.exam.abnormal):
        root, side = CAUDA_EQUINA, None
    elif worst:
        root, side = worst[0].hardest.root, worst[1]
    else:
        root, side = None, None
    where = zone or (worst[0].hardest.site.removesuffix(" zone") if worst else "")
    return Place(root=root, side=side, level=level or None, zone=where or None, cause=cause)


@lru_cache(maxsize=1)
def suspects() -> tuple[Suspect, ...]:
    """Give every lesion tried, those with a side on the left; priors sum to 1."""
    return tuple(
        Suspect(
            place=place_of(case, cause, level, "" if cause == "nerve lesion" else zone),
            prior=prior,
            compressions=case.compressions,
        )
        for cause, level, zone, prior, case in _tried()
    )


def _tried() -> Iterator[tuple[str, str, str, float, Case]]:
    """Give cause, level, zone, share and case of every lesion tried."""
    for cause, of_cause in _shares("cause", ""):
        for level, of_level in _shares("level", cause):
            for zone, of_zone in _shares("zone", f"{cause} {level}".strip()):
                for numbers, of_variant in _variants(cause, zone):
                    case = built(cause, level, zone, numbers)
                    yield cause, level, zone, of_cause * of_level * of_zone * of_variant, case
