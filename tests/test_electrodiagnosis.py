"""A study finds what the caught root or nerve carries, when it can, and concludes from that alone.

Patterns are those of the differential of root, plexus and nerve; counts those of [tsao2003].
"""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l45anatomy import Case, evidence
from l45anatomy.changes import NerveLesion
from l45anatomy.clearance import Compression
from l45anatomy.electrodiagnosis import Record, Study, UnknownStructureError, study
from l45anatomy.electrodiagnosis.record import axons_lost, carriers
from l45anatomy.frame import ROOTS, Side
from l45anatomy.neurology import examine
from tests.test_neurology import caught, sac

LATE = 35.0  # by then every muscle shows what it has lost
SNAPS = ("superficial peroneal", "sural", "saphenous")
NERVES = ("common peroneal nerve", "femoral nerve", "sciatic nerve", "tibial nerve")

losses = st.floats(0.0, 1.0)
days = st.floats(0.0, 730.0)
sides = st.sampled_from(Side)
lesions = st.builds(
    lambda root, side, loss, ganglion: replace(caught(root, side, loss), ganglion=ganglion),
    st.sampled_from((*ROOTS, *NERVES, "lumbosacral plexus")),
    sides,
    losses,
    st.sampled_from(("before", "on", "beyond")),
)


def left(root: str, loss: float = 0.6, ganglion: str = "before") -> Compression:
    return replace(caught(root, Side.LEFT, loss), ganglion=ganglion)


def shown(found: Study) -> set[str]:
    return {record.structure for record in found.abnormal}


def fibrillating(found: Study) -> set[str]:
    return {record.structure for record in found if record.stage == "fibrillation"}


# Laws


def test_nothing_caught_nothing_found_and_that_excludes_nothing() -> None:
    found = study([], LATE)
    assert found.abnormal == ()
    assert found.verdicts == ()
    assert found.conclusion == "Normal study: no loss of motor axons is shown."
    assert "A normal study does not exclude a root lesion [wilb1998]" in found.text


@given(lesions, days)
def test_only_what_the_root_or_nerve_supplies_is_abnormal(lesion: Compression, day: float) -> None:
    for record in study([lesion], day).abnormal:
        muscle = evidence.muscles().get(record.structure)
        like = (
            evidence.measurements()[record.structure].like if muscle is None else record.structure
        )
        assert lesion.root in {carrier for carrier, _ in carriers(like)}
        assert record.side == lesion.side
        assert record.because == (lesion,)


@given(lesions, st.floats(0.0, 6.99))
def test_nothing_fibrillates_before_day_seven(lesion: Compression, day: float) -> None:
    found = study([lesion], day)
    assert {record.stage for record in found} <= {"", "recruitment", "changed"}
    assert all(r.test != "motor potential" or not r.abnormal for r in found)


@given(st.sampled_from(ROOTS), losses, days)
def test_a_root_lesion_before_the_ganglion_spares_every_sensory_potential(
    root: str, loss: float, day: float
) -> None:
    """The cell bodies and the axons beyond them live on [mondelli2013]."""
    found = study([left(root, loss)], day)
    assert all(found[name, "left"].finding == "normal" for name in SNAPS)


@given(lesions, losses, days)
def test_a_bigger_loss_never_looks_better(lesion: Compression, other: float, day: float) -> None:
    low, high = sorted((lesion.loss, other))
    small = study([replace(lesion, loss=low)], day)
    large = study([replace(lesion, loss=high)], day)
    for a, b in zip(small, large, strict=True):
        assert a.abnormal <= b.abnormal
        assert (a.stage not in ("", "recruitment")) <= (b.stage not in ("", "recruitment"))


@settings(max_examples=30)
@given(lesions, st.sampled_from((3.0, LATE)))
def test_a_mirrored_lesion_gives_the_mirrored_study(lesion: Compression, day: float) -> None:
    image = replace(lesion, side=lesion.side.other)
    found, other = study([lesion], day), study([image], day)
    for record in found:
        seen = other[record.structure, record.side.other]
        assert (seen.stage, seen.finding, seen.lost) == (record.stage, record.finding, record.lost)
    swap = {"left": "right", "right": "left"}
    words = " ".join(swap.get(word, word) for word in found.conclusion.split(" "))
    assert words == other.conclusion


@given(lesions, days)
def test_the_needle_finds_just_the_muscles_that_are_weak(lesion: Compression, day: float) -> None:
    """From the first day on: axons that are lost leave the muscle weak as well."""
    found, exam = study([lesion], day), examine([lesion])
    for item in ("tibialis anterior", "tibialis posterior", "gluteus medius", "soleus"):
        record, finding = found[item, lesion.side], exam[item, lesion.side]
        assert record.abnormal == finding.abnormal


@given(st.sampled_from((*NERVES, "lumbosacral plexus")), losses, days)
def test_a_nerve_lesion_never_reaches_the_paraspinals(nerve: str, loss: float, day: float) -> None:
    assert not study([left(nerve, loss)], day)["lumbar paraspinals", "left"].abnormal


@settings(max_examples=30)
@given(st.sampled_from(ROOTS), st.floats(0.0, 1.0))
def test_stages_follow_each_other_and_never_turn_back(root: str, loss: float) -> None:
    order = ("", "recruitment", "fibrillation", "reinnervation", "chronic")
    ages = (0.0, 6.0, 8.0, 9.0, 14.0, 18.0, 21.0, 28.0, 60.0, 99.0, 130.0, 182.0, 200.0, 700.0)
    studies = [study([left(root, loss)], age) for age in ages]
    for earlier, later in pairwise(studies):
        for a, b in zip(earlier, later, strict=True):
            if a.test == "needle EMG":
                assert order.index(a.stage) <= order.index(b.stage)


def test_fibres_that_are_only_blocked_do_not_die() -> None:
    assert [axons_lost(loss) for loss in (0.0, 0.1)] == [0.0, 0.0]
    assert all(axons_lost(loss / 10) < loss / 10 for loss in range(1, 11))


# Timing


def test_fibrillations_come_in_paraspinals_then_thigh_then_foot() -> None:
    """Day 7-10, week 2-3, week 3-5: the classic order, which the report itself doubts."""
    lesion = [left("L5", 0.8)]
    early, middle, late = (study(lesion, day) for day in (10.0, 21.0, 35.0))
    assert fibrillating(early) == {"lumbar paraspinals"}
    assert {"lumbar paraspinals", "gluteus medius", "tensor fasciae latae"} <= fibrillating(middle)
    assert "tibialis anterior" not in fibrillating(middle)
    assert {"tibialis anterior", "extensor hallucis longus"} <= fibrillating(late)
    assert "doubted by later series" in early.text


def test_in_half_a_year_fibrillations_give_way_to_large_units() -> None:
    lesion = [left("L5", 0.8)]
    assert study(lesion, 80.0)["lumbar paraspinals", "left"].stage == "reinnervation"
    assert study(lesion, 80.0)["tibialis anterior", "left"].stage == "fibrillation"
    old = study(lesion, 400.0)
    assert fibrillating(old) == set()
    assert old["EHL", "left"].finding == "large long units and few or no fibrillations"
    assert old.conclusion.startswith("Chronic left L5 radiculopathy.")


def test_before_half_a_year_all_muscles_reinnervate() -> None:
    found = study([left("L5", 0.8)], 150.0)
    needled = {record.stage for record in found if record.test == "needle EMG"}
    assert needled == {"reinnervation", "recruitment", ""}
    assert found.conclusion.startswith("Subacute, reinnervating left L5 radiculopathy.")


def test_a_plexus_that_is_gone_leaves_no_potential_to_call_normal() -> None:
    said = study([left("lumbosacral plexus", 1.0)], LATE).text
    line = next(line for line in said.splitlines() if line.startswith("Sensory potentials"))
    assert line.count("reduced to 5% of normal") == len(SNAPS)
    assert "normal on both sides" not in line


def test_an_early_study_says_that_it_is_early() -> None:
    found = study([left("L5", 0.8)], 3.0)
    assert found.conclusion.startswith("The pattern of a left L5 radiculopathy. No loss of axons")
    assert "Day 3 is early" in found.text
    assert "unverified" in found.text
    assert "is early" not in study([left("L5", 0.8)], LATE).text


def test_the_h_reflex_fails_from_the_first_day() -> None:
    assert not study([left("S1", 0.8)], 0.0)["H reflex", "left"].abnormal
    assert study([left("S1", 0.8)], 1.0)["H reflex", "left"].abnormal
    assert not study([left("L5", 1.0)], 1.0)["H reflex", "left"].abnormal


# What is published


@pytest.mark.parametrize(
    ("root", "most", "spared"),
    [
        ("L4", ("adductor longus", "vastus lateralis"), ("peroneus longus", "soleus")),
        (
            "L5",
            (
                "peroneus longus", "tensor fasciae latae", "tibialis posterior",
                "extensor digitorum brevis", "tibialis anterior", "extensor hallucis longus",
            ),
            ("biceps femoris short head", "medial gastrocnemius"),
        ),
        (
            "S1",
            (
                "biceps femoris long head", "lateral gastrocnemius", "biceps femoris short head",
                "medial gastrocnemius", "abductor digiti quinti", "gluteus maximus",
            ),
            ("tibialis posterior", "semitendinosus", "extensor digitorum brevis"),
        ),
    ],
)  # fmt: skip
def test_the_muscles_found_denervated_in_operated_lesions_fibrillate(
    root: str, most: tuple[str, ...], spared: tuple[str, ...]
) -> None:
    """Those in 64 % or more of lesions of one root do, those in 18 % or fewer do not [tsao2003]."""
    found = fibrillating(study([left(root, 0.6)], LATE))
    assert found >= set(most)
    assert not found & set(spared)


# What parts one lesion from another


def test_tibialis_posterior_and_the_hip_part_an_l5_root_from_the_peroneal_nerve() -> None:
    """[heff1979], [tfl2012]; the superficial peroneal potential falls with the nerve's axons."""
    root, nerve = study([left("L5", 0.8)], LATE), study([left("common peroneal nerve", 0.8)], LATE)
    both = {"tibialis anterior", "extensor hallucis longus", "peroneus longus"}
    assert both <= fibrillating(root) & fibrillating(nerve)
    parted = {
        "tibialis posterior",
        "tensor fasciae latae",
        "gluteus medius",
        "lumbar paraspinals",
    }
    assert parted <= fibrillating(root)
    assert not parted & shown(nerve)
    assert "superficial peroneal" in shown(nerve) - shown(root)
    assert "peroneal nerve at the fibular neck" in shown(nerve) - shown(root)
    assert not nerve["biceps femoris short head", "left"].abnormal


def test_the_adductors_and_the_saphenous_potential_part_an_l4_root_from_the_femoral_nerve() -> None:
    root, nerve = study([left("L4", 0.8)], LATE), study([left("femoral nerve", 0.8)], LATE)
    assert "vastus lateralis" in fibrillating(root) & fibrillating(nerve)
    assert {"adductor longus", "lumbar paraspinals"} <= fibrillating(root) - shown(nerve)
    assert {"saphenous", "iliacus"} <= shown(nerve)
    assert "saphenous" not in shown(root)


def test_the_thigh_and_the_sural_potential_part_an_s1_root_from_the_tibial_nerve() -> None:
    root, nerve = study([left("S1", 0.8)], LATE), study([left("tibial nerve", 0.8)], LATE)
    assert {"medial gastrocnemius", "soleus"} <= fibrillating(root) & fibrillating(nerve)
    assert {"gluteus maximus", "biceps femoris short head"} <= fibrillating(root) - shown(nerve)
    assert "sural" in shown(nerve) - shown(root)
    assert "H reflex" in shown(nerve) & shown(root)


def test_the_short_head_of_biceps_puts_a_foot_drop_above_the_knee() -> None:
    """The only muscle of the peroneal division above the knee [baima2008]."""
    sciatic = fibrillating(study([left("sciatic nerve", 0.8)], LATE))
    assert "biceps femoris short head" in sciatic
    assert not sciatic & {"gluteus medius", "gluteus maximus", "tensor fasciae latae"}


def test_a_sciatic_nerve_under_the_piriformis_has_a_normal_study() -> None:
    """Pain without loss of axons: usually normal."""
    case = Case(NerveLesion.piriformis(side="left"))
    assert case.electrodiagnosis(LATE).abnormal == ()


def test_a_lesion_at_the_ganglion_lowers_the_sensory_potential() -> None:
    """Half of the other side parts foraminal from intraspinal L5 lesions [ando2013]."""
    before, at = (study([left("L5", 0.9, where)], LATE) for where in ("before", "on"))
    assert at["superficial peroneal", "left"].finding.startswith("reduced to")
    assert before["superficial peroneal", "left"].finding == "normal"
    assert "so the lesion lies at or beyond the ganglion" in at.conclusion
    assert "so the lesion lies proximal to the ganglion" in before.conclusion


def test_a_sensory_potential_takes_its_time_to_fall() -> None:
    lesion = [left("common peroneal nerve", 0.9)]
    assert not study(lesion, 6.0)["superficial peroneal", "left"].abnormal
    assert study(lesion, 14.0)["superficial peroneal", "left"].abnormal
    assert study(lesion, 0.0)["peroneal nerve at the fibular neck", "left"].abnormal


def test_a_crushed_sac_denervates_both_sides_and_must_not_wait() -> None:
    found = study([sac(42.0)], LATE)
    assert {"anal sphincter", "soleus", "abductor hallucis"} <= fibrillating(found)
    assert {record.side for record in found.abnormal} == set(Side)
    assert all(found[name, side].finding == "normal" for name in SNAPS for side in Side)
    assert "think of the cauda equina" in found.conclusion
    assert "emergency MRI" in found.conclusion


@pytest.mark.parametrize("area_mm2", [70.0, 65.0, 60.0, 57.0, 55.0, 50.0, 42.0])
def test_the_anal_sphincter_is_abnormal_just_where_the_finger_feels_it(area_mm2: float) -> None:
    """Nobody is called an emergency by a needle alone: the examination decides."""
    narrow = [sac(area_mm2)]
    felt = examine(narrow)["anal tone"].abnormal
    found = study(narrow, LATE)
    assert felt == found["anal sphincter", "left"].abnormal
    assert felt == ("emergency MRI" in found.conclusion)


# Reasons


def test_why_walks_from_the_disc_to_the_needle() -> None:
    text = study([left("L5", 0.75)], 28.0).why("tibialis posterior", "left")
    for part in (
        "Tibialis posterior, left: fibrillation potentials.",
        "The disc L4-L5 presses the left L5 root to 25% of its calibre",
        "carries 75% of: tibialis posterior (innervation.csv, model assumption)",
        "of its motor axons die",
        "21 to 35 (emg_timing.csv, unverified); this is day 28",
        "Abnormal in 92% (denervation on needle EMG, operated L5 lesion, n = 25) [tsao2003].",
        "  [textbook]",
    ):
        assert part in text


def test_why_of_a_preserved_potential_is_the_ganglion() -> None:
    text = study([left("L5", 0.75)], 28.0).why("superficial peroneal", "left")
    assert "before the ganglion: the cell bodies" in text
    assert "Abnormal in 12%" in text
    assert "all of them foraminal" in text


def test_why_tells_every_record_with_sources_that_exist() -> None:
    found = study(
        [left("L5", 0.9, "on"), left("S1", 0.3), left("femoral nerve", 0.4), sac(60.0)], 20
    )
    for record in found:
        text = found.why(record.structure, record.side)
        assert set(record.sources) <= set(evidence.references())
        assert "Sources\n  [" in text
        assert isinstance(record, Record)


def test_structures_are_found_by_item_and_synonym() -> None:
    found = study([left("L5", 0.75)], 28.0)
    assert found["EHL", "left"] == found["great toe extension", Side.LEFT]
    assert found["hip adduction", "left"].structure == "adductor longus"
    assert found["h REFLEX", "left"].structure == "H reflex"
    assert len(found) == len(tuple(found))
    assert hash(found) == hash(study([left("L5", 0.75)], 28.0))


def test_an_unknown_structure_or_day_is_refused() -> None:
    found = study([], 28.0)
    with pytest.raises(UnknownStructureError) as unknown:
        found["nose", "left"]
    assert str(unknown.value).startswith("structure is 'nose', must be one of lumbar paraspinals, ")
    with pytest.raises(UnknownStructureError) as wrong:
        found["soleus", "up"]
    assert str(wrong.value) == "side is 'up', must be one of right, left"
    with pytest.raises(ValueError, match=r"days is -1, must be 0 to 730 \(limits.csv"):
        study([], -1)
