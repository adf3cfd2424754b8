"""What is asked again, and in which order."""

from datetime import timedelta

from l45anatomy.quizzes.questions import QuestionSet
from l45anatomy.quizzes.queue import chances, next_due, to_review
from tests.quizzes.strategies import OPTIONS, question
from tests.quizzes.test_review import START, attempt

ASKED = tuple(question("single choice", id=name) for name in ("one", "two", "three"))
OTHER = [OPTIONS[0], {**OPTIONS[1], "misconception": "dermatome-shift"}]
SET = QuestionSet(
    name="q", title="Q", questions=(*ASKED, question("single choice", id="other", options=OTHER))
)
LATER = START + timedelta(days=30)


def names(*attempts):
    return [each.id for each in to_review(SET, attempts, LATER)]


def test_the_chances_of_a_question_are_all_the_errors_it_names():
    assert chances(SET)["one"] == ("wrong-side",)
    assert chances([question("order")])["a-order"] == ("level-off-by-one",)
    assert chances([question("localise")])["a-localise"] == ("wrong-side",)


def test_a_confident_error_is_asked_before_another_one_and_that_before_what_was_right():
    wrong = {"score": 0.0, "misconceptions": ("wrong-side",)}
    given = (
        attempt(question="one", confidence=2),
        attempt(question="two", confidence=1, **wrong),
        attempt(question="three", confidence=3, **wrong),
    )
    assert names(*given)[:3] == ["three", "two", "one"]


def test_a_confusion_of_another_lesson_asks_what_gives_a_chance_for_it():
    elsewhere = attempt(question="elsewhere", score=0.0, misconceptions=("dermatome-shift",))
    assert names(elsewhere) == ["other"]


def test_nothing_was_asked_so_nothing_is_due():
    assert names() == []
    assert next_due(SET, (), LATER) is None
    assert next_due(SET, (attempt(question="one"),), LATER) > START


def test_a_confusion_that_is_due_makes_the_day():
    """Else the quiz names a day on which it has been asking for a while."""
    elsewhere = attempt(question="elsewhere", score=0.0, misconceptions=("dermatome-shift",))
    day = next_due(SET, (elsewhere,), START)
    assert day is not None
    assert names(elsewhere) == ["other"]
    assert day <= LATER


def test_no_more_is_asked_in_one_go_than_one_can_bear():
    given = [attempt(question=each.id, score=0.0) for each in SET]
    assert len(to_review(SET, given, LATER, most=2)) == 2
