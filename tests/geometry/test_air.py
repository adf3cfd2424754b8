"""The air around a solid spares questions and changes no answer."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from l45anatomy.geometry.air import Air, may_reach
from l45anatomy.geometry.clipping import clipped
from l45anatomy.geometry.fields import Mirrored
from l45anatomy.people import healthy
from l45anatomy.spine.build import build
from tests.strategies import clouds, fields, numbers, primitives

MIRRORED = primitives().map(Mirrored)


@given(st.one_of(fields(), MIRRORED), clouds(30.0), numbers(0.5, 6.0))
def test_what_a_solid_cannot_reach_is_at_least_so_far(field, points, reach):
    out_of_reach = points[~may_reach(field, points, reach)]
    assert (field(out_of_reach) >= reach - 1e-6).all()


@given(MIRRORED, clouds(30.0))
def test_there_is_at_least_as_much_room_as_the_air_says(field, points):
    assert (Air(field).room(points) <= np.maximum(field(points), 0.0) + 1e-6).all()


@given(fields().map(Mirrored), clouds(30.0))
def test_nothing_inside_a_solid_is_called_free(field, points):
    assert (Air(field).room(points)[field(points) < 0] <= 1e-6).all()


@pytest.mark.parametrize("name", ["L1 vertebra", "L4 vertebra", "L5 vertebra", "sacrum"])
def test_no_place_near_a_bone_is_called_free(name):
    """A bone understates a little: what it calls near has no more room than that and a bit."""
    field = build(healthy())[name].shape
    points = np.random.default_rng(0).uniform(field.bounds.low, field.bounds.high, (20000, 3))
    value = clipped(field, points, 6.0)
    near = value < 1.0
    assert (Air(field).room(points[near]) < np.maximum(value[near], 0.0) + 0.5).all()


@given(MIRRORED, clouds(30.0))
def test_what_was_asked_before_only_adds_to_what_is_known(field, points):
    asked, fresh = Air(field), Air(field)
    asked.room(points[:50])
    one, other = asked.room(points), fresh.room(points)
    assert ((one == other) | (np.minimum(one, other) <= 0)).all()


def test_most_of_the_air_is_known_to_be_free():
    field = build(healthy())["L4 vertebra"].shape
    points = np.random.default_rng(0).uniform(field.bounds.low, field.bounds.high, (5000, 3))
    value = clipped(field, points, 6.0)
    assert not may_reach(field, points[value > 4.0], 0.5).any()
    assert may_reach(field, points[value < 0.5], 0.5).all()
