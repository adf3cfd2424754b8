"""Vertebrae and sacrum measured on their surfaces, each in a frame levelled by its own rims.

Definitions are those of the program that measured the mean surfaces of [clouthier2023], so that a
model and a real bone are measured alike. Paired parts are measured on the right.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import TYPE_CHECKING

import numpy as np

from l45anatomy.frame import Vec
from l45anatomy.geometry.placement import Placement
from l45anatomy.morphometry.section import Loop, Section, Surface, nearest

if TYPE_CHECKING:
    import pyvista

_CORNERS = {  # which way each corner of a body lies, seen from its middle: front, top
    "upper front": (1, 1),
    "upper rear": (-1, 1),
    "lower front": (1, -1),
    "lower rear": (-1, -1),
}
_LAMINA_SHARE = 0.35  # of the width of the canal: where the lamina is plate, no spine and no facet


def corners(outline: Loop) -> dict[str, Loop]:
    """Give the four corners of the section of a body: those farthest out along the diagonals."""
    low, high = outline.min(axis=0), outline.max(axis=0)
    unit = (2 * outline - low - high) / (high - low)
    return {name: outline[np.argmax(unit @ np.array(way))] for name, way in _CORNERS.items()}


def slope_deg(rear: Loop, front: Loop) -> float:
    """Give how steeply a line rises to the front, degrees."""
    run, rise = front - rear
    return float(np.degrees(np.arctan2(rise, run)))


@dataclass(frozen=True, eq=False)
class Pedicle:
    """The narrowest place of the right pedicle, mm and degrees, in the frame of its bone."""

    width: float
    height: float
    angle_deg: float
    medial: float
    centre: Vec


@dataclass(frozen=True, eq=False)
class VertebraShape:
    """The surface of one vertebra, seen from a frame whose z is square to its endplates."""

    world: Surface
    placement: Placement

    @classmethod
    def of(cls, mesh: "pyvista.PolyData", placement: Placement) -> "VertebraShape":
        """Level the frame by the rims of the body, starting from a placement near it."""
        world = Surface.of(mesh)
        for _ in range(4):
            shape = cls(world, placement)
            low, high = shape.body.extent(0), shape.body.extent(1)
            middle = np.array([[0.0, sum(low) / 2, sum(high) / 2]])
            x, y, z = placement.to_world(middle)[0].tolist()
            lean = (shape.slope_deg("upper") + shape.slope_deg("lower")) / 2
            placement = replace(placement, offset=(x, y, z), tilt_deg=placement.tilt_deg + lean)
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
    def body(self) -> Section:
        """The outline of the body in the midsagittal plane."""
        return max(self.middle.outlines(), key=lambda outline: outline.extent(0)[1])

    @cached_property
    def spine(self) -> Section:
        """The outline of the spinous process in the midsagittal plane."""
        behind = [o for o in self.middle.outlines() if o.extent(0)[1] < self.rear + 2]
        return behind[0]

    @cached_property
    def corners(self) -> dict[str, Loop]:
        """The corners of the body, y and z."""
        return corners(self.body.dense())

    def corner(self, name: str) -> Loop:
        """Give a corner of the body in the world: y and z."""
        y, z = self.corners[name]
        there: Loop = self.placement.to_world(np.array([[0.0, y, z]]))[0, 1:]
        return there

    def slope_deg(self, edge: str) -> float:
        """Give the slope of the upper or lower rim line in the own frame."""
        return slope_deg(self.corners[f"{edge} rear"], self.corners[f"{edge} front"])

    def rim_deg(self, edge: str) -> float:
        """Give the slope of the upper or lower rim line in the world."""
        return self.slope_deg(edge) + self.placement.tilt_deg

    @property
    def pedicle_below(self) -> Loop:
        """Where the foramen above ends: the middle of the right pedicle, in the world."""
        there: Loop = self.placement.to_world(np.array([self.pedicle.centre]))[0]
        return there

    def between(self, one: str, other: str) -> float:
        """Give the distance between two corners, mm."""
        return float(np.linalg.norm(self.corners[one] - self.corners[other]))

    @cached_property
    def waist(self) -> tuple[float, float]:
        """Where the body is at mid height: rear and front."""
        at = float(np.mean([corner[1] for corner in self.corners.values()]))
        low, high = self.body.spans(1, at)[[0, -1], [0, 1]]
        return float(low), float(high)

    @property
    def rear(self) -> float:
        """The place of the rear wall at mid height."""
        return self.waist[0]

    @property
    def height_mid(self) -> float:
        """The height of the body in its middle, mm."""
        low, high = self.body.spans(0, sum(self.waist) / 2)[[0, -1], [0, 1]]
        return float(high - low)

    @cached_property
    def widths(self) -> tuple[Loop, Loop]:
        """Heights above the lower rim as shares, and the width of the body there."""
        bottom, top = self.body.extent(1)
        rear, front = self.waist
        level, wide = [], []
        for z in np.arange(bottom + 0.6, top - 0.5, 0.4):
            at = self.own.cut(2, z).dense()
            ahead = at[(at[:, 1] > rear + 0.42 * (front - rear)) & (at[:, 1] < front + 10), 0]
            if len(ahead):
                level.append((z - bottom) / (top - bottom))
                wide.append(np.ptp(ahead))
        return np.array(level), np.array(wide)

    def width(self, part: str) -> float:
        """Give the width of the upper third, of the lower third, or of the waist between."""
        share, wide = self.widths
        if part == "waist":
            return float(wide[(share >= 0.34) & (share <= 0.66)].min())
        return float(wide[share > 0.66 if part == "upper" else share < 0.34].max())

    def concavity(self, edge: str) -> float:
        """Give how deep an endplate dips under the line between its rims, mm."""
        rear, front = self.corners[f"{edge} rear"], self.corners[f"{edge} front"]
        deepest = 0.0
        for share in np.linspace(0.15, 0.85, 29):
            y, z = rear + share * (front - rear)
            low, high = self.body.spans(0, y)[[0, -1], [0, 1]]
            deepest = max(deepest, float(z - high if edge == "upper" else low - z))
        return deepest

    @cached_property
    def canal(self) -> Section:
        """The narrowest closed ring of the canal: x, y."""
        bottom, top = self.body.extent(1)
        cuts = (self.own.cut(2, z) for z in np.arange(bottom, top + 8, 0.5))
        rings = (cut.hole((0.0, self.rear - 6)) or cut.hole((0.0, self.rear - 9)) for cut in cuts)
        found = (ring for ring in rings if ring)
        return min(found, key=lambda ring: ring.area, default=Section(()))

    @cached_property
    def pedicle(self) -> Pedicle:
        """The right pedicle: its height sought beside the canal, its width at that height."""
        x = self.canal.size(0) / 2 + 5.5
        for _ in range(4):
            height, z = self._pedicle_height(x)
            found = np.array([self._pedicle_width(z + dz) for dz in (-2, -1, 0, 1, 2)])
            width, inner_x, inner_y, outer_x, outer_y = np.median(found, axis=0)
            was, x = x, float((inner_x + outer_x) / 2)
            if abs(x - was) < 0.3:
                break
        turn = float(
            np.degrees(np.median(np.arctan2(found[:, 4] - found[:, 2], found[:, 3] - found[:, 1])))
        )
        return Pedicle(
            float(width), height, turn, float(inner_x), (x, float((inner_y + outer_y) / 2), z)
        )

    def _pedicle_height(self, x: float) -> tuple[float, float]:
        bottom, top = self.body.extent(1)
        cut, found = self.own.cut(0, x), []
        for y in np.arange(self.rear - 9, self.rear + 3, 0.3):
            spans = cut.spans(0, y)
            tall = spans[
                (np.ptp(spans, axis=1) > 4) & (spans[:, 1] > bottom + 0.55 * (top - bottom))
            ]
            if len(tall):
                low, high = tall[-1]
                found.append((float(high - low), float(low + high) / 2))
        return min(found)

    def _pedicle_width(self, z: float) -> tuple[float, ...]:
        outside, *holes = self.own.cut(2, z).outlines()
        canal = self.canal.size(0) / 2
        skin = outside.dense()
        wall = np.concatenate([skin, *(hole.dense() for hole in holes)])
        x, y = wall.T
        medial = wall[
            (y > self.rear - 10) & (y < self.rear + 0.3) & (x > canal - 6) & (x < canal + 3)
        ]
        x, y = skin.T
        tip = y[np.argmax(x)]
        behind = max(self.rear - 12, tip + 2)
        lateral = skin[(x > canal + 4) & (y > behind) & (y < self.rear + 15)]
        inner = medial[np.argmin(nearest(medial, lateral))]
        outer = lateral[np.argmin(nearest(lateral, inner[None]))]
        return (float(np.linalg.norm(outer - inner)), *inner.tolist(), *outer.tolist())

    @cached_property
    def _junction(self) -> Loop:
        """Where the spinous process begins: its point nearest to the body."""
        outline = self.spine.dense()
        nearest_point: Loop = outline[np.argmin(nearest(outline, self.body.dense()))]
        return nearest_point

    @property
    def spinous_length(self) -> float:
        """From the spinolaminar junction to the tip, mm."""
        return float(np.linalg.norm(self.spine.dense() - self._junction, axis=1).max())

    @property
    def spinous_height(self) -> float:
        """The height of the spinous process half way to its tip, mm."""
        spans = self.spine.spans(0, (self.spine.extent(0)[0] + self._junction[0]) / 2)
        return float(spans[-1, 1] - spans[0, 0])

    @property
    def lamina(self) -> Section:
        """The section of the lamina beside the spinous process: y, z."""
        cut = self.own.cut(0, _LAMINA_SHARE * self.canal.size(0))
        return next(o for o in cut.outlines() if o.extent(0)[1] < self.rear)

    @property
    def lamina_thickness(self) -> float:
        """The thinnest way through the middle of the lamina, mm."""
        return self.lamina.thinnest(self.lamina.centre)


MEASURES: dict[str, Callable[[VertebraShape], float]] = {
    "body width superior": partial(VertebraShape.width, part="upper"),
    "body width inferior": partial(VertebraShape.width, part="lower"),
    "body width waist": partial(VertebraShape.width, part="waist"),
    "body depth superior": partial(VertebraShape.between, one="upper rear", other="upper front"),
    "body depth inferior": partial(VertebraShape.between, one="lower rear", other="lower front"),
    "body depth middle": lambda bone: bone.waist[1] - bone.waist[0],
    "body height anterior": partial(VertebraShape.between, one="lower front", other="upper front"),
    "body height posterior": partial(VertebraShape.between, one="lower rear", other="upper rear"),
    "body height middle": lambda bone: bone.height_mid,
    "body wedge": lambda bone: bone.slope_deg("upper") - bone.slope_deg("lower"),
    "endplate concavity superior": partial(VertebraShape.concavity, edge="upper"),
    "endplate concavity inferior": partial(VertebraShape.concavity, edge="lower"),
    "canal width": lambda bone: bone.canal.size(0),
    "canal depth": lambda bone: bone.canal.size(1),
    "interpedicular distance": lambda bone: 2 * bone.pedicle.medial,
    "pedicle width": lambda bone: bone.pedicle.width,
    "pedicle height": lambda bone: bone.pedicle.height,
    "pedicle angle": lambda bone: bone.pedicle.angle_deg,
    "transverse process span": lambda bone: float(np.ptp(bone.own.points[:, 0])),
    "spinous process length": lambda bone: bone.spinous_length,
    "spinous process height": lambda bone: bone.spinous_height,
    "lamina thickness": lambda bone: bone.lamina_thickness,
}
