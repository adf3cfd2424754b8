"""Parts asked together answer as they do alone, and a solid does not tell how many points ask."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from l45anatomy.frame import Side
from l45anatomy.geometry.clipping import clipped
from l45anatomy.geometry.fields import Blend, Union
from l45anatomy.geometry.parts import FEW, Parts
from l45anatomy.people import healthy
from l45anatomy.spine.build import build
from tests.geometry.test_hull import hulls
from tests.geometry.test_leaf import leaves
from tests.strategies import clouds, numbers, primitives, vectors


def mixed():
    """Several solids of every kind that knows how to be asked together, and of others."""
    kinds = st.one_of(primitives(), leaves(), hulls())
    return st.lists(kinds, min_size=1, max_size=6).map(tuple)


@given(mixed(), clouds(count=40))
def test_parts_together_answer_as_each_does_alone(parts, points):
    alone = np.array([part(points) for part in parts])
    assert alone == pytest.approx(Parts(parts)(points), abs=1e-9)
    away = np.array([part.bounds.distance(points) for part in parts])
    assert away == pytest.approx(Parts(parts).away(points), abs=1e-9)


@given(mixed(), clouds(count=40), st.permutations(range(6)), st.integers(0, 6))
def test_rows_say_which_parts_are_meant_in_which_order(parts, points, order, count):
    together, rows = Parts(parts), np.array([at for at in order if at < len(parts)][:count], int)
    for asked in (together, together.away):
        assert (asked(points)[rows] == asked(points, rows)).all()


@given(mixed(), clouds(reach=5.0, count=10), vectors(), numbers(0.0, 60.0))
def test_within_reach_are_the_parts_whose_box_comes_so_near_to_that_of_the_points(
    parts, points, aside, reach
):
    points = points + aside
    low, high = points.min(axis=0), points.max(axis=0)
    gaps = [
        np.linalg.norm(np.maximum(0.0, np.maximum(box.low - high, low - box.high)))
        for box in (part.bounds for part in parts)
    ]
    assume(all(abs(gap - reach) > 1e-9 for gap in gaps))
    close = [at for at, gap in enumerate(gaps) if gap < reach]
    assert close == Parts(parts).within(points, reach).tolist()


@given(mixed(), numbers(0.0, 8.0), clouds(count=FEW + 100), numbers(0.5, 6.0))
def test_a_few_points_and_many_are_told_the_same(parts, radius, points, limit):
    for field in (Union(parts), Blend(parts, radius)):
        few = np.concatenate([field(points[:FEW]), field(points[FEW:])])
        assert few == pytest.approx(field(points), abs=1e-9)
        few = [clipped(field, some, limit) for some in (points[:FEW], points[FEW:])]
        assert np.concatenate(few) == pytest.approx(clipped(field, points, limit), abs=1e-9)


@pytest.mark.parametrize("name", ["L4 vertebra", "L5 vertebra", "sacrum", "disc L4-L5"])
@pytest.mark.parametrize("limit", [2.5, 4.0])
def test_a_limit_changes_little_of_a_distance_below_it_and_least_near_the_surface(name, limit):
    """Fillets with parts beyond the limit are only made up for."""
    field = build(healthy())[name].shape
    box = field.bounds.grown(3.0)
    points = np.random.default_rng(0).uniform(box.low, box.high, (20 * FEW, 3))
    whole, told = field(points), clipped(field, points, limit)
    near = np.abs(whole) < 1.0
    assert np.minimum(whole, limit) == pytest.approx(told, abs=0.1)
    assert whole[near] == pytest.approx(told[near], abs=0.05)


@pytest.mark.parametrize("name", ["L4 vertebra", "sacrum", f"ligamentum flavum L4-L5 {Side.LEFT}"])
def test_a_real_solid_tells_a_few_points_and_many_the_same(name):
    field = build(healthy())[name].shape
    box = field.bounds.grown(3.0)
    points = np.random.default_rng(0).uniform(box.low, box.high, (3 * FEW, 3))
    few = np.concatenate([field(some) for some in np.array_split(points, 30)])
    assert few == pytest.approx(field(points), abs=1e-9)
