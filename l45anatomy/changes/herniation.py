"""Herniation: disc material beyond the disc's edge [fardon2014]."""

from dataclasses import dataclass
from math import nan
from typing import Self

from l45anatomy import evidence
from l45anatomy.anatomy import Anatomy, Protrusion, term_of
from l45anatomy.evidence import limited
from l45anatomy.frame import LEVELS, VERTEBRAE, ZONES, Side, one_of

KINDS = ("protrusion", "extrusion", "sequestration")


@dataclass(frozen=True)
class Herniation:
    """Disc material that has left its place: on which side, in which zone, how far.

    `reach_mm` is its depth beyond the edge of the disc, `base_mm` its width along the edge (14 mm
    unless said, more for a large one), `migration_mm` how far it went up (positive) or down. A
    central herniation has no side; any given is kept but moves nothing. Zone and reach must be
    given: what they start from is refused like any other bad input. What has migrated is called an
    extrusion even where the kind is a protrusion.
    """

    side: Side | str | None = None
    zone: str = ""
    reach_mm: float = nan
    level: str = "L4-L5"
    base_mm: float | None = None
    migration_mm: float = 0.0
    kind: str = "protrusion"

    def __post_init__(self) -> None:
        set_ = object.__setattr__
        set_(self, "reach_mm", limited("herniation.reach_mm", self.reach_mm))
        one_of("zone", self.zone, ZONES, "disc nomenclature 2.0")
        one_of("level", self.level, LEVELS)
        one_of("kind", self.kind, KINDS, "disc nomenclature 2.0")
        if self.side is not None:
            set_(self, "side", Side(one_of("side", self.side, list(Side))))
        elif self.zone != "central":
            raise ValueError(f"side is None, must be right or left in the {self.zone} zone")
        base = self.base_mm
        if base is None:
            rows = evidence.limits()
            broad = rows["herniation.base_per_reach"].value * self.reach_mm
            base = max(rows["herniation.base_mm"].value, broad)
        set_(self, "base_mm", limited("herniation.base_mm", base))
        set_(self, "migration_mm", limited("herniation.migration_mm", self.migration_mm))
        if self.kind == "protrusion" and self.reach_mm > base:
            raise ValueError(
                f"reach_mm is {self.reach_mm:g} with kind 'protrusion', must not exceed base_mm "
                f"({base:g}): deeper than wide is an 'extrusion' (disc nomenclature 2.0)"
            )

    def apply(self, anatomy: Anatomy) -> Anatomy:
        """Give the anatomy with the herniated material added."""
        if self.reach_mm == 0:
            return anatomy
        self._must_fit(anatomy)
        piece = Protrusion(
            zone=self.zone,
            side="right" if self.zone == "central" or self.side is None else str(self.side),
            kind=self.kind,
            reach_mm=self.reach_mm,
            base_mm=self.base_mm or 0.0,
            migration_mm=self.migration_mm,
        )
        # Sorted, so that two herniations are the same in either order.
        pieces = tuple(sorted((*anatomy.segment(self.level).protrusions, piece)))
        return anatomy.with_segment(self.level, protrusions=pieces)

    def _must_fit(self, anatomy: Anatomy) -> None:
        """Refuse a reach beyond the rear wall of the person's canal."""
        names = [name for name in self.level.split("-") if name in VERTEBRAE]
        deep = max(anatomy.vertebra(name).canal_depth_mm for name in names)
        if self.zone in ("central", "subarticular") and self.reach_mm > deep:
            raise ValueError(
                f"reach_mm is {self.reach_mm:g}, must be at most {deep:g}: the canal at "
                f"{self.level} is no deeper"
            )

    def mirrored(self) -> Self:
        """Give the same on the other side."""
        other = self.side.other if isinstance(self.side, Side) else None
        return type(self)(
            other, self.zone, self.reach_mm, self.level, self.base_mm, self.migration_mm, self.kind
        )

    def __str__(self) -> str:
        """The change in the words of a report."""
        side = "" if self.zone == "central" else f"{self.side} "
        moved = ""
        if self.migration_mm:
            way = "up" if self.migration_mm > 0 else "down"
            moved = f", migrated {abs(self.migration_mm):g} mm {way}"
        what = term_of(self.kind, self.migration_mm)
        return f"{side}{self.zone} disc {what} {self.level}, {self.reach_mm:g} mm{moved}"
