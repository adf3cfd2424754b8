"""Posture: bending opens, leaning back narrows, and a fused segment does neither."""

import pytest
from hypothesis import given

from l45anatomy import Case, Herniation, Posture, Stenosis, evidence, healthy
from l45anatomy.changes import KINDS
from l45anatomy.changes.posture import bent, held, standing
from l45anatomy.frame import DISCS
from tests.strategies import limited
from tests.test_clearance import ends, narrow, stepped

DEGREES = (-20.0, -10.0, 0.0, 20.0, 50.0)


@given(limited("posture.flexion_deg"))
def test_a_posture_is_a_value_that_comes_back_from_plain_data(degrees):
    posture = Posture(degrees)
    assert posture == posture.mirrored()
    assert posture == eval(repr(posture), dict(KINDS))  # noqa: S307 (our own repr)
    assert (posture,) == Case.from_dict(Case(posture).to_dict()).changes


def test_a_posture_beyond_the_spine_is_refused():
    with pytest.raises(ValueError, match=r"flexion_deg is 60, must be -20 to 50 \(limits.csv"):
        Posture(60)


def test_lying_at_ease_changes_nothing():
    assert healthy() == Posture(0.0).apply(healthy())


def test_the_shares_of_the_levels_make_the_whole():
    bends = [Posture(40.0).apply(healthy()).segment(level).flexion_deg for level in DISCS]
    assert sum(bends) == pytest.approx(40.0)


def test_two_postures_add_up_and_commute_with_disease():
    sick = Stenosis.central(0.5)
    ab, ba = (Case(Posture(10), sick).anatomy, Case(sick, Posture(10)).anatomy)
    assert ab == ba
    once, twice = Posture(15).apply(healthy()), Posture(5).apply(Posture(10).apply(healthy()))
    for level in DISCS:
        bend = once.segment(level).flexion_deg
        assert bend == pytest.approx(twice.segment(level).flexion_deg)


def test_a_posture_that_is_held_takes_the_place_of_the_one_before():
    assert held(healthy(), bent()) == held(held(healthy(), standing()), bent())


def test_flexion_opens_the_disc_behind_and_thins_the_ligament():
    rest, forward, back = (Posture(d).apply(healthy()).segment("L4-L5") for d in (0, 20, -20))
    assert back.rear_mm < rest.rear_mm < forward.rear_mm
    assert forward.front_mm < rest.front_mm < back.front_mm
    assert forward.yellow_mm < rest.yellow_mm < back.yellow_mm


def test_a_fused_segment_does_not_bend():
    fused = healthy().with_segment("L4-L5", fused=True)
    bowed = Posture(30).apply(fused)
    assert fused.segment("L4-L5").rear_mm == bowed.segment("L4-L5").rear_mm
    assert fused.segment("L3-L4").rear_mm < bowed.segment("L3-L4").rear_mm


@pytest.mark.slow
@pytest.mark.parametrize("degrees", DEGREES)
@pytest.mark.parametrize("person", [ends(0), ends(1), narrow(), stepped()])
def test_no_posture_catches_anything_in_a_healthy_person(person, degrees):
    caught = [c for c in Case(Posture(degrees), anatomy=person).compressions if c.loss > 0]
    assert [] == caught


@pytest.mark.slow
@pytest.mark.parametrize("severity", [0.75, 1.0])
def test_a_narrow_canal_is_narrower_standing_and_wider_bent_forward(severity):
    """Extension narrows sac and canal, flexion opens them [chung2000]."""
    areas = Case(Stenosis.central(severity)).claudication
    assert areas.standing_mm2 < areas.lying_mm2 < areas.bent_mm2


@pytest.mark.slow
def test_claudication_comes_with_stenosis_and_goes_when_bending():
    """Relief on bending forward points to stenosis, LR+ 6.4 [suri2010]."""
    walks = Case(Stenosis.central(1.0)).claudication
    assert walks.is_limited
    assert walks.is_relieved
    assert walks.walking_m < walks.cart_m
    assert "leaning on a cart" in str(walks)
    assert set(walks.sources) <= set(evidence.references())


def test_a_healthy_person_walks_without_limit():
    walks = Case().claudication
    assert (1000, False, False) == (walks.walking_m, walks.is_limited, walks.is_relieved)


def test_a_central_herniation_is_not_relieved_by_bending():
    walks = Case(Herniation(None, "central", 10.0, base_mm=22)).claudication
    assert walks.is_limited
    assert walks.cart_m <= walks.walking_m
    assert "no relief" in str(walks)


def test_the_exam_says_how_far_one_walks_upright():
    case = Case(Stenosis.central(1.0))
    walks, why = case.claudication, case.why("walking distance")
    assert case.exam["walking distance"].grade == pytest.approx(walks.walking_m, abs=10)
    assert f"keeps {walks.standing_mm2:.0f} mm² at its narrowest while standing" in why
    assert "In the posture shown, both ligamenta flava L4-L5 and the disc L4-L5 leave" in why
