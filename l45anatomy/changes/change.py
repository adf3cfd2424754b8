"""What a change is, and how several are applied."""

from collections.abc import Iterable
from functools import reduce
from typing import Protocol

from l45anatomy import evidence
from l45anatomy.anatomy import Anatomy
from l45anatomy.evidence import EvidenceError
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


def limited(parameter: str, value: float, name: str = "") -> float:
    """Give `value` back if `limits.csv` allows it for a parameter such as "stenosis.facet_mm".

    An error calls it `name`, or what follows the dot.
    """
    row = evidence.limits()[parameter]
    if row.low is None or row.high is None:
        raise EvidenceError(evidence.DATA / "limits.csv", 0, "low, high", parameter, "two numbers")
    called = name or parameter.partition(".")[2]
    return within(called, value, row.low, row.high, f"limits.csv, row {parameter}")
