"""Laws of question files: what is let in, how it is shuffled, how it is marked."""

import contextlib
import json
import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l45anatomy import evidence
from l45anatomy.quizzes.item import shuffled
from l45anatomy.quizzes.kinds import SingleChoice
from l45anatomy.quizzes.questions import QuestionError, QuestionSet, known, load, schema
from tests.quizzes.strategies import KINDS

GOOD = """
title = "Roots"

[[question]]
id = "one"
kind = "single choice"
stem = "Which root crosses the disc L4-L5?"
objective = "Name the traversing root."
bloom = "remember"
difficulty = 1
sources = ["berra2021"]
options = [
  { id = "l4", text = "L4", reason = "L4 exits above.", misconception = "swap" },
  { id = "l5", text = "L5", reason = "L5 crosses it.", correct = true },
]
"""
SHIPPED = [question for name in known() for question in load(name)]
CHOICES = [question for question in SHIPPED if isinstance(question, SingleChoice)]


def written(folder: Path, text: str, name: str = "roots.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def refusal(folder: Path, text: str) -> str:
    with pytest.raises(QuestionError) as caught:
        load(written(folder, text))
    return str(caught.value)


@given(st.lists(st.integers(), unique=True), st.integers())
def test_shuffling_keeps_all_and_depends_on_the_seed_and_the_name_alone(things, seed):
    assert sorted(things) == sorted(shuffled(things, seed, "a"))
    assert shuffled(things, seed, "a") == shuffled(things, seed, "a")


@pytest.mark.parametrize("question", CHOICES, ids=lambda q: q.id)
def test_shuffling_moves_the_key_around(question):
    """A key that always stands in one place would give itself away."""
    order = [[o["id"] for o in question.prompt(seed)["options"]] for seed in range(60)]
    places = {ids.index(question.key.id) for ids in order}
    assert set(range(len(question.options))) == places


@pytest.mark.parametrize("question", CHOICES, ids=lambda q: q.id)
def test_a_mark_explains_every_option_the_chosen_first_and_then_the_right_one(question):
    for chosen in question.options:
        marked = question.mark(chosen.id)
        explained = [one.text for one in marked.feedback]
        assert chosen.correct is marked.correct
        assert ("right" if chosen.correct else "wrong") == marked.verdict
        assert len(question.options) == len(explained)
        assert chosen.text == explained[0]
        assert question.key.text in explained[:2]
        assert [chosen.text] == [one.text for one in marked.feedback if one.chosen]


def test_a_mark_refuses_an_answer_that_is_no_option():
    question = load("03-herniation")["subarticular-l4-l5"]
    with pytest.raises(ValueError, match="answer is 'l9', must be one of l4-left, l5-left"):
        question.mark("l9")


@pytest.mark.parametrize("question", SHIPPED, ids=lambda q: q.id)
def test_shipped_questions_name_known_objectives_and_misconceptions(question):
    named = set(re.findall(r"misconception='([^']+)'", repr(question)))
    assert question.objective in evidence.objectives()
    assert set() == named - set(evidence.misconceptions())


@pytest.mark.parametrize("question", CHOICES, ids=lambda q: q.id)
def test_shipped_options_have_reasons_that_say_something(question):
    assert all(len(option.reason) > 40 for option in question.options)


def test_every_objective_belongs_to_a_topic_and_every_topic_has_one():
    assert set(evidence.topics()) == {one.topic for one in evidence.objectives().values()}


def test_the_schema_describes_every_kind():
    kinds = json.dumps(schema())
    assert all(f'"{kind}"' in kinds for kind in KINDS)


@pytest.mark.parametrize("question", CHOICES, ids=lambda q: q.id)
def test_shipped_keys_are_no_longer_than_half_again_the_mean_distractor(question):
    """The length of an option must not give the key away."""
    wrong = [len(option.text) for option in question.options if not option.correct]
    assert len(question.key.text) <= 1.5 * sum(wrong) / len(wrong)


@pytest.mark.parametrize("name", known())
def test_shipped_questions_cite_known_references(name):
    path = Path(__file__).parents[2] / "l45anatomy" / "data" / "references.toml"
    references = tomllib.loads(path.read_text(encoding="utf-8"))
    cited = {source for question in load(name) for source in question.sources}
    assert set() == cited - set(references)


def test_the_quiz_of_lesson_three_begins_with_the_questions_the_lesson_prepares():
    first = [question.id for question in load("03-herniation")][:5]
    assert first == [
        "subarticular-l4-l5",
        "far-lateral-l4-l5",
        "subarticular-l3-l4",
        "central-large-l4-l5",
        "toe-weak-disc-healthy",
    ]


def test_an_unknown_quiz_lists_the_known_ones():
    with pytest.raises(QuestionError, match=r"quiz is '99', must be one of .*03-herniation"):
        load("99")


def test_a_file_of_ones_own_is_read_by_its_path(tmp_path):
    quiz = load(written(tmp_path, GOOD))
    assert isinstance(quiz, QuestionSet)
    assert quiz.name == "roots"
    assert quiz["one"].key.id == "l5"
    assert quiz == load(str(tmp_path / "roots.toml"))
    with pytest.raises(KeyError, match="no question 'two', there are one"):
        quiz["two"]


@pytest.mark.parametrize(
    ("was", "becomes", "said"),
    [
        ("single choice", "essay", "kind is 'essay', must be 'single choice'"),
        ("remember", "guess", "bloom is 'guess', must be 'remember', 'understand'"),
        ("difficulty = 1", "difficulty = 9", "difficulty is 9, must be less than or equal to 5"),
        ("difficulty = 1", 'difficulty = "1"', "difficulty is '1', must be a valid integer"),
        ("difficulty = 1", "", "difficulty is missing, must be given"),
        ("difficulty = 1", "difficult = 1", "difficult is no key of a question file"),
        (', reason = "L5 crosses it."', "", "options.1.reason is missing, must be given"),
        ("L5 crosses it.", " ", "options.1.reason is ' ', must have at least 1 character"),
        ("correct = true", "correct = false", "options must have exactly one option with correct"),
        ("correct = true", "correct = 1", "options.1.correct is 1, must be a valid boolean"),
        (', misconception = "swap"', "", "option 'l4' must name a misconception"),
        ('id = "l5"', 'id = "l4"', "options must have a different id each, 'l4' is there twice"),
        ('text = "L5"', 'text = "L4"', "options must have a different text each, 'L4' is there"),
        ('["berra2021"]', "[]", "sources is [], must have at least 1 item"),
        ('["berra2021"]', '["a"]\nclaim = ["L9 left"]', "claim.0 is 'L9 left', must match pattern"),
        ('["berra2021"]', '["a"]\nclaim = ["L5 left"]', "option 'l4' must have a case"),
        ('["berra2021"]', '["a"]\ncase = {}', "option 'l4' must have a claim"),
        ('["berra2021"]', '["a"]\ncase = {}\nclaim = []', "must give case or claim, not both"),
        ('text = "L4"', 'text = "L4", claim = []', "option 'l4' must have no claim"),
    ],
)
def test_a_broken_question_says_file_question_what_got_and_allowed(tmp_path, was, becomes, said):
    assert was in GOOD
    message = refusal(tmp_path, GOOD.replace(was, becomes))
    assert message.startswith("roots.toml, question 'one'")
    assert said in message


def test_every_problem_of_a_file_gets_its_own_line(tmp_path):
    text = GOOD.replace("remember", "guess").replace("difficulty = 1", "difficulty = 0")
    assert len(refusal(tmp_path, text).splitlines()) == 2


def test_a_question_without_id_is_named_by_its_number(tmp_path):
    assert "roots.toml, question number 1: id is missing" in refusal(
        tmp_path, GOOD.replace('id = "one"\n', "")
    )


def test_a_question_has_two_options_at_least(tmp_path):
    alone = "\n".join(line for line in GOOD.splitlines() if "L4 exits" not in line)
    assert "question 'one': options must be 2 to 9, not 1" in refusal(tmp_path, alone)


def test_two_questions_with_one_id_are_refused(tmp_path):
    twice = GOOD + GOOD.partition("\n\n")[2]
    assert "roots.toml: question must have a different id each, 'one'" in refusal(tmp_path, twice)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("title = ", "roots.toml: no TOML: Invalid value (at end of document)"),
        ("", "roots.toml: title is missing, must be given"),
        ('title = "x"\nquestion = 3', "roots.toml: question is 3, must be a valid tuple"),
        ('title = "x"\nquestion = [3]', "roots.toml, question number 1:"),
        ('title = "x"\nquestion = []', "roots.toml: question must be at least one"),
        ("x = '" + "a" * 1_000_000 + "'", "roots.toml: larger than 1000000 bytes"),
    ],
)
def test_a_file_that_is_no_quiz_says_so(tmp_path, text, said):
    assert said in refusal(tmp_path, text)


def test_a_file_that_is_missing_or_no_text_says_so(tmp_path):
    with pytest.raises(QuestionError, match=r"no\.toml: can't be read \(No such file"):
        load(tmp_path / "no.toml")
    (tmp_path / "bytes.toml").write_bytes(b"title = '\xff'")
    with pytest.raises(QuestionError, match=r"bytes\.toml: byte 9 is no UTF-8 text"):
        load(tmp_path / "bytes.toml")


@given(st.data())
def test_a_mutated_file_is_refused_or_read_and_nothing_else(tmp_path_factory, data):
    """A key or value replaced by anything: an error of ours or acceptance, never another one."""
    lines = GOOD.splitlines()
    at = data.draw(st.integers(0, len(lines) - 1))
    lines[at] = data.draw(
        st.sampled_from(["", "x = 1", "[[question]]", "options = 3", lines[at][:9]])
    )
    path = written(tmp_path_factory.getbasetemp(), "\n".join(lines), "mutated.toml")
    with contextlib.suppress(QuestionError):
        load(path)
