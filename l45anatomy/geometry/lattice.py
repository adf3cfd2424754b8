"""A smooth correction of a solid: a quadratic spline on a regular lattice of a few millimetres.

Heights are kept in hundredths of a millimetre. The spline is even in x: it corrects the right half
of a mirrored solid and leaves no crease between the halves. Beyond its nodes it is nothing.
"""

import hashlib
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from l45anatomy.frame import Distances, Points
from l45anatomy.geometry.counted import counted_once

_MARGIN = 3  # nodes of nothing around the lattice, so that no point needs a check
_AROUND = np.array([-1, 0, 1])


@counted_once
@dataclass(frozen=True, kw_only=True, repr=False)
class Lattice:
    """Heights (mm / 100, z fastest) at nodes every `step` mm, and the spline through them.

    The first layer of nodes lies in the midline; `start` gives y and z of its first node. The
    correction itself is the height less `sunk` mm, so no height is negative.
    """

    start: tuple[float, float]
    counts: tuple[int, int, int]
    step: float
    sunk: float
    heights: tuple[int, ...]

    @cached_property
    def _digest(self) -> str:
        told = f"{self.start} {self.counts} {self.step} {self.sunk} {self.heights}"
        return hashlib.sha256(told.encode()).hexdigest()[:20]

    def __repr__(self) -> str:
        """Give size and digest: short, and another for every other lattice."""
        return f"Lattice(counts={self.counts}, step={self.step}, digest={self._digest!r})"

    @cached_property
    def shape(self) -> tuple[int, int, int]:
        """How many nodes there are with the mirror image and the margin, along x, y and z."""
        x, y, z = (count + 2 * _MARGIN for count in self.counts)
        return (x, y, z)

    @cached_property
    def _rows(self) -> NDArray[np.float64]:
        """The heights in mm of every three nodes in a row along z, (n, 3)."""
        right = np.array(self.heights, dtype=float).reshape(self.counts) / 100.0
        whole = np.concatenate([right[_MARGIN:0:-1], right])
        padded = np.pad(whole, ((0, _MARGIN), (_MARGIN, _MARGIN), (_MARGIN, _MARGIN)))
        return np.lib.stride_tricks.sliding_window_view(padded.ravel(), 3)

    def nodes(self, points: Points) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
        """Give the middle one of the 27 nodes each point hangs on, and their shares.

        Nodes are counted in the padded lattice, (n, 3); shares are (n, 3 axes, 3 nodes).
        """
        at = (points - np.array([0.0, *self.start])) / self.step
        # Beyond, all nodes it hangs on are nothing.
        at = np.minimum(np.maximum(at, -1.5), np.array(self.counts) + 0.5)
        node = np.rint(at)
        away = at - node
        share = np.empty((*away.shape, 3))
        share[..., 0], share[..., 1] = 0.5 * (0.5 - away) ** 2, 0.75 - away * away
        share[..., 2] = 0.5 * (0.5 + away) ** 2
        return node.astype(np.intp) + _MARGIN, share

    def __call__(self, points: Points) -> Distances:
        """Give the height of the spline at each point (n, 3) on the right, (n,) mm."""
        node, share = self.nodes(points)
        _, tall, deep = self.shape
        middle = (node[:, 0] * tall + node[:, 1]) * deep + node[:, 2] - 1
        beside = (_AROUND[:, None] * tall * deep + _AROUND * deep).ravel()
        rows = self._rows[middle[:, None] + beside]
        columns = np.einsum("nij,nj->ni", rows, share[:, 2]).reshape(-1, 3, 3)
        value: Distances = np.einsum("nij,ni,nj->n", columns, share[:, 0], share[:, 1])
        return value


@dataclass(frozen=True, kw_only=True)
class Stretch:
    """How a point of a stretched solid is found in the solid as it was.

    Along y by straight lines between knots: `here` leads to `there`. Across, x is multiplied by
    `wide` and z by `tall`, given at the knots. Without knots nothing is stretched.
    """

    here: tuple[float, ...] = ()
    there: tuple[float, ...] = ()
    wide: tuple[float, ...] = ()
    tall: tuple[float, ...] = ()

    def __call__(self, points: Points) -> Points:
        """Give the points (n, 3) in the solid as it was."""
        if not self.here:
            return points
        x, y, z = points.T
        ways = (np.interp(y, self.here, way) for way in (self.there, self.wide, self.tall))
        deep, wide, tall = ways
        return np.array([x * wide, deep, z * tall]).T
