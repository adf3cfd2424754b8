"""Chances are what many drawn patients show, and rise with what presses."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l45anatomy import Case, Herniation, NerveLesion, chance, evidence
from l45anatomy.chance import chances, odds, sampled, temper
from l45anatomy.chance.differences import rules
from l45anatomy.chance.slots import layout, suffered
from l45anatomy.clearance import Compression
from l45anatomy.frame import ROOTS, Side
from l45anatomy.neurology import examine, step_at, why

MANY = 8_000
ITEMS = tuple(evidence.items())


def caught(root: str = "L5", side: Side | None = Side.LEFT, loss: float = 0.6) -> Compression:
    return Compression(
        root=root,
        side=side,
        site="lateral recess",
        level="L4-L5",
        gap_mm=-1.2,
        shift_mm=2.3,
        loss=loss,
        by=("disc L4-L5",),
        grade=3,
        at=(0.0, 0.0, 0.0),
    )


def sac(area_mm2: float) -> Compression:
    return replace(caught("dural sac", None, 0.5), area_mm2=area_mm2, site="canal")


losses = st.floats(0.0, 1.0)
roots = st.builds(caught, st.sampled_from(ROOTS), st.sampled_from(Side), losses)
pictures = st.tuples(
    st.lists(roots, max_size=5), st.lists(st.builds(sac, st.floats(20.0, 100.0)), max_size=1)
).map(lambda parts: (*parts[0], *parts[1]))

ONE_ROOT = (caught("L5", Side.LEFT, 0.7),)
TWO_ROOTS = (caught("L4", Side.LEFT, 0.4), caught("L5", Side.LEFT, 0.6))
CAUDA = (sac(50.0), caught("S1", Side.RIGHT, 0.5), caught("L5", Side.RIGHT, 0.4))


def shares(compressions: tuple[Compression, ...], age: float | None = None) -> np.ndarray:
    """How often each slot is found abnormal in many drawn patients."""
    many = temper.drawn(np.random.default_rng(4), MANY)
    taken = temper.taken(many, suffered(compressions), rules())
    ages = None if age is None else np.full(MANY, age)
    return (temper.steps(many, taken, ages, rules()) > 0).mean(axis=0)


def by_name(compressions: tuple[Compression, ...]) -> dict[tuple[str, Side | None], float]:
    return {(c.item, c.side): c.probability for c in chances(compressions)}


@pytest.mark.parametrize("picture", [(), ONE_ROOT, TWO_ROOTS, CAUDA])
@pytest.mark.parametrize("age", [None, 80.0])
def test_many_patients_show_what_the_chances_say(picture, age):
    """Four standard errors and the 0.4 % of the quadrature."""
    expected = np.array([c.probability for c in chances(picture, age)])
    tolerance = 4 * np.sqrt(expected * (1 - expected) / MANY) + 0.004
    assert (np.abs(expected - shares(picture, age)) < tolerance).all()


def test_one_patient_is_one_of_the_many():
    """The examination of one seed is the first draw of the many, item by item."""
    one = temper.drawn(np.random.default_rng(11))
    taken = temper.taken(one, suffered(TWO_ROOTS), rules())
    expected = temper.steps(one, taken, None, rules())[0]
    exam = sampled(TWO_ROOTS, 11)
    curve = {name: item.curve for name, item in evidence.items().items()}
    found = [min(step_at(curve[f.item], f.loss), 2) for f in exam]
    assert expected.tolist() == found


def test_somebody_whom_nothing_presses_shows_only_what_examiners_err():
    for found in chances(()):
        modality = evidence.items()[found.item].modality
        table = evidence.variation()
        own = table.get((found.item, "false_positive")) or table[modality, "false_positive"]
        assert own.value == found.probability
        assert found.clear == 0.0


def test_the_healthy_adult_shows_the_same():
    assert chances(()) == Case().chances


def test_without_differences_everybody_is_the_teaching_patient():
    """With susceptibility 1, no spread, no shift and no errors the exam is the one of neurology."""
    usual = rules()
    none = np.zeros_like(usual.missed)
    plain = replace(
        usual,
        median=np.ones_like(usual.median),
        spread=np.zeros_like(usual.spread),
        maps=np.eye(len(usual.maps))[:, :1] + np.zeros_like(usual.maps),
        false_positive=none,
        missed=none,
    )
    for picture in (ONE_ROOT, TWO_ROOTS, CAUDA):
        one = temper.drawn(np.random.default_rng(1))
        taken = temper.taken(one, suffered(picture), plain)
        told = [finding.abnormal for finding in examine(picture)]
        assert told == (temper.steps(one, taken, None, plain)[0] > 0).tolist()
        found, _ = odds.probabilities(suffered(picture), None, plain)
        assert [float(abnormal) for abnormal in told] == pytest.approx(found.tolist(), abs=1e-9)


@settings(max_examples=40)
@given(pictures)
def test_chances_are_probabilities(picture):
    for found in chances(picture):
        assert 0.0 <= found.clear <= found.probability <= 1.0
        assert found.sound - 1e-9 <= found.probability


@settings(max_examples=30)
@given(pictures, st.sampled_from(ROOTS), st.sampled_from(Side), losses, losses)
def test_a_root_that_loses_more_never_makes_a_finding_less_likely(picture, root, side, one, two):
    """The quadrature of several roots is exact to half a percent."""
    less, more = sorted((one, two))
    before = by_name((*picture, caught(root, side, less)))
    after = by_name((*picture, caught(root, side, more)))
    assert all(after[key] >= before[key] - 0.005 for key in before)


@settings(max_examples=30)
@given(pictures)
def test_the_mirror_mirrors_the_chances(picture):
    seen = tuple(replace(c, side=c.side.other if c.side else None) for c in picture)
    expected = by_name(picture)
    other = by_name(seen)
    for (item, side), probability in expected.items():
        key = (item, side.other if side else None)
        assert other[key] == pytest.approx(probability, abs=1e-12)


def test_the_same_seed_is_the_same_patient():
    assert sampled(ONE_ROOT, 3) == sampled(ONE_ROOT, 3)
    assert sampled(ONE_ROOT, 3) != sampled(ONE_ROOT, 4)


def test_a_herniation_that_presses_leaves_some_people_without_pain():
    """The symptom-free with a visible herniation."""
    place = layout().slots.index(("lateral leg pain", Side.LEFT))
    share = shares(ONE_ROOT)[place]
    assert 0.02 < 1.0 - share < 0.6


def test_a_finding_without_cause_says_so():
    exam = next(exam for exam in (sampled((), seed) for seed in range(50)) if exam.abnormal)
    assert exam.abnormal[0].because == ()
    assert "an error of the examiner, or age" in why(exam.abnormal[0])


def test_a_patient_who_loses_less_is_told_apart_in_the_reasons():
    finding = examine(ONE_ROOT)["EHL", "left"]
    exams = (sampled(ONE_ROOT, seed) for seed in range(50))
    other = next(e["EHL", "left"] for e in exams if e["EHL", "left"].abnormal)
    assert other.loss != finding.loss
    assert "this person differs" in why(other)
    assert "this person differs" not in why(finding)


def test_the_years_take_achilles_reflexes_on_both_sides():
    table = {c.name: c.probability for c in chances((), 80.0)}
    young = {c.name: c.probability for c in chances((), 40.0)}
    assert table["Achilles reflex, left"] == table["Achilles reflex, right"]
    assert table["Achilles reflex, left"] > young["Achilles reflex, left"]
    assert table["patellar reflex, left"] == young["patellar reflex, left"]


@pytest.mark.parametrize("age", [-1.0, 121.0])
def test_an_age_nobody_has_is_refused(age):
    with pytest.raises(ValueError, match=r"age is .*, must be 0 to 120"):
        chances((), age)


def test_a_case_gives_its_chances_by_name_and_synonym():
    case = Case(Herniation("left", "subarticular", 7))
    own = case.chance("great toe extension", "left")
    assert own.item == "extensor hallucis longus"
    assert own in case.chances
    assert own.probability > 3 * case.chance("EHL", "right").probability
    assert case.sampled(5) == chance.sampled(case.compressions, 5)


def test_the_distribution_function_is_the_normal_one():
    """Known values: 0, one and 1.96 standard deviations."""
    found = odds.normal(np.array([0.0, 1.0, -1.0, 1.959964, -8.0]))
    assert np.allclose(found, [0.5, 0.8413447, 0.1586553, 0.975, 0.0], atol=2e-7)


def test_a_stated_loss_of_fibres_is_borne_alike_by_everybody():
    """People differ in what a pressed root loses; a nerve lesion is given as what is lost."""
    case = Case(NerveLesion.peroneal_palsy(1.0, "left"))
    assert case.chance("tibialis anterior", "left").probability > 0.95
    grades = [case.sampled(seed)["tibialis anterior", "left"].grade for seed in range(20)]
    assert sum(grade <= 1.0 for grade in grades) >= 18
    assert case.chance("tibialis posterior", "left").probability < 0.1
