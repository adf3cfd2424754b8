"""Disc degeneration: graded as Pfirrmann did, and no root lesion by itself [pfirrmann2001]."""

from itertools import pairwise

import pytest
from hypothesis import given

from l45anatomy import Case, DiscDegeneration, Stenosis, evidence, healthy
from l45anatomy.changes import affect
from l45anatomy.frame import LEVELS
from tests.checks import check_change
from tests.strategies import degenerations

GRADES = range(1, 6)


@given(degenerations())
def test_a_degeneration_is_a_change(worn):
    check_change(worn, lambda change: change.grade == 1)


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("grade", [1, 2, 3, 4])
def test_a_worn_disc_by_itself_compresses_no_root(grade, level):
    """Fissures and lost height alone catch nothing: common in people without pain [brinj2015]."""
    assert {0.0} == {c.loss for c in Case(DiscDegeneration(grade, level)).compressions}


@pytest.mark.parametrize("level", LEVELS)
def test_a_worse_grade_is_drier_and_lower_and_bulges_more(level):
    discs = [DiscDegeneration(g, level).apply(healthy()).segment(level) for g in GRADES]
    for milder, worse in pairwise(discs):
        assert milder.water > worse.water
        assert milder.rear_mm >= worse.rear_mm
        assert milder.bulge_mm <= worse.bulge_mm
        assert milder.facet_growth_mm <= worse.facet_growth_mm
        assert milder.flavum_mm <= worse.flavum_mm


def test_the_first_two_grades_keep_their_height_and_the_last_has_collapsed():
    """Words of the grades: height normal, then slightly, moderately less, then collapsed."""
    before = healthy().segment("L4-L5")
    loss = [DiscDegeneration(g).apply(healthy()).segment("L4-L5").collapse_mm for g in GRADES]
    assert [0.0, 0.0] == loss[:2]
    assert loss[4] > before.disc_posterior_mm / 2


def test_every_grade_has_every_contributor():
    rows = evidence.degenerations()
    named = {row.contributor for row in rows}
    assert {(grade, name) for grade in GRADES for name in named} == {
        (row.grade, row.contributor) for row in rows
    }


def test_a_thick_flavum_and_a_worn_disc_are_the_same_in_either_order():
    worn, thick = DiscDegeneration(5), Stenosis(flavum_mm=4.0)
    one, other = affect(healthy(), (worn, thick)), affect(healthy(), (thick, worn))
    assert one == other


@pytest.mark.parametrize(
    ("given_", "message"),
    [
        ({"grade": 0}, r"grade is 0, must be 1 to 5 \(limits.csv, row degeneration.grade\)"),
        ({"grade": 6}, "grade is 6, must be 1 to 5"),
        ({"grade": "IV"}, "grade is 'IV', must be 1 to 5"),
        ({"grade": 2.5}, "grade is 2.5, must be a whole number from 1 to 5 .*degeneration"),
        ({"grade": 3, "level": "L1-L2"}, "level is 'L1-L2', must be one of L3-L4, L4-L5, L5-S1"),
    ],
)
def test_a_bad_degeneration_is_refused_with_what_is_allowed(given_, message):
    with pytest.raises(ValueError, match=message):
        DiscDegeneration(**given_)


def test_a_degeneration_is_told_with_its_grade():
    assert "disc degeneration L4-L5, Pfirrmann IV" == str(DiscDegeneration(4))
