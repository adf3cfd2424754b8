"""A hull of three balls is exact, honest about distance, and the same from any corner."""

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from l45anatomy.geometry.cone import RoundCone
from l45anatomy.geometry.hull import Hull
from tests.checks import check_field, check_value
from tests.strategies import clouds, numbers, vectors


def hulls() -> st.SearchStrategy[Hull]:
    """Hulls of any taper, balls that swallow others and corners in a row included."""
    ends, radii = [vectors(20.0)] * 3, [numbers(0.5, 12.0)] * 3
    return st.one_of(
        st.builds(Hull, *ends, *radii),
        st.builds(lambda a, b, *rest: Hull(a, b, a, *rest), *ends[:2], *radii),
    )


def balls(hull, points, steps=90):
    """Give the distance to the nearest of many balls on the triangle: brute force."""
    b, c = np.meshgrid(np.linspace(0, 1, steps), np.linspace(0, 1, steps))
    keep = b + c <= 1 + 1e-9
    shares = np.stack([1 - b[keep] - c[keep], b[keep], c[keep]], axis=1)
    centres = shares @ np.array([hull.a, hull.b, hull.c])
    radii = shares @ np.array([hull.radius_a, hull.radius_b, hull.radius_c])
    apart = np.linalg.norm(points[:, None, :] - centres[None], axis=2)
    return (apart - radii).min(axis=1)


@given(hulls(), clouds(50.0, 60))
def test_the_distance_to_a_hull_is_exact(hull, points):
    """It is the union of all balls on its triangle, radii in between."""
    gap = balls(hull, points) - hull(points)
    assert (gap >= -1e-9).all()
    assert (gap <= 0.6).all()  # as far apart as the balls tried here stand


@pytest.mark.slow
@settings(max_examples=6, phases=(Phase.explicit, Phase.generate))
@given(hulls())
def test_a_hull_overstates_no_distance_and_leaves_no_box(hull):
    check_field(hull, 1.5)


@given(hulls())
def test_printing_a_hull_and_reading_it_back_gives_the_same_hull(hull):
    check_value(hull)


@given(hulls(), clouds(), st.integers(0, 2**32 - 1))
def test_a_hull_changes_by_at_most_a_millimetre_per_millimetre(hull, points, seed):
    step = np.random.default_rng(seed).normal(0.0, 3.0, points.shape)
    change = np.abs(hull(points + step) - hull(points))
    assert (change <= np.linalg.norm(step, axis=1) + 1e-9).all()


@given(hulls(), clouds(50.0))
def test_a_hull_is_the_same_from_any_corner(hull, points):
    turned = Hull(hull.b, hull.c, hull.a, hull.radius_b, hull.radius_c, hull.radius_a)
    assert hull(points) == pytest.approx(turned(points), abs=1e-6)


@given(vectors(20.0), vectors(20.0), numbers(0.5, 12.0), numbers(0.5, 12.0), clouds(50.0))
def test_a_hull_of_two_balls_is_a_bar(a, b, first, second, points):
    bar = RoundCone(a, b, first, second)
    assert bar(points) == pytest.approx(Hull(a, b, b, first, second, second)(points), abs=1e-6)


def test_the_face_of_a_hull_lies_where_a_ruler_puts_it():
    """Balls of 2 mm on a flat triangle: 5 mm above its middle 3 mm are left."""
    flat = Hull((-9, -9, 0), (9, -9, 0), (0, 9, 0), 2.0, 2.0, 2.0)
    assert flat(np.array([[0.0, 0.0, 5.0]])) == pytest.approx([3.0])
