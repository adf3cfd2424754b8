"""Disc degeneration: a disc that dries and sinks, and what follows it [pfirrmann2001]."""

from dataclasses import dataclass, replace
from typing import Self

from l45anatomy import evidence
from l45anatomy.anatomy import Anatomy, on_sides
from l45anatomy.evidence import limited
from l45anatomy.frame import LEVELS, one_of

_ROMAN = ("I", "II", "III", "IV", "V")


@dataclass(frozen=True)
class DiscDegeneration:
    """A disc of Pfirrmann grade 1 to 5: drier and lower, it bulges, and joints and flavum follow.

    The grade is the look of the disc; what it comes to in mm stands in `degenerations.csv` and is
    mostly a model assumption. By itself it catches no root up to grade 4.
    """

    grade: int
    level: str = "L4-L5"

    def __post_init__(self) -> None:
        grade = limited("degeneration.grade", self.grade, "grade")
        if grade != int(grade):
            row = evidence.limits()["degeneration.grade"]
            raise ValueError(
                f"grade is {self.grade!r}, must be a whole number from {row.low:g} to "
                f"{row.high:g} (limits.csv, row degeneration.grade)"
            )
        object.__setattr__(self, "grade", int(grade))
        one_of("level", self.level, LEVELS)

    def apply(self, anatomy: Anatomy) -> Anatomy:
        """Give the anatomy with the disc worn to its grade."""
        segment = anatomy.segment(self.level)
        amount = {r.contributor: r.value for r in evidence.degenerations() if r.grade == self.grade}
        height = (segment.disc_anterior_mm + segment.disc_posterior_mm) / 2
        right, left = segment.flavum_mm
        return anatomy.with_segment(
            self.level,
            water=min(segment.water, amount["water_share"]),
            height_loss_mm=segment.height_loss_mm + (1 - amount["height_share"]) * height,
            bulge_mm=segment.bulge_mm + amount["bulge_mm"],
            facet_growth_mm=on_sides(segment.facet_growth_mm, None, amount["facet_mm"]),
            # The thicker of two wins, as in a stenosis, so that both are the same in either order.
            flavum_mm=(max(right, amount["flavum_mm"]), max(left, amount["flavum_mm"])),
        )

    def mirrored(self) -> Self:
        """Give the same seen in a mirror: it has no side."""
        return replace(self)

    def __str__(self) -> str:
        """The change in the words of a report."""
        return f"disc degeneration {self.level}, Pfirrmann {_ROMAN[self.grade - 1]}"
