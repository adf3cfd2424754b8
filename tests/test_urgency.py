"""How soon somebody must act: what is an emergency, what is urgent, what can wait."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l45anatomy import Case
from l45anatomy.changes import Fracture, NerveLesion
from l45anatomy.frame import Side
from l45anatomy.neurology import examine
from tests.test_outlook import BOTH, CASES, MASSIVE, NARROW, SUBARTICULAR, caught, outlook


def test_a_red_flag_is_an_emergency() -> None:
    urgency = MASSIVE.outlook.urgency
    assert "emergency" == urgency.step
    assert {"saddle", "bladder", "anal tone"} == {finding.item for finding in urgency.because}
    assert "contested" in urgency.contested


def test_clear_trouble_in_both_legs_from_a_herniation_is_an_emergency() -> None:
    """[gardner2011]; a narrow canal does that slowly and as a rule."""
    assert "emergency" == outlook(*BOTH).urgency.step
    assert "elective" == NARROW.urgency.step
    assert "Both legs are affected already. From a stenosis that comes slowly" in NARROW.text
    assert "new trouble in both legs" not in NARROW.text
    assert "new trouble in both legs" in SUBARTICULAR.outlook.text


def test_a_burst_vertebra_that_takes_both_legs_is_an_emergency_and_is_still_a_broken_bone() -> None:
    """[gardner2011]; CT stays due whatever the legs show."""
    burst = Case(Fracture("L4", "burst", retropulsion_mm=12))
    both = (
        caught("L5", Side.LEFT, 1.0, "fragment L4"),
        caught("L5", Side.RIGHT, 1.0, "fragment L4"),
    )
    hurt = outlook(*both, of=burst)
    assert "fracture at L4" == str(hurt.cause)
    assert "emergency" == hurt.urgency.step
    for look in (hurt, burst.outlook):
        assert "L4 is broken, a red flag by itself: CT" in look.text
        assert "new trouble in both legs" not in look.text
        assert "overdev2014" not in look.text


def test_a_wedged_vertebra_is_no_all_clear() -> None:
    look = Case(Fracture("L4", "compression", height_loss_percent=70)).outlook
    assert ("fracture at L4", "urgent") == (str(look.cause), look.urgency.step)
    assert "CT" in look.text
    assert "osteoporosis" in look.text
    assert () == Case().outlook.broken


def test_a_foot_that_drops_from_a_broken_bone_gets_no_share_of_other_patients() -> None:
    both = (
        caught("L5", Side.LEFT, 1.0, "fragment L4"),
        caught("L4", Side.LEFT, 0.8, "fragment L4"),
    )
    look = outlook(*both, of=Case(Fracture("L4")))
    assert look.dropped
    assert look.foot_drop is None
    assert "The left foot drops. How it comes back where a vertebra is broken is not" in look.text


@pytest.mark.parametrize(("loss", "step"), [(0.3, "elective"), (0.7, "elective"), (1.0, "urgent")])
def test_below_mrc_3_it_is_urgent(loss: float, step: str) -> None:
    look = outlook(caught("L5", Side.LEFT, loss))
    assert step == look.urgency.step
    if step == "urgent":
        for finding in look.urgency.because:
            assert any(f"(MRC {grade})" in finding.label for grade in range(3))
        assert f"{look.urgency.because[0].item}, left: " in look.text.casefold()


@given(loss=st.floats(0, 1))
def test_a_muscle_is_a_red_flag_just_where_its_words_say_less_than_mrc_3(loss: float) -> None:
    for finding in examine((caught("L5", Side.LEFT, loss),)):
        if finding.modality == "motor":
            below = any(f"(MRC {grade})" in finding.label for grade in range(3))
            assert below == bool(finding.red_flag)


def test_weakness_that_grows_is_urgent_and_never_less_urgent() -> None:
    order = ("none", "elective", "urgent", "emergency")
    assert "urgent" == SUBARTICULAR.outlook.if_worsening.step
    for case in (*CASES, Case()):
        look = case.outlook
        assert order.index(look.if_worsening.step) >= order.index(look.urgency.step)


@pytest.mark.parametrize("retropulsion_mm", [1, 8])
def test_a_broken_vertebra_never_waits(retropulsion_mm: float) -> None:
    urgency = Case(Fracture("L4", retropulsion_mm=retropulsion_mm)).outlook.urgency
    assert urgency.step in ("urgent", "emergency")


def test_a_nerve_beyond_the_spine_is_no_reason_to_operate_on_the_spine() -> None:
    look = Case(NerveLesion.peroneal_palsy(1.0)).outlook
    assert "none" == look.urgency.step
    assert look.foot_drop is None


def test_a_dropped_foot_gets_the_contested_share() -> None:
    """Common error 41: 16 % [liuk2013], 61 % [aono2007], 71 % [girardi2002]."""
    dropped = outlook(caught("L5", Side.LEFT, 1.0), caught("L4", Side.LEFT, 0.8))
    assert dropped.foot_drop is not None
    assert (0.156, 0.4, 0.71) == (
        dropped.foot_drop.low,
        dropped.foot_drop.share,
        dropped.foot_drop.high,
    )
    for share in ("16 %", "61 %", "71 %", "contested"):
        assert share in dropped.text
    assert SUBARTICULAR.outlook.foot_drop is None
