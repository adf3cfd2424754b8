"""A case is a value: its text builds it again, and what is asked of it in error is refused."""

import pytest
from hypothesis import given, settings

from l45anatomy import Case, Herniation, Side, Spondylolisthesis, healthy
from l45anatomy import anatomy as anatomy_module
from l45anatomy.changes import KINDS
from l45anatomy.frame import ROOTS
from tests.strategies import cases

LEFT = Herniation("left", "subarticular", 7.0)
NAMES = vars(anatomy_module) | KINDS | {"Case": Case}


@settings(max_examples=10)
@given(cases())
def test_a_case_comes_back_from_its_text(case):
    assert case == eval(repr(case), dict(NAMES))  # noqa: S307 (our own repr)
    assert hash(case) == hash(eval(repr(case), dict(NAMES)))  # noqa: S307


# --- what is refused ------------------------------------------------------------------------------


def test_what_is_no_change_is_refused():
    with pytest.raises(ValueError, match="change is 'herniation', must be one of ConjoinedRoot, "):
        Case("herniation")


def test_an_unknown_root_or_side_is_refused():
    with pytest.raises(ValueError, match="root is 'L6', must be one of L3, L4, L5, S1, dural sac"):
        Case().compression("L6", "left")
    with pytest.raises(ValueError, match="side is None, must be one of right, left"):
        Case().compression("L5")


def test_an_unknown_item_of_the_exam_is_refused_with_the_known_ones():
    with pytest.raises(KeyError, match=r"item is 'eyebrow', must be one of .*tibialis anterior"):
        Case().exam["eyebrow", "left"]


# --- the chain ------------------------------------------------------------------------------------


def test_a_healthy_case_finds_nothing():
    assert () == Case().exam.abnormal
    assert "healthy" == str(Case())


def test_a_caught_root_shows_in_the_leg_of_its_side():
    exam = Case(LEFT).exam
    assert exam["extensor hallucis longus", "left"].abnormal
    assert not exam["extensor hallucis longus", "right"].abnormal


def test_why_names_the_structure_the_root_and_a_source():
    told = Case(LEFT).why("extensor hallucis longus", "left")
    for word in ("disc L4-L5", "left L5 root", "innervation.csv", "Sources"):
        assert word in told.replace("Disc", "disc")


def test_why_needs_no_side_where_the_item_has_none():
    assert "Why" in Case().why("walking distance")


@pytest.mark.parametrize("root", ROOTS)
@pytest.mark.parametrize("side", Side)
def test_a_compression_is_asked_for_by_root_and_side(root, side):
    found = Case().compression(root, side)
    assert (root, side) == (found.root, found.side)
    assert found == Case().compression(root, str(side))


def test_the_sac_has_no_side():
    assert Case().compression("dural sac").side is None


def test_what_comes_after_is_one_more_change_of_the_same_patient():
    case = Case(LEFT, anatomy=healthy("female"), name="Mrs K.")
    later = case.after(Spondylolisthesis(10))
    assert (LEFT, Spondylolisthesis(10)) == later.changes
    assert (case.person, case.name) == (later.person, later.name)
    assert (LEFT,) == case.changes


def test_a_case_is_told_by_its_name_or_its_changes():
    assert "Mrs K." == str(Case(LEFT, name="Mrs K."))
    assert str(LEFT) in str(Case(LEFT, Spondylolisthesis(10)))


def test_changes_reach_the_anatomy_and_leave_the_person():
    case = Case(LEFT)
    assert healthy() == case.person
    assert case.anatomy == LEFT.apply(healthy())


def test_two_cases_of_the_same_changes_share_their_spine():
    assert Case(LEFT).spine is Case(LEFT).spine
    assert Case(LEFT).spine == Case(LEFT, name="again").spine


def test_a_case_can_be_drawn_on_a_leg_and_told_in_words():
    assert Case(LEFT).body().startswith("<svg")
    assert "L5" in Case(LEFT).describe()
