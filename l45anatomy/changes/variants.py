"""Variants a person is born with: nothing is ill, but the next lesion finds another anatomy."""

from dataclasses import dataclass, replace
from typing import Self

from l45anatomy.anatomy import Anatomy
from l45anatomy.evidence import limited, limits
from l45anatomy.frame import Side, one_of

_LEVEL = "L5-S1"


@dataclass(frozen=True)
class ConjoinedRoot:
    """L5 and S1 leave the sac in one sleeve, so that S1 runs through the recess of L5 as well."""

    side: Side | str
    level: str = _LEVEL

    def __post_init__(self) -> None:
        object.__setattr__(self, "side", Side(one_of("side", str(self.side), list(Side))))
        one_of("level of a conjoined root", self.level, (_LEVEL,))

    def apply(self, anatomy: Anatomy) -> Anatomy:
        """Give the anatomy with the two roots in one sleeve."""
        right, left = anatomy.nerves.conjoined
        is_right = self.side is Side.RIGHT
        pair = (right or is_right, left or not is_right)
        return replace(anatomy, nerves=replace(anatomy.nerves, conjoined=pair))

    def mirrored(self) -> Self:
        """Give the same on the other side."""
        return replace(self, side=Side(self.side).other)

    def __str__(self) -> str:
        """The variant in the words of a report."""
        return f"{self.side} conjoined roots {self.level}"


@dataclass(frozen=True)
class TransitionalVertebra:
    """A sacralised L5: its broad transverse process meets the sacrum, the disc below is low.

    One side, or both if none is given: Castellvi type II, a joint and no fusion. How much of the
    disc's height is left is a model assumption (`limits.csv`, row `transitional.disc_share`).
    """

    side: Side | str | None = None
    disc_share: float | None = None
    level: str = _LEVEL

    def __post_init__(self) -> None:
        if self.side is not None:
            object.__setattr__(self, "side", Side(one_of("side", str(self.side), list(Side))))
        one_of("level of a transitional vertebra", self.level, (_LEVEL,))
        usual = limits()["transitional.disc_share"].value
        share = usual if self.disc_share is None else self.disc_share
        object.__setattr__(self, "disc_share", limited("transitional.disc_share", share))

    def apply(self, anatomy: Anatomy) -> Anatomy:
        """Give the anatomy with L5 half way to the sacrum."""
        segment, share = anatomy.segment(self.level), self.disc_share or 1.0
        right, left = segment.assimilated
        pair = (right or self.side is not Side.LEFT, left or self.side is not Side.RIGHT)
        return anatomy.with_segment(
            self.level,
            assimilated=pair,
            disc_anterior_mm=segment.disc_anterior_mm * share,
            disc_posterior_mm=segment.disc_posterior_mm * share,
        )

    def mirrored(self) -> Self:
        """Give the same on the other side."""
        return replace(self, side=self.side.other if isinstance(self.side, Side) else None)

    def __str__(self) -> str:
        """The variant in the words of a report."""
        side = f" on the {self.side}" if self.side else ""
        return f"transitional vertebra {self.level}, joined to the sacrum{side}"
