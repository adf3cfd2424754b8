"""The views of the simulator, without a browser: they follow the case, and each other."""

from dataclasses import replace

import pytest

from l45anatomy import (
    Case,
    Fracture,
    Herniation,
    NerveLesion,
    Spondylolisthesis,
    healthy,
    simulator,
)
from l45anatomy.controls.presets import presets
from l45anatomy.frame import ZONES
from tests.widgets.hand import at, move, press

EHL = "extensor hallucis longus"


@pytest.fixture
def widget():
    return simulator()


def caught_mm(case):
    """Give where an axial slice goes that nobody has placed."""
    return case.mri().plane.position_mm


def test_the_view_shows_the_parts_of_the_case_and_looks_at_its_foramen(widget):
    from l45anatomy.views.aim import aim
    from l45anatomy.views.scene import parts

    move(widget, level="L3-L4")
    move(widget, reach=6.0)
    assert tuple(part.name for part in parts(widget.case)) == widget.view.names
    assert aim(widget.case) == widget.view.target


def test_the_slice_follows_the_case_and_what_is_asked_for(widget):
    revision = widget.slice.revision
    move(widget, reach=7.0)
    assert widget.slice.revision == revision + 1
    widget.slice.asked = {"plane": "sagittal", "position_mm": -10.0, "n": 1}
    assert ("sagittal", -10.0) == (widget.slice.plane, widget.slice.position_mm)
    widget.slice.picked = {"name": "disc L4-L5", "n": 2}
    assert "disc L4-L5" == widget.view.picked["name"]
    assert "disc L4-L5" in widget.slice.marked
    widget.slice.asked = {"position_mm": 900.0, "n": 3}
    assert "position_mm is 900" in widget.slice.note


def test_a_place_picked_in_the_picture_is_crossed_in_the_slice_and_the_other_way_round(widget):
    widget.view.picked = {"name": "disc L4-L5", "point": [10.0, 5.0, 42.0], "n": 1}
    assert widget.slice.position_mm == 42.0
    column, row = widget._views.taken.plane.at((10.0, 5.0, 42.0))
    assert [{"down": column}, {"across": row}] == widget.slice.cross
    widget.slice.picked = {"name": "disc L4-L5", "column": 100.0, "row": 80.0, "n": 2}
    assert widget.slice.cross == [{"down": pytest.approx(100)}, {"across": pytest.approx(80)}]
    widget.slice.asked = {"plane": "sagittal", "n": 3}
    assert [] == widget.slice.cross


def test_a_root_picked_in_the_picture_marks_what_it_carries(widget):
    move(widget, reach=7.0)
    widget.view.picked = {"name": "root L5 left", "n": 1}
    assert "extensor hallucis longus, left" in widget.leg.marked
    assert widget.leg.marked == widget.facts.marked
    widget.view.picked = {}
    assert [] == widget.leg.marked


def test_a_region_picked_on_the_leg_lights_its_root(widget):
    move(widget, reach=7.0)
    widget.leg.picked = {"name": "dorsum of foot, left", "n": 1}
    assert "root L5 left" == widget.view.picked["name"]
    assert ["dorsum of foot, left", "root L5 left"] == widget.leg.marked


def test_what_was_picked_is_let_go_with_its_case(widget):
    press(widget, "start", "subarticular-l4-l5")
    widget.leg.picked = {"name": "dorsum of foot, left", "n": 1}
    assert widget.leg.marked
    press(widget, "start", "far-lateral-l4-l5")
    assert ({}, [], [], []) == (
        widget.view.picked,
        widget.leg.marked,
        widget.facts.marked,
        widget.slice.marked,
    )
    assert "You picked this one" not in widget.facts.content


def test_why_explains_what_was_picked_and_the_gravest_finding_else(widget):
    move(widget, reach=7.0)
    gravest, picked = (f'aria-label="Why {name}, left"' for name in (EHL, "dorsum of foot"))
    assert gravest in widget.facts.content
    widget.leg.picked = {"name": "dorsum of foot, left", "n": 1}
    assert picked in widget.facts.content
    assert f'data-name="{EHL}, left">' in widget.facts.content, "there is a way back"
    widget.facts.picked = {"name": f"{EHL}, left", "n": 2}
    assert gravest in widget.facts.content
    widget.leg.picked = {"name": "dorsum of foot, left", "n": 3}
    widget.leg.picked = {"name": "", "n": 4}
    assert gravest in widget.facts.content
    widget.leg.picked = {"name": "medial leg, right", "n": 5}
    assert "It is normal because" in widget.facts.content
    widget.reset()
    assert "Every root and the dural sac have room" in widget.facts.content


@pytest.mark.parametrize(
    ("case", "told"),
    [
        (
            Case(Fracture("L5", "burst", retropulsion_mm=8.0)),
            "A fracture with trouble in both legs",
        ),
        (
            Case(Fracture("L5", "burst", retropulsion_mm=11.0)),
            "A fracture with trouble in both legs",
        ),
        (
            Case(Herniation(None, "central", 8.0, base_mm=30.0)),
            "A herniation with trouble in both legs",
        ),
        (Case(Fracture("L4", "compression")), "A broken vertebra does not wait"),
        (Case(Herniation(None, "central", 13.0)), ""),  # its findings say it themselves
        (Case(Herniation("left", "subarticular", 7.0)), ""),
    ],
)
def test_what_must_not_wait_though_no_finding_by_itself_says_so_is_said(case, told):
    widget = simulator(case, "all")
    widget.facts.acted = {"name": "Examination", "n": 1}
    page = widget.facts.content.replace("<strong>", "").replace("</strong>", "")
    for place in (page, widget.facts.text):
        assert bool(told) == (f"Must not wait: {told or 'A '}" in place)


def test_what_is_caught_and_does_not_show_is_explained():
    """Under a red word in the table nobody reads that there is nothing to explain."""
    aside = simulator(presets()["burst-fracture"].case, "all").facts.content
    assert "In this model a root that keeps its calibre goes on conducting" in aside
    assert "Below 75 mm² the roots inside are affected" in aside
    assert "although something is caught" in aside
    assert "Only disc material that touches it irritates it" in aside
    touched = Case(Herniation("left", "foraminal", 2.5))
    assert {1} == {one.grade for one in touched.compressions if one.grade}
    assert "although something is touched" in simulator(touched).facts.content
    nerve = simulator(Case(NerveLesion.peroneal_palsy(0.05))).facts.content
    assert "A nerve that has lost few of its fibres" in nerve
    assert "a root that keeps its calibre" not in nerve
    few = Case(Herniation("left", "foraminal", 2.6))
    assert not few.exam.abnormal
    assert any(finding.loss for finding in few.exam)
    shown = simulator(few).facts.content
    assert "This comes nearest to showing" in shown
    assert "too little to show" in shown


def test_a_case_to_start_from_is_looked_at_where_something_is_caught():
    """The camera may have flown anywhere; bones hide from behind what happens in a foramen."""
    widget = simulator(controls="all")
    sent = []
    widget.view.send = lambda content, _buffers=None: sent.append(content["kind"])
    for name, view in (
        ("isthmic-slip", "foraminal left"),
        ("subarticular-l4-l5", "posterior"),
        ("foraminal-stenosis", "foraminal left"),
        ("peroneal-palsy", "posterior"),
    ):
        sent.clear()
        press(widget, "start", name)
        assert (view, True) == (widget.view.view, "home" in sent), name
    widget.cover()
    press(widget, "start", "isthmic-slip")
    assert "posterior" == widget.view.view, "covered: the view would give the answer away"
    widget.guess.acted = {"name": "leave", "value": "", "values": {}, "n": 1}
    assert "foraminal left" == widget.view.view


def test_a_place_to_start_from_that_does_not_fit_leaves_all_as_it_is():
    narrow = Case(Herniation("left", "subarticular", 5.0), anatomy=healthy(canal_mm=13))
    widget = simulator(narrow, "all")
    widget.view.view = "left"
    widget.leg.picked = {"name": f"{EHL}, left", "n": 1}
    picked = widget.facts.content
    huge = Case(Herniation(None, "central", 16.0, base_mm=24.0))
    widget._offered["central-l4-l5"] = replace(presets()["central-l4-l5"], case=huge)
    press(widget, "start", "central-l4-l5")
    assert "the canal at L4-L5 is no deeper" in widget.panel.note
    assert (narrow, picked) == (widget.case, widget.facts.content)
    widget.panel.move(herniation__reach=5.5)
    assert "left" == widget.view.view


def test_the_line_says_when_the_other_side_shows_the_same():
    told = simulator(Case(Herniation(None, "central", 13.0, base_mm=24.0))).facts.content
    assert "It is the same on the left." in told.partition("</p>")[0]
    palsy = NerveLesion.peroneal_palsy(0.5, "right")
    unlike = Case(Herniation("left", "subarticular", 7.0), palsy)
    labels = {unlike.exam[EHL, side].label for side in ("left", "right")}
    assert 1 == len(labels), "alike to look at, for another reason"
    assert "the same on" not in simulator(unlike).facts.content.partition("</p>")[0]


def test_a_finding_opens_its_reasons_and_a_structure_is_pointed_at(widget):
    move(widget, reach=7.0)
    widget.facts.acted = {"name": "Examination", "n": 1}
    closed = widget.facts.content
    widget.facts.picked = {"name": "extensor hallucis longus, left", "n": 2}
    assert len(widget.facts.content) > len(closed)
    widget.facts.picked = {"name": "extensor hallucis longus, left", "n": 3}
    assert closed == widget.facts.content
    widget.facts.picked = {"name": "disc L4-L5", "n": 4}
    assert "disc L4-L5" == widget.view.picked["name"]


def test_every_page_of_facts_can_be_turned_to(widget):
    move(widget, reach=7.0)
    seen = set()
    for number, name in enumerate(("Why", "Examination", "Chances", "Report", "Take away")):
        widget.facts.acted = {"name": name, "n": number}
        assert f'data-act="{name}" aria-pressed="true"' in widget.facts.content
        seen.add(widget.facts.content)
    assert len(seen) == 5


def test_the_whole_range_of_the_slider_that_moved_is_drawn_and_a_place_in_it_picked(widget):
    move(widget, reach=7.0)
    widget.facts.acted = {"name": "Whole range", "n": 1}
    assert 'data-name="herniation.reach=4"' in widget.facts.content
    widget.facts.picked = {"name": "herniation.reach=4", "n": 2}
    assert 4.0 == widget.case.changes[0].reach_mm


def test_the_text_twin_says_what_the_picture_shows(widget):
    bundle, _ = widget._repr_mimebundle_()
    assert widget.view.description == bundle["text/plain"]


def test_the_line_on_top_is_read_out_when_it_changes(widget):
    assert 'role="status"' in widget.facts.content


def test_the_slice_follows_what_is_caught_until_it_is_placed_by_hand():
    widget = simulator(Case(), controls=("herniation",))
    first = widget.slice.position_mm
    widget.set(Case(Herniation("left", "subarticular", 7.0, level="L3-L4")))
    upper = widget.slice.position_mm
    assert upper > first + 20
    place = caught_mm(Case(Herniation("left", "subarticular", 7.0, "L3-L4", migration_mm=-2.0)))
    assert 0 < abs(place - upper) < 4
    move(widget, migration=-2.0)
    assert widget.slice.position_mm == upper  # no jump for a trifle while somebody drags
    widget.panel.rest()
    assert widget.slice.position_mm == place
    widget.set(Case(Herniation("left", "subarticular", 7.0, level="L3-L4")))
    assert widget.slice.position_mm == upper
    widget.slice.asked = {"position_mm": 40.0, "n": 1}
    widget.set(Case(Herniation("left", "subarticular", 7.0, level="L5-S1")))
    assert widget.slice.position_mm == 40.0


@pytest.mark.parametrize("first", presets(), ids=str)
def test_from_wherever_one_comes_a_preset_is_sliced_where_it_is_caught(first):
    widget = simulator(controls="all")
    press(widget, "start", first)
    for second in list(presets())[:3]:
        press(widget, "start", second)
        assert widget.slice.position_mm == caught_mm(widget.case)


def test_only_a_slider_in_the_hand_leaves_the_slice_where_it_was():
    """What is chosen from a list, or gone to in the whole range, is no drag: no rest follows it."""
    widget = simulator(Case(Herniation("left", "subarticular", 7.0, "L3-L4")))
    widget.facts.picked = {"name": "herniation.migration=2", "n": 1}
    assert 2.0 == at(widget, "migration")
    assert widget.slice.position_mm == caught_mm(widget.case)
    for side in ("right", "left"):
        for zone in ZONES:
            move(widget, side=side, zone=zone)
            assert widget.slice.position_mm == caught_mm(widget.case), zone


def test_the_slice_follows_a_hand_that_stands_still_and_the_step_goes_on():
    """Between two keys nobody lets go of a slider, and what is pressed next is the same step."""
    start = Case(Herniation("left", "subarticular", 7.0, "L3-L4"))
    widget = simulator(start)
    move(widget, migration=-2.0)
    assert widget.slice.position_mm != caught_mm(widget.case)
    widget.panel.moved = {"values": {}, "n": 2, "from": 1, "rests": False, "pauses": True}
    assert widget.slice.position_mm == caught_mm(widget.case)
    move(widget, migration=-3.0)
    widget.undo()
    assert start == widget.case


def test_the_whole_range_is_that_of_the_slider_a_preset_has_moved():
    widget = simulator(controls="all")
    press(widget, "start", next(name for name in presets() if "slip" in name))
    widget.facts.acted = {"name": "Whole range", "n": 1}
    assert "Slipped vertebra, slip" in widget.facts.content


def test_the_whole_range_of_any_slider_beside_it_can_be_chosen(widget):
    widget.facts.acted = {"name": "Whole range", "n": 1}
    assert 'aria-pressed="true">reach</button>' in widget.facts.content
    widget.facts.acted = {"name": "herniation.base", "n": 2}
    assert 'aria-pressed="true">base</button>' in widget.facts.content
    assert ", base from 4 to 30 mm" in widget.facts.content
    assert Case() == widget.case


def test_no_range_is_offered_of_a_slider_that_is_held():
    widget = simulator(Case(), lock={"herniation.base": 10.0})
    widget.facts.acted = {"name": "Whole range", "n": 1}
    assert 'data-act="herniation.migration"' in widget.facts.content
    assert 'data-act="herniation.base"' not in widget.facts.content


def test_no_range_is_drawn_of_a_slider_that_is_held():
    widget = simulator(Case(), lock={"herniation.reach": 6.0})
    widget.facts.acted = {"name": "Whole range", "n": 1}
    assert "herniation.reach=" not in widget.facts.content
    assert "herniation.migration=" in widget.facts.content


@pytest.mark.parametrize("group", ["conjoined", "transitional", "operation"])
def test_without_a_slider_the_page_says_so(group):
    widget = simulator(controls=group)
    widget.facts.acted = {"name": "Whole range", "n": 1}
    assert "There is no slider here that can be moved." in widget.facts.content


def test_no_slice_is_taken_behind_a_cover_when_a_slider_rests():
    widget = simulator(Case(Herniation("left", "subarticular", 7.0)), predict=True)
    widget.panel.moved = {"values": {"herniation.reach": 8.0}, "n": 1, "from": 1, "rests": True}
    assert 0 == widget.slice.revision
    assert "" == widget.slice.description


@pytest.mark.parametrize("back", ["reset", "preset", "button"])
def test_a_slice_placed_by_hand_can_follow_again(back):
    widget = simulator(Case(), controls=("herniation",))
    home = widget.slice.position_mm
    widget.view.picked = {"name": "L3 vertebra", "point": [0.0, 20.0, 110.0], "n": 1}
    assert (True, 110.0) == (widget.slice.is_placed, widget.slice.position_mm)
    assert widget.slice.cross
    move(widget, reach=7.0)
    assert 110.0 == widget.slice.position_mm
    match back:
        case "reset":
            widget.panel.acted = {"name": "reset", "n": 2}
        case "preset":
            widget.panel.acted = {"name": "start", "value": next(iter(widget._offered)), "n": 2}
        case "button":
            widget.slice.asked = {"follows": True, "n": 2}
    assert (False, []) == (widget.slice.is_placed, widget.slice.cross)
    assert home == pytest.approx(widget.slice.position_mm, abs=4.0)


def test_another_weighting_leaves_a_slice_to_follow_and_another_plane_follows_anew(widget):
    widget.slice.asked = {"weighting": "CT", "n": 1}
    assert not widget.slice.is_placed
    widget.slice.asked = {"position_mm": 100.0, "n": 2}
    widget.slice.asked = {"weighting": "T1", "n": 3}
    assert (True, 100.0) == (widget.slice.is_placed, widget.slice.position_mm)
    widget.slice.asked = {"plane": "sagittal", "n": 4}
    assert not widget.slice.is_placed


def test_below_the_slice_two_grades_are_told_in_words_and_the_others_are_folded():
    """Without a level, where the slice passes between, none is told."""
    widget = simulator(Case(Herniation("left", "subarticular", 7.0)), controls=("herniation",))
    first, second = widget.slice.note.splitlines()
    assert "At L4-L5, left root L5: root compressed (Pfirrmann root 3)" == first
    recess = "left lateral recess: no space left: the root trapped and flattened (Bartynski 3)"
    assert f"At L4-L5, {recess}" == second
    head, *folded = widget.slice.more
    assert "Grades of the level L4-L5: 4 not normal" == head
    assert "(MSU 2-B)" in folded[1]
    widget.slice.asked = {"position_mm": 120.0, "n": 1}
    assert ("", []) == (widget.slice.note, widget.slice.more)


def test_below_the_slice_a_nerve_comes_before_a_joint_that_is_as_bad():
    """Both facet joints of a slip are grown as much as a grade can tell."""
    widget = simulator(Case(Spondylolisthesis(25)), controls=("spondylolisthesis",))
    assert [
        "At L4-L5, right root L5: root compressed (Pfirrmann root 3)",
        "At L4-L5, left root L5: root compressed (Pfirrmann root 3)",
    ] == widget.slice.note.splitlines()
    assert any("(Weishaupt 3)" in told for told in widget.slice.more)
