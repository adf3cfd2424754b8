"""Where a root or the sac may be: the places that are tried at each station.

A root gives way as far as it is mobile; a section of the sac is a grid of cells.
"""

from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from l45anatomy.frame import Distances, Points
from l45anatomy.spine.sac import SAC_TAPER
from l45anatomy.spine.tube import Stations, Tube

SAC_GRID = (11, 9)
SAC_SHIFTS = ((0, 0), (0, 1), (0, -1), (1, 0), (-1, 0))  # by one cell of the grid
_RINGS = ((0.34, 6), (0.67, 10), (1.0, 14))  # share of the mobility, directions
_FARTHER = (0.34, 0.67, 1.0)  # share of how much farther than that a root may move
_INWARDS = slice(4, 8)  # directions of the outer ring, from back to inwards, in which it may


@cache
def offsets() -> NDArray[np.float64]:
    """Places to try: none first, then rings, then some beyond the rings, (m, 4).

    The first two are the way there, outwards and back, the third is how far, as a share of the
    mobility, the last how much farther, as a share of what the root may move backwards and inwards.
    """
    tried = [(0.0, 0.0, 0.0, 0.0)]
    for share, count in _RINGS:
        turn = np.linspace(0, 2 * np.pi, count, endpoint=False)
        tried += [(np.cos(at), np.sin(at), share, 0.0) for at in turn]
    # Directions of the last ring: a root that may go no farther is given no place it had not.
    ways = [(np.cos(at), np.sin(at)) for at in turn[_INWARDS]]
    tried += [(*way, 1.0, farther) for farther in _FARTHER for way in ways]
    return np.array(tried)


def steps(own: Stations, at: NDArray[np.intp]) -> NDArray[np.float64]:
    """Give how far outwards and back each place lies at some stations (k,), (k, m, 2) mm.

    Inside the sac there is fluid behind a root and beside it, and it yields farther that way.
    """
    tried = offsets()
    reach, inner = own.mobility[at, None], own.inner[at, None]
    far = reach * tried[:, 2] + (inner - reach) * tried[:, 3]
    return np.asarray(far[..., None] * tried[:, :2])


def outwards(stations: Stations) -> Points:
    """Give the direction in which a root is moved: away from the midline.

    Both sides try their places in mirrored order, so of equally good ones they take mirrored ones.
    """
    return stations.aside if stations.side is None else stations.aside * stations.side.sign


def root_places(own: Stations, at: NDArray[np.intp]) -> Points:
    """Give every place the centre of a root may take at some stations (k,), (k, m, 3) mm."""
    ways = np.stack([outwards(own)[at], own.back[at]], axis=1)
    return np.asarray(own.path[at, None, :] + steps(own, at) @ ways)


@cache
def _cells() -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Give the cells of a section of the sac, as shares of half width and half depth."""
    columns, rows = SAC_GRID
    u = (np.arange(columns) - columns // 2) / (columns // 2 - 0.5)
    v = (np.arange(rows) - rows // 2) / (rows // 2 - 0.5)
    grid_u, grid_v = np.meshgrid(u, v, indexing="ij")
    return grid_u, grid_v


@cache
def inside() -> NDArray[np.bool_]:
    """Say which cells of the grid lie in a section of the sac at rest.

    The section is a rounded triangle with its broad side in front. The sac is held by its roots: it
    may shift by one cell and no further.
    """
    grid_u, grid_v = _cells()
    within: NDArray[np.bool_] = (grid_u / (1 + SAC_TAPER * grid_v)) ** 2 + grid_v**2 <= 1.0
    return within


@cache
def reached() -> NDArray[np.bool_]:
    """Say which cells of the grid the sac may take, wherever it has shifted: corners it cannot."""
    taken: NDArray[np.bool_] = np.any(
        [np.roll(inside(), shift, axis=(0, 1)) for shift in SAC_SHIFTS], axis=0
    )
    return taken


@lru_cache(maxsize=256)
def cell_mm2(tube: Tube) -> Distances:
    """Give the area of a cell of each section of the sac, (n,) mm2."""
    wide, deep = tube.radii.T
    # The taper adds in front what it takes behind.
    area: Distances = np.pi * wide * deep / inside().sum()
    return area


def sac_places(
    own: Stations, at: NDArray[np.intp], chosen: NDArray[np.bool_] | None = None
) -> Points:
    """Give the middles of some cells of the sac at some stations (k,), (k, m, 3) mm.

    They are chosen in the grid, row by row; without a choice it is all of them.
    """
    which = slice(None) if chosen is None else chosen.ravel()
    u, v = (cells.ravel()[which] for cells in _cells())
    aside, back = (ways[at, None, :] for ways in (own.aside, own.back))
    wide, deep = own.radii[at].T[:, :, None]
    return np.asarray(
        own.path[at, None, :] + (wide * u)[..., None] * aside + (deep * v)[..., None] * -back
    )


def sac_spread(own: Stations) -> Distances:
    """Give how far from each station any cell of the sac lies at most, (n,) mm."""
    wide, deep = (own.radii * _farthest()).T
    spread: Distances = np.sqrt(wide * wide + deep * deep)
    return spread


@cache
def _farthest() -> NDArray[np.float64]:
    """Give how far out the middles of cells lie at most, as shares of half width and depth."""
    return np.array([np.abs(cells).max() for cells in _cells()])
