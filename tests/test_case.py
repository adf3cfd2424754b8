"""A case is a value: shared by dict, code or text, it comes back as it was."""

import pytest
from hypothesis import given, settings

from l45anatomy import Case, Herniation, Side, Spondylolisthesis, healthy
from l45anatomy import anatomy as anatomy_module
from l45anatomy.changes import KINDS
from l45anatomy.frame import ROOTS
from tests.strategies import cases

LEFT = Herniation("left", "subarticular", 7.0)
NAMES = vars(anatomy_module) | KINDS | {"Case": Case}


# --- there and back -------------------------------------------------------------------------------


@given(cases())
def test_a_case_comes_back_from_its_dict(case):
    assert case == Case.from_dict(case.to_dict())


@given(cases())
def test_a_case_comes_back_from_its_code(case):
    assert case == Case.from_code(case.code)
    assert case == Case.from_code(f"  {case.code}\n")
    assert case.code.startswith("L45-")


@settings(max_examples=10)
@given(cases())
def test_a_case_comes_back_from_its_text(case):
    assert case == eval(repr(case), dict(NAMES))  # noqa: S307 (our own repr)
    assert hash(case) == hash(eval(repr(case), dict(NAMES)))  # noqa: S307


@given(cases())
def test_the_code_is_printable_and_needs_no_quoting(case):
    assert set(case.code) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")


def test_the_mean_adult_is_left_out_of_the_dict():
    assert {"changes": []} == Case().to_dict()
    assert Case() == Case(anatomy=healthy())


def test_a_person_is_shared_by_the_numbers_of_the_table():
    case = Case(LEFT, anatomy=healthy("female"), name="Mrs K.")
    told = case.to_dict()
    assert "Mrs K." == told["name"]
    assert healthy("female").vertebra("L4").canal_depth_mm == told["person"]["L4.canal_depth_mm"]
    assert case == Case.from_dict(told)


# --- what is refused ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"change": []}, "key of a case is 'change', must be one of changes, name, person"),
        (
            {"changes": [{"change": "Cure"}]},
            "kind of change is 'Cure', must be one of ConjoinedRoot, DiscDegeneration",
        ),
        ({"changes": [{"zone": "central"}]}, "kind of change is 'None', must be one of"),
        (
            {"changes": [{"change": "Stenosis", "reach_mm": 3}]},
            "key of Stenosis is 'reach_mm', must be one of change, level, side, flavum_mm",
        ),
        ({"person": {"L4.length": 3.0}}, "parameter of a person is 'L4.length', must be one of"),
        (
            {"changes": [{"change": "Herniation", "side": "left", "zone": "x", "reach_mm": 1}]},
            "zone is 'x', must be one of central, subarticular",
        ),
    ],
)
def test_a_dict_that_is_no_case_is_refused_with_what_is_allowed(data, message):
    with pytest.raises(ValueError, match=message):
        Case.from_dict(data)


@pytest.mark.parametrize("code", ["", "L45-", "L45-nonsense", "hello there", "L45-eJyr"])
def test_a_broken_code_is_refused_with_what_it_must_be(code):
    with pytest.raises(ValueError, match=r"code is .*, must be a text that Case.code gave.*L45-"):
        Case.from_code(code)


def test_a_code_cut_short_is_refused():
    with pytest.raises(ValueError, match=r"must be a text that Case\.code gave"):
        Case.from_code(Case(LEFT).code[:-8])


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
