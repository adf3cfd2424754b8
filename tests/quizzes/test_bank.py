"""The bank as a whole: what no single file can say of itself, over whatever files there are."""

import csv
import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from l45anatomy import evidence
from l45anatomy.quizzes.kinds import Localise, MultipleChoice, Question, SingleChoice
from l45anatomy.quizzes.kinds.localising import Stage
from l45anatomy.quizzes.proof import contradictions
from l45anatomy.quizzes.questions import FOLDER, known, load

DATA = FOLDER.parent
BANK = {name: tuple(load(name)) for name in known()}
ALL = [question for asked in BANK.values() for question in asked]
TOPICS = {name: one for name, one in evidence.topics().items() if one.lesson in BANK}
OBJECTIVES = [name for name, one in evidence.objectives().items() if one.topic in TOPICS]
PER_TOPIC = 3
SHORTEST_REASON = 40  # letters: shorter ones say "wrong" in other words

ABSOLUTE = re.compile(r"\b(always|never|every|all of|none of|impossible|definitely)\b", re.I)
NEGATIVE = re.compile(r"\b(not|except|incorrect|false|least likely)\b", re.I)


def choices(question: Question) -> tuple[SingleChoice | MultipleChoice | Stage, ...]:
    """Give what of a question is chosen from options."""
    if isinstance(question, Localise):
        return question.steps
    return (question,) if isinstance(question, SingleChoice | MultipleChoice) else ()


def is_longest(question: SingleChoice) -> bool:
    """Whether the right option is longer than any other."""
    wrong = [len(option.text) for option in question.options if not option.correct]
    return len(question.key.text) > max(wrong)


def test_ids_are_unique_over_the_whole_bank():
    """Attempts and review go by the id alone."""
    counted = Counter(question.id for question in ALL)
    assert {} == {name: times for name, times in counted.items() if times > 1}


@pytest.mark.parametrize("question", ALL, ids=lambda q: q.id)
def test_no_key_contradicts_the_simulator(question):
    assert () == contradictions(question)


@pytest.mark.parametrize("name", BANK)
def test_every_source_has_its_reference(name):
    references = tomllib.loads((DATA / "references.toml").read_text(encoding="utf-8"))
    assert set() == {key for question in BANK[name] for key in question.sources} - set(references)


@pytest.mark.parametrize("name", BANK)
def test_every_objective_and_every_misconception_is_a_row_of_its_table(name):
    mistakes = set(re.findall(r"misconception='([^']+)'", repr(BANK[name])))
    assert set() == {question.objective for question in BANK[name]} - set(evidence.objectives())
    assert set() == mistakes - set(evidence.misconceptions())


@pytest.mark.parametrize("name", BANK)
def test_the_right_option_is_seldom_the_longest(name):
    """Who takes the longest option without reading must be wrong more often than right."""
    single = [question for question in BANK[name] if isinstance(question, SingleChoice)]
    assert sum(map(is_longest, single)) <= len(single) / 2


@pytest.mark.parametrize("question", ALL, ids=lambda q: q.id)
def test_every_option_has_a_reason_and_no_option_speaks_in_absolutes(question):
    for choice in choices(question):
        for option in choice.options:
            assert len(option.reason) > SHORTEST_REASON, option.id
            assert not ABSOLUTE.search(option.text), option.text


@pytest.mark.parametrize("question", ALL, ids=lambda q: q.id)
def test_no_choice_asks_for_what_does_not_hold(question):
    """A stem that asks for the exception tests reading; only its last sentence asks."""
    for choice in choices(question):
        asks = re.split(r"(?<=[.?!:])\s", choice.stem)[-1]
        assert not NEGATIVE.search(asks), asks


def test_every_topic_of_a_lesson_with_questions_has_some():
    counted = Counter(evidence.objectives()[question.objective].topic for question in ALL)
    assert {} == {name: counted[name] for name in TOPICS if counted[name] < PER_TOPIC}


@pytest.mark.parametrize("objective", OBJECTIVES)
def test_every_objective_of_a_lesson_with_questions_is_asked_for(objective):
    assert objective in {question.objective for question in ALL}


def test_misconceptions_are_sorted_and_named_once():
    with Path(DATA / "misconceptions.csv").open(encoding="utf-8", newline="") as file:
        names = [row["misconception"] for row in csv.DictReader(file)]
    assert sorted(set(names)) == names
