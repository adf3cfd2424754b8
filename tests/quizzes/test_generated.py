"""Endless cases: each is solvable by what it shows, has one answer, and agrees with the simulator.

The rule of the proof stands in `generated.proving`; here it is worked out once more from the item.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import mean

import pytest

from l45anatomy import quizzes
from l45anatomy.case import Case
from l45anatomy.evidence import histories, items, misconceptions, references
from l45anatomy.localisation import localise
from l45anatomy.quizzes import generated as making
from l45anatomy.quizzes.generated import (
    KINDS,
    MARGIN,
    STEPS,
    Generated,
    again,
    generate,
    generated,
    phrases,
)
from l45anatomy.quizzes.generated.choice import Ask
from l45anatomy.quizzes.generated.proving import odds
from l45anatomy.quizzes.item import Option
from l45anatomy.quizzes.kinds import Dermatome, Grade, Localise, SingleChoice
from l45anatomy.quizzes.proof import contradictions
from l45anatomy.wording import capital

ROOT = Path(__file__).parents[2]
ELSEWHERE = """
import sys
from l45anatomy.quizzes import generate
for kind in sys.argv[1:]:
    print(generate(12, 3, kind).model_dump_json())
"""
SEEDS = range(40)
MANY = 500


def options(made: Generated) -> Iterator[tuple[Ask, tuple[Option, ...]]]:
    """Each thing that is asked with the options the learner sees."""
    if isinstance(made.item, SingleChoice):
        yield made.asks[0], made.item.options
    if isinstance(made.item, Localise):
        yield from zip(made.asks, (step.options for step in made.item.steps), strict=True)


def told(made: Generated) -> str:
    """All that is told of the patient before the answer."""
    item = made.item
    return "\n".join([item.history, *item.findings]) if isinstance(item, Localise) else item.stem


def check(made: Generated) -> None:
    """What must hold of every generated case."""
    item, lesion, shown = made.item, made.lesion, made.proof.shown
    assert made.item.kind in KINDS
    assert lesion.case == Case.from_dict(lesion.plain)
    assert all(one == lesion.case.exam[one.item, one.side] for one in shown)
    assert contradictions(item) == ()
    assert set(item.sources) <= set(references())
    assert "correct" not in json.dumps(item.prompt(3))
    if item.kind == "predict":
        check_prediction(made)
    else:
        check_findings(made)
    check_answers(made)


def check_findings(made: Generated) -> None:
    """The findings told single out the right answer, and contradict every other one."""
    shown = made.proof.shown
    for one in made.proof.examined:
        assert capital(phrases.found(one)) in told(made)
    assert set(shown) == {*made.proof.examined, *made.proof.complaints}
    hypotheses = localise(shown)
    for asked, reached in zip(made.asks, made.odds.values(), strict=True):
        assert odds(asked, hypotheses) == pytest.approx(reached)
        assert reached >= MARGIN
        for rival in asked.rivals:
            assert any(rival.contradicts(one) for one in shown)
    for asked, offered in options(made):
        assert [asked.key.id] == [one.id for one in offered if one.correct]
        assert [one.id for one in asked.rivals] == [one.id for one in offered if not one.correct]
        for rival, option in zip(asked.rivals, offered[1:], strict=True):
            named = [one for one in shown if phrases.named(one.item, one.side) in option.reason]
            assert any(rival.contradicts(one) and one.label in option.reason for one in named)


def check_prediction(made: Generated) -> None:
    """Exactly one of the findings offered is there."""
    item = made.item
    assert isinstance(item, SingleChoice)
    assert not item.picture or item.picture.case == {"changes": []}
    there = {capital(phrases.found(one)) for one in made.lesion.case.exam.abnormal}
    assert [one.correct for one in item.options] == [one.text in there for one in item.options]


def check_answers(made: Generated) -> None:
    """The key is right, everything else is not, and what goes wrong has a name."""
    item = made.item
    match item:
        case SingleChoice():
            wrong = [one.id for one in item.options if not one.correct]
            assert item.mark(item.key.id).score == 1
            assert all(item.mark(one).score == 0 for one in wrong)
        case Localise():
            assert item.mark(item.key).score == 1
            wrong = [
                {**item.key, step.asks: one.id}
                for step in item.steps
                for one in step.options
                if not one.correct
            ]
            assert all(item.mark(one).score < 1 for one in wrong)
        case Grade():
            (right,) = [one for one in item.steps() if item.mark(one).correct]
            label = made.lesion.case.exam[item.item, item.side].label
            assert item.key == right
            assert f"(MRC {right})" in label
            assert item.item not in {one.item for one in made.proof.shown}
        case Dermatome():
            assert item.root == made.lesion.place.root
            assert item.mark(list(item.key)).score == 1
            assert not any(one.modality == "sensory" for one in made.proof.shown)
    named = {f.misconception for f in _marks(made)} - {None}
    assert named <= set(misconceptions())


def _marks(made: Generated) -> Iterator[Option]:
    for _, offered in options(made):
        yield from offered


@pytest.mark.slow
@pytest.mark.parametrize("difficulty", STEPS)
def test_forty_seeds_of_each_difficulty_are_proved(difficulty):
    for seed in SEEDS:
        check(generated(seed, difficulty))


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_can_be_asked_for_at_every_difficulty(kind):
    for difficulty in STEPS:
        made = generated(7, difficulty, kind)
        check(made)
        assert (kind, difficulty) == (made.item.kind, made.item.difficulty)


@pytest.mark.long
@pytest.mark.parametrize("kind", KINDS)
def test_five_hundred_seeds_of_each_kind_are_proved(kind):
    for seed in range(MANY):
        check(generated(seed, seed % len(STEPS) + 1, kind))


def test_the_same_seed_is_the_same_case_in_another_process_too():
    """Hashes of texts differ from process to process: nothing may hang on them."""
    command = [sys.executable, "-c", ELSEWHERE, *KINDS]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "77"}
    there = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    here = [generate(12, 3, kind).model_dump_json() for kind in KINDS]
    generated.cache_clear()
    assert here == there.stdout.splitlines()
    assert here == [generate(12, 3, kind).model_dump_json() for kind in KINDS]


@pytest.mark.parametrize("kind", [None, "single choice", "dermatome"])
@pytest.mark.parametrize("seed", [5, 0, -5])
def test_a_case_is_made_again_from_its_id(kind, seed):
    """What is kept of an answer is the id of its question."""
    case = generate(seed, 4, kind)
    assert again(case.id) == case
    assert case != generate(seed + 1, 4, kind)


@pytest.mark.parametrize("name", ["zone", "case-5-9-slice", "case-5-1-essay", "case-x-1-slice"])
def test_any_other_id_makes_no_case(name):
    assert again(name) is None


def test_other_seeds_are_other_cases():
    assert len({generate(seed, 2, "slice").model_dump_json() for seed in range(10)}) >= 9


@pytest.mark.slow
def test_a_harder_case_shows_less_of_a_smaller_lesion_beside_more_answers():
    def means(difficulty: int) -> tuple[float, float, float]:
        many = [generated(seed, difficulty, "single choice") for seed in SEEDS]
        shown = mean(len(one.proof.shown) for one in many)
        level = mean(f.level for one in many for f in one.lesion.case.exam.abnormal)
        return shown, level, mean(len(one.asks[0].rivals) for one in many)

    easy, hard = means(1), means(5)
    assert easy[0] > 1.5 * hard[0]
    assert easy[1] > hard[1]
    assert easy[2] < hard[2]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("7",), "seed is '7', must be a whole number"),
        ((10**18,), "seed is 1000000000000000000, must be a whole number of at most 18 digits"),
        ((True,), "seed is True, must be a whole number"),
        ((1, 6), "difficulty is 6, must be one of 1, 2, 3, 4, 5"),
        ((1, True), "difficulty is True, must be one of"),
        ((1, 2, "essay"), "kind is 'essay', must be None or one of single choice, localise"),
    ],
)
def test_what_can_not_be_made_is_refused(arguments, said):
    with pytest.raises(ValueError, match=said):
        generate(*arguments)


def test_a_seed_without_a_proof_says_so_and_does_not_search_for_ever(monkeypatch):
    monkeypatch.setattr(making, "KINDS", {"never": lambda _: None})
    with pytest.raises(ValueError, match="none of 200 draws of difficulty 1 and kind 'never'"):
        generate(5, 1, "never")


def test_a_history_tells_only_what_is_examined():
    """Phrases are about items or modalities, so nothing is told that no finding stands for."""
    known = {*items(), *(item.modality for item in items().values()), "opening"}
    assert set(histories()) <= known
    for about, rows in histories().items():
        for row in rows:
            filled = row.words.format(where="the leg", side="left", how="mild", complaint="pain")
            assert "{" not in filled
            assert ("{complaint}" in row.words) is (about == "opening")


def test_nobody_comes_whom_nothing_troubles():
    """The root first drawn from this seed has the skin as its only sign, and that is asked."""
    made = generated(72, kind="dermatome")
    assert "because of ." not in made.item.stem
    assert "brings the patient is ." not in made.item.stem
    assert made.proof.complaints


def test_generate_is_had_from_the_package():
    assert quizzes.generate is generate
    with pytest.raises(AttributeError, match="no attribute 'guess'"):
        _ = quizzes.guess
