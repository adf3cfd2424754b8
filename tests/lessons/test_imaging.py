"""What lesson 8 says in words, held against the model and its tables."""

import numpy as np
import pytest

from l45anatomy import Case, Herniation, NerveLesion, Stenosis, evidence

LEFT = Case(Herniation("left", "subarticular", 7))
FORAMEN = Case(Herniation("left", "foraminal", 8, level="L5-S1"))
NERVE = Case(NerveLesion("common peroneal nerve", "left", 0.6))


def fibrillates(case: Case, day: int, muscle: str) -> bool:
    return case.electrodiagnosis(day)[muscle, "left"].finding == "fibrillation potentials"


def test_the_left_of_the_patient_is_on_the_right_of_the_picture():
    taken, plain = LEFT.mri(size=128), Case().mri(position_mm=LEFT.mri().plane.position_mm, size=128)
    disc = [one.labels == one.names.index("disc L4-L5") for one in (taken, plain)]
    _, columns = np.nonzero(disc[0] & ~disc[1])
    assert columns.mean() > 64
    assert "R on the left, L on the right" in taken.describe()


def test_the_right_root_keeps_all_of_its_calibre_in_the_slice_and_the_left_one_a_quarter():
    seen = LEFT.mri()
    kept = {one.where: one.value for one in seen.distances if one.unit == "%"}
    assert kept["right L5 root here keeps"] == pytest.approx(100.0, abs=0.5)
    assert kept["left L5 root here keeps"] == pytest.approx(25.0, abs=5.0)
    assert "Bartynski 3 (left)" in seen.describe()
    assert "Bartynski 3 (right)" not in seen.describe()


def test_the_left_root_is_compressed_and_the_right_one_is_free():
    assert LEFT.compression("L5", "left").grade == 3
    assert LEFT.compression("L5", "right").grade == 0
    assert LEFT.exam["extensor hallucis longus", "right"].grade == 5


def test_a_far_lateral_herniation_leaves_the_canal_normal():
    far = Case(Herniation("left", "extraforaminal", 7))
    assert far.compression("dural sac").grade == 0
    assert far.compression("L5", "left").grade == 0
    assert far.compression("L4", "left").grade == 3
    assert far.grade("Schizas", "L4-L5").grade == "A"


def test_the_bands_of_the_sac_are_those_of_the_table_and_a_canal_goes_through_all():
    """Early lies below 130 mm², relative below 100 mm², critical below 75 mm²."""
    bands = {row.grade: row.value for row in evidence.grades()["Sac area"] if row.when == "below"}
    assert bands == {"early": 130.0, "relative": 100.0, "critical": 75.0}
    found = [
        Case(Stenosis.central(severity)).grade("Sac area", "L4-L5").grade
        for severity in (0.0, 0.8, 0.9, 1.0)
    ]
    assert found == ["normal", "early", "relative", "critical"]


def test_the_narrowest_canal_has_a_small_sac_and_both_recesses_full():
    narrow = Case(Stenosis.central(1.0))
    assert narrow.compression("dural sac").grade == 3
    for side in ("left", "right"):
        assert narrow.compression("L5", side).grade == 3
        assert f"Bartynski 3 ({side})" in narrow.mri().describe()
    assert "ligamentum flavum" in " ".join(narrow.compression("dural sac").by)


def test_findings_of_people_without_pain_grow_with_age():
    """30 and 29 of 100 at 20, 84 and 43 at 80."""
    share = {
        (age, row.part): row.value
        for age in (20, 80)
        for row in evidence.populations()[f"symptom-free at {age}"]
        if row.parameter == "present"
    }
    assert {(20, "Stenosis"): 0.30, (20, "Herniation"): 0.29} == {
        key: value for key, value in share.items() if key[0] == 20
    }
    assert {(80, "Stenosis"): 0.84, (80, "Herniation"): 0.43} == {
        key: value for key, value in share.items() if key[0] == 80
    }


def test_who_knows_the_picture_finds_more():
    """Loss of feeling in 20 of 100, and in 36 where the MRI was known."""
    blind, knowing = (
        evidence.quotes()[
            "imaging",
            f"loss of feeling found by examiners who had {seen} the MRI",
            "root impingement",
        ].value
        for seen in ("not seen", "seen")
    )
    assert (0.20, 0.36) == (round(blind, 2), round(knowing, 2))


def test_fibrillations_come_beside_the_spine_first_and_in_the_shin_last():
    """7 to 10, 14 to 21 and 21 to 35 days."""
    spans = {
        what: (row.low, row.high)
        for (what, _), row in evidence.onsets().items()
        if (row.low, row.high) in {(7.0, 10.0), (14.0, 21.0), (21.0, 35.0)}
    }
    assert spans == {"paraspinal": (7, 10), "proximal": (14, 21), "distal": (21, 35)}
    for day, hearing in ((5, 0), (10, 1), (20, 2), (28, 3)):
        muscles = ("lumbar paraspinals", "gluteus medius", "tibialis anterior")
        assert [at < hearing for at in range(3)] == [fibrillates(LEFT, day, one) for one in muscles]


def test_on_day_five_a_weak_muscle_shows_only_that_fewer_fibres_join_in():
    study = LEFT.electrodiagnosis(5)
    assert "reduced recruitment" in study["tibialis anterior", "left"].finding
    assert study["lumbar paraspinals", "left"].finding == "normal"
    assert "left L5 radiculopathy" in study.conclusion
    assert "too early" in study.conclusion


def test_the_skin_nerve_is_normal_before_the_ganglion_and_low_at_it_or_beyond():
    low = [
        case.electrodiagnosis()["superficial peroneal", "left"].finding.startswith("reduced")
        for case in (LEFT, FORAMEN, NERVE)
    ]
    assert low == [False, True, True]
    assert LEFT.exam["dorsum of foot", "left"].abnormal
    assert LEFT.compression("L5", "left").ganglion == "before"
    assert FORAMEN.compression("L5", "left").ganglion != "before"


@pytest.mark.parametrize(
    "muscle", ["tibialis posterior", "lumbar paraspinals", "tensor fasciae latae"]
)
def test_three_muscles_speak_for_the_root(muscle):
    for case, hearing in ((LEFT, True), (FORAMEN, True), (NERVE, False)):
        assert hearing == (case.electrodiagnosis(28)[muscle, "left"].finding != "normal")


def test_the_short_head_of_the_biceps_is_spared_by_l5_and_by_a_palsy_at_the_fibula():
    for case in (LEFT, NERVE):
        assert case.electrodiagnosis(28)["biceps femoris short head", "left"].finding == "normal"
    high = Case(NerveLesion("sciatic nerve", "left", 0.9)).electrodiagnosis(28)
    assert high["biceps femoris short head", "left"].finding != "normal"


def test_the_foramen_beside_the_midline_holds_l4_and_the_sac_has_all_its_room():
    hidden = Case(Stenosis.foraminal(0.95, side="left"))
    assert hidden.compression("L4", "left").grade == 3
    assert hidden.compression("L5", "left").grade < 3
    assert hidden.compression("dural sac").grade == 0
