"""The hull of two balls: a bar that may taper."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from l45anatomy.frame import Distances, Points, Vec
from l45anatomy.geometry.placement import Box


@dataclass(frozen=True)
class RoundCone:
    """The hull of two balls: a bar that may taper."""

    a: Vec
    b: Vec
    radius_a: float
    radius_b: float

    @cached_property
    def bounds(self) -> Box:
        """The box that holds the whole solid."""
        ends = np.array([self.a, self.b])
        radii = np.array([[self.radius_a], [self.radius_b]])
        return Box.around(np.concatenate([ends - radii, ends + radii]))

    @cached_property
    def numbers(self) -> tuple[float, ...]:
        """Start, way along it, length, one by it, radius, its fall and how far feet stand ahead.

        Where one ball holds the other, the bar is that ball and has no length.
        """
        axis = np.subtract(self.b, self.a)
        length, fall = float(np.sqrt(axis @ axis)), self.radius_a - self.radius_b
        if length <= abs(fall) + 1e-9:
            end, radius = (self.a, self.radius_a) if fall > 0 else (self.b, self.radius_b)
            return (*end, 0.0, 0.0, 0.0, 0.0, 0.0, radius, 0.0, 0.0)
        sine = fall / length
        ahead = sine / float(np.sqrt(1.0 - sine * sine))
        way = (axis / length).tolist()
        return (*self.a, *way, length, 1.0 / length, self.radius_a, fall, ahead)

    def __call__(self, points: Points) -> Distances:
        """Give the distance of each point to the surface."""
        return distance(points, self.numbers)


def distance(points: Points, numbers: Sequence[float] | NDArray[np.float64]) -> Distances:
    """Give how far points (n, 3) are, (n,) mm; (k, n) if each number is a column (k, 1)."""
    x0, y0, z0, u, v, w, length, per_mm, radius, fall, ahead = numbers
    x, y, z = np.ascontiguousarray(points.T)
    x, y, z = x - x0, y - y0, z - z0
    along = u * x + v * y + w * z
    across = np.sqrt(np.maximum(x * x + y * y + z * z - along * along, 0.0))
    # The nearest ball of the hull sits where the cone's normal meets the axis.
    at = np.minimum(np.maximum((along - across * ahead) * per_mm, 0.0), 1.0)
    value: Distances = np.hypot(across, along - at * length) - (radius - at * fall)
    return value
