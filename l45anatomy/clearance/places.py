"""Where a root or the sac may be, and how far each of these places is from each solid.

Distances are kept per solid and tube, both seen from the solid: what does not change, or moves
together, is not measured again.
"""

from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from l45anatomy.frame import Distances, Points
from l45anatomy.geometry.curve import across
from l45anatomy.geometry.fields import Field, Moved, clipped
from l45anatomy.geometry.placement import Box, Placement
from l45anatomy.spine.build import Spine, Structure
from l45anatomy.spine.sac import SAC_TAPER
from l45anatomy.spine.tube import Tube

_MARGIN_MM = 2.0  # distances beyond the calibre by more than this are all the same
SAC_GRID = (11, 9)
_ROUNDED_MM = 1e-3
_RINGS = ((0.34, 6), (0.67, 10), (1.0, 14))  # share of the mobility, directions


@cache
def offsets() -> NDArray[np.float64]:
    """Offsets to try, as shares of the mobility: none first, then rings; (m, 2)."""
    tried = [(0.0, 0.0)]
    for share, count in _RINGS:
        turn = np.linspace(0, 2 * np.pi, count, endpoint=False)
        tried += list(zip(share * np.cos(turn), share * np.sin(turn), strict=True))
    return np.array(tried)


def outwards(tube: Tube) -> tuple[Points, Points]:
    """Give the directions in which a root is moved: away from the midline, and backwards.

    Both sides try their places in mirrored order, so of equally good ones they take mirrored ones.
    """
    aside, back = across(tube.path)
    return (aside if tube.side is None else aside * tube.side.sign), back


def root_places(tube: Tube, stations: NDArray[np.intp]) -> Points:
    """Give every place the centre of a root may take at some stations (k,), (k, m, 3) mm."""
    aside, back = outwards(tube)
    tried, reach = offsets(), tube.mobility[stations, None]
    return np.asarray(
        tube.path[stations, None, :]
        + (reach * tried[:, 0])[:, :, None] * aside[stations, None, :]
        + (reach * tried[:, 1])[:, :, None] * back[stations, None, :]
    )


@cache
def _cells() -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Give the cells of a section of the sac, as shares of half width and half depth."""
    columns, rows = SAC_GRID
    u = (np.arange(columns) - columns // 2) / (columns // 2 - 0.5)
    v = (np.arange(rows) - rows // 2) / (rows // 2 - 0.5)
    grid_u, grid_v = np.meshgrid(u, v, indexing="ij")
    return grid_u, grid_v


@lru_cache(maxsize=256)
def section(tube: Tube) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Sample the sac's sections: the area of a cell (n,), and which cells lie in it at rest.

    The section is a rounded triangle with its broad side in front. The sac is held by its roots: it
    may shift by one cell and no further.
    """
    grid_u, grid_v = _cells()
    inside = (grid_u / (1 + SAC_TAPER * grid_v)) ** 2 + grid_v**2 <= 1.0
    wide, deep = tube.radii.T
    # The taper adds in front what it takes behind.
    return np.pi * wide * deep / inside.sum(), inside


def sac_places(tube: Tube, stations: NDArray[np.intp]) -> Points:
    """Give the middles of all cells of the sac at some stations (k,), (k, m, 3) mm."""
    grid_u, grid_v = _cells()
    aside, back = across(tube.path)
    wide, deep = tube.radii[stations].T
    return np.asarray(
        tube.path[stations, None, :]
        + (wide[:, None] * grid_u.ravel())[:, :, None] * aside[stations, None, :]
        + (deep[:, None] * grid_v.ravel())[:, :, None] * -back[stations, None, :]
    )


def _spread(tube: Tube) -> Distances:
    """Give how far from each station any of its places lies at most, (n,) mm."""
    if tube.side:
        return tube.mobility * float(np.hypot(*offsets().T).max()) + _ROUNDED_MM
    wide, deep = (float(np.abs(cells).max()) for cells in _cells())
    spread: Distances = np.hypot(tube.radii[:, 0] * wide, tube.radii[:, 1] * deep) + _ROUNDED_MM
    return spread


def near(spine: Spine, tube: Tube) -> tuple[Structure, ...]:
    """Give the solids that a tube could meet wherever it may move.

    What it never meets is left out, so that a change of it leaves the course as it is.
    """
    calibre = float(tube.radii.max())
    reach = calibre + float(tube.mobility.max()) + _MARGIN_MM
    box = _box(tube)
    close = (s for s in spine.solids if box.gap(_bounds(s.shape, s.placement)) < reach)
    # A tube seen from elsewhere is rounded to a millionth of a millimetre.
    return tuple(s for s in close if measured(s, tube).min() < calibre + _MARGIN_MM - 1e-6)


@lru_cache(maxsize=256)
def _box(tube: Tube) -> Box:
    return Box.around(tube.path)


@lru_cache(maxsize=512)
def _bounds(shape: Field, placement: Placement) -> Box:
    return Moved(shape, placement).bounds


@lru_cache(maxsize=2048)
def _distances(solid: Field, tube: Tube) -> Distances:
    """Give distances from a solid to every place of a tube, none larger than matters.

    Both are given in the solid's own frame: what slips together is not measured again.
    """
    reach, box = float(tube.radii.max()) + _MARGIN_MM, solid.bounds
    count = len(offsets()) if tube.side else SAC_GRID[0] * SAC_GRID[1]
    value = np.full((len(tube.path), count), reach)
    here = np.flatnonzero(box.distance(tube.path) < reach + _spread(tube))
    if len(here):
        places = root_places(tube, here) if tube.side else sac_places(tube, here)
        near = box.distance(places.reshape(-1, 3)).reshape(places.shape[:2]) < reach
        some = value[here]
        some[near] = clipped(solid, places[near], reach)
        value[here] = some
    return value.reshape(-1)


def measured(solid: Structure, tube: Tube) -> Distances:
    """Give how far a solid is from every place of a tube, mm."""
    return _distances(solid.shape, tube.seen_from(solid.placement))
