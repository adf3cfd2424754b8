"""Healthy people: whoever is asked for is whole, and none of them has a nerve caught."""

import pytest
from hypothesis import given, settings

from l45anatomy import Case, evidence, healthy, people, person
from l45anatomy.frame import VERTEBRAE
from tests.strategies import limited


@pytest.mark.parametrize(("sex", "stature_mm"), [("female", 1630.0), ("male", 1750.0)])
def test_sex_sets_the_stature(sex, stature_mm):
    assert healthy(sex) == healthy(None, stature_mm)


def test_lengths_follow_stature_and_angles_do_not():
    """An assumption, said to be one in `healthy`."""
    short, tall = healthy(stature_mm=1500.0), healthy(stature_mm=1800.0)
    ratio = tall.vertebra("L4").body_depth_mm / short.vertebra("L4").body_depth_mm
    assert 1.2 == pytest.approx(ratio)
    assert short.sacral_slope_deg == tall.sacral_slope_deg
    assert short.nerves.sac_width_share == tall.nerves.sac_width_share


def test_the_mean_stature_is_the_mean_adult():
    assert healthy().vertebra("L4").body_depth_mm == pytest.approx(
        healthy(stature_mm=1690.0).vertebra("L4").body_depth_mm
    )


def test_a_canal_is_as_deep_as_asked_for_and_others_follow():
    narrow = healthy(canal_mm=14.0)
    assert 14.0 == pytest.approx(narrow.vertebra("L4").canal_depth_mm)
    shares = [
        narrow.vertebra(name).canal_depth_mm / healthy().vertebra(name).canal_depth_mm
        for name in VERTEBRAE
    ]
    assert shares == pytest.approx([shares[0]] * len(shares))
    assert narrow.vertebra("L4").body_depth_mm == healthy().vertebra("L4").body_depth_mm


def test_a_facet_angle_belongs_to_one_level():
    asked = healthy(facet_angle_deg=50.0)
    assert 50.0 == asked.segment("L4-L5").facet_angle_deg
    assert asked.segment("L3-L4") == healthy().segment("L3-L4")


@pytest.mark.parametrize(
    ("numbers_given", "message"),
    [
        ({"sex": "none"}, r"sex is 'none', must be one of female, male"),
        ({"stature_mm": 900}, r"stature_mm is 900, must be 1450 to 2000 \(limits.csv, row healthy"),
        ({"stature_mm": "tall"}, r"stature_mm is 'tall', must be 1450 to 2000"),
        ({"canal_mm": 5}, r"canal_mm is 5, must be 1\d(\.\d+)? to 20"),
        ({"facet_angle_deg": 90}, r"facet_angle_deg is 90, must be"),
    ],
)
def test_a_person_that_is_none_is_refused(numbers_given, message):
    with pytest.raises(ValueError, match=message):
        healthy(**numbers_given)


def test_the_ready_made_people_are_those_of_the_table():
    assert tuple(evidence.people()) == people()
    assert healthy() == person("mean adult")
    assert healthy("female", 1530.0) == person("small woman")


def test_an_unknown_person_is_told_with_the_known_ones():
    with pytest.raises(ValueError, match=r"person is 'giant', must be one of mean adult, .*people"):
        person("giant")


@pytest.mark.parametrize("name", people())
def test_no_ready_made_person_has_a_nerve_caught(name):
    assert not [c for c in Case(anatomy=person(name)).compressions if c.grade]


@pytest.mark.slow
@settings(max_examples=6)
@given(limited("healthy.stature_mm"), limited("healthy.facet_angle_deg"))
def test_no_nerve_is_caught_at_any_stature_or_facet_angle(stature_mm, facet_angle_deg):
    made = healthy(stature_mm=stature_mm, facet_angle_deg=facet_angle_deg)
    assert not [c for c in Case(anatomy=made).compressions if c.grade]
