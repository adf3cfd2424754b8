"""Distances up to a limit: beyond it nothing is asked, which is much faster."""

import numpy as np

from l45anatomy.frame import Distances, Points
from l45anatomy.geometry.fields import (
    Blend,
    Difference,
    Field,
    Mirrored,
    Moved,
    Refined,
    Union,
    blended,
    smooth_minimum,
)
from l45anatomy.geometry.parts import FEW


def clipped(field: Field, points: Points, limit: float) -> Distances:
    """Give the distances where they are below `limit`, and `limit` elsewhere.

    A part whose box is farther away than that is never asked. Where parts are blended, distances
    near the limit may be off by 0.1 mm, those within 1 mm of the surface by half of that.
    """
    if not len(points):
        return np.zeros(0)
    if isinstance(field, Moved):
        return clipped(field.shape, field.placement.to_local(points), limit)
    if isinstance(field, Mirrored):
        return clipped(field.half, field.folded(points), limit)
    if isinstance(field, Refined):
        # A correction only ever adds to the sunken value.
        value = clipped(field.shape, points, limit + field.correction.sunk)
        near = value < limit + field.correction.sunk
        value[near] = field.corrected(value[near], points[near])
        return np.minimum(value, limit)
    if isinstance(field, Difference):
        left = clipped(field.whole, points, limit)
        near = left < limit
        inside = -left[near]
        for part in field.taken:
            # What is farther off than the skin of the whole and the rounding takes nothing.
            far = clipped(part, points[near], float(inside.max(initial=0.0)) + field.radius)
            inside = smooth_minimum(inside, far, field.radius)
        left[near] = -inside
        return np.asarray(np.minimum(left, limit))
    if isinstance(field, Blend | Union):
        return _clipped_parts(field, points, limit)
    return np.asarray(np.minimum(field(points), limit))


def _clipped_parts(field: Blend | Union, points: Points, limit: float) -> Distances:
    radius = field.radius if isinstance(field, Blend) else 0.0
    # Too far off to be told, yet a fillet with it makes up for parts beyond that are not asked.
    value = np.full(len(points), limit + radius)
    rows = field.together.within(points, limit + radius)
    away = field.together.away(points, rows)
    if len(points) <= FEW:
        value = blended(value, field.together(points, rows), away, radius, limit)
    else:
        for row, far in zip(rows, away, strict=True):
            near = far <= np.maximum(np.minimum(value, limit), 0.0) + radius
            if near.any():
                here = smooth_minimum(value[near], field.parts[row](points[near]), radius)
                value[near] = here
    capped: Distances = np.minimum(value, limit)
    return capped
