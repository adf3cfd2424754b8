"""What lies between two bones measured on their surfaces: disc, foramen, recess, facets, lordosis.

The bone below may be the sacrum, of which only the table, its rear wall and its facets matter here.
Paired parts are measured on the right.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from l45anatomy.frame import Points
from l45anatomy.geometry.placement import Placement
from l45anatomy.morphometry.bones import VertebraShape, slope_deg
from l45anatomy.morphometry.sacrum import SacrumShape
from l45anatomy.morphometry.section import Loop, Section, Surface, nearest

Mask = NDArray[np.bool_]

_CELL_MM = 0.4  # of the grid on which the foramen is closed
_BEHIND_MM, _AHEAD_MM = 30.0, 15.0  # how far that grid reaches from the pedicle
_CLOSING_MM = (1.0, 1.5, 2.0, 2.5, 3.0, 3.5, 4.0, 5.0, 6.0)  # gaps between bones, bridged in turn
_LEAST_MM2 = 20.0  # a smaller hole is no foramen
_JOINT_MM = 1.5  # faces of a joint: within this much of where they are nearest


@dataclass(frozen=True, eq=False)
class Foramen:
    """The opening between two pedicles in a sagittal plane: a grid with what is free in it."""

    free: Mask

    @property
    def area(self) -> float:
        """Area, mm²."""
        return float(self.free.sum()) * _CELL_MM**2

    @property
    def height(self) -> float:
        """The greatest height, mm."""
        return float(self.free.sum(axis=0).max()) * _CELL_MM

    @property
    def _rows(self) -> NDArray[np.float64]:
        rows: NDArray[np.float64] = self.free.sum(axis=1) * _CELL_MM
        return rows[rows > 0]

    @property
    def width_upper(self) -> float:
        """The greatest width of the upper half, mm."""
        return float(self._rows[len(self._rows) // 2 :].max(initial=0.0))

    @property
    def width_at_disc(self) -> float:
        """The median width of the lower half, mm."""
        lower = self._rows[: len(self._rows) // 2]
        return float(np.median(lower)) if len(lower) else 0.0


@dataclass(frozen=True, eq=False)
class Level:
    """Two neighbouring bones and what fills the gap in front and behind (disc, capsules)."""

    above: VertebraShape
    below: VertebraShape | SacrumShape
    fillings: tuple[Surface, ...] = ()

    @property
    def disc_height_anterior(self) -> float:
        """Between the corners in front, mm."""
        gap = self.above.corner("lower front") - self.below.corner("upper front")
        return float(np.linalg.norm(gap))

    @property
    def disc_height_posterior(self) -> float:
        """Between the corners behind, mm."""
        gap = self.above.corner("lower rear") - self.below.corner("upper rear")
        return float(np.linalg.norm(gap))

    @cached_property
    def _bed(self) -> Placement:
        """The frame of the gap: between the two rim lines, leaning half way."""
        rims = [self.above.corner("lower front"), self.above.corner("lower rear")]
        rims += [self.below.corner("upper front"), self.below.corner("upper rear")]
        y, z = np.mean(rims, axis=0).tolist()
        lean = (slope_deg(rims[1], rims[0]) + slope_deg(rims[3], rims[2])) / 2
        return Placement((0.0, y, z), lean)

    @property
    def disc_height_middle(self) -> float:
        """Between the endplates in the middle, mm."""
        upper, lower = (self._section(bone, self._bed, 0.0) for bone in (self.above, self.below))
        floor = min(low for low, _ in upper.spans(0, 0.0) if low > -1)
        roof = max(high for _, high in lower.spans(0, 0.0) if high < 1)
        return float(floor - roof)

    @staticmethod
    def _section(bone: VertebraShape | SacrumShape, frame: Placement, x: float) -> Section:
        return bone.world.seen_from(frame).cut(0, x)

    @property
    def disc_wedge(self) -> float:
        """The angle between the two rim lines, open to the front, degrees."""
        return self.above.rim_deg("lower") - self.below.rim_deg("upper")

    @property
    def lordosis(self) -> float:
        """From the upper endplate above to the upper endplate below, degrees."""
        return self.above.rim_deg("upper") - self.below.rim_deg("upper")

    @property
    def spines(self) -> tuple[Points, Points]:
        """Points of the spinous processes above and below in the midsagittal plane, the world."""
        return self._spine(self.above), self._spine(self.below)

    @staticmethod
    def _spine(bone: VertebraShape | SacrumShape) -> Points:
        flat = bone.spine.points
        return bone.placement.to_world(np.column_stack([np.zeros(len(flat)), flat]))

    @cached_property
    def foramen(self) -> Foramen:
        """The foramen in the plane through the middle of the pedicles."""
        x, y, z = self.above.placement.to_world(np.array([self.above.pedicle.centre]))[0].tolist()
        low = self.below.pedicle_below
        lean = (self._bed.tilt_deg + self.above.placement.tilt_deg) / 2
        frame = Placement((0.0, y, z), lean)
        bottom = float(frame.to_local(low[None])[0, 2])
        across = np.arange(-_BEHIND_MM, _AHEAD_MM, _CELL_MM)
        along = np.arange(bottom - 12, 12, _CELL_MM)
        plane = (x + low[0]) / 2 if isinstance(self.below, VertebraShape) else x
        solid = np.zeros((len(along), len(across)), dtype=bool)
        for surface in (self.above.world, self.below.world, *self.fillings):
            solid |= surface.seen_from(frame).cut(0, plane).mask(across, along)
        near = (np.abs(across) < 7)[None] & (np.abs(along - bottom / 2) < 6)[:, None]
        return Foramen(_enclosed(solid, near))

    @property
    def recess(self) -> float:
        """The depth of the lateral recess at the upper edge of the pedicle below, mm."""
        bone = self.below
        if isinstance(bone, SacrumShape):
            raise ValueError("the sacrum has no lateral recess of its own here")
        pedicle, gaps = bone.pedicle, []
        for z in pedicle.centre[2] + pedicle.height / 2 + np.arange(0.0, 2.5, 1.0):
            spans = bone.own.cut(2, z).spans(0, pedicle.medial - 1.5)
            ahead = [span for span in spans if span[1] > bone.rear + 5]
            behind = [span for span in spans if span[1] < bone.rear - 1]
            if ahead and behind:
                gaps.append(float(ahead[0][0] - behind[-1][1]))
        return min(gaps)

    @cached_property
    def _joint(self) -> Loop:
        """Points in the middle of the right facet joint, (n, 3), in the frame of the bone below."""
        frame = self.below.placement
        upper, lower = (b.world.seen_from(frame).points for b in (self.above, self.below))
        reach = (
            np.array([8.0, self.below.rear - 35.0, -20.0]),
            np.array([35.0, self.below.rear, 40.0]),
        )
        upper, lower = (p[((p > reach[0]) & (p < reach[1])).all(axis=1)] for p in (upper, lower))
        far = nearest(upper, lower)
        faces: Loop = upper[far < far.min() + _JOINT_MM]
        return faces

    @property
    def facet_angle(self) -> float:
        """The angle of the joint from the sagittal plane, seen from above, degrees."""
        flat = self._joint[:, :2] - self._joint[:, :2].mean(axis=0)
        along = np.linalg.svd(flat, full_matrices=False)[2][0]
        return float(np.degrees(np.arctan2(abs(along[0]), abs(along[1]))))

    @property
    def facet_width(self) -> float:
        """How far the joint reaches, seen from above, mm."""
        flat = self._joint[:, :2] - self._joint[:, :2].mean(axis=0)
        return float(np.ptp(flat @ np.linalg.svd(flat, full_matrices=False)[2][0]))

    @property
    def facet_height(self) -> float:
        """How tall the joint is, mm."""
        return float(np.ptp(self._joint[:, 2]))


def _enclosed(solid: Mask, near: Mask) -> Mask:
    """Give the hole at `near`, gaps bridged no farther than must be; nothing if none closes."""
    border = np.ones_like(solid)
    border[1:-1, 1:-1] = False
    for radius in _CLOSING_MM:
        free = ~_closed(solid, round(radius / _CELL_MM))
        holes = free & ~_flooded(free & border, free)
        while (holes & near).any():
            seed = np.zeros_like(holes)
            seed.flat[np.argmax(holes & near)] = True
            hole = _flooded(seed, holes)
            if hole.sum() * _CELL_MM**2 > _LEAST_MM2:
                return hole
            holes &= ~hole
    return np.zeros_like(solid)


def _closed(solid: Mask, cells: int) -> Mask:
    """Give a mask with what a disc of so many cells cannot enter filled."""
    wide = _grown(np.pad(solid, cells), cells)
    return ~_grown(~wide, cells)[cells:-cells, cells:-cells]


def _grown(mask: Mask, cells: int) -> Mask:
    reach = np.arange(-cells, cells + 1)
    padded, (rows, columns) = np.pad(mask, cells), mask.shape
    grown = np.zeros_like(mask)
    for down in reach:
        for right in reach[down**2 + reach**2 <= cells**2]:
            y, x = cells + down, cells + right
            grown |= padded[y : y + rows, x : x + columns]
    return grown


def _flooded(start: Mask, free: Mask) -> Mask:
    """Give all free cells that can be reached from the start, side by side."""
    reached = start & free
    while True:
        padded = np.pad(reached, 1)
        wider = padded[1:-1, :-2] | padded[1:-1, 2:] | padded[:-2, 1:-1] | padded[2:, 1:-1]
        wider = (wider | reached) & free
        if (wider == reached).all():
            return reached
        reached = wider


MEASURES: dict[str, Callable[[Level], float]] = {
    "disc height anterior": lambda level: level.disc_height_anterior,
    "disc height middle": lambda level: level.disc_height_middle,
    "disc height posterior": lambda level: level.disc_height_posterior,
    "disc wedge": lambda level: level.disc_wedge,
    "segment lordosis": lambda level: level.lordosis,
    "foramen height": lambda level: level.foramen.height,
    "foramen width upper": lambda level: level.foramen.width_upper,
    "foramen width at disc": lambda level: level.foramen.width_at_disc,
    "foramen area": lambda level: level.foramen.area,
    "lateral recess depth": lambda level: level.recess,
    "facet angle": lambda level: level.facet_angle,
    "facet width": lambda level: level.facet_width,
    "facet height": lambda level: level.facet_height,
}
