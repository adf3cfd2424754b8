"""The sacrum: two equal halves, a table a little smaller than L5, holes the roots leave by."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings

from l45anatomy import evidence, healthy, soundness
from l45anatomy.geometry.mesher import mesh
from l45anatomy.spine.alignment import stack
from l45anatomy.spine.sacrum import SUPERIOR_FACET, foramen, sacrum, table
from l45anatomy.spine.vertebra import vertebra
from tests.checks import check_field
from tests.strategies import clouds, healthy_people
from tests.test_soundness import data_copy

L5 = healthy().vertebra("L5")


@settings(max_examples=8)
@given(clouds(110.0))
def test_the_sacrum_is_the_same_on_both_sides(points):
    bone = sacrum(L5)
    assert (bone(points) == bone(points * [-1.0, 1.0, 1.0])).all()


@given(healthy_people())
def test_the_table_is_no_larger_than_what_stands_on_it(person):
    sizes = person.vertebra("L5")
    upper, lower = vertebra("L5", sizes).outline, table(sizes)
    assert lower.half_width <= upper.half_width * 1.02
    assert lower.anterior - lower.wall <= (upper.anterior - upper.wall) * 1.1


@pytest.mark.parametrize("index", [0, 1, 2, 3])
def test_a_foramen_goes_through_from_the_canal_to_the_pelvis(index):
    inner, outer = (np.array(end) for end in foramen(index))
    way = inner + np.linspace(0, 1, 20)[:, None] * (outer - inner)
    assert (sacrum(L5)(way) > 0).all()
    assert inner[1] < outer[1]


@pytest.mark.parametrize("level", ["S1", "S2", "S3", "S4"])
def test_a_dorsal_foramen_opens_to_the_back(level):
    rows = {part.part: part.numbers for part in evidence.sacral_parts()}
    inner, outer = np.array(rows[f"dorsal foramen {level}"][:6], dtype=float).reshape(2, 3)
    way = inner + np.linspace(0, 1, 20)[:, None] * (outer - inner)
    assert (sacrum(L5)(way) > 0).all()
    assert outer[1] < inner[1]


def test_foramina_lie_one_below_the_other():
    heights = [foramen(index)[0][2] for index in range(4)]
    assert sorted(heights, reverse=True) == heights


def test_the_origin_is_the_middle_of_the_upper_endplate():
    """Give or take a dome of 3 mm: just above is free, just below is bone."""
    above, below = sacrum(L5)(np.array([[0.0, 0.0, 3.5], [0.0, 0.0, -1.0]]))
    assert below < 0 < above


def test_the_canal_is_open_from_the_table_to_the_hiatus():
    """Its middle at S1, S2, S3, and where the sacral canal opens to the back below S4."""
    middle = np.array([(0, -26, 0), (0, -26, -15), (0, -22, -40), (0, -18, -65), (0, -14, -85)])
    assert (sacrum(L5)(middle.astype(float)) > 1.0).all()
    roof = np.array([(0.0, -39.0, -18.0), (0.0, -36.0, -40.0), (0.0, -30.0, -55.0)])
    assert (sacrum(L5)(roof) < 0).all()


@settings(max_examples=6)
@given(healthy_people())
def test_l5_never_cuts_into_the_sacrum(person):
    """Its inferior processes lie between the facets with cartilage to spare."""
    sizes, pile = person.vertebra("L5"), stack(person)
    skin = np.array(mesh(vertebra("L5", sizes).arch, 3.0).points, dtype=float)
    gaps = sacrum(sizes)(pile.sacrum.to_local(pile.body("L5").to_world(skin)))
    assert gaps.min() > 0.0


def test_the_facets_of_the_mean_adult_are_a_cartilage_apart():
    pile = stack(healthy())
    skin = np.array(mesh(vertebra("L5", L5).arch, 1.5).points, dtype=float)
    gap = sacrum(L5)(pile.sacrum.to_local(pile.body("L5").to_world(skin))).min()
    assert 1.0 < gap < 3.0


def test_what_marks_the_facet_lies_in_the_superior_process():
    assert (sacrum(L5)(np.array(SUPERIOR_FACET)) < 0).all()


@pytest.mark.parametrize(
    ("size", "axis"), [("body_width_mm", 0), ("body_depth_mm", 1), ("body_depth_mm", 2)]
)
def test_a_larger_person_has_a_larger_sacrum(size, axis):
    """Not the table alone: wings with the width of L5, thickness and height with its depth."""
    grown = replace(L5, **{size: 1.06 * getattr(L5, size)})
    usual, larger = (np.ptp(mesh(sacrum(s), 3.0).points[:, axis]) for s in (L5, grown))
    assert 1.02 < larger / usual < 1.08


def test_the_skin_of_the_sacrum_is_closed_and_in_one_piece():
    skin = mesh(sacrum(L5), 1.5)
    assert 0 == skin.n_open_edges
    assert 1 == len(np.unique(skin.connectivity()["RegionId"]))


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("body S1,drum,30;", "body S1,drum,", "'body S1' has 6 numbers, must be 7"),
        ("hiatus,hollow,0;", "hiatus,hollow,", "'hiatus' has 7 numbers, must be 8 or 12"),
        ("ventral foramen S3", "ventral foramen S9", "no row 'ventral foramen S3'"),
    ],
)
def test_a_sacrum_that_lacks_something_is_reported(tmp_path, old, new, problem):
    problems = soundness.check_all(data_copy(tmp_path, sacrum=(old, new)))
    assert [f"sacrum.csv: {problem}"] == problems


@pytest.mark.slow
def test_the_sacrum_overstates_no_distance():
    check_field(sacrum(L5), 2.0)
