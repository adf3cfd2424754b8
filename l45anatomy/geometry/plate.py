"""A triangle given thickness: laminae of ligament."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from l45anatomy.frame import Distances, Points, Vec
from l45anatomy.geometry.placement import Box

_SIDES = 30  # how many numbers the three sides have


@dataclass(frozen=True)
class Plate:
    """A triangle given thickness: every point within `radius` mm of it."""

    a: Vec
    b: Vec
    c: Vec
    radius: float

    @cached_property
    def bounds(self) -> Box:
        """The box that holds the whole solid."""
        return Box.holding((self.a, self.b, self.c)).grown(self.radius)

    @cached_property
    def numbers(self) -> tuple[float, ...]:
        """Each side as corner, edge, its length squared and the way inwards across it.

        Then a corner, the normal, whether it is flat, and the radius.
        """
        # In plain numbers: for so few a tenth of the time.
        corners = (self.a, self.b, self.c)
        edges = [
            _less(end, start) for start, end in zip(corners, (*corners[1:], self.a), strict=True)
        ]
        normal = _cross(edges[0], edges[1])
        area = _dot(normal, normal)
        told: list[float] = []
        for corner, edge in zip(corners, edges, strict=True):
            told += (*corner, *edge, max(_dot(edge, edge), 1e-12), *_cross(normal, edge))
        # Three corners in a row span only a line.
        long = max(sqrt(area), 1e-9)
        return (*told, *self.a, *(along / long for along in normal), area > 1e-12, self.radius)

    def __call__(self, points: Points) -> Distances:
        """Give the distance of each point to the surface."""
        return distance(points, self.numbers)


def _less(a: Vec, b: Vec) -> Vec:
    return (a[0] - b[0], a[1] - b[1], a[2] - b[2])


def _dot(a: Vec, b: Vec) -> float:
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def _cross(a: Vec, b: Vec) -> Vec:
    return (a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])


def distance(points: Points, numbers: Sequence[float] | NDArray[np.float64]) -> Distances:
    """Give how far points (n, 3) are, (n,) mm; (k, n) if each number is a column (k, 1)."""
    px, py, pz = np.ascontiguousarray(points.T)
    a_x, a_y, a_z, n_x, n_y, n_z, is_flat, radius = numbers[_SIDES:]
    height = (px - a_x) * n_x + (py - a_y) * n_y + (pz - a_z) * n_z
    nearest: Distances = np.full(height.shape, np.inf)
    over = np.greater(is_flat, 0)
    for at in range(0, _SIDES, 10):
        x0, y0, z0, u, v, w, square, in_x, in_y, in_z = numbers[at : at + 10]
        x, y, z = px - x0, py - y0, pz - z0
        along = u * x + v * y + w * z
        share = np.minimum(np.maximum(along / square, 0.0), 1.0)
        away_sq = x * x + y * y + z * z
        nearest = np.minimum(nearest, away_sq + share * (share * square - 2 * along))
        over = over & (in_x * x + in_y * y + in_z * z >= 0)
    nearest = np.where(over, height * height, nearest)
    value: Distances = np.sqrt(np.maximum(nearest, 0.0)) - radius
    return value
