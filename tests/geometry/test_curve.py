"""Curves go through their points, keep their values in order, and change only near a change."""

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
    path, _, _ = along(way, np.arange(len(way), dtype=float), SPACING_MM)
    assert way[[0, -1]] == pytest.approx(path[[0, -1]], abs=1e-9)


@given(paths())
def test_a_curve_has_a_station_at_every_way_point(way):
    path, _, _ = along(way, np.arange(len(way), dtype=float), SPACING_MM)
    for point in way:
        assert np.linalg.norm(path - point, axis=1).min() <= 1e-9


@given(paths())
def test_values_stay_between_their_neighbours(way):
    values = np.random.default_rng(0).uniform(0, 5, len(way))
    _, _, carried = along(way, values, SPACING_MM)
    assert values.min() <= carried.min()
    assert carried.max() <= values.max()
    assert values[[0, -1]] == pytest.approx(carried[[0, -1]])


@given(paths())
def test_columns_are_carried_one_by_one(way):
    values = np.random.default_rng(0).uniform(0, 5, (len(way), 3))
    _, _, carried = along(way, values, SPACING_MM)
    for column in range(3):
        alone = along(way, values[:, column], SPACING_MM)[2]
        assert (alone == carried[:, column]).all()


@given(paths())
def test_each_step_is_cut_into_as_few_even_parts_as_will_do(way):
    chord = np.linalg.norm(np.diff(way, axis=0), axis=1)
    _, _, at = along(way, np.arange(len(way), dtype=float), SPACING_MM)
    for step, long in enumerate(chord):
        parts = np.diff(at[(at >= step) & (at <= step + 1)])
        assert 1 / len(parts) == pytest.approx(parts)
        assert long / len(parts) <= SPACING_MM + 1e-9 < long / (len(parts) - 1 or 1e-9) + 2e-9


@given(paths(), st.data())
def test_a_way_point_that_moves_changes_two_steps_on_either_side_and_no_more(way, data):
    moved = data.draw(st.integers(0, len(way) - 1))
    other = way.copy()
    other[moved] += [0.3, -0.2, 0.1]
    values = np.arange(len(way), dtype=float)
    (path, ways, at), (path_2, ways_2, at_2) = (along(w, values, SPACING_MM) for w in (way, other))
    for is_beyond, edge in ((np.less_equal, moved - 2), (np.greater_equal, moved + 2)):
        kept, kept_2 = is_beyond(at, edge), is_beyond(at_2, edge)
        # The last way point is where the last step leads, and found there but for rounding.
        assert path[kept] == pytest.approx(path_2[kept_2], abs=1e-12)
        assert ways[kept] == pytest.approx(ways_2[kept_2], abs=1e-12)


@given(paths())
def test_the_directions_are_those_of_the_curve(way):
    """They are of length one, and a chord leans towards those of its two ends."""
    path, ways, _ = along(way, np.zeros(len(way)), 0.05)
    assert np.linalg.norm(ways, axis=1) == pytest.approx(np.ones(len(ways)))
    chords = np.diff(path, axis=0)
    chords /= np.linalg.norm(chords, axis=1, keepdims=True)
    middle = (ways[1:] + ways[:-1]) / 2
    assert np.abs(chords - middle).max() < 0.02


def test_a_straight_line_stays_straight():
    way = np.outer([0.0, 3.0, 10.0, 20.0], [0.0, 0.6, -0.8])
    path, _, _ = along(way, np.zeros(4), SPACING_MM)
    assert np.cross(path, [0.0, 0.6, -0.8]) == pytest.approx(np.zeros_like(path), abs=1e-9)
    assert (np.diff(path[:, 2]) < 0).all()


@given(paths())
def test_a_mirrored_way_gives_a_mirrored_curve(way):
    mirror = np.array([-1.0, 1.0, 1.0])
    path, _, _ = along(way, np.zeros(len(way)), SPACING_MM)
    assert path * mirror == pytest.approx(along(way * mirror, np.zeros(len(way)), SPACING_MM)[0])
