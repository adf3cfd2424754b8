"""Stenosis: contributor by contributor, and the named forms that are made of them."""

from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l45anatomy import Case, Side, Stenosis, evidence, healthy
from l45anatomy.changes import affect
from l45anatomy.frame import LEVELS
from tests.checks import check_change
from tests.strategies import named_stenoses, numbers, stenoses

BAD = {
    "level": ("S1", "level is 'S1', must be one of L3-L4, L4-L5, L5-S1"),
    "side": ("both", "side is 'both', must be one of right, left"),
    "flavum_mm": (20, r"flavum_mm is 20, must be 1 to 10 \(limits.csv, row stenosis.flavum_mm\)"),
    "facet_mm": (-1, r"facet_mm is -1, must be 0 to 7 \(limits.csv, row stenosis.facet_mm\)"),
    "bulge_mm": (7, r"bulge_mm is 7, must be 0 to 6 \(limits.csv, row stenosis.bulge_mm\)"),
    "height_loss_mm": (9, r"height_loss_mm is 9, must be 0 to \d \(limits.csv, row sten"),
    "short_pedicle_mm": ("4", r"short_pedicle_mm is '4', must be 0 to 6 \(limits.csv, row st"),
}
FORMS = {
    "central": lambda severity, level="L4-L5": Stenosis.central(severity, level),
    "lateral recess": lambda severity, level="L4-L5": Stenosis.lateral_recess(
        severity, "left", level
    ),
    "foraminal": lambda severity, level="L4-L5": Stenosis.foraminal(severity, "left", level),
}


def is_nothing(change):
    sizes = (change.facet_mm, change.bulge_mm, change.height_loss_mm, change.short_pedicle_mm)
    return not any(sizes) and change.flavum_mm is None


@given(stenoses())
def test_a_stenosis_is_a_change(stenosis):
    check_change(stenosis, is_nothing)


def test_nothing_narrowed_is_nothing_changed():
    assert healthy() == Stenosis().apply(healthy())
    assert is_nothing(Stenosis())


@pytest.mark.parametrize("name", BAD)
def test_a_bad_stenosis_is_refused_with_what_is_allowed_and_where_it_says_so(name):
    value, message = BAD[name]
    with pytest.raises(ValueError, match=message):
        Stenosis(**{name: value})


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("severity", [-0.1, 1.1, "bad", None])
def test_a_severity_that_is_no_share_is_refused(form, severity):
    with pytest.raises(ValueError, match=r"severity is .*, must be 0 to 1 \(limits.csv, row sten"):
        FORMS[form](severity)


@pytest.mark.parametrize("form", FORMS)
def test_a_named_form_at_an_unknown_level_is_refused(form):
    with pytest.raises(ValueError, match="level is 'L9', must be one of"):
        FORMS[form](0.5, "L9")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("level", LEVELS)
def test_a_named_form_of_severity_zero_changes_nothing(form, level):
    assert healthy() == FORMS[form](0.0, level).apply(healthy())


@pytest.mark.parametrize("form", FORMS)
def test_a_named_form_at_full_severity_is_what_the_table_says(form):
    made = FORMS[form](1.0)
    rows = {row.contributor: row.value for row in evidence.severities() if row.form == form}
    assert rows
    for field in fields(made):
        if field.name.endswith("_mm"):
            untouched = None if field.name == "flavum_mm" else 0.0
            assert rows.get(field.name, untouched) == pytest.approx(getattr(made, field.name))


@given(numbers(0.0, 1.0), numbers(0.0, 1.0), st.sampled_from(tuple(FORMS)))
def test_a_named_form_grows_with_its_severity(one, other, form):
    mild, severe = (FORMS[form](share) for share in sorted((one, other)))
    for field in fields(mild):
        if field.name.endswith("_mm") and getattr(mild, field.name) is not None:
            assert getattr(mild, field.name) <= getattr(severe, field.name)


@given(named_stenoses((Side.LEFT,)))
def test_a_stenosis_of_one_side_leaves_soft_tissue_of_the_other(stenosis):
    before, after = healthy(), stenosis.apply(healthy())
    one, other = before.segment(stenosis.level), after.segment(stenosis.level)
    for name in ("flavum_mm", "facet_growth_mm", "lateral_bulge_mm"):
        assert getattr(one, name)[0] == getattr(other, name)[0]


@given(stenoses(), stenoses())
def test_two_stenoses_are_the_same_in_either_order(one, other):
    ab, ba = affect(healthy(), (one, other)), affect(healthy(), (other, one))
    for level in LEVELS:
        for field in fields(ab.segment(level)):
            first, second = (
                getattr(ab.segment(level), field.name),
                getattr(ba.segment(level), field.name),
            )
            assert first == (pytest.approx(second) if field.name != "protrusions" else second)


@pytest.mark.parametrize("level", LEVELS)
def test_short_pedicles_belong_to_both_vertebrae_of_the_level(level):
    """The canal at a disc is narrow because both arches stand near."""
    after = Stenosis(level=level, short_pedicle_mm=4.0).apply(healthy())
    shorter = {
        name
        for name in ("L3", "L4", "L5")
        if after.vertebra(name).pedicle_shortening_mm == pytest.approx(4.0)
    }
    assert set(level.split("-")) - {"S1"} == shorter


@pytest.mark.parametrize(
    ("stenosis", "told"),
    [
        (Stenosis(), "stenosis L4-L5: none"),
        (Stenosis(side="left", facet_mm=2), "left stenosis L4-L5: facet joint overgrown by 2.0 mm"),
        (Stenosis(side="left", height_loss_mm=2), "stenosis L4-L5: disc height lost 2.0 mm"),
        (
            Stenosis(flavum_mm=6, bulge_mm=3),
            "stenosis L4-L5: ligamentum flavum 6.0 mm thick, disc bulge of 3.0 mm",
        ),
    ],
)
def test_a_stenosis_is_told_in_the_words_of_a_report(stenosis, told):
    assert told == str(stenosis)


def test_severe_central_stenosis_leaves_the_sac_less_than_the_critical_area():
    """Below 75 mm2 the pressure in the sac rises [schonstrom1988]."""
    sac = Case(Stenosis.central(1.0)).compression("dural sac")
    assert 3 == sac.grade
    assert sac.standing_mm2 < sac.area_mm2 < 75.0
