"""The hull of three balls: a wing of bone, thick here and thin there."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from l45anatomy.frame import Distances, Points, Vec
from l45anatomy.geometry.placement import Box

_EDGES = 24  # how many numbers the three edges have


@dataclass(frozen=True)
class _Edge:
    """Two balls of a hull in the plane of its triangle: a bar that may taper.

    `lean` says how far ahead of a point's foot its nearest ball stands, per mm of distance, and
    `fall` how fast the radius shrinks along the edge. An edge of length 0 is a lone ball.
    """

    start: tuple[float, float]
    along: tuple[float, float]
    length: float
    radius: float
    fall: float
    lean: float

    @classmethod
    def between(cls, ends: NDArray[np.float64], radii: NDArray[np.float64]) -> "_Edge":
        """Give the edge of two balls, or the larger one if it holds the other."""
        (x0, y0), (x1, y1) = ends.tolist()
        radius, end_radius = radii.tolist()
        length, drop = float(np.hypot(x1 - x0, y1 - y0)), radius - end_radius
        if length <= abs(drop) + 1e-9:
            start = (x0, y0) if drop > 0 else (x1, y1)
            return cls(start, (1.0, 0.0), 0.0, max(radius, end_radius), 0.0, 0.0)
        fall = drop / length
        lean = fall / float(np.sqrt(1.0 - fall * fall))
        along = ((x1 - x0) / length, (y1 - y0) / length)
        return cls((x0, y0), along, length, radius, fall, lean)

    @property
    def numbers(self) -> tuple[float, ...]:
        """Its numbers in one row."""
        return (*self.start, *self.along, self.length, self.radius, self.fall, self.lean)


@dataclass(frozen=True)
class Hull:
    """The hull of three balls: a plate whose corners have a thickness each."""

    a: Vec
    b: Vec
    c: Vec
    radius_a: float
    radius_b: float
    radius_c: float

    @cached_property
    def bounds(self) -> Box:
        """The box that holds the whole solid."""
        corners, radii = np.array([self.a, self.b, self.c]), self._radii[:, None]
        return Box.around(np.concatenate([corners - radii, corners + radii]))

    @cached_property
    def _radii(self) -> NDArray[np.float64]:
        return np.array([self.radius_a, self.radius_b, self.radius_c])

    @cached_property
    def _plane(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Three axes in rows, the last across the triangle, and b and c by the first two."""
        sides = np.array([np.subtract(self.b, self.a), np.subtract(self.c, self.a)])
        axes, ends = np.linalg.qr(sides.T, mode="complete")
        return np.asarray(axes.T, float), np.asarray(ends[:2].T, float)

    @property
    def axes(self) -> NDArray[np.float64]:
        """Three axes in rows, the last across the triangle."""
        return self._plane[0]

    @cached_property
    def _edges(self) -> tuple[_Edge, ...]:
        corners = np.concatenate([np.zeros((1, 2)), self._plane[1]])
        pairs = ([0, 1], [1, 2], [2, 0])
        return tuple(_Edge.between(corners[pair], self._radii[pair]) for pair in pairs)

    @cached_property
    def _face(self) -> tuple[NDArray[np.float64], NDArray[np.float64], float] | None:
        """What the flat faces need; None where only the edges reach the surface.

        The matrix from a place in the plane to its shares of b and c, how fast the radius grows
        along both axes of the plane, and the cosine of the angle between triangle and face.
        """
        ends = self._plane[1]
        if abs(ends[0, 0] * ends[1, 1]) < 1e-6:  # three in a row span only a line
            return None
        shares = np.linalg.inv(ends.T)
        growth = (self._radii[1:] - self.radius_a) @ shares
        if growth @ growth >= 1.0:  # one ball stands out so far that the faces vanish
            return None
        return np.asarray(shares, float), growth, float(np.sqrt(1.0 - growth @ growth))

    @cached_property
    def numbers(self) -> tuple[float, ...]:
        """Edges, then what its faces need: whether there are any comes last but not least."""
        edges = [number for edge in self._edges for number in edge.numbers]
        if self._face is None:
            return (*edges, *[0.0] * 9, self.radius_a, False)
        shares, growth, cosine = self._face
        ahead = shares @ growth / cosine
        flat = (*shares.ravel().tolist(), *growth.tolist(), cosine, *ahead.tolist())
        return (*edges, *flat, self.radius_a, True)

    def __call__(self, points: Points) -> Distances:
        """Give the distance of each point to the surface.

        Of all balls that stand on the triangle, radii in between, one comes closest. The search is
        convex: if the best place in the whole plane is not in the triangle, it is on an edge.
        """
        x, y, z = self._plane[0] @ (points - self.a).T
        return _distance(x, y, z, self.numbers)


class Hulls:
    """Several hulls asked at once."""

    def __init__(self, hulls: Sequence[Hull]) -> None:
        self._axes = np.array([hull.axes for hull in hulls])
        self._starts = np.array([hull.axes @ hull.a for hull in hulls])[:, :, None]
        self._numbers = np.array([hull.numbers for hull in hulls]).T[:, :, None]

    def __call__(self, points: Points, rows: NDArray[np.intp]) -> Distances:
        """Give the distance of each point (n, 3) to some of them (k,), (k, n) mm."""
        turned = self._axes[rows] @ points.T - self._starts[rows]
        x, y, z = np.ascontiguousarray(turned.transpose(1, 0, 2))
        return _distance(x, y, z, self._numbers[:, rows])


def _distance(
    x: Distances, y: Distances, z: Distances, numbers: Sequence[float] | NDArray[np.float64]
) -> Distances:
    """Give the distance of points given by their place along both axes of the plane and off it."""
    edges, face = numbers[:_EDGES], numbers[_EDGES:]
    height_sq = z * z
    value: Distances = np.minimum.reduce(
        [_edge(x, y, height_sq, edges[at : at + 8]) for at in range(0, _EDGES, 8)]
    )
    b_x, b_y, c_x, c_y, grow_x, grow_y, cosine, b_ahead, c_ahead, radius, has_face = face
    if not np.any(has_face):
        return value
    height = np.abs(z)
    b = b_x * x + b_y * y + b_ahead * height
    c = c_x * x + c_y * y + c_ahead * height
    on_face = (b >= 0) & (c >= 0) & (b + c <= 1) & np.greater(has_face, 0)
    return np.where(on_face, height * cosine - radius - grow_x * x - grow_y * y, value)


def _edge(
    x: Distances,
    y: Distances,
    height_sq: Distances,
    numbers: Sequence[float] | NDArray[np.float64],
) -> Distances:
    x0, y0, way_x, way_y, length, radius, fall, lean = numbers
    x, y = x - x0, y - y0
    along, aside = x * way_x + y * way_y, y * way_x - x * way_y
    across_sq = aside * aside + height_sq
    at = np.minimum(np.maximum(along - lean * np.sqrt(across_sq), 0.0), length)
    gap = along - at
    value: Distances = np.sqrt(across_sq + gap * gap) - (radius - fall * at)
    return value
