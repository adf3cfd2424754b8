"""Fractures of a vertebral body: wedged in front, or burst with a fragment in the canal."""

from dataclasses import KW_ONLY, dataclass, replace
from typing import Self

from l45anatomy import evidence
from l45anatomy.anatomy import Anatomy
from l45anatomy.evidence import limited
from l45anatomy.frame import DISCS, VERTEBRAE, one_of

KINDS = ("burst", "compression")


@dataclass(frozen=True)
class Fracture:
    """A broken body: what it has lost of its height in front, how far a fragment stands back.

    A compression fracture is a wedge and leaves the rear wall alone. A burst one sinks behind too
    and drives a piece of the upper rear wall into the canal. The arch stays whole (model
    assumption). Sizes not given are the usual ones of `limits.csv`.
    """

    vertebra: str = "L4"
    kind: str = "burst"
    _: KW_ONLY
    retropulsion_mm: float | None = None
    height_loss_percent: float | None = None

    def __post_init__(self) -> None:
        set_, rows = object.__setattr__, evidence.limits()
        one_of("vertebra", self.vertebra, VERTEBRAE[2:])
        one_of("kind", self.kind, KINDS)
        back, lost = self.retropulsion_mm, self.height_loss_percent
        if back is None:
            back = rows["fracture.retropulsion_mm"].value if self.kind == "burst" else 0.0
        if lost is None:
            lost = rows["fracture.height_loss_percent"].value
        set_(self, "retropulsion_mm", limited("fracture.retropulsion_mm", back))
        set_(self, "height_loss_percent", limited("fracture.height_loss_percent", lost))
        if self.kind == "compression" and self.retropulsion_mm:
            raise ValueError(
                f"retropulsion_mm is {back:g} with kind 'compression', must be 0: with a fragment "
                "in the canal the fracture is a 'burst' one"
            )

    @property
    def level(self) -> str:
        """The disc above the broken body, behind whose lower rim a fragment comes to lie."""
        return DISCS[VERTEBRAE.index(self.vertebra) - 1]

    def apply(self, anatomy: Anatomy) -> Anatomy:
        """Give the anatomy with the body broken."""
        sizes = anatomy.vertebra(self.vertebra)
        back, lost = self.retropulsion_mm or 0.0, (self.height_loss_percent or 0.0) / 100
        if back > sizes.canal_depth_mm:
            raise ValueError(
                f"retropulsion_mm is {back:g}, must be at most {sizes.canal_depth_mm:g}: the canal "
                f"of {self.vertebra} is no deeper"
            )
        rows = evidence.limits()
        behind = rows["fracture.rear_share"].value * lost if self.kind == "burst" else 0.0
        return anatomy.with_vertebra(
            self.vertebra,
            height_anterior_mm=sizes.height_anterior_mm * (1 - lost),
            height_posterior_mm=sizes.height_posterior_mm * (1 - behind),
            retropulsion_mm=max(sizes.retropulsion_mm, back),
        )

    def mirrored(self) -> Self:
        """Give the same seen in a mirror: the fragment lies in the midline."""
        return replace(self)

    def __str__(self) -> str:
        """The change in the words of a report."""
        back = (
            f", fragment {self.retropulsion_mm:g} mm in the canal" if self.retropulsion_mm else ""
        )
        lost = f"{self.height_loss_percent:g} % of its front height lost"
        return f"{self.kind} fracture {self.vertebra}, {lost}{back}"
