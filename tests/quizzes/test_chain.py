"""The chain behind an answer: what is caught, and the finding a question is about."""

import pytest

from l45anatomy import Case
from l45anatomy.controls.presets import presets
from l45anatomy.quizzes.chain import chain_html
from l45anatomy.quizzes.item import Mark
from l45anatomy.views.why import why_html
from l45anatomy.wording import in_words
from tests.quizzes.strategies import HERNIATION, question

L5_S1 = {"changes": [{**HERNIATION["changes"][0], "level": "L5-S1"}]}


def proved(case: dict | None, kind: str = "single choice", **asked):
    """Give the chain of an answer that this case proves."""
    mark = Mark(question="a", answer="a", score=1.0, feedback=(), proof=case)
    return chain_html(question(kind, **asked), mark)


@pytest.mark.parametrize("preset", presets())
def test_without_a_finding_of_its_own_a_question_is_about_the_gravest_one(preset):
    """As everywhere else: a leg that hurts early is level 3, and a weak toe matters more."""
    case = presets()[preset].case
    gravest = case.exam.gravest
    told = why_html(gravest) if gravest else "<p>Nothing is abnormal.</p>"
    assert told in proved(case.to_dict())


def test_a_question_about_one_finding_is_answered_by_its_chain():
    """The gravest one is another: L5-S1 makes the lateral hamstrings weaker than the calf."""
    exam = Case.from_dict(L5_S1).exam
    asked = exam["gastrocnemius", "left"], exam["Achilles reflex", "left"]
    assert exam.gravest not in asked
    assert why_html(asked[0]) in proved(L5_S1, "grade", item="gastrocnemius", side="left")
    goal = {"item": "Achilles reflex", "side": "left", "least": 1, "misconception": "wrong-side"}
    assert why_html(asked[1]) in proved(L5_S1, "sliders", goals=[goal])


def test_what_is_caught_is_told_worst_first():
    case = presets()["central-l4-l5"].case
    caught = [one for one in case.compressions if one.grade > 1]
    told = proved(case.to_dict())
    places = [told.lower().index(in_words(one).lower()) for one in sorted(caught, key=_mildness)]
    assert len(places) > 1
    assert sorted(places) == places


def _mildness(one):
    return -one.grade, -one.loss


def test_without_a_proof_nothing_is_told():
    assert proved(None) == ""
