"""A round of the quiz, without a browser: hints, steps, review, score, and what is remembered."""

from datetime import timedelta

import pytest

from l45anatomy.quizzes.clinic import clinic
from l45anatomy.quizzes.progress import Attempt, Progress
from l45anatomy.quizzes.questions import QuestionSet, load
from l45anatomy.widgets.quiz import Quiz, quiz
from tests.quizzes.strategies import question
from tests.widgets.sitting import (
    NOW,
    Diary,
    actions,
    answer,
    answer_all,
    lesson_three,
    sent,
    shown,
    steps,
)

HINTED = question("single choice", id="hinted", hint="Look beside the midline.")


@pytest.fixture
def widget(diary: Diary) -> Quiz:
    return lesson_three(diary)


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


def test_a_clinic_is_asked_and_remembered_like_a_lesson():
    store, patients = Diary(), clinic(1, 2, difficulty=1, kind="single choice")
    widget = quiz(patients, store)
    answer(widget, patients.questions[0].key.id)
    assert [(one.quiz, one.question, one.score) for one in store.kept] == [
        ("clinic", patients.questions[0].id, 1.0)
    ]
    assert steps(quiz(patients, store)) == ["1 ✓", "2"]
