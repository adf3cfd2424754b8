"""A leaf holds what its numbers say, is the same from any corner and overstates nothing."""

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from l45anatomy.geometry.cone import RoundCone
from l45anatomy.geometry.leaf import Leaf
from l45anatomy.geometry.plate import Plate
from tests.checks import around, nearest, surface_points
from tests.strategies import clouds, numbers, vectors


def leaves():
    """Leaves of any taper, three corners in a row included."""
    corner = vectors(15.0)
    return st.builds(Leaf, corner, corner, corner, *[numbers(0.5, 6.0)] * 4)


@given(leaves(), clouds(40.0))
def test_the_box_holds_the_whole_leaf(leaf, points):
    assert (leaf.bounds.distance(points[leaf(points) <= 0]) <= 1e-9).all()


@settings(max_examples=5, phases=(Phase.explicit, Phase.generate))
@given(leaves())
def test_no_leaf_overstates_a_distance(leaf):
    surface = surface_points(leaf, 1.2)
    points = around(leaf, 150)
    if len(surface):
        assert (leaf(points) <= nearest(points, surface) + 1e-5).all()


@given(leaves(), clouds(), st.integers(0, 2**32 - 1))
def test_a_leaf_changes_by_at_most_a_millimetre_per_millimetre(leaf, points, seed):
    step = np.random.default_rng(seed).normal(0.0, 3.0, points.shape)
    change = np.abs(leaf(points + step) - leaf(points))
    assert (change <= np.linalg.norm(step, axis=1) + 1e-9).all()


@given(leaves(), clouds(40.0))
def test_a_leaf_is_the_same_from_any_corner(leaf, points):
    a, b, c = leaf.a, leaf.b, leaf.c
    turned = Leaf(b, c, a, leaf.round, leaf.thick_b, leaf.thick_c, leaf.thick_a)
    swapped = Leaf(b, a, c, leaf.round, leaf.thick_b, leaf.thick_a, leaf.thick_c)
    area = np.cross(np.subtract(b, a), np.subtract(c, a))
    if area @ area > 0.1:  # three in a row may lie in any plane
        assert leaf(points) == pytest.approx(turned(points), abs=1e-6)
        assert leaf(points) == pytest.approx(swapped(points), abs=1e-6)


@given(vectors(15.0), vectors(15.0), vectors(15.0), numbers(0.5, 6.0), clouds(40.0))
def test_an_even_leaf_without_roundness_is_a_plate(a, b, c, thick, points):
    area = np.cross(np.subtract(b, a), np.subtract(c, a))
    if area @ area > 0.1:
        plate = Plate(a, b, c, thick)(points)
        outside = plate > 0
        leaf = Leaf(a, b, c, 0.0, thick, thick, thick)(points)
        assert plate[outside] == pytest.approx(leaf[outside], abs=1e-6)


def test_a_leaf_of_one_point_is_a_coin():
    """A disc of 4 mm radius in some plane, rounded by 2 mm: it holds a ball of 2, in one of 6."""
    corner = (1.0, 2.0, 3.0)
    coin = Leaf(corner, corner, corner, 4.0, 2.0, 2.0, 2.0)
    points = np.random.default_rng(1).uniform(-10, 10, (500, 3)) + corner
    small, large = (RoundCone(corner, corner, r, r)(points) for r in (2.0, 6.0))
    assert (coin(points) <= small + 1e-9).all()
    assert (coin(points) >= large - 1e-9).all()
