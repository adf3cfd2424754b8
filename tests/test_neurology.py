"""The leg shows what the roots have lost, no more, and says why."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l45anatomy import evidence
from l45anatomy.clearance import Compression
from l45anatomy.frame import ROOTS, Side
from l45anatomy.neurology import Exam, Finding, UnknownItemError, examine, find_item, why
from l45anatomy.neurology.gravity import ORDER
from l45anatomy.supply import CAUDA, STANDING, cauda_loss, caught_by, grade_at

ITEMS = tuple(evidence.items())
DISC = ("disc L4-L5",)
FACET = ("facet joint L4-L5 left",)


def caught(root: str = "L5", side: Side | None = Side.LEFT, loss: float = 0.6) -> Compression:
    return Compression(
        root=root,
        side=side,
        site="lateral recess",
        level="L4-L5",
        gap_mm=-1.2,
        shift_mm=2.3,
        loss=loss,
        by=DISC,
        grade=3,
        at=(0.0, 0.0, 0.0),
    )


def sac(area_mm2: float) -> Compression:
    loss = max(0.0, 1.0 - area_mm2 / 160.0)
    return replace(caught("dural sac", None, loss), area_mm2=area_mm2, site="canal")


def free(root: str, side: Side) -> Compression:
    return replace(caught(root, side, 0.0), grade=0, by=(), gap_mm=2.0, shift_mm=0.0)


losses = st.floats(0.0, 1.0)
areas = st.floats(20.0, 250.0)
roots = st.builds(
    lambda root, side, loss, by, grade: replace(caught(root, side, loss), by=by, grade=grade),
    st.sampled_from(ROOTS),
    st.sampled_from(Side),
    losses,
    st.sampled_from((DISC, FACET)),
    st.integers(1, 3),
)
compressions = st.tuples(st.lists(roots, max_size=5), st.lists(st.builds(sac, areas), max_size=1))


def worse(finding: Finding) -> float:
    """Give the grade turned so that bigger is worse."""
    knots = evidence.responses()[evidence.items()[finding.item].curve]
    return finding.grade if knots[-1].grade > knots[0].grade else -finding.grade


def mirrored(compression: Compression) -> Compression:
    return replace(compression, side=compression.side and compression.side.other)


def test_nobody_caught_nothing_found() -> None:
    exam = examine([])
    assert exam.abnormal == ()
    assert all(finding.because == () and finding.share is None for finding in exam)


def test_free_roots_and_a_wide_sac_are_normal() -> None:
    compressions = [free(root, side) for root in ROOTS for side in Side]
    assert examine([*compressions, sac(150.0)]).abnormal == ()


def test_every_item_is_examined_on_every_side_it_has() -> None:
    expected = {
        (item.item, side)
        for item in evidence.items().values()
        for side in ((None,) if item.sides == "both" else tuple(Side))
    }
    assert {(finding.item, finding.side) for finding in examine([])} == expected


@settings(max_examples=12)
@given(compressions)
def test_mirrored_lesion_mirrored_exam(case: tuple[list[Compression], list[Compression]]) -> None:
    found = [*case[0], *case[1]]
    exam, image = examine(found), examine(map(mirrored, found))
    for finding in exam:
        other = image[finding.item, finding.side and finding.side.other]
        turned = tuple(map(mirrored, other.because))
        assert replace(other, side=finding.side, because=turned) == finding


@given(roots, losses)
def test_bigger_loss_is_never_better(compression: Compression, other: float) -> None:
    low, high = sorted((compression.loss, other))
    small = examine([replace(compression, loss=low)])
    large = examine([replace(compression, loss=high)])
    assert all(worse(a) <= worse(b) for a, b in zip(small, large, strict=True))
    assert all(a.level <= b.level for a, b in zip(small, large, strict=True))


@given(areas, areas)
def test_tighter_sac_is_never_better(one: float, other: float) -> None:
    tight, wide = (examine([sac(area)]) for area in sorted((one, other)))
    assert all(worse(a) <= worse(b) for a, b in zip(wide, tight, strict=True))


def test_bone_that_presses_harder_does_not_soothe_what_a_disc_makes_sore() -> None:
    disc = replace(caught("L3", Side.LEFT, 0.5), by=("disc L3-L4",))
    bone = replace(caught("L3", Side.LEFT, 1.0), by=("facet joint L3-L4 left",))
    before, after = examine([disc]), examine([disc, bone])
    assert all(worse(a) <= worse(b) for a, b in zip(before, after, strict=True))


@given(compressions, roots)
def test_one_more_root_never_helps(
    case: tuple[list[Compression], list[Compression]], more: Compression
) -> None:
    before, after = examine([*case[0], *case[1]]), examine([*case[0], *case[1], more])
    assert all(worse(a) <= worse(b) for a, b in zip(before, after, strict=True))


@given(roots)
def test_only_what_the_root_supplies_is_abnormal(compression: Compression) -> None:
    for finding in examine([compression]).abnormal:
        assert compression.root in {row.root for row in evidence.innervation()[finding.item]}
        crossed = evidence.items()[finding.item].sides == "crossed"
        side = compression.side
        assert finding.side == (side.other if crossed and side else side)
        assert finding.because == (compression,)


@given(roots)
def test_findings_do_not_depend_on_the_order(compression: Compression) -> None:
    pair = (compression, caught("L3", Side.RIGHT, 0.3))
    assert examine(pair) == examine(reversed(pair))


@pytest.mark.parametrize("curve", [n for n in evidence.responses() if n != "cauda equina"])
def test_curves_have_no_jumps(curve: str) -> None:
    knots = evidence.responses()[curve]
    for knot in knots:
        assert grade_at(knots, knot.loss) == pytest.approx(knot.grade)
    assert grade_at(knots, 1.5) == knots[-1].grade
    steepest = max(abs(b.grade - a.grade) / (b.loss - a.loss) for a, b in pairwise(knots))
    grades = [grade_at(knots, step / 1000) for step in range(1001)]
    assert max(abs(b - a) for a, b in pairwise(grades)) <= steepest / 1000 + 1e-9


def test_the_cauda_equina_fails_from_the_critical_area_on() -> None:
    """The critical area is 75 mm2 [schonstrom1988]; 35 mm2 for a full loss is assumed."""
    assert [cauda_loss(area) for area in (200.0, 75.0, 55.0, 35.0, 10.0)] == [0, 0, 0.5, 1, 1]


def test_a_caught_l5_root_weakens_toes_and_foot_and_spares_l4() -> None:
    exam = examine([caught("L5", Side.LEFT, 0.6)])
    assert exam["extensor hallucis longus", "left"].label == "weak against resistance (MRC 4)"
    assert exam["first web space", "left"].label == "reduced feeling"
    for spared in ("quadriceps", "patellar reflex", "medial malleolus", "Achilles reflex"):
        assert not exam[spared, "left"].abnormal
    assert {f.side for f in exam.abnormal if f.item[:7] != "crossed"} == {Side.LEFT}


def test_a_single_root_rarely_takes_a_muscle_below_mrc_2() -> None:
    """Only muscles with a share of 0.7 or more in one root may, says the sheet of the table."""
    for root in ROOTS:
        for finding in examine([caught(root, Side.LEFT, 1.0)]).abnormal:
            if finding.modality == "motor" and (finding.share or 0.0) < 0.7:
                assert finding.grade >= 2.0, finding


def test_a_crushed_sac_is_an_emergency_on_both_sides() -> None:
    exam = examine([sac(38.0)])
    for finding in (exam["saddle", "left"], exam["saddle", "right"], exam["bladder"]):
        assert finding.level == 3
        assert "emergency" in finding.label
    assert exam["walking distance"].grade < 100.0
    assert exam["Achilles reflex", "left"].level == 3
    assert not exam["first web space", "left"].abnormal
    assert not exam["patellar reflex", "left"].abnormal


def test_a_crushed_sac_takes_the_roots_that_have_not_left_it_yet() -> None:
    """At L3-L4 L5 and S1 run inside it, at L4-L5 S1, below that none of the four [cohen1991]."""
    for level, hurt in (("L3-L4", {"L5", "S1"}), ("L4-L5", {"S1"}), ("L5-S1", set())):
        caught_there = caught_by([replace(sac(45.0), level=level)])
        assert {*CAUDA, STANDING} | hurt == {root for root, _ in caught_there}


def test_a_disc_that_only_touches_hurts_and_bone_does_not() -> None:
    touch = replace(caught("S1", Side.LEFT, 0.0), grade=1)
    disc, bone = examine([touch]), examine([replace(touch, by=FACET)])
    assert disc["straight leg raise", "left"].label == "positive at 65°"
    assert disc["posterior leg pain", "left"].label == "mild"
    assert {finding.modality for finding in disc.abnormal} == {"tension", "pain"}
    assert bone.abnormal == ()


def test_the_crossed_test_answers_to_the_other_leg() -> None:
    exam = examine([caught("L5", Side.LEFT, 0.9)])
    assert exam["crossed straight leg raise", "right"].label.startswith("positive at")
    assert exam["crossed straight leg raise", "left"].label == "negative"


def test_a_peroneal_lesion_spares_inversion_and_hip_abduction() -> None:
    """Three signs part a peroneal lesion from an L5 root lesion [baima2008]."""
    nerve = caught("common peroneal nerve", Side.LEFT, 0.9)
    exam = examine([replace(nerve, by=("fibular head",), site="neck of the fibula")])
    assert exam["tibialis anterior", "left"].grade < 3.0
    assert not exam["tibialis posterior", "left"].abnormal
    assert not exam["gluteus medius", "left"].abnormal


def test_foot_drop_steps_high() -> None:
    """Steppage starts where tibialis anterior falls to MRC 3; walking on heels fails before."""
    for loss in (0.0, 0.3, 0.6, 0.7, 0.9, 1.0):
        exam = examine([caught("common peroneal nerve", Side.LEFT, loss)])
        power = exam["tibialis anterior", "left"].grade
        assert exam["steppage", "left"].abnormal == (power < 3.4)
        assert exam["heel walk", "left"].grade <= exam["steppage", "left"].grade
    assert examine([caught("L5", Side.LEFT, 0.6)])["steppage", "left"].label == "none"


def test_the_crossed_femoral_stretch_answers_to_l4_of_the_other_leg() -> None:
    exam = examine([caught("L4", Side.LEFT, 0.9)])
    assert exam["crossed femoral stretch", "right"].label.startswith("positive at")
    assert exam["crossed femoral stretch", "left"].label == "negative"
    assert "by a factor of 13" in exam["crossed femoral stretch", "right"].frequency


def test_flags_and_figures_of_the_spine_are_not_those_of_a_nerve_beyond_it() -> None:
    """A peroneal palsy is no business of a spine surgeon within days, nor counted in sciatica."""
    palsy = replace(caught("common peroneal nerve", Side.LEFT, 0.95), site="fibular neck", level="")
    exam = examine([palsy])
    foot = exam["extensor hallucis longus", "left"]
    assert foot.grade < 2.4
    assert ("", (), ()) == (foot.red_flag, exam.red_flags, foot.told_by)
    both = examine([palsy, caught("L5", Side.LEFT, 0.95)])["extensor hallucis longus", "left"]
    assert both.red_flag
    assert both.told_by
    trace = examine([palsy, caught("L5", Side.LEFT, 0.03)])["extensor hallucis longus", "left"]
    assert ("", True) == (trace.red_flag, trace.is_of_spine), "the paralysis is still peroneal"


def test_a_crushed_sac_and_a_paralysed_muscle_are_red_flags() -> None:
    """Saddle, bladder and sphincter [gardner2011]; a muscle below MRC 3."""
    assert {f.item for f in examine([sac(45.0)]).red_flags} >= {"saddle", "bladder", "anal tone"}
    weak = examine([caught("L5", Side.LEFT, 0.95)]).red_flags
    assert weak
    assert all(f.modality == "motor" and f.grade < 3.0 for f in weak)
    assert examine([caught("L5", Side.LEFT, 0.5)]).red_flags == ()
    assert "Red flag\n  The cauda equina may be compressed" in why(examine([sac(45.0)])["bladder"])


@pytest.mark.parametrize(
    ("caught_now", "modality", "name"),
    [
        ([sac(57.0), caught("L5", Side.LEFT, 1.0)], "sensory", "saddle, right"),
        ([caught("L5", Side.LEFT, 0.5)], "motor", "extensor hallucis longus, left"),
        ([caught("S1", Side.LEFT, 0.15)], "sensory", "lateral heel, left"),
        ([caught("S1", Side.LEFT, 0.05)], "tension", "straight leg raise, left"),
    ],
)
def test_the_gravest_finding_is_told_first(
    caught_now: list[Compression], modality: str, name: str
) -> None:
    """Cauda equina, then power, then reflex and feeling, then stretch tests (`gravity.ORDER`)."""
    exam = examine(caught_now)
    assert exam.gravest is not None
    assert (modality, name) == (exam.gravest.modality, exam.gravest.name)
    rest = [f for f in exam.abnormal if f.modality == "motor" and modality == "motor"]
    assert all(exam.gravest.grade <= one.grade for one in rest)


def _step(finding: Finding) -> int:
    """Give which step of the order a finding belongs to; red flags by name are the first."""
    steps = ("cauda equina", "motor", "reflex sensory", "gait", "tension", "pain")
    own = "cauda equina" if finding.item in evidence.red_flags() else finding.modality
    return next(at for at, step in enumerate(steps) if own in step)


@given(compressions)
def test_nothing_abnormal_belongs_to_an_earlier_step_than_the_gravest_finding(
    found: tuple[list[Compression], list[Compression]],
) -> None:
    """Of its own step it is the weakest muscle, or what is most disturbed."""
    exam = examine([*found[0], *found[1]])
    told = min(map(_step, exam.abnormal), default=None)
    assert told == (None if exam.gravest is None else _step(exam.gravest))
    rivals = [finding for finding in exam.abnormal if _step(finding) == told]
    if exam.gravest and exam.gravest.modality == "motor":
        assert min(finding.grade for finding in rivals) == exam.gravest.grade
    elif exam.gravest:
        assert max(finding.level for finding in rivals) == exam.gravest.level


def test_the_gravest_finding_is_not_just_the_strongest() -> None:
    """A leg that hurts early is level 3, and a slightly weak toe matters more."""
    exam = examine([replace(caught("L5", Side.LEFT, 0.3), grade=3)])
    assert exam.gravest is not None
    assert exam.gravest.modality == "motor"
    assert exam.gravest.level < max(finding.level for finding in exam)
    assert examine([]).gravest is None


def test_every_modality_has_its_place_in_the_order() -> None:
    modalities = {item.modality for item in evidence.items().values()}
    assert modalities <= {*(step for steps in ORDER for step in steps), "sphincter"}
    by_name = {item for item in evidence.items() if item in evidence.red_flags()}
    sphincters = {i.item for i in evidence.items().values() if i.modality == "sphincter"}
    assert sphincters <= by_name  # their place is that of the cauda equina


def test_pain_is_said_to_ignore_the_map_in_two_of_three() -> None:
    """64.1 % of radicular pain of lumbar roots does not follow the dermatome [murphy2009]."""
    exam = examine([caught("S1", Side.LEFT, 0.8), caught("L5", Side.LEFT, 0.8)])
    for item in ("posterior leg pain", "lateral leg pain", "buttock pain"):
        assert "Does not follow the map in 64%" in exam[item, "left"].frequency
    assert "Found in 65%" in exam["posterior leg pain", "left"].frequency


def test_a_finding_keeps_the_reasons_of_two_lesions_of_one_root() -> None:
    """One lesion takes most of the calibre, the other makes the root sore: both belong to it."""
    disc = replace(caught("L3", Side.RIGHT, 0.5), by=("disc L3-L4",))
    bone = replace(caught("L3", Side.RIGHT, 0.75), by=FACET)
    finding = examine([disc, bone])["femoral stretch", "right"]
    assert finding.abnormal
    assert "  1. " in why(finding)


def test_synonyms_are_accepted_in_any_case() -> None:
    exam = examine([caught()])
    expected = exam["extensor hallucis longus", Side.LEFT]
    assert exam["ehl", "left"] == exam["Great Toe Extension", "left"] == expected
    assert find_item("KNEE JERK").item == "patellar reflex"


def test_an_unknown_item_lists_the_known_ones() -> None:
    with pytest.raises(KeyError) as unknown:
        examine([])["nose", "left"]
    assert isinstance(unknown.value, UnknownItemError)
    assert str(unknown.value) == f"item is 'nose', must be one of {', '.join(ITEMS)} (items.csv)"


@pytest.mark.parametrize(
    ("key", "message"),
    [
        ("EHL", "side of 'extensor hallucis longus' is None, must be the side right or left"),
        (("EHL", "up"), "side of 'extensor hallucis longus' is 'up', must be the side right or"),
        (("bladder", "left"), "side of 'bladder' is 'left', must be no side"),
    ],
)
def test_a_wrong_side_says_which_is_right(key: str | tuple[str, str], message: str) -> None:
    with pytest.raises(UnknownItemError) as wrong:
        examine([])[key]
    assert str(wrong.value).startswith(message)


def test_an_unknown_root_is_refused() -> None:
    with pytest.raises(ValueError, match=r"root is 'L9', must be one of .*L5.*\(innervation.csv"):
        examine([caught("L9")])


def test_a_sac_without_area_is_refused() -> None:
    with pytest.raises(ValueError, match="area_mm2 of the dural sac is None"):
        examine([caught("dural sac", None)])


def test_an_exam_is_a_value() -> None:
    assert examine([caught()]) == examine([caught()])
    assert hash(examine([caught()])) == hash(examine([caught()]))
    assert isinstance(examine([]), Exam)
    assert len(examine([])) == len(tuple(examine([])))


def test_an_exam_is_printed_as_what_is_abnormal() -> None:
    exam = examine([caught("L5", Side.LEFT, 0.6)])
    assert str(exam).splitlines() == [str(finding) for finding in exam.abnormal]
    assert str(examine([])) == "The examination is normal."


@given(st.floats(40.0, 75.0), st.floats(40.0, 75.0))
def test_the_same_walking_distance_in_words_shows_alike(one: float, other: float) -> None:
    """What is said in tens of metres decides how strongly it shows."""
    first, second = (examine([sac(area)])["walking distance"] for area in (one, other))
    assert first.label != second.label or first.level == second.level
    near = examine([sac(one + 1e-3)])["walking distance"]
    assert first.label != near.label or first.level == near.level


def test_two_hundred_and_ten_metres_are_one_level() -> None:
    found = [examine([sac(57.5 - k / 100)])["walking distance"] for k in range(300)]
    levels = {f.level for f in found if f.label == "about 210 m"}
    assert 1 == len(levels)
