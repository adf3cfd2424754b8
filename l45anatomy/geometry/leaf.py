"""A plate with rounded corners that tapers: facets, laminae, processes."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from l45anatomy.frame import Distances, Points, Vec
from l45anatomy.geometry.placement import Box

_EDGES = 15  # how many numbers the three edges have
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
        normal = self.frame[2]
        aside = self.round * np.sqrt(np.maximum(1.0 - normal**2, 0.0)) + self._thickest
        corners = np.array([self.a, self.b, self.c])
        return Box.around(np.concatenate([corners - aside, corners + aside]))

    @property
    def _thickest(self) -> float:
        return max(self.thick_a, self.thick_b, self.thick_c, _THIN_MM)

    @cached_property
    def frame(self) -> NDArray[np.float64]:
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
        return (np.array([self.a, self.b, self.c]) - self.a) @ self.frame[:2].T

    @cached_property
    def _edges(self) -> NDArray[np.float64]:
        """Corners in the plane, ways to the next one, their lengths squared, (5, 3)."""
        ways = np.roll(self._corners, -1, axis=0) - self._corners
        squares = np.maximum((ways**2).sum(axis=1), 1e-12)
        return np.array([*self._corners.T, *ways.T, squares])

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

    @cached_property
    def numbers(self) -> NDArray[np.float64]:
        """What is asked of it in its plane, (n, 1): edges, flatness, roundness, thickness."""
        u, v = self._slope.tolist()
        steep = float(np.sqrt(1.0 + u * u + v * v))
        rest = (self._is_flat, self.round, self.thick_a, self._thickest, u, v, steep)
        return np.array([*self._edges.ravel(), *rest])[:, None]

    def __call__(self, points: Points) -> Distances:
        """Give the distance of each point to the surface; understated where the leaf tapers."""
        across, up, height = self.frame @ (points - np.array(self.a)).T
        return _distance(across, up, height, self.numbers)


class Leaves:
    """Several leaves asked at once."""

    def __init__(self, leaves: Sequence[Leaf]) -> None:
        self._frames = np.array([leaf.frame for leaf in leaves])
        self._starts = np.array([leaf.frame @ leaf.a for leaf in leaves])[:, :, None]
        self._numbers = np.stack([leaf.numbers for leaf in leaves], axis=1)

    def __call__(self, points: Points, rows: NDArray[np.intp]) -> Distances:
        """Give the distance of each point (n, 3) to some of them (k,), (k, n) mm."""
        turned = self._frames[rows] @ points.T - self._starts[rows]
        across, up, height = np.ascontiguousarray(turned.transpose(1, 0, 2))
        return _distance(across, up, height, self._numbers[:, rows])


def _distance(
    across: Distances,
    up: Distances,
    height: Distances,
    numbers: NDArray[np.float64],
) -> Distances:
    """Give the distance of points given by their place along both axes of the plane and off it."""
    is_flat, round_mm, thick_a, thickest, u, v, steep = numbers[_EDGES:]
    # All three edges at once: x and y are their corners.
    x, y, along, rise, square = numbers[:_EDGES].reshape(5, 3, *numbers.shape[1:])
    to_right, to_top = across - x, up - y
    share = np.minimum(np.maximum((to_right * along + to_top * rise) / square, 0.0), 1.0)
    over = (to_top * along - to_right * rise >= 0).all(axis=0) & (is_flat > 0)
    to_right -= share * along
    to_top -= share * rise
    square_far = to_right * to_right + to_top * to_top
    far, aside, above = square_far[0], to_right[0], to_top[0]
    for other, right, top in zip(square_far[1:], to_right[1:], to_top[1:], strict=True):
        nearer = other < far
        far = np.where(nearer, other, far)
        aside, above = np.where(nearer, right, aside), np.where(nearer, top, above)
    beyond = np.where(over, 0.0, np.sqrt(far))
    gap = np.maximum(beyond - round_mm, 0.0)
    # The skin is that of the nearest ball in the leaf: on the rounded triangle, not beyond it.
    back = gap / np.maximum(beyond, 1e-12) * (u * aside + v * above)
    thick = np.minimum(np.maximum(thick_a + u * across + v * up - back, _THIN_MM), thickest)
    value: Distances = (np.sqrt(gap * gap + height * height) - thick) / steep
    return value
