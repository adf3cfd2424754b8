"""The sacrum: numbers of `data/sacrum.csv` made into a solid.

Its own frame has the origin at the centre of the upper endplate of S1, z along its normal. The
right half is put together from rounded bars and hulls; canal, foramina and hollows of the surface
are taken out of it. The shape is a model assumption, drawn to published proportions: canal 30 by
20 mm [imaios], first ventral foramen 13 by 12 mm [saluja2018]. A person's sizes stretch it as they
stretch L5, so that the facets keep meeting.
"""

from functools import cache, lru_cache

import numpy as np

from l45anatomy.anatomy import Vertebra
from l45anatomy.evidence import SacralPart, dimensions, sacral_parts
from l45anatomy.frame import Distances, Points, Vec
from l45anatomy.geometry.cone import RoundCone
from l45anatomy.geometry.drum import Drum, Outline
from l45anatomy.geometry.fields import Blend, Difference, Field, Mirrored, Moved, Union
from l45anatomy.geometry.hull import Hull
from l45anatomy.geometry.placement import Placement

SUPERIOR_FACET: tuple[Vec, Vec] = ((26.0, -25.5, -6.0), (26.0, -27.0, 2.0))  # in the process


def table(sizes: Vertebra) -> Outline:
    """Give the outline of the S1 endplate, a little smaller than L5's lower one [textbook]."""
    half_width, half_depth = 0.45 * sizes.body_width_mm, 0.48 * sizes.body_depth_mm
    front_r = 0.9 * half_depth
    rear_r = 0.55 * half_depth
    return Outline(
        front_x=half_width - front_r - 4.0,
        front_y=half_depth - front_r,
        front_r=front_r,
        rear_x=half_width - rear_r,
        rear_y=-half_depth + rear_r,
        rear_r=rear_r,
    )


def _grown(size: str, sizes: Vertebra) -> float:
    """Give a size of L5 as a multiple of the mean adult's."""
    return float(getattr(sizes, size) / dimensions()[f"L5.{size}"].value)


def _stretched(points: Points, sizes: Vertebra) -> Points:
    """Take points of the mean adult's sacrum to where they are in a person.

    In front of the rear wall they follow the body of L5, behind it the canal: sideways its width,
    backwards its depth. So do the processes of L5 that the facets embrace.
    """
    deep = _grown("body_depth_mm", sizes)
    front = [_grown("body_width_mm", sizes), deep, deep]
    rear = [_grown("canal_width_mm", sizes), _grown("canal_depth_mm", sizes), deep]
    wall = np.array([0.0, table(sizes).wall, 0.0])
    away = points - wall / deep
    return np.asarray(wall + away * np.where(away[:, 1:2] < 0, rear, front))


def _placed(part: SacralPart, points: Points, radii: Distances, sizes: Vertebra) -> Points:
    """Give the points of a part in a person: a ball moves as the surface it makes."""
    if part.role == "foramen":  # the way of a root is the same in everyone
        return points
    if part.role != "face":
        return _stretched(points, sizes)
    inwards = ([0.0, table(sizes).wall, 0.0] - points) * [1.0, 1.0, 0.0]
    surface = points + radii[:, None] * inwards / np.linalg.norm(inwards, axis=1)[:, None]
    return np.asarray(points + _stretched(surface, sizes) - surface)


def _solid(part: SacralPart, sizes: Vertebra) -> Field:
    """Make a row a bar, if it has two points and two radii, or a hull, if it has three of each."""
    numbers = np.array(part.numbers, dtype=float)
    corners = len(numbers) // 4
    radii = numbers[3 * corners :]
    placed = _placed(part, numbers[: 3 * corners].reshape(-1, 3), radii, sizes)
    a, b, *more = [(x, y, z) for x, y, z in placed.tolist()]
    return Hull(a, b, more[0], *radii.tolist()) if more else RoundCone(a, b, *radii.tolist())


def _drum(part: SacralPart, sizes: Vertebra) -> Field:
    """Make a row the body of S1, below its table."""
    tall = _grown("body_depth_mm", sizes)
    front, rear, waist, flare, spread, dish, middle = map(float, part.numbers)
    drum = Drum(
        outline=table(sizes),
        height_front=front * tall,
        height_rear=rear * tall,
        spread=spread,
        waist_front=waist,
        flare=flare,
        dish=dish,
    )
    return Moved(drum, Placement((0.0, 0.0, middle * tall)))


@lru_cache(maxsize=64)
def sacrum(sizes: Vertebra) -> Field:
    """Give the sacrum that carries an L5 of the given sizes, in its own frame."""
    solid = _drum(_part("body S1"), sizes)
    for fillet, parts in _by_fillet("bone"):
        solid = Blend((solid, *(_solid(part, sizes) for part in parts)), fillet)
    for fillet, parts in _by_fillet("face", "hollow", "foramen"):
        solid = Difference(solid, (Union(tuple(_solid(part, sizes) for part in parts)),), fillet)
    return Mirrored(solid)


@cache
def _by_fillet(*roles: str) -> tuple[tuple[float, tuple[SacralPart, ...]], ...]:
    """Give the parts of some roles by their fillet, the coarse ones first."""
    rows = [part for part in sacral_parts() if part.role in roles]
    fillets = sorted({part.fillet_mm for part in rows}, reverse=True)
    return tuple((f, tuple(part for part in rows if part.fillet_mm == f)) for f in fillets)


def _part(name: str) -> SacralPart:
    return next(part for part in sacral_parts() if part.part == name)


@cache
def foramen(index: int) -> tuple[Vec, Vec]:
    """Give the axis of a sacral foramen on the right, from the canal to the pelvis; S1 is 0."""
    x0, y0, z0, x1, y1, z1, *_ = map(float, _part(f"ventral foramen S{index + 1}").numbers)
    return (x0, y0, z0), (x1, y1, z1)
