"""Solids are honest about distance: never more than there is, exact where they promise it."""

import numpy as np
import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from l45anatomy.geometry.cone import RoundCone
from l45anatomy.geometry.ellipsoid import Ellipsoid
from l45anatomy.geometry.fields import (
    Blend,
    Difference,
    Mirrored,
    Moved,
    Union,
    smooth_minimum,
)
from l45anatomy.geometry.placement import Placement
from l45anatomy.geometry.plate import Plate
from tests.checks import around, check_field, check_value, nearest, surface_points
from tests.strategies import (
    clouds,
    ellipsoids,
    fields,
    numbers,
    placements,
    plates,
    primitives,
    round_cones,
    vectors,
)

TURNS = st.tuples(numbers(-180.0, 180.0), numbers(-90.0, 90.0))


def balls(centres, radii, points):
    """Give the distance to the nearest of many balls: brute force for cones and plates."""
    apart = np.linalg.norm(points[:, None, :] - centres[None], axis=2)
    return (apart - radii).min(axis=1)


@pytest.mark.slow
@settings(max_examples=10, phases=(Phase.explicit, Phase.generate))
@given(fields())
def test_no_field_overstates_a_distance_or_leaves_its_box(field):
    check_field(field, 1.5)


@given(fields())
def test_printing_a_field_and_reading_it_back_gives_the_same_field(field):
    check_value(field)


@given(primitives(), clouds(), st.integers(0, 2**32 - 1))
def test_a_primitive_changes_by_at_most_a_millimetre_per_millimetre(field, points, seed):
    """The module's promise; meshing and searching in blocks both rest on it."""
    step = np.random.default_rng(seed).normal(0.0, 3.0, points.shape)
    change = np.abs(field(points + step) - field(points))
    assert (change <= np.linalg.norm(step, axis=1) + 1e-9).all()


@given(ellipsoids(), TURNS, numbers(0.0, 40.0))
def test_the_distance_to_an_ellipsoid_is_exact(ball, turn, away):
    """A step along the normal of a convex surface is its own shortest way back."""
    u, v = np.radians(turn)
    half = np.array(ball.half)
    normal = np.array([np.cos(v) * np.cos(u), np.cos(v) * np.sin(u), np.sin(v)])
    foot = half**2 * normal / np.linalg.norm(half * normal)
    c, s = np.cos(np.radians(ball.turn_deg)), np.sin(np.radians(ball.turn_deg))
    turned = np.array([[c, -s, 0.0], [s, c, 0.0], [0.0, 0.0, 1.0]])
    point = turned @ (foot + away * normal) + ball.centre
    assert away == pytest.approx(ball(point[None])[0], abs=1e-4)


@given(ellipsoids(), clouds(40.0))
def test_an_ellipsoid_is_negative_inside_and_nowhere_else(ball, points):
    c, s = np.cos(np.radians(ball.turn_deg)), np.sin(np.radians(ball.turn_deg))
    own = (points - ball.centre) @ np.array([[c, -s, 0.0], [s, c, 0.0], [0.0, 0.0, 1.0]])
    inside = ((own / ball.half) ** 2).sum(axis=1) < 1.0
    assert (inside == (ball(points) < 0)).all()


@given(ellipsoids(), st.tuples(*[numbers(0.0, 6.0)] * 3), clouds(50.0))
def test_an_ellipsoid_that_holds_another_is_never_farther(small, more, points):
    """Bigger never frees: a herniation grows as a nest of ellipsoids."""
    grown = tuple(a + b for a, b in zip(small.half, more, strict=True))
    big = Ellipsoid(small.centre, grown, small.turn_deg)
    outside = points[big(points) > 0]
    assert (big(outside) <= small(outside) + 1e-4).all()


@given(round_cones(), clouds(50.0))
def test_the_distance_to_a_round_cone_is_exact(bar, points):
    """It is the union of all balls between its two ends."""
    share = np.linspace(0.0, 1.0, 800)
    centres = np.outer(1 - share, bar.a) + np.outer(share, bar.b)
    radii = (1 - share) * bar.radius_a + share * bar.radius_b
    points = points[bar(points) > 0]
    gap = balls(centres, radii, points) - bar(points)
    assert (gap >= -1e-9).all()
    assert (gap <= 0.02).all()


@given(plates(), clouds(50.0, 60))
def test_the_distance_to_a_plate_is_exact(plate, points):
    """It is the union of all balls that stand on its triangle."""
    u, v = np.meshgrid(np.linspace(0, 1, 90), np.linspace(0, 1, 90))
    keep = u + v <= 1 + 1e-9
    u, v = u[keep][:, None], v[keep][:, None]
    a, b, c = np.array(plate.a), np.array(plate.b), np.array(plate.c)
    centres = a + u * (b - a) + v * (c - a)
    points = points[plate(points) > 0]
    gap = balls(centres, plate.radius, points) - plate(points)
    assert (gap >= -1e-9).all()
    assert (gap <= 0.4).all()


@given(plates(), clouds(50.0))
def test_a_plate_is_the_same_from_any_corner(plate, points):
    turned = Plate(plate.b, plate.c, plate.a, plate.radius)
    assert plate(points) == pytest.approx(turned(points), abs=1e-9)


@given(round_cones(), clouds(50.0))
def test_a_round_cone_is_the_same_from_either_end(bar, points):
    turned = RoundCone(bar.b, bar.a, bar.radius_b, bar.radius_a)
    assert bar(points) == pytest.approx(turned(points), abs=1e-6)


@given(st.lists(primitives(), min_size=1, max_size=4).map(tuple), clouds())
def test_a_union_is_the_nearest_of_its_parts(parts, points):
    outside = points[np.min([part(points) for part in parts], axis=0) > 0]
    least = np.min([part(outside) for part in parts], axis=0)
    assert least == pytest.approx(Union(parts)(outside), abs=1e-9)


# A point just inside the first part lies deeper inside the second one.
@example(
    (
        RoundCone((-20.0, -11.73, -20.0), (0.61, -20.0, -3.31), 0.5, 0.52),
        Ellipsoid((-10.0, -10.0, -10.0), (5.45, 9.81, 14.81), -180.0),
    ),
    0.0,
    np.array([[-14.6717967, -13.75228728, -15.10064557]]),
)
@given(st.lists(primitives(), min_size=1, max_size=3).map(tuple), numbers(0.0, 8.0), clouds())
def test_a_blend_only_ever_adds(parts, radius, points):
    """A fillet fills the groove between two parts; it takes nothing away."""
    assert (Blend(parts, radius)(points) <= Union(parts)(points) + 1e-9).all()


@given(st.lists(primitives(), min_size=1, max_size=3).map(tuple), clouds())
def test_a_blend_without_fillet_is_a_union(parts, points):
    assert (Blend(parts, 0.0)(points) == Union(parts)(points)).all()


@given(numbers(-20.0, 20.0), numbers(-20.0, 20.0), numbers(0.0, 8.0))
def test_the_smooth_minimum_dips_at_most_a_quarter_of_its_radius(a, b, radius):
    low = smooth_minimum(np.array([a]), np.array([b]), radius)[0]
    assert min(a, b) - radius / 4 - 1e-12 <= low <= min(a, b)


@given(primitives(), st.lists(primitives(), min_size=1, max_size=2).map(tuple), clouds())
def test_a_difference_is_what_is_in_the_whole_and_in_nothing_taken(whole, taken, points):
    left = (whole(points) < 0) & np.all([part(points) > 0 for part in taken], axis=0)
    cut = Difference(whole, taken)(points)
    assert (left == (cut < 0)).all()
    assert (cut >= whole(points)).all()


@given(primitives(), clouds())
def test_a_mirrored_half_is_the_same_on_both_sides(half, points):
    field = Mirrored(half)
    assert (field(points) == field(points * [-1.0, 1.0, 1.0])).all()


@given(primitives(), placements(), clouds())
def test_moving_a_solid_and_its_points_changes_no_distance(shape, place, points):
    there = place.to_world(points)
    assert shape(points) == pytest.approx(Moved(shape, place)(there), abs=1e-4)


@given(primitives(), vectors(), clouds())
def test_a_solid_moved_there_and_back_is_where_it_was(shape, offset, points):
    back = tuple(-value for value in offset)
    twice = Moved(Moved(shape, Placement(offset)), Placement(back))
    assert shape(points) == pytest.approx(twice(points), abs=1e-4)


def test_a_fillet_lies_where_two_bars_meet():
    bars = (RoundCone((-9, 0, 0), (9, 0, 0), 2, 2), RoundCone((0, -9, 0), (0, 9, 0), 2, 2))
    groove = np.array([[2.2, 2.2, 0.0]])
    assert Union(bars)(groove)[0] > 0 > Blend(bars, 4.0)(groove)[0]


def test_the_brute_force_used_here_finds_a_known_distance():
    """A check that cannot fail checks nothing: a ball of 5 mm, seen from 12 mm."""
    ball = Ellipsoid((0, 0, 0), (5, 5, 5))
    surface = surface_points(ball)
    assert np.linalg.norm(surface, axis=1) == pytest.approx(np.full(len(surface), 5.0), abs=1e-5)
    assert nearest(np.array([[0.0, 0.0, 12.0]]), surface)[0] == pytest.approx(7.0, abs=0.1)
    assert (ball(around(ball)) > 0).all()
