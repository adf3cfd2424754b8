"""Predict first: what was expected beside what the simulator says."""

import pytest

from l45anatomy import Case, Herniation, NerveLesion, simulator
from l45anatomy.widgets.prediction import NERVE, NOTHING, Prediction, form, judged, verdict_html

LEFT = Case(Herniation("left", "subarticular", 7.0))
PALSY = Case(NerveLesion.peroneal_palsy(side="left"))
DEEP = Case(Herniation("left", "subarticular", 14.5))


@pytest.mark.parametrize(
    ("case", "told", "root", "item"),
    [
        (LEFT, ("L5", "left", "extensor hallucis longus"), "right", "right"),
        (LEFT, ("L4", "left", "patellar reflex"), "not so", "not so"),
        (LEFT, ("L5", "right", "extensor hallucis longus"), "not so", "not so"),
        (LEFT, (NOTHING, "left", NOTHING), "not so", "not so"),
        (DEEP, ("L5", "left", "bladder"), "right", "not so"),
        (DEEP, ("L4", "left", "tibialis anterior"), "partly right", "right"),
        (Case(), (NOTHING, "left", NOTHING), "right", "right"),
        (Case(), ("dural sac", "left", "saddle"), "not so", "not so"),
        (PALSY, (NERVE, "left", "extensor hallucis longus"), "right", "right"),
        (PALSY, (NERVE, "right", "tibialis posterior"), "not so", "not so"),
        (PALSY, ("L5", "left", "tibialis anterior"), "not so", "right"),
        (LEFT, (NERVE, "left", "tibialis anterior"), "not so", "right"),
    ],
)
def test_a_prediction_is_held_against_the_case(case, told, root, item):
    verdict = judged(Prediction(*told, "sure"), case)
    assert (root, item) == (verdict.root, verdict.item)
    drawn = verdict_html(verdict)
    assert all(f" {word}</td>" in drawn for word in (root, item))
    assert verdict.caught in drawn
    assert bool(verdict.why) is not (told[2] == NOTHING and not case.exam.abnormal)


def test_a_nerve_beyond_the_spine_can_be_predicted_and_is_named_with_its_side():
    """Who says that no root is caught where a nerve is needs a way to say so."""
    caught = next(field for field in form() if field["name"] == "predict.root")
    assert NERVE in caught["options"]
    told = Prediction(NERVE, "left", NOTHING, "sure")
    assert f"{NERVE}, left" in verdict_html(judged(told, PALSY))


def test_nothing_is_given_away_before_the_prediction():
    widget = simulator(LEFT, predict=True)
    bundle, _ = widget._repr_mimebundle_()
    assert "image/png" not in bundle
    assert "L5" not in bundle["text/plain"]
    assert ((), "", "") == (widget.view.names, widget.leg.content, widget.facts.content)
    assert "l45-covered" in widget._dom_classes


def test_after_the_prediction_both_are_shown_side_by_side():
    widget = simulator(LEFT, predict=True)
    widget.guess.move(predict__root="L5", predict__item="extensor hallucis longus")
    widget.guess.acted = {"name": "see", "n": 1}
    assert "l45-covered" not in widget._dom_classes
    assert widget.view.names
    assert "Your prediction beside the simulator" in widget.facts.content
    assert widget.facts.content.count("✓ right") == 2


def test_what_was_chosen_just_before_the_button_counts_as_well():
    widget = simulator(LEFT, predict=True)
    late = {"predict.root": "L5", "predict.item": "extensor hallucis longus"}
    widget.guess.acted = {"name": "see", "values": late, "n": 1}
    assert widget.facts.content.count("✓ right") == 2


def test_what_is_set_while_covered_is_what_is_shown():
    widget = simulator(predict=True)
    widget.panel.move(herniation__reach=7.0)
    assert widget.view.names == ()
    widget.guess.acted = {"name": "see", "n": 1}
    assert widget.case == LEFT
    assert "extensor hallucis longus" in widget.facts.content
