"""The quiz widget by its traits, without a browser."""

import json
import subprocess
import sys
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

import pytest

from l45anatomy.quizzes.progress import Attempt, Progress, ProgressError
from l45anatomy.quizzes.questions import QuestionError, load
from l45anatomy.widgets.quiz import Quiz, quiz

NOW = datetime(2026, 11, 22, 19, 54, tzinfo=UTC)


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
            self.seen.append(part(self.widget, "feedback").value)
        if self.fails:
            raise ProgressError(self.fails)
        self.kept.append(attempt)

    def attempts(self, quiz: str | None = None) -> tuple[Attempt, ...]:
        """Give back what was kept, unless told to fail."""
        if self.fails:
            raise ProgressError(self.fails)
        return tuple(one for one in self.kept if quiz in (None, one.quiz))


def part(widget: Quiz, name: str):
    """The first piece of the widget with this class."""
    waiting = list(widget.children)
    while waiting:
        one = waiting.pop(0)
        if f"l45-quiz-{name}" in one._dom_classes:
            return one
        waiting += getattr(one, "children", ())
    raise AssertionError(f"no l45-quiz-{name}")


def steps(widget: Quiz) -> list[str]:
    return [step.description for step in part(widget, "steps").children]


def is_shown(widget: Quiz, name: str) -> bool:
    return part(widget, name).layout.display != "none"


def choose(widget: Quiz, option: str) -> None:
    labels = dict(part(widget, "options").options)
    part(widget, "options").index = list(labels.values()).index(option)


def answer(widget: Quiz, option: str) -> None:
    choose(widget, option)
    part(widget, "answer").click()


def answer_all(widget: Quiz, *, rightly: bool = True) -> None:
    for question in load("03-herniation"):
        wrong = next(option for option in question.options if not option.correct)
        answer(widget, (question.key if rightly else wrong).id)
        part(widget, "next").click()


@pytest.fixture
def diary() -> Diary:
    return Diary()


@pytest.fixture
def widget(diary: Diary) -> Quiz:
    diary.widget = Quiz(load("03-herniation"), diary, now=lambda: NOW)
    return diary.widget


def test_an_answer_is_stored_before_its_feedback_appears(widget, diary):
    part(widget, "sure").value = 3
    answer(widget, "l4-left")
    (kept,) = diary.kept
    assert diary.seen == [""]
    assert "Not quite" in part(widget, "feedback").value
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
    shown = unescape(part(widget, "feedback").value)
    question = load("03-herniation")["subarticular-l4-l5"]
    places = [shown.index(option.reason) for option in question.options]
    assert shown.count("<li") == 4
    (chosen,) = (option for option in question.options if option.id == "s1-left")
    assert min(places) == shown.index(chosen.reason)
    assert "wrong, your answer" in shown


def test_nothing_can_be_answered_before_something_is_chosen(widget, diary):
    assert part(widget, "answer").disabled
    part(widget, "answer").click()
    assert diary.kept == []
    choose(widget, "l5-left")
    assert not part(widget, "answer").disabled


def test_a_second_press_of_answer_stores_nothing_more(widget, diary):
    answer(widget, "l5-left")
    part(widget, "answer").click()
    assert len(diary.kept) == 1


def test_the_key_is_nowhere_in_what_the_page_gets_before_an_answer(widget):
    """Neither a reason, nor an option's id or flag is in any state sent to the browser."""
    widgets = [widget]
    states = []
    while widgets:
        one = widgets.pop()
        widgets += getattr(one, "children", ())
        states.append(json.dumps(one.get_state(), default=repr))
    sent = "\n".join(states) + widget.text
    for question in load("03-herniation"):
        for option in question.options:
            assert option.reason not in sent
            assert f'"{option.id}"' not in sent
    assert '"correct"' not in sent


def test_the_steps_say_where_one_is_and_what_is_answered(widget):
    assert steps(widget) == ["1", "2", "3", "4", "5"]
    answer(widget, "l5-left")
    part(widget, "next").click()
    assert steps(widget) == ["1 ✓", "2", "3", "4", "5"]
    assert "2 of 5" in part(widget, "heading").value
    assert part(widget, "steps").children[0].tooltip == "Question 1 of 5, right"
    answer(widget, "no-signs")
    assert steps(widget) == ["1 ✓", "2 ✗", "3", "4", "5"]


def test_a_step_leads_to_its_question_and_next_comes_back_for_what_was_left_out(widget):
    part(widget, "steps").children[4].click()
    assert "5 of 5" in part(widget, "heading").value
    answer(widget, "l5-s1-foraminal")
    part(widget, "next").click()
    assert "1 of 5" in part(widget, "heading").value


def test_the_end_is_a_score_with_a_way_to_start_over(widget, diary):
    answer_all(widget)
    assert "5 of 5 right" in part(widget, "feedback").value
    assert is_shown(widget, "retry")
    assert not is_shown(widget, "retry-wrong")
    part(widget, "retry").click()
    assert "1 of 5" in part(widget, "heading").value
    assert is_shown(widget, "options")
    assert len(diary.kept) == 5


def test_only_the_wrong_ones_are_repeated_on_request(widget):
    answer_all(widget, rightly=False)
    assert "0 of 5 right" in part(widget, "feedback").value
    part(widget, "retry").click()
    answer(widget, "l5-left")
    for option in ("no-signs", "hip", "cord", "l3-l4-foraminal"):
        part(widget, "next").click()
        answer(widget, option)
    part(widget, "next").click()
    assert "1 of 5 right" in part(widget, "feedback").value
    part(widget, "retry-wrong").click()
    assert steps(widget) == ["1 ✓", "2", "3", "4", "5"]
    assert "2 of 5" in part(widget, "heading").value


def test_after_a_restart_the_answer_is_still_there(tmp_path):
    path = tmp_path / "progress.sqlite3"
    answer(quiz("03-herniation", progress=path), "l5-left")
    again = quiz("03-herniation", progress=str(path))
    shown = part(again, "feedback").value
    assert "You answered this before: L5 on the left, on " in shown
    assert "✓ Right" in shown
    assert steps(again) == ["1 ✓", "2", "3", "4", "5"]
    assert not is_shown(again, "options")
    part(again, "again").click()
    assert is_shown(again, "options")
    answer(again, "l4-left")
    assert [one.given for one in Progress(path).attempts()] == ["l5-left", "l4-left"]
    assert "answered this before" not in part(again, "feedback").value


def test_an_answer_to_what_is_no_longer_asked_is_passed_over(diary):
    made = {"quiz": "03-herniation", "objective": "", "score": 1.0, "when": NOW, "session": "s"}
    diary.kept.append(Attempt(id="1", question="gone", answer='"x"', **made))
    diary.kept.append(Attempt(id="2", question="subarticular-l4-l5", answer='"gone"', **made))
    assert steps(Quiz(load("03-herniation"), diary)) == ["1", "2", "3", "4", "5"]


def test_the_quiz_goes_on_where_nothing_can_be_stored_and_says_so(tmp_path):
    path = tmp_path / "progress.sqlite3"
    path.write_bytes(b"no database " * 100)
    widget = quiz("03-herniation", progress=path)
    assert "Earlier answers can&#x27;t be read" in part(widget, "notice").value
    answer(widget, "l5-left")
    assert "✓ Right" in part(widget, "feedback").value
    assert 'role="alert"' in part(widget, "notice").value
    assert "This answer is not saved" in part(widget, "notice").value
    assert path.read_bytes() == b"no database " * 100


def test_answers_that_could_not_be_stored_are_stored_when_it_works_again(widget, diary):
    diary.fails = "the file is locked"
    answer(widget, "l5-left")
    part(widget, "next").click()
    answer(widget, "l4-signs")
    assert "2 answers are not saved" in part(widget, "notice").value
    diary.fails = ""
    part(widget, "next").click()
    answer(widget, "knee")
    assert part(widget, "notice").value == ""
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
    answer(widget, "a")
    pages += [part(widget, name).value for name in ("heading", "stem", "feedback")]
    part(widget, "next").click()
    pages += [part(widget, name).value for name in ("heading", "feedback")]
    assert all("<img" not in page and "&lt;img" in page for page in pages)


def test_the_text_twin_lists_the_questions_and_the_repr_is_stable(widget):
    bundle = widget._repr_mimebundle_()
    assert repr(widget) == "Quiz('03-herniation', 5 questions)"
    assert bundle["text/plain"] == widget.text
    assert "application/vnd.jupyter.widget-view+json" in bundle
    for question in load("03-herniation"):
        assert question.stem in widget.text
        assert all(f"( ) {option.text}" in widget.text for option in question.options)


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
