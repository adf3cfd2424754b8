"""The laws every model of caught roots must keep, whatever its shapes."""

import re
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from l45anatomy import Case, Herniation, Side, Spondylolisthesis, Stenosis, evidence, healthy
from l45anatomy.anatomy import from_parameters
from l45anatomy.clearance import measure, sac
from l45anatomy.frame import LEVELS, ROOTS
from l45anatomy.spine.build import build
from tests.strategies import (
    SIDED_ZONES,
    cases,
    changes,
    healthy_people,
    limited,
    mirrored,
    numbers,
    sided_changes,
)

PLAIN = (Phase.explicit, Phase.reuse, Phase.generate)  # a person takes half a second to build
SLACK = 1e-3  # what a search in steps may differ by from one side of a shape to the other


def ends(share):
    """Give the person whose every number lies at one end of its range."""
    rows = evidence.dimensions()
    return from_parameters({name: (row.low, row.high)[share] for name, row in rows.items()})


def narrow():
    """Give the person with the thickest roots and ligaments in the narrowest canal."""
    values = {name: row.low for name, row in evidence.dimensions().items()}
    for name, row in evidence.dimensions().items():
        if "root" in name or "sac" in name or "flavum" in name:
            values[name] = row.high
    return from_parameters(values)


def stepped():
    """Give a person whose wide canal at L4 meets a narrow one at L5: the sac finds a step."""
    high = [
        "L3-L4.disc_anterior_mm",
        "L4-L5.disc_anterior_mm",
        "L5-S1.disc_anterior_mm",
        "L4.canal_depth_mm",
        "L4.canal_width_mm",
        "L4.height_anterior_mm",
        "L5.body_depth_mm",
        "L5.height_anterior_mm",
        "nerves.sac_depth_share",
        "nerves.sac_width_share",
    ]
    low = [
        "L3.body_depth_mm",
        "L3.canal_depth_mm",
        "L3.height_anterior_mm",
        "L4-L5.disc_posterior_mm",
        "L4.body_depth_mm",
        "L5.canal_depth_mm",
        "L5.canal_width_mm",
    ]
    rows = evidence.dimensions()
    values = {name: row.value for name, row in rows.items()}
    values |= {name: rows[name].high for name in high} | {name: rows[name].low for name in low}
    return from_parameters(values)


def losses(case):
    return {(c.root, c.side): c.loss for c in case.compressions}


# --- nothing healthy is caught --------------------------------------------------------------------


@pytest.mark.slow
@settings(max_examples=15, phases=PLAIN)
@example(ends(0))
@example(ends(1))
@example(narrow())
@example(stepped())
@given(healthy_people())
def test_no_healthy_person_has_a_root_or_sac_that_loses_anything(person):
    """The first law: anywhere within the tables' healthy ranges, nothing is compressed."""
    caught = [c for c in Case(anatomy=person).compressions if c.loss > 0]
    told = [f"{c.root} {c.side} {c.site} {c.level} {c.loss:.3f} {c.by}" for c in caught]
    assert [] == told


@pytest.mark.parametrize("compression", Case().compressions, ids=lambda c: f"{c.root} {c.side}")
def test_in_the_mean_adult_nothing_even_touches(compression):
    assert 0 == compression.grade, compression
    assert () == compression.by
    assert 0.0 == compression.loss


@pytest.mark.parametrize("sex", ["female", "male"])
def test_a_mean_woman_and_a_mean_man_are_free(sex):
    assert {0} == {c.grade for c in Case(anatomy=healthy(sex)).compressions}


# --- sides ----------------------------------------------------------------------------------------


@pytest.mark.slow
@settings(max_examples=15, phases=PLAIN)
@given(sided_changes(Side.LEFT))
def test_what_happens_on_the_left_leaves_the_right_alone(change):
    """Grade and loss of every right root stay those of the healthy person, exactly."""
    before, after = Case(), Case(change)
    for root in ROOTS:
        rest, now = before.compression(root, "right"), after.compression(root, "right")
        assert (rest.grade, rest.loss) == (now.grade, now.loss), now


@pytest.mark.slow
@settings(max_examples=12, phases=PLAIN)
@given(changes())
def test_a_mirrored_lesion_catches_the_mirrored_roots(change):
    case = Case(change)
    seen = {(c.root, c.side): c for c in mirrored(case).compressions}
    for one in case.compressions:
        other = seen[one.root, mirrored(one.side)]
        assert one.grade == other.grade, (one, other)
        assert one.loss == pytest.approx(other.loss, abs=1e-6)
        assert one.gap_mm == pytest.approx(other.gap_mm, abs=1e-6)
        assert one.shift_mm == pytest.approx(other.shift_mm, abs=1e-6)
        assert one.stretch == pytest.approx(other.stretch, abs=1e-6)


# --- sizes ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "change",
    [
        Herniation("left", "subarticular", 0.0),
        Herniation(None, "central", 0.0),
        Stenosis(),
        Stenosis.central(0.0),
        Stenosis.lateral_recess(0.0, "left"),
        Stenosis.foraminal(0.0, "left"),
        Spondylolisthesis(0.0),
        Spondylolisthesis(0.0, "L5-S1", "isthmic"),
    ],
    ids=str,
)
def test_a_change_of_size_zero_is_a_healthy_spine(change):
    assert Case().compressions == Case(change).compressions


@pytest.mark.slow
@settings(max_examples=15, phases=PLAIN)
@given(
    st.sampled_from(LEVELS),
    st.sampled_from(("central", *SIDED_ZONES)),
    numbers(0.0, 13.0),
    numbers(0.1, 3.0),
)
def test_a_bigger_protrusion_never_frees_a_root(level, zone, reach, more):
    small, big = (
        losses(Case(Herniation("left", zone, r, level, 16.0))) for r in (reach, reach + more)
    )
    assert [] == [(key, small[key], big[key]) for key in small if big[key] < small[key] - SLACK]


@pytest.mark.slow
@settings(max_examples=8, phases=PLAIN)
@given(st.sampled_from(LEVELS), limited("stenosis.flavum_mm", 8.5), numbers(0.05, 0.5))
def test_a_thicker_flavum_never_frees_a_root(level, thick, more):
    thin, swollen = (
        losses(Case(Stenosis(level=level, flavum_mm=mm))) for mm in (thick, thick + more)
    )
    assert [] == [
        (key, thin[key], swollen[key]) for key in thin if swollen[key] < thin[key] - SLACK
    ]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["facet_mm", "bulge_mm"])
def test_a_joint_or_disc_that_grows_never_frees_a_root(name):
    grown = [losses(Case(Stenosis(**{name: mm}))) for mm in (0.0, 1.5, 3.0, 4.5, 6.0)]
    for less, more in pairwise(grown):
        assert [] == [(k, less[k], more[k]) for k in less if more[k] < less[k] - SLACK]


@pytest.mark.slow
def test_a_degenerative_slip_that_grows_leaves_the_sac_no_more_room():
    """The arch comes along, so the canal narrows mm for mm; roots may find a way, the sac none."""
    lost = [
        Case(Spondylolisthesis(percent)).compression("dural sac").loss
        for percent in (0, 8, 16, 24, 32)
    ]
    assert all(a <= b + 0.005 for a, b in pairwise(lost)), lost
    assert lost[0] == 0.0 < lost[-1]


@pytest.mark.slow
@settings(max_examples=8, phases=PLAIN)
@given(sided_changes(Side.LEFT), sided_changes(Side.RIGHT))
def test_two_changes_commute(one, other):
    ab, ba = Case(one, other), Case(other, one)
    assert ab.anatomy == ba.anatomy
    assert ab.compressions == ba.compressions


@pytest.mark.slow
@settings(max_examples=8, phases=PLAIN)
@given(changes(), changes())
def test_any_two_changes_catch_the_same_in_either_order(one, other):
    """Sums in another order differ in the last digit, so to a millionth."""
    ab, ba = losses(Case(one, other)), losses(Case(other, one))
    assert ab == pytest.approx(ba, abs=1e-6)


# --- what a compression says ----------------------------------------------------------------------


@pytest.mark.slow
@settings(max_examples=12, phases=PLAIN)
@given(cases(2))
def test_a_compression_is_within_its_bounds_and_says_who_presses(case):
    names = {solid.name for solid in case.spine.solids}
    for c in case.compressions:
        assert 0.0 <= c.loss <= 1.0
        assert 0.0 <= c.shift_mm < 6.0
        assert np.isfinite([c.gap_mm, *c.at]).all()
        assert c.grade in (0, 1, 2, 3)
        assert c.level in LEVELS
        assert set(c.by) <= names
        assert bool(c.by) == (c.grade > 0)
        assert (c.area_mm2 is not None) == (c.root == "dural sac")


def test_there_is_one_compression_for_the_sac_and_one_for_each_root_and_side():
    found = [(c.root, c.side) for c in Case().compressions]
    assert ("dural sac", None) == found[0]
    assert {(root, side) for root in ROOTS for side in Side} == set(found[1:])


def test_the_sac_says_the_area_that_is_left():
    """Mean area of healthy adults at L4-L5 is 120 to 190 mm² on MRI [sacarea2017]."""
    whole = Case().compression("dural sac").area_mm2
    assert 90 < whole < 220
    assert Case(Herniation(None, "central", 10.0)).compression("dural sac").area_mm2 < whole


def test_the_structure_that_presses_is_the_one_that_grew():
    assert (
        "disc L4-L5" in Case(Herniation("left", "subarticular", 7.0)).compression("L5", "left").by
    )


def test_a_root_that_is_caught_lies_where_it_is_pushed_and_keeps_its_ends():
    case = Case(Herniation("left", "subarticular", 7.0))
    course = next(c for c in case.courses if c.tube.name == "root L5 left")
    moved = np.linalg.norm(course.path - course.tube.path, axis=1)
    assert moved.max() > 0.5
    assert (moved <= course.tube.mobility.max() + 1e-9).all()
    assert ((course.left >= 0) & (course.left <= 1)).all()
    assert course.worst.loss == pytest.approx(1 - course.left.min())


def test_measuring_the_same_spine_again_costs_nothing():
    assert measure(build(healthy())) is measure(build(healthy()))


def test_a_root_that_nothing_comes_near_keeps_its_course():
    rest, ill = (
        {c.tube.name: c for c in case.courses}
        for case in (Case(), Case(Herniation("left", "foraminal", 7.0, "L5-S1")))
    )
    assert rest["root L3 right"] is ill["root L3 right"]


def test_a_person_with_thicker_roots_has_less_room():
    person = replace(healthy(), nerves=replace(healthy().nerves, root_l5_mm=6.1))
    thick, usual = Case(anatomy=person), Case()
    assert thick.compression("L5", "left").gap_mm < usual.compression("L5", "left").gap_mm


# --- the sac, level by level ----------------------------------------------------------------------


def test_the_sac_is_told_at_every_level_and_its_worst_level_is_its_compression():
    case = Case(Herniation(None, "central", 9.0, "L3-L4"))
    sections = case.sac
    assert LEVELS == tuple(section.level for section in sections)
    worst = max(sections, key=lambda section: section.loss)
    sac = case.compression("dural sac")
    assert ("L3-L4", "L3-L4") == (worst.level, sac.level)
    assert worst.area_mm2 == sac.area_mm2
    assert worst.loss == pytest.approx(sac.loss)
    assert {"disc L3-L4"} == {name for section in sections for name in section.by}


def test_a_healthy_sac_has_its_whole_area_everywhere():
    for section in Case().sac:
        assert section.rest_mm2 == pytest.approx(section.area_mm2)
        assert () == section.by


def test_the_sac_is_compressed_only_below_the_critical_area():
    """Less than 100 mm2 counts as stenosis [bolender1985]."""
    for mm in (2.0, 5.0, 7.0, 9.0, 12.0):
        sac = Case(Herniation(None, "central", mm)).compression("dural sac")
        assert (3 == sac.grade) == (sac.area_mm2 < 100.0), sac


@pytest.mark.parametrize(
    ("zone", "level", "root", "where"),
    [
        ("subarticular", "L4-L5", "L5", "before"),
        ("foraminal", "L5-S1", "L5", "on"),
        ("extraforaminal", "L4-L5", "L4", "beyond"),
    ],
)
def test_a_compression_says_where_it_lies_seen_from_the_ganglion(zone, level, root, where):
    case = Case(Herniation("left", zone, 7.0, level))
    assert where == case.compression(root, "left").ganglion


def test_a_thick_ligament_narrows_the_level_it_belongs_to_and_no_other():
    sections = {s.level: s for s in Case(Stenosis.central(1.0)).sac}
    assert sections["L4-L5"].loss > 0.3
    assert 0.0 == sections["L5-S1"].loss == sections["L3-L4"].loss


def test_the_tapering_end_of_the_sac_is_no_narrow_place():
    """A fragment far down behind S1 leaves the last level its area, lying or standing."""
    fragment = Herniation(
        "left", "subarticular", 8.0, "L5-S1", migration_mm=-12.0, kind="sequestration"
    )
    areas = [section.area_mm2 for section in Case(fragment).sac]
    assert areas == pytest.approx([section.area_mm2 for section in Case().sac], rel=0.02)


def test_a_compression_and_a_section_are_printed_on_a_line():
    case = Case(Stenosis.central(1.0))
    root = str(case.compression("L5", "left"))
    assert re.fullmatch(r"L5 left, subarticular zone L4-L5: grade 3, \d+% left, by .*", root)
    assert re.fullmatch(
        r"dural sac, canal L4-L5: grade 3, \d+ mm² left, by .*", str(case.compression("dural sac"))
    )
    assert re.fullmatch(r"dural sac L4-L5: \d+ of \d+ mm², by .*", str(case.sac[1]))
    assert re.fullmatch(r"dural sac L3-L4: \d+ of \d+ mm²", str(Case().sac[0]))
    assert case.claudication.text == str(case.claudication)


def test_a_level_whose_every_place_is_pressed_by_a_neighbour_is_still_told():
    """A huge fragment all along the sac leaves the other levels the place at their disc."""
    tube = Case().spine.tubes[0]
    n = len(tube.path)
    everywhere = {"disc L3-L4": np.full(n, -1.0)}
    told = sac.level_sections(tube, np.full(n, 0.5), np.full(n, 120.0), everywhere)
    assert LEVELS == tuple(section.level for section in told)
    assert [60.0] * len(LEVELS) == [section.area_mm2 for section in told]
