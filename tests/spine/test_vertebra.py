"""A vertebra has the sizes it is given, a free canal, and two equal halves."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings

from l45anatomy import healthy
from l45anatomy.frame import VERTEBRAE
from l45anatomy.geometry.mesher import mesh
from l45anatomy.spine.vertebra import PARTS, Bone, fitted, slots, vertebra
from tests.checks import check_field
from tests.strategies import clouds, healthy_people, numbers


def usual(name):
    return vertebra(name, healthy().vertebra(name))


@pytest.mark.parametrize("name", VERTEBRAE)
@settings(max_examples=5)
@given(points=clouds(50.0))
def test_a_vertebra_is_the_same_on_both_sides(name, points):
    bone = usual(name).whole
    assert (bone(points) == bone(points * [-1.0, 1.0, 1.0])).all()


@pytest.mark.parametrize("name", VERTEBRAE)
@settings(max_examples=8)
@given(person=healthy_people())
def test_the_body_is_as_wide_and_deep_as_the_person_says(name, person):
    """To 6 %: numbers were fitted to a surface, and a stretch keeps the fit."""
    sizes = person.vertebra(name)
    outline = vertebra(name, sizes).outline
    assert sizes.body_width_mm == pytest.approx(2 * outline.half_width, rel=0.12)
    assert sizes.body_depth_mm == pytest.approx(outline.anterior - outline.wall, rel=0.12)


@pytest.mark.parametrize("name", VERTEBRAE)
@settings(max_examples=8)
@given(person=healthy_people())
def test_the_canal_is_free(name, person):
    sizes = person.vertebra(name)
    bone = vertebra(name, sizes)
    middle = np.array([[0.0, bone.outline.wall - sizes.canal_depth_mm / 2, 0.0]])
    assert bone.whole(middle)[0] > 0.2 * sizes.canal_depth_mm  # a blend understates in hollows


@pytest.mark.parametrize("name", VERTEBRAE)
@settings(max_examples=6)
@given(by=numbers(0.5, 6.0))
def test_short_pedicles_bring_the_arch_nearer_to_the_body(name, by):
    sizes = healthy().vertebra(name)
    short = vertebra(name, replace(sizes, pedicle_shortening_mm=by))
    behind = [bone.point("lamina upper", 1)[1] - bone.outline.wall for bone in (short, usual(name))]
    assert by == pytest.approx(behind[0] - behind[1], abs=1e-6)
    assert usual(name).outline == short.outline


@pytest.mark.parametrize("name", VERTEBRAE)
def test_front_and_arch_together_are_the_whole(name):
    """Nothing is lost when a pars breaks, but for the fillet across the break."""
    bone = usual(name)
    points = np.random.default_rng(0).uniform(-45, 45, (4000, 3))
    apart = np.minimum(bone.front(points), bone.arch(points))
    inside = bone.whole(points) < 0
    assert (apart[inside] < 3.5).all()
    assert (bone.whole(points)[apart < 0] < 1e-9).all()


@pytest.mark.parametrize("name", VERTEBRAE)
def test_the_mean_sizes_leave_the_fitted_bone_as_it_is(name):
    flat = [n for part in fitted()[name].numbers for n in part]
    mean = [n for part in usual(name).numbers for n in part]
    assert flat == pytest.approx(mean, abs=1e-6)


@pytest.mark.parametrize("name", VERTEBRAE)
def test_a_pedicle_is_as_wide_as_pedicles_are(name):
    """Means are 8 to 18 mm from L3 to L5 [zindrick1987]."""
    assert 7.0 < usual(name).pedicle_width < 20.0


def test_the_pedicles_of_l5_are_the_widest():
    """[zindrick1987]."""
    assert "L5" == max(VERTEBRAE, key=lambda name: usual(name).pedicle_width)


@pytest.mark.parametrize("name", VERTEBRAE)
def test_the_skin_of_a_vertebra_is_closed(name):
    assert 0 == mesh(usual(name).whole, 1.5).n_open_edges


@pytest.mark.slow
@pytest.mark.parametrize("name", VERTEBRAE)
@pytest.mark.parametrize("part", ["arch", "whole"])
def test_a_vertebra_overstates_no_distance(name, part):
    """A clearance may be understated, never overstated."""
    check_field(getattr(usual(name), part), 1.5)


def test_the_slots_of_radii_and_midline_fall_where_the_parts_have_them():
    count = sum(3 * points + rest for points, rest in PARTS.values())
    flat = np.arange(count, dtype=float)
    bone = Bone.of(flat)
    assert {bone["pedicle upper"][6], bone["pedicle upper"][7]} <= set(slots("radius"))
    assert bone.point("spinous upper", 0)[0] in slots("midline")
    assert bone.point("pedicle upper", 0)[0] not in slots("midline")
