"""A lattice is a smooth, even spline, and a solid refined by one stays honest about distance."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from l45anatomy.geometry.clipping import clipped
from l45anatomy.geometry.ellipsoid import Ellipsoid
from l45anatomy.geometry.fields import Mirrored, Refined
from l45anatomy.geometry.lattice import Lattice, Stretch
from tests.strategies import clouds, numbers

COUNTS = (5, 9, 8)
START = (-18.0, -16.0)
STEP = 4.5


@st.composite
def lattices(draw):
    """Gentle lattices around the origin, sunk so that no height is negative."""
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    heights = rng.integers(60, 140, COUNTS)
    return Lattice(
        start=START,
        counts=COUNTS,
        step=STEP,
        sunk=1.0,
        heights=tuple(heights.ravel().tolist()),
    )


def even(height):
    heights = (height,) * int(np.prod(COUNTS))
    return Lattice(start=START, counts=COUNTS, step=STEP, sunk=1.0, heights=heights)


@given(lattices(), clouds(15.0))
def test_a_spline_keeps_within_its_heights(lattice, points):
    points = np.abs(points) * [1.0, 0.9, 0.8]  # within the nodes
    value = lattice(points)
    heights = np.array(lattice.heights) / 100
    assert (heights.min() - 1e-9 <= value).all()
    assert (value <= heights.max() + 1e-9).all()


def test_even_heights_make_an_even_spline_and_nothing_beyond_the_nodes():
    points = np.array([[0.0, 0.0, 0.0], [12.0, 3.0, -5.0], [90.0, 0.0, 0.0], [0.0, -90.0, 9.0]])
    assert [1.2, 1.2, 0.0, 0.0] == pytest.approx(even(120)(points))


@given(lattices())
def test_a_spline_has_no_crease_in_the_midline(lattice):
    """Its slope across is nothing at x = 0, or the two halves would meet at an angle."""
    points = np.array([[0.001, y, z] for y in (-9.0, 1.0, 7.0) for z in (-7.0, 2.0)])
    rise = lattice(points) - lattice(points * [0.0, 1.0, 1.0])
    assert np.abs(rise).max() < 1e-5


@given(lattices(), clouds(12.0))
def test_a_spline_is_smooth(lattice, points):
    """Its slope changes by less than a hundredth over a hundredth of a millimetre."""
    points = np.abs(points)
    for axis in np.eye(3):
        slopes = [
            (lattice(points + (at + 0.01) * axis) - lattice(points + at * axis)) / 0.01
            for at in (0.0, 0.01)
        ]
        assert np.abs(slopes[0] - slopes[1]).max() < 0.01


@given(lattices())
def test_a_lattice_is_told_from_another_by_its_repr_and_hash(lattice):
    other = replace(lattice, heights=(lattice.heights[0] + 1, *lattice.heights[1:]))
    assert lattice == replace(lattice)
    assert repr(lattice) == repr(replace(lattice))
    assert hash(lattice) == hash(replace(lattice))
    assert repr(lattice) != repr(other)
    assert lattice != other
    assert len(repr(lattice)) < 120


@given(clouds(30.0))
def test_no_knots_stretch_nothing(points):
    assert (points == Stretch()(points)).all()


@given(numbers(0.8, 1.2), numbers(0.8, 1.2), numbers(0.8, 1.2), clouds(30.0))
def test_even_knots_stretch_evenly(wide, deep, tall, points):
    far = 100.0
    stretch = Stretch(
        here=(-far * deep, far * deep),
        there=(-far, far),
        wide=(1 / wide,) * 2,
        tall=(1 / tall,) * 2,
    )
    assert points == pytest.approx(stretch(points * [wide, deep, tall]), abs=1e-9)


BALL = Ellipsoid((0.0, 0.0, 0.0), (9.0, 9.0, 9.0))


def test_an_even_correction_moves_the_surface_by_as_much():
    """Heights of 1.3 mm, sunk by 1: the field grows by 0.3 mm, the ball shrinks."""
    away = np.array([[8.7, 0.0, 0.0], [0.0, 12.0, 0.0]])
    assert [0.0, 3.3] == pytest.approx(Refined(BALL, even(130))(away), abs=1e-9)


@given(lattices(), clouds(40.0, 400))
def test_far_away_a_refined_solid_is_never_farther_than_its_shape(lattice, points):
    far = points[BALL(points) > 10.0]
    assert (Refined(BALL, lattice)(far) <= BALL(far) - lattice.sunk + 1e-9).all()


@given(lattices(), clouds(20.0))
def test_a_refined_half_is_mirrored_like_any_other(lattice, points):
    field = Mirrored(Refined(BALL, lattice))
    assert (field(points) == field(points * [-1.0, 1.0, 1.0])).all()


@given(lattices(), clouds(25.0), numbers(0.5, 6.0))
def test_clipping_a_refined_solid_changes_nothing_below_the_limit(lattice, points, limit):
    field = Refined(BALL, lattice)
    assert np.minimum(field(points), limit) == pytest.approx(clipped(field, points, limit))


@given(lattices())
def test_the_box_of_a_refined_solid_holds_it(lattice):
    points = np.random.default_rng(0).uniform(-12, 12, (500, 3))
    field = Refined(BALL, lattice)
    assert (field.bounds.distance(points[field(points) <= 0]) == 0).all()
