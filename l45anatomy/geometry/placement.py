"""Where things are: axis-aligned boxes and sagittal placements."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from math import cos, hypot, radians, sin

import numpy as np
from numpy.typing import NDArray

from l45anatomy.frame import Distances, Points, Vec
from l45anatomy.geometry.counted import counted_once

# Which of its ends a box has along each axis, at each of its eight corners.
_HIGH = np.array(list(product((False, True), repeat=3)))


@dataclass(frozen=True)
class Box:
    """An axis-aligned box given by its two extreme corners, mm."""

    low: Vec
    high: Vec

    @classmethod
    def around(cls, points: Points) -> "Box":
        """Give the smallest box that holds all points."""
        low, high = points.min(axis=0), points.max(axis=0)
        return cls(
            (low[0].item(), low[1].item(), low[2].item()),
            (high[0].item(), high[1].item(), high[2].item()),
        )

    @classmethod
    def of(cls, boxes: Iterable["Box"]) -> "Box":
        """Give the smallest box that holds all boxes."""
        return cls.holding(corner for box in boxes for corner in (box.low, box.high))

    @classmethod
    def holding(cls, points: Iterable[Vec]) -> "Box":
        """Give the smallest box that holds a few points; for so few sooner than `around`."""
        x, y, z = zip(*points, strict=True)
        return cls((min(x), min(y), min(z)), (max(x), max(y), max(z)))

    def grown(self, margin: float) -> "Box":
        """Give the box with `margin` mm more on every side."""
        (a, b, c), (d, e, f) = self.low, self.high
        return Box((a - margin, b - margin, c - margin), (d + margin, e + margin, f + margin))

    def distance(self, points: Points) -> Distances:
        """Give how far each point is outside the box, 0 within."""
        low, high = self._ends
        # Axis by axis in memory: half the time.
        at = np.ascontiguousarray(points.T)
        beyond = at - np.minimum(np.maximum(at, low), high)
        beyond *= beyond
        x, y, z = beyond
        away: Distances = np.sqrt(x + y + z)
        return away

    @cached_property
    def _ends(self) -> NDArray[np.float64]:
        """The lowest and the highest corner as columns, (2, 3, 1)."""
        return np.array([self.low, self.high])[:, :, None]

    def gap(self, other: "Box") -> float:
        """Give how far apart two boxes are, 0 if they touch."""
        return hypot(
            *(
                max(a - d, c - b, 0.0)
                for a, b, c, d in zip(self.low, self.high, other.low, other.high, strict=True)
            )
        )

    @cached_property
    def corners(self) -> Points:
        """The eight corners, (8, 3)."""
        return np.where(_HIGH, self.high, self.low)


@counted_once
@dataclass(frozen=True)
class Placement:
    """A turn in the sagittal plane, then a shift: how a solid's own frame lies in the world.

    A positive tilt lifts the anterior side.
    """

    offset: Vec = (0.0, 0.0, 0.0)
    tilt_deg: float = 0.0

    @cached_property
    def rotation(self) -> NDArray[np.float64]:
        """The turn about the x axis, (3, 3)."""
        c, s = self._turn
        return np.array([[1.0, 0.0, 0.0], [0.0, c, -s], [0.0, s, c]])

    @cached_property
    def matrix(self) -> NDArray[np.float64]:
        """The same as a homogeneous (4, 4) matrix."""
        m = np.eye(4)
        m[:3, :3] = self.rotation
        m[:3, 3] = self.offset
        return m

    @cached_property
    def _turn(self) -> tuple[float, float]:
        turn = radians(self.tilt_deg)
        return cos(turn), sin(turn)

    def at(self, point: Vec) -> Vec:
        """Take one point from the solid's own frame to the world; for one a tenth of the time."""
        (x, y, z), (c, s), (x0, y0, z0) = point, self._turn, self.offset
        return (x + x0, c * y - s * z + y0, s * y + c * z + z0)

    def to_world(self, points: Points) -> Points:
        """Take points (n, 3) from the solid's own frame to the world."""
        return points @ self.rotation.T + self.offset

    def to_local(self, points: Points) -> Points:
        """Take points (n, 3) from the world to the solid's own frame."""
        return (points - self.offset) @ self.rotation

    def seen(self, other: "Placement") -> "Placement":
        """Give how another placement looks from this one, to a millionth of a millimetre.

        Rounded, so that what moves together looks the same from each other before and after.
        """
        x, y, z = np.round(self.to_local(np.array([other.offset]))[0], 6) + 0.0
        tilt = round(other.tilt_deg - self.tilt_deg, 6) + 0.0
        return Placement((float(x), float(y), float(z)), tilt)
