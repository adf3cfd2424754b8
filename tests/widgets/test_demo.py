"""The instructor's screen by its card, without a browser."""

import pytest

from l45anatomy import Case, demo
from l45anatomy.demos.script import DemoError, load

AWAY = "l45-without-"


@pytest.fixture
def widget():
    return demo("03-herniation")


def away(widget):
    """The parts of the simulator that are put away."""
    names = widget.simulator._dom_classes
    return {name.removeprefix(AWAY) for name in names if name.startswith(AWAY)}


def test_it_begins_with_the_first_scene_before_its_reveal(widget):
    assert "Not for diagnosis or treatment of real people" in widget.card.card["html"]
    assert Case() == widget.simulator.case
    assert {"controls", "leg", "facts"} == away(widget)


def test_the_reveal_puts_the_case_on_the_stage_and_the_leg_beside_it(widget):
    widget.card.act("reveal")
    assert widget.deck.case == widget.simulator.case
    assert "L5 left" in widget.deck.scene.claim
    assert {"controls"} == away(widget)


def test_the_sources_of_a_reveal_are_named_by_who_and_when(widget):
    widget.card.act("reveal")
    assert "Sources: Berra LV et al 2021" in widget.card.card["html"]


def test_each_order_gets_one_card(widget):
    for count, name in enumerate(("next", "reveal", "blank", "blank", "notes", "reset", "magic")):
        widget.card.act(name)
        assert count + 2 == widget.card.card["n"]


def test_blank_changes_nothing_on_the_stage(widget):
    widget.card.act("reveal")
    before = widget.simulator.case
    widget.card.act("blank")
    assert widget.card.card["blank"]
    assert before == widget.simulator.case


def test_reset_undoes_what_was_moved_by_hand(widget):
    for _ in range(3):
        widget.card.act("next")
    scene = widget.deck.scene
    widget.simulator.panel.move(herniation__reach=9.0)
    widget.simulator.view.view = "left"
    widget.simulator.view.hidden = ["L4 vertebra"]
    assert Case.from_dict(scene.before) != widget.simulator.case
    widget.card.act("reset")
    assert Case.from_dict(scene.before) == widget.simulator.case
    assert scene.look.view == widget.simulator.view.view
    assert [] == list(widget.simulator.view.hidden)


def test_only_the_controls_of_the_scene_are_offered():
    widget = demo("04-stenosis")
    offered = []
    for _ in widget.deck.script:
        offered.append({f["name"].partition(".")[0] for f in widget.simulator.panel.fields})
        widget.card.act("next")
    assert [set(scene.controls) for scene in load("04-stenosis")] == offered


@pytest.mark.parametrize("name", ["02-roots", "03-herniation", "04-stenosis", "05-slip"])
def test_every_scene_can_be_staged_and_revealed(name):
    widget = demo(name)
    for scene in widget.deck.script:
        assert scene.look.slice.plane == widget.simulator.slice.plane
        assert scene.look.compare == widget.simulator.view.compare
        widget.card.act("reveal")
        assert Case.from_dict(scene.case) == widget.simulator.case
        widget.card.act("next")


def test_a_page_of_its_own_is_filled():
    assert "l45-demo-whole" in demo("02-roots", whole=True)._dom_classes


def test_what_is_no_demo_is_refused():
    with pytest.raises(DemoError, match="must be one of 02-roots"):
        demo("99-magic")


def test_the_text_twin_is_the_script(widget):
    assert "Not for diagnosis" in widget._repr_mimebundle_()[0]["text/plain"]
