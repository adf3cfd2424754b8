"""Bones and levels measured on boxes, whose sizes anybody can check."""

import pytest
import pyvista

from l45anatomy.geometry.placement import Placement
from l45anatomy.morphometry import bones, sacrum, segments
from l45anatomy.morphometry.bones import VertebraShape
from l45anatomy.morphometry.sacrum import SacrumShape
from l45anatomy.morphometry.segments import Level

WIDE, DEEP, TALL = 44.0, 34.0, 28.0


def cube(tilt_deg=0.0, height=0.0):
    """Give the surface of a box, tilted about its middle."""
    mesh = pyvista.Cube(x_length=WIDE, y_length=DEEP, z_length=TALL).triangulate().subdivide(4)
    return mesh.transform(Placement((0.0, 0.0, height), tilt_deg).matrix, inplace=False)


def box(tilt_deg=0.0, height=0.0, off_deg=0.0):
    """Give a box as a bone, its frame `off_deg` from being level."""
    near = Placement((0.0, 1.0, height - 1.0), tilt_deg + off_deg)
    return VertebraShape.of(cube(tilt_deg, height), near)


@pytest.mark.parametrize("off_deg", [0.0, 6.0, -6.0])
def test_a_box_has_its_own_sizes_however_its_frame_first_lies(off_deg):
    bone = box(tilt_deg=15.0, off_deg=off_deg)
    expected = {
        "body width superior": WIDE,
        "body width waist": WIDE,
        "body depth superior": DEEP,
        "body depth middle": DEEP,
        "body height anterior": TALL,
        "body height middle": TALL,
        "body wedge": 0.0,
        "endplate concavity superior": 0.0,
        "transverse process span": WIDE,
    }
    actual = {name: bones.MEASURES[name](bone) for name in expected}
    assert expected == pytest.approx(actual, abs=0.02)
    assert bone.rim_deg("upper") == pytest.approx(15.0, abs=0.01)


def test_a_gap_between_two_boxes_is_the_disc():
    level = Level(box(height=TALL + 9.0), box())
    assert level.disc_height_anterior == pytest.approx(9.0, abs=0.02)
    assert level.disc_height_middle == pytest.approx(9.0, abs=0.02)
    assert level.disc_height_posterior == pytest.approx(9.0, abs=0.02)
    assert level.disc_wedge == pytest.approx(0.0, abs=0.02)


def test_a_box_that_lifts_its_front_opens_the_disc_by_that_angle():
    level = Level(box(tilt_deg=8.0, height=TALL + 9.0), box())
    assert level.disc_wedge == pytest.approx(8.0, abs=0.05)
    assert level.lordosis == pytest.approx(8.0, abs=0.05)
    assert level.disc_height_posterior < level.disc_height_middle < level.disc_height_anterior


def test_a_box_for_a_sacrum_has_a_square_table_and_no_foramen():
    shape = SacrumShape.of(cube(), Placement((0.0, 0.0, TALL / 2), 0.0))
    expected = {
        "sacral slope": 0.0,
        "sacrum width": WIDE,
        "table width": WIDE,
        "table depth": DEEP,
        "table angle": 90.0,
        "ventral foramen width": 0.0,
        "canal width": 0.0,
    }
    actual = {name: sacrum.MEASURES[name](shape) for name in expected}
    assert expected == pytest.approx(actual, abs=0.02)
    with pytest.raises(ValueError, match="no lateral recess"):
        _ = Level(box(height=TALL), shape).recess


def test_every_measure_of_a_level_has_a_name_of_its_own():
    assert not set(bones.MEASURES) & set(segments.MEASURES)
