"""How well a learner does: by objective, by what is mixed up, and how sure one may be.

Everything is counted from the attempts; nothing is stored and nobody is ranked.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import sqrt

from l45anatomy.quizzes.attempt import CONFIDENCE, Attempt

_Z = 1.96  # for an interval that holds the true share 19 times in 20
RECENT = 5  # attempts at an objective that count


@dataclass(frozen=True, kw_only=True)
class Mastery:
    """How an objective goes: the mean score of the latest attempts, and how many there were."""

    objective: str
    score: float
    attempts: int


@dataclass(frozen=True, kw_only=True)
class Calibration:
    """How often answers given with one confidence are right, with the interval of Wilson."""

    confidence: str
    right: int
    given: int
    low: float
    high: float

    @property
    def share(self) -> float:
        """The share that was right."""
        return self.right / self.given


def mastery(attempts: Iterable[Attempt]) -> tuple[Mastery, ...]:
    """Give each objective that was tried, the weakest first."""
    told: dict[str, list[float]] = {}
    for one in attempts:
        if one.objective:
            told.setdefault(one.objective, []).append(one.score)
    made = (
        Mastery(
            objective=name,
            score=sum(scores[-RECENT:]) / len(scores[-RECENT:]),
            attempts=len(scores),
        )
        for name, scores in told.items()
    )
    return tuple(sorted(made, key=lambda one: (one.score, one.objective)))


def confusions(attempts: Iterable[Attempt]) -> tuple[tuple[str, int], ...]:
    """Give the misconceptions that showed, and how often, the most frequent first."""
    counted = Counter(name for one in attempts for name in one.misconceptions)
    return tuple(counted.most_common())


def calibration(attempts: Iterable[Attempt]) -> tuple[Calibration, ...]:
    """Give how often each confidence was right, for those that were used, guesses first."""
    given = Counter(one.confidence for one in attempts if one.confidence)
    right = Counter(one.confidence for one in attempts if one.confidence and one.correct)
    made = []
    for number, word in enumerate(CONFIDENCE, start=1):
        if given[number]:
            low, high = wilson(right[number], given[number])
            counts = {"right": right[number], "given": given[number]}
            made.append(Calibration(confidence=word, low=low, high=high, **counts))
    return tuple(made)


def wilson(right: int, given: int) -> tuple[float, float]:
    """Give the 95 % interval of a share, by the score method of Wilson.

    >>> low, high = wilson(5, 10)
    >>> round(low, 2), round(high, 2)
    (0.24, 0.76)
    """
    share, weight = right / given, _Z**2 / given
    middle = (share + weight / 2) / (1 + weight)
    half = _Z * sqrt(share * (1 - share) / given + weight / (4 * given)) / (1 + weight)
    return max(0.0, middle - half), min(1.0, middle + half)


def streak(attempts: Iterable[Attempt], now: datetime) -> int:
    """Count the days in a row, in the learner's own time, up to today or yesterday."""
    days = {_day(one.when) for one in attempts}
    day = _day(now)
    if day not in days:
        day -= timedelta(days=1)
    count = 0
    while day in days:
        count, day = count + 1, day - timedelta(days=1)
    return count


def _day(when: datetime) -> date:
    return when.astimezone().date()
