"""The sacrum: two equal halves, a table a little smaller than L5, holes the roots leave by."""

import numpy as np
import pytest
from hypothesis import given, settings

from l45anatomy import healthy
from l45anatomy.geometry.mesher import mesh
from l45anatomy.spine.sacrum import foramen, sacrum, table
from l45anatomy.spine.vertebra import vertebra
from tests.checks import check_field
from tests.strategies import clouds, healthy_people

L5 = healthy().vertebra("L5")


@settings(max_examples=8)
@given(clouds(110.0))
def test_the_sacrum_is_the_same_on_both_sides(points):
    bone = sacrum(L5)
    assert (bone(points) == bone(points * [-1.0, 1.0, 1.0])).all()


@given(healthy_people())
def test_the_table_is_no_larger_than_what_stands_on_it(person):
    sizes = person.vertebra("L5")
    upper, lower = vertebra("L5", sizes).outline, table(sizes)
    assert lower.half_width <= upper.half_width * 1.02
    assert lower.anterior - lower.wall <= (upper.anterior - upper.wall) * 1.1


@pytest.mark.parametrize("index", [0, 1, 2])
def test_a_foramen_goes_through_from_the_canal_to_the_pelvis(index):
    inner, outer = (np.array(end) for end in foramen(index))
    way = inner + np.linspace(0, 1, 20)[:, None] * (outer - inner)
    assert (sacrum(L5)(way) > 0).all()
    assert inner[1] < outer[1]


def test_foramina_lie_one_below_the_other():
    heights = [foramen(index)[0][2] for index in range(3)]
    assert sorted(heights, reverse=True) == heights


def test_the_origin_is_the_middle_of_the_upper_endplate():
    """Give or take a dome of 3 mm: just above is free, just below is bone."""
    above, below = sacrum(L5)(np.array([[0.0, 0.0, 3.5], [0.0, 0.0, -1.0]]))
    assert below < 0 < above


def test_the_skin_of_the_sacrum_is_closed():
    assert 0 == mesh(sacrum(L5), 1.5).n_open_edges


@pytest.mark.slow
def test_the_sacrum_overstates_no_distance():
    check_field(sacrum(L5), 2.0)
