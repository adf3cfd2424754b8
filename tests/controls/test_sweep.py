"""Laws of the whole range of a slider."""

import pytest

from l45anatomy import Case, Herniation, Stenosis
from l45anatomy.controls import case_of, values
from l45anatomy.controls.sweep import sweep
from l45anatomy.views.sweep import sweep_html, sweep_text

CASE = Case(Herniation("left", "subarticular", 7.0))
GROUPS = ("herniation",)


def herniated(reach):
    return Case(Herniation("left", "subarticular", reach))


@pytest.fixture(scope="module")
def swept():
    return sweep(CASE, "herniation.reach", GROUPS, 5)


def test_a_sweep_agrees_with_the_case_at_each_place(swept):
    for number, reach in enumerate(swept.places):
        case = Case(Herniation("left", "subarticular", reach))
        losses = {name: own[number] for name, own in swept.losses}
        assert losses["left L5 root"] == case.compression("L5", "left").loss
        assert swept.findings[number] == len(case.exam.abnormal)


@pytest.mark.parametrize("base_mm", [None, 14.0])
def test_the_chart_shows_what_moving_there_gives(base_mm):
    """Also where the base goes along with the reach because nobody set it."""
    kind = "protrusion" if base_mm is None else "extrusion"
    case = Case(Herniation("left", "subarticular", 14.5, base_mm=base_mm, kind=kind))
    drawn, told = sweep(case, "herniation.reach", GROUPS, 5), values(case, GROUPS)
    for place, count in zip(drawn.places, drawn.findings, strict=True):
        there = case_of({**told, "herniation.reach": place}, case, GROUPS)
        assert count == len(there.exam.abnormal), place


def test_bigger_never_frees(swept):
    for name, losses in swept.losses:
        assert list(losses) == sorted(losses), name


def test_where_its_own_slider_stands_makes_no_difference(swept):
    other = Case(Herniation("left", "subarticular", 3.0))
    assert swept == sweep(other, "herniation.reach", GROUPS, 5)


def test_what_tips_is_told(swept):
    hit = [p for p in swept.places if p and herniated(p).compression("L5", "left").grade == 3]
    assert swept.contact == hit[0]
    assert f"from {swept.contact:g} mm on" in sweep_text(swept)


def test_every_place_can_be_picked_and_says_what_is_there(swept):
    drawn = sweep_html(swept, 7.0)
    assert drawn.count('role="button"') == len(swept.places)
    assert all(f'data-name="herniation.reach={place:g}"' in drawn for place in swept.places)


def test_only_a_slider_can_be_swept():
    with pytest.raises(ValueError, match=r"control is 'herniation.zone', must be one of herni"):
        sweep(CASE, "herniation.zone", GROUPS)


def test_a_range_where_nothing_happens_says_so():
    told = sweep_text(sweep(Case(Stenosis(facet_mm=0.1)), "stenosis.pedicle", ("stenosis",), 3))
    assert "from 0 to 6 mm" in told
