"""Laws of the whole range of a slider."""

import re
from itertools import pairwise

import pytest

from l45anatomy import Case, Herniation, Spondylolisthesis, Stenosis, healthy
from l45anatomy.controls import case_of, group_of, values
from l45anatomy.controls.presets import presets
from l45anatomy.controls.setting import Setting
from l45anatomy.controls.sweep import POINTS, sweep
from l45anatomy.views.sweep import sweep_html, sweep_text
from l45anatomy.wording import name_of

CASE = Case(Herniation("left", "subarticular", 7.0))
GROUPS = ("herniation",)


def over(case, control, groups, points=POINTS):
    return sweep(Setting.of(case, groups), control, points)


def herniated(reach):
    return Case(Herniation("left", "subarticular", reach))


@pytest.fixture(scope="module")
def swept():
    return over(CASE, "herniation.reach", GROUPS, 5)


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
    drawn, told = over(case, "herniation.reach", GROUPS, 5), values(case, GROUPS)
    for place, count in zip(drawn.places, drawn.findings, strict=True):
        there = case_of({**told, "herniation.reach": place}, case, GROUPS)
        assert count == len(there.exam.abnormal), place


def test_the_chart_goes_where_the_slider_goes():
    """What was chosen while it had no effect, or had to be another, holds on the whole range."""
    narrow = Setting.of(Case(), GROUPS).moved({"herniation.reach": 6.0, "herniation.base": 4.0})
    lateral = Setting.of(Case(), GROUPS).moved({"herniation.zone": "extraforaminal"})
    for setting, control in ((narrow, "herniation.base"), (lateral, "herniation.reach")):
        drawn = sweep(setting, control, 5)
        for number, place in enumerate(drawn.places):
            there = setting.moved({control: place}).case
            losses = {name: own[number] for name, own in drawn.losses if own[number]}
            assert losses == {name_of(c): c.loss for c in there.compressions if c.loss}, place
            assert drawn.findings[number] == len(there.exam.abnormal)
    assert any(
        "the kind is protrusion" in turn.word for turn in sweep(narrow, "herniation.base").turns
    )
    assert "left L4 root" in dict(sweep(lateral, "herniation.reach").losses)


def test_bigger_never_frees(swept):
    for name, losses in swept.losses:
        assert list(losses) == sorted(losses), name


def test_where_its_own_slider_stands_is_one_of_the_places_and_makes_no_other_difference(swept):
    other = over(Case(Herniation("left", "subarticular", 3.0)), "herniation.reach", GROUPS, 5)
    assert (7.0, 3.0) == tuple(
        next(iter({*one.places} - {0.0, 4.0, 8.0, 12.0, 16.0})) for one in (swept, other)
    )
    for what in ("control", "label", "unit", "turns"):
        assert getattr(swept, what) == getattr(other, what)
    assert [name for name, _ in swept.losses] == [name for name, _ in other.losses]
    mine, its = (
        {
            place: (one.findings[n], *(losses[n] for _, losses in one.losses))
            for n, place in enumerate(one.places)
        }
        for one in (swept, other)
    )
    both = mine.keys() & its.keys()
    assert {0.0, 4.0, 8.0, 12.0, 16.0} == both
    assert [mine[place] for place in both] == [its[place] for place in both]


def test_a_turn_lies_at_the_first_stop_of_the_slider_beyond_it(swept):
    """Found by halving, it is what trying every stop finds."""
    stops = [number / 2 for number in range(33)]
    hit = next(s for s in stops if herniated(s).compression("L5", "left").grade == 3)
    ill = next(s for s in stops if herniated(s).exam.abnormal)
    told = [(turn.at, turn.word) for turn in swept.turns]
    assert told == [(ill, "something is abnormal"), (hit, "something is compressed")]
    assert f"From {hit:g} mm on something is compressed." in sweep_text(swept)


def test_a_choice_that_follows_the_slider_is_a_turn():
    """A base narrower than deep makes it an extrusion, and the loss jumps: the chart says why."""
    swept = over(CASE, "herniation.base", GROUPS)
    turn = next(turn for turn in swept.turns if "kind" in turn.word)
    assert (7.0, "the kind is protrusion, not extrusion") == (turn.at, turn.word)
    assert turn.word in sweep_html(swept, 14.0)


def test_what_ends_on_the_way_is_told_as_ending():
    """Bending forward frees a narrow canal."""
    case = Case(Stenosis.central(0.9))
    told = [turn.word for turn in over(case, "posture.flexion", ("posture",), 5).turns]
    assert "nothing is compressed any more" in told
    assert "something is compressed" not in told


def test_the_mirrored_case_gives_the_mirrored_sweep(swept):
    other = over(Case(Herniation("right", "subarticular", 7.0)), "herniation.reach", GROUPS, 5)
    assert swept.findings == other.findings
    mirrored = {name.replace("right", "left"): losses for name, losses in other.losses}
    assert {name: pytest.approx(losses) for name, losses in swept.losses} == mirrored


def test_narrowing_never_gives_the_sac_its_room_back():
    drawn = over(Case(Stenosis(facet_mm=1.0)), "stenosis.bulge", ("stenosis",), 5)
    losses = dict(drawn.losses)["dural sac"]
    assert list(losses) == sorted(losses)


def test_a_slider_of_few_stops_is_tried_at_each_of_them_once():
    drawn = over(Case(), "degeneration.grade", ("degeneration",))
    assert drawn.places == (1, 2, 3, 4, 5)


def test_places_whose_values_do_not_go_together_are_left_out():
    """A disc that is herniated to the rear wall of a small canal cannot reach farther."""
    small = Case(Herniation("left", "subarticular", 7.0), anatomy=healthy(canal_mm=14))
    drawn = over(small, "herniation.reach", GROUPS)
    assert max(drawn.places) < 16
    assert len(drawn.places) == len(drawn.findings)


def test_every_place_can_be_picked_and_says_what_is_there(swept):
    drawn = sweep_html(swept, 7.0)
    assert drawn.count('role="button"') == len(swept.places)
    assert all(f'data-name="herniation.reach={place:g}"' in drawn for place in swept.places)


@pytest.mark.parametrize("bulge_mm", [1.6, 1.5, 0.05, 6.0])
def test_every_place_between_the_axes_belongs_to_one_place_of_the_slider(bulge_mm):
    """So a click on any curve, or between two, goes to the nearest; also one step from a stop."""
    swept = over(Case(Stenosis(bulge_mm=bulge_mm)), "stenosis.bulge", ("stenosis",))
    drawn = sweep_html(swept, bulge_mm)
    columns = re.findall(r'<rect x="([\d.]+)" y="\d+" width="([\d.]+)"', drawn)
    spans = [(float(x), float(x) + float(wide)) for x, wide in columns]
    dots = [float(x) for x in re.findall(r'<circle cx="([\d.]+)"', drawn)]
    assert len(swept.places) == len(spans) == len(dots)
    assert all(abs(left - before) <= 0.2 for (_, before), (left, _) in pairwise(spans))
    assert all(left <= dot <= right for dot, (left, right) in zip(dots, spans, strict=True))


def test_only_a_slider_can_be_swept():
    with pytest.raises(ValueError, match=r"control is 'herniation.zone', must be one of herni"):
        over(CASE, "herniation.zone", GROUPS)


def test_a_range_where_nothing_happens_says_so():
    drawn = over(Case(), "degeneration.grade", ("degeneration",))
    assert drawn.turns == ()
    assert sweep_text(drawn).startswith(
        "Worn disc, Pfirrmann grade from 1 to 5. At 1 nothing is abnormal."
    )


def test_the_axis_says_where_its_quarters_are(swept):
    row = re.findall(r'text-anchor="middle">([\d.]+)</text>', sweep_html(swept, 7.0))
    assert ["0", "4", "8", "12", "16"] == row


@pytest.mark.parametrize(
    ("case", "control"),
    [
        (Case(Spondylolisthesis(20.0)), "spondylolisthesis.slip"),
        (CASE, "herniation.migration"),
        (Case(), "posture.flexion"),
        (Case(), "fracture.height"),
        (Case(), "degeneration.grade"),
    ],
    ids=str,
)
def test_the_axis_has_ticks_where_the_slider_can_stand(case, control):
    drawn = over(case, control, (group_of(control),), 9)
    ticks = re.findall(r'text-anchor="middle">(-?[\d.]+)</text>', sweep_html(drawn, 0.0))
    assert 3 <= len(ticks) <= 5
    assert {float(tick) for tick in ticks} <= set(drawn.places)


def test_two_sides_that_lose_the_same_are_one_line():
    """Else four lines do not hold a symmetric case, and one side of a root is left out."""
    drawn = over(Case(Spondylolisthesis(20.0)), "spondylolisthesis.slip", ("spondylolisthesis",), 5)
    assert {"left L4 root", "right L4 root"} <= {name for name, _ in drawn.losses}
    page = sweep_html(drawn, 20.0)
    assert all(f">both {root} roots</text>" in page for root in ("L4", "L5"))
    assert "left L" not in page
    assert "right L" not in page
    lost = dict(drawn.losses)["left L5 root"][-1]
    assert f"There both L5 roots have lost {lost:.0%}." in sweep_text(drawn)


def test_each_turn_stands_on_the_chart_in_words(swept):
    drawn = sweep_html(swept, 7.0)
    assert all(f">{turn.word}</text>" in drawn for turn in swept.turns)
    assert ">now</text>" in drawn


@pytest.mark.parametrize("side", [None, "left"])
@pytest.mark.parametrize("level", ["L3-L4", "L4-L5"])
def test_no_word_of_the_chart_touches_the_one_below_it(side, level):
    """Letters 12 px high want 15 px from line to line."""
    case = Case(Stenosis(level=level, side=side, flavum_mm=8.0, facet_mm=4.0))
    swept = over(case, "stenosis.bulge", ("stenosis",), 5)
    drawn = sweep_html(swept, 0.0)
    for edge in set(re.findall(r'<text x="(\d+)"', drawn)):
        rows = sorted(int(y) for y in re.findall(rf'<text x="{edge}" y="(\d+)"', drawn))
        assert all(below - above >= 15 for above, below in pairwise(rows))
    assert drawn.count("</text>") >= 8


def test_names_of_lines_that_end_at_nothing_stay_above_the_numbers_of_the_axis():
    """Bent forward a narrow canal is free: three lines end together, on the axis."""
    swept = over(presets()["central-stenosis"].case, "posture.flexion", ("posture",), 5)
    drawn = sweep_html(swept, 0.0)
    names = sorted(int(y) for y in re.findall(r'<text x="586" y="(\d+)"', drawn))
    axis = min(int(y) for y in re.findall(r'y="(\d+)" text-anchor="middle">-?\d', drawn))
    assert 3 == len(names)
    assert all(below - above >= 15 for above, below in pairwise(names))
    assert names[-1] <= axis - 15
