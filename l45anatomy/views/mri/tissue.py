"""What lies in each pixel of a slice: tissues painted over each other, the innermost last.

Every layer covers a share of a pixel, so edges are as soft as a scanner makes them. Muscles, fat
and skin are a simple background; everything else is the solids that also press on the nerves.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from l45anatomy import evidence
from l45anatomy.case import Case
from l45anatomy.clearance import Course
from l45anatomy.frame import Distances, Points
from l45anatomy.geometry.fields import Field
from l45anatomy.spine.build import Spine, Structure
from l45anatomy.spine.sac import STRAND_MM
from l45anatomy.views.mri.plane import AXES, Plane

_BLUR_PX = 0.9  # the point spread, as half the width of an edge
_FAR_MM = 9.0
_COARSE_MM = 1.2  # fields are smooth: they are asked so far apart and filled in between
_CORTEX = "cortical bone"
_TISSUE_OF = {
    "disc": "annulus",
    "joint": "joint",
    "ligament": "ligament",
    "nucleus": "nucleus",
    "cartilage": "cartilage",
    "cyst": "cyst",
}
Share = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Layer:
    """One tissue of one structure: the share of each pixel it covers, (size, size)."""

    name: str
    tissue: str
    share: Share


def layers(case: Case, plane: Plane) -> Iterator[Layer]:
    """Give what is in a slice from the outside in; the first one fills everything."""
    yield from _background(case.spine, plane)
    for solid in case.spine.solids:
        if solid.tissue == "bone" and _is_met(solid.field, plane):
            yield from _bone(solid, plane)
    sac, *roots = case.courses
    yield Layer(sac.tube.name, "CSF", _edge(_sac(sac, plane), plane))
    yield Layer("cauda equina", "nerve", _edge(_cauda(case.spine, sac, plane), plane))
    for root in roots:
        yield Layer(root.tube.name, "nerve", _edge(_tube(root, plane), plane))
    for solid in (*case.spine.solids, *case.spine.inner):
        if solid.tissue != "bone" and _is_met(solid.field, plane):
            share = _edge(_distance(solid.field, plane), plane)
            yield Layer(solid.name, _TISSUE_OF.get(solid.tissue, "ligament"), share)


def _is_met(field: Field, plane: Plane) -> bool:
    """Whether a slice can meet a solid at all."""
    axis, box = AXES[plane.kind], field.bounds
    return box.low[axis] - 1 <= plane.position_mm <= box.high[axis] + 1


def _bone(solid: Structure, plane: Plane) -> Iterator[Layer]:
    distance = _distance(solid.field, plane)
    cortex_mm = evidence.surroundings()[_CORTEX]["thickness"].value
    yield Layer(solid.name, _CORTEX, _edge(distance, plane))
    yield Layer(solid.name, "marrow", _edge(distance + cortex_mm, plane))


def _edge(distance: Distances, plane: Plane) -> Share:
    """Give the share of each pixel that lies inside."""
    soft = _BLUR_PX * plane.pixel_mm
    share: Share = np.clip(0.5 - distance / (2 * soft), 0.0, 1.0).reshape(plane.size, plane.size)
    return share


@lru_cache(maxsize=128)
def _distance(field: Field, plane: Plane) -> Distances:
    """Give the distance of each pixel to a solid, (size²,) mm; far off it is only far."""
    coarse = max(2, round(plane.width_mm / _COARSE_MM))
    points = plane.points(coarse)
    near = field.bounds.distance(points) < 2 * _COARSE_MM
    values = np.full(len(points), _FAR_MM)
    if near.any():
        values[near] = field(points[near])
    return _filled_in(values.reshape(coarse, coarse), plane.size).reshape(-1)


def _filled_in(coarse: Share, size: int) -> Share:
    """Give values between those of a coarser picture, by straight lines."""
    at = (np.arange(size) + 0.5) / size * len(coarse) - 0.5
    low = np.clip(np.floor(at).astype(int), 0, len(coarse) - 2)
    share = np.clip(at - low, 0.0, 1.0)
    rows = coarse[low] * (1 - share)[:, None] + coarse[low + 1] * share[:, None]
    filled: Share = rows[:, low] * (1 - share) + rows[:, low + 1] * share
    return filled


def _sac(course: Course, plane: Plane) -> Distances:
    """Give the distance to the sac at rest: what presses is painted over it later."""
    points, path, radii = plane.points(), course.path, course.tube.radii
    nearest = np.searchsorted(-path[:, 2], -points[:, 2]).clip(1, len(path) - 1)
    above, below = path[nearest - 1], path[nearest]
    share = ((above[:, 2] - points[:, 2]) / (above[:, 2] - below[:, 2])).clip(0, 1)[:, None]
    middle = above + share * (below - above)
    size = radii[nearest - 1] + share * (radii[nearest] - radii[nearest - 1])
    away = (points[:, :2] - middle[:, :2]) / size
    distance = (np.linalg.norm(away, axis=1) - 1) * size.min(axis=1)
    beyond = np.maximum(points[:, 2] - path[0, 2], path[-1, 2] - points[:, 2])
    whole: Distances = np.maximum(distance, beyond)
    return whole


def _tube(course: Course, plane: Plane) -> Distances:
    """Give the distance to a root where it lies now, as thick as it is left."""
    radii = course.tube.radii.mean(axis=1) * np.sqrt(np.maximum(course.left, 0.25))
    found = np.full((plane.size, plane.size), _FAR_MM)
    _string(course.path, radii, plane, found)
    return found.reshape(-1)


def _cauda(spine: Spine, sac: Course, plane: Plane) -> Distances:
    left = np.sqrt(np.maximum(sac.left, 0.25))[:, None]
    held = sac.tube.radii * left
    found = np.full((plane.size, plane.size), _FAR_MM)
    for strand in spine.cauda.strands:
        line = strand.within(sac.path, held)
        _string(line, np.full(len(line), 1.6 * STRAND_MM), plane, found)
    return found.reshape(-1)


def _string(path: Points, radii: Distances, plane: Plane, found: Share) -> None:
    """Write the distance to a string of balls, where it is nearer; those near the plane count."""
    axis = AXES[plane.kind]
    steps = np.linspace(0, len(path) - 1, 4 * len(path))
    dense = np.stack([np.interp(steps, np.arange(len(path)), c) for c in path.T], axis=1)
    thick = np.interp(steps, np.arange(len(path)), radii)
    near = np.abs(dense[:, axis] - plane.position_mm) < thick + 0.5
    reach = float(radii.max()) + 1.5
    pixels = plane.points().reshape(plane.size, plane.size, 3)
    for ball, radius in zip(dense[near], thick[near], strict=True):
        column, row = plane.at(ball)
        span = reach / plane.pixel_mm
        rows = slice(max(0, int(row - span)), max(0, int(row + span) + 2))
        columns = slice(max(0, int(column - span)), max(0, int(column + span) + 2))
        away = np.linalg.norm(pixels[rows, columns] - ball, axis=2) - radius
        found[rows, columns] = np.minimum(found[rows, columns], away)


# ---- background: no solid of the model, only what one expects around a spine

_AROUND = ("subcutaneous fat", "abdomen", "psoas muscle", "erector spinae muscle",
           "multifidus muscle")  # fmt: skip


@lru_cache(maxsize=32)
def _background(spine: Spine, plane: Plane) -> tuple[Layer, ...]:
    return tuple(_painted(spine, plane))


def _painted(spine: Spine, plane: Plane) -> Iterator[Layer]:
    points = plane.points()
    y = points[:, 1] - _body_line(spine, points[:, 2])
    full = np.ones((plane.size, plane.size))
    yield Layer("", "air", full)
    for name in _AROUND:
        rows = evidence.surroundings()[name]
        size = {measure: row.value for measure, row in rows.items()}
        aside = np.abs(points[:, 0]) - size["aside"]
        away = _ellipse(aside, y - size["front"], size["half_width"], size["half_depth"])
        if "begins" in size:
            away = np.maximum(away, size["begins"] - y)
        yield Layer(name, next(iter(rows.values())).tissue, _edge(away, plane))


def _ellipse(x: Distances, y: Distances, wide: float, deep: float) -> Distances:
    distance: Distances = (np.hypot(x / wide, y / deep) - 1) * min(wide, deep)
    return distance


def _body_line(spine: Spine, z: Distances) -> Distances:
    """Give where the middle of the bodies lies from front to back at each height."""
    discs = [solid.field.bounds for solid in spine.solids if solid.tissue == "disc"]
    middles = sorted((b.corners.mean(axis=0)[2], b.corners.mean(axis=0)[1]) for b in discs)
    heights, places = np.array(middles).T
    line: Distances = np.interp(z, heights, places)
    return line
