"""Keys against the simulator: made-up ones for the rules, the shipped ones for the truth."""

import pytest

from l45anatomy.quizzes.proof import caught, contradictions
from tests.quizzes.strategies import HERNIATION, RIGHT, WRONG, question

FAR = {"changes": [{**HERNIATION["changes"][0], "zone": "extraforaminal", "reach_mm": 8.0}]}


def asks_for_root(key: list[str], other: list[str], case=HERNIATION):
    options = [
        {"id": "key", "text": "a", **RIGHT, "claim": key},
        {"id": "other", "text": "b", **WRONG, "claim": other},
    ]
    return question("single choice", case=case, options=options)


def asks_for_case(key, other):
    options = [
        {"id": "key", "text": "a", **RIGHT, "case": key},
        {"id": "other", "text": "b", **WRONG, "case": other},
    ]
    return question("single choice", claim=["L5 left"], options=options)


def test_what_is_caught_is_named_with_its_loss():
    hit = caught(HERNIATION)
    assert "L5 left" in hit
    assert all(0 < loss <= 1 for loss in hit.values())
    assert caught({"changes": []}) == {}


@pytest.mark.parametrize(
    ("key", "other", "said"),
    [
        (["L5 left"], ["L4 left"], None),
        (["L5 left"], [], None),
        (["L4 left"], [], "the key says L4 left, which is free"),
        ([], ["L5 left"], "other says L5 left, which lost"),
    ],
)
def test_a_key_names_what_is_caught_most(key, other, said):
    found = contradictions(asks_for_root(key, other))
    assert bool(said) is bool(found)
    assert said is None or f"a-single-choice: {said}" in found[0]


def test_only_the_case_of_the_key_explains_the_finding():
    assert contradictions(asks_for_case(HERNIATION, FAR)) == ()
    assert contradictions(asks_for_case(HERNIATION, HERNIATION)) == (
        "a-single-choice: other explains as well L5 left",
    )
    assert contradictions(asks_for_case(FAR, {"changes": []})) == (
        "a-single-choice: key does not explain L5 left",
    )


def test_a_question_without_a_case_says_nothing_to_be_checked():
    assert contradictions(question("single choice")) == ()
