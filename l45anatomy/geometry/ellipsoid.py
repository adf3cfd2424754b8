"""Ellipsoids: what bulges from a disc, facet joints and cysts."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import cos, hypot, radians, sin

import numpy as np
from numpy.typing import NDArray

from l45anatomy.frame import Distances, Points, Vec
from l45anatomy.geometry.placement import Box

_STEPS = 10  # of Newton's method at most: the tip of a sliver takes so many, most points take four
_SETTLED = 1e-7  # mm²: each step squares what is wrong, so after a smaller one nothing is


@dataclass(frozen=True)
class Ellipsoid:
    """An ellipsoid, its axes along x, y and z after a turn about z; distances are exact outside."""

    centre: Vec
    half: Vec
    turn_deg: float = 0.0

    @cached_property
    def bounds(self) -> Box:
        """The box that holds the whole solid."""
        c, s = self._turn
        (x, y, z), (a, b, high) = self.centre, self.half
        wide, deep = hypot(c * a, s * b), hypot(s * a, c * b)
        return Box((x - wide, y - deep, z - high), (x + wide, y + deep, z + high))

    @property
    def _turn(self) -> tuple[float, float]:
        turn = radians(self.turn_deg)
        return cos(turn), sin(turn)

    @cached_property
    def numbers(self) -> tuple[float, ...]:
        """Middle, cosine and sine of the turn, half axes and the shortest of them."""
        return (*self.centre, *self._turn, *self.half, min(self.half))

    def __call__(self, points: Points) -> Distances:
        """Give the distance of each point to the surface."""
        return distance(points, self.numbers)


def distance(points: Points, numbers: Sequence[float] | NDArray[np.float64]) -> Distances:
    """Give how far points (n, 3) are, (n,) mm; (k, n) if each number is a column (k, 1)."""
    x0, y0, z0, cosine, sine, a, b, c, least = numbers
    px, py, pz = np.ascontiguousarray(points.T)
    px, py = px - x0, py - y0
    # Axis by axis and in place: this is asked more often than anything else.
    x, y = np.abs(px * cosine + py * sine), np.abs(py * cosine - px * sine)
    z = np.abs(pz - z0)
    size = np.sqrt((x / a) ** 2 + (y / b) ** 2 + (z / c) ** 2)
    # Outside: Newton's method for t with the foot at half^2 p / (half^2 + t), where the sum of
    # (half p / (half^2 + t))^2 is one. One over its root is almost a line, and concave: from a t
    # below what is sought every step stays below it. One axis alone gives such a start.
    axes = [(half * half, half * at) for half, at in ((a, x), (b, y), (c, z))]
    t = np.maximum(0.0, axes[0][1] - axes[0][0])
    for square, end in axes[1:]:
        np.maximum(t, end - square, out=t)
    for _ in range(_STEPS):
        value, slope = np.zeros(t.shape), np.zeros(t.shape)
        for square, end in axes:
            below = square + t
            ratio = end / below
            ratio *= ratio
            value += ratio
            ratio /= below
            slope += ratio
        step = np.sqrt(value)
        step -= 1.0
        step *= value
        step /= np.maximum(slope, 1e-12, out=slope)
        t += step
        np.maximum(t, 0.0, out=t)
        if step.max(initial=0.0) < _SETTLED:
            break
    square_far = np.zeros(t.shape)
    for at, half, (square, end) in zip((x, y, z), (a, b, c), axes, strict=True):
        away = at - half * end / (square + t)
        square_far += away * away
    outside: Distances = np.sqrt(square_far)
    return np.where(size < 1.0, least * (size - 1.0), outside)
