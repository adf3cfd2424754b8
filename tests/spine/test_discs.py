"""Discs, yellow ligaments and joints fill the gaps, and grow where disease makes them grow."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l45anatomy import Herniation, Side, Stenosis, healthy
from l45anatomy.changes.herniation import KINDS
from l45anatomy.frame import LEVELS, ZONES
from l45anatomy.spine.build import build
from l45anatomy.spine.discs import edge, neighbours
from tests.strategies import numbers


def field(person, name):
    return build(person)[name].field


def near_disc(level, count=3000):
    box = build(healthy())[f"disc {level}"].field.bounds.grown(14.0)
    return np.random.default_rng(0).uniform(box.low, box.high, (count, 3))


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("side", Side)
def test_zones_lie_side_by_side_from_the_midline_outwards(level, side):
    """[fardon2014]: central, subarticular, foraminal, extraforaminal."""
    across = [side.sign * edge(healthy(), level, zone, side)[0][0] for zone in ZONES]
    assert 0.0 == across[0]
    assert all(a < b for a, b in pairwise(across))


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("zone", ZONES)
def test_the_way_out_of_a_disc_is_a_unit_vector_that_leads_out(level, zone):
    at, outward = (np.array(v) for v in edge(healthy(), level, zone, "left"))
    assert 1.0 == pytest.approx(np.linalg.norm(outward))
    structure = build(healthy())[f"disc {level}"]
    inside, outside = structure.shape(np.array([at - 2.0 * outward, at + 2.0 * outward]))
    assert inside < 0 < outside


@settings(max_examples=20)
@given(
    st.sampled_from(LEVELS),
    st.sampled_from(ZONES),
    st.sampled_from(KINDS),
    numbers(0.5, 11.0),
    numbers(0.1, 3.0),
)
def test_a_bigger_herniation_holds_the_smaller_one(level, zone, kind, reach, more):
    """Bigger never frees, at its root: the solid that presses only grows."""
    small, big = (
        field(Herniation("left", zone, r, level, 16.0, kind=kind).apply(healthy()), f"disc {level}")
        for r in (reach, reach + more)
    )
    points = near_disc(level)
    inside = points[small(points) < 0]
    assert (big(inside) <= 1e-9).all()


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("zone", ZONES)
def test_a_herniation_reaches_as_far_beyond_the_edge_as_it_says(level, zone):
    person = Herniation("left", zone, 7.0, level, 16.0).apply(healthy())
    at, outward = (np.array(v) for v in edge(healthy(), level, zone, "left"))
    rise = [0.0, 0.0, 3.0 if zone == "foraminal" else 0.0]
    ray = at + rise + np.linspace(0, 12, 241)[:, None] * outward
    beyond = (build(person)[f"disc {level}"].shape(ray) < 0).sum() * 0.05
    assert 7.0 == pytest.approx(beyond, abs=0.6)


@pytest.mark.parametrize("level", LEVELS)
def test_a_bulge_stands_out_all_round_and_a_ridge_on_its_side(level):
    points = near_disc(level)
    rest = field(healthy(), f"disc {level}")
    bulged = field(Stenosis(level=level, bulge_mm=3.0).apply(healthy()), f"disc {level}")
    ridged = field(
        Stenosis(level=level, bulge_mm=3.0, side="left").apply(healthy()), f"disc {level}"
    )
    more = (bulged(points) < 0) & (rest(points) > 0)
    assert {-1.0, 1.0} == set(np.sign(points[more][:, 0]))
    more = (ridged(points) < 0) & (rest(points) > 0)
    assert {-1.0} == set(np.sign(points[more][:, 0]))


def test_the_neighbours_of_a_level_are_named_in_it():
    assert [("L3", "L4"), ("L4", "L5"), ("L5", "S1")] == [neighbours(level) for level in LEVELS]
