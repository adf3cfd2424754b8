"""What is reflected is the same on the other side, and a surface is closed and looks outwards."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from l45anatomy.geometry.cone import RoundCone
from l45anatomy.geometry.ellipsoid import Ellipsoid
from l45anatomy.geometry.fields import Blend, Mirrored, Moved, Union
from l45anatomy.geometry.mesher import mesh, reflection
from l45anatomy.geometry.mirroring import is_even, is_on_left, reflected
from l45anatomy.geometry.placement import Placement
from l45anatomy.geometry.plate import Plate
from tests.strategies import clouds, discs, ellipsoids, vectors

ACROSS = np.array([-1.0, 1.0, 1.0])
EGG = Ellipsoid((-7.0, 2.0, 3.0), (3.0, 5.0, 4.0), 20.0)
PLATES = st.builds(Plate, vectors(), vectors(), vectors(), st.just(2.0))


def signed_volume(skin):
    a, b, c = np.array(skin.points, dtype=float)[skin.regular_faces.T]
    return float(np.einsum("ij,ij->", a, np.cross(b, c)) / 6)


@given(st.one_of(ellipsoids(), PLATES), ellipsoids(), clouds())
def test_a_reflected_solid_is_as_far_from_reflected_points(part, other, points):
    for field in (part, Blend((part, other), 2.0)):
        expected = field(points)
        assert expected == pytest.approx(reflected(field)(points * ACROSS), abs=1e-9)


@given(ellipsoids(), PLATES)
def test_a_solid_reflected_twice_is_the_same_value(one, other):
    field = Blend((one, other), 1.0)
    assert field == reflected(reflected(field))


def test_a_solid_with_two_equal_halves_is_its_own_reflection():
    assert Mirrored(EGG) == reflected(Mirrored(EGG))


@given(discs(), ellipsoids(), clouds())
def test_an_even_solid_is_as_far_from_points_on_either_side(drum, part, points):
    ahead = Moved(Mirrored(part), Placement((0.0, 3.0, 0.0), 10.0))
    for field in (drum, Blend((drum, ahead), 2.0), Union((drum, ahead))):
        assert is_even(field)
        assert field(points) == pytest.approx(field(points * ACROSS), abs=1e-9)


def test_a_solid_with_more_on_one_side_is_not_even():
    for field in (
        EGG,
        Blend((Mirrored(EGG), EGG), 1.0),
        Moved(Mirrored(EGG), Placement((1, 0, 0))),
    ):
        assert not is_even(field)


def test_a_solid_that_cannot_be_reflected_is_told_by_none():
    bar = RoundCone((1.0, 0.0, 0.0), (9.0, 0.0, 0.0), 2.0, 1.0)
    assert reflected(bar) is None
    assert reflected(Blend((EGG, bar), 1.0)) is None


def test_a_solid_in_the_midline_is_on_neither_side():
    assert is_on_left(EGG)
    assert not is_on_left(reflected(EGG))
    assert not is_on_left(Ellipsoid((0.0, 0.0, 0.0), (3.0, 3.0, 3.0)))


def test_a_reflected_surface_is_that_of_the_reflected_solid():
    there = reflection(mesh(EGG, 1.0))
    off = reflected(EGG)(np.array(there.points, dtype=float))
    assert np.abs(off).max() < 0.02
    assert 0 == there.n_open_edges
    assert signed_volume(mesh(EGG, 1.0)) == pytest.approx(signed_volume(there), rel=1e-5)
    assert 0 < signed_volume(there)
    out = np.array(there.points, dtype=float) - reflected(EGG).centre
    assert (np.einsum("ij,ij->i", out, there.point_data["Normals"]) > 0).all()
