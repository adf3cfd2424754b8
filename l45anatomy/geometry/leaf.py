"""A plate with rounded corners that tapers: facets, laminae, processes."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from l45anatomy.frame import Distances, Points, Vec
from l45anatomy.geometry.placement import Box

_THIN_MM = 0.5  # no leaf is thinner, however fast it tapers


@dataclass(frozen=True)
class Leaf:
    """A triangle grown in its plane by `round`, then given thickness.

    The skin lies `thick_a`, `thick_b` and `thick_c` mm from the plane at the corners, in between as
    a straight line has it, and nowhere farther than at the thickest corner.
    """

    a: Vec
    b: Vec
    c: Vec
    round: float
    thick_a: float
    thick_b: float
    thick_c: float

    @cached_property
    def bounds(self) -> Box:
        """The box that holds the whole solid."""
        normal = self._frame[2]
        aside = self.round * np.sqrt(np.maximum(1.0 - normal**2, 0.0)) + self._thickest
        corners = np.array([self.a, self.b, self.c])
        return Box.around(np.concatenate([corners - aside, corners + aside]))

    @property
    def _thickest(self) -> float:
        return max(self.thick_a, self.thick_b, self.thick_c, _THIN_MM)

    @cached_property
    def _frame(self) -> NDArray[np.float64]:
        """Two axes of the plane, the first along a to b, and its normal, as rows."""
        u, v = np.subtract(self.b, self.a), np.subtract(self.c, self.a)
        normal = np.cross(u, v)
        if normal @ normal < 1e-9:  # three in a row: any plane along them
            normal = np.cross(u if u @ u > v @ v else v, [0.3, 0.5, 0.8])
            normal[2] += 1e-9
        along = u if u @ u > 1e-12 else np.cross(normal, [0.8, 0.3, 0.5])
        x, z = along / np.sqrt(along @ along), normal / np.sqrt(normal @ normal)
        return np.array([x, np.cross(z, x), z])

    @cached_property
    def _corners(self) -> NDArray[np.float64]:
        """The corners in the plane, (3, 2)."""
        return (np.array([self.a, self.b, self.c]) - self.a) @ self._frame[:2].T

    @cached_property
    def _edges(self) -> tuple[tuple[float, ...], ...]:
        """Each edge of the triangle in the plane: corner, way to the next, its length squared."""
        ways = np.roll(self._corners, -1, axis=0) - self._corners
        squares = np.maximum((ways**2).sum(axis=1), 1e-12)
        return tuple(map(tuple, np.column_stack([self._corners, ways, squares]).tolist()))

    @cached_property
    def _is_flat(self) -> bool:
        """Whether the corners span a triangle: three in a row span only a line."""
        return abs(float(np.linalg.det(self._corners[1:]))) > 1e-6

    @cached_property
    def _slope(self) -> NDArray[np.float64]:
        """How the thickness grows along the two axes of the plane; none for three in a row."""
        if not self._is_flat:
            return np.zeros(2)
        rise = [self.thick_b - self.thick_a, self.thick_c - self.thick_a]
        return np.asarray(np.linalg.solve(self._corners[1:], rise))

    def __call__(self, points: Points) -> Distances:
        """Give the distance of each point to the surface; understated where the leaf tapers."""
        across, up, height = self._frame @ (points - np.array(self.a)).T
        far, aside, above = np.full(len(points), np.inf), np.zeros(1), np.zeros(1)
        over = np.full(len(points), self._is_flat)
        for x, y, u, v, square in self._edges:
            to_right, to_top = across - x, up - y
            share = np.clip((to_right * u + to_top * v) / square, 0.0, 1.0)
            over &= to_top * u - to_right * v >= 0
            to_right -= share * u
            to_top -= share * v
            square_far = to_right * to_right + to_top * to_top
            nearer = square_far < far
            far = np.where(nearer, square_far, far)
            aside, above = np.where(nearer, to_right, aside), np.where(nearer, to_top, above)
        beyond = np.where(over, 0.0, np.sqrt(far))
        gap = np.maximum(beyond - self.round, 0.0)
        # The skin is that of the nearest ball in the leaf: on the rounded triangle, not beyond it.
        u, v = self._slope.tolist()
        steep = float(np.sqrt(1.0 + u * u + v * v))
        back = gap / np.maximum(beyond, 1e-12) * (u * aside + v * above)
        thick = np.clip(self.thick_a + u * across + v * up - back, _THIN_MM, self._thickest)
        value: Distances = (np.sqrt(gap * gap + height * height) - thick) / steep
        return value
