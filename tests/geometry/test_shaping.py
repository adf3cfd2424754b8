"""Solids made from solids keep the law of distances."""

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st

from l45anatomy.geometry.ellipsoid import Ellipsoid
from l45anatomy.geometry.shaping import Block, Common, Inflated
from tests.checks import check_field, check_value
from tests.strategies import boxes, clouds, numbers, primitives


@settings(max_examples=15)
@given(primitives(), numbers(0.0, 3.0))
@example(Ellipsoid((8.2, -10.0, -10.0), (1.0, 16.64, 2.86), -176.4), 0.89)  # a sliver
def test_an_inflated_solid_never_overstates_a_distance(shape, by):
    check_field(Inflated(shape, by))


@given(primitives(), numbers(0.0, 3.0), clouds())
def test_inflating_takes_as_much_off_every_distance(shape, by, points):
    assert (Inflated(shape, by)(points) == shape(points) - by).all()


@settings(max_examples=15)
@given(st.lists(primitives(), min_size=1, max_size=3).map(tuple), clouds())
def test_what_is_common_is_inside_every_part(parts, points):
    common = Common(parts)
    inside = common(points) < 0
    for part in parts:
        assert (part(points[inside]) < 0).all()
    assert (common.bounds.distance(points[inside]) == 0).all()


@settings(max_examples=10)
@given(st.lists(primitives(), min_size=2, max_size=2).map(tuple), clouds())
def test_what_is_common_is_never_nearer_than_said(parts, points):
    """No part is farther from a point than the common solid, which lies inside it."""
    common = Common(parts)
    for part in parts[:1]:
        assert (common(points) >= part(points) - 1e-9).all()


@given(boxes().filter(lambda box: min(np.subtract(box.high, box.low)) > 1.0))
def test_a_block_is_at_its_exact_distance_inside_and_out(box):
    block = Block(box.low, box.high)
    points = np.random.default_rng(0).uniform(
        np.subtract(box.low, 5), np.add(box.high, 5), (200, 3)
    )
    value, outside = block(points), box.distance(points)
    is_out = outside > 0
    assert np.allclose(value[is_out], outside[is_out])
    walls = np.minimum(points - box.low, box.high - points).min(axis=1)
    assert np.allclose(value[~is_out], -walls[~is_out])
    check_value(block)
