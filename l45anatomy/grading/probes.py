"""Feeling a spine with points: how far solids are, and how far a ray runs free.

What was felt is kept by shape and by the points in its own frame, so that a change of one solid
feels that solid again and no other. A solid on the left is felt as its twin on the right.
"""

from collections.abc import Iterable
from functools import lru_cache

import numpy as np

from l45anatomy.frame import Distances, Points
from l45anatomy.geometry.air import may_reach
from l45anatomy.geometry.clipping import clipped
from l45anatomy.geometry.fields import Field, Mirrored
from l45anatomy.geometry.mirroring import is_on_left, reflected
from l45anatomy.spine.build import Spine, Structure
from l45anatomy.spine.discs import neighbours

_STEP_MM = 0.25
_FAR_MM = 4.0  # what lies farther away is all the same
_NEAR_MM = _STEP_MM + 0.5  # what may lie within a step, though no solid seems farther than it is
_OTHER_SIDE = np.array([-1.0, 1.0, 1.0])


@lru_cache(maxsize=512)
def _kept(shape: Field, points: bytes, reach_mm: float) -> Distances:
    """Give the distances below a reach; a point farther off may be told as far."""
    places = np.frombuffer(points).reshape(-1, 3)
    value = np.full(len(places), _FAR_MM)
    near = may_reach(shape, places, reach_mm)
    value[near] = clipped(shape, places[near], _FAR_MM)
    return value


def _seen(solid: Structure, points: Points) -> tuple[Field, bytes]:
    """Give a solid and points of the world as it sees them, both sides on the right.

    Where both sides are alike, the left is then what was felt on the right.
    """
    shape = solid.shape
    local = np.round(solid.placement.to_local(points), 6)
    if isinstance(shape, Mirrored):
        local = shape.folded(local)
    elif is_on_left(shape) and (twin := reflected(shape)) is not None:
        shape, local = twin, local * _OTHER_SIDE
    return shape, (local + 0.0).tobytes()


def nearest(solids: Iterable[Structure], points: Points, reach_mm: float = _FAR_MM) -> Distances:
    """Give the distance of each point (n, 3) of the world to the nearest of some solids, (n,) mm.

    At most 4 mm, which what is farther off than `reach_mm` may be told as.
    """
    found = [_kept(*_seen(solid, points), reach_mm) for solid in solids]
    room: Distances = np.min([np.full(len(points), _FAR_MM), *found], axis=0)
    return room


def free_way(
    solids: Iterable[Structure], starts: Points, ways: Points, reach_mm: float
) -> Distances:
    """Give how far rays from `starts` (n, 3) along unit `ways` (n, 3) run free, (n,) mm.

    Infinite where a ray meets nothing within its reach.
    """
    return _free_way(tuple(solids), starts.tobytes(), ways.tobytes(), reach_mm)


@lru_cache(maxsize=256)
def _free_way(
    solids: tuple[Structure, ...], starts: bytes, ways: bytes, reach_mm: float
) -> Distances:
    start, way = (np.frombuffer(numbers).reshape(-1, 1, 3) for numbers in (starts, ways))
    along = np.arange(0.0, reach_mm + _STEP_MM, _STEP_MM)[:, None]
    # A point whose next one is inside is no farther off than a step: all others are just outside.
    room = nearest(solids, (start + along * way).reshape(-1, 3), _NEAR_MM).reshape(len(start), -1)
    inside = room < 0.0
    first = inside.argmax(axis=1)
    rows = np.arange(len(start))
    before, after = room[rows, np.maximum(first - 1, 0)], room[rows, first]
    share = np.where(first > 0, before / np.maximum(before - after, 1e-9), 0.0)
    met: Distances = (np.maximum(first - 1, 0) + share) * _STEP_MM
    return np.where(inside.any(axis=1), met, np.inf)


def bones_at(level: str) -> tuple[str, str]:
    """Give the names of the bones above and below a level: no other comes near its passages."""
    above, below = neighbours(level)
    return f"{above} vertebra", "sacrum" if below == "S1" else f"{below} vertebra"


def solids_of(spine: Spine, *names: str) -> tuple[Structure, ...]:
    """Give the solids of these names, those that there are."""
    return tuple(solid for solid in spine.solids if solid.name in names)
