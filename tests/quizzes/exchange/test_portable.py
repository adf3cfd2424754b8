"""Kinds that only this package has become kinds others know, and keep their key."""

import pytest

from l45anatomy.quizzes.exchange import import_, told
from l45anatomy.quizzes.exchange.form import Loss
from l45anatomy.quizzes.exchange.portable import portable
from l45anatomy.quizzes.questions import QuestionSet
from tests.quizzes.strategies import HERNIATION, WRONG, question


def ported(kind, **changed):
    asked = (question(kind, **changed),)
    made, losses = portable(QuestionSet(name="q", title="t", questions=asked))
    return made, [loss.what for loss in losses]


def test_a_prediction_becomes_a_choice_without_its_case():
    (made,), losses = ported("predict")
    assert ("single choice", "l5", None) == (made.kind, made.key.id, made.case)
    assert [None, None] == [option.claim for option in made.options]
    assert ["the case that shows whether the prediction holds"] == losses


def test_a_choice_that_the_simulator_checks_loses_the_proof():
    claims = question("predict").options
    options = [option.model_dump(exclude_none=True) for option in claims]
    _, losses = ported("single choice", options=options, case=HERNIATION)
    assert ["the case that proves the key"] == losses


def test_a_structure_becomes_a_choice_among_what_it_is_mistaken_for():
    (made,), _ = ported("structure")
    assert [("root L5 left", True), ("root L5 right", False)] == [
        (option.text, option.correct) for option in made.options
    ]


def test_a_structure_with_nothing_beside_it_is_left_out():
    made, (loss,) = ported("structure", wrong=[])
    assert () == made
    assert "left out" in loss


def test_a_choice_among_structures_has_no_more_than_nine():
    roots = [f"root {n} {side}" for n in ("L3", "L4", "L5", "S1") for side in ("left", "right")]
    discs = ["disc L3-L4", "disc L4-L5", "disc L5-S1"]
    wrong = [{"names": [*roots[1:], *discs], **WRONG}]
    (made,), losses = ported("structure", key=[roots[0], "dural sac"], wrong=wrong)
    assert 9 == len(made.options)
    assert "further right structures: dural sac" in losses
    assert "further wrong structures: disc L4-L5, disc L5-S1" in losses


def test_a_dermatome_becomes_a_choice_of_regions_with_the_same_key():
    (made,), _ = ported("dermatome")
    assert set(question("dermatome").key) == {option.text for option in made.key}


def test_a_strength_becomes_a_choice_with_the_grade_of_the_simulator():
    """The sample is a healthy person: full strength."""
    (made,), _ = ported("grade")
    assert "normal power (MRC 5)" == made.key.text
    assert len({option.id for option in made.options}) == len(made.options)


def test_a_patient_becomes_a_choice_for_each_step():
    made, losses = ported("localise")
    assert ["a-localise-root", "a-localise-side"] == [one.id for one in made]
    for one in made:
        assert "A gardener of 45" in one.stem
        assert "- The great toe is weak on the left." in one.stem
    assert ["the order of the steps: each is a question of its own"] == losses


@pytest.mark.parametrize("long", ["history", "stem"])
def test_a_long_patient_is_cut_and_the_question_stays(long):
    made, losses = ported("localise", **{long: "word " * 239})
    assert all(len(one.stem) <= 1200 for one in made)
    assert made[0].stem.endswith("Which root?")
    assert "the end of history and findings (root)" in losses


def test_a_measured_number_loses_the_proof():
    measured = {"case": HERNIATION, "of": "gap, mm", "root": "L5", "side": "left"}
    _, losses = ported("number", measured=measured)
    assert ["the case that proves the key"] == losses


def test_findings_that_do_not_fit_are_cut_and_listed():
    shown = {"of": "findings", "case": HERNIATION}
    (made,), losses = ported("single choice", picture=shown, stem="x" * 1190)
    assert 1200 == len(made.stem)
    assert ["the last of the findings"] == losses


def test_a_healthy_person_has_no_findings_to_list():
    shown = {"of": "findings", "case": {"changes": []}}
    (made,), _ = ported("single choice", picture=shown)
    assert made.stem.endswith("Every finding is normal.")


def test_the_same_loss_of_several_questions_is_told_once():
    losses = [
        Loss("a", "line 3: no reason given (2 times)"),
        Loss("b", "line 9: no reason given (1 times)"),
        Loss("c", "limits: 0 to 1"),
        Loss("d", "misconceptions: x"),
        Loss("e", "misconceptions: y, z"),
        Loss("", "title"),
    ]
    said = ["no reason given (a, b)", "c: limits: 0 to 1", "misconceptions (d, e)", "title"]
    assert said == list(told(losses))


def test_what_does_not_fit_is_cut_and_listed():
    text = f"::same::{'long ' * 300} {{=L5\x07 ~L4}}\n\n::same::Short? {{=! =L5 =l5}}"
    read = import_(text, "gift", "file")
    assert ["same", "same-2"] == [one.id for one in read.questions]
    assert read.questions["same"].stem.endswith("long…")
    assert ("L5",) == read.questions["same-2"].accepted
    said = " / ".join(map(str, read.losses))
    assert "same: line 1: the end of a text of 1499 letters" in said
    assert "control characters" in said
