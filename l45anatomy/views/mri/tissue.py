"""What lies in each pixel of a slice: tissues painted over each other, the innermost last.

Muscles, fat and skin are a simple background; everything else is the solids that also press on the
nerves. What did not change since the last slice in the same place is not worked out again.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from l45anatomy import evidence
from l45anatomy.case import Case
from l45anatomy.clearance import Course
from l45anatomy.geometry.fields import Field, Moved
from l45anatomy.geometry.mirroring import is_on_left, reflected
from l45anatomy.geometry.placement import Box
from l45anatomy.spine.build import Structure
from l45anatomy.spine.sac import STRAND_MM, Cauda
from l45anatomy.spine.tube import Tube
from l45anatomy.views.mri.patch import (
    Balls,
    Patch,
    Pixels,
    cut,
    edged,
    everything,
    soft_mm,
    strung,
)
from l45anatomy.views.mri.plane import AXES, Plane
from l45anatomy.views.mri.surroundings import surroundings

_CORTEX = "cortical bone"
_TISSUE_OF = {
    "disc": "annulus",
    "joint": "joint",
    "ligament": "ligament",
    "nucleus": "nucleus",
    "cartilage": "cartilage",
    "cyst": "cyst",
}


@dataclass(frozen=True)
class Layer:
    """One tissue of one structure, and what it covers."""

    name: str
    tissue: str
    patch: Patch


def background(case: Case, plane: Plane) -> Iterator[Layer]:
    """Give what lies behind the rest, from the outside in; the first one fills everything.

    As long as no bone moves it stays the same.
    """
    yield Layer("", "air", everything(plane))
    for name, tissue, patch in surroundings(case.spine, plane):
        yield Layer(name, tissue, patch)
    for solid in case.spine.solids:
        if solid.tissue == "bone" and _is_met(solid.field, plane):
            yield from _bone(solid, plane)


def foreground(case: Case, plane: Plane) -> Iterator[Layer]:
    """Give what is painted over the bones: sac and nerves, then what may press on them."""
    sac, *roots = case.courses
    yield Layer(sac.tube.name, "CSF", _sac(sac.tube, plane))
    yield Layer("cauda equina", "nerve", _cauda(case.spine.cauda, sac, plane))
    for root in roots:
        yield Layer(root.tube.name, "nerve", _tube(root, plane))
    for solid in (*case.spine.solids, *case.spine.inner):
        if solid.tissue != "bone" and _is_met(solid.field, plane):
            tissue = _TISSUE_OF.get(solid.tissue, "ligament")
            yield Layer(solid.name, tissue, _solid(solid.field, plane))


def _is_met(field: Field, plane: Plane) -> bool:
    """Whether a slice can meet a solid at all."""
    axis, box = AXES[plane.kind], field.bounds
    return box.low[axis] - 1 <= plane.position_mm <= box.high[axis] + 1


def _bone(solid: Structure, plane: Plane) -> Iterator[Layer]:
    cortex_mm = evidence.surroundings()[_CORTEX]["thickness"].value
    yield Layer(solid.name, _CORTEX, _solid(solid.field, plane))
    yield Layer(solid.name, "marrow", _solid(solid.field, plane, cortex_mm))


@lru_cache(maxsize=256)
def _solid(field: Field, plane: Plane, depth_mm: float = 0.0) -> Patch:
    """Give what a solid covers, or what of it lies so deep."""
    distance, at = _distance(field, plane)
    return edged(distance + depth_mm, at, plane)


@lru_cache(maxsize=128)
def _distance(field: Field, plane: Plane) -> tuple[Pixels, tuple[slice, slice]]:
    """Give the distance to a solid; to one on the left as to its twin on the right, reflected."""
    twin = _twin(field) if plane.has_equal_halves else None
    if twin is None:
        return cut(field, plane)
    away, (rows, columns) = _distance(twin, plane)
    return away[:, ::-1], (rows, slice(plane.size - columns.stop, plane.size - columns.start))


def _twin(field: Field) -> Field | None:
    """Give the reflection of a solid on the left, if it is known."""
    if not isinstance(field, Moved) or field.placement.offset[0] or not is_on_left(field.shape):
        return None
    twin = reflected(field.shape)
    return twin and Moved(twin, field.placement)


@lru_cache(maxsize=32)
def _sac(tube: Tube, plane: Plane) -> Patch:
    """Give what the sac covers at rest: what presses is painted over it later."""
    path, radii = tube.path, tube.radii
    # Where its section is flat, distances are understated by as much as it is flatter.
    flat = float((radii.max(axis=1) / radii.min(axis=1)).max())
    margin = float(radii.max()) + 2 * soft_mm(plane) * flat
    at = plane.window(Box.around(path), margin, plane.size)
    x, y, z = plane.lines(at)
    middle_x, middle_y, wide, deep = (
        np.interp(-z, -path[:, 2], along) for along in (*path.T[:2], *radii.T)
    )
    across, along = (x - middle_x) / wide, (y - middle_y) / deep
    distance = (np.sqrt(across * across + along * along) - 1) * np.minimum(wide, deep)
    beyond = np.maximum(z - path[0, 2], path[-1, 2] - z)
    return edged(np.maximum(distance, beyond), at, plane)


@lru_cache(maxsize=256)
def _tube(course: Course, plane: Plane) -> Patch:
    """Give what a root covers where it lies now, as thick as it is left."""
    radii = course.tube.radii.mean(axis=1) * np.sqrt(np.maximum(course.left, 0.25))
    return strung(Balls.along([(course.path, radii)], plane), plane)


@lru_cache(maxsize=32)
def _cauda(cauda: Cauda, sac: Course, plane: Plane) -> Patch:
    held = sac.tube.radii * np.sqrt(np.maximum(sac.left, 0.25))[:, None]
    lines = [strand.within(sac.path, held) for strand in cauda.strands]
    strings = [(line, np.full(len(line), 1.6 * STRAND_MM)) for line in lines]
    return strung(Balls.along(strings, plane), plane)
