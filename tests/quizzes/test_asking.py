"""A question as it is put, and what is made of it turned into an answer."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l45anatomy.quizzes.asking import form, in_lines
from l45anatomy.quizzes.drafts import answer, draft, is_answer
from tests.quizzes.strategies import KINDS, question

each_kind = pytest.mark.parametrize("kind", KINDS)
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-2, 12) | st.text(max_size=5) | st.floats(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=6,
)


@each_kind
def test_a_form_is_plain_data_without_ids_and_without_the_key(kind):
    asked = question(kind)
    told = json.dumps(form(asked, 3))
    for name in ("correct", "reason", "misconception", '"id"', "solution"):
        assert name not in told
    assert form(asked, 3) == form(asked, 3)
    assert in_lines(asked, 3)


@each_kind
@given(made=PLAIN, seed=st.integers(0, 3))
def test_whatever_a_page_sends_is_an_answer_or_refused(kind, made, seed):
    """Nothing a page may send ends in another error."""
    asked = question(kind)
    try:
        given_answer = answer(asked, seed, made)
    except ValueError:
        return
    assert json.loads(json.dumps(given_answer)) == given_answer


@each_kind
def test_a_stored_answer_is_told_from_one_that_is_none_any_more(kind):
    _, right, wrong, other = KINDS[kind]
    asked = question(kind)
    assert is_answer(asked, right)
    assert is_answer(asked, wrong)
    assert not is_answer(asked, other)


def test_the_same_place_is_the_same_option_with_the_same_seed_only():
    asked = question("single choice")
    texts = [[one["text"] for one in form(asked, seed)["options"]] for seed in range(20)]
    for seed, shown in enumerate(texts):
        assert answer(asked, seed, shown.index("A")) == "a"
    assert len({tuple(shown) for shown in texts}) > 1


def test_what_was_painted_can_be_shown_again_and_an_order_is_there_from_the_start():
    asked = question("dermatome")
    assert draft(question("order")) == [0, 1, 2]
    assert draft(asked) is None


def test_a_grade_is_chosen_by_its_own_digit():
    keys = [option["key"] for option in form(question("grade"), 0)["options"]]
    assert keys == ["5", "4", "4", "3", "2", "1", "0"]
