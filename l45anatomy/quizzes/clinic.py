"""The clinic: generated cases one after another, as a quiz that is asked and remembered like any.

The same seed gives the same patients. A patient who was seen is not asked again: what was confused
comes back as a question of the lessons instead, see `review`.
"""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import islice

from l45anatomy.quizzes.generated import UnprovedError, generate
from l45anatomy.quizzes.kinds import Question
from l45anatomy.quizzes.questions import QuestionSet
from l45anatomy.quizzes.review import CLINIC

__all__ = ["MOST", "clinic"]

MOST = 20  # patients in one go, as many as are asked in one review
_APART = 1000  # numbers between one seed and the next, so that no patient is in two clinics
_SPARE = 20  # numbers that may give no case


def clinic(
    seed: int = 0, count: int = 5, difficulty: int = 2, kind: str | None = None
) -> QuestionSet:
    """Give new patients as a quiz: `quiz(clinic(1))`; another seed, other patients.

    Parameters
    ----------
    seed
        Any whole number.
    count
        How many patients, 1 to 20.
    difficulty
        1 to 5: smaller lesions, fewer findings, more wrong answers that lie nearer.
    kind
        One kind only, such as "localise"; a mixture where it is not said.

    Raises
    ------
    ValueError
        If one of these is not allowed, or the seed gives too few cases that can be proved.
    """
    if isinstance(seed, bool) or not isinstance(seed, int):
        raise ValueError(f"seed is {seed!r}, must be a whole number")
    if isinstance(count, bool) or not isinstance(count, int) or not 1 <= count <= MOST:
        raise ValueError(f"count is {count!r}, must be a whole number from 1 to {MOST}")
    numbers = range(seed * _APART, seed * _APART + MOST + _SPARE)
    patients = tuple(islice(_proved(numbers, difficulty, kind), count))
    if len(patients) < count:
        raise ValueError(f"seed is {seed}: gave only {len(patients)} cases, must be another seed")
    title = f"Clinic {seed}, difficulty {difficulty}"
    return QuestionSet(name=CLINIC, title=title, questions=patients)


def _proved(numbers: Iterable[int], difficulty: int, kind: str | None) -> Iterator[Question]:
    """Give a case for each number that gives one."""
    for number in numbers:
        with suppress(UnprovedError):
            yield generate(number, difficulty, kind)
