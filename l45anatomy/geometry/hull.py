"""The hull of three balls: a wing of bone, thick here and thin there."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from l45anatomy.frame import Distances, Points, Vec
from l45anatomy.geometry.placement import Box


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

    def __call__(self, x: Distances, y: Distances, height_sq: Distances) -> Distances:
        x, y = x - self.start[0], y - self.start[1]
        along, aside = x * self.along[0] + y * self.along[1], y * self.along[0] - x * self.along[1]
        across_sq = aside * aside + height_sq
        at = np.clip(along - self.lean * np.sqrt(across_sq), 0.0, self.length)
        gap = along - at
        value: Distances = np.sqrt(across_sq + gap * gap) - (self.radius - self.fall * at)
        return value


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

    def __call__(self, points: Points) -> Distances:
        """Give the distance of each point to the surface.

        Of all balls that stand on the triangle, radii in between, one comes closest. The search is
        convex: if the best place in the whole plane is not in the triangle, it is on an edge.
        """
        x, y, z = self._plane[0] @ (points - self.a).T
        height_sq = z * z
        value: Distances = np.minimum.reduce([edge(x, y, height_sq) for edge in self._edges])
        if self._face is None:
            return value
        shares, growth, cosine = self._face
        height = np.abs(z)
        ahead = shares @ growth / cosine
        b = shares[0, 0] * x + shares[0, 1] * y + ahead[0] * height
        c = shares[1, 0] * x + shares[1, 1] * y + ahead[1] * height
        face = height * cosine - self.radius_a - growth[0] * x - growth[1] * y
        return np.where((b >= 0) & (c >= 0) & (b + c <= 1), face, value)
