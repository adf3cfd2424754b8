"""What goes over the border: contents of files, questions, and the list of what got lost."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from l45anatomy.quizzes import blanks
from l45anatomy.quizzes.kinds import Number, Question
from l45anatomy.quizzes.questions import QuestionSet

__all__ = ["LARGEST_TEXT", "Exported", "Imported", "Loss", "lacking", "of_set", "stem_with_unit"]

LARGEST_TEXT = 10_000_000  # letters: a course of some hundred questions with its pictures


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


def of_set(questions: QuestionSet) -> tuple[Loss, ...]:
    """Give what no format carries of a set: the words of its own objectives."""
    return tuple(Loss("", f"the words of objective {name!r}") for name in questions.objectives)


def lacking(question: Question, *parts: str) -> Iterator[Loss]:
    """Give a loss for each of some parts that the question has."""
    for part in parts:
        if part == "misconceptions":
            names = dict.fromkeys(_misconceptions(question.model_dump()))
            if names:
                yield Loss(question.id, f"misconceptions: {', '.join(names)}")
        elif getattr(question, part) not in _NOTHING[part]:
            yield Loss(question.id, part)


_NOTHING: dict[str, tuple[Any, ...]] = {
    "objective": (blanks.OBJECTIVE,),
    "bloom": (blanks.BLOOM,),
    "difficulty": (blanks.DIFFICULTY,),
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
