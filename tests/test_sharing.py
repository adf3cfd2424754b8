"""A case is shared as plain data or as a short text, and comes back as it was."""

import pytest
from hypothesis import given

from l45anatomy import Case, Herniation, healthy
from l45anatomy.sharing import packed
from tests.strategies import cases

LEFT = Herniation("left", "subarticular", 7.0)


# --- there and back -------------------------------------------------------------------------------


@given(cases())
def test_a_case_comes_back_from_its_dict(case):
    assert case == Case.from_dict(case.to_dict())


@given(cases())
def test_a_case_comes_back_from_its_code(case):
    assert case == Case.from_code(case.code)
    assert case == Case.from_code(f"  {case.code}\n")
    assert case.code.startswith("L45-")


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
            {"person": {"nerves.root_l5_mm": -3}},
            r"is -3, must be 2.116 to 13.225 \(mean 5.29, dimensions.csv; shares of it, limits",
        ),
        ({"person": {"nerves.root_l5_mm": "x"}}, "nerves.root_l5_mm is 'x', must be"),
        ({"person": {"nerves.root_l5_mm": float("nan")}}, "nerves.root_l5_mm is nan, must be"),
        ({"person": 5}, "person is 5, must be a table of rows of dimensions.csv"),
        (
            {"changes": [{"change": "Herniation", "side": "left", "zone": "x", "reach_mm": 1}]},
            "zone is 'x', must be one of central, subarticular",
        ),
    ],
)
def test_a_dict_that_is_no_case_is_refused_with_what_is_allowed(data, message):
    with pytest.raises(ValueError, match=message):
        Case.from_dict(data)


@pytest.mark.parametrize(
    "code", ["", "L45-", "L45-nonsense", "hello there", "L45-eJyr", packed([]), packed(5)]
)
def test_a_broken_code_is_refused_with_what_it_must_be(code):
    with pytest.raises(
        ValueError, match=r"code is .*, must be a share code copied whole, from L45-"
    ):
        Case.from_code(code)


def test_a_code_cut_short_is_refused():
    with pytest.raises(ValueError, match=r"must be a share code copied whole"):
        Case.from_code(Case(LEFT).code[:-8])
