"""Synovial cyst: joint fluid in a sac that has left a worn facet joint [soriano2021]."""

from dataclasses import dataclass, replace
from typing import Self

from l45anatomy.anatomy import Anatomy, Cyst
from l45anatomy.evidence import limited
from l45anatomy.frame import LEVELS, Side, one_of


@dataclass(frozen=True)
class SynovialCyst:
    """A cyst on the inner face of one facet joint, growing into the lateral recess."""

    side: Side | str
    diameter_mm: float
    level: str = "L4-L5"

    def __post_init__(self) -> None:
        set_ = object.__setattr__
        set_(self, "side", Side(one_of("side", str(self.side), list(Side))))
        set_(self, "diameter_mm", limited("cyst.diameter_mm", self.diameter_mm))
        one_of("level", self.level, LEVELS)

    def apply(self, anatomy: Anatomy) -> Anatomy:
        """Give the anatomy with the cyst; beside a bigger one on the same joint it is not seen."""
        if self.diameter_mm == 0:
            return anatomy
        cyst = Cyst(side=str(self.side), diameter_mm=self.diameter_mm)
        # Sorted, so that two cysts are the same in either order.
        cysts = tuple(sorted((*anatomy.segment(self.level).cysts, cyst)))
        return anatomy.with_segment(self.level, cysts=cysts)

    def mirrored(self) -> Self:
        """Give the same on the other side."""
        return replace(self, side=Side(self.side).other)

    def __str__(self) -> str:
        """The change in the words of a report."""
        return f"{self.side} synovial cyst {self.level}, {self.diameter_mm:g} mm"
