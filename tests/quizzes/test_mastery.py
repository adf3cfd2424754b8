"""What is counted from the answers."""

from datetime import timedelta

import pytest

from l45anatomy.quizzes.mastery import RECENT, calibration, confusions, mastery, streak, wilson
from tests.quizzes.test_review import START, attempt


def test_mastery_is_the_mean_of_the_latest_scores_the_weakest_objective_first():
    early = [attempt(days=n, score=0.0) for n in range(3)]
    late = [attempt(days=10 + n) for n in range(RECENT)]
    (one,) = mastery([*early, *late])
    assert (one.score, one.attempts) == (1.0, 3 + RECENT)
    assert mastery([]) == ()


def test_confusions_are_counted_the_most_frequent_first():
    shown = [("wrong-side",), ("wrong-side", "dermatome-shift"), ()]
    given = [attempt(days=n, score=0.0, misconceptions=names) for n, names in enumerate(shown)]
    assert confusions(given) == (("wrong-side", 2), ("dermatome-shift", 1))


def test_calibration_says_how_often_each_confidence_is_right():
    sure = [attempt(days=n, confidence=3, score=float(n > 0)) for n in range(4)]
    guessed = [attempt(days=9, confidence=1, score=0.5)]
    first, last = calibration([*sure, *guessed, attempt(days=10)])
    assert (first.confidence, first.share) == ("guessed", 0.0)
    assert (last.confidence, last.right, last.given, last.share) == ("sure", 3, 4, 0.75)
    assert last.low < last.share < last.high


@pytest.mark.parametrize(("right", "given"), [(0, 1), (1, 1), (3, 10), (50, 50)])
def test_an_interval_holds_its_share_and_stays_within_0_and_1(right, given):
    low, high = wilson(right, given)
    assert 0 <= low <= right / given <= high <= 1
    assert high - low > wilson(right * 10, given * 10)[1] - wilson(right * 10, given * 10)[0]


def test_a_streak_counts_days_in_a_row_and_forgives_today():
    given = [attempt(days=-n) for n in (1, 2, 4)]
    assert streak(given, START) == 2
    assert streak(given, START + timedelta(days=1)) == 0
    assert streak([*given, attempt(days=0)], START) == 3
