"""The simulator by its traits, without a browser: what the controls say is what is shown."""

import threading

import pytest

from l45anatomy import (
    Case,
    Herniation,
    Microdiscectomy,
    Spondylolisthesis,
    Stenosis,
    healthy,
    simulator,
)
from l45anatomy.controls import catalogue
from l45anatomy.controls.presets import presets
from l45anatomy.frame import ZONES

LEFT = Herniation("left", "subarticular", 7.0)

EHL = "extensor hallucis longus"


def move(widget, **values):
    """Move controls as by hand: `reach=7.0`, or `stenosis__facet=2.0` where there are several."""
    groups = {name.partition(".")[0] for name in widget.panel.values}
    only = groups.pop() if len(groups) == 1 else ""
    told = {name if "__" in name else f"{only}__{name}": value for name, value in values.items()}
    widget.panel.move(**told)


def at(widget, name):
    """Give where a control stands."""
    return widget.panel.values[name if "." in name else f"herniation.{name}"]


def caught_mm(case):
    """Give where an axial slice goes that nobody has placed."""
    return case.mri().plane.position_mm


def is_held(widget, name):
    return next(f["disabled"] for f in widget.panel.fields if f["name"] == f"herniation.{name}")


def press(widget, name, value=""):
    """Use a button, a menu or a line of the panel."""
    widget.panel.acted = {"name": name, "value": value, "n": widget.panel.revision + 1}


def contents(widget):
    return {"facts": widget.facts.content, "leg": widget.leg.content}


@pytest.fixture
def widget():
    return simulator()


class Wire:
    """A comm that hands on what is sent."""

    comm_id = "wire"

    def __init__(self, hears):
        self._hears = hears

    def send(self, data=None, **_rest):
        self._hears(data)

    def on_msg(self, _hears):
        """Nothing is heard over it."""

    def close(self, *_args, **_kwargs):
        """There is nothing to close."""


def test_it_starts_healthy_with_one_cause(widget):
    assert Case() == widget.case
    assert "The examination is normal." in widget.facts.content
    assert {name.partition(".")[0] for name in widget.panel.values} == {"herniation"}


def test_the_parts_follow_each_other_as_they_stand_in_a_wide_place(widget):
    """So keys go where a browser does not know `reading-flow`."""
    screen = widget.children[-1]
    names = [box._dom_classes[-1].removeprefix("l45-simulator-") for box in screen.children]
    assert ["guess", "controls", "view", "leg", "slice", "facts"] == names


def test_moving_a_slider_changes_the_case_and_what_is_shown(widget):
    before = contents(widget)
    move(widget, reach=7.0)
    assert (LEFT,) == widget.case.changes
    for name, old in before.items():
        assert old != contents(widget)[name], name
    assert "<strong>Extensor hallucis longus, left: " in widget.facts.content
    assert "L5" in widget.view.description


def test_every_control_of_a_herniation_reaches_the_case(widget):
    values = {
        "reach": 6.0,
        "level": "L5-S1",
        "side": "right",
        "zone": "foraminal",
        "migration": -3.0,
    }
    move(widget, **values)
    expected = Herniation("right", "foraminal", 6.0, "L5-S1", migration_mm=-3.0)
    assert (expected,) == widget.case.changes


def test_the_case_can_be_observed(widget):
    seen = []
    widget.observe(lambda change: seen.append(change["new"]), "case")
    move(widget, reach=4.0)
    move(widget, reach=0.0)
    assert [4.0] == [case.changes[0].reach_mm for case in seen[:1]]
    assert () == seen[-1].changes


def test_reset_goes_back_to_where_it_began():
    start = Case(LEFT)
    widget = simulator(start)
    move(widget, reach=11.0)
    move(widget, zone="foraminal")
    press(widget, "reset")
    assert start == widget.case
    assert 7.0 == at(widget, "reach")


def test_setting_a_case_moves_every_control_at_once(widget):
    seen = []
    widget.observe(lambda change: seen.append(change["new"]), "case")
    case = Case(Herniation("right", "extraforaminal", 5.0, "L3-L4"))
    widget.set(case)
    assert case == widget.case
    assert 1 == len(seen)
    assert ("L3-L4", "right") == (at(widget, "level"), at(widget, "side"))


def test_a_locked_control_holds_its_value_and_cannot_be_moved():
    widget = simulator(lock={"level": "L5-S1", "side": "right"})
    assert ("L5-S1", True) == (at(widget, "level"), is_held(widget, "level"))
    assert not is_held(widget, "reach")
    move(widget, reach=7.0)
    assert ("L5-S1", "right") == (widget.case.changes[0].level, widget.case.changes[0].side)


def test_reset_leaves_a_locked_control_where_it_is():
    widget = simulator(Case(LEFT), lock={"level": "L5-S1"})
    widget.reset()
    assert "L5-S1" == at(widget, "level")
    assert "L5-S1" == widget.case.changes[0].level


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"controls": ()}, "controls is empty, must name any of herniation, stenosis, spondylolis"),
        ({"controls": ("tumour",)}, "controls is 'tumour', must be one of herniation, stenosis"),
        ({"lock": {"colour": 1}}, "lock names 'colour', must be any of base, kind"),
    ],
)
def test_what_does_not_exist_is_refused_with_what_does(asked, message):
    with pytest.raises(ValueError, match=message):
        simulator(**asked)


def test_several_causes_act_together():
    widget = simulator(controls=("herniation", "stenosis", "spondylolisthesis"))
    move(widget, herniation__reach=4.0)
    move(widget, stenosis__facet=2.0)
    move(widget, spondylolisthesis__slip=10.0)
    expected = (
        Herniation("left", "subarticular", 4.0),
        Stenosis(facet_mm=2.0),
        Spondylolisthesis(10.0),
    )
    assert expected == widget.case.changes


def test_the_flavum_slider_starts_at_the_healthy_thickness_and_asks_for_more():
    widget = simulator(controls=("stenosis",))
    usual = healthy().segment("L4-L5").flavum_mm[0]
    assert usual == pytest.approx(at(widget, "stenosis.flavum"))
    assert () == widget.case.changes
    move(widget, flavum=5.0)
    assert 5.0 == pytest.approx(widget.case.changes[0].flavum_mm)


@pytest.mark.parametrize(
    "change",
    [
        LEFT,
        Herniation("right", "foraminal", 4.5, "L3-L4", migration_mm=2.0),
        Stenosis(level="L5-S1", side="right", facet_mm=2.0, bulge_mm=1.0),
        Stenosis(flavum_mm=6.0, height_loss_mm=1.0, short_pedicle_mm=2.0),
        Stenosis.central(1.0),
        Stenosis.lateral_recess(0.5, "left"),
        Spondylolisthesis(20),
        Spondylolisthesis(30, "L5-S1", "isthmic"),
        Spondylolisthesis(80, "L5-S1", "isthmic"),
        Herniation(None, "central", 10.0, base_mm=22.0),
        Herniation("left", "subarticular", 14.0, kind="extrusion"),
    ],
    ids=str,
)
def test_a_case_put_into_the_controls_is_the_case_they_show(change):
    """Nothing is clipped or dropped in silence: what a lesson asks for is what is seen."""
    kinds = {Herniation: "herniation", Stenosis: "stenosis"}
    widget = simulator(Case(change), controls=(kinds.get(type(change), "spondylolisthesis"),))
    shown = widget.case
    assert Case(change).compressions == shown.compressions


def test_a_cause_without_controls_stays_as_it_is():
    slip = Spondylolisthesis(15)
    widget = simulator(Case(slip, LEFT))
    move(widget, reach=3.0)
    assert slip in widget.case.changes
    assert 3.0 == next(c for c in widget.case.changes if c != slip).reach_mm


def test_the_person_of_the_start_stays():
    widget = simulator(Case(anatomy=healthy("female")))
    move(widget, reach=5.0)
    assert healthy("female") == widget.case.person


def test_the_view_shows_the_parts_of_the_case_and_looks_at_its_foramen(widget):
    from l45anatomy.views.live import aim
    from l45anatomy.views.scene import parts

    move(widget, level="L3-L4")
    move(widget, reach=6.0)
    assert tuple(part.name for part in parts(widget.case)) == widget.view.names
    assert aim(widget.case) == widget.view.target


def test_a_move_that_changes_nothing_draws_nothing_and_is_answered(widget, monkeypatch):
    drawn, revision = [], widget.panel.revision
    monkeypatch.setattr(widget.view, "show", drawn.append)
    move(widget, zone="foraminal")
    assert [] == drawn
    assert widget.panel.revision > revision
    assert at(widget, "zone") == "foraminal", "what is chosen before there is anything stays chosen"
    move(widget, reach=0.5)
    assert widget.case.changes[0].zone == "foraminal"


def test_values_that_do_not_go_together_are_refused_with_words_and_the_case_stays():
    widget = simulator(Case(Spondylolisthesis(20)), controls=("spondylolisthesis",))
    case, revision = widget.case, widget.panel.revision
    move(widget, slip=60.0)
    assert "slip_percent is 60" in widget.panel.note
    assert (case, revision + 1) == (widget.case, widget.panel.revision)
    move(widget, slip=30.0)
    assert widget.panel.note == ""


def test_what_does_not_fit_the_person_is_refused_and_the_last_case_that_fits_is_kept():
    """A herniation may not reach beyond the rear wall of this person's canal."""
    widget = simulator(Case(LEFT, anatomy=healthy(canal_mm=14)))
    before, drawn = widget.case, contents(widget)
    move(widget, reach=16.0)
    assert "reach_mm is 16, must be at most 15" in widget.panel.note
    assert (before, drawn) == (widget.case, contents(widget))
    move(widget, reach=8.0)
    assert (8.0, "") == (widget.case.changes[0].reach_mm, widget.panel.note)
    press(widget, "undo")
    assert before == widget.case
    with pytest.raises(ValueError, match="must be at most 15"):
        widget.set(Case(Herniation("left", "subarticular", 16.0), anatomy=before.person))
    assert before == widget.case


def test_a_drag_is_undone_at_once_and_done_again(widget):
    for reach in (1.0, 2.0, 3.0):
        move(widget, reach=reach)
    move(widget, zone="foraminal")
    press(widget, "undo")
    assert (3.0, "subarticular") == (widget.case.changes[0].reach_mm, at(widget, "zone"))
    press(widget, "undo")
    assert Case() == widget.case
    press(widget, "redo")
    assert 3.0 == widget.case.changes[0].reach_mm
    can = {action["name"]: not action.get("disabled") for action in widget.panel.actions}
    assert can["undo"]
    assert can["redo"]


def test_two_drags_of_one_slider_are_two_steps(widget):
    move(widget, reach=3.0)
    widget.panel.rest()
    move(widget, reach=6.0)
    press(widget, "undo")
    assert 3.0 == widget.case.changes[0].reach_mm


def test_a_move_that_breaks_is_answered_and_leaves_the_case(widget, monkeypatch):
    """The browser waits for the answer; without one it would never send again."""

    def broken(_history, **_):
        raise RuntimeError("broken")

    before, revision = widget.case, widget.panel.revision
    monkeypatch.setattr(widget, "_go", broken)
    with pytest.raises(RuntimeError):
        widget._move({"herniation.reach": 5.0})
    assert (before, revision + 1) == (widget.case, widget.panel.revision)


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


def test_a_share_code_is_shown_and_read(widget):
    other = Case(Herniation("right", "foraminal", 5.0))
    press(widget, "code", other.code)
    assert other == widget.case
    assert other.code in [action.get("text") for action in widget.panel.actions]
    press(widget, "code", "no code")
    assert "must be a share code copied whole" in widget.panel.note
    assert other == widget.case


def test_a_place_to_start_from_is_offered_where_the_controls_can_show_it():
    names = {name for name, preset in presets().items() if preset.controls == ("herniation",)}
    start = next(a for a in simulator().panel.actions if a["name"] == "start")
    assert names == {one["name"] for one in start["options"]}
    widget = simulator(controls="all")
    press(widget, "start", "after-microdiscectomy")
    assert (LEFT, Microdiscectomy("left")) == widget.case.changes
    assert at(widget, "operation.microdiscectomy") is True
    assert "start" not in {a["name"] for a in simulator(lock={"level": "L4-L5"}).panel.actions}


def test_every_change_can_be_made_by_hand():
    widget = simulator(controls="all")
    assert {name.partition(".")[0] for name in widget.panel.values} == set(catalogue())


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
    assert "nothing to explain" in widget.facts.content


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


def test_moves_from_several_threads_end_in_one_of_their_cases(widget):
    reaches = [1.0, 4.0, 7.0, 10.0]
    threads = [threading.Thread(target=move, args=(widget,), kwargs={"reach": r}) for r in reaches]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert widget.case.changes[0].reach_mm in reaches
    assert at(widget, "reach") == widget.case.changes[0].reach_mm


def test_the_text_of_the_widget_is_short_and_tells_the_case(widget):
    move(widget, reach=7.0)
    assert "Simulator(left subarticular disc protrusion L4-L5, 7 mm)" == repr(widget)


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
    place = caught_mm(Case(Herniation("left", "subarticular", 7.0, "L3-L4", migration_mm=2.0)))
    assert 0 < abs(place - upper) < 4
    move(widget, migration=2.0)
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
    move(widget, migration=2.0)
    assert widget.slice.position_mm != caught_mm(widget.case)
    widget.panel.moved = {"values": {}, "n": 2, "from": 1, "rests": False, "pauses": True}
    assert widget.slice.position_mm == caught_mm(widget.case)
    move(widget, migration=3.0)
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


def test_a_move_takes_one_message_for_each_thing_that_changes():
    """Each costs the server and the page some ms; meshes go first, as they are drawn longest."""
    shown = simulator(Case(Herniation("left", "subarticular", 6)))
    told = []
    views = {name: getattr(shown, name) for name in ("view", "slice", "leg", "facts", "panel")}
    shown.view._is_watched = True
    for name, view in views.items():
        view.comm = Wire(lambda data, name=name: told.append((name, data["method"])))
    shown.panel._handle_msg(
        {"content": {"data": {"method": "update", "buffer_paths": [], "state": {
            "moved": {"values": {"herniation.reach": 7.5}, "n": 1, "from": 1, "rests": False}}}},
         "buffers": []}
    )  # fmt: skip
    assert [("view", "custom"), ("view", "update")] == told[:2]
    assert [("slice", "update"), ("slice", "custom")] == told[2:4]
    assert {("leg", "update"), ("facts", "update")} == set(told[4:6])
    assert [("panel", "update")] == told[6:]
    assert shown.panel.revision == shown.leg.revision == shown.facts.revision
