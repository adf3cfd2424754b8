"""The model held against published figures: a virtual cohort for each population, a row for each.

A figure is a prediction if its role is `test`; those of role `calibration` were used to set the
numbers of `variation.csv` and `populations.csv`, those of role `input` are drawn as published.
Misses stay in the table, and say why and what would mend them.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from l45anatomy import evidence
from l45anatomy.chance.differences import Rules
from l45anatomy.cohort import Cohort, cohort
from l45anatomy.evidence import Figure
from l45anatomy.validation.intervals import interval
from l45anatomy.validation.measures import MEASURES, Estimate

__all__ = ["Held", "Verdict", "as_csv", "as_text", "held", "summary", "validate"]

Verdict = Literal["inside", "outside", "known miss", "no interval"]

KNOWN_MISS: Verdict = "known miss"
_COLUMNS = (
    "figure",
    "population",
    "role",
    "published",
    "low",
    "high",
    "simulated",
    "error",
    "n",
    "verdict",
    "source",
    "basis",
    "note",
)
_CLEAR = 2.0  # Monte Carlo errors beyond the interval that make a miss a clear one


@dataclass(frozen=True, kw_only=True)
class Held:
    """One published figure beside the simulated one."""

    row: Figure
    low: float | None
    high: float | None
    simulated: Estimate

    @property
    def is_inside(self) -> bool:
        """Whether the simulated figure lies in the published interval."""
        if self.low is None or self.high is None:
            return False
        return self.low <= self.simulated.value <= self.high

    @property
    def verdict(self) -> Verdict:
        """Inside or outside; a miss that the table owns up to is a known one."""
        if self.low is None:
            return "no interval"
        if self.is_inside:
            return "inside"
        return "known miss" if self.row.note.startswith(KNOWN_MISS) else "outside"

    @property
    def is_news(self) -> bool:
        """Whether it misses by more than chance and the table does not own up to it."""
        if self.verdict != "outside" or self.low is None or self.high is None:
            return False
        away = max(self.low - self.simulated.value, self.simulated.value - self.high)
        return away > _CLEAR * self.simulated.error


def held(row: Figure, people: Cohort) -> Held:
    """Hold one figure against a cohort of its population."""
    bounds = interval(row) or (None, None)
    found = MEASURES[row.measure](people, row.items)
    return Held(row=row, low=bounds[0], high=bounds[1], simulated=found)


def validate(
    patients: int = 400,
    seed: int = 1,
    *,
    jobs: int | None = None,
    progress: bool = False,
    rows: Sequence[Figure] | None = None,
    law: Rules | None = None,
) -> tuple[Held, ...]:
    """Hold every figure of `validation.csv` against virtual cohorts of so many patients each.

    The order is that of the table. Calibration was done on the people of seed 0. `rows` are some
    figures instead of all, `law` how people differ instead of `variation.csv`.
    """
    rows = evidence.figures() if rows is None else rows
    found: dict[str, Held] = {}
    for population in dict.fromkeys(row.population for row in rows):
        people = cohort(population, patients, seed, jobs=jobs, progress=progress, law=law)
        found |= {row.figure: held(row, people) for row in rows if row.population == population}
    return tuple(found[row.figure] for row in rows)


def as_text(figures: Iterable[Held]) -> str:
    """Give the table as text: predictions, then what was calibrated on, then what was drawn."""
    order: dict[str, int] = {"test": 0, "calibration": 1, "input": 2}
    rows = sorted(figures, key=lambda figure: order[figure.row.role])
    lines = [
        f"{'figure':66}{'published':>10} {'95 % interval':17}{'simulated':>9} {'±':>6} verdict"
    ]
    role = ""
    for figure in rows:
        if figure.row.role != role:
            role = figure.row.role
            lines.append(f"-- {role}")
        lines.append(_line(figure))
    return "\n".join(lines)


def _line(figure: Held) -> str:
    row, found = figure.row, figure.simulated
    interval_ = "" if figure.low is None else f"{figure.low:.3g} to {figure.high:.3g}"
    unseen = ", unverified" if row.basis == "recalled" else ""
    note = f"; {row.note}" if figure.verdict == KNOWN_MISS else ""
    return (
        f"{row.figure:66}{row.value:10.3g} {interval_:17}{found.value:9.3g} {found.error:6.2g} "
        f"{figure.verdict} [{', '.join(row.source)}{unseen}]{note}"
    )


def as_csv(figures: Iterable[Held]) -> str:
    """Give the table as CSV, one line per figure."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for figure in figures:
        row, found = figure.row, figure.simulated
        writer.writerow(
            [
                row.figure,
                row.population,
                row.role,
                row.value,
                "" if figure.low is None else round(figure.low, 4),
                "" if figure.high is None else round(figure.high, 4),
                round(found.value, 4),
                round(found.error, 4),
                found.n,
                figure.verdict,
                ";".join(row.source),
                row.basis,
                row.note,
            ]
        )
    return text.getvalue()


def summary(figures: Iterable[Held]) -> str:
    """Say how many predictions lie inside their intervals, those from memory counted apart."""
    figures = tuple(figures)
    lines = []
    for role, basis in (
        ("test", "read"),
        ("test", "recalled"),
        ("calibration", None),
        ("input", None),
    ):
        own = [f for f in figures if f.row.role == role and f.low is not None]
        own = [f for f in own if basis is None or (f.row.basis == basis)]
        inside = sum(f.is_inside for f in own)
        share = f" ({inside / len(own):.0%})" if own else ""
        unverified = ", recalled and so unverified" if basis == "recalled" else ""
        lines.append(f"{role}{unverified}: {inside} of {len(own)} inside{share}")
    without = sum(f.low is None for f in figures)
    return "\n".join([*lines, f"without an interval: {without}"])
