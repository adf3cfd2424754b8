"""Maps of the skin differ; a finding says which one it went by and where the others disagree."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l45anatomy import Case, Herniation, dermatomes, evidence
from l45anatomy.frame import ROOTS, Side
from l45anatomy.neurology import examine, why
from tests.test_neurology import caught, sac

SKIN = tuple(n for n, item in evidence.items().items() if item.modality == "sensory")
maps = st.sampled_from(dermatomes.maps())
roots = st.builds(caught, st.sampled_from(ROOTS), st.sampled_from(Side), st.floats(0.0, 1.0))


def test_lee_is_the_default_and_covers_all_skin_that_is_examined() -> None:
    assert dermatomes.maps() == (
        "Lee 2008",
        "Foerster 1933",
        "ISNCSCI points",
        "Keegan and Garrett 1948",
    )
    assert set(evidence.dermatomes()["Lee 2008"]) == set(SKIN)
    compressions = [caught("L5"), caught("L4", Side.RIGHT), sac(50.0)]
    assert examine(compressions) == examine(compressions, "Lee 2008")


def test_the_default_map_shares_the_skin_out_as_before_there_were_maps() -> None:
    """The exam by default did not change when the maps came."""
    before = {
        "medial leg": {"L3": 0.1, "L4": 0.8, "L5": 0.1},
        "medial malleolus": {"L4": 0.9, "L5": 0.1},
        "first web space": {"L4": 0.05, "L5": 0.9, "S1": 0.05},
        "sole": {"L5": 0.1, "S1": 0.8, "S2": 0.1},
        "saddle": {"S2-S4": 1.0},
    }
    shares = evidence.innervation()
    for region, expected in before.items():
        assert expected == {row.root: row.share for row in shares[region]}


@given(roots, maps)
def test_a_map_changes_feeling_and_nothing_else(compression, name) -> None:
    usual, chosen = examine([compression]), examine([compression], name)
    for a, b in zip(usual, chosen, strict=True):
        assert (b.dermatomes is None) == (b.modality != "sensory")
        if a.modality != "sensory":
            assert a == b


@given(roots, maps)
def test_only_skin_that_the_map_gives_the_root_loses_feeling(compression, name) -> None:
    for finding in examine([compression], name).abnormal:
        if finding.modality == "sensory":
            rows = evidence.dermatomes()[name][finding.item]
            assert compression.root in {row.root for row in rows}


@given(roots, maps)
def test_a_mirrored_lesion_numbs_the_mirrored_skin(compression, name) -> None:
    image = replace(compression, side=compression.side.other)
    exam, other = examine([compression], name), examine([image], name)
    for region in SKIN:
        for side in Side:
            assert exam[region, side].grade == other[region, side.other].grade


@pytest.mark.parametrize("name", dermatomes.maps())
def test_no_map_can_miss_a_numb_saddle(name: str) -> None:
    """A numb saddle is an emergency [gardner2011], whatever map is in fashion."""
    for side in Side:
        assert examine([sac(45.0)], name)["saddle", side].red_flag


def test_what_a_map_does_not_have_is_not_tested_rather_than_normal() -> None:
    finding = examine([caught("S1", Side.LEFT, 1.0)], "ISNCSCI points")["sole", "left"]
    assert finding.label == "not tested (not on the map ISNCSCI points)"
    assert not finding.abnormal
    assert not finding.tested
    assert "It is not tested: ISNCSCI points does not have it." in why(finding)
    nerve = examine([caught("tibial nerve", Side.LEFT, 1.0)], "ISNCSCI points")["sole", "left"]
    assert nerve.label == finding.label


def test_foerster_gives_l5_part_of_the_sole_and_lee_hardly_any() -> None:
    case = [caught("L5", Side.LEFT, 1.0)]
    assert not examine(case)["sole", "left"].abnormal
    assert examine(case, "Foerster 1933")["sole", "left"].abnormal


def test_maps_that_differ_are_told_with_their_roots() -> None:
    medial = dermatomes.disagreement("medial leg")
    assert not medial.agree
    assert str(medial) == (
        "The maps disagree: Lee 2008 L4; Foerster 1933 L3, L4 and L5; Keegan and Garrett 1948 L4. "
        "ISNCSCI points has no point here. "
        "From memory, unverified: Lee 2008, Foerster 1933 and Keegan and Garrett 1948."
    )


def test_maps_that_agree_are_told_in_one_breath() -> None:
    heel = dermatomes.disagreement("lateral heel")
    assert heel.agree
    assert heel.text.startswith(
        "Lee 2008, Foerster 1933, ISNCSCI points and Keegan and Garrett 1948 put S1 here."
    )


def test_one_map_alone_is_told_with_what_stands_in_for_the_others() -> None:
    sole = dermatomes.disagreement("sole").text
    assert sole.startswith("Foerster 1933 puts L5 and S1 here.")
    saddle = dermatomes.disagreement("saddle").text
    assert saddle.startswith("ISNCSCI points put S2-S4 here.")
    assert "Lee 2008 and Keegan and Garrett 1948 do not show this region" in sole


def test_why_of_feeling_tells_the_maps_and_why_of_power_does_not() -> None:
    exam = examine([caught("L4", Side.LEFT, 0.7)], "Foerster 1933")
    text = why(exam["medial leg", "left"])
    assert "60% of: medial leg (dermatomes.csv, Foerster 1933, model assumption)" in text
    assert "Maps of the skin\n  The maps disagree:" in text
    assert exam["quadriceps", "left"].maps == ""
    assert "Maps of the skin" not in why(exam["quadriceps", "left"])


def test_an_unknown_map_or_region_lists_the_known_ones() -> None:
    with pytest.raises(ValueError, match=r"dermatomes is 'Head 1900', must be one of Lee 2008, Fo"):
        examine([], "Head 1900")
    with pytest.raises(ValueError, match=r"region is 'palm', must be one of .*sole.*dermatomes"):
        dermatomes.disagreement("palm")


def test_a_case_is_examined_by_the_map_that_is_asked_for() -> None:
    case = Case(Herniation("left", "subarticular", 7.0))
    assert case.exam == case.examined("Lee 2008")
    assert case.examined("ISNCSCI points")["dorsum of foot", "left"].dermatomes == "ISNCSCI points"
