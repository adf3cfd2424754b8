"""Stenosis: less room, contributor by contributor."""

from dataclasses import dataclass, replace
from typing import Self

from l45anatomy import evidence
from l45anatomy.anatomy import Anatomy, on_sides
from l45anatomy.evidence import limited
from l45anatomy.frame import LEVELS, VERTEBRAE, Side, one_of


@dataclass(frozen=True, kw_only=True)
class Stenosis:
    """What narrows canal, recess or foramen at one level; each contributor in mm.

    `flavum_mm` is the thickness of the yellow ligament; None leaves it, and so does one below the
    person's own. The rest are amounts added
    or lost. Flavum, facets and bulge may be given for one side only. Disc height and pedicles have
    no side.
    """

    level: str = "L4-L5"
    side: Side | str | None = None
    flavum_mm: float | None = None
    facet_mm: float = 0.0
    bulge_mm: float = 0.0
    height_loss_mm: float = 0.0
    short_pedicle_mm: float = 0.0

    def __post_init__(self) -> None:
        one_of("level", self.level, LEVELS)
        set_ = object.__setattr__
        if self.side is not None:
            set_(self, "side", Side(one_of("side", self.side, list(Side))))
        for name in ("flavum_mm", "facet_mm", "bulge_mm", "height_loss_mm", "short_pedicle_mm"):
            value = getattr(self, name)
            if value is not None:
                set_(self, name, limited(f"stenosis.{name}", value))

    @classmethod
    def central(cls, severity: float, level: str = "L4-L5") -> Self:
        """Give central canal stenosis, 0 none to 1 severe."""
        return cls._named("central", severity, level, None)

    @classmethod
    def lateral_recess(cls, severity: float, side: Side | str, level: str = "L4-L5") -> Self:
        """Give stenosis of one lateral recess, 0 none to 1 severe."""
        return cls._named("lateral recess", severity, level, side)

    @classmethod
    def foraminal(cls, severity: float, side: Side | str, level: str = "L4-L5") -> Self:
        """Give stenosis of one foramen, 0 none to 1 severe."""
        return cls._named("foraminal", severity, level, side)

    @classmethod
    def _named(cls, form: str, severity: float, level: str, side: Side | str | None) -> Self:
        one_of("level", level, LEVELS)
        if form != "central":
            one_of(f"side of {form} stenosis", str(side), list(Side))
        share = limited("stenosis.severity", severity)
        made: dict[str, float] = {}
        for row in evidence.severities():
            if row.form == form:
                usual = 0.0
                if row.contributor == "flavum_mm":
                    usual = evidence.dimensions()[f"{level}.flavum_mm"].value
                if share == 0:
                    continue
                made[row.contributor] = usual + share * (row.value - usual)
        return cls(level=level, side=side, **made)

    def apply(self, anatomy: Anatomy) -> Anatomy:
        """Give the anatomy with less room."""
        side = self.side if isinstance(self.side, Side) else None
        segment = anatomy.segment(self.level)
        flavum = segment.flavum_mm
        if self.flavum_mm is not None:
            # The thicker of two wins, so that two stenoses are the same in either order.
            thicker = tuple(max(self.flavum_mm, old) for old in flavum)
            flavum = (
                flavum[0] if side is Side.LEFT else thicker[0],
                flavum[1] if side is Side.RIGHT else thicker[1],
            )
        anatomy = anatomy.with_segment(
            self.level,
            flavum_mm=flavum,
            facet_growth_mm=on_sides(segment.facet_growth_mm, side, self.facet_mm),
            bulge_mm=segment.bulge_mm + (0.0 if side else self.bulge_mm),
            lateral_bulge_mm=on_sides(segment.lateral_bulge_mm, side, self.bulge_mm if side else 0),
            height_loss_mm=segment.height_loss_mm + self.height_loss_mm,
        )
        for name in self.level.split("-"):
            if name in VERTEBRAE and self.short_pedicle_mm:
                shorter = anatomy.vertebra(name).pedicle_shortening_mm + self.short_pedicle_mm
                anatomy = anatomy.with_vertebra(name, pedicle_shortening_mm=shorter)
        return anatomy

    def mirrored(self) -> Self:
        """Give the same on the other side."""
        return replace(self, side=self.side.other if isinstance(self.side, Side) else None)

    def __str__(self) -> str:
        """The change in the words of a report."""
        parts = []
        bones = " and ".join(name for name in self.level.split("-") if name in VERTEBRAE)
        if self.flavum_mm is not None:
            parts.append(f"ligamentum flavum {self.flavum_mm:.1f} mm thick")
        named = (
            (self.facet_mm, "facet joint overgrown by"),
            (self.bulge_mm, "disc bulge of"),
            (self.height_loss_mm, "disc height lost"),
            (self.short_pedicle_mm, f"pedicles of {bones} shortened by"),
        )
        parts += [f"{what} {mm:.1f} mm" for mm, what in named if mm]
        has_side = self.side and (self.flavum_mm is not None or self.facet_mm or self.bulge_mm)
        side = f"{self.side} " if has_side else ""
        return f"{side}stenosis {self.level}: " + (", ".join(parts) or "none")
