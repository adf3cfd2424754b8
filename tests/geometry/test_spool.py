"""A spool is as wide, deep and high as its numbers say, and waisted in between."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l45anatomy.geometry.mesher import mesh
from l45anatomy.geometry.spool import Spool
from tests.strategies import clouds, numbers, outlines


def spools():
    """Bodies of vertebrae of any size and waist."""
    return st.builds(
        Spool,
        outline=outlines(),
        height_front=numbers(25.0, 33.0),
        height_rear=numbers(22.0, 31.0),
        plate=numbers(3.0, 7.0),
        flare=numbers(-1.0, 1.0),
        waist_side=numbers(0.0, 8.0),
        waist_front=numbers(0.0, 4.0),
        waist_rear=numbers(0.0, 4.0),
        dish=numbers(0.0, 2.5),
        rim=numbers(1.5, 4.0),
        fillet=numbers(2.0, 9.0),
    )


def along(direction, count=4001, reach=60.0):
    return np.outer(np.linspace(0.0, reach, count), direction)


@given(spools(), clouds(60.0))
def test_the_box_holds_the_whole_spool(spool, points):
    assert (spool.bounds.distance(points[spool(points) <= 0]) <= 1e-9).all()


@given(spools(), clouds(60.0))
def test_a_spool_is_the_same_on_both_sides(spool, points):
    assert (spool(points) == spool(points * [-1.0, 1.0, 1.0])).all()


@given(spools())
def test_a_spool_is_as_high_as_it_says_half_way_to_the_side(spool):
    """At the rim, where the dish is nothing; the core never comes out of the plates."""
    x, y = 0.0, spool.outline.posterior + spool.rim + 1.5
    column = np.array([x, y, 0.0]) + along((0.0, 0.0, 1.0))
    top = column[np.argmax(spool(column) > 0), 2]
    lean = (spool.height_front - spool.height_rear) / 2
    depth = spool.outline.anterior - spool.outline.posterior
    expected = spool.height_rear / 2 + lean * (y - spool.outline.posterior) / depth
    assert expected == pytest.approx(top, abs=spool.fillet / 4 + 0.6)


@given(spools(), numbers(0.5, 3.0))
def test_a_deeper_waist_takes_and_never_adds(spool, by):
    deeper = replace(spool, waist_side=spool.waist_side + by, waist_rear=spool.waist_rear + by)
    points = np.random.default_rng(2).uniform(-35, 35, (800, 3))
    assert (deeper(points) >= spool(points) - 1e-9).all()


@given(spools())
def test_a_spool_keeps_to_its_outline_at_the_plates(spool):
    """The wider plate reaches beyond the outline by half the flare, the core never."""
    points = np.random.default_rng(3).uniform(-45, 45, (3000, 3))
    inside = points[spool(points) <= 0]
    beyond = spool.outline(inside[:, 0], inside[:, 1])
    assert beyond.max(initial=-1.0) <= abs(spool.flare) / 2 + spool.fillet / 4 + 1e-9


@given(spools())
@settings(max_examples=5)
def test_the_skin_of_a_spool_is_closed(spool):
    assert 0 == mesh(spool, 2.0).n_open_edges
