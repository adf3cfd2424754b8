"""Where a learner is in a quiz, as a value."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l45anatomy.quizzes.attempt import Attempt
from l45anatomy.quizzes.sitting import Sitting

NAMES = ("a", "b", "c")
START = Sitting(names=NAMES, here="a")


def attempt(name: str, score: float = 1.0) -> Attempt:
    when = datetime(2026, 11, 22, tzinfo=UTC)
    told = {"quiz": "q", "objective": "", "answer": "1", "session": "s", "when": when}
    return Attempt(id=name, question=name, score=score, **told)


def test_next_goes_to_what_is_open_and_round_to_what_was_left_out_then_to_the_review():
    last = START.at("c").answered(attempt("c"))
    assert last.following == "a"
    there = last.onward().answered(attempt("a")).onward()
    assert there.here == "b"
    assert there.answered(attempt("b")).onward().here is None


def test_what_is_skipped_is_not_asked_again_before_the_review():
    skipped = START.skip()
    assert (skipped.here, skipped.state("a")) == ("b", "skipped")
    end = skipped.skip().skip()
    assert end.here is None
    assert end.open == NAMES
    assert end.take_open().here == "a"
    assert end.take_open().state("a") == "open"


def test_an_answer_makes_skipped_right_partly_right_or_wrong():
    skipped = START.skip().at("a")
    states = [skipped.answered(attempt("a", score)).state("a") for score in (1.0, 0.5, 0.0)]
    assert states == ["right", "partly right", "wrong"]
    assert skipped.answered(attempt("a")).skipped == frozenset()


def test_to_repeat_the_wrong_ones_leaves_the_right_ones_and_mixes_anew():
    done = START.answered(attempt("a")).answered(attempt("b", 0.5)).answered(attempt("c", 0))
    assert done.wrong == ("b", "c")
    again = done.repeat_wrong()
    assert (again.here, list(again.answers), again.rounds) == ("b", ["a"], 1)
    assert done.over().answers == {}


def test_flag_and_hint_belong_to_the_question_looked_at():
    one = START.flag().hint()
    assert (one.flagged, one.hinted) == (frozenset("a"), frozenset("a"))
    assert one.flag().flagged == frozenset()
    assert one.at("b").flag().flagged == frozenset("ab")
    assert one.answered(attempt("a")).again().hinted == frozenset()


@given(st.lists(st.sampled_from(["onward", "skip", "flag", "hint", "again", "over", "answer"])))
def test_whatever_is_done_one_is_at_a_question_or_in_the_review(moves):
    now = START
    for move in moves:
        if move != "answer":
            now = getattr(now, move)()
        elif now.here is not None:
            now = now.answered(attempt(now.here, 0.5))
    assert now.here in (*NAMES, None)
    assert set(now.answers).isdisjoint(now.skipped)
    assert set(now.open) | set(now.answers) == set(NAMES)


def test_a_question_that_is_not_there_is_refused():
    with pytest.raises(ValueError, match="question is 'z', must be one of a, b, c"):
        START.at("z")
