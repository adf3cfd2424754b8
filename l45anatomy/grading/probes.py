"""Feeling a spine with points: how far solids are, and how far a ray runs free.

What was felt is kept by shape and by the points in its own frame, so that a change of one solid
feels that solid again and no other.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache

import numpy as np

from l45anatomy.frame import Distances, Points
from l45anatomy.geometry.air import may_reach
from l45anatomy.geometry.clipping import clipped
from l45anatomy.geometry.fields import Field, Mirrored
from l45anatomy.spine.build import Spine, Structure

_STEP_MM = 0.25
_FAR_MM = 4.0  # what lies farther away is all the same
_NEAR_MM = _STEP_MM + 0.5  # what may lie within a step, though no solid seems farther than it is


@lru_cache(maxsize=1024)
def _kept(shape: Field, points: bytes) -> Distances:
    return clipped(shape, np.frombuffer(points).reshape(-1, 3), _FAR_MM)


@lru_cache(maxsize=1024)
def _kept_near(shape: Field, points: bytes) -> Distances:
    places = np.frombuffer(points).reshape(-1, 3)
    value = np.full(len(places), _FAR_MM)
    near = may_reach(shape, places, _NEAR_MM)
    value[near] = clipped(shape, places[near], _FAR_MM)
    return value


def _local(solid: Structure, points: Points) -> bytes:
    """Give points of the world as a solid sees them.

    One that is its own mirror image sees all of them on the right, so both sides are felt once.
    """
    local = np.round(solid.placement.to_local(points), 6) + 0.0
    return (solid.shape.folded(local) if isinstance(solid.shape, Mirrored) else local).tobytes()


def distances(solid: Structure, points: Points) -> Distances:
    """Give the distance of each point (n, 3) of the world to a solid, (n,) mm, at most 4 mm."""
    return _kept(solid.shape, _local(solid, points))


def nearest(solids: Iterable[Structure], points: Points) -> Distances:
    """Give the distance of each point (n, 3) to the nearest of some solids, (n,) mm."""
    found = [distances(solid, points) for solid in solids]
    return np.min(found, axis=0) if found else np.full(len(points), _FAR_MM)


def free_way(
    solids: Sequence[Structure], starts: Points, ways: Points, reach_mm: float
) -> Distances:
    """Give how far rays from `starts` (n, 3) along unit `ways` (n, 3) run free, (n,) mm.

    Infinite where a ray meets nothing within its reach.
    """
    along = np.arange(0.0, reach_mm + _STEP_MM, _STEP_MM)
    points = (starts[:, None] + along[None, :, None] * ways[:, None]).reshape(-1, 3)
    # A point whose next one is inside is no farther off than a step: all others are just outside.
    found = [_kept_near(solid.shape, _local(solid, points)) for solid in solids]
    room = np.min([np.full(len(points), _FAR_MM), *found], axis=0).reshape(len(starts), -1)
    inside = room < 0.0
    first = inside.argmax(axis=1)
    rows = np.arange(len(starts))
    before, after = room[rows, np.maximum(first - 1, 0)], room[rows, first]
    share = np.where(first > 0, before / np.maximum(before - after, 1e-9), 0.0)
    met: Distances = (np.maximum(first - 1, 0) + share) * _STEP_MM
    return np.where(inside.any(axis=1), met, np.inf)


def solids_of(spine: Spine, *names: str) -> tuple[Structure, ...]:
    """Give the solids of these names, those that there are."""
    return tuple(solid for solid in spine.solids if solid.name in names)
