"""What lesson 11 says in words, held against the model and its tables."""

import pytest

from l45anatomy import Case, Herniation, NerveLesion, evidence, localise

FOUND = (("foot drop", "left", "present"), ("great toe extension", "left", "weak"))


def carries(root: str, item: str) -> float:
    return sum(row.share for row in evidence.innervation()[item] if row.root == root)


def is_hurt(nerve: str, item: str) -> bool:
    return Case(NerveLesion(nerve, "left", 0.9)).exam[item, "left"].abnormal


@pytest.mark.slow
def test_the_peroneal_nerve_is_likelier_and_inversion_turns_the_answer_round():
    first, second, *_ = localise(list(FOUND))
    assert (first.root, second.root) == ("common peroneal nerve", "L5")
    kept = localise([*FOUND, ("ankle inversion", "left", "normal")])[0]
    assert kept.root == "common peroneal nerve"
    assert kept.probability > 0.9
    turned = localise([*FOUND, ("ankle inversion", "left", "weak")])[0]
    assert turned.root == "L5"
    assert turned.probability < 0.5


@pytest.mark.parametrize("item", ["tibialis posterior", "gluteus medius"])
def test_inversion_and_abduction_are_of_l5_and_not_of_the_peroneal_nerve(item):
    assert carries("L5", item) > 0
    assert not is_hurt("common peroneal nerve", item)
    for shared in ("tibialis anterior", "extensor hallucis longus"):
        assert is_hurt("common peroneal nerve", shared)


@pytest.mark.parametrize("item", ["hip adductors", "tibialis anterior"])
def test_the_femoral_nerve_carries_neither_the_adductors_nor_the_lift_of_the_foot(item):
    assert carries("L4", item) > 0
    assert not is_hurt("femoral nerve", item)
    assert is_hurt("femoral nerve", "quadriceps")


def test_the_knee_jerk_parts_l4_from_l5_and_ankle_jerk_and_tiptoe_part_l5_from_s1():
    assert carries("L4", "patellar reflex") > 0 == carries("L5", "patellar reflex")
    assert carries("S1", "Achilles reflex") > 0 == carries("L5", "Achilles reflex")
    calf = {row.root: row.share for row in evidence.innervation()["gastrocnemius"]}
    assert max(calf, key=calf.get) == "S1"


def test_the_sciatic_nerve_holds_several_roots():
    """Muscles of L5 and of S1 below the knee are both weak."""
    for item in ("extensor hallucis longus", "gastrocnemius", "tibialis posterior"):
        assert is_hurt("sciatic nerve", item)


@pytest.mark.slow
def test_normal_adductors_put_the_femoral_nerve_on_top_and_weak_ones_take_it_off():
    knee = [("knee extension", "right", "weak"), ("patellar reflex", "right", "reduced")]
    top = {
        state: [one.root for one in localise([*knee, ("hip adductors", "right", state)])[:2]]
        for state in ("weak", "normal")
    }
    assert top["normal"][0] == "femoral nerve"
    assert set(top["weak"]) == {"lumbosacral plexus", "L4"}


@pytest.mark.parametrize(
    ("root", "zone", "level"),
    [
        ("L5", "subarticular", "L4-L5"),
        ("L5", "foraminal", "L5-S1"),
        ("L4", "subarticular", "L3-L4"),
        ("L4", "foraminal", "L4-L5"),
        ("S1", "subarticular", "L5-S1"),
    ],
)
def test_each_root_is_caught_beside_the_midline_or_one_level_lower_in_the_foramen(
    root, zone, level
):
    case = Case(Herniation("left", zone, 7, level))
    caught = {one.root for one in case.compressions if one.grade == 3 and one.side}
    assert caught == {root}


@pytest.mark.slow
def test_the_worked_example_is_s1_at_l5_s1_and_the_tibial_nerve_gives_no_positive_raise():
    signs = [
        ("ankle plantarflexion", "right", "weak"),
        ("Achilles reflex", "right", "absent"),
        ("sole", "right", "absent"),
        ("straight leg raise", "right", "positive"),
        ("great toe extension", "right", "normal"),
        ("patellar reflex", "right", "normal"),
    ]
    first = localise(signs)[0]
    assert first.root == "S1"
    assert first.probability > 0.5
    assert "disc herniation L5-S1 subarticular" in str(first)
    tibial = Case(NerveLesion("tibial nerve", "right", 0.9)).exam
    assert tibial["gastrocnemius", "right"].abnormal
    assert tibial["sole", "right"].abnormal
    assert not tibial["straight leg raise", "right"].abnormal
    assert not tibial["buttock pain", "right"].abnormal


def test_nearly_one_foot_drop_in_three_is_the_peroneal_nerve_and_one_in_five_is_l5():
    nerve, root = (
        evidence.quotes()["peroneal", f"{what} behind a foot drop", "EMG laboratory"]
        for what in ("peroneal nerve", "root L5")
    )
    assert (0.31, 0.20) == (round(nerve.value, 2), round(root.value, 1))
    assert {303.0} == {nerve.n, root.n}
