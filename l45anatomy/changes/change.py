"""What a change is, and how several are applied."""

from collections.abc import Iterable
from functools import reduce
from typing import Protocol

from l45anatomy import evidence
from l45anatomy.anatomy import Anatomy
from l45anatomy.frame import within


class Change(Protocol):
    """Something that happens to a spine."""

    @property
    def level(self) -> str:
        """The motion segment it happens at, as "L4-L5"."""

    def apply(self, anatomy: Anatomy) -> Anatomy:
        """Give the anatomy as it is afterwards."""


def affect(anatomy: Anatomy, changes: Iterable[Change]) -> Anatomy:
    """Apply changes one after the other."""
    return reduce(lambda person, change: change.apply(person), changes, anatomy)


def limited(parameter: str, value: float) -> float:
    """Give `value` back if `limits.csv` allows it for a parameter such as "stenosis.facet_mm"."""
    row = evidence.limits()[parameter]
    low, high = row.low or 0.0, row.high or 0.0
    return within(parameter.partition(".")[2], value, low, high, f"limits.csv, row {parameter}")
