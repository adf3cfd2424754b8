"""Posture: the lumbar spine bent forward or back."""

from dataclasses import dataclass, replace
from typing import Self

from l45anatomy import evidence
from l45anatomy.anatomy import Anatomy
from l45anatomy.evidence import limited
from l45anatomy.frame import DISCS


@dataclass(frozen=True)
class Posture:
    """Flexion of the whole lumbar spine in degrees from lying at ease; negative is extension.

    Every segment takes its share. Flexion opens discs behind and foramina and draws the yellow
    ligaments thin, extension does the opposite [chung2000]; how much is a model assumption
    (`limits.csv`, rows `posture`). A fused segment does not bend.
    """

    flexion_deg: float

    def __post_init__(self) -> None:
        object.__setattr__(self, "flexion_deg", limited("posture.flexion_deg", self.flexion_deg))

    @property
    def level(self) -> str:
        """Nowhere in particular: all segments bend."""
        return ""

    def apply(self, anatomy: Anatomy) -> Anatomy:
        """Give the anatomy bent by so much more."""
        rules = evidence.limits()
        for level in DISCS:
            more = rules[f"posture.share_{level}"].value * self.flexion_deg
            bent = anatomy.segment(level).flexion_deg + more
            anatomy = anatomy.with_segment(level, flexion_deg=bent)
        return anatomy

    def mirrored(self) -> Self:
        """Give the same seen in a mirror: bending has no side."""
        return replace(self)

    def __str__(self) -> str:
        """The posture in plain words."""
        if not self.flexion_deg:
            return "lying at ease"
        way = "flexed" if self.flexion_deg > 0 else "extended"
        return f"lumbar spine {way} by {abs(self.flexion_deg):g}°"


def held(anatomy: Anatomy, posture: Posture) -> Anatomy:
    """Give a person in that posture, whatever posture they were in before."""
    straight = replace(
        anatomy, segments=tuple(replace(s, flexion_deg=0.0) for s in anatomy.segments)
    )
    return posture.apply(straight)


def standing() -> Posture:
    """Give the posture of standing and walking."""
    return Posture(evidence.limits()["posture.standing_deg"].value)


def bent() -> Posture:
    """Give the posture of sitting, or of leaning on a cart."""
    return Posture(evidence.limits()["posture.bent_deg"].value)
