"""Where things are: axis-aligned boxes and sagittal placements."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from math import hypot

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
        return cls.around(np.array([corner for box in boxes for corner in (box.low, box.high)]))

    def grown(self, margin: float) -> "Box":
        """Give the box with `margin` mm more on every side."""
        return Box.around(np.array([np.array(self.low) - margin, np.array(self.high) + margin]))

    def distance(self, points: Points) -> Distances:
        """Give how far each point is outside the box, 0 within."""
        total = np.zeros(len(points))
        # One axis after the other: half the time of all three at once.
        for axis, (low, high) in enumerate(zip(self.low, self.high, strict=True)):
            at = points[:, axis]
            beyond = np.maximum(low - at, at - high)
            np.maximum(beyond, 0.0, out=beyond)
            beyond *= beyond
            total += beyond
        away: Distances = np.sqrt(total, out=total)
        return away

    def gap(self, other: "Box") -> float:
        """Give how far apart two boxes are, 0 if they touch."""
        return hypot(
            *(
                max(a - d, c - b, 0.0)
                for a, b, c, d in zip(self.low, self.high, other.low, other.high, strict=True)
            )
        )

    @property
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
        c, s = np.cos(np.radians(self.tilt_deg)), np.sin(np.radians(self.tilt_deg))
        return np.array([[1.0, 0.0, 0.0], [0.0, c, -s], [0.0, s, c]])

    @cached_property
    def matrix(self) -> NDArray[np.float64]:
        """The same as a homogeneous (4, 4) matrix."""
        m = np.eye(4)
        m[:3, :3] = self.rotation
        m[:3, 3] = self.offset
        return m

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

    def shifted(self, offset: Vec) -> "Placement":
        """Give the same turn at a place `offset` mm away (world axes)."""
        x, y, z = (float(a + b) for a, b in zip(self.offset, offset, strict=True))
        return Placement((x, y, z), self.tilt_deg)
