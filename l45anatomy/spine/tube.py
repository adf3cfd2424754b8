"""A nerve or the sac at rest: a centre line with its size and the room it may move in."""

from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from l45anatomy.frame import ROOTS, Points, Side, Vec
from l45anatomy.geometry.counted import counted_once
from l45anatomy.geometry.curve import across, along
from l45anatomy.geometry.placement import Placement

STATION_MM = 2.0
SAC_STATION_MM = 3.0


@counted_once
@dataclass(frozen=True)
class Tube:
    """A root or the sac at rest: a centre line with its size and the room it may move in.

    `path` is (n, 3) mm, `radii` (n, 2) half width and half depth, `mobility` (n,) mm, `sites`
    and `levels` name the place of each way point and the disc it belongs to, if any.
    """

    root: str
    side: Side | None
    way: tuple[Vec, ...]
    sizes: tuple[tuple[float, float, float], ...]
    sites: tuple[str, ...]
    levels: tuple[str, ...]

    @property
    def name(self) -> str:
        """The name of the structure, as "root L5 left"."""
        if self.side is None:
            return self.root
        kind = "root " if self.root in ROOTS else ""
        return f"{kind}{self.root} {self.side}"

    @cached_property
    def _stations(self) -> tuple[Points, NDArray[np.float64]]:
        spacing = STATION_MM if self.side else SAC_STATION_MM
        return along(np.array(self.way), np.array(self.sizes), spacing)

    @property
    def path(self) -> Points:
        """The centre line, (n, 3) mm."""
        return self._stations[0]

    @property
    def radii(self) -> NDArray[np.float64]:
        """Half width and half depth along it, (n, 2) mm."""
        return self._stations[1][:, :2]

    @property
    def mobility(self) -> NDArray[np.float64]:
        """How far each station may move aside, (n,) mm."""
        return self._stations[1][:, 2]

    @cached_property
    def across(self) -> tuple[Points, Points]:
        """Two unit vectors across it at each station, to the right and to the back, (n, 3) each."""
        return across(self.path)

    @cached_property
    def mirrored(self) -> "Tube":
        """The same tube on the other side."""
        way = tuple((0.0 - x, y, z) for x, y, z in self.way)
        return replace(self, way=way, side=self.side and self.side.other)

    def seen_from(self, placement: Placement) -> "Tube":
        """Give the tube in the frame of something placed, to a millionth of a millimetre.

        Rounded, so that what moves together looks the same from each other before and after.
        """
        return _seen_from(self, placement)

    @cached_property
    def places(self) -> tuple[tuple[str, str], ...]:
        """Site and level of every station: those of the nearest way point that has a level.

        The foramen lasts until the way point that is outside it.
        """
        step = self.path[:, None] - np.array(self.way)
        far = np.sqrt(np.einsum("sti,sti->st", step, step))
        first = far.argmin(axis=0)
        nearest = np.where([bool(level) for level in self.levels], far, np.inf).argmin(axis=1)
        found = []
        for station, at in enumerate(nearest.tolist()):
            is_ahead = station < first[at] and self.sites[at - 1] == "foramen"
            found.append((self.sites[at - is_ahead], self.levels[at - is_ahead]))
        return tuple(found)

    def place(self, station: int) -> tuple[str, str]:
        """Give site and level of one station."""
        return self.places[station]


@lru_cache(maxsize=1024)
def _seen_from(tube: Tube, placement: Placement) -> Tube:
    local = np.round(placement.to_local(np.array(tube.way)), 6) + 0.0
    return replace(tube, way=tuple(map(tuple, local.tolist())))
