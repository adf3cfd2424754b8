"""Keys against a simulator: a made-up one for the rules, the real one for the shipped questions."""

import pytest

from l45anatomy.quizzes.proof import contradictions
from l45anatomy.quizzes.questions import Question, known, load

OPTION = {"reason": "because", "misconception": "swap"}
COMMON = {
    "id": "q",
    "kind": "single choice",
    "stem": "?",
    "objective": "o",
    "bloom": "apply",
    "difficulty": 1,
    "sources": ["edit"],
}


def asks_for_root(key: list[str], other: list[str]) -> Question:
    return Question.model_validate(
        COMMON
        | {
            "case": {"zone": "subarticular"},
            "options": [
                {"id": "key", "text": "a", "reason": "so", "correct": True, "claim": key},
                OPTION | {"id": "other", "text": "b", "claim": other},
            ],
        }
    )


def asks_for_case() -> Question:
    return Question.model_validate(
        COMMON
        | {
            "claim": ["L5 left"],
            "options": [
                {"id": "key", "text": "a", "reason": "so", "correct": True, "case": {"n": 1}},
                OPTION | {"id": "other", "text": "b", "case": {"n": 2}},
            ],
        }
    )


@pytest.mark.parametrize(
    ("key", "other", "caught", "said"),
    [
        (["L5 left"], ["L4 left"], {"L5 left": 0.6}, ()),
        (["L5 left"], ["L4 left"], {"L5 left": 0.6, "L4 left": 0.1}, ()),
        (["L5 left"], [], {"L5 left": 0.6}, ()),
        (["L5 left"], ["L4 left"], {}, ("q: the key says L5 left, which is free",)),
        (
            ["L5 left"],
            ["L4 left"],
            {"L5 left": 0.2, "L4 left": 0.7},
            ("q: other says L4 left, which lost 0.70",),
        ),
    ],
)
def test_a_key_names_what_is_caught_most(key, other, caught, said):
    assert said == contradictions(asks_for_root(key, other), lambda _: caught)


def test_only_the_case_of_the_key_explains_the_finding():
    question = asks_for_case()
    caught = {1: {"L5 left": 0.5}, 2: {}}
    assert contradictions(question, lambda case: caught[case["n"]]) == ()
    assert contradictions(question, lambda _: {"L5 left": 0.5}) == (
        "q: other explains as well L5 left",
    )
    assert contradictions(question, lambda _: {}) == ("q: key does not explain L5 left",)


def test_a_question_without_a_case_says_nothing_to_be_checked():
    question = Question.model_validate(
        COMMON
        | {
            "options": [
                {"id": "a", "text": "a", "reason": "so", "correct": True},
                OPTION | {"id": "b", "text": "b"},
            ]
        }
    )
    assert contradictions(question, lambda _: {}) == ()


@pytest.mark.parametrize(
    "question", [question for name in known() for question in load(name)], ids=lambda q: q.id
)
def test_no_shipped_key_contradicts_the_simulator(question):
    """The model decides, not the author: a root is caught when it is compressed (grade 3)."""
    from l45anatomy.case import Case

    def measure(case):
        found = Case.from_dict(dict(case)).compressions
        caught = (one for one in found if one.grade == 3)
        return {f"{one.root} {one.side}" if one.side else one.root: one.loss for one in caught}

    assert contradictions(question, measure) == ()
