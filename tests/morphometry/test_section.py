"""Planes through solids of known size give the outlines, chords and areas that geometry says."""

import numpy as np
import pytest

from l45anatomy.geometry.cone import RoundCone
from l45anatomy.geometry.ellipsoid import Ellipsoid
from l45anatomy.geometry.fields import Difference
from l45anatomy.geometry.mesher import mesh
from l45anatomy.geometry.placement import Placement
from l45anatomy.morphometry.section import Section, Surface, nearest

BALL = Ellipsoid((1.0, 2.0, 3.0), (10.0, 10.0, 10.0))
BORED = Difference(
    Ellipsoid((0.0, 0.0, 0.0), (20.0, 20.0, 20.0)), (RoundCone((0, 0, -40), (0, 0, 40), 5, 5),)
)
SQUARE = Section((np.array([[0.0, 0.0], [4.0, 0.0], [4.0, 3.0], [0.0, 3.0]]),))


@pytest.fixture(scope="module")
def ball():
    return Surface.of(mesh(BALL, 1.0))


@pytest.fixture(scope="module")
def bored():
    return Surface.of(mesh(BORED, 1.0))


@pytest.mark.parametrize("axis", [0, 1, 2])
def test_a_ball_is_round_from_every_side(ball, axis):
    """A plane 6 mm from the middle of a ball of 10 mm cuts a disc of 8 mm: 6, 8, 10."""
    cut = ball.cut(axis, BALL.centre[axis] + 6.0)
    assert cut.size(0) == pytest.approx(16.0, abs=0.1)
    assert cut.area == pytest.approx(np.pi * 64, rel=0.01)
    assert cut.centre == pytest.approx(np.delete(BALL.centre, axis), abs=0.05)


def test_a_chord_has_the_length_pythagoras_gives(ball):
    spans = ball.cut(2, 3.0).spans(0, 1.0 + 6.0)
    assert spans == pytest.approx(np.array([[2.0 - 8.0, 2.0 + 8.0]]), abs=0.05)


def test_beside_the_solid_there_is_nothing(ball):
    cut = ball.cut(0, 20.0)
    assert cut.loops == ()
    assert cut.size(0) == 0.0
    assert cut.spans(0, 0.0).shape == (0, 2)


def test_a_hole_is_left_out_of_the_area_and_found_by_a_point_in_it(bored):
    cut = bored.cut(2, 0.0)
    assert cut.area == pytest.approx(np.pi * (400 - 25), rel=0.01)
    hole = cut.hole((0.0, 0.0))
    assert hole is not None
    assert hole.size(0) == pytest.approx(10.0, abs=0.1)
    assert cut.hole((12.0, 0.0)) is None  # in the solid
    assert cut.hole((30.0, 0.0)) is None  # outside it


def test_a_mask_agrees_with_single_points(bored):
    cut = bored.cut(2, 0.0)
    places = np.linspace(-22, 22, 23)
    mask = cut.mask(places, places)
    assert [[cut.has((x, y)) for x in places] for y in places] == mask.tolist()


def test_a_surface_seen_from_elsewhere_keeps_its_size(ball):
    turned = ball.seen_from(Placement((5.0, -3.0, 2.0), 30.0))
    middle = turned.points.mean(axis=0)
    assert turned.cut(0, middle[0]).area == pytest.approx(np.pi * 100, rel=0.01)


def test_the_thinnest_way_through_a_rectangle_is_its_short_side():
    assert SQUARE.thinnest(SQUARE.centre) == pytest.approx(3.0)


def test_dense_outlines_hold_the_corners_and_more():
    assert len(SQUARE.dense(4)) == 16
    assert {(0.0, 0.0), (2.0, 0.0), (4.0, 3.0)} <= set(map(tuple, SQUARE.dense(4).tolist()))


def test_nearest_is_the_distance_to_the_closest_point():
    assert nearest(np.array([[0.0, 0.0], [5.0, 0.0]]), np.array([[3.0, 4.0], [5.0, 1.0]])) == (
        pytest.approx([5.0, 1.0])
    )
