"""GIFT as people type it, with all that is awkward in it, and files that are none."""

import pytest

from l45anatomy.quizzes.exchange import export, import_
from l45anatomy.quizzes.questions import QuestionError, QuestionSet
from tests.quizzes.strategies import question

FOREIGN = r"""// A course on the spine
$CATEGORY: $course$/top/Rücken

// [id:toe-1] [tag:bloom: apply] [tag:spine \[L5\]]
::Großzehe\: wer?::[html]Welche Wurzel hebt die <b>Großzehe</b>? \{L\}{
  =L5#Ja\, natürlich \= L5
  ~%50%L4#fast
  ~S1
  ####Kapitel 3
}

The cord ends at L1. {T#No\: it does.#Yes.}

$CATEGORY: $course$/top/Zweite

Wie breit ist der Kanal? {#12.5:0.5#genau =%0%20..25#zu weit ~#miss nach}

How many? {#1..5}

Root of the {=knee jerk =%80%patellar =%100%pat*} is L4.

Match them. {=L4 -> knee =S1 -> calf = -> toe}

[markdown]Which *two*?\n$L_5$ {~%50%a ~%50%b ~%-100%c}

Tell me about it. {}

Only a remark, no question.

::kaputt::One option {=a ~}
"""


@pytest.fixture(scope="module")
def read():
    return import_(FOREIGN, "gift", "file.gift")


def losses(read, name):
    return " / ".join(loss.what for loss in read.losses if loss.question == name)


def test_a_foreign_file_is_read_as_far_as_it_goes(read):
    quiz = read.questions
    assert "Rücken" == quiz.title
    first = quiz["toe-1"]
    assert "Welche Wurzel hebt die **Großzehe**? {L}" == first.stem
    assert "apply" == first.bloom
    assert ("L5", r"Ja\\, natürlich = L5") == (first.key.text, first.key.reason)
    true, width, many, knee, pairs, two = quiz.questions[1:]
    assert [("True", True, "Yes."), ("False", False, "No: it does.")] == [
        (one.text, one.correct, one.reason) for one in true.options
    ]
    assert (12.5, 0.5, "genau", "miss nach") == (
        width.key,
        width.tolerance,
        width.reason,
        width.otherwise,
    )
    assert (3, 2) == (many.key, many.tolerance)
    assert ("knee jerk",) == knee.accepted
    assert "Root of the \\_\\_\\_\\_\\_ is L4." == knee.stem
    assert [("L4", "knee"), ("S1", "calf")] == [(one.left, one.right) for one in pairs.pairs]
    assert ["toe"] == [one.text for one in pairs.spare]
    assert ("multiple choice", "Which *two*?\n$L_5$") == (two.kind, two.stem)
    assert [True, True, False] == [one.correct for one in two.options]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("toe-1", "line 4: part of the marks (50 percent) for 'L4'"),
        ("toe-1", "general feedback"),
        ("toe-1", r"tag 'spine \\[L5]'"),
        ("", "line 14: category 'Zweite'"),
        ("question-5", "the answer 'pat*' with its wildcard"),
        ("question-5", "part of the marks (80 percent) for 'patellar'"),
        ("Tell me about it.", "line 26: left out: nothing here is like a long answer"),
        ("Only a remark, no question.", "line 28: left out: nothing is asked"),
        ("kaputt", "left out: options must be 2 to 9, not 1"),
    ],
)
def test_what_could_not_come_along_is_listed_with_its_line(read, name, said):
    assert said in losses(read, name)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "file: 0 questions"),
        ("\n\na {=b ~c", "file, line 3: must have both { and }"),
        ("a }=b{", "line 1: must have both { and }"),
        ("::name a {=b ~c}", "line 1: the name must end in ::"),
        ("a {#x}", "number is 'x', must be as in 7, 7:0.5 or 6.5..7.5"),
        ("a {#5..1}", "number is '5..1', must be"),
        ("a {#1:-1}", "number is '1:-1', must be"),
        ("a {#=%0%1}", "must have a number with all of the marks"),
        ("a {=b -> c =d}", "pair is 'd', must have ->"),
        ("a {=b -> c}", "pairs is .*, must have at least 2 items"),
        ("{=b ~c}", "stem is '', must have at least 1 character"),
        ("a {}", "line 1: left out: nothing here is like a long answer"),
    ],
)
def test_a_file_that_is_none_says_where_and_why(text, said):
    with pytest.raises(QuestionError, match=said):
        import_(text, "gift", "file")


def test_what_is_typed_is_written_as_moodle_reads_it():
    """The signs of the format have a stroke, a line break is a stroke and an n."""
    stem = "a = {b}: ~50% # \\alpha\nnext"
    quiz = QuestionSet(name="q", title="t/u", questions=(question("single choice", stem=stem),))
    text = export(quiz, "gift").content.decode()
    assert text.startswith(
        "$CATEGORY: $course$/top/t//u\n\n// [id:a-single-choice] [tag:objective:"
    )
    assert r"::a-single-choice::[markdown]a \= \{b\}\: \~50% \# \\alpha\nnext{" in text
    assert "\n=[markdown]A#[markdown]so it is\n~%0%[markdown]B#[markdown]not so\n" in text


def test_an_answer_with_an_arrow_makes_no_pair_of_itself():
    accepted = ["a->b"]
    quiz = QuestionSet(
        name="q", title="t", questions=(question("short text", accepted=accepted, means="text"),)
    )
    made = export(quiz, "gift")
    assert "->" not in made.content.decode()
    assert "-> in answers (it is an arrow now)" in " ".join(map(str, made.losses))
