"""What lessons 1 to 3 say in words, held against the model and its tables."""

from l45anatomy import evidence
from l45anatomy.case import Case
from l45anatomy.changes import Herniation, Stenosis
from l45anatomy.people import healthy


def test_what_lesson_three_says_in_words_is_true_of_the_model():
    """The stored outputs are compared by nbval; this compares the sentences around them."""

    def herniated(zone: str, reach_mm: float = 7, level: str = "L4-L5") -> Case:
        return Case(Herniation("left", zone, reach_mm, level))

    def caught(case: Case) -> set[str]:
        roots = [one for one in case.compressions if one.grade == 3 and one.side]
        return {f"{one.root} {one.side}" for one in roots}

    first = herniated("subarticular")
    assert caught(first) == {"L5 left"}
    assert first.compression("L5", "left").by == ("disc L4-L5",)
    assert first.exam["extensor hallucis longus", "left"].abnormal
    assert not first.exam["quadriceps", "left"].abnormal
    assert not first.exam["patellar reflex", "left"].abnormal
    assert caught(herniated("foraminal")) == caught(herniated("extraforaminal")) == {"L4 left"}
    assert caught(herniated("subarticular", 1)) == set()
    upper = herniated("subarticular", level="L3-L4")
    assert caught(upper) == {"L4 left"}
    assert upper.exam["patellar reflex", "left"].abnormal
    lower = herniated("foraminal", level="L5-S1")
    assert caught(lower) == {"L5 left"}
    assert lower.exam["extensor hallucis longus", "left"].abnormal
    beside = herniated("subarticular", level="L5-S1")
    assert caught(beside) == {"S1 left"}
    assert not beside.exam["extensor hallucis longus", "left"].abnormal
    for up_mm, met in ((5, {"L4 left", "L5 left"}), (10, {"L4 left"})):
        moved = Herniation("left", "subarticular", 7, migration_mm=up_mm, kind="extrusion")
        assert caught(Case(moved)) == met
    large = herniated("central", 12)
    assert {"L5 left", "L5 right"} <= caught(large)
    assert not {"L4 left", "L4 right"} & caught(large)
    assert large.compression("dural sac").grade >= 2


def test_what_lesson_one_says_in_words_is_true_of_the_model():
    """A thick yellow ligament that a mean canal bears compresses the sac of a narrow one."""
    ligament = Stenosis(flavum_mm=7)
    assert Case(ligament).compression("dural sac").grade == 0
    narrow = Case(ligament, anatomy=healthy(canal_mm=13))
    assert narrow.compression("dural sac").grade == 3
    corner = Case(Stenosis.lateral_recess(1, side="left")).compression("L5", "left")
    assert set(corner.by) == {"facet joint L4-L5 left", "ligamentum flavum L4-L5 left"}


def test_what_lesson_two_says_each_root_leads_and_helps_in_is_in_the_tables():
    """The root that leads carries more than any other; one that helps carries a part."""
    shares = evidence.innervation()

    def carried(item: str) -> dict[str, float]:
        return {row.root: row.share for row in shares[item]}

    for item in ("extensor hallucis longus", "tibialis posterior", "gluteus medius"):
        assert max(carried(item), key=carried(item).__getitem__) == "L5"
    assert set(sorted(carried("quadriceps"), key=carried("quadriceps").get)[-2:]) == {"L3", "L4"}
    for item in ("hip adductors", "tibialis anterior"):
        assert 0 < carried(item)["L4"] < max(carried(item).values())
    assert carried("patellar reflex").keys() & {"L3", "L4", "L5"} == {"L3", "L4"}
    assert "L5" not in carried("Achilles reflex")
    assert {"L2", "L3", "L4"} <= carried("femoral stretch").keys()
