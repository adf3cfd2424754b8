"""What must hold for every solid and for every change, whoever writes the next one."""

from collections.abc import Callable

import numpy as np
from scipy.spatial import cKDTree

from l45anatomy import Case, healthy
from l45anatomy.changes import KINDS, Change
from l45anatomy.frame import LEVELS, Distances, Points
from l45anatomy.geometry import (
    cone,
    drum,
    ellipsoid,
    fields,
    hull,
    mesher,
    placement,
    plate,
    shaping,
)
from tests.strategies import mirrored

_WORDS = {
    kind.__name__: kind
    for module in (fields, cone, drum, ellipsoid, hull, placement, plate, shaping)
    for kind in vars(module).values()
    if isinstance(kind, type)
}
_STEP_MM = 1e-4


def _gradient(field: fields.Field, points: Points) -> Points:
    steps = np.eye(3) * _STEP_MM
    sides = [field(points + step) - field(points - step) for step in steps]
    return np.stack(sides, axis=1) / (2 * _STEP_MM)


def surface_points(field: fields.Field, spacing: float = 1.0) -> Points:
    """Points on the surface itself: a mesh, its corners moved onto the zero of the field."""
    points = np.array(mesher.mesh(field, spacing, field.bounds.grown(4.0)).points, dtype=float)
    for _ in range(4):
        slope = _gradient(field, points)
        steep = np.einsum("ij,ij->i", slope, slope)
        step = field(points) / np.maximum(steep, 0.05)
        points = points - np.clip(step, -spacing, spacing)[:, None] * slope
    return points[np.abs(field(points)) < 1e-6]


def nearest(points: Points, others: Points) -> Distances:
    """How far each point is from the closest of the others; brute force."""
    return np.array([np.sqrt(((others - p) ** 2).sum(axis=1).min()) for p in points])


def around(field: fields.Field, count: int = 300, margin: float = 8.0, seed: int = 0) -> Points:
    """Points outside a solid, up to `margin` mm beyond its box."""
    box = field.bounds.grown(margin)
    points = np.random.default_rng(seed).uniform(box.low, box.high, (4 * count, 3))
    return points[field(points) > 0][:count]


def check_field(field: fields.Field, spacing: float = 1.0) -> None:
    """Outside, 0 <= value <= true distance; the box holds it all; equal values are one value.

    A clearance may be understated, never overstated (STYLE section 9). Any point on the surface is
    at least as far away as the nearest one, so the law needs no tolerance for the sampling.
    """
    surface = surface_points(field, spacing)
    assert (field.bounds.distance(surface) <= 1e-6).all(), "the box must hold the whole surface"
    points = around(field)
    if len(surface):
        over = field(points) - nearest(points, surface)
        worst = int(np.argmax(over))
        assert over[worst] <= 1e-5, f"{over[worst]:.4f} mm overstated at {points[worst].tolist()}"
    check_value(field)


def check_value(value: object) -> None:
    """Printing a value and reading it back gives an equal value with the same hash."""
    again = eval(repr(value), dict(_WORDS))  # noqa: S307 (our own repr)
    assert value == again
    assert hash(value) == hash(again)


def self_intersections(mesh) -> int:
    """How many pairs of triangles of a mesh pass through each other; neighbours do not count."""
    corners = np.array(mesh.points, dtype=float)[mesh.regular_faces]
    centres = corners.mean(axis=1)
    reach = np.linalg.norm(corners - centres[:, None], axis=2).max(axis=1)
    pairs = cKDTree(centres).query_pairs(2 * float(reach.max()), output_type="ndarray")
    apart = np.linalg.norm(centres[pairs[:, 0]] - centres[pairs[:, 1]], axis=1)
    pairs = pairs[apart < reach[pairs[:, 0]] + reach[pairs[:, 1]]]
    faces = mesh.regular_faces
    touching = (faces[pairs[:, 0]][:, :, None] == faces[pairs[:, 1]][:, None, :]).any(axis=(1, 2))
    one, other = corners[pairs[~touching, 0]], corners[pairs[~touching, 1]]
    return int((_pierces(one, other) | _pierces(other, one)).sum())


def _pierces(one: Points, other: Points) -> np.ndarray:
    """Whether an edge of one triangle goes through the other, for pairs (n, 3, 3)."""
    found = np.zeros(len(one), dtype=bool)
    a, u, v = other[:, 0], other[:, 1] - other[:, 0], other[:, 2] - other[:, 0]
    for k in range(3):
        start, way = one[:, k], one[:, (k + 1) % 3] - one[:, k]
        across = np.cross(way, v)
        volume = np.einsum("ij,ij->i", u, across)
        flat = np.abs(volume) < 1e-12
        share = 1.0 / np.where(flat, 1.0, volume)
        off = start - a
        first = np.einsum("ij,ij->i", off, across) * share
        turned = np.cross(off, u)
        second = np.einsum("ij,ij->i", way, turned) * share
        at = np.einsum("ij,ij->i", v, turned) * share
        inside = (first > 1e-9) & (second > 1e-9) & (first + second < 1 - 1e-9)
        found |= ~flat & inside & (at > 1e-9) & (at < 1 - 1e-9)
    return found


def check_change(change: Change, is_nothing: Callable[[Change], bool]) -> None:
    """A change is a value, has a mirror image, stays at its level and leaves the input alone.

    `is_nothing` says whether the change is of size zero, which changes nothing.
    """
    person = healthy()
    changed = change.apply(person)
    assert person == healthy()
    assert change.apply(person) == changed
    if is_nothing(change):
        assert person == changed
    for level in LEVELS:
        if level != change.level:
            assert person.segment(level) == changed.segment(level)
    assert change == change.mirrored().mirrored()
    assert mirrored(changed) == change.mirrored().apply(mirrored(person))
    again = eval(repr(change), dict(KINDS))  # noqa: S307 (our own repr)
    assert change == again
    assert hash(change) == hash(again)
    assert (change,) == Case.from_dict(Case(change).to_dict()).changes
    assert getattr(change, "vertebra", change.level) in str(change)
