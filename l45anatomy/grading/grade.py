"""One grade of one published system, and how a measured number earns it."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from l45anatomy import evidence
from l45anatomy.evidence import Basis, GradeRow
from l45anatomy.frame import ROOTS, Side, one_of


@dataclass(frozen=True, kw_only=True)
class Grade:
    """What a picture of this spine is graded, and by which number.

    `structure` is what was looked at, as in "disc L4-L5" or "root L5"; `measure` what was measured,
    as in "calibre lost", and `measured` the number that decided, in `unit`; `criterion` what the
    source says of this grade; `basis` whether the threshold was read or is a model assumption;
    `rank` 0 where nothing is wrong.
    """

    system: str
    structure: str
    level: str
    side: Side | None
    grade: str
    rank: int
    measure: str
    measured: float
    unit: str
    criterion: str
    source: tuple[str, ...]
    basis: Basis

    @property
    def place(self) -> str:
        """What it is looked up by: the root, else the level; empty for the whole spine."""
        name = self.structure.rpartition(" ")[2]
        return name if name in ROOTS else self.level

    def __str__(self) -> str:
        """The grade on one line, as in `Schizas L4-L5: B (81%)`."""
        where = " ".join(filter(None, (self.system, self.place, str(self.side or ""))))
        return f"{where}: {self.grade} ({self.number})"

    @property
    def at_its_level(self) -> str:
        """The grade where the level is known already, as in `Bartynski 3 (left)`."""
        root = self.place if self.place in ROOTS else ""
        where = " ".join(filter(None, (root, str(self.side or ""))))
        return f"{self.system} {self.grade}{f' ({where})' * bool(where)}"

    @property
    def number(self) -> str:
        """The number that was measured, as it is said: `6.9 mm`, `73%`; "open" without a wall."""
        if not np.isfinite(self.measured):
            return "open"
        if self.unit == "share":
            return f"{self.measured:.0%}"
        if self.unit == "mm":
            return f"{self.measured:.1f} mm"
        unit = {"percent": "%", "mm2": " mm²", "count": ""}.get(self.unit, f" {self.unit}")
        return f"{self.measured:.3g}{unit}"


def definition(name: str) -> float:
    """Give what counts as what when something is measured."""
    return next(row.value for row in evidence.grades()["definition"] if row.grade == name)


def row_for(system: str, measured: dict[str, float]) -> GradeRow:
    """Give the worst row of a system that holds for what was measured, by measure."""
    rows = evidence.grades()[system]
    held = [row for row in rows if row.measure in measured and row.holds(measured[row.measure])]
    return held[-1]


def named(system: str, grade: str) -> GradeRow:
    """Give the row of a grade that the program has decided on."""
    return next(row for row in evidence.grades()[system] if row.grade == grade)


def graded(
    row: GradeRow,
    structure: str,
    level: str,
    measured: float,
    *,
    side: Side | None = None,
    measure: str = "",
    unit: str = "",
    system: str = "",
    grade: str = "",
) -> Grade:
    """Make a grade of a row; the words that are given stand in for the row's own."""
    return Grade(
        system=system or row.system,
        structure=structure,
        level=level,
        side=side,
        grade=grade or row.grade,
        rank=row.rank,
        measure=measure or row.measure,
        measured=measured,
        unit=unit or row.unit,
        criterion=row.criterion,
        source=row.source,
        basis=row.basis,
    )


def find(
    grades: Iterable[Grade], system: str, place: str = "", side: Side | str | None = None
) -> Grade:
    """Give the grade of one system at one place, a level or a root, and on one side if it has any.

    Raises
    ------
    ValueError
        If there is none: the message lists the systems, places or sides there are.
    """
    known = tuple(grades)
    one_of("system", system, dict.fromkeys(g.system for g in known))
    here = [g for g in known if g.system == system]
    one_of(f"place of {system}", place, dict.fromkeys(g.place for g in here))
    here = [g for g in here if g.place == place]
    for grade in here:
        if grade.side == side:
            return grade
    sides = ", ".join(str(g.side) for g in here)
    raise ValueError(f"side of {system} {place} is {side!r}, must be one of {sides}")
