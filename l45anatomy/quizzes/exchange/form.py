"""What goes over the border: contents of files, questions, and the list of what got lost."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from l45anatomy.quizzes import blanks
from l45anatomy.quizzes.item import Item
from l45anatomy.quizzes.kinds import Match, Number, Order, Question, ShortText
from l45anatomy.quizzes.questions import QuestionSet

__all__ = [
    "LARGEST_BARE_TEXT",
    "LARGEST_TEXT",
    "MOST_ANSWERS",
    "Exported",
    "Imported",
    "Loss",
    "general_feedback",
    "lacking",
    "of_set",
    "stem_with_unit",
]

LARGEST_TEXT = 10_000_000  # letters: a course of some hundred questions with its pictures
LARGEST_BARE_TEXT = 1_000_000  # letters: the same without pictures
MOST_ANSWERS = 100  # of one question: nobody reads more


@dataclass(frozen=True)
class Loss:
    """What did not come along: of which question, or of the whole file where it is empty."""

    question: str
    what: str

    def __str__(self) -> str:
        return f"{self.question}: {self.what}" if self.question else self.what


@dataclass(frozen=True, kw_only=True)
class Exported:
    """The content of a file, and what it lacks."""

    content: bytes
    losses: tuple[Loss, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Imported:
    """Questions, and what of their file they lack, or what the file lacked."""

    questions: QuestionSet
    losses: tuple[Loss, ...] = ()


def told(losses: Iterable[Loss], most: int = 3) -> Iterator[str]:
    """Tell losses in lines: the same loss of several questions in one, with some of their names."""
    groups: dict[str, list[Loss]] = {}
    for loss in losses:
        what = re.sub(r"^line \d+: | \(\d+ times\)$", "", loss.what)
        groups.setdefault(re.sub(r"^(limits|misconceptions): .*", r"\1", what), []).append(loss)
    for what, group in groups.items():
        if len(group) == 1:
            yield str(group[0])
            continue
        names = ", ".join(loss.question for loss in group[:most])
        rest = f" and {len(group) - most} more" if len(group) > most else ""
        yield f"{what} ({names}{rest})"


def of_set(questions: QuestionSet) -> tuple[Loss, ...]:
    """Give what no format carries of a set: the words of its own objectives."""
    return tuple(Loss("", f"the words of objective {name!r}") for name in questions.objectives)


def lacking(question: Item, *parts: str) -> Iterator[Loss]:
    """Give a loss for each of some parts that the question has."""
    for part in parts:
        if part == "misconceptions":
            names = dict.fromkeys(_misconceptions(question.model_dump()))
            if names:
                yield Loss(question.id, f"misconceptions: {', '.join(names)}")
        elif part == "leniency":
            if isinstance(question, ShortText):
                yield Loss(question.id, "leniency: accents and signs count in what is typed")
        elif getattr(question, part) not in _NOTHING[part]:
            yield Loss(question.id, part)


_NOTHING: dict[str, tuple[Any, ...]] = {
    "objective": (blanks.OBJECTIVE,),
    "bloom": (),
    "difficulty": (),
    "sources": ((blanks.SOURCE,),),
    "hint": (None,),
    "picture": (None,),
    "id": (),
}


def _misconceptions(value: Any) -> Iterator[str]:
    """Give every misconception that is named anywhere in a question."""
    if isinstance(value, dict):
        name = value.get("misconception")
        if isinstance(name, str) and name != blanks.MISCONCEPTION:
            yield name
        for part in value.values():
            yield from _misconceptions(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _misconceptions(part)


def stem_with_unit(question: Number) -> str:
    """Give the stem of a number with its unit behind it, for formats that have no units."""
    return (
        question.stem if question.unit == blanks.UNIT else f"{question.stem} (in {question.unit})"
    )


def bare_texts(question: Question) -> Iterator[str]:
    """Give the texts that others take without any marks: what is typed, and what is matched."""
    match question:
        case ShortText():
            yield from question.accepted
            for wrong in question.wrong:
                yield from wrong.accepted
        case Match():
            yield from (pair.right for pair in question.pairs)
            yield from (spare.text for spare in question.spare)
        case Number():
            yield question.unit


def general_feedback(question: Question) -> str:
    """Give what is said after a question as a whole: the reasons that fit no single answer."""
    match question:
        case Match():
            reasons = {f"{pair.left}: {pair.right}": pair.reason for pair in question.pairs}
            return _together(reasons | {spare.text: spare.reason for spare in question.spare})
        case Order():
            return _together({step.text: step.reason for step in question.steps})
    return ""


def _together(reasons: dict[str, str]) -> str:
    """Give reasons as one text; one that holds for all is said once."""
    if len(set(reasons.values())) == 1:
        only = next(iter(reasons.values()))
        return "" if only == blanks.REASON else only
    return "\n".join(f"- {what}: {why}" for what, why in reasons.items() if why != blanks.REASON)
