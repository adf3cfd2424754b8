"""What is known to be free around a solid, so that far places need not be asked one by one.

A solid that is its own mirror image is a bone, and its box is mostly air: of such a one more is
known than its box tells.
"""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from l45anatomy.frame import Distances, Points
from l45anatomy.geometry.clipping import clipped
from l45anatomy.geometry.fields import Field, Mirrored

_STEP_MM = 3.0
_FAR_MM = 6.0  # more room than this is not told apart
_AT_ONCE = 500
_NOT_WORTH = 24  # so few nodes are left unknown: to measure them takes longer than it spares


def may_reach(solid: Field, points: Points, reach_mm: float) -> NDArray[np.bool_]:
    """Give which points (n, 3) a solid may be nearer to than that, (n,); all others it is not."""
    near = solid.bounds.distance(points) < reach_mm
    if isinstance(solid, Mirrored):
        near[near] = _air(solid).room(points[near]) < reach_mm
    return near


class Air:
    """Balls of air around a solid and its mirror image, at the nodes of a grid on the right.

    No distance is overstated, so a node with so much room has nothing nearer. Nodes are measured
    when they are first asked for and then kept: that may change what is known, never what is true.
    """

    def __init__(self, solid: Mirrored) -> None:
        self._solid = solid
        self._low = np.array(solid.bounds.low) - _FAR_MM
        self._low[0] = 0.0
        high = np.array(solid.bounds.high) + _FAR_MM
        self._counts = np.ceil((high - self._low) / _STEP_MM).astype(int) + 1
        self._room = np.full(int(np.prod(self._counts)), -np.inf)  # not known yet

    def room(self, points: Points) -> Distances:
        """Give how far the solid is at least from points (n, 3), (n,) mm; negative: not known."""
        at = (self._solid.folded(points) - self._low) / _STEP_MM
        node = np.minimum(np.maximum(np.rint(at), 0.0), self._counts - 1.0)
        away = np.sqrt(np.einsum("ij,ij->i", at - node, at - node)) * _STEP_MM
        room: Distances = self._known(node.astype(int)) - away
        return room

    def _known(self, node: NDArray[np.int_]) -> Distances:
        _, tall, deep = self._counts
        index = (node[:, 0] * tall + node[:, 1]) * deep + node[:, 2]
        room: Distances = self._room[index]
        is_new = np.isneginf(room)
        if np.count_nonzero(is_new) <= _NOT_WORTH:
            return room
        fresh, first = np.unique(index[is_new], return_index=True)
        if len(fresh) > _NOT_WORTH:
            places = self._low + node[is_new][first] * _STEP_MM
            for at in range(0, len(fresh), _AT_ONCE):
                some = slice(at, at + _AT_ONCE)
                self._room[fresh[some]] = clipped(self._solid, places[some], _FAR_MM)
            room = self._room[index]
        return room


@lru_cache(maxsize=64)
def _air(solid: Mirrored) -> Air:
    """Give the air around a solid: one for equal solids."""
    return Air(solid)
