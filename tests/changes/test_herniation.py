"""Herniations: what is allowed by the nomenclature, and nothing else [fardon2014]."""

import pytest
from hypothesis import given

from l45anatomy import Herniation, Side, evidence, healthy
from l45anatomy.changes import affect
from tests.checks import check_change
from tests.strategies import herniations, limited

GOOD = {"side": "left", "zone": "subarticular", "reach_mm": 7.0}
BAD = {
    "reach_mm": (-1, r"reach_mm is -1, must be 0 to 16 \(limits.csv, row herniation.reach_mm\)"),
    "zone": ("lateral", r"zone is 'lateral', must be one of central, subarticular, foraminal, "),
    "level": ("L1-L2", "level is 'L1-L2', must be one of L3-L4, L4-L5, L5-S1"),
    "side": ("port", "side is 'port', must be one of right, left"),
    "kind": ("prolapse", r"kind is 'prolapse', must be one of protrusion, extrusion, seq.*2\.0"),
    "base_mm": (99, r"base_mm is 99, must be 4 to 30 \(limits.csv, row herniation.base_mm\)"),
    "migration_mm": (40, r"migration_mm is 40, must be -15 to 15 \(limits.csv, row hern"),
}


@given(herniations())
def test_a_herniation_is_a_change(herniation):
    check_change(herniation, lambda change: change.reach_mm == 0)


@pytest.mark.parametrize("name", BAD)
def test_a_bad_herniation_is_refused_with_what_is_allowed_and_where_it_says_so(name):
    value, message = BAD[name]
    with pytest.raises(ValueError, match=message):
        Herniation(**{**GOOD, name: value})


@pytest.mark.parametrize("value", ["7", None, True, float("nan"), float("inf")])
def test_a_reach_that_is_no_number_is_refused(value):
    with pytest.raises(ValueError, match=r"reach_mm is .*, must be 0 to 16"):
        Herniation("left", "subarticular", value)


@pytest.mark.parametrize("zone", ["subarticular", "foraminal", "extraforaminal"])
def test_only_a_central_herniation_needs_no_side(zone):
    with pytest.raises(ValueError, match=f"side is None, must be right or left in the {zone} zone"):
        Herniation(None, zone, 7.0)
    assert Herniation(None, "central", 7.0).side is None


def test_a_protrusion_deeper_than_wide_is_refused():
    """The nomenclature calls it an extrusion [fardon2014]."""
    with pytest.raises(ValueError, match=r"must not exceed base_mm \(6\).*'extrusion'.*2\.0"):
        Herniation("left", "subarticular", 7.0, base_mm=6.0)
    assert 7.0 == Herniation("left", "subarticular", 7.0, base_mm=7.0).reach_mm
    assert "extrusion" == Herniation(**GOOD, base_mm=6.0, kind="extrusion").kind


def test_the_base_is_the_usual_one_unless_said():
    assert evidence.limits()["herniation.base_mm"].value == Herniation(**GOOD).base_mm


def test_words_and_members_name_the_same_side():
    assert Herniation(**GOOD) == Herniation(Side.LEFT, "subarticular", 7)


@given(limited("herniation.reach_mm", 4.0))
def test_the_side_of_a_central_herniation_moves_nothing(reach):
    sides = {Herniation(s, "central", reach).apply(healthy()) for s in (None, "left", "right")}
    assert 1 == len(sides)


@given(herniations(), herniations())
def test_two_herniations_are_the_same_in_either_order(one, other):
    assert affect(healthy(), (one, other)) == affect(healthy(), (other, one))


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({}, "left subarticular disc protrusion L4-L5, 7 mm"),
        ({"zone": "central"}, "central disc protrusion L4-L5, 7 mm"),
        ({"migration_mm": -4}, "left subarticular disc extrusion L4-L5, 7 mm, migrated 4 mm down"),
        ({"migration_mm": 4}, "left subarticular disc extrusion L4-L5, 7 mm, migrated 4 mm up"),
    ],
)
def test_a_herniation_is_told_in_the_words_of_a_report(more, told):
    assert told == str(Herniation(**{**GOOD, **more}))


def test_what_was_not_given_is_told_like_any_other_bad_input():
    with pytest.raises(ValueError, match=r"reach_mm is -1, must be 0 to 16 \(limits\.csv"):
        Herniation(reach_mm=-1)
    with pytest.raises(ValueError, match="reach_mm is nan, must be 0 to 16"):
        Herniation("left", "foraminal")
    with pytest.raises(ValueError, match="zone is '', must be one of central"):
        Herniation(reach_mm=3)
