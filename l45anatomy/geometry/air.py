"""What is known to be free around a solid, so that far places need not be asked one by one."""

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


class Air:
    """Balls of air around a solid, at the nodes of a grid.

    No distance is overstated, so a node with so much room has nothing nearer. Nodes are measured
    when they are first asked for and then kept: that may change what is known, never what is true.
    """

    def __init__(self, solid: Field) -> None:
        self._solid = solid
        low, high = np.array(solid.bounds.low), np.array(solid.bounds.high)
        if isinstance(solid, Mirrored):
            low[0] = 0.0
        self._low = low - _FAR_MM
        self._counts = np.ceil((high - low + 2 * _FAR_MM) / _STEP_MM).astype(int) + 1
        self._room = np.full(int(np.prod(self._counts)), np.nan)

    def room(self, points: Points) -> Distances:
        """Give how far the solid is at least from points (n, 3), (n,) mm; negative: not known."""
        if isinstance(self._solid, Mirrored):
            points = self._solid.folded(points)
        at = (points - self._low) / _STEP_MM
        node = np.minimum(np.maximum(np.rint(at), 0.0), self._counts - 1.0)
        away = np.sqrt(np.einsum("ij,ij->i", at - node, at - node)) * _STEP_MM
        room: Distances = self._known(node.astype(int)) - away
        return room

    def _known(self, node: NDArray[np.int_]) -> Distances:
        _, tall, deep = self._counts
        index = (node[:, 0] * tall + node[:, 1]) * deep + node[:, 2]
        room: Distances = self._room[index]
        is_new = np.isnan(room)
        fresh, first = np.unique(index[is_new], return_index=True)
        if len(fresh) > _NOT_WORTH:
            places = self._low + node[is_new][first] * _STEP_MM
            for at in range(0, len(fresh), _AT_ONCE):
                some = slice(at, at + _AT_ONCE)
                self._room[fresh[some]] = clipped(self._solid, places[some], _FAR_MM)
            room = self._room[index]
        return np.nan_to_num(room, nan=0.0)


@lru_cache(maxsize=64)
def air(solid: Field) -> Air:
    """Give the air around a solid: one for equal solids."""
    return Air(solid)
