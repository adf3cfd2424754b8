"""Grades follow from the geometry: normal in the healthy, never better as a lesion grows."""

import re
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l45anatomy import (
    Case,
    Herniation,
    Side,
    Spondylolisthesis,
    Stenosis,
    evidence,
    grading,
)
from l45anatomy.changes import DiscDegeneration, Laminectomy
from l45anatomy.evidence import GradeRow
from l45anatomy.frame import LEVELS, ROOTS
from l45anatomy.grading.canal import canal_depth, posterior_fat, strands_at
from l45anatomy.grading.grade import row_for
from l45anatomy.grading.roots import foramen_height, recess_depth
from tests.strategies import cases, mirrored

SIZES = (0.0, 2.0, 4.0, 6.0, 8.0, 10.0)
SLACK = 0.02  # what the two sides of a search in steps may differ by


def ranks(case):
    return {(g.system, g.place, g.side): g.rank for g in case.grades if g.system != "Hamanishi"}


def worsened(milder, worse):
    """Every grade that is better in the worse of two cases."""
    before, after = ranks(milder), ranks(worse)
    return {key: (before[key], after[key]) for key in before if after.get(key, 99) < before[key]}


# --- the healthy ----------------------------------------------------------------------------------


def test_nothing_is_graded_abnormal_in_the_mean_adult():
    assert [str(g) for g in Case().grades if g.rank] == []


def test_every_system_speaks_of_every_place_it_can():
    found = {(g.system, g.place, g.side) for g in Case().grades}
    assert len(found) == len(Case().grades)
    for level in LEVELS:
        for system in ("Disc", "MSU", "Schizas", "Lee central", "Sac area", "Meyerding"):
            assert (system, level, None) in found
        for side in Side:
            for system in ("Lee foraminal", "Foramen code", "Bartynski", "Weishaupt"):
                assert (system, level, side) in found
    assert {(r, s) for name, r, s in found if name == "Pfirrmann root"} == {
        (root, side) for root in ROOTS for side in Side
    }


def test_what_is_measured_is_what_a_healthy_spine_measures():
    """Published means: canal 15 to 18 mm deep, foramen 18 to 22 mm high, recess above 5 mm."""
    case = Case()
    for level in LEVELS:
        assert 14 < canal_depth(case.spine, case.courses[0], level) < 20
        assert posterior_fat(case.spine, case.courses[0], level) > 1
        assert 16 < foramen_height(case.anatomy, case.spine, level, Side.LEFT) < 23
    for level in LEVELS[:2]:
        assert recess_depth(case.anatomy, case.spine, level, Side.RIGHT) > 5
    assert [strands_at(level) for level in LEVELS] == [12, 10, 8]


# --- the table ------------------------------------------------------------------------------------


def test_every_row_names_a_source_and_words_without_numbers_are_assumptions():
    rows = [row for rows in evidence.grades().values() for row in rows]
    for row in rows:
        assert row.source
        assert set(row.source) <= set(evidence.references())
        assert row.criterion
        assert not re.search(r"\bas [A-D0-9]\b", row.criterion), "read alone it says nothing"
        if "the source gives words only" in row.note:
            assert row.basis == "assumption"


def test_every_system_begins_with_what_is_normal_and_rises():
    for system, rows in evidence.grades().items():
        if system != "definition":
            assert [row.rank for row in rows] == sorted(row.rank for row in rows)
            assert rows[0].rank == 0
            assert rows[0].when in ("from", "words")


@pytest.mark.parametrize(
    ("system", "measure", "value", "grade"),
    [
        ("Meyerding", "slip", 0.0, "none"),
        ("Meyerding", "slip", 25.0, "I"),
        ("Meyerding", "slip", 25.1, "II"),
        ("Meyerding", "slip", 100.0, "IV"),
        ("Meyerding", "slip", 101.0, "V"),
        ("MSU size", "share of the way", 0.5, "1"),
        ("MSU size", "share of the way", 0.51, "2"),
        ("MSU size", "share of the way", 1.01, "3"),
        ("Sac area", "sac area", 130.0, "normal"),
        ("Sac area", "sac area", 100.0, "early"),
        ("Sac area", "sac area", 99.0, "relative"),
        ("Sac area", "sac area", 74.0, "critical"),
        ("Verbiest", "canal depth", 11.0, "relative"),
        ("Verbiest", "canal depth", 9.9, "absolute"),
        ("Recess depth", "recess depth", 5.0, "normal"),
        ("Recess depth", "recess depth", 4.9, "suspicious"),
        ("Recess depth", "recess depth", 2.9, "suggestive"),
        ("Hasegawa disc", "disc height", 4.0, "critical"),
        ("Hasegawa foramen", "foramen height", 15.0, "critical"),
    ],
)
def test_a_threshold_lies_where_it_was_published(system, measure, value, grade):
    assert grade == row_for(system, {measure: value}).grade


def test_a_row_holds_on_its_own_side_of_the_threshold():
    def holds(when, value):
        row = GradeRow(
            system="",
            grade="",
            rank=0,
            criterion="",
            measure="",
            when=when,
            value=1.0,
            unit="mm",
            low=None,
            high=None,
            source=("edit",),
            basis="assumption",
            note="",
        )
        return row.holds(value)

    seen = {when: [holds(when, v) for v in (0.9, 1.0, 1.1)] for when in ("from", "above", "words")}
    assert seen == {"from": [0, 1, 1], "above": [0, 0, 1], "words": [0, 0, 0]}
    assert [holds("below", v) for v in (0.9, 1.0, 1.1)] == [1, 0, 0]
    assert [holds("at most", v) for v in (0.9, 1.0, 1.1)] == [1, 1, 0]


# --- what grows ---------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("zone", ["central", "subarticular", "foraminal"])
def test_no_grade_falls_as_a_herniation_grows(zone):
    grown = [Case(Herniation("left", zone, mm)) for mm in SIZES]
    for milder, worse in pairwise(grown):
        assert worsened(milder, worse) == {}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("parameter", "values"),
    [
        ("flavum_mm", (3.0, 5.0, 7.0, 9.0)),
        ("facet_mm", (0.0, 2.0, 4.0, 7.0)),
        ("bulge_mm", (0.0, 2.0, 4.0, 6.0)),
        ("height_loss_mm", (0.0, 1.0, 2.0, 4.0)),
        ("short_pedicle_mm", (0.0, 2.0, 4.0)),
    ],
)
def test_no_grade_falls_as_a_stenosis_grows(parameter, values):
    grown = [Case(Stenosis(**{parameter: mm})) for mm in values]
    for milder, worse in pairwise(grown):
        assert worsened(milder, worse) == {}


# --- canal, recess, foramen, slip -----------------------------------------------------------------


def test_severe_central_stenosis_crowds_the_roots():
    severe = Case(Stenosis.central(1.0))
    assert severe.grade("Sac area", "L4-L5").measured < 100
    assert severe.grade("Lee central", "L4-L5").rank > 0
    assert severe.grade("Schizas", "L3-L4").grade == "A"


def test_no_fat_behind_a_crowded_sac_is_the_last_grade():
    """Schizas D is C without fat behind [schizas2010]."""
    packed = {"rootlet share": 1.1, "posterior fat": 0.2}
    assert row_for("Schizas", packed).grade == "D"
    assert row_for("Schizas", packed | {"posterior fat": 2.0}).grade == "C"
    assert row_for("Schizas", {"rootlet share": 0.9}).grade == "B"


@pytest.mark.parametrize(
    "case",
    [
        Case(Spondylolisthesis(30, "L5-S1")),
        Case(Stenosis.central(1.0)),
        Case(Stenosis.central(1.0, "L5-S1")),
        Case(Herniation(None, "central", 12, kind="extrusion")),
        Case(Herniation(None, "central", 6, "L5-S1")),
    ],
    ids=str,
)
def test_a_sac_below_the_critical_area_is_nowhere_graded_free(case):
    """Pressure in the sac rises below that area [schonstrom1988]."""
    for level in LEVELS:
        if case.grade("Sac area", level).grade == "critical":
            assert case.grade("Schizas", level).rank
            assert case.grade("Lee central", level).rank
        assert case.grade("Lee central", level).measured >= 0


def test_a_sac_crushed_from_in_front_has_no_fat_behind():
    """Schizas D: as C, without fat behind [schizas2010]."""
    crushed = Case(Herniation(None, "central", 12, kind="extrusion"))
    assert crushed.grade("Schizas", "L4-L5").grade == "D"
    assert posterior_fat(crushed.spine, crushed.courses[0], "L4-L5") <= 0
    left = [
        posterior_fat(case.spine, case.courses[0], "L4-L5")
        for case in (Case(), *(Case(Herniation(None, "central", mm)) for mm in (2, 4, 6, 8)))
    ]
    assert left == sorted(left, reverse=True)


def test_a_measure_that_meets_no_wall_is_open():
    depth = Case(Laminectomy()).grade("Recess depth", "L4-L5", "right")
    assert "open" == depth.number


def test_a_grade_is_printed_in_units_people_read():
    case = Case(Stenosis.central(1.0))
    printed = [str(grade) for grade in case.grades]
    assert "Hamanishi: none (1)" in printed
    assert not any(unit in line for line in printed for unit in ("share", "count", "mm2", "  "))


def test_a_foramen_is_graded_by_its_own_root_only():
    case = Case(Herniation("left", "foraminal", 6.0))
    assert case.grade("Lee foraminal", "L4-L5", "left").grade == "3"
    assert case.grade("Foramen code", "L4-L5", "left").grade[0] == "F"
    others = [g for g in case.grades if g.system == "Lee foraminal" and g.rank]
    assert [(g.level, g.side) for g in others] == [("L4-L5", "left")]


@pytest.mark.parametrize("case", [Case(DiscDegeneration(grade=5)), Case(Spondylolisthesis(15.0))])
def test_a_root_that_is_touched_in_its_foramen_is_touched_on_a_side(case):
    """So the report does not call the foramen free of what touches the root there."""
    worst = case.compression("L4", "left")
    assert ("foramen", 1) == (worst.site, worst.grade)
    assert case.grade("Foramen code", "L4-L5", "left").grade.startswith("B")


def test_a_grown_joint_narrows_its_recess():
    case = Case(Stenosis.lateral_recess(1.0, "right"))
    assert case.grade("Bartynski", "L4-L5", "right").rank >= 2
    assert case.grade("Recess depth", "L4-L5", "right").rank >= 1
    assert case.grade("Bartynski", "L4-L5", "left").rank == 0
    assert case.grade("Recess depth", "L4-L5", "left").rank == 0


def test_grades_of_both_sides_of_a_level_are_told_apart():
    told = [one.at_its_level for one in Case(Stenosis.central(0.6)).grades_at("L4-L5")]
    assert len(told) == len(set(told))
    assert {"Bartynski 1 (left)", "Bartynski 1 (right)", "Pfirrmann root 2 (L5 left)"} <= set(told)


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize(("percent", "grade"), [(0, "none"), (12, "I"), (25, "I"), (40, "II")])
def test_a_slip_is_measured_as_it_was_built(percent, grade, level):
    kind = "isthmic" if percent > 30 else "degenerative"
    case = Case(Spondylolisthesis(percent, level, kind))
    found = case.grade("Meyerding", level)
    assert (found.grade, found.measured) == (grade, pytest.approx(percent, abs=1e-4))
    assert case.grade("Wiltse", level).grade == (kind if percent else "none")


def test_the_grade_of_a_root_is_that_of_its_compression():
    case = Case(Herniation("left", "subarticular", 7.0))
    for c in case.compressions[1:]:
        assert case.grade("Pfirrmann root", c.root, c.side).rank == c.grade


# --- the mirror, and asking -----------------------------------------------------------------------


@pytest.mark.slow
@settings(max_examples=6)
@given(cases(2))
def test_the_mirror_image_has_the_same_grades_on_the_other_side(case):
    there = {(g.system, g.place, g.side): g for g in mirrored(case).grades}
    for grade in case.grades:
        other = there[grade.system, grade.place, grade.side.other if grade.side else None]
        assert other.measured == pytest.approx(grade.measured, abs=SLACK)


@pytest.mark.parametrize("case", [Case(), Case(Stenosis.central(0.8)), Case(Spondylolisthesis(24))])
def test_the_left_of_an_even_spine_is_graded_as_measuring_it_would(case):
    assert case.spine.is_even
    uneven = replace(case.spine)
    vars(uneven)["is_even"] = False
    measured = grading.grade(case.anatomy, uneven, case.courses)
    for expected, grade in zip(measured, case.grades, strict=True):
        assert replace(expected, measured=0.0) == replace(grade, measured=0.0)
        assert expected.measured == pytest.approx(grade.measured, abs=1e-5)


@pytest.mark.slow
@settings(max_examples=6)
@given(cases(2))
def test_every_grade_is_one_of_its_system_and_says_why(case):
    for grade in case.grades:
        assert grade.criterion
        assert grade.source
        assert grade.rank >= 0
        assert str(grade).startswith(grade.system)


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        (("Shizas", "L4-L5"), "system is 'Shizas', must be one of .*Schizas"),
        (("Schizas", "L4-5"), "place of Schizas is 'L4-5', must be one of L3-L4, L4-L5, L5-S1"),
        (("Lee foraminal", "L4-L5"), "side of Lee foraminal L4-L5 is None, must be one of right"),
        (("Schizas", "L4-L5", "left"), "side of Schizas L4-L5 is 'left', must be one of None"),
        (("Pfirrmann root", "L2", "left"), "place of Pfirrmann root is 'L2', must be one of L3"),
    ],
)
def test_an_unknown_grade_is_refused_with_a_list_of_what_there_is(asked, message):
    with pytest.raises(ValueError, match=message):
        Case().grade(*asked)


@given(st.sampled_from(Case().grades))
def test_every_grade_is_found_where_it_says_it_is(grade):
    assert grade == Case().grade(grade.system, grade.place, grade.side)
