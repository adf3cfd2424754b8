"""The sacrum measured on its surface, in a frame levelled by the rims of its table."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from l45anatomy.geometry.placement import Placement
from l45anatomy.morphometry.bones import corners, slope_deg
from l45anatomy.morphometry.section import Loop, Section, Surface

if TYPE_CHECKING:
    import pyvista

_RIM_MM = 9.0  # below the rims: where the rear wall of S1 is plain
_BODY_MM = 25.0  # how much of S1 is taken for a body, so that its corners are found as in others
_FORAMEN_MM2 = 400.0  # more is no foramen
_FORAMEN = ((10.0, 35.0), (-45.0, -12.0))  # where the first ventral foramen can open: x, z


@dataclass(frozen=True, eq=False)
class SacrumShape:
    """The surface of the sacrum; z is square to the table, the origin in its middle."""

    world: Surface
    placement: Placement

    @classmethod
    def of(cls, mesh: "pyvista.PolyData", placement: Placement) -> "SacrumShape":
        """Level the frame by the rims of the table, starting from a placement near it."""
        world = Surface.of(mesh)
        for _ in range(4):
            shape = cls(world, placement)
            rear, front = shape.corners["upper rear"], shape.corners["upper front"]
            y, z = ((rear + front) / 2).tolist()
            x, y, z = placement.to_world(np.array([[0.0, y, z]]))[0].tolist()
            lean = placement.tilt_deg + slope_deg(rear, front)
            placement = replace(placement, offset=(x, y, z), tilt_deg=lean)
        return cls(world, placement)

    @cached_property
    def own(self) -> Surface:
        """The surface in the own frame."""
        return self.world.seen_from(self.placement)

    @cached_property
    def middle(self) -> Section:
        """The section in the midsagittal plane: y, z."""
        return self.own.cut(0, 0.0)

    @cached_property
    def rear(self) -> float:
        """The place of the rear wall of S1 below the rim."""
        return float(self.middle.spans(1, -_RIM_MM)[-1, 0])

    @cached_property
    def corners(self) -> dict[str, Loop]:
        """The corners of the table, y and z."""
        outline = self.middle.dense()
        top = (outline[:, 0] > self.rear - 4) & (outline[:, 1] > -_BODY_MM)
        return corners(outline[top])

    def corner(self, name: str) -> Loop:
        """Give a corner of the table in the world: y and z."""
        y, z = self.corners[name]
        there: Loop = self.placement.to_world(np.array([[0.0, y, z]]))[0, 1:]
        return there

    def rim_deg(self, edge: str) -> float:
        """Give the slope of the table in the world; the sacrum has no other edge."""
        return slope_deg(self.corner(f"{edge} rear"), self.corner(f"{edge} front"))

    @property
    def pedicle_below(self) -> Loop:
        """Where the foramen above ends: the rear of the table at its rim, in the world."""
        y, z = self.corners["upper rear"]
        there: Loop = self.placement.to_world(np.array([[0.0, y, z]]))[0]
        return there

    @property
    def table_width(self) -> float:
        """The width of the table, mm, above where the wings begin."""
        cuts = (self.own.cut(2, z) for z in (-2.0, -3.0, -4.0))
        return min(float(np.ptp(cut.spans(1, 0.0))) for cut in cuts)

    @property
    def table_depth(self) -> float:
        """The depth of the table, mm."""
        return float(np.linalg.norm(self.corners["upper front"] - self.corners["upper rear"]))

    @property
    def table_angle(self) -> float:
        """The angle between the table and the rear wall of S1, degrees."""
        heights = np.linspace(-20, -5, 16)
        wall = [self.middle.spans(1, z)[-1, 0] for z in heights]
        return 90.0 + float(np.degrees(np.arctan(-np.polyfit(heights, wall, 1)[0])))

    @property
    def height(self) -> float:
        """From the promontory straight to the lower end, mm."""
        away = self.middle.points - self.corners["upper front"]
        return float(np.linalg.norm(away, axis=1).max())

    @property
    def width(self) -> float:
        """The greatest width, mm."""
        return float(np.ptp(self.own.points[:, 0]))

    @cached_property
    def spine(self) -> Section:
        """The outline of the median crest, or of all of the sacrum if canal and crest join."""
        behind = [o for o in self.middle.outlines() if o.extent(0)[1] < self.rear + 2]
        crest = behind[0] if behind else self.middle
        return Section((crest.points[crest.points[:, 0] < self.rear - 8],))

    @cached_property
    def canal(self) -> Section:
        """The narrowest closed ring of the canal at S1: x, y."""
        cuts = (self.own.cut(2, z) for z in np.arange(-24.0, -6.0, 1.0))
        rings = (cut.hole((0.0, self.rear - 6)) for cut in cuts)
        found = (ring for ring in rings if ring)
        return min(found, key=lambda ring: ring.area, default=Section(()))

    @cached_property
    def foramen(self) -> Section:
        """The first ventral foramen where it opens to the pelvis: x, z."""
        for y in np.arange(20.0, self.rear, -0.5):
            cut = self.own.cut(1, y)
            for outline in cut.outlines():
                x, z = outline.centre
                here = _within(x, _FORAMEN[0]) and _within(z, _FORAMEN[1])
                if here and outline.area < _FORAMEN_MM2 and cut.hole((x, z)):
                    return outline
        return Section(())


def _within(value: float, bounds: tuple[float, float]) -> bool:
    return bounds[0] < value < bounds[1]


MEASURES: dict[str, Callable[[SacrumShape], float]] = {
    "sacral slope": lambda bone: -bone.rim_deg("upper"),
    "sacrum height": lambda bone: bone.height,
    "sacrum width": lambda bone: bone.width,
    "table width": lambda bone: bone.table_width,
    "table depth": lambda bone: bone.table_depth,
    "table angle": lambda bone: bone.table_angle,
    "canal width": lambda bone: bone.canal.size(0),
    "canal depth": lambda bone: bone.canal.size(1),
    "ventral foramen width": lambda bone: bone.foramen.size(0),
    "ventral foramen height": lambda bone: bone.foramen.size(1),
}
