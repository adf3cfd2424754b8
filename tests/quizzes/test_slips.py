"""What the questions on slips say beyond their keys, proved by the simulator and the tables.

`contradictions` proves which roots a slip catches; grades, a slip without findings and what a
fusion adds are proved here. Questions of terms alone have nothing that could be computed.
"""

import pytest

from l45anatomy import Case, DiscDegeneration, Spondylolisthesis, evidence
from l45anatomy.quizzes.questions import load

ASKED = {one.id: one for one in load("05-slip").questions}
STEPS = {"i": "I", "ii": "II", "iii": "III", "iv": "IV"}


def key_of(name: str) -> str:
    return next(option.id for option in ASKED[name].options if option.correct)


def meyerding(percent: float, level: str = "L4-L5", kind: str = "degenerative") -> str:
    return Case(Spondylolisthesis(percent, level=level, kind=kind)).grade("Meyerding", level).grade


def test_a_third_is_the_grade_that_the_key_names():
    assert STEPS[key_of("meyerding-of-a-third")] == meyerding(33.3)
    percent = ASKED["slip-in-percent"].key
    assert percent == pytest.approx(100 * 12 / 36, abs=0.05)
    assert meyerding(percent) == "II"


def test_the_slice_shows_the_slip_that_its_key_names():
    case = Case.from_dict(dict(ASKED["slip-in-a-sagittal-slice"].picture.case))
    graded = {level: case.grade("Meyerding", level).grade for level in ("L3-L4", "L4-L5", "L5-S1")}
    assert key_of("slip-in-a-sagittal-slice") == "l5-ii"
    assert graded == {"L3-L4": "none", "L4-L5": "none", "L5-S1": "II"}


def test_a_slip_of_a_tenth_pushes_roots_aside_at_most_and_disturbs_nothing():
    case = Case(Spondylolisthesis(10))
    assert key_of("slip-found-by-chance") == "little"
    assert max(one.grade for one in case.compressions) <= 2
    changed = [one.name for one in case.exam.abnormal]
    assert [name for name in changed if "jerk" in name or "reflex" in name] == []
    assert not any(one.modality in ("motor", "sensory") for one in case.exam.abnormal)


def test_after_five_years_as_many_are_better_without_a_fusion():
    shares = {
        row.care: row.share for row in evidence.recovery()["degenerative slip"] if row.weeks == 260
    }
    assert key_of("fusion-for-a-slip") == "nothing"
    assert set(shares.values()) == {0.63}
    assert len(shares) == 2


def canal_mm(*changes: object) -> float:
    """Give the depth of the canal at L4-L5, mm."""
    return Case(*changes).grade("Verbiest", "L4-L5").measured


def test_a_whole_arch_narrows_the_canal_and_a_broken_one_widens_it():
    """What "why the arch matters" and "what goes with an intact arch" have as keys.

    A worn disc takes less than a millimetre.
    """
    keys = {one.id for one in ASKED["what-goes-with-an-intact-arch"].options if one.correct}
    assert "canal" in keys
    assert "wide" not in keys
    assert key_of("why-the-arch-matters") == "along"
    slipped, broken = (
        canal_mm(Spondylolisthesis(20, kind=kind)) for kind in ("degenerative", "isthmic")
    )
    assert slipped < canal_mm() - 1 < canal_mm() < broken
    assert abs(canal_mm(DiscDegeneration(4)) - canal_mm()) < 1
