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
from l45anatomy.controls import catalogue, shown_in
from l45anatomy.controls.presets import presets
from tests.widgets.hand import at, move, press

LEFT = Herniation("left", "subarticular", 7.0)


def is_held(widget, name):
    return next(f["disabled"] for f in widget.panel.fields if f["name"] == f"herniation.{name}")


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
    assert "left L5 root" in widget.view.description


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


def test_what_could_not_be_drawn_is_drawn_the_next_time(widget, monkeypatch):
    drawn = []
    monkeypatch.setattr(widget._views, "show", lambda case, *_, **__: drawn.append(case) or 1 / 0)
    with pytest.raises(ZeroDivisionError):
        move(widget, reach=5.0)
    monkeypatch.setattr(widget._views, "show", lambda case, *_, **__: drawn.append(case))
    move(widget, reach=5.0)
    assert [5.0, 5.0] == [case.changes[0].reach_mm for case in drawn]


def test_each_place_picked_in_a_chart_is_a_step_of_its_own(widget):
    for number, reach in enumerate((3.0, 7.0)):
        widget.facts.picked = {"name": f"herniation.reach={reach:g}", "n": number}
    widget.undo()
    assert 3.0 == widget.case.changes[0].reach_mm


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


def test_where_it_started_from_is_told_with_what_to_look_at_until_it_is_another_case():
    widget = simulator(controls=("herniation", "stenosis"))

    def told():
        start = next(a for a in widget.panel.actions if a["name"] == "start")
        return start["text"], start["hint"]

    assert ("", "") == told()
    press(widget, "start", "central-stenosis")
    assert ("central-stenosis", presets()["central-stenosis"].look) == told()
    widget.panel.move(stenosis__flavum=2.0)
    assert ("", "") == told()


def test_what_a_case_has_is_open_in_the_panel_and_nothing_else():
    stenosis = Case(Stenosis.central(0.8))
    widget = simulator(stenosis, "all")
    assert ["stenosis"] == widget.panel.unfolded
    press(widget, "start", "degenerative-slip")
    shown = [name for name in catalogue() if shown_in(widget.case, name)]
    assert "spondylolisthesis" in shown
    assert shown == widget.panel.unfolded
    press(widget, "code", Case(LEFT).code)
    assert ["herniation"] == widget.panel.unfolded
    widget.offer(["posture", "operation"])
    widget.set(stenosis)
    assert ["posture", "operation"] == widget.panel.unfolded


def test_groups_open_again_whenever_another_case_comes():
    """Also where the list is the same: somebody may have folded one by hand."""
    widget, start = simulator(Case(Stenosis.central(0.8)), "all"), "subarticular-l4-l5"

    def opened(act, *asked):
        before = widget.panel.reopened
        act(*asked)
        return widget.panel.reopened > before and widget.panel.unfolded

    assert ["herniation"] == opened(press, widget, "start", start)
    assert ["herniation"] == opened(press, widget, "start", "far-lateral-l4-l5")
    assert ["stenosis"] == opened(press, widget, "reset")
    assert "stenosis.flavum" in widget._touched
    assert ["herniation"] == opened(widget.undo)
    assert not opened(lambda: widget.panel.move(herniation__reach=3.0))
    assert not opened(widget.undo)


def test_a_slider_that_stands_still_does_not_take_a_refusal_back(widget):
    widget.panel.move(herniation__reach=99.0)
    refused = widget.panel.note
    assert "must be 0 to" in refused
    revision = widget.panel.revision
    widget.panel.moved = {"values": {}, "n": 9, "from": 1, "rests": False, "pauses": True}
    assert (refused, revision + 1) == (widget.panel.note, widget.panel.revision)
    widget.panel.rest()
    assert refused == widget.panel.note


def test_a_form_that_stands_still_goes_on_saying_what_is_open():
    widget = simulator(Case(LEFT), predict=True)
    widget.guess.acted = {"name": "see", "value": "", "values": {}, "n": 1}
    asked = widget.guess.note
    assert asked.startswith("First say")
    widget.guess.moved = {"values": {}, "n": 2, "from": 1, "rests": False, "pauses": True}
    assert asked == widget.guess.note


def test_the_whole_range_offers_what_the_lesson_shows():
    widget = simulator(Case(), ("herniation", "posture"))
    widget.offer(["posture"])
    assert "herniation" not in widget._sweep()
    assert "posture.flexion=" in widget._sweep()


def test_every_change_can_be_made_by_hand():
    widget = simulator(controls="all")
    assert {name.partition(".")[0] for name in widget.panel.values} == set(catalogue())


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
