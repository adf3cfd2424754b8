"""Laws of spaced review: what is due, in which order, and that it follows from the answers."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from l45anatomy.quizzes.attempt import Attempt
from l45anatomy.quizzes.review import cards, due

START = datetime(2026, 3, 1, 12, tzinfo=UTC)


def attempt(question: str = "a", days: float = 0, score: float = 1.0, **more) -> Attempt:
    return Attempt(
        id=f"{question}{days}",
        quiz="q",
        question=question,
        objective="zone-decides",
        answer="1",
        score=score,
        when=START + timedelta(days=days),
        session="s",
        **more,
    )


ANSWERS = st.lists(
    st.builds(
        attempt,
        st.sampled_from("abc"),
        st.floats(0, 100),
        st.sampled_from([0.0, 0.5, 1.0]),
        confidence=st.sampled_from([None, 1, 2, 3]),
        hinted=st.booleans(),
        misconceptions=st.sampled_from([(), ("wrong-side",)]),
    ),
    max_size=12,
).map(lambda answers: sorted(answers, key=lambda one: one.when))


@given(ANSWERS, st.floats(0, 300))
def test_cards_follow_from_the_answers_and_the_time_alone(answers, days):
    now = START + timedelta(days=days)
    found = cards(answers, now)
    assert found == cards(tuple(answers), now)
    assert {one.question for one in answers} == {c.key for c in found if c.kind == "question"}
    assert [card for card in found if card.due <= now] == list(due(answers, now))


@given(ANSWERS)
def test_the_longer_one_waits_the_less_is_likely_still_known(answers):
    soon, late = (START + timedelta(days=101 + days) for days in (0, 200))
    recall = {card.key: card.recall for card in cards(answers, soon)}
    assert all(card.recall <= recall[card.key] for card in cards(answers, late))


def test_a_wrong_answer_is_due_within_the_day_and_right_ones_ever_later():
    def wait(*answers: Attempt) -> timedelta:
        return cards(answers, START)[0].due - answers[-1].when

    assert wait(attempt(score=0.0)) < timedelta(days=1)
    spaced = [attempt(days=days, confidence=2) for days in (0, 1, 5, 20)]
    waits = [wait(*spaced[:count]) for count in range(1, 5)]
    assert waits == sorted(waits)
    assert waits[-1] > timedelta(days=20)


def test_confident_errors_come_back_first():
    answers = (
        attempt("known", confidence=3),
        attempt("slip", 1, 0.0, confidence=1),
        attempt("sure-and-wrong", 2, 0.0, confidence=3),
    )
    found = [card.key for card in due(answers, START + timedelta(days=90))]
    assert found == ["sure-and-wrong", "slip", "known"]


def test_a_guess_that_hits_comes_back_sooner_than_knowledge():
    guessed, known = (cards([attempt(confidence=sure)], START)[0].due for sure in (1, 3))
    hinted = cards([attempt(confidence=3, hinted=True)], START)[0].due
    assert guessed == hinted < known


def test_a_confusion_is_reviewed_across_lessons():
    """It is shown by one question, and a right answer to another one that tempts counts for it."""
    wrong = attempt("a", 0, 0.0, misconceptions=("wrong-side",))
    later = START + timedelta(days=1)
    (first,) = (card for card in due([wrong], later) if card.kind == "confusion")
    assert (first.key, first.errors) == ("wrong-side", 1)
    right = attempt("b", 1)
    after = {c.key: c for c in cards([wrong, right], later, {"b": ("wrong-side", "other")})}
    assert after["wrong-side"].errors == 0
    assert after["wrong-side"].due > first.due
    assert "other" in after
