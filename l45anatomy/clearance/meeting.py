"""What solids a root or the sac meets, and how far each is from the places they may take.

Distances are kept per solid and station, both seen from the solid: what does not change, or moves
together, is not measured again. Only what can matter is measured: a root where it rests, and all
the places it may take only where it is pressed; of the sac, the cells that a solid may reach.
"""

from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from l45anatomy.clearance.asked import asked
from l45anatomy.clearance.compression import rule
from l45anatomy.clearance.places import SAC_GRID, reached, root_places, sac_places, sac_spread
from l45anatomy.frame import Distances, Points, Side
from l45anatomy.geometry.air import may_reach
from l45anatomy.geometry.clipping import clipped
from l45anatomy.geometry.fields import Field, Mirrored
from l45anatomy.geometry.mirroring import is_on_left, reflected
from l45anatomy.spine.build import Spine, Structure
from l45anatomy.spine.tube import Stations, Tube

_MARGIN_MM = 2.0  # distances beyond the calibre by more than this are all the same
_ROUNDED_MM = 1e-6  # a station seen from elsewhere is rounded to so much
_UNDERSTATED_MM = 0.5  # what a solid may seem nearer than it is, where it matters


class Cells(NamedTuple):
    """The sections of the sac that a solid comes near, and how far each cell is from the solid.

    Stations are (k,), distances (k, *SAC_GRID) mm: exact as far as asked, beyond it just large.
    """

    stations: NDArray[np.intp]
    distances: NDArray[np.float64]


def reach_mm(own: Stations) -> float:
    """Give the distance from which on all distances from the centre of a tube are the same."""
    return own.widest_mm + _MARGIN_MM


def matters_mm() -> float:
    """Give the distance from its skin up to which a solid may be said to touch a tube, mm."""
    return rule("root.contact_mm") + rule("pressing.beside_mm")


def near(spine: Spine, tube: Tube) -> tuple[Structure, ...]:
    """Give the solids that a root could meet wherever it may move.

    What it never meets is left out, so that a change of it leaves the course as it is.
    """
    reach, path = reach_mm(tube.stations), tube.path
    rest = {solid: at_rest(solid, tube) for solid in spine.solids_within(path, reach)}
    met = {solid for solid, far in rest.items() if far.min() < reach - _ROUNDED_MM}
    room = np.min([np.full(len(path), reach), *rest.values()], axis=0)
    pressed = np.flatnonzero(room < tube.radii[:, 0])
    if len(pressed):
        farthest = reach + float(tube.stations.inner.max())
        for solid in spine.solids_within(path[pressed], farthest):
            if solid not in met and around(solid, tube, pressed).min() < reach - _ROUNDED_MM:
                met.add(solid)
    return tuple(solid for solid in spine.solids if solid in met)


def near_sac(spine: Spine, within_mm: float) -> tuple[Structure, ...]:
    """Give the solids that some cell of the sac may be so near."""
    sac = spine.tubes[0]
    return spine.solids_within(sac.path, within_mm + float(sac_spread(sac.stations).max()))


def at_rest(solid: Structure, tube: Tube) -> Distances:
    """Give how far a solid is from the centre line of a root at rest, (n,) mm."""
    return _at_rest(*_seen(solid, tube))


def around(solid: Structure, tube: Tube, stations: NDArray[np.intp]) -> Distances:
    """Give how far a solid is from every place a root may take at stations (k,), (k, m) mm."""
    return _around(*_seen(solid, tube), stations.tobytes())


def cells(solid: Structure, tube: Tube, within_mm: float) -> Cells:
    """Give the sections of the sac that a solid comes so near."""
    own = tube.seen_from(solid.placement)
    twin = reflected(solid.shape) if is_on_left(solid.shape) else None
    if twin is None or own.path[:, 0].any():
        return _cells(solid.shape, own, within_mm)
    there = _cells(twin, own, within_mm)
    return Cells(there.stations, there.distances[:, ::-1])


def section(solid: Structure, tube: Tube, station: int) -> Distances:
    """Give how far a solid is from every cell of one section of the sac, (*SAC_GRID,) mm."""
    own = tube.seen_from(solid.placement)
    known = asked(_from_all_cells, solid.shape, reach_mm(own))
    far: Distances = known.answers(own, np.array([station]))[0]
    return far


def _seen(solid: Structure, tube: Tube) -> tuple[Field, Stations]:
    """Give a solid and a root as it sees it; a left root as its reflection, if that is known.

    Where both sides are alike, the left is then what was measured on the right.
    """
    own = tube.seen_from(solid.placement)
    twin = reflected(solid.shape) if own.side is Side.LEFT else None
    return (solid.shape, own) if twin is None else (twin, own.mirrored)


def _felt(solid: Field, points: Points, reach: float) -> Distances:
    """Give the distances of points (..., 3), none larger than `reach`."""
    flat = points.reshape(-1, 3)
    value = np.full(len(flat), reach)
    here = solid.bounds.distance(flat) < reach
    value[here] = clipped(solid, flat[here], reach)
    return value.reshape(points.shape[:-1])


@lru_cache(maxsize=2048)
def _at_rest(solid: Field, own: Stations) -> Distances:
    reach = reach_mm(own)
    value = np.full(len(own.path), reach)
    here = np.flatnonzero(solid.bounds.distance(own.path) < reach)
    if len(here):
        value[here] = asked(_from_centre, solid, reach).answers(own, here)
    return value


@lru_cache(maxsize=1024)
def _around(solid: Field, own: Stations, stations: bytes) -> Distances:
    here = np.frombuffer(stations, np.intp)
    return asked(_from_places, solid, reach_mm(own)).answers(own, here)


@lru_cache(maxsize=1024)
def _cells(solid: Field, own: Stations, within_mm: float) -> Cells:
    seems_mm = within_mm + _UNDERSTATED_MM
    here = np.flatnonzero(solid.bounds.distance(own.path) < seems_mm + sac_spread(own))
    if not len(here):
        return Cells(here, np.empty((0, *SAC_GRID)))
    value = asked(_from_cells, solid, within_mm).answers(own, here)
    met = (value < within_mm).any(axis=(1, 2))
    return Cells(here[met], value[met])


def _from_centre(
    solid: Field, own: Stations, stations: NDArray[np.intp], reach: float
) -> NDArray[np.float64]:
    return clipped(solid, own.path[stations], reach)


def _from_places(
    solid: Field, own: Stations, stations: NDArray[np.intp], reach: float
) -> NDArray[np.float64]:
    return _felt(solid, root_places(own, stations), reach)


def _from_all_cells(
    solid: Field, own: Stations, stations: NDArray[np.intp], reach: float
) -> NDArray[np.float64]:
    return _felt(solid, sac_places(own, stations), reach).reshape(-1, *SAC_GRID)


def _from_cells(
    solid: Field, own: Stations, stations: NDArray[np.intp], within_mm: float
) -> NDArray[np.float64]:
    """Give how far a solid is from the cells of sections that it comes near; others are far."""
    reach = reach_mm(own)
    value = np.full((len(stations), *SAC_GRID), reach)
    chosen, middle = reached(), SAC_GRID[0] // 2
    # Of a solid that is its own mirror image only the right half of the sac is looked at.
    is_even = isinstance(solid, Mirrored) and not own.path[:, 0].any()
    if is_even:
        chosen = chosen & (np.arange(SAC_GRID[0])[:, None] >= middle)
    places = sac_places(own, stations, chosen)
    seems_near = may_reach(solid, places.reshape(-1, 3), within_mm + _UNDERSTATED_MM)
    near = seems_near.reshape(places.shape[:2])
    far = np.full(near.shape, reach)
    far[near] = clipped(solid, places[near], reach)
    value[:, chosen] = far
    if is_even:
        value[:, :middle] = value[:, :middle:-1]
    return value
