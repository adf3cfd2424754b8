"""Synovial cysts: from the joint into the recess, where the traversing root lies."""

from itertools import pairwise

import pytest
from hypothesis import given

from l45anatomy import Case, Side, SynovialCyst, healthy
from l45anatomy.changes import affect
from l45anatomy.naming import named
from l45anatomy.spine import facets
from tests.checks import check_change, check_field
from tests.strategies import cysts

TRAVERSING = {"L3-L4": "L4", "L4-L5": "L5", "L5-S1": "S1"}
SLACK = 1e-3


@given(cysts())
def test_a_cyst_is_a_change(cyst):
    check_change(cyst, lambda change: change.diameter_mm == 0)


@given(cysts(), cysts())
def test_two_cysts_are_the_same_in_either_order(one, other):
    assert affect(healthy(), (one, other)) == affect(healthy(), (other, one))


def test_a_usual_cyst_at_l4_l5_compresses_l5():
    """Nearly all operated cysts come with a radiculopathy [soriano2021]."""
    found = Case(SynovialCyst("left", 10.0)).compression("L5", "left")
    assert (3, "L4-L5") == (found.grade, found.level)
    assert found.site in ("subarticular zone", "lateral recess")
    assert ("synovial cyst L4-L5 left",) == found.by


@pytest.mark.parametrize("level", TRAVERSING)
def test_a_cyst_catches_the_traversing_root_and_spares_the_exiting_one(level):
    case = Case(SynovialCyst("left", 12.0, level))
    assert 3 == case.compression(TRAVERSING[level], "left").grade
    spared = [c for c in case.compressions if c.side and c.root != TRAVERSING[level]]
    assert {0} == {c.grade for c in spared}


def test_a_bigger_cyst_never_frees_a_root():
    sizes = (0, 4, 7, 9, 10, 11, 12, 14, 16)
    lost = [[c.loss for c in Case(SynovialCyst("left", mm)).compressions] for mm in sizes]
    for less, more in pairwise(lost):
        assert all(a <= b + SLACK for a, b in zip(less, more, strict=True))


def test_of_two_cysts_on_a_joint_the_bigger_one_counts():
    both = Case(SynovialCyst("left", 5.0), SynovialCyst("left", 11.0))
    assert Case(SynovialCyst("left", 11.0)).compressions == both.compressions


def test_a_cyst_is_a_structure_with_a_name():
    spine = Case(SynovialCyst("right", 8.0, "L5-S1")).spine
    assert 100 < spine["synovial cyst L5-S1 right"].mesh.volume < 300
    assert "right zygapophysial joint L5-S1" in named("synovial cyst L5-S1 right").english


def test_a_cyst_keeps_the_law_of_fields():
    person = SynovialCyst("left", 9.0).apply(healthy())
    check_field(facets.cyst(person, "L4-L5", Side.LEFT))


@pytest.mark.parametrize(
    ("given_", "message"),
    [
        (("up", 8.0), "side is 'up', must be one of right, left"),
        (("left", 30.0), r"diameter_mm is 30.0, must be 0 to 16 \(limits.csv, row cyst.diameter"),
        (("left", -1), "diameter_mm is -1, must be 0 to 16"),
        (("left", 8.0, "L5"), "level is 'L5', must be one of L3-L4, L4-L5, L5-S1"),
    ],
)
def test_a_bad_cyst_is_refused_with_what_is_allowed(given_, message):
    with pytest.raises(ValueError, match=message):
        SynovialCyst(*given_)


def test_a_cyst_is_told_in_the_words_of_a_report():
    assert "left synovial cyst L4-L5, 8 mm" == str(SynovialCyst("left", 8.0))
