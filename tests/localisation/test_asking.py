"""What to examine next, and the reasoning as text."""

import pytest

from l45anatomy import Case, Herniation, Side, evidence
from l45anatomy.localisation import explain, next_test, next_tests

DROP = [("foot drop", "left")]


def test_after_foot_drop_inversion_or_hip_abduction_is_asked_for():
    """[baima2008]: these two tell the root from the nerve at the fibula."""
    best = next_test(DROP)
    assert best.item in ("tibialis posterior", "gluteus medius")
    assert Side.LEFT == best.side
    assert {"common peroneal nerve left", "L5 left"} == set(best.between)
    by = dict(zip(best.between, best.expected, strict=True))
    assert by["L5 left"] > 0.8 > 0.1 > by["common peroneal nerve left"]
    assert "ankle inversion (tibialis posterior), left: abnormal in" in str(best)


def test_after_a_femoral_picture_what_parts_it_from_l4_is_asked_for():
    told = [("quadriceps", "left", "weak"), ("patellar reflex", "left", "absent")]
    best = {one.item for one in next_tests(told)[:6]}
    assert best & {"hip adductors", "anterior thigh", "tibialis anterior", "straight leg raise"}


def test_tests_come_by_what_they_tell_and_none_twice():
    asked = next_tests(DROP)
    for pain in (True, False):
        bits = [round(one.bits, 2) for one in asked if ("pain" in one.item) == pain]
        assert len(bits) > 3
        assert sorted(bits, reverse=True) == pytest.approx(bits, abs=0.011)
    assert all(0.0 <= one.bits <= 1.0 for one in asked)
    assert ("tibialis anterior", Side.LEFT) not in {(one.item, one.side) for one in asked}
    assert len(asked) == len({(one.item, one.side) for one in asked})


@pytest.mark.parametrize(
    "told",
    [
        [*DROP, ("hip abduction", "left", "normal"), ("tibialis posterior", "left", "normal")],
        [("great toe extension", "left", "weak")],
        [("Achilles reflex", "left", "absent")],
        [("quadriceps", "left", "weak"), ("SLR", "right", "negative")],
    ],
)
def test_the_rival_is_one_that_the_findings_are_about(told):
    """A normal finding of the left foot does not raise the question of the right one."""
    for one in next_tests(told):
        assert not any(who.endswith("right") or who == "nothing caught" for who in one.between)


def test_a_sign_comes_before_a_symptom_that_tells_little_more():
    """Pain is only asked for; the great toe calls for an examination."""
    asked = next_tests([("great toe extension", "left", "weak")])
    best, symptom = asked[0], next(one for one in asked if "pain" in one.item)
    assert "pain" not in best.item
    assert best.bits > 0.75 * symptom.bits
    assert {"tibialis posterior", "gluteus medius"} <= {one.item for one in asked[:6]}


def test_the_next_test_in_a_mirror_is_on_the_other_side():
    left, right = next_test(DROP), next_test([("foot drop", "right")])
    assert (left.item, Side.LEFT, Side.RIGHT) == (right.item, left.side, right.side)


def test_doing_the_next_test_leaves_less_to_ask():
    """The answer settles what it was asked for: the question after it tells less."""
    best = next_test(DROP)
    for state in ("normal", "weak"):
        after = next_test([*DROP, (best.item, "left", state)])
        assert after.bits < best.bits


def test_after_a_whole_examination_nothing_is_left():
    assert next_test(Case(Herniation("left", "subarticular", 8)).exam) is None


def test_the_explanation_tells_all_and_its_sources():
    text = explain([*DROP, ("SLR", "left", "negative")])
    for word in ("Found", "Likely caught", "Likely from", "For the first", "Examine next"):
        assert word in text
    assert "tibialis anterior, left: foot drop" in text
    assert "common peroneal nerve left" in text
    assert "[phillips1991]" in text
    assert "[kort1985]" in text
    assert "priors.csv; shares of causes are choices" in text
    cited = {line.strip().split("]")[0][1:] for line in text.split("Sources\n")[1].splitlines()}
    assert cited <= set(evidence.references())


@pytest.mark.parametrize(
    ("told", "flag"),
    [
        ([("saddle", "left", "numb")], "The cauda equina may be compressed: emergency MRI."),
        (["urinary retention"], "The cauda equina may be compressed: emergency MRI."),
        (DROP, "Severe weakness: a surgeon should see it within days."),
    ],
)
def test_a_red_flag_is_told_however_unlikely_the_cause(told, flag):
    assert f"Red flag\n  {flag}" in explain(told)


@pytest.mark.parametrize("state", ["3/5", "3+", 3, 2.9, "MRC 2", "1/5", 0, 4, "weak"])
def test_a_told_grade_is_a_red_flag_just_where_the_examination_has_one(state):
    number = (
        float(str(state).removeprefix("MRC").partition("/")[0].rstrip("+"))
        if state != "weak"
        else 5
    )
    flag = evidence.red_flags()["motor"]
    assert (number <= flag.grade) == ("Red flag" in explain([("EHL", "left", state)]))


def test_a_cauda_equina_that_is_likely_is_not_left_unexamined():
    """Claudication alone may come from a sac that is crushed; bladder and saddle tell."""
    told = [("walking distance", 200)]
    assert "cauda equina may be caught" in explain(told)
    assert "examine saddle, bladder and anal tone at once" in explain(told)
    told += [("saddle", side, "normal") for side in Side]
    told += [("bladder", "normal"), ("anal tone", "normal")]
    assert "Red flag" not in explain(told)


def test_the_sources_are_those_of_what_is_told():
    """A weak great toe says nothing of stretch tests, cysts or the medial leg."""
    text = explain([("EHL", "left", "weak")])
    cited = {line.strip().split("]")[0][1:] for line in text.split("Sources\n")[1].splitlines()}
    assert {"kort1985", "phillips1991", "tsao2003", "hancock2011"} <= cited
    assert not {"vdw2010", "soriano2021", "elldh", "venk2019", "tawa2017"} & cited


def test_no_red_flag_where_there_is_none():
    assert "Red flag" not in explain([("EHL", "left", "weak")])


def test_a_whole_examination_is_explained():
    assert "all is examined" in explain(Case(Herniation("left", "subarticular", 8)).exam)
