"""The quiz widget by its card, without a browser: how a question is asked and answered."""

import json
import subprocess
import sys
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from ipywidgets.widgets.widget import _instances

from l45anatomy.quizzes.questions import QuestionError, QuestionSet, load
from l45anatomy.widgets.beside import Beside
from l45anatomy.widgets.quiz import Quiz, quiz
from tests.quizzes.strategies import HERNIATION, KINDS, question
from tests.widgets.sitting import (
    NOW,
    Diary,
    actions,
    answer,
    kinds,
    lesson_three,
    sent,
    shown,
    steps,
)


@pytest.fixture
def widget(diary: Diary) -> Quiz:
    return lesson_three(diary)


def test_an_answer_is_stored_before_its_feedback_appears(widget, diary):
    answer(widget, "l4-left", sure=3)
    (kept,) = diary.kept
    assert diary.seen == [""]
    assert "Not quite" in shown(widget, "feedback")
    assert kept.quiz == "03-herniation"
    assert kept.question == "subarticular-l4-l5"
    assert kept.given == "l4-left"
    assert kept.correct is False
    assert kept.misconceptions == ("exiting-traversing-swap",)
    assert kept.confidence == 3
    assert kept.when == NOW


def test_confidence_may_be_left_out(widget, diary):
    answer(widget, "l5-left")
    assert diary.kept[0].confidence is None


def test_feedback_gives_the_reason_of_every_option_the_chosen_first(widget):
    answer(widget, "s1-left")
    told = unescape(shown(widget, "feedback")).partition("<details")[0]
    asked = load("03-herniation")["subarticular-l4-l5"]
    places = [told.index(option.reason) for option in asked.options]
    assert told.count("<li") == 4
    (chosen,) = (option for option in asked.options if option.id == "s1-left")
    assert min(places) == told.index(chosen.reason)
    assert "wrong, your answer" in told


def test_feedback_says_the_error_in_words_and_what_the_simulator_says(widget):
    answer(widget, "l4-left", sure=3)
    told = unescape(shown(widget, "feedback"))
    assert "Exiting and traversing root swapped" in told
    assert "the next one crosses it in the lateral recess" in told
    assert "You were sure of this" in told
    assert "What the simulator says" in told
    assert "Extensor hallucis longus" in told


def test_the_proof_is_shown_on_request(widget):
    answer(widget, "l4-left")
    assert not widget.beside.children
    assert "show" in actions(widget)
    widget.card.act("show")
    assert "show" not in actions(widget)
    assert "root L5 left" in widget.beside.view.names
    assert widget.beside.slice.plane == "axial"
    widget.card.act("point", "root L5 left")
    assert widget.beside.view.picked == {"name": "root L5 left"}
    view = widget.beside.view
    widget.card.act("next")
    assert widget.beside.view is None
    assert view.comm is None


def test_the_slice_of_the_proof_is_scrolled_and_follows_what_is_picked(widget):
    answer(widget, "l4-left")
    widget.card.act("show")
    view, cut = widget.beside.view, widget.beside.slice
    cut.asked = {"position_mm": 50.0, "n": 1}
    assert cut.position_mm == 50.0
    revision = cut.revision
    cut.asked = {"plane": "oblique", "n": 2}
    assert "oblique" in cut.note
    assert cut.revision == revision + 1
    view.picked = {"name": "root L5 left", "point": [-8.0, -20.0, 40.0], "n": 3}
    assert cut.position_mm == 40.0
    assert len(cut.cross) == 2


@pytest.mark.parametrize(
    ("nerve", "item", "not_item"),
    [
        ("common peroneal nerve", "tibialis anterior, left", "tibialis posterior, left"),
        ("femoral nerve", "quadriceps, left", "hip adductors, left"),
        ("sciatic nerve", "posterior leg pain, left", "quadriceps, left"),
    ],
)
def test_a_nerve_hurt_beyond_the_spine_is_shown_on_the_legs(diary, nerve, item, not_item):
    """The picture of the spine is normal there, and shows nothing of it."""
    lesion = {"change": "NerveLesion", "nerve": nerve, "side": "left", "severity": 0.8}
    (asked,) = [one for one in load("06-look-alikes") if one.id == "peroneal-case"]
    asked = asked.model_copy(update={"case": {"changes": [lesion]}})
    widget = Quiz(QuestionSet(name="one", title="One", questions=(asked,)), diary)
    answer(widget, "l5")
    widget.card.act("show")
    legs = widget.beside.page
    assert widget.beside.children[0].children == (legs,)
    assert "beyond the picture of the spine" in legs.content
    assert f"left {nerve} has lost 80% of its fibres" in legs.content
    assert "The spine below is healthy." in legs.content
    assert item in legs.marked
    assert not_item not in legs.marked
    assert "root L5 left" in widget.beside.view.names


@pytest.mark.parametrize("kind", ["sliders", "structure", "dermatome", "grade"])
def test_what_stood_beside_a_question_is_gone_with_all_that_was_in_it(kind):
    beside = Beside(lambda _draft: None)
    asked = question(kind)
    beside.clear()
    there = set(_instances)
    beside.ask(asked)
    beside.clear()
    assert there == set(_instances)


def test_a_slice_is_proved_in_the_plane_and_place_of_its_picture(diary):
    picture = {"of": "slice", "case": HERNIATION, "plane": "sagittal", "position_mm": -6.0}
    asked = question("slice", picture={**picture, "weighting": "T1"}, case=HERNIATION,
                     options=KINDS["predict"][0]["options"])  # fmt: skip
    widget = Quiz(QuestionSet(name="one", title="One", questions=(asked,)), diary)
    assert "data:image/png;base64," in widget.beside.page.content
    answer(widget, "l5")
    widget.card.act("show")
    cut = widget.beside.slice
    assert (cut.plane, cut.position_mm, cut.weighting) == ("sagittal", -6.0, "T1")


def test_an_order_of_nonsense_leaves_the_card_as_it_was(widget):
    for name, value in (("dance", ""), ("go", "x"), ("point", "nobody")):
        before = shown(widget, "n")
        widget.card.act(name, value)
        assert shown(widget, "n") == before + 1
        assert shown(widget, "phase") == "open"


def test_nothing_can_be_answered_before_something_is_chosen(widget, diary):
    widget.card.act("answer")
    assert diary.kept == []
    assert shown(widget, "phase") == "open"
    assert shown(widget, "note") == "Nothing is chosen yet."
    widget.card.draft = 99
    widget.card.act("answer")
    assert diary.kept == []
    answer(widget, "l5-left")
    assert shown(widget, "note") == ""


def test_a_second_press_of_answer_stores_nothing_more(widget, diary):
    answer(widget, "l5-left")
    widget.card.act("answer")
    assert len(diary.kept) == 1


def test_the_key_is_nowhere_in_what_the_page_gets_before_an_answer(widget):
    """Neither a reason, nor an option's id or flag is in any state sent to the browser."""
    page = sent(widget) + widget.text
    for asked in load("03-herniation"):
        for option in asked.options:
            assert option.reason not in page
            assert f'"{option.id}"' not in page
    assert '"correct"' not in page


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_asked_without_its_key_marked_and_remembered(kind, diary):
    widget = Quiz(kinds(kind), diary, now=lambda: NOW)
    page = sent(widget) + widget.text
    for told in ("so it is", "not so", "comes here", "as the map has it", "one way", "MRC 5)."):
        assert told not in page
    assert question(kind).stem in widget.text
    if kind in ("structure", "predict"):
        assert "root L5" not in page
    widget.card.draft = made(widget, KINDS[kind][1])
    widget.card.act("answer", sure=2)
    assert shown(widget, "note") == ""
    (kept,) = diary.kept
    assert kept.score == (1.0 if kind != "sliders" else 0.0)
    again = Quiz(kinds(kind), diary, now=lambda: NOW)
    assert steps(again) == (["1 ✓"] if kind != "sliders" else ["1 ✗"])
    assert "You answered this before" in shown(again, "feedback")


def made(widget: Quiz, given: Any) -> Any:
    """Turn an answer into the draft that gives it."""
    asked, prompt = widget._question, widget._question.prompt(widget._mixed)
    if asked.kind == "structure":
        return next(n for n, name in widget.beside._names.items() if name == given)
    if asked.kind == "match":
        order = asked._places(widget._mixed)
        return [order.index(given[one["id"]]) for one in prompt["left"]]
    if asked.kind == "localise":
        ids = [[option["id"] for option in step["options"]] for step in prompt["steps"]]
        return [n.index(given[s["asks"]]) for n, s in zip(ids, prompt["steps"], strict=True)]
    if asked.kind == "dermatome":
        return [prompt["regions"].index(region) for region in given]
    listed = prompt.get("options") or prompt.get("steps")
    if listed:
        ids = [option["id"] for option in listed]
        return [ids.index(one) for one in given] if isinstance(given, list) else ids.index(given)
    return str(given)


def test_a_structure_is_answered_by_what_is_picked_in_a_view_without_names(diary):
    widget = Quiz(kinds("structure"), diary)
    view = widget.beside.view
    assert all(name.startswith("structure ") for name in view.names)
    assert len(view.faded) > 10
    number = made(widget, "root L5 right")
    view.picked = {"name": number, "n": 1}
    assert widget.card.draft == number
    view.picked = {}
    assert widget.card.draft is None
    view.picked = {"name": number, "n": 2}
    widget.card.act("answer")
    assert diary.kept[0].given == "root L5 right"
    assert widget.beside.view.picked == {"name": "root L5 left"}


def test_the_leg_and_the_list_of_regions_paint_the_same(diary):
    widget = Quiz(kinds("dermatome"), diary)
    legs = widget.beside.page
    regions = list(question("dermatome").owners)
    legs.picked = {"name": "sole, left", "n": 1}
    assert widget.card.draft == [regions.index("sole")]
    assert "Painted: sole." in legs.content
    widget.card.draft = sorted([regions.index("sole"), regions.index("lateral heel")])
    assert "Painted: lateral heel, sole." in legs.content
    legs.picked = {"name": "sole, right", "n": 2}
    assert "Painted: lateral heel." in legs.content
    assert ", due" not in legs.content
    widget.card.act("answer")
    assert diary.kept[0].score == 0.5
    assert "sole, left: not painted, due" in widget.beside.page.content


def test_sliders_are_judged_where_they_stand(diary):
    widget = Quiz(kinds("sliders"), diary)
    simulator = widget.beside.simulator
    assert "predict" not in [one["name"] for one in simulator.panel.actions]
    simulator.panel.move(herniation__reach=7.0)
    widget.card.act("answer")
    assert diary.kept[0].correct
    assert diary.kept[0].given == simulator.case.to_dict()
    widget.card.act("again")
    assert widget.beside.simulator is not simulator
    widget.card.act("answer")
    assert not diary.kept[1].correct
    widget.card.act("show")
    (shown_change,) = widget.beside.simulator.case.changes
    assert (shown_change.reach_mm, shown_change.side) == (7.0, "left")


def test_a_number_of_no_sense_is_refused_with_what_is_allowed(diary):
    widget = Quiz(kinds("number"), diary)
    for typed in ("seven", "99", "nan", None, ["7"]):
        widget.card.draft = typed
        widget.card.act("answer")
        assert "must be a number from 0 to 40 mm" in shown(widget, "note")
    assert diary.kept == []
    widget.card.draft = "7,2"
    widget.card.act("answer")
    assert diary.kept[0].given == 7.2


@pytest.mark.parametrize("of", ["spine", "slice", "leg", "findings"])
def test_a_picture_shows_the_case_but_not_what_is_behind_it(of, diary):
    asked = question("single choice", picture={"of": of, "case": HERNIATION})
    widget = Quiz(QuestionSet(name="one", title="One", questions=(asked,)), diary)
    assert widget.beside.children
    page = sent(widget)
    for told in ("root L5", "L5 is compressed", "disc L4-L5", "Schizas"):
        assert told not in page
    if of in ("leg", "findings"):
        assert "great toe" in page or "hallucis" in page


def test_text_of_a_question_file_cannot_act_on_the_page(tmp_path, diary):
    evil = "<img src=x onerror=alert(1)>"
    (tmp_path / "evil.toml").write_text(
        f"""
        title = "{evil}"
        [[question]]
        id = "one"
        kind = "single choice"
        stem = "{evil}"
        objective = "{evil}"
        bloom = "apply"
        difficulty = 1
        sources = ["edit"]
        options = [
          {{ id = "a", text = "{evil}", reason = "{evil}", correct = true }},
          {{ id = "b", text = "b{evil}", reason = "{evil}", misconception = "m" }},
        ]""",
        encoding="utf-8",
    )
    widget = Quiz(load(tmp_path / "evil.toml"), diary)
    pages = []
    pages.append(json.dumps(shown(widget, "form")["options"][0]["text"]))
    answer(widget, "a")
    pages += [shown(widget, name) for name in ("title", "stem", "feedback")]
    widget.card.act("next")
    pages += [shown(widget, "title"), shown(widget, "lines")[0]["html"]]
    assert all("<img" not in page and "&lt;img" in page for page in pages)


def test_the_text_twin_lists_the_questions_and_the_repr_is_stable(widget):
    bundle = widget._repr_mimebundle_()
    assert repr(widget) == "Quiz('03-herniation', 5 questions)"
    assert bundle["text/plain"] == widget.text
    assert "application/vnd.jupyter.widget-view+json" in bundle
    for asked in load("03-herniation"):
        assert asked.stem in widget.text
        assert all(f"( ) {option.text}" in widget.text for option in asked.options)


def test_the_seed_sets_the_order_of_the_options(tmp_path):
    orders = [quiz("03-herniation", progress=tmp_path / "p", seed=seed).text for seed in (1, 1, 2)]
    assert orders[0] == orders[1] != orders[2]


def test_an_unknown_quiz_is_refused_with_the_known_ones(tmp_path):
    with pytest.raises(QuestionError, match="03-herniation"):
        quiz("no such quiz", progress=tmp_path / "p")


@pytest.mark.parametrize("before", ["", "import l45anatomy.quizzes.questions"])
def test_the_public_name_is_the_widget_whatever_was_imported_before(before):
    """The package `l45anatomy.quizzes` must not take the name of the function `l45anatomy.quiz`."""
    code = f"{before}\nfrom l45anatomy import quiz\nfrom l45anatomy import quiz\nquiz.__code__"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stderr == ""


def test_colour_is_never_alone_and_the_style_has_no_fixed_dark_or_light():
    """Every colour of the page comes from the theme, with a fallback."""
    style = (Path(quiz.__code__.co_filename).parent / "quiz.css").read_text(encoding="utf-8")
    for line in style.splitlines():
        if "#" in line:
            assert "var(--jp-" in line, line


def test_an_error_that_shows_in_several_parts_is_explained_once(diary):
    widget = Quiz(kinds("order"), diary)
    right = [step["id"] for step in question("order").prompt(0)["steps"]]
    widget.card.draft = [right.index(name) for name in "zyx"]
    widget.card.act("answer")
    told = shown(widget, "feedback")
    assert told.count("elsewhere in your order") == 2
    assert told.count("One level off") == 1


def test_what_is_left_out_of_several_is_told_from_what_is_rightly_left_out(diary):
    widget = Quiz(kinds("multiple choice"), diary)
    widget.card.draft = made(widget, ["a"])
    widget.card.act("answer")
    told = shown(widget, "feedback")
    assert "◐ Partly right" in told
    assert "✗ right, but left out" in told
    assert "✓ wrong, rightly left out" in told
