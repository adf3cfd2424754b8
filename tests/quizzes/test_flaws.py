"""Flaws of questions: a sound one has none, and each flaw is found where it was put."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l45anatomy import evidence
from l45anatomy.quizzes.exchange import export, import_
from l45anatomy.quizzes.flaws import flaws
from l45anatomy.quizzes.questions import QuestionSet, known, load
from l45anatomy.quizzes.reading import syllables, years_of_school
from tests.quizzes.strategies import KINDS, STEPS, question

WHY = "The traversing root lies right behind the disc in this zone."


def option(name, text, *, right=False, reason=WHY):
    verdict = {"correct": True} if right else {"misconception": "wrong-side"}
    return {
        "id": name,
        "text": text,
        "reason": f"{reason} ({name})" if reason else reason,
    } | verdict


def options(*texts):
    """Give options, the first of which is right."""
    return [option(f"o{n}", text, right=not n) for n, text in enumerate(texts)]


SOUND = options("L5 on the left", "L4 on the left", "S1 on the left", "L5 on the right")


def found(*asked, objectives=None, beside=()):
    quiz = QuestionSet(name="q", title="t", questions=asked, objectives=objectives or {})
    return [(flaw.rule, flaw.what) for flaw in flaws(quiz, beside)]


def choice(kind="single choice", **changed):
    stem = "A man of 40 lifts a box. Which root is caught?"
    given_ = {"options": SOUND, "stem": stem, "bloom": "analyse"} | changed
    return question(kind, **given_)


def test_a_sound_question_has_no_flaw():
    assert [] == found(choice())


@pytest.mark.parametrize(
    ("texts", "rule", "said"),
    [
        (("L5 on the left, behind the disc where it crosses it", "L4", "S1"), "length cue", "51"),
        (("It may be weak", "It is always weak", "It is numb"), "absolutes", "'o1'"),
        (("Weak", "Numb", "None of the above"), "all or none of the above", "'o2'"),
        (("Weak", "Numb", "All of the above"), "all or none of the above", "'o2'"),
        (("2 to 4 mm", "3 to 6 mm", "7 to 9 mm"), "overlapping options", "'o0' and 'o1'"),
        (("more than 5 mm", "up to 6 mm", "nothing"), "overlapping options", "'o0' and 'o1'"),
        (("L5 and S1", "L5", "L4"), "overlapping options", "'o0' and 'o1' hold the same"),
        (("L5", "L4-L5", "S1"), "options of different kinds", "'o1' a level"),
        (("root L5", "quadriceps", "L4"), "options of different kinds", "'o1' a muscle"),
        (("12 mm", "dural sac", "9 mm"), "options of different kinds", "'o1' a structure"),
        (("It is weak.", "It is numb", "It hurts."), "options of different kinds", "full stop"),
    ],
)
def test_a_flaw_of_options_is_found(texts, rule, said):
    flaw = found(choice(options=options(*texts)))
    assert rule in dict(flaw)
    assert said in dict(flaw)[rule]


@pytest.mark.parametrize(
    "texts",
    [
        ("2 to 4 mm", "4 to 6 mm", "6 to 9 mm"),
        ("L5 on the left", "L5 on the right", "L4 on the left"),
        ("always weak", "always numb", "always both at once"),
        ("at the disc L4-L5", "at the disc L5-S1", "at the disc L3-L4"),
        ("2 to 4 mm", "3 to 6 cm", "nothing to measure"),
        ("Pain in the leg and in the back", "Pain in the groin", "Weakness"),
    ],
)
def test_what_is_no_flaw_of_options_is_let_pass(texts):
    assert [] == found(choice(options=options(*texts)))


@pytest.mark.parametrize(
    ("stem", "is_flawed"),
    [
        ("Which root is not caught?", True),
        ("All of these are signs of L5, except which?", True),
        ("Which disc is least likely?", True),
        ("The left foot is not weak. Which root is caught?", False),
        ("Which root has lost at least half of its calibre?", False),
        ("What is noted in the knot of notes?", False),
    ],
)
def test_a_stem_that_asks_for_what_is_not_so_is_found(stem, is_flawed):
    assert is_flawed is ("negative stem" in dict(found(choice(stem=stem))))


def test_a_reason_that_says_nothing_is_found():
    short = [*SOUND[:3], option("o3", "L5 on the right") | {"reason": "It is wrong."}]
    assert ("missing reason", "'o3' says only 'It is wrong.'") in found(choice(options=short))


def test_what_was_not_given_in_a_foreign_file_is_found():
    text = export(load("03-herniation"), "jupyterquiz").content.decode()
    rules = {rule for rule, _ in found(*import_(text, "jupyterquiz").questions)}
    assert {"unreachable objective", "missing misconception", "missing source"} <= rules


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_can_be_looked_at(kind):
    assert all(isinstance(what, str) for _, what in found(question(kind)))


def test_the_steps_of_a_patient_are_looked_at_one_by_one():
    steps = [STEPS[0], {**STEPS[1], "stem": "Which side is not meant?"}]
    assert "negative stem" in dict(found(question("localise", steps=steps)))


def test_overlap_is_no_flaw_where_several_options_are_right():
    texts = options("L5 and S1", "L5", "L4")
    assert [] == found(choice("multiple choice", options=texts))


# --- objectives -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changed", "objectives", "said"),
    [
        ({"objective": "no-such-key"}, {}, "'no-such-key' stands in no table"),
        ({"bloom": "remember"}, {}, "is to .*, and no question asks for more than to remember"),
        ({}, {"own-one": "Do it."}, "no question asks for 'own-one'"),
    ],
)
def test_an_objective_that_cannot_be_reached_is_found(changed, objectives, said):
    ((rule, what),) = found(choice(**changed), objectives=objectives)
    assert "unreachable objective" == rule
    assert re.search(said, what)


def test_another_question_of_the_course_may_reach_an_objective():
    assert [] == found(choice(bloom="remember"), beside=[choice()])


def test_an_objective_in_words_or_of_the_file_is_let_pass():
    assert [] == found(choice(objective="Name the root."))
    assert [] == found(choice(objective="own-one"), objectives={"own-one": "Do it."})


# --- reading level --------------------------------------------------------------------------------

EASY = "The disc lies in front. The root runs behind it. It goes down to the foot. It is thin. " * 2
HARD = (
    "Notwithstanding considerable interindividual variability, radiological manifestations "
    "characteristically underrepresent symptomatological heterogeneity, necessitating "
    "multidisciplinary interpretation of contradictory investigational particularities. "
) * 2


def test_long_words_and_sentences_ask_for_more_school():
    assert years_of_school(EASY) < 5 < 20 < years_of_school(HARD)
    assert "reading level" in dict(found(choice(stem=HARD + "Which root is it?")))


def test_terms_of_the_course_make_nothing_hard():
    term = "extensor hallucis longus " * 10
    other = "extensive hallucinatory longitude " * 10
    assert years_of_school(term) < years_of_school(other)


def test_a_few_words_have_no_level():
    assert years_of_school("Which root?") is None


@given(st.text())
def test_every_word_has_a_syllable(text):
    assert syllables(text) >= 1


@given(st.text(max_size=300))
def test_any_text_has_a_level_or_none(text):
    years = years_of_school(text)
    assert years is None or years > -20


def test_the_formula_is_the_published_one():
    """Quoted as 0.39 words a sentence + 11.8 syllables a word - 15.59 [kincaid1975]."""
    text = "The cat sat on the mat and the dog lay in the sun of the day by a big red house."
    assert 0.39 * 21 + 11.8 * 21 / 21 - 15.59 == pytest.approx(years_of_school(text))


# --- what ships -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", known())
def test_shipped_questions_tell_no_key_by_their_form(name):
    told = {"length cue", "all or none of the above", "options of different kinds", "absolutes"}
    assert [] == [flaw for flaw in flaws(load(name)) if flaw.rule in told]


def test_every_threshold_is_within_its_range_and_owned():
    for row in evidence.thresholds().values():
        assert row.low <= row.value <= row.high
        assert ("edit" in row.source) is (row.basis == "assumption")
