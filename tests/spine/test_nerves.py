"""Sac and roots at rest: hung on bones, mirrored, untouched by soft tissue."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings

from l45anatomy import Side, Spondylolisthesis, Stenosis, healthy
from l45anatomy.frame import LEVELS, ROOTS, VERTEBRAE
from l45anatomy.spine.alignment import stack
from l45anatomy.spine.build import build
from l45anatomy.spine.nerves import tubes, way_points
from l45anatomy.spine.sacrum import foramen
from tests.strategies import healthy_people, herniations

MIRROR = np.array([-1.0, 1.0, 1.0])


def tube(root, side="right", person=None):
    return next(t for t in tubes(person or healthy()) if t.root == root and t.side in (side, None))


def test_the_sac_and_every_root_of_both_sides_are_there():
    expected = {"dural sac"} | {f"root {root} {side}" for root in ROOTS for side in Side}
    assert expected == {t.name for t in tubes(healthy())}


@settings(max_examples=8)
@given(healthy_people())
def test_left_roots_are_right_roots_in_a_mirror(person):
    for root in ROOTS:
        right, left = tube(root, "right", person), tube(root, "left", person)
        assert right.path * MIRROR == pytest.approx(left.path, abs=1e-9)
        assert (right.radii == left.radii).all()


@settings(max_examples=8)
@given(healthy_people())
def test_the_sac_lies_in_the_midline(person):
    assert 0.0 == pytest.approx(np.abs(tube("dural sac", None, person).path[:, 0]).max())


@settings(max_examples=10)
@given(herniations())
def test_soft_tissue_does_not_move_where_a_nerve_rests(herniation):
    """What presses moves a nerve later, in `clearance`; at rest it hangs on bone."""
    assert tubes(healthy()) == tubes(herniation.apply(healthy()))
    swollen = Stenosis(flavum_mm=8.0, facet_mm=5.0, bulge_mm=4.0).apply(healthy())
    assert tubes(healthy()) == tubes(swollen)


@pytest.mark.parametrize("root", ROOTS)
def test_a_root_runs_down_and_outwards(root):
    path = tube(root).path
    assert path[0, 2] > path[-1, 2]
    assert 0 < path[0, 0] < path[-1, 0]


@pytest.mark.parametrize("root", ROOTS)
def test_a_root_is_thickest_at_its_ganglion_and_as_thick_as_the_table_says_beyond_it(root):
    line = tube(root)
    expected = healthy().nerves.diameter_mm(root) / 2
    thickest = int(np.argmax(line.radii[:, 0]))
    assert line.place(thickest)[0] in ("foramen", "sacral foramen")
    assert expected <= line.radii[thickest, 0] <= 1.25 * expected
    assert expected == pytest.approx(line.radii[-1, 0], rel=0.12)
    assert (line.radii[:, 0] == line.radii[:, 1]).all()


@pytest.mark.parametrize("root", ROOTS)
def test_a_ganglion_sits_on_its_root_and_is_as_long_as_the_table_says(root):
    spine = build(healthy())
    mesh = spine[f"ganglion {root} right"].mesh
    line = tube(root).path
    apart = np.linalg.norm(np.array(mesh.points)[:, None] - line, axis=2).min(axis=1)
    assert apart.max() < 5.0
    long = np.ptp(np.array(mesh.points) @ np.linalg.svd(mesh.points - mesh.center)[2][0])
    assert healthy().nerves.ganglion_mm(root) == pytest.approx(long, rel=0.25)


def test_the_lumbosacral_trunk_comes_from_l4_and_meets_the_sciatic_nerve():
    spine = build(healthy())
    trunk, sciatic = (
        next(t for t in spine.plexus if t.name == f"{name} left")
        for name in ("lumbosacral trunk", "sciatic nerve")
    )
    assert trunk.way[0] == tube("L4", "left").way[-1]
    assert sciatic.way[0] == tube("S1", "left").way[-1]
    l5_end = np.array(tube("L5", "left").way[-1])
    assert np.linalg.norm(trunk.path - l5_end, axis=1).min() < 5.0
    assert np.linalg.norm(sciatic.path - trunk.path[-1], axis=1).min() < 10.0


@pytest.mark.parametrize("root", ["L3", "L4", "L5"])
def test_a_lumbar_root_leaves_below_its_own_pedicle_and_above_the_disc_of_its_own_number(root):
    """The exiting root passes above the disc, so a disc spares it unless it goes far lateral."""
    line = tube(root)
    at = [i for i in range(len(line.path)) if line.place(i)[0] == "foramen"]
    level = LEVELS[("L3", "L4", "L5").index(root)]
    disc = stack(healthy()).disc(level).offset[2]
    assert at
    assert (line.path[at, 2] > disc).any()


def test_s1_leaves_by_the_first_foramen_of_the_sacrum():
    own = stack(healthy()).sacrum.to_local(tube("S1").path)
    _, outer = foramen(0)
    assert np.linalg.norm(own - np.array(outer), axis=1).min() < 4.0


@pytest.mark.parametrize(("root", "level"), [("L4", "L3-L4"), ("L5", "L4-L5"), ("S1", "L5-S1")])
def test_the_traversing_root_passes_behind_the_disc_above_its_vertebra(root, level):
    own = stack(healthy()).disc(level).to_local(tube(root).path)
    assert own[:, 2].max() > 0 > own[:, 2].min()
    crossing = own[np.argmin(np.abs(own[:, 2]))]
    assert -35.0 < crossing[1] < -15.0


@pytest.mark.parametrize("root", ROOTS)
def test_every_station_knows_its_place(root):
    line = tube(root)
    places = [line.place(i) for i in range(len(line.path))]
    known = {point.site for point in way_points(root)}
    assert {site for site, _ in places} <= known
    assert {level for _, level in places} <= set(LEVELS)
    assert places[0][0] == way_points(root)[0].site


@pytest.mark.parametrize("root", ROOTS)
def test_a_nerve_may_move_a_little_and_no_more(root):
    """No root gives way by more than half its neighbourhood: millimetres, never centimetres."""
    line, sac = tube(root), tube("dural sac", None)
    reach, inner = line.mobility, line.stations.inner
    assert (reach > 0).all()
    assert (reach < 6.0).all()
    is_inside = np.array([site == "central canal" for site, _ in line.places])
    assert (inner[~is_inside] < 6.0).all()
    for at, far in zip(line.path[is_inside], inner[is_inside], strict=True):
        nearest = np.abs(sac.path[:, 2] - at[2]).argmin()
        assert at[1] - far > sac.path[nearest, 1] - sac.radii[nearest, 1]  # not out behind it
        assert at[0] - far > -1e-6  # nor over to the other side


def test_the_sac_ends_behind_the_second_sacral_segment():
    """[textbook]."""
    end = stack(healthy()).sacrum.to_local(tube("dural sac", None).path[-1:])[0]
    assert -60.0 < end[2] < -30.0


@settings(max_examples=8)
@given(healthy_people())
def test_a_person_with_a_wider_canal_has_a_wider_sac(person):
    wide = person
    for name in VERTEBRAE:
        wide = wide.with_vertebra(name, canal_width_mm=person.vertebra(name).canal_width_mm + 2)
    narrow_sac, wide_sac = (tube("dural sac", None, p).radii[0, 0] for p in (person, wide))
    assert narrow_sac < wide_sac


def in_the_sac(person):
    """Give how far each root begins in front of the middle of the sac, in half depths of it."""
    sac, *roots = build(person).tubes
    up = np.argsort(sac.path[:, 2])
    _, y, z = sac.path[up].T
    begins = {root.name: root.way[0] for root in roots if root.sites[0] == "central canal"}
    return {
        name: (at[1] - np.interp(at[2], z, y)) / np.interp(at[2], z, sac.radii[up, 1])
        for name, at in begins.items()
    }


@pytest.mark.parametrize("kind", ["degenerative", "isthmic"])
@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("percent", [10.0, 20.0, 30.0])
def test_what_is_in_the_sac_goes_along_with_it_in_a_slip(percent, level, kind):
    """A root goes half of the slip and the sac there somewhat more: it lags, and stays inside."""
    before = in_the_sac(healthy())
    after = in_the_sac(Spondylolisthesis(percent, level, kind).apply(healthy()))
    assert before.keys() == after.keys()
    assert len(before) == 6
    for name, place in after.items():
        assert abs(place - before[name]) < percent / 40, name
        assert abs(place) < 1.0, name


def test_a_root_that_yields_less_into_the_sac_than_elsewhere_is_refused():
    with pytest.raises(ValueError, match=r"inner_mm is 0\.5, must be at least mobility_mm, 1\.15"):
        replace(way_points("L5")[0], inner_mm=0.5)
