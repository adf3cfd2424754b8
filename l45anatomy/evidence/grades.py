"""From which number on a picture is given which grade."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from l45anatomy.evidence.sources import DATA, references
from l45anatomy.tables import Fact, read_table

When = Literal["from", "above", "at most", "below", "words"]


@dataclass(frozen=True, kw_only=True)
class GradeRow(Fact):
    """From where on a measure earns a grade of a system; the row of the highest rank counts.

    `when` says on which side of `value` the grade lies; "words" is decided by the program that
    measures. Rows of the system "definition" say what counts as what when something is measured.
    """

    system: str
    grade: str
    rank: int
    criterion: str
    measure: str
    when: When
    value: float

    def holds(self, measured: float) -> bool:
        """Whether a measured number lies on the side of the threshold the row speaks of."""
        return {
            "from": measured >= self.value,
            "above": measured > self.value,
            "at most": measured <= self.value,
            "below": measured < self.value,
            "words": False,
        }[self.when]


@lru_cache(maxsize=16)
def grades(folder: Path = DATA) -> Mapping[str, tuple[GradeRow, ...]]:
    """Give the rows of each grading system, by system, rank rising."""
    key = ("system", "grade", "rank")
    rows = read_table(folder / "grades.csv", GradeRow, key, references(folder))
    names = dict.fromkeys(row.system for row in rows)
    return MappingProxyType(
        {n: tuple(sorted((r for r in rows if r.system == n), key=lambda r: r.rank)) for n in names}
    )
