"""Boxes and placements: there and back is where one was."""

import numpy as np
import pytest
from hypothesis import given

from l45anatomy.geometry.placement import Box, Placement
from tests.checks import check_value
from tests.strategies import boxes, clouds, numbers, placements, vectors


@given(placements(), clouds())
def test_to_the_world_and_back_is_the_same_point(place, points):
    assert points == pytest.approx(place.to_local(place.to_world(points)), abs=1e-9)


@given(placements(), clouds())
def test_a_placement_keeps_distances(place, points):
    moved = place.to_world(points)
    apart = np.linalg.norm(np.diff(points, axis=0), axis=1)
    assert apart == pytest.approx(np.linalg.norm(np.diff(moved, axis=0), axis=1), abs=1e-9)


@given(placements(), clouds())
def test_the_matrix_says_the_same_as_to_world(place, points):
    whole = np.column_stack([points, np.ones(len(points))]) @ place.matrix.T
    assert whole[:, :3] == pytest.approx(place.to_world(points), abs=1e-9)
    assert [0, 0, 0, 1] == place.matrix[3].tolist()


@given(placements())
def test_a_placement_turns_and_never_mirrors(place):
    assert 1.0 == pytest.approx(np.linalg.det(place.rotation))


@given(placements(), clouds())
def test_a_placement_keeps_sides(place, points):
    shift = place.offset[0]
    assert points[:, 0] + shift == pytest.approx(place.to_world(points)[:, 0], abs=1e-9)


@given(placements(), vectors())
def test_one_point_goes_where_many_do(place, point):
    assert place.to_world(np.array([point]))[0] == pytest.approx(place.at(point), abs=1e-9)


def test_a_positive_tilt_lifts_the_anterior_side():
    front = Placement(tilt_deg=30.0).to_world(np.array([[0.0, 10.0, 0.0]]))[0]
    assert [0.0, 8.660, 5.0] == pytest.approx(front.tolist(), abs=1e-3)


@given(placements())
def test_printing_a_placement_and_reading_it_back_gives_the_same(place):
    check_value(place)


@given(clouds())
def test_a_box_around_points_touches_all_of_them(points):
    assert (Box.around(points).distance(points) == 0).all()


@given(boxes(), boxes())
def test_a_box_of_boxes_holds_the_corners_of_both(one, other):
    whole = Box.of([one, other])
    assert (whole.distance(one.corners) == 0).all()
    assert (whole.distance(other.corners) == 0).all()


@given(boxes(), numbers(0.0, 9.0), clouds())
def test_a_grown_box_is_nearer_by_at_most_the_diagonal_of_the_margin(box, margin, points):
    far, near = box.distance(points), box.grown(margin).distance(points)
    assert (near <= np.maximum(far - margin, 0.0) + 1e-9).all()
    assert (near >= far - margin * 3**0.5 - 1e-9).all()


@given(boxes(), boxes())
def test_the_gap_of_two_boxes_has_no_order(one, other):
    assert one.gap(other) == pytest.approx(other.gap(one))


@given(boxes(), boxes())
def test_the_gap_of_two_boxes_is_at_most_that_of_any_two_points(one, other):
    inside = np.random.default_rng(0).uniform(one.low, one.high, (200, 3))
    assert one.gap(other) <= other.distance(inside).min() + 1e-9


def test_boxes_side_by_side_are_apart_by_what_lies_between():
    one = Box((0, 0, 0), (1, 1, 1))
    assert 5.0 == pytest.approx(one.gap(Box((4, 5, 0), (6, 6, 1))))
    assert 0.0 == one.gap(one)


@given(boxes())
def test_a_box_has_eight_corners(box):
    corners = box.corners
    assert (8, 3) == corners.shape
    assert box == Box.around(corners)
