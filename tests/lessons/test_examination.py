"""What lesson 7 says in words, held against the model and its tables.

The stored outputs are compared by nbval; this compares the sentences around them.
"""

import re

import nbformat
import pytest

from l45anatomy import Case, Herniation, NerveLesion, evidence, localise
from tests.prose import ROOT, told

LESSON = told(ROOT / "lessons" / "07-examination.ipynb")
CAUGHT = {
    "L4": Case(Herniation("left", "foraminal", 7)),
    "L5": Case(Herniation("left", "subarticular", 7)),
    "S1": Case(Herniation("left", "subarticular", 7, "L5-S1")),
}


def show(item: str) -> set[str]:
    """Give the roots of which the loss shows in a finding."""
    return {root for root, case in CAUGHT.items() if case.exam[item, "left"].abnormal}


def sign(item: str, measure: str, source: str) -> float:
    rows = evidence.signs()
    return next(
        one.value
        for one in rows
        if (one.item, one.measure) == (item, measure) and source in one.source
    )


def test_the_first_patient_has_a_weak_toe_and_a_painful_raise_and_both_jerks():
    exam = CAUGHT["L5"].exam
    assert exam["extensor hallucis longus", "left"].abnormal
    assert exam["straight leg raise", "left"].abnormal
    for item in ("patellar reflex", "Achilles reflex"):
        assert not exam[item, "left"].abnormal
    order = [
        "motor", "sensory", "reflex", "tension", "gait", "pain",
    ]  # strength, skin, reflexes, tension tests, gait, pain  # fmt: skip
    steps = [order.index(finding.modality) for finding in exam.abnormal]
    assert steps == sorted(steps)


@pytest.mark.parametrize(
    ("root", "items"),
    [
        ("L4", ("quadriceps", "patellar reflex", "medial leg", "femoral stretch")),
        ("L5", ("extensor hallucis longus", "dorsum of foot", "lateral leg", "first web space")),
        ("S1", ("gastrocnemius", "Achilles reflex", "lateral heel", "lateral foot")),
    ],
)
def test_each_root_has_a_muscle_a_reflex_and_skin_of_its_own(root, items):
    for item in items:
        assert {root} == show(item), item


def test_no_routine_reflex_is_of_l5_and_the_hamstring_one_is_the_nearest():
    reflexes = [one.item for one in evidence.items().values() if one.modality == "reflex"]
    exam = CAUGHT["L5"].exam
    lost = [item for item in reflexes if exam[item, "left"].abnormal]
    assert lost == ["medial hamstring reflex"]


def test_the_raise_pulls_l5_and_s1_and_l4_only_a_little_but_shows_a_badly_pressed_one():
    pulled = {row.root: row.share for row in evidence.innervation()["straight leg raise"]}
    assert 0 < pulled["L4"] < pulled["L5"] == pulled["S1"]
    assert {"L4", "L5", "S1"} == show("straight leg raise")
    angles = {root: case.exam["straight leg raise", "left"].grade for root, case in CAUGHT.items()}
    assert angles["L4"] > max(angles["L5"], angles["S1"])
    assert {"L4"} == show("femoral stretch")
    assert CAUGHT["L5"].exam["crossed straight leg raise", "right"].abnormal
    stretched = {row.root for row in evidence.innervation()["femoral stretch"]}
    assert stretched == {"L2", "L3", "L4"}


def test_who_lifts_the_foot_and_who_bends_the_hip():
    """The tibialis anterior is shared by L4 and L5; the hip is bent by L2 and L3."""
    shares = evidence.innervation()
    foot = {row.root: row.share for row in shares["tibialis anterior"]}
    assert set(sorted(foot, key=foot.get)[-2:]) == {"L4", "L5"}
    assert foot["L4"] > 0.2 < foot["L5"] < 0.75
    hip = {row.root: row.share for row in shares["iliopsoas"]}
    assert set(sorted(hip, key=hip.get)[-2:]) == {"L2", "L3"}
    gluteus = {row.root: row.share for row in shares["gluteus medius"]}
    assert gluteus["L5"] > 0.5
    assert not CAUGHT["L5"].exam["quadriceps", "left"].abnormal


def test_a_foot_drops_below_mrc_3():
    """One root seldom takes all of the muscle that lifts the foot; two do."""
    both = Case(Herniation("left", "subarticular", 12), Herniation("left", "foraminal", 10))
    for case, drops in ((CAUGHT["L5"], False), (CAUGHT["L4"], False), (both, True)):
        lift = case.exam["tibialis anterior", "left"]
        assert lift.abnormal
        assert drops == (lift.grade < 3.0) == bool(case.outlook.dropped)


@pytest.mark.parametrize(
    ("place", "source"), [("before surgery", "vdw2010"), ("sent for an MRI", "capra2011")]
)
def test_the_shares_that_a_cell_reckons_with_are_those_of_the_table(place, source):
    share, lack = (
        sign("straight leg raise", measure, source) for measure in ("sensitivity", "specificity")
    )
    cells = nbformat.read(ROOT / "lessons" / "07-examination.ipynb", as_version=4).cells
    code = next(cell.source for cell in cells if cell.id == "claim-hundreds")
    assert f'"{place}": ({share:g}, {lack:g})' in code


def test_the_crossed_raise_is_rare_but_telling():
    raised, crossed = "straight leg raise", "crossed straight leg raise"
    assert sign(crossed, "sensitivity", "vdw2010") < sign(raised, "sensitivity", "vdw2010")
    assert sign(crossed, "specificity", "vdw2010") > sign(raised, "specificity", "vdw2010")
    assert "It hurts in 28 of 100 with a herniation. Of 100 without one 90 do not" in LESSON


def test_all_signs_together_tell_most_of_l4_and_the_interval_of_s1_includes_one():
    quotes = [
        evidence.quotes()[
            "examination",
            f"likelihood ratio of all signs together for {root}",
            "chronic radiculopathy, against MRI or CT",
        ]
        for root in ("L4", "L5", "S1")
    ]
    values = [quote.value for quote in quotes]
    assert values == sorted(values, reverse=True)
    assert re.search("6.3 for L4.*1.7 for L5.*1.3 for S1", LESSON)
    assert [round(value, 1) for value in values] == [6.3, 1.7, 1.3]
    widths = [quote.high / quote.low for quote in quotes]
    assert widths[0] == max(widths)
    assert [quote.low < 1 < quote.high for quote in quotes] == [False, False, True]


def test_most_of_a_hundred_have_pain_and_a_raise_and_fewer_than_half_a_weak_toe():
    case = CAUGHT["L5"]
    shares = {
        item: case.chance(item, "left").probability
        for item in (
            "straight leg raise", "lateral leg pain", "extensor hallucis longus", "patellar reflex",
        )
    }  # fmt: skip
    assert list(shares.values()) == sorted(shares.values(), reverse=True)
    assert shares["lateral leg pain"] > 0.5 > shares["extensor hallucis longus"]
    assert shares["patellar reflex"] > 0 == CAUGHT["L5"].compression("L4", "left").grade


def test_only_the_femoral_stretch_finds_the_small_foraminal_herniation():
    small = Case(Herniation("left", "foraminal", 4))
    assert small.compression("L4", "left").grade == 2
    found = [
        item
        for item in ("straight leg raise", "femoral stretch", "patellar reflex")
        if small.exam[item, "left"].abnormal
    ]
    assert found == ["femoral stretch"]


def test_three_of_the_four_people_have_a_weak_toe_and_all_a_positive_raise():
    exams = [CAUGHT["L5"].sampled(seed) for seed in (1, 2, 4, 5)]
    toes = [exam["extensor hallucis longus", "left"] for exam in exams]
    assert all(exam["straight leg raise", "left"].abnormal for exam in exams)
    assert sum(toe.abnormal for toe in toes) == 3
    assert "MRC 3" in min(toes, key=lambda toe: toe.grade).label


def test_inversion_and_the_hip_tell_a_root_from_the_nerve_at_the_knee():
    root = Case(Herniation("left", "subarticular", 9)).exam
    nerve = Case(NerveLesion("common peroneal nerve", "left", 0.9)).exam
    assert root["tibialis anterior", "left"].abnormal
    assert nerve["tibialis anterior", "left"].abnormal
    for item in ("tibialis posterior", "gluteus medius"):
        assert root[item, "left"].abnormal
        assert not nerve[item, "left"].abnormal


@pytest.mark.slow
def test_each_sign_of_the_five_adds_a_little_and_leaves_doubt():
    signs = [
        ("extensor hallucis longus", "left", "weak"),
        ("dorsum of foot", "left", "reduced"),
        ("straight leg raise", "left", "positive"),
        ("patellar reflex", "left", "normal"),
        ("Achilles reflex", "left", "normal"),
    ]
    after = [
        sum(one.probability for one in localise(signs[:count]) if one.root == "L5")
        for count in (1, 5)
    ]
    assert after[0] < after[1] < 0.9
