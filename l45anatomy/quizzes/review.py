"""What to review and when: every question and every confusion is a card that is due some day.

Cards are worked out from the attempts each time, so nothing can get lost or contradict them. The
days come from FSRS, a published scheduler of spaced repetition. Time is passed in.

A generated case is asked once: there are always new ones. What it confused is a card all the same.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Literal

from fsrs import Card, Rating, Scheduler

from l45anatomy.quizzes.attempt import Attempt

Kind = Literal["question", "confusion"]
CLINIC = "clinic"  # the quiz of generated cases


@dataclass(frozen=True, kw_only=True)
class Due:
    """One card: what it is about, when it is due, and how likely it is still known.

    `key` is the id of a question or of a misconception. `errors` counts wrong answers in a row up
    to now; `is_confident_error` says that the last answer was wrong, and the learner sure of it.
    """

    kind: Kind
    key: str
    due: datetime
    recall: float
    errors: int
    is_confident_error: bool

    @property
    def rank(self) -> tuple[bool, bool, datetime]:
        """Confident errors come first, then other errors, then what has waited longest."""
        return (not self.is_confident_error, not self.errors, self.due)


def cards(
    attempts: Iterable[Attempt], now: datetime, chances: Mapping[str, Sequence[str]] | None = None
) -> tuple[Due, ...]:
    """Give every card there is, the most urgent first.

    Parameters
    ----------
    attempts
        In the order in which they were made.
    now
        A time in UTC.
    chances
        Question id -> the misconceptions it gives a chance to fall for. A right answer counts for
        these confusions as well; a wrong one counts for those it showed.
    """
    told: dict[tuple[Kind, str], list[tuple[Attempt, Rating]]] = {}
    for one in attempts:
        if one.quiz != CLINIC:
            told.setdefault(("question", one.question), []).append((one, _rating(one)))
        shown = one.misconceptions or (chances or {}).get(one.question, ()) if one.correct else ()
        for name in dict.fromkeys((*one.misconceptions, *shown)):
            told.setdefault(("confusion", name), []).append((one, _rating(one)))
    made = [_due(kind, key, answers, now) for (kind, key), answers in told.items()]
    return tuple(sorted(made, key=lambda due: due.rank))


def due(
    attempts: Iterable[Attempt], now: datetime, chances: Mapping[str, Sequence[str]] | None = None
) -> tuple[Due, ...]:
    """Give the cards that are due now, the most urgent first."""
    return tuple(card for card in cards(attempts, now, chances) if card.due <= now)


def _rating(one: Attempt) -> Rating:
    """Say how well it went: a guess that hit, or one that needed the hint, was hard."""
    if one.score < 1:
        return Rating.Again
    if one.hinted or one.confidence == 1:
        return Rating.Hard
    return Rating.Easy if one.confidence == 3 else Rating.Good


def _due(kind: Kind, key: str, answers: Sequence[tuple[Attempt, Rating]], now: datetime) -> Due:
    scheduler = _scheduler()
    card = Card(card_id=0, due=answers[0][0].when)
    errors = 0
    for one, rating in answers:
        card, _ = scheduler.review_card(card, rating, one.when)
        errors = errors + 1 if rating is Rating.Again else 0
    return Due(
        kind=kind,
        key=key,
        due=card.due,
        recall=scheduler.get_card_retrievability(card, now),
        errors=errors,
        is_confident_error=answers[-1][0].is_confident_error,
    )


@lru_cache(maxsize=1)
def _scheduler() -> Scheduler:
    """Give the scheduler; without its own dice, so that the same answers give the same days."""
    return Scheduler(enable_fuzzing=False)
