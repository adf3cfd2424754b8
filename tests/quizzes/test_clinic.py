"""The clinic: new patients as a quiz, and what becomes of the answers."""

from dataclasses import replace
from datetime import timedelta

import pytest

from l45anatomy.quizzes import clinic as module
from l45anatomy.quizzes.clinic import MOST, clinic
from l45anatomy.quizzes.generated import UnprovedError, generate
from l45anatomy.quizzes.overview import progress
from l45anatomy.quizzes.progress import Progress
from l45anatomy.quizzes.questions import load
from l45anatomy.quizzes.queue import to_review
from l45anatomy.quizzes.review import CLINIC, cards
from tests.quizzes.test_review import START, attempt


def test_the_same_seed_is_the_same_patients_and_another_seed_has_none_of_them():
    first, other = clinic(1, 3), clinic(2, 3)
    assert first == clinic(1, 3)
    assert len(first) == len({patient.id for patient in first}) == 3
    assert not {patient.id for patient in first} & {patient.id for patient in other}


def test_a_clinic_of_one_kind_and_difficulty_asks_nothing_else():
    made = clinic(3, 2, difficulty=1, kind="localise")
    assert {(one.kind, one.difficulty) for one in made} == {("localise", 1)}
    assert made.title == "Clinic 3, difficulty 1"


def test_a_number_without_a_case_is_left_out(monkeypatch):
    def odd(number, *more):
        if number % 2 == 0:
            raise UnprovedError("even")
        return generate(1, *more).model_copy(update={"id": f"case-{number}"})

    monkeypatch.setattr(module, "generate", odd)
    assert [one.id for one in clinic(0, 3)] == ["case-1", "case-3", "case-5"]
    monkeypatch.setattr(module, "generate", lambda *_: odd(0))
    with pytest.raises(ValueError, match="seed is 0: gave only 0 cases, must be another seed"):
        clinic(0, 3)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("1",), "seed is '1', must be a whole number"),
        ((1, 0), "count is 0, must be a whole number from 1 to 20"),
        ((1, MOST + 1), "count is 21, must be"),
        ((1, True), "count is True, must be"),
        ((1, 1, 6), "difficulty is 6, must be one of"),
        ((1, 1, 2, "essay"), "kind is 'essay', must be"),
    ],
)
def test_what_is_not_allowed_is_refused(arguments, said):
    with pytest.raises(ValueError, match=said):
        clinic(*arguments)


def test_a_patient_is_not_asked_again_but_what_was_confused_is():
    """A lesson's question that gives the same chance to go wrong is asked in its place."""
    seen = attempt("case-1-2-localise", score=0.0, misconceptions=("peroneal-for-l5",))
    seen = replace(seen, quiz=CLINIC)
    assert [(card.kind, card.key) for card in cards([seen], START)] == [
        ("confusion", "peroneal-for-l5")
    ]
    asked = to_review(load("06-look-alikes"), [seen], START + timedelta(days=2))
    assert len(asked) == 1
    assert "peroneal-for-l5" in asked.questions[0].model_dump_json()


def test_progress_is_told_in_lines(tmp_path):
    file = tmp_path / "answers.sqlite"
    assert str(progress(file)) == repr(progress(file)) == "No answers yet."
    Progress(file).record(attempt("a"))
    told = progress(file, START)
    assert told.lines[1].startswith("  100% in 1 answer: Predict the caught root")
    assert told.lines[1] in told._repr_html_()


def test_a_file_that_is_none_of_ours_is_said_and_left_as_it_is(tmp_path):
    file = tmp_path / "answers.sqlite"
    file.write_text("<b>notes</b>" * 100)
    told = progress(file)
    assert "no readable file of answers" in str(told)
    assert file.read_text() == "<b>notes</b>" * 100
    assert "<b>" not in told._repr_html_()
