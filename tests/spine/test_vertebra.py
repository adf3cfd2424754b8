"""A vertebra has the sizes it is given, a free canal, and two equal halves."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings

from l45anatomy import healthy
from l45anatomy.frame import VERTEBRAE
from l45anatomy.geometry.clipping import clipped
from l45anatomy.geometry.mesher import mesh
from l45anatomy.spine.vertebra import PARTS, Bone, fitted, slots, vertebra
from tests.checks import around, nearest, surface_points
from tests.strategies import clouds, healthy_people, numbers

# Mean of the reference surfaces as measured on them, mm [clouthier2023].
PEDICLE_WIDTH_MM = {"L3": 10.5, "L4": 12.3, "L5": 17.3}


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
    assert (apart[inside] < 4.0).all()
    assert (bone.whole(points)[apart < 0] < 1e-9).all()


@pytest.mark.parametrize("name", VERTEBRAE[1:])  # L1 has the shape of L2 in sizes of its own
def test_the_mean_sizes_leave_the_fitted_bone_as_it_is(name):
    flat = [n for part in fitted()[name].numbers for n in part]
    mean = [n for part in usual(name).numbers for n in part]
    assert flat == pytest.approx(mean, abs=1e-6)


@pytest.mark.parametrize("name", sorted(PEDICLE_WIDTH_MM))
def test_a_pedicle_is_as_wide_as_on_the_reference(name):
    assert PEDICLE_WIDTH_MM[name] == pytest.approx(usual(name).pedicle_width, abs=0.6)


@pytest.mark.parametrize("name", VERTEBRAE)
def test_the_floor_of_a_pedicle_is_in_the_upper_half_of_the_body(name):
    """Below it the foramen is as wide as it gets."""
    bone = usual(name)
    assert -5.0 < bone.pedicle_floor < 0.0


def test_the_pedicles_of_l5_are_the_widest():
    """[zindrick1987]."""
    assert "L5" == max(VERTEBRAE, key=lambda name: usual(name).pedicle_width)


@pytest.mark.parametrize("name", VERTEBRAE)
def test_the_skin_of_a_vertebra_is_closed(name):
    assert 0 == mesh(usual(name).whole, 1.5).n_open_edges


@pytest.mark.slow
@pytest.mark.parametrize("name", VERTEBRAE)
@pytest.mark.parametrize(("part", "most"), [("front", 0.3), ("arch", 0.6), ("whole", 0.25)])
def test_a_vertebra_hardly_overstates_a_distance(name, part, most):
    """A clearance may be understated. A correction is fitted, so overstating is held, not barred.

    Nineteen points of twenty within 5 mm stay below 0.03 mm; at a broken pars, which the correction
    knows nothing of, it may be half a millimetre.
    """
    field = getattr(usual(name), part)
    surface = surface_points(field, 1.5)
    assert (field.bounds.distance(surface) <= 1e-6).all()
    points = around(field, 500)
    true = nearest(points, surface)
    over = (field(points) - true)[true < 5.0]
    assert over.max() <= most
    assert np.quantile(over, 0.95) <= (0.03 if part == "whole" else most)


@pytest.mark.slow
@pytest.mark.parametrize("name", VERTEBRAE)
def test_near_a_vertebra_the_distance_is_nearly_true(name):
    """Roots lie within 5 mm of it; in hollows a blend may understate by more."""
    field = usual(name).whole
    points = around(field, 800, margin=2.0)
    true = nearest(points, surface_points(field, 1.2))
    near = true < 5.0
    assert np.abs(field(points) - true)[near].mean() <= 0.2


@pytest.mark.parametrize("name", VERTEBRAE)
def test_far_from_a_vertebra_no_distance_is_overstated(name):
    """Blocks and boxes are left out on the word of far values."""
    field = usual(name).whole
    points = around(field, 200, margin=25.0)
    true = nearest(points, np.array(mesh(field, 1.7).points, dtype=float))
    assert (field(points) <= true)[true > 5.5].all()


@pytest.mark.parametrize("name", VERTEBRAE)
def test_clipping_a_vertebra_changes_little_below_the_limit(name):
    """A blend clipped early may understate by a tenth of a millimetre."""
    field = usual(name).whole
    points = around(field, 400)
    lost = np.minimum(field(points), 4.5) - clipped(field, points, 4.5)
    assert np.abs(lost).max() <= 0.1


@pytest.mark.parametrize("name", VERTEBRAE)
def test_the_outline_tells_where_the_rear_wall_is_at_the_rim(name):
    """To 1 mm at the lower rim; half way up the wall is hollow, and above it is the pedicle's."""
    bone = usual(name)
    y = bone.outline.wall + np.linspace(-5.0, 6.0, 551)
    low = -bone["body"][1] / 2 + 2.5
    column = np.column_stack([np.zeros_like(y), y, np.full_like(y, low)])
    assert bone.outline.wall == pytest.approx(y[np.argmax(bone.whole(column) < 0)], abs=1.0)


@pytest.mark.parametrize("name", VERTEBRAE)
def test_a_stretched_bone_is_the_fitted_one_moved(name):
    """A point of the lamina of the small bone leads back to that of the fitted bone."""
    sizes = healthy().vertebra(name)
    small = vertebra(name, replace(sizes, canal_depth_mm=0.9 * sizes.canal_depth_mm))
    plain = usual(name)
    there = small.stretch(np.array([small.point("lamina upper", 1)]))[0]
    assert plain.stretch(np.array([plain.point("lamina upper", 1)]))[0] == pytest.approx(there)


@pytest.mark.parametrize("name", VERTEBRAE)
@given(by=numbers(-10.0, 10.0))
def test_facets_turn_about_the_vertical_and_nothing_else_does(name, by):
    bone = usual(name)
    turned = bone.turned("superior", by)
    corners = [
        np.array([b.point("superior articular plate", i) for i in range(3)]) for b in (bone, turned)
    ]
    assert corners[0].mean(axis=0) == pytest.approx(corners[1].mean(axis=0))
    assert corners[0][:, 2] == pytest.approx(corners[1][:, 2])
    assert bone["inferior articular tip"] == turned["inferior articular tip"]
    assert bone["lamina upper"] == turned["lamina upper"]


@pytest.mark.parametrize("name", VERTEBRAE)
@pytest.mark.parametrize("facets", ["superior", "inferior"])
def test_turned_facets_keep_the_skin_closed(name, facets):
    sizes = healthy().vertebra(name)
    bone = vertebra(name, replace(sizes, **{f"{facets}_facet_turn_deg": 10.0}))
    assert bone != usual(name)
    assert 0 == mesh(bone.whole, 2.0).n_open_edges


def test_l1_borrows_the_shape_of_l2():
    """There is no reference surface of L1: an assumption its row in the table says."""
    assert fitted()["L1"] == fitted()["L2"]
    assert usual("L1").outline.half_width < usual("L2").outline.half_width


def test_the_slots_of_radii_and_midline_fall_where_the_parts_have_them():
    count = sum(3 * points + rest for points, rest in PARTS.values())
    flat = np.arange(count, dtype=float)
    bone = Bone.of(flat)
    assert {bone["pedicle upper"][6], bone["pedicle upper"][7]} <= set(slots("radius"))
    assert bone.point("spinous upper", 0)[0] in slots("midline")
    assert bone.point("pedicle upper", 0)[0] not in slots("midline")
