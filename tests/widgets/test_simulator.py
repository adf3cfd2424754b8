"""The simulator by its traits, without a browser: what the controls say is what is shown."""

import threading

import pytest

from l45anatomy import (
    Case,
    Herniation,
    Spondylolisthesis,
    Stenosis,
    healthy,
    simulator,
)
from l45anatomy.controls import catalogue
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
