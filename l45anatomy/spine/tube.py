"""A nerve or the sac at rest: a centre line with its size and the room it may move in."""

from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from l45anatomy.frame import ROOTS, Distances, Points, Side, Vec
from l45anatomy.geometry.counted import counted_once
from l45anatomy.geometry.curve import along, beside, far_along
from l45anatomy.geometry.placement import Placement

_STATION_MM = 2.0  # no two stations of a root are farther apart than that
_SAC_STATION_MM = 3.0
_ROUNDED = 6  # digits of a millimetre a station seen from elsewhere is rounded to
_TURN_ROUNDED = 9  # those of its directions


@dataclass(frozen=True, eq=False)
class Stations:
    """The stations of a tube as something sees them: where each lies, and how it is turned.

    `path`, and `aside` and `back` across it, are (n, 3), `radii` (n, 2) half width and half depth,
    `mobility` (n,) how far each may move, `inner` (n,) how far backwards and inwards, mm;
    `widest_mm` is the greatest of the radii.
    """

    side: Side | None
    path: Points
    aside: Points
    back: Points
    radii: NDArray[np.float64]
    mobility: Distances
    inner: Distances
    widest_mm: float

    @cached_property
    def keys(self) -> tuple[bytes, ...]:
        """What tells each station from any other, n words: equal ones see the same.

        The side is not told: no station of one side lies where one of the other does.
        """
        moves = np.stack([self.mobility, self.inner], axis=1)
        parts = (self.path, self.aside, self.back, self.radii, moves)
        told = np.ascontiguousarray(np.concatenate(parts, axis=1))
        # As one number of many bytes for each station: numpy cuts these sooner than Python.
        return tuple(told.view(np.dtype((np.void, told.shape[1] * told.itemsize)))[:, 0].tolist())

    @cached_property
    def mirrored(self) -> "Stations":
        """The same stations on the other side."""
        flip = np.array([-1.0, 1.0, 1.0])
        return replace(
            self,
            side=self.side and self.side.other,
            path=self.path * flip + 0.0,
            aside=self.aside * -flip + 0.0,
            back=self.back * flip + 0.0,
        )

    def seen_from(self, placement: Placement) -> "Stations":
        """Give the stations in the frame of something placed, rounded.

        So what moves together looks the same from each other before and after.
        """
        turn = placement.rotation
        return replace(
            self,
            path=np.round(placement.to_local(self.path), _ROUNDED) + 0.0,
            aside=np.round(self.aside @ turn, _TURN_ROUNDED) + 0.0,
            back=np.round(self.back @ turn, _TURN_ROUNDED) + 0.0,
        )


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
    sizes: tuple[tuple[float, float, float, float], ...]
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
    def stations(self) -> Stations:
        """Its stations in the world's frame."""
        spacing = _STATION_MM if self.side else _SAC_STATION_MM
        path, ways, sizes = along(np.array(self.way), np.array(self.sizes), spacing)
        radii, widest_mm = sizes[:, :2], float(sizes[:, :2].max())
        moves = sizes[:, 2], sizes[:, 3]
        return Stations(self.side, path, *beside(ways), radii, *moves, widest_mm)

    @property
    def path(self) -> Points:
        """The centre line, (n, 3) mm."""
        return self.stations.path

    @property
    def radii(self) -> NDArray[np.float64]:
        """Half width and half depth along it, (n, 2) mm."""
        return self.stations.radii

    @property
    def mobility(self) -> Distances:
        """How far each station may move, but backwards and inwards, (n,) mm."""
        return self.stations.mobility

    @property
    def across(self) -> tuple[Points, Points]:
        """Two unit vectors across it at each station, to the right and to the back, (n, 3) each."""
        return self.stations.aside, self.stations.back

    @cached_property
    def far(self) -> Distances:
        """How far along it each station lies from its beginning, (n,) mm."""
        return far_along(self.path)

    @cached_property
    def mirrored(self) -> "Tube":
        """The same tube on the other side."""
        way = tuple((0.0 - x, y, z) for x, y, z in self.way)
        return replace(self, way=way, side=self.side and self.side.other)

    def seen_from(self, placement: Placement) -> Stations:
        """Give its stations in the frame of something placed."""
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
def _seen_from(tube: Tube, placement: Placement) -> Stations:
    return tube.stations.seen_from(placement)
