"""Spondylolisthesis: one vertebra slips forward on the next."""

from dataclasses import dataclass, replace
from typing import Self

from l45anatomy import evidence
from l45anatomy.anatomy import Anatomy, on_sides
from l45anatomy.evidence import limited
from l45anatomy.frame import LEVELS, one_of

KINDS = ("degenerative", "isthmic")


@dataclass(frozen=True)
class Spondylolisthesis:
    """A slip in percent of the depth of the body below [meyerding1932]; at L5-S1, of L5.

    Degenerative: the arch is whole and goes along, so the canal narrows mm for mm; worn joints and
    thick yellow ligaments come with it. Isthmic: the pars is broken and the arch stays behind; the
    canal opens, the disc below flattens and its uncovered edge fills both foramina. How much of
    all this comes with a slip is a model assumption (`limits.csv`).
    """

    slip_percent: float
    level: str = "L4-L5"
    kind: str = "degenerative"

    def __post_init__(self) -> None:
        one_of("level", self.level, LEVELS)
        one_of("kind", self.kind, KINDS)
        limit = f"spondylolisthesis.{self.kind}_percent"
        percent = limited(limit, self.slip_percent, "slip_percent")
        object.__setattr__(self, "slip_percent", percent)

    @property
    def meyerding(self) -> str:
        """The grade I to IV, or "none" without a slip."""
        held = [row for row in evidence.grades()["Meyerding"] if row.holds(self.slip_percent)]
        return held[-1].grade

    def apply(self, anatomy: Anatomy) -> Anatomy:
        """Give the anatomy with the upper vertebra slipped."""
        if self.slip_percent == 0:
            return anatomy
        below = self.level.partition("-")[2]
        depth = anatomy.vertebra("L5" if below == "S1" else below).body_depth_mm
        slip = self.slip_percent / 100 * depth
        segment = anatomy.segment(self.level)
        rules = evidence.limits()
        if self.kind == "degenerative":
            joint = _grown("facet", slip)
            return anatomy.with_segment(
                self.level,
                slip_mm=segment.slip_mm + slip,
                facet_growth_mm=on_sides(segment.facet_growth_mm, None, joint),
                flavum_growth_mm=segment.flavum_growth_mm + _grown("flavum", slip),
            )
        lost = rules["isthmic.height_loss_per_slip"].value * slip
        ridge = rules["isthmic.pseudobulge_per_slip"].value * slip
        return anatomy.with_segment(
            self.level,
            slip_mm=segment.slip_mm + slip,
            arch_slips=False,
            height_loss_mm=segment.height_loss_mm + lost,
            pseudobulge_mm=segment.pseudobulge_mm + ridge,
        )

    def mirrored(self) -> Self:
        """Give the same seen in a mirror: a slip has no side."""
        return replace(self)

    def __str__(self) -> str:
        """The change in the words of a report."""
        return (
            f"{self.kind} spondylolisthesis {self.level}, {self.slip_percent:g} % "
            f"(Meyerding {self.meyerding})"
        )


def _grown(part: str, slip_mm: float) -> float:
    """Give how much facet joint or yellow ligament grew with a slip: so much a mm, up to a most."""
    share = evidence.limits()[f"degenerative.{part}_growth_per_slip"].value
    return min(share * slip_mm, evidence.limits()[f"degenerative.{part}_growth_mm"].value)
