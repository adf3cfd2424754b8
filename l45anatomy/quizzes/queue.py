"""What is to be asked again now: the questions that are due, and those behind a confusion.

`review` says which cards are due, the most urgent first; here each becomes a question to ask. The
time is passed in.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from l45anatomy.quizzes.attempt import Attempt
from l45anatomy.quizzes.kinds import Question
from l45anatomy.quizzes.questions import QuestionSet
from l45anatomy.quizzes.review import Due, cards, due

__all__ = ["chances", "next_due", "to_review"]

MOST = 20  # asked in one go: more than that is no review but a burden


def chances(questions: Iterable[Question]) -> Mapping[str, tuple[str, ...]]:
    """Give the misconceptions that each question gives a chance to fall for, by its id."""
    return {question.id: tuple(sorted(_named(question.model_dump()))) for question in questions}


def to_review(
    questions: QuestionSet, attempts: Sequence[Attempt], now: datetime, most: int = MOST
) -> QuestionSet:
    """Give the part of a quiz that is due, confident errors first.

    A confusion that is due asks the question that gives a chance to fall for it and was not seen
    for the longest time, unless one about it is asked anyway.
    """
    asked = {question.id: question for question in questions}
    given = chances(questions)
    seen = {one.question: number for number, one in enumerate(attempts)}
    chosen: dict[str, Question] = {}
    for card in sorted(due(attempts, now, given), key=_turn):
        names = [card.key] if card.kind == "question" else _about(card.key, given, seen)
        new = [name for name in names if name in asked and name not in chosen]
        already = any(name in chosen for name in names)
        if new and not (card.kind == "confusion" and already):
            chosen[new[0]] = asked[new[0]]
    return replace(questions, questions=tuple(chosen.values())[:most])


def next_due(questions: QuestionSet, attempts: Sequence[Attempt], now: datetime) -> datetime | None:
    """Give when a quiz next has something to ask; None where nothing it asks was ever asked."""
    names, given = {question.id for question in questions}, chances(questions)
    theirs = {
        "question": names,
        "confusion": {about for those in given.values() for about in those},
    }
    days = [card.due for card in cards(attempts, now, given) if card.key in theirs[card.kind]]
    return min(days, default=None)


def _turn(card: Due) -> tuple[bool, bool, bool, datetime]:
    """Among what is as urgent, a question comes before the confusions it showed."""
    surprises, errors, when = card.rank
    return surprises, errors, card.kind == "confusion", when


def _about(
    confusion: str, given: Mapping[str, Sequence[str]], seen: Mapping[str, int]
) -> list[str]:
    """Give the questions about a confusion, those not seen for the longest time first."""
    names = [name for name, those in given.items() if confusion in those]
    return sorted(names, key=lambda name: seen.get(name, -1))


def _named(value: object) -> set[str]:
    """Give every misconception named anywhere in a question."""
    if isinstance(value, Mapping):
        own = value.get("misconception")
        here = {own} if isinstance(own, str) else set()
        return here.union(*map(_named, value.values())) if value else here
    if isinstance(value, list | tuple):
        return set[str]().union(*map(_named, value))
    return set()
