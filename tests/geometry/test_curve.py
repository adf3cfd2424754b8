"""Curves go through their points, keep their values in order and their count steady."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from l45anatomy.geometry.curve import along
from tests.strategies import numbers, vectors

SPACING_MM = 2.0


def paths():
    """Descending way points, as a root has them: never two in one place."""
    steps = st.lists(
        st.tuples(numbers(-8, 8), numbers(-8, 8), numbers(-14, -3)), min_size=2, max_size=8
    )
    return st.builds(
        lambda start, steps: np.cumsum(np.array([start, *steps]), axis=0), vectors(), steps
    )


@given(paths())
def test_a_curve_begins_and_ends_where_it_is_told(way):
    path, _ = along(way, np.arange(len(way), dtype=float), SPACING_MM)
    assert way[[0, -1]] == pytest.approx(path[[0, -1]], abs=1e-9)


@given(paths())
def test_a_curve_passes_near_every_way_point(way):
    """It goes through all of them; a station may miss one by half a step."""
    path, _ = along(way, np.arange(len(way), dtype=float), SPACING_MM)
    step = np.linalg.norm(np.diff(path, axis=0), axis=1).max()
    for point in way:
        assert np.linalg.norm(path - point, axis=1).min() <= step / 2 + 1e-9


@given(paths())
def test_values_stay_between_their_neighbours(way):
    values = np.random.default_rng(0).uniform(0, 5, len(way))
    _, carried = along(way, values, SPACING_MM)
    assert values.min() <= carried.min()
    assert carried.max() <= values.max()
    assert values[[0, -1]] == pytest.approx(carried[[0, -1]])


@given(paths())
def test_columns_are_carried_one_by_one(way):
    values = np.random.default_rng(0).uniform(0, 5, (len(way), 3))
    _, carried = along(way, values, SPACING_MM)
    for column in range(3):
        alone = along(way, values[:, column], SPACING_MM)[1]
        assert (alone == carried[:, column]).all()


@given(paths())
def test_the_count_goes_by_tens_so_that_a_small_bend_keeps_it(way):
    path, _ = along(way, np.zeros(len(way)), SPACING_MM)
    length = np.linalg.norm(np.diff(way, axis=0), axis=1).sum()
    assert 1 == len(path) % 10
    assert length / (len(path) - 1) <= SPACING_MM < length / (len(path) - 11 or 1e-9)


def test_a_straight_line_stays_straight():
    way = np.outer([0.0, 3.0, 10.0, 20.0], [0.0, 0.6, -0.8])
    path, _ = along(way, np.zeros(4), SPACING_MM)
    assert np.cross(path, [0.0, 0.6, -0.8]) == pytest.approx(np.zeros_like(path), abs=1e-9)
    assert (np.diff(path[:, 2]) < 0).all()


@given(paths())
def test_a_mirrored_way_gives_a_mirrored_curve(way):
    mirror = np.array([-1.0, 1.0, 1.0])
    path, _ = along(way, np.zeros(len(way)), SPACING_MM)
    assert path * mirror == pytest.approx(along(way * mirror, np.zeros(len(way)), SPACING_MM)[0])
