"""A question file that was written is read back the same, and the template is a good one."""

import tomllib

import pytest
from hypothesis import HealthCheck, given, settings

from l45anatomy.quizzes.filing import TEMPLATE, as_toml
from l45anatomy.quizzes.flaws import flaws
from l45anatomy.quizzes.proof import contradictions
from l45anatomy.quizzes.questions import QuestionError, QuestionSet, known, load, read
from tests.quizzes.exchange.generated import quizzes
from tests.quizzes.strategies import KINDS, question


def back(quiz):
    return read(tomllib.loads(as_toml(quiz)), quiz.name)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(quizzes())
def test_any_quiz_comes_back_the_same(quiz):
    assert quiz == back(quiz)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_comes_back_the_same(kind):
    quiz = QuestionSet(name="q", title="t", questions=(question(kind),), objectives={"a": "Do."})
    assert quiz == back(quiz)


@pytest.mark.parametrize("name", known())
def test_every_shipped_quiz_comes_back_the_same(name):
    quiz = load(name)
    assert quiz.questions == back(quiz).questions


def test_a_quiz_too_large_for_a_file_is_refused():
    stem = "x" * 1200
    asked = tuple(question("single choice", stem=stem, id=f"q-{n}") for n in range(900))
    with pytest.raises(QuestionError, match="bytes, must be at most 1000000"):
        as_toml(QuestionSet(name="q", title="t", questions=asked))


def test_the_template_has_no_flaw_and_agrees_with_the_simulator():
    quiz = load(TEMPLATE)
    assert () == flaws(quiz)
    assert [] == [said for one in quiz for said in contradictions(one)]
