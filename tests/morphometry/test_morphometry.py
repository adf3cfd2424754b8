"""The healthy model, measured, agrees with published means; what misses is owned up to."""

from dataclasses import replace

import pytest

from l45anatomy import evidence, morphometry
from l45anatomy.morphometry import AbsentError, Subject, bones, segments
from l45anatomy.people import healthy
from l45anatomy.spine.build import build


@pytest.fixture(scope="module")
def rows():
    return morphometry.measured(build(healthy()))


@pytest.fixture(scope="module")
def subject():
    return Subject(build(healthy()))


def test_there_are_enough_measures_and_every_one_can_be_taken():
    names = set(morphometry.names())
    assert len(evidence.measures()) >= 90
    assert {row.measure for row in evidence.measures()} <= names


@pytest.mark.slow
def test_every_row_finds_what_it_measures(rows):
    assert [row for row in rows if row.value is None] == []


@pytest.mark.slow
def test_the_model_agrees_or_owns_up(rows):
    """1 SD, or the range of published means, or 10 % where none was published."""
    outside = [
        f"{row.measure}, {row.structure}: {row.value:.2f}, must be {row.low:.2f} to {row.high:.2f}"
        for row in rows
        if row.verdict == "outside"
    ]
    assert not outside, "\n".join(outside)


@pytest.mark.slow
def test_a_canal_that_is_deeper_by_2_mm_measures_2_mm_deeper(subject):
    """The way back from number to surface to number."""
    person = healthy()
    deeper = person.with_vertebra("L4", canal_depth_mm=person.vertebra("L4").canal_depth_mm + 2.0)
    depth = bones.MEASURES["canal depth"]
    grown = depth(Subject(build(deeper)).vertebra("L4")) - depth(subject.vertebra("L4"))
    assert grown == pytest.approx(2.0, abs=0.4)


@pytest.mark.slow
def test_a_disc_that_loses_height_lowers_the_foramen(subject):
    """The disc by as much as it lost; the foramen by no more, for the facet rises into it."""
    worn = Subject(build(healthy().with_segment("L4-L5", height_loss_mm=3.0)))

    def lost(name):
        measured = segments.MEASURES[name]
        return measured(subject.level("L4-L5")) - measured(worn.level("L4-L5"))

    assert lost("disc height middle") == pytest.approx(3.0, abs=0.5)
    assert 0.4 < lost("foramen height") < 4.5
    assert 10.0 < lost("foramen area") < 120.0


def test_what_is_not_there_is_absent_and_no_miss():
    row = next(row for row in evidence.measures() if row.structure == "L4 vertebra")
    nothing = Subject({})
    assert morphometry.measure(nothing, row).verdict == "absent"
    with pytest.raises(AbsentError, match="no L4 vertebra"):
        nothing.vertebra("L4")


def test_a_measure_nobody_can_take_is_refused():
    row = replace(evidence.measures()[0], measure="shoe size")
    with pytest.raises(ValueError, match=r"measure is 'shoe size' .*body depth"):
        morphometry.measure(Subject({}), row)


def test_a_norm_agrees_within_its_sd_else_its_range_else_a_tenth():
    norm = replace(evidence.measures()[0], value=20.0, sd=3.0, low=15.0, high=21.0)
    assert norm.band == (17.0, 23.0)
    assert replace(norm, sd=None).band == (15.0, 21.0)
    assert replace(norm, sd=None, low=None).band == pytest.approx((18.0, 22.0))


@pytest.mark.slow
def test_a_miss_that_is_owned_up_to_is_known(subject):
    norm = next(row for row in evidence.measures() if row.structure == "L4 vertebra")
    wrong = replace(norm, value=1.0, sd=0.1)
    assert morphometry.measure(subject, wrong).verdict == "outside"
    owned = replace(wrong, note="known miss: nobody is like that")
    assert morphometry.measure(subject, owned).verdict == "known miss"
