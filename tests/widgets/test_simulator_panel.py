"""What can be asked for in the panel of a simulator, and what it answers."""

import pytest

from l45anatomy import (
    Case,
    Herniation,
    Microdiscectomy,
    Stenosis,
    simulator,
)
from l45anatomy.controls import catalogue, shown_in
from l45anatomy.controls.presets import presets
from tests.widgets.hand import at, press

LEFT = Herniation("left", "subarticular", 7.0)


@pytest.fixture
def widget():
    return simulator()


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


def test_groups_with_something_set_are_marked_whether_open_or_not():
    widget = simulator(Case(Stenosis.central(0.8)), "all")
    widget.panel.move(herniation__reach=7.0)
    assert ["stenosis"] == widget.panel.unfolded
    assert {"herniation", "stenosis"} == set(widget.panel.used)
    press(widget, "reset")
    assert ["stenosis"] == widget.panel.used


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
