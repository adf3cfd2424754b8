"""What holds for every kind of question, and what is special to each."""

import json
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from l45anatomy.case import Case
from l45anatomy.quizzes.kinds.words import normal
from l45anatomy.quizzes.proof import contradictions
from tests.quizzes.strategies import GOAL, HERNIATION, KINDS, OPTIONS, WRONG, question

each_kind = pytest.mark.parametrize("kind", KINDS)


@each_kind
def test_a_right_answer_scores_all_and_a_wrong_one_less_with_a_reason_for_both(kind):
    _, right, wrong, _ = KINDS[kind]
    asked = question(kind)
    best, worse = asked.mark(right), asked.mark(wrong)
    assert (1, "right", ()) == (best.score, best.verdict, best.misconceptions)
    assert 0 <= worse.score < 1
    assert worse.misconceptions
    assert any(not one.correct and one.chosen for one in worse.feedback)
    assert any(one.correct for one in worse.feedback) or kind in ("order", "match")
    assert all(one.reason and one.text for one in (*best.feedback, *worse.feedback))


@each_kind
def test_an_answer_of_no_sound_form_is_refused_with_what_is_allowed(kind):
    with pytest.raises(ValueError, match=r"answer is .*, must be .*\(question 'a-"):
        question(kind).mark(KINDS[kind][3])


@each_kind
def test_a_mark_can_be_stored_and_marked_again(kind):
    asked = question(kind)
    marked = asked.mark(KINDS[kind][2])
    assert marked == asked.mark(json.loads(json.dumps(marked.answer)))


@each_kind
@given(seed=st.integers(0, 50))
def test_a_prompt_is_plain_data_that_holds_no_reason_and_no_verdict(kind, seed):
    prompt = question(kind).prompt(seed)
    text = json.dumps(prompt)
    assert prompt == question(kind).prompt(seed)
    assert not [key for key in ("correct", "reason", "misconception", "solution") if key in text]
    assert {"id", "kind", "stem", "picture"} <= set(prompt)


@each_kind
def test_an_unknown_key_is_refused(kind):
    with pytest.raises(ValidationError, match="Extra inputs are not permitted"):
        question(kind, colour="red")


@pytest.mark.parametrize("kind", ["single choice", "predict", "multiple choice", "localise"])
def test_an_option_that_is_wrong_names_its_misconception(kind):
    bare = [OPTIONS[0], {"id": "b", "text": "B", "reason": "not so"}]
    changed = {"options": bare}
    if kind == "localise":
        changed = {"steps": [{"asks": "root", "stem": "?", "options": bare}]}
    with pytest.raises(ValidationError, match="option 'b' must name a misconception"):
        question(kind, **changed)


def test_a_prediction_needs_its_case_and_a_slice_its_picture():
    with pytest.raises(ValidationError, match="case is missing"):
        question("predict", case=None, options=OPTIONS)
    with pytest.raises(ValidationError, match="picture is missing, must be of a slice"):
        question("slice", picture=None)


@given(taken=st.sets(st.sampled_from("abc")))
def test_several_options_score_by_what_was_rightly_taken_and_left(taken):
    asked = question("multiple choice")
    right = sum((name in taken) is (name in "ac") for name in "abc")
    assert (right / 3 if taken else 0) == asked.mark(sorted(taken)).score


@given(st.floats(0, 40))
def test_a_number_is_right_exactly_within_its_tolerance(number):
    assert (abs(number - 7.0) <= 0.5) is question("number").mark(number).correct


def test_a_wrong_number_has_the_reason_of_its_range_or_the_last_one():
    asked = question("number")
    assert asked.mark(10).feedback[0].reason == "not so"
    assert asked.mark(20).feedback[0].reason == "too far off"
    with pytest.raises(ValueError, match="a number from 0 to 40 mm"):
        asked.mark(41)
    with pytest.raises(ValueError, match="answer is True"):
        asked.mark(answer=True)


def test_a_number_whose_wrong_range_holds_the_key_is_refused():
    with pytest.raises(ValidationError, match="must not hold the key"):
        question("number", wrong=[{"low": 5.0, "high": 8.0, **WRONG}])


@pytest.mark.parametrize("said", ["EHL", "great toe extension", " Extensor  Hallucis-longus. "])
def test_a_text_may_be_put_in_any_way_that_means_the_same(said):
    assert question("short text").mark(said).correct


def test_a_text_is_compared_without_case_marks_and_accents():
    assert normal("N. fibulāris  COMMUNIS") == "n fibularis communis"


@pytest.mark.parametrize("order", list(permutations("xyz")))
def test_an_order_scores_by_pairs_that_stand_the_right_way_round(order):
    score = question("order").mark(list(order)).score
    swaps = sum(a > b for n, a in enumerate(order) for b in order[n:])
    assert score == pytest.approx(1 - swaps / 3)


@given(st.integers(0, 200))
def test_steps_are_never_shown_in_the_right_order(seed):
    shown = [step["id"] for step in question("order").prompt(seed)["steps"]]
    assert sorted(shown) == ["x", "y", "z"] != shown


@given(st.integers(0, 200))
def test_the_right_side_of_a_match_does_not_tell_what_it_belongs_to(seed):
    asked = question("match")
    shown = asked.prompt(seed)["right"]
    assert [one["id"] for one in shown] == ["0", "1", "2"]
    places = {
        pair.id: next(o["id"] for o in shown if o["text"] == pair.right) for pair in asked.pairs
    }
    assert asked.mark(asked.answer_at(places, seed)).correct
    with pytest.raises(ValueError, match="a place from 0 to 2"):
        asked.answer_at({"p": "7"}, seed)


def test_a_dermatome_scores_what_is_shared_of_all_that_was_painted_or_due():
    asked = question("dermatome")
    assert set(asked.key) == {"sole", "lateral heel"}
    assert asked.mark(["sole"]).score == 1 / 2
    assert asked.mark(["sole", "lateral heel", "medial leg"]).score == 2 / 3
    assert asked.mark([]).score == 0


def test_a_root_without_skin_of_its_own_and_an_unknown_map_are_refused():
    with pytest.raises(ValidationError, match="no region of its own"):
        question("dermatome", root="L3")
    with pytest.raises(ValidationError, match="dermatomes is 'Mercator'"):
        question("dermatome", skin="Mercator")


def test_the_grade_of_a_muscle_is_what_the_simulator_says_and_one_step_off_is_half_right():
    asked = question("grade", case=HERNIATION)
    finding = Case.from_dict(HERNIATION).exam["EHL", "left"]
    assert f"MRC {asked.key})" in finding.label
    order = list(asked.steps())
    beside = order[order.index(asked.key) + 1]
    assert (1.0, 0.5) == (asked.mark(asked.key).score, asked.mark(beside).score)
    assert asked.mark(asked.key).proof == HERNIATION


def test_only_a_muscle_can_be_graded():
    with pytest.raises(ValidationError, match="must be a muscle, not reflex"):
        question("grade", item="patellar reflex")


def test_any_solution_counts_not_only_the_written_one():
    asked = question("sliders")
    other = {"changes": [{**HERNIATION["changes"][0], "reach_mm": 6.0}]}
    assert asked.mark(other).correct
    assert asked.mark({"changes": []}).proof == HERNIATION


def test_a_goal_narrows_something_and_fits_its_item():
    with pytest.raises(ValidationError, match="must narrow"):
        question("sliders", goals=[{**GOAL, "least": 0}])
    with pytest.raises(ValidationError, match="must fit the item"):
        question("sliders", goals=[{**GOAL, "side": None}])


@each_kind
def test_no_example_contradicts_the_simulator(kind):
    assert contradictions(question(kind)) == ()


@pytest.mark.parametrize(
    ("kind", "changed", "said"),
    [
        ("sliders", {"solution": {"changes": []}}, "the solution does not reach the goals"),
        ("sliders", {"start": HERNIATION}, "the start reaches the goals already"),
        (
            "number",
            {"measured": {"case": HERNIATION, "of": "loss, percent", "root": "L5", "side": "left"}},
            "the key is 7 mm, the simulator has",
        ),
        (
            "structure",
            {"key": ["fragment L4"], "wrong": []},
            "which the picture does not have",
        ),
        (
            "localise",
            {"case": {"changes": [{**HERNIATION["changes"][0], "zone": "extraforaminal"}]}},
            "the key is l5, the findings point to L4",
        ),
    ],
)
def test_a_key_that_the_simulator_contradicts_is_named(kind, changed, said):
    found = contradictions(question(kind, **changed))
    assert any(said in one for one in found), found
