"""The model measured as real spines are, and held against published means.

Nothing here reads a parameter back: every value comes from the surfaces and centre lines that
`spine` builds. Definitions are in `bones`, `sacrum`, `segments` and `soft`; published means are
rows of `data/measures.csv`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from l45anatomy import evidence
from l45anatomy.evidence import Norm
from l45anatomy.morphometry import bones, sacrum, segments, soft
from l45anatomy.morphometry.subject import AbsentError, Subject
from l45anatomy.spine.build import Spine

__all__ = ["AbsentError", "Measured", "Subject", "Verdict", "measure", "measured", "names"]

Verdict = Literal["inside", "outside", "known miss", "absent"]


@dataclass(frozen=True, kw_only=True)
class Measured:
    """One measure of the model beside the published one; `value` is None if nothing is there."""

    measure: str
    structure: str
    value: float | None
    published: float
    sd: float | None
    low: float
    high: float
    unit: str
    source: tuple[str, ...]
    basis: str
    verdict: Verdict


def _lumbar_lordosis(subject: Subject, _place: str) -> float:
    return subject.vertebra("L1").rim_deg("upper") - subject.sacrum.rim_deg("upper")


def _function(name: str, structure: str) -> Callable[[Subject], float] | None:
    """Give what measures a row: by the kind of place it names."""
    if structure == "sacrum" and name in sacrum.MEASURES:
        return lambda subject: sacrum.MEASURES[name](subject.sacrum)
    if structure.endswith(" vertebra") and name in bones.MEASURES:
        return lambda subject: bones.MEASURES[name](subject.vertebra(structure.split()[0]))
    if "-" in structure and name in segments.MEASURES:
        return lambda subject: segments.MEASURES[name](subject.level(structure))
    if structure == "lumbar spine" and name == "lumbar lordosis":
        return lambda subject: _lumbar_lordosis(subject, structure)
    if name in soft.MEASURES:
        return lambda subject: soft.MEASURES[name](subject, structure)
    return None


def names() -> tuple[str, ...]:
    """List every measure there is."""
    tables = (bones.MEASURES, sacrum.MEASURES, segments.MEASURES, soft.MEASURES)
    return tuple(dict.fromkeys([*(n for table in tables for n in table), "lumbar lordosis"]))


def measure(subject: Subject, row: Norm) -> Measured:
    """Measure what one row of `measures.csv` speaks of."""
    function = _function(row.measure, row.structure)
    if function is None:
        known = ", ".join(names())
        raise ValueError(f"measure is {row.measure!r} of {row.structure!r}, must be of {known}")
    low, high = row.band
    try:
        value = function(subject)
        is_inside = low <= value <= high
        verdict: Verdict = "inside" if is_inside else "known miss" if row.known_miss else "outside"
    except AbsentError:
        value, verdict = None, "absent"
    return Measured(
        measure=row.measure,
        structure=row.structure,
        value=value,
        published=row.value,
        sd=row.sd,
        low=low,
        high=high,
        unit=row.unit,
        source=row.source,
        basis=row.basis,
        verdict=verdict,
    )


def measured(spine: Spine) -> tuple[Measured, ...]:
    """Measure a spine by every row of `measures.csv`."""
    subject = Subject(spine)
    return tuple(measure(subject, row) for row in evidence.measures())
