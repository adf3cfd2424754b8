"""The numbers of one person: frozen, comparable, in mm and degrees.

Disease is allowed to leave the healthy range: changes know how, and `people` knows who is healthy.
This module only holds the numbers.
"""

from dataclasses import dataclass, fields, replace
from functools import cache
from math import radians, tan
from typing import Any

from l45anatomy import evidence
from l45anatomy.frame import DISCS, ROOTS, VERTEBRAE, Side, one_of
from l45anatomy.geometry.counted import counted_once


@cache
def _rule(name: str) -> float:
    """Give one of the rules of `limits.csv` for a segment that bends or sinks."""
    return evidence.limits()[name].value


@counted_once
@dataclass(frozen=True, kw_only=True)
class Vertebra:
    """Sizes of one vertebra, mm.

    `pedicle_shortening_mm` brings the arch nearer to the body after the sac has found its size; the
    turns are those of the facets against the bone as fitted, set from the joints' angles.
    `retropulsion_mm` is how far a fragment of the upper rear wall stands in the canal.
    """

    body_width_mm: float
    body_depth_mm: float
    height_anterior_mm: float
    height_posterior_mm: float
    canal_width_mm: float
    canal_depth_mm: float
    pedicle_shortening_mm: float = 0.0
    superior_facet_turn_deg: float = 0.0
    inferior_facet_turn_deg: float = 0.0
    retropulsion_mm: float = 0.0


def term_of(kind: str, migration_mm: float) -> str:
    """Give what disc material is called: what has gone up or down is no protrusion [fardon2014]."""
    return "extrusion" if kind == "protrusion" and migration_mm else kind


@dataclass(frozen=True, kw_only=True, order=True)
class Protrusion:
    """Disc material beyond the disc's edge: where, how far, how broad."""

    zone: str
    side: str
    kind: str
    reach_mm: float
    base_mm: float
    migration_mm: float

    @property
    def term(self) -> str:
        """What it is called, whatever kind was said."""
        return term_of(self.kind, self.migration_mm)


@dataclass(frozen=True, kw_only=True, order=True)
class Cyst:
    """A synovial cyst on the inner face of one facet joint: on which side, how wide."""

    side: str
    diameter_mm: float


@dataclass(frozen=True, kw_only=True, order=True)
class Window:
    """What an operation has taken away behind: its kind, and the share of the facet joint, 0 to 1.

    `kind` is "laminectomy" (both sides; `side` is "both"), "laminotomy", "foraminotomy", or "far
    lateral approach", which takes no bone and only tells that somebody was there.
    """

    kind: str
    side: str
    facet_share: float


@dataclass(frozen=True, kw_only=True, order=True)
class Injury:
    """A lesion of a nerve beyond the roots: which, where, and the share of its fibres it takes."""

    nerve: str
    side: str
    site: str
    cause: str
    loss: float


@counted_once
@dataclass(frozen=True, kw_only=True)
class Segment:
    """Sizes of one motion segment, mm and degrees: disc, flavum, facets, slip.

    Pairs are (right, left). Disc heights are those at rest; `height_loss_mm` is taken off both,
    down to where bone meets bone. `setback_mm` is how far the upper vertebra stands behind the rear
    wall of the lower one. `flavum_growth_mm` is what a slip adds to both yellow ligaments.
    `bulge_mm` is what the disc stands out all round, `lateral_bulge_mm` on one side more than on
    the other, `pseudobulge_mm` into both foramina where a slip has uncovered it.
    `facet_angle_deg` is that of the facet joints from the sagittal plane,
    None where it is the bones' own. `arch_slips` is true when the arch goes along with the body;
    `assimilated` where the transverse process above has grown down to the bone below. `water` is
    the share of its signal the nucleus has kept. `flexion_deg` is how far the segment is bent
    forward (negative: back) from lying at ease; one that is `fused` does not bend.
    """

    disc_anterior_mm: float
    disc_posterior_mm: float
    flavum_mm: tuple[float, float]
    flavum_growth_mm: float = 0.0
    setback_mm: float = 0.0
    facet_angle_deg: float | None = None
    facet_growth_mm: tuple[float, float] = (0.0, 0.0)
    height_loss_mm: float = 0.0
    bulge_mm: float = 0.0
    lateral_bulge_mm: tuple[float, float] = (0.0, 0.0)
    pseudobulge_mm: float = 0.0
    protrusions: tuple[Protrusion, ...] = ()
    slip_mm: float = 0.0
    arch_slips: bool = True
    assimilated: tuple[bool, bool] = (False, False)
    water: float = 1.0
    cysts: tuple[Cyst, ...] = ()
    windows: tuple[Window, ...] = ()
    flexion_deg: float = 0.0
    fused: bool = False

    @property
    def collapse_mm(self) -> float:
        """How much height the disc has lost: bone meets bone before it is gone."""
        return min(self.height_loss_mm, self.disc_posterior_mm - _rule("segment.least_disc_mm"))

    @property
    def bend_deg(self) -> float:
        """How far the segment bends forward: a fused one not at all."""
        return 0.0 if self.fused else self.flexion_deg

    @property
    def front_mm(self) -> float:
        """The height of the disc in front, as it is now."""
        now = self.disc_anterior_mm - self.collapse_mm - self._opened_mm
        return max(now, _rule("segment.least_disc_mm"))

    @property
    def rear_mm(self) -> float:
        """The height of the disc behind, as it is now."""
        now = self.disc_posterior_mm - self.collapse_mm + self._opened_mm
        return max(now, _rule("segment.least_disc_mm"))

    @property
    def _opened_mm(self) -> float:
        """How much bending opens the disc behind, and closes it in front."""
        return _rule("posture.arm_mm") * tan(radians(self.bend_deg)) if self.bend_deg else 0.0

    @property
    def yellow_mm(self) -> tuple[float, float]:
        """How thick the yellow ligaments are now, (right, left): extension thickens them."""
        right, left = (mm + self.flavum_growth_mm for mm in self.flavum_mm)
        if not self.bend_deg:
            return right, left
        thicker = 1.0 - _rule("posture.flavum_per_deg") * self.bend_deg
        thicker = max(thicker, _rule("posture.flavum_least_share"))
        return right * thicker, left * thicker

    @property
    def bulge_now_mm(self) -> float:
        """How far the disc bulges now: extension presses it out behind, flexion draws it in."""
        if not self.bend_deg:
            return self.bulge_mm
        return max(self.bulge_mm - _rule("posture.bulge_mm_per_deg") * self.bend_deg, 0.0)


@counted_once
@dataclass(frozen=True, kw_only=True)
class Nerves:
    """Sizes of sac and roots.

    Diameters of roots and lengths of ganglia in mm, the sac as shares of the bony canal;
    `conjoined` says on which sides (right, left) L5 and S1 leave the sac in one sleeve, `injuries`
    what has happened to nerves beyond the roots.
    """

    sac_width_share: float
    sac_depth_share: float
    root_l3_mm: float
    root_l4_mm: float
    root_l5_mm: float
    root_s1_mm: float
    ganglion_l3_mm: float
    ganglion_l4_mm: float
    ganglion_l5_mm: float
    ganglion_s1_mm: float
    conjoined: tuple[bool, bool] = (False, False)
    injuries: tuple[Injury, ...] = ()

    def diameter_mm(self, root: str) -> float:
        """Give the diameter of a root beside its ganglion, mm."""
        return float(getattr(self, f"root_{one_of('root', root, ROOTS).lower()}_mm"))

    def ganglion_mm(self, root: str) -> float:
        """Give the length of the ganglion of a root, mm."""
        return float(getattr(self, f"ganglion_{one_of('root', root, ROOTS).lower()}_mm"))


@counted_once
@dataclass(frozen=True, kw_only=True)
class Anatomy:
    """One person's lumbar spine from L1 to the sacrum, as numbers."""

    vertebrae: tuple[Vertebra, ...]
    segments: tuple[Segment, ...]
    nerves: Nerves
    sacral_slope_deg: float

    def vertebra(self, name: str) -> Vertebra:
        """Give the vertebra `name`, "L1" to "L5"."""
        return self.vertebrae[VERTEBRAE.index(one_of("vertebra", name, VERTEBRAE))]

    def segment(self, level: str) -> Segment:
        """Give the segment `level`, "L1-L2" to "L5-S1"."""
        return self.segments[DISCS.index(one_of("level", level, DISCS))]

    def with_segment(self, level: str, **numbers: Any) -> "Anatomy":
        """Give the same person with some numbers of one segment changed."""
        at = DISCS.index(one_of("level", level, DISCS))
        changed = replace(self.segments[at], **numbers)
        return replace(self, segments=(*self.segments[:at], changed, *self.segments[at + 1 :]))

    def with_vertebra(self, name: str, **numbers: Any) -> "Anatomy":
        """Give the same person with some numbers of one vertebra changed."""
        at = VERTEBRAE.index(one_of("vertebra", name, VERTEBRAE))
        changed = replace(self.vertebrae[at], **numbers)
        return replace(self, vertebrae=(*self.vertebrae[:at], changed, *self.vertebrae[at + 1 :]))


def on_sides(pair: tuple[float, float], side: Side | None, value: float) -> tuple[float, float]:
    """Give the (right, left) pair with `value` added on one side, or on both if `side` is None."""
    right, left = pair
    return (
        right + (0.0 if side is Side.LEFT else value),
        left + (0.0 if side is Side.RIGHT else value),
    )


def paired(pair: tuple[float, float], side: Side) -> float:
    """Give the member of a (right, left) pair on one side."""
    return pair[0] if side is Side.RIGHT else pair[1]


def parameters() -> tuple[str, ...]:
    """List the healthy numbers a person is made of, as named in `dimensions.csv`."""
    return tuple(evidence.dimensions())


def from_parameters(values: dict[str, float]) -> Anatomy:
    """Build a person from a value for every row of `dimensions.csv`."""

    def pick(place: str, kind: type) -> dict[str, Any]:
        names = [f.name for f in fields(kind) if f"{place}.{f.name}" in values]
        return {name: values[f"{place}.{name}"] for name in names}

    def segment(level: str) -> Segment:
        numbers = pick(level, Segment)
        flavum = numbers.pop("flavum_mm")
        return Segment(flavum_mm=(flavum, flavum), **numbers)

    return Anatomy(
        vertebrae=tuple(Vertebra(**pick(name, Vertebra)) for name in VERTEBRAE),
        segments=tuple(segment(level) for level in DISCS),
        nerves=Nerves(**pick("nerves", Nerves)),
        sacral_slope_deg=values["pelvis.sacral_slope_deg"],
    )
