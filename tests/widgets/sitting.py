"""Somebody who sits a quiz, without a browser: what is seen, chosen, and written down."""

import json
from datetime import UTC, datetime
from typing import Any

from l45anatomy.quizzes.progress import Attempt, ProgressError
from l45anatomy.quizzes.questions import QuestionSet, load
from l45anatomy.widgets.quiz import Quiz
from tests.quizzes.strategies import question

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


def lesson_three(diary: Diary) -> Quiz:
    """The quiz of lesson three, now, whose diary sees what the screen shows."""
    diary.widget = Quiz(load("03-herniation"), diary, now=lambda: NOW)
    return diary.widget


def sent(widget: Any) -> str:
    """All that the browser gets of a widget and of what is in it."""
    states = [json.dumps(widget.get_state(), default=repr)]
    return "\n".join([*states, *map(sent, getattr(widget, "children", ()))])
