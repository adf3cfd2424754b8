"""Predict first: what was expected beside what the simulator says."""

import pytest

from l45anatomy import Case, Herniation, NerveLesion, evidence, simulator
from l45anatomy.controls.presets import presets
from l45anatomy.frame import ROOTS
from l45anatomy.widgets.prediction import (
    ITEMS,
    NERVE,
    NOTHING,
    UNSAID,
    Prediction,
    form,
    judged,
    missing,
    verdict_html,
)

LEFT = Case(Herniation("left", "subarticular", 7.0))
PALSY = Case(NerveLesion.peroneal_palsy(side="left"))
SLIPPED = presets()["degenerative-slip"].case  # touches L4, which is not caught
CRUSHED = Case(Herniation(None, "central", 13.0, base_mm=24.0))
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
        (CRUSHED, ("dural sac", "left", "saddle"), "right", "right"),
        (SLIPPED, ("L4", "left", "femoral nerve stretch"), "partly right", "right"),
        (SLIPPED, ("L3", "left", "femoral nerve stretch"), "not so", "right"),
        (CRUSHED, ("S1", "left", "sole"), "partly right", "right"),
        (CRUSHED, ("L4", "left", "sole"), "not so", "right"),
    ],
)
def test_a_prediction_is_held_against_the_case(case, told, root, item):
    verdict = judged(Prediction(*told, "sure"), case)
    assert (root, item) == (verdict.caught.right, verdict.shown.right)
    drawn = verdict_html(verdict)
    assert all(f" {word}</strong></td>" in drawn for word in (root, item))
    assert verdict.caught.found in drawn
    assert (verdict.finding is None) is (told[2] == NOTHING and not case.exam.abnormal)


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


def seen(**told):
    """Give a simulator of L5 caught whose prediction was given."""
    widget = simulator(LEFT, predict=True)
    widget.guess.move(**told)
    widget.guess.acted = {"name": "see", "n": 1}
    return widget


L5 = {
    "predict__root": "L5",
    "predict__side": "left",
    "predict__item": "extensor hallucis longus",
}


def test_a_prediction_is_given_before_the_views_are_shown():
    widget = simulator(LEFT, predict=True)
    widget.guess.acted = {"name": "see", "n": 1}
    assert "l45-covered" in widget._dom_classes
    assert "First say what is caught, on which side and what is not normal." in widget.guess.note
    widget.guess.move(predict__root="L5", predict__item=NOTHING)
    assert widget.guess.note == ""
    widget.guess.acted = {"name": "see", "n": 2}
    assert "First say on which side." in widget.guess.note
    widget.guess.move(predict__side="left")
    widget.guess.acted = {"name": "see", "n": 3}
    assert "l45-covered" not in widget._dom_classes


def test_where_nothing_has_a_side_none_is_asked():
    assert missing(Prediction(NOTHING, UNSAID, NOTHING, "guessed")) == []
    assert missing(Prediction("dural sac", UNSAID, "bladder", "guessed")) == []
    assert missing(Prediction(NOTHING, UNSAID, "quadriceps", "guessed")) == ["on which side"]
    everything = ["what is caught", "on which side", "what is not normal"]
    assert missing(Prediction(UNSAID, UNSAID, UNSAID, "guessed")) == everything


def test_after_the_prediction_both_are_shown_side_by_side():
    widget = seen(**L5)
    assert "l45-covered" not in widget._dom_classes
    assert widget.view.names
    assert "Your prediction beside the simulator" in widget.verdict.content
    assert widget.verdict.content.count("✓ right") == 2
    assert 1 == widget.verdict.called


def test_the_verdict_stays_until_it_is_closed_and_says_what_it_was_about():
    widget = seen(**L5)
    assert "changed the spine" not in widget.verdict.content
    widget.panel.move(herniation__reach=2.0)
    assert widget.verdict.content.count("✓ right") == 2
    assert "changed the spine" in widget.verdict.content
    widget.undo()
    assert "changed the spine" not in widget.verdict.content
    widget.verdict.acted = {"name": "close", "n": 1}
    assert widget.verdict.content == ""
    widget.panel.move(herniation__reach=3.0)
    assert widget.verdict.content == ""


@pytest.mark.parametrize("by", ["verdict", "panel"])
def test_predicting_again_covers_the_views_for_the_next_change(by):
    widget = seen(**L5)
    told = widget.leg.content
    if by == "verdict":
        widget.verdict.acted = {"name": "again", "n": 2}
    else:
        widget.panel.acted = {"name": "predict", "n": 2}
    assert "l45-covered" in widget._dom_classes
    assert widget.verdict.content == ""
    assert widget.guess.values["predict.root"] == UNSAID
    assert 1 == widget.guess.called
    widget.panel.move(herniation__side="right")
    assert widget.leg.content == told
    widget.guess.move(predict__root="L5", predict__side="right", predict__item=NOTHING)
    widget.guess.acted = {"name": "see", "n": 3}
    assert "l45-covered" not in widget._dom_classes
    assert widget.leg.content != told
    assert "right L5 root" in widget.verdict.content


def test_who_predicts_again_may_leave_it_but_a_lesson_wants_an_answer():
    widget = simulator(LEFT, predict=True)
    assert ["see"] == [one["name"] for one in widget.guess.actions]
    widget = simulator(LEFT)
    widget.cover()
    widget.guess.acted = {"name": "leave", "n": 1}
    assert "l45-covered" not in widget._dom_classes
    assert widget.verdict.content == ""


def test_why_it_was_not_so_is_said():
    """The other side, the harder root, and what carries a normal reflex."""
    side = judged(Prediction("L5", "right", "extensor hallucis longus", "sure"), LEFT)
    assert "The root is right, the side is not." in side.caught.why
    assert "The sign is right, the side is not." in side.shown.why
    nerve = judged(Prediction(NERVE, "right", "tibialis anterior", "sure"), PALSY)
    assert "No right nerve beyond the spine is hurt. The nerve is right" in nerve.caught.why
    harder = judged(Prediction("L4", "left", "Achilles reflex", "sure"), DEEP)
    assert "L5 root is caught harder" in harder.caught.why
    normal = judged(Prediction("L5", "left", "Achilles reflex", "guessed"), LEFT)
    assert "none of the roots that carry it is caught: S1 (85%) and S2 (15%)" in normal.shown.why
    assert "the gravest is extensor hallucis longus" in normal.shown.found


@pytest.mark.parametrize(
    ("root", "level", "zone", "said"),
    [
        ("L4", "L4-L5", "subarticular", "has already left the canal above the disc L4-L5"),
        ("L3", "L4-L5", "subarticular", "has left the canal higher up"),
        ("S1", "L4-L5", "subarticular", "at L4-L5 it still lies in the dural sac"),
        ("L5", "L4-L5", "foraminal", "runs down past the disc L4-L5 inside the canal"),
        ("L5", "L5-S1", "subarticular", "has already left the canal above the disc L5-S1"),
    ],
)
def test_of_a_root_that_is_free_it_is_said_where_it_runs_at_the_level_in_question(
    root, level, zone, said
):
    """Where it comes nearest to anything else teaches nothing about this disc."""
    case = Case(Herniation("left", zone, 7.0, level=level))
    assert said in judged(Prediction(root, "left", NOTHING, "sure"), case).caught.why


def test_a_root_inside_a_crushed_sac_is_said_to_be_caught_there():
    why = judged(Prediction("S1", "left", "sole", "sure"), CRUSHED).caught.why
    assert why.startswith("It is caught where it runs inside the sac: the disc L4-L5 leaves")


def test_what_can_be_expected_is_short_grouped_and_the_same_for_every_case():
    item = next(field for field in form() if field["name"] == "predict.item")
    groups = item["groups"]
    assert {"Power", "Feeling", "Reflexes", "Stretch tests"} <= set(groups)
    assert [UNSAID, NOTHING, *(one for group in groups.values() for one in group)] == list(
        item["options"]
    )
    assert len(item["options"]) <= 24
    assert item["words"]["extensor hallucis longus"].startswith("lifts the great toe")
    assert simulator(LEFT, predict=True).guess.fields == simulator(predict=True).guess.fields


@pytest.mark.parametrize("root", ROOTS)
@pytest.mark.parametrize("modality", ["motor", "sensory"])
def test_every_root_has_something_of_its_own_to_be_expected(root, modality):
    """Its share is the largest there is of it; a muscle of L4 alone there is none."""
    best = {
        name: max(row.share for row in rows if row.root == root)
        for name, rows in evidence.innervation().items()
        if evidence.items()[name].modality == modality and root in {row.root for row in rows}
    }
    offered = [name for name in ITEMS if name in best]
    assert max(best.values()) - 0.1 <= max(best[name] for name in offered)


def test_what_was_chosen_just_before_the_button_counts_as_well():
    widget = simulator(LEFT, predict=True)
    late = {name.replace("__", "."): value for name, value in L5.items()}
    widget.guess.acted = {"name": "see", "values": late, "n": 1}
    assert widget.verdict.content.count("✓ right") == 2


def test_what_is_set_while_covered_is_what_is_shown():
    widget = simulator(predict=True)
    widget.panel.move(herniation__reach=7.0)
    assert widget.view.names == ()
    widget.guess.move(**L5)
    widget.guess.acted = {"name": "see", "n": 1}
    assert widget.case == LEFT
    assert "extensor hallucis longus" in widget.facts.content
