"""The quiz widget by its card, without a browser."""

import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from l45anatomy.quizzes.clinic import clinic
from l45anatomy.quizzes.progress import Attempt, Progress, ProgressError
from l45anatomy.quizzes.questions import QuestionError, QuestionSet, load
from l45anatomy.widgets.quiz import Quiz, quiz
from tests.quizzes.strategies import HERNIATION, KINDS, question

NOW = datetime(2026, 11, 22, 19, 54, tzinfo=UTC)
HINTED = question("single choice", id="hinted", hint="Look beside the midline.")


class Diary:
    """A store that writes down what the screen showed when an answer came in."""

    def __init__(self) -> None:
        self.kept: list[Attempt] = []
        self.seen: list[str] = []
        self.fails = ""
        self.widget: Quiz | None = None

    def record(self, attempt: Attempt) -> None:
        """Keep it, unless told to fail."""
        if self.widget is not None:
            self.seen.append(self.widget.card.card.get("feedback", ""))
        if self.fails:
            raise ProgressError(self.fails)
        self.kept.append(attempt)

    def attempts(self, quiz: str | None = None) -> tuple[Attempt, ...]:
        """Give back what was kept, unless told to fail."""
        if self.fails:
            raise ProgressError(self.fails)
        return tuple(one for one in self.kept if quiz in (None, one.quiz))


def shown(widget: Quiz, name: str) -> Any:
    """What the card has under a name."""
    return widget.card.card.get(name, "")


def steps(widget: Quiz) -> list[str]:
    return [step["label"] for step in shown(widget, "steps")]


def actions(widget: Quiz) -> list[str]:
    return [action["name"] for action in shown(widget, "actions")]


def choose(widget: Quiz, option: str) -> None:
    """Choose an option by its id, which the card does not know."""
    asked = widget._question
    options = [one["id"] for one in asked.prompt(widget._mixed)["options"]]
    widget.card.draft = options.index(option)


def answer(widget: Quiz, option: str, sure: int | None = None) -> None:
    choose(widget, option)
    widget.card.act("answer", sure=sure)


def answer_all(widget: Quiz, *, rightly: bool = True) -> None:
    for each in load("03-herniation"):
        wrong = next(option for option in each.options if not option.correct)
        answer(widget, (each.key if rightly else wrong).id)
        widget.card.act("next")


def kinds(*names: str) -> QuestionSet:
    """A quiz with a question of each of these kinds."""
    return QuestionSet(name="kinds", title="Kinds", questions=tuple(map(question, names)))


def sent(widget: Any) -> str:
    """All that the browser gets of a widget and of what is in it."""
    states = [json.dumps(widget.get_state(), default=repr)]
    return "\n".join([*states, *map(sent, getattr(widget, "children", ()))])


@pytest.fixture
def diary() -> Diary:
    return Diary()


@pytest.fixture
def widget(diary: Diary) -> Quiz:
    diary.widget = Quiz(load("03-herniation"), diary, now=lambda: NOW)
    return diary.widget


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


def test_a_hint_is_given_on_request_and_remembered_with_the_answer(diary):
    widget = Quiz(QuestionSet(name="one", title="One", questions=(HINTED,)), diary)
    assert "midline" not in sent(widget)
    widget.card.act("hint")
    assert "midline" in shown(widget, "hint")
    assert "hint" not in actions(widget)
    answer(widget, "a")
    assert diary.kept[0].hinted


def test_what_is_skipped_waits_for_the_review(widget):
    widget.card.act("skip")
    assert "2 of 5" in shown(widget, "title")
    for option in ("l4-signs", "knee", "several", "l5-s1-foraminal"):
        if option in {o.id for o in widget._question.options}:
            answer(widget, option)
        else:
            answer(widget, widget._question.key.id)
        widget.card.act("next")
    assert shown(widget, "phase") == "review"
    assert [line["state"] for line in shown(widget, "lines")] == ["skipped", *["right"] * 4]
    assert "4 of 5 right" in shown(widget, "feedback")
    widget.card.act("take_open")
    assert "1 of 5" in shown(widget, "title")


def test_a_flag_is_seen_in_the_steps_and_in_the_review(widget):
    widget.card.act("flag")
    assert steps(widget)[0] == "1 ⚑"
    assert shown(widget, "steps")[0]["title"] == "Question 1 of 5, open, flagged"
    widget.card.act("review")
    assert "⚑ flagged" in shown(widget, "lines")[0]["html"]
    widget.card.act("go", 0)
    widget.card.act("flag")
    assert steps(widget)[0] == "1"


def test_the_review_says_how_sure_one_may_be(widget):
    answer(widget, "l5-left", sure=3)
    widget.card.act("next")
    answer(widget, "no-signs", sure=3)
    widget.card.act("review")
    assert "How often you were right: sure, 1 of 2." in shown(widget, "feedback")


def test_the_steps_say_where_one_is_and_what_is_answered(widget):
    assert steps(widget) == ["1", "2", "3", "4", "5"]
    answer(widget, "l5-left")
    widget.card.act("next")
    assert steps(widget) == ["1 ✓", "2", "3", "4", "5"]
    assert "2 of 5" in shown(widget, "title")
    assert shown(widget, "steps")[0]["title"] == "Question 1 of 5, right"
    assert (shown(widget, "done"), shown(widget, "of")) == (1, 5)
    answer(widget, "no-signs")
    assert steps(widget) == ["1 ✓", "2 ✗", "3", "4", "5"]


def test_a_step_leads_to_its_question_and_next_comes_back_for_what_was_left_out(widget):
    widget.card.act("go", 4)
    assert "5 of 5" in shown(widget, "title")
    answer(widget, "l5-s1-foraminal")
    widget.card.act("next")
    assert "1 of 5" in shown(widget, "title")


def test_the_end_is_a_score_with_a_way_to_start_over(widget, diary):
    answer_all(widget)
    assert "5 of 5 right" in shown(widget, "feedback")
    assert actions(widget) == ["over"]
    widget.card.act("over")
    assert "1 of 5" in shown(widget, "title")
    assert shown(widget, "phase") == "open"
    assert len(diary.kept) == 5


def test_only_the_wrong_ones_are_repeated_on_request(widget):
    answer_all(widget, rightly=False)
    assert "0 of 5 right" in shown(widget, "feedback")
    widget.card.act("over")
    answer(widget, "l5-left")
    for option in ("no-signs", "hip", "cord", "l3-l4-foraminal"):
        widget.card.act("next")
        answer(widget, option)
    widget.card.act("next")
    assert "1 of 5 right" in shown(widget, "feedback")
    widget.card.act("repeat_wrong")
    assert steps(widget) == ["1 ✓", "2", "3", "4", "5"]
    assert "2 of 5" in shown(widget, "title")


def test_after_a_restart_the_answer_is_still_there(tmp_path):
    path = tmp_path / "progress.sqlite3"
    answer(quiz("03-herniation", progress=path), "l5-left")
    again = quiz("03-herniation", progress=str(path))
    told = shown(again, "feedback")
    assert "You answered this before: L5 on the left, on " in told
    assert "✓ Right" in told
    assert steps(again) == ["1 ✓", "2", "3", "4", "5"]
    assert shown(again, "phase") == "told"
    again.card.act("again")
    assert shown(again, "phase") == "open"
    answer(again, "l4-left")
    assert [one.given for one in Progress(path).attempts()] == ["l5-left", "l4-left"]
    assert "answered this before" not in shown(again, "feedback")


def test_an_answer_to_what_is_no_longer_asked_is_passed_over(diary):
    made = {"quiz": "03-herniation", "objective": "", "score": 1.0, "when": NOW, "session": "s"}
    diary.kept.append(Attempt(id="1", question="gone", answer='"x"', **made))
    diary.kept.append(Attempt(id="2", question="subarticular-l4-l5", answer='"gone"', **made))
    assert steps(Quiz(load("03-herniation"), diary)) == ["1", "2", "3", "4", "5"]


def test_what_is_due_is_asked_confident_errors_first(widget, diary):
    answer_all(widget)
    asked = load("03-herniation").questions
    diary.kept.clear()
    for number, (sure, option) in enumerate([(1, "l5-left"), (1, "no-signs"), (3, "hip")]):
        widget.card.act("go", number)
        widget.card.act("again")
        answer(widget, option, sure=sure)
    later = Quiz(load("03-herniation"), diary, due=True, now=lambda: NOW + timedelta(days=2))
    assert later.sitting.names[:2] == (asked[2].id, asked[1].id)
    assert shown(later, "phase") == "open"
    assert len(later.sitting.names) == len(set(later.sitting.names))


def test_where_nothing_is_due_the_quiz_says_when_something_will_be(widget, diary):
    answer_all(widget)
    soon = Quiz(load("03-herniation"), diary, due=True, now=lambda: NOW)
    assert "Nothing is due for review. The next question is due on" in shown(soon, "feedback")
    assert actions(soon) == []


def test_all_lessons_are_asked_together_and_each_answer_stays_with_its_lesson(tmp_path):
    widget = quiz(progress=tmp_path / "p")
    place = widget.sitting.names.index("subarticular-l4-l5")
    widget.card.act("go", place)
    answer(widget, "l5-left")
    (kept,) = Progress(tmp_path / "p").attempts()
    assert kept.quiz == "03-herniation"
    again = quiz(progress=tmp_path / "p")
    assert again.sitting.state("subarticular-l4-l5") == "right"


def test_the_quiz_goes_on_where_nothing_can_be_stored_and_says_so(tmp_path):
    path = tmp_path / "progress.sqlite3"
    path.write_bytes(b"no database " * 100)
    widget = quiz("03-herniation", progress=path)
    assert "Earlier answers can&#x27;t be read" in shown(widget, "notice")
    answer(widget, "l5-left")
    assert "✓ Right" in shown(widget, "feedback")
    assert 'role="alert"' in shown(widget, "notice")
    assert "This answer is not saved" in shown(widget, "notice")
    assert path.read_bytes() == b"no database " * 100
    assert "all is asked" in shown(quiz("03-herniation", progress=path, due=True), "notice")


def test_answers_that_could_not_be_stored_are_stored_when_it_works_again(widget, diary):
    diary.fails = "the file is locked"
    answer(widget, "l5-left")
    widget.card.act("next")
    answer(widget, "l4-signs")
    assert "2 answers are not saved" in shown(widget, "notice")
    diary.fails = ""
    widget.card.act("next")
    answer(widget, "knee")
    assert shown(widget, "notice") == ""
    assert [one.given for one in diary.kept] == ["l5-left", "l4-signs", "knee"]


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


def test_a_clinic_is_asked_and_remembered_like_a_lesson():
    store, patients = Diary(), clinic(1, 2, difficulty=1, kind="single choice")
    widget = quiz(patients, store)
    answer(widget, patients.questions[0].key.id)
    assert [(one.quiz, one.question, one.score) for one in store.kept] == [
        ("clinic", patients.questions[0].id, 1.0)
    ]
    assert steps(quiz(patients, store)) == ["1 ✓", "2"]


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
