"""Stretch tests: the sorer and the tighter a root, the smaller the angle that hurts."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l45anatomy import Case, Herniation, Stenosis, evidence, tension
from l45anatomy.clearance import Compression
from l45anatomy.frame import Side

TESTS = ("straight leg raise", "crossed straight leg raise", "femoral stretch")
SHARES = st.floats(0.0, 1.0)


def caught(loss, stretch=0.0):
    """Give a left L5 root that lost so much and is so much longer."""
    return Compression(
        root="L5",
        side=Side.LEFT,
        site="lateral recess",
        level="L4-L5",
        gap_mm=-1.0,
        shift_mm=1.0,
        loss=loss,
        by=("disc L4-L5",),
        grade=3,
        at=(0.0, 0.0, 0.0),
        stretch=stretch,
    )


@pytest.mark.parametrize("item", TESTS)
def test_a_movement_runs_from_nothing_to_all_of_the_pull(item):
    test = tension.pull(item)
    assert sorted(test.angles_deg) == list(test.angles_deg)
    assert sorted(test.shares) == list(test.shares)
    assert (0.0, 1.0) == (test.shares[0], test.shares[-1])
    assert test.last_deg < test.full_deg


@pytest.mark.parametrize("item", TESTS)
@given(SHARES, SHARES, SHARES, SHARES)
def test_a_sorer_or_tighter_root_never_hurts_later(item, sore, more, loss, tighter):
    low, high = sorted((sore, more))
    easy, hard = sorted((loss, tighter))
    mild = tension.movement_lost(item, 1.0, low, caught(easy))
    assert mild <= tension.movement_lost(item, 1.0, high, caught(easy)) + 1e-9
    assert mild <= tension.movement_lost(item, 1.0, low, caught(hard)) + 1e-9


@given(SHARES, SHARES)
def test_a_root_that_is_stretched_already_hurts_no_later(sore, loss):
    rest, drawn = (
        tension.movement_lost("straight leg raise", 1.0, sore, caught(loss, s)) for s in (0.0, 0.02)
    )
    assert rest <= drawn + 1e-9


@pytest.mark.parametrize("item", TESTS)
def test_what_is_not_sore_never_hurts(item):
    assert None is tension.painful_deg(item, 1.0, 0.0, caught(1.0))
    assert 0.0 == tension.movement_lost(item, 1.0, 0.0, caught(1.0))


def test_pain_past_the_last_angle_is_no_sign():
    """Beyond 70 degrees it is mostly that of hamstrings or joints [seekhz]."""
    angles = [
        tension.painful_deg("straight leg raise", 1.0, s / 100, caught(0.0)) for s in range(100)
    ]
    told = [angle for angle in angles if angle is not None]
    assert told
    assert all(25.0 <= angle <= 70.0 for angle in told)


def test_the_stretch_of_a_full_raise_of_a_free_leg_is_the_published_one():
    """Two to four per cent in ten cadavers [smith1993]."""
    free = replace(caught(0.0), grade=0, by=())
    assert 0.02 <= tension.stretch("straight leg raise", 1.0, free, 90.0) <= 0.04
    assert 0.0 == tension.stretch("straight leg raise", 1.0, free, 20.0)


def test_a_herniation_that_grows_makes_the_leg_hurt_sooner():
    cases = [Case(Herniation("left", "subarticular", mm)) for mm in (2.0, 3.5, 6.0, 8.0)]
    angles = [case.exam["straight leg raise", "left"].grade for case in cases]
    assert sorted(angles, reverse=True) == angles
    assert 90.0 == angles[0] > angles[1] > angles[2]


def test_only_a_root_that_is_badly_caught_hurts_when_the_other_leg_is_raised():
    mild, bad = (Case(Herniation("left", "subarticular", mm)).exam for mm in (4.0, 8.0))
    assert not mild["crossed straight leg raise", "right"].abnormal
    assert bad["crossed straight leg raise", "right"].abnormal
    assert not bad["crossed straight leg raise", "left"].abnormal


def test_the_raised_leg_says_where_it_hurts_and_why():
    told = Case(Herniation("left", "subarticular", 7.0)).why("straight leg raise", "left")
    angle = told.partition("positive at ")[2].partition("°")[0]
    assert f"At {angle}° it is stretched by" in told
    assert "yielding.csv" in told


def test_bone_that_narrows_a_recess_a_little_does_not_make_the_raised_leg_hurt():
    """Stretching seldom hurts in stenosis [textbook]."""
    case = Case(Stenosis(facet_mm=4.0, side="left"))
    assert not case.exam["straight leg raise", "left"].abnormal


def test_every_number_of_a_stretch_test_is_within_its_range():
    for name, row in evidence.yielding().items():
        assert row.low <= row.value <= row.high, name
