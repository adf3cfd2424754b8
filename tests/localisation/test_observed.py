"""Findings as they are told: words, numbers, names of their own, and what is refused."""

import pytest

from l45anatomy import Case, Herniation, Side, Stenosis, dermatomes, evidence
from l45anatomy.localisation.observed import observed

LEFT, RIGHT = Side.LEFT, Side.RIGHT


@pytest.mark.parametrize(
    ("told", "item", "side", "level"),
    [
        (("great toe extension", "left", "weak"), "extensor hallucis longus", LEFT, 1),
        (("EHL", "right", 5), "extensor hallucis longus", RIGHT, 0),
        (("ehl", "right", "4/5"), "extensor hallucis longus", RIGHT, 2),
        (("EHL", "right", "MRC 1"), "extensor hallucis longus", RIGHT, 3),
        (("knee jerk", Side.LEFT, "absent"), "patellar reflex", LEFT, 3),
        (("knee jerk", "left", 3), "patellar reflex", LEFT, 0),
        (("SLR", "left", 45), "straight leg raise", LEFT, 2),
        (("SLR", "left", "90°"), "straight leg raise", LEFT, 0),
        (("SLR", "left", "negative"), "straight leg raise", LEFT, 0),
        (("sole", "left", "numb"), "sole", LEFT, 1),
        (("calf pain", "left", "absent"), "posterior leg pain", LEFT, 0),
        (("bladder", "retention"), "bladder", None, 3),
        (("bladder", None, "normal"), "bladder", None, 0),
        (("claudication", 300.0), "walking distance", None, 2),
        (("foot drop", "left"), "tibialis anterior", LEFT, 3),
        (("foot drop", "left", "absent"), "tibialis anterior", LEFT, 0),
        ("urinary retention", "bladder", None, 3),
        (("bladder", "painless retention"), "bladder", None, 3),
        (("EHL", "left", "normal power"), "extensor hallucis longus", LEFT, 0),
        (("EHL", "left", "slightly weak (MRC 4+)"), "extensor hallucis longus", LEFT, 1),
        (("SLR", "left", "positive at 45°"), "straight leg raise", LEFT, 2),
        (("claudication", "about 300 m"), "walking distance", None, 2),
    ],
)
def test_a_finding_is_understood_as_it_is_told(told, item, side, level):
    (read,) = observed([told])
    assert (item, side, level) == (read.item, read.side, read.level)


def test_an_examination_reads_as_its_own_levels():
    exam = Case(Herniation("left", "subarticular", 8)).exam
    read = {seen.where: seen.level for seen in observed(exam)}
    assert {(f.item, f.side): f.level for f in exam} == read


def test_skin_that_is_not_on_the_map_says_nothing():
    """A patch that was not tested is no normal finding."""
    case = Case(Herniation("left", "subarticular", 8))
    for skin in dermatomes.maps():
        exam = case.examined(skin)
        tested = {f.item for f in exam if not f.label.startswith("not tested")}
        assert tested == {seen.item for seen in observed(exam)}


def test_findings_come_in_the_order_of_the_examination():
    told = [("sole", "left", "numb"), ("EHL", "left", "weak"), ("EHL", "right", "weak")]
    assert observed(told) == observed(told[::-1])
    order = list(evidence.items())
    places = [order.index(seen.item) for seen in observed(told)]
    assert sorted(places) == places


def test_the_stronger_of_two_words_for_one_weakness_counts():
    """Both say the same, one says more: no contradiction."""
    (read,) = observed([("foot drop", "left"), ("TA", "left", "4+")])
    assert 3 == read.level
    assert "tibialis anterior, left: foot drop" == str(read)


@pytest.mark.parametrize(
    ("told", "message"),
    [
        (("nose", "left", "weak"), r"item is 'nose', must be one of iliopsoas, .* foot drop"),
        (("EHL", "middle", "weak"), "side of extensor hallucis longus is 'middle', must be one of"),
        (("EHL", "left", "blue"), "state of extensor hallucis longus is 'blue', must be one of"),
        (("EHL", "left", True), "state of extensor hallucis longus is True, must be one of"),
        (("EHL", "left", 7), "is 7, must be one of .* or a number from 0 to 5"),
        (("EHL", "left", float("nan")), "is nan, must be one of .* or a number from 0 to 5"),
        (("EHL", "weak"), r"must be \('extensor hallucis longus', side, state\)"),
        (("bladder", "left", "retention"), "side of bladder is 'left', must be None"),
        (("foot drop", "left", "huge"), "state of foot drop is 'huge', must be one of"),
        (("foot drop",), "side of tibialis anterior is 'None', must be one of right, left"),
        (3, r"finding is 3, must be \(item, side, state\)"),
        ((), r"finding is \(\), must be"),
    ],
)
def test_what_cannot_be_understood_is_refused(told, message):
    with pytest.raises(ValueError, match=message):
        observed([told])


def test_one_item_cannot_be_normal_and_weak():
    told = [("EHL", "left", "weak"), ("great toe extension", "left", "normal")]
    with pytest.raises(ValueError, match=r"longus, left is 'weak' and 'normal'.* examine again"):
        observed(told)


@pytest.mark.parametrize(("first", "second"), [(3, 1), ("4", "4+"), ("MRC 4", "3/5"), (4.5, 4)])
def test_one_item_cannot_have_two_grades(first, second):
    """Both fail, but one muscle has one grade at a time."""
    told = [("EHL", "left", first), ("great toe extension", "left", second)]
    with pytest.raises(ValueError, match=r"longus, left is .* and .* examine again"):
        observed(told)


@pytest.mark.parametrize(("first", "second"), [(4, "4/5"), (4.0, "MRC 4"), ("weak", 3)])
def test_one_grade_may_be_told_in_two_ways(first, second):
    (read,) = observed([("EHL", "left", first), ("EHL", "left", second)])
    assert max(observed([("EHL", "left", s)])[0].level for s in (first, second)) == read.level


@pytest.mark.parametrize("change", [Herniation(None, "central", 13), Stenosis.central(1)])
def test_the_labels_of_an_examination_are_understood(change):
    """What `Case.exam` prints may be told to `localise`; a rounded number may cross a border."""
    for found in Case(change).exam:
        (read,) = observed([(found.item, found.side, found.label)])
        assert abs(found.level - read.level) <= any(c.isdigit() for c in found.label), found
        assert found.abnormal == read.abnormal


@pytest.mark.parametrize("findings", [None, 3])
def test_what_is_no_list_is_refused_in_words(findings):
    with pytest.raises(
        ValueError, match=r"findings is .*, must be a list of \(item, side, state\)"
    ):
        observed(findings)


def test_a_bare_text_is_no_list_of_findings():
    with pytest.raises(ValueError, match="must be a list"):
        observed("foot drop")
