"""Files of jupyterquiz as its makers write them, and files that are none."""

import json

import pytest

from l45anatomy.quizzes.exchange import export, import_
from l45anatomy.quizzes.questions import QuestionError, QuestionSet
from tests.quizzes.strategies import question

FOREIGN = r"""[
  {"question": "Welche Wurzel hebt die Großzehe? $L_5$", "type": "multiple_choice",
   "answers": [
     {"answer": "L4", "correct": false, "feedback": "Nein, \\(L_4\\) streckt das Knie."},
     {"answer": "L5", "correct": true, "feedback": "Richtig."}
   ]},

  {"question": "What holds? ![](evil.png)", "type": "many_choice", "answer_cols": 2,
   "answers": [{"code": "a < b", "correct": true}, {"answer": "<i>c</i>", "correct": false}]},
  {"question": "Order these", "type": "ranking", "answers": []},
  {"question": "How wide?", "type": "numeric", "precision": 2, "answers": [
     {"type": "value", "value": 15, "correct": true, "feedback": "yes"},
     {"type": "range", "range": [10, 15], "correct": false, "feedback": "low"},
     {"type": "range", "range": [20, 25.5], "correct": false, "feedback": "high"},
     {"type": "value", "value": 16, "correct": true},
     {"type": "default", "feedback": "far off"}]},
  {"question": "Which muscle?", "type": "string", "answers": [
     {"answer": "EHL", "correct": true, "match_case": true, "fuzzy_threshold": 0.8}]}
]"""


@pytest.fixture(scope="module")
def read():
    return import_(FOREIGN, "jupyterquiz", "file.json")


def losses(read, name):
    return " / ".join(loss.what for loss in read.losses if loss.question == name)


def test_a_foreign_file_is_read_as_far_as_it_goes(read):
    kinds = [one.kind for one in read.questions]
    assert ["single choice", "multiple choice", "number", "short text"] == kinds
    first, second, third, fourth = read.questions
    assert first.stem == "Welche Wurzel hebt die Großzehe? $L_5$"
    assert (first.key.text, first.key.reason) == ("L5", "Richtig.")
    assert second.stem == "What holds?"
    assert [one.text for one in second.options] == ["a < b", "<i>c</i>"]
    assert (third.key, third.tolerance, third.otherwise) == (15, 0, "far off")
    assert [(one.low, one.high) for one in third.wrong] == [(20, 25.5)]
    assert fourth.accepted == ("EHL",)


def test_what_it_lacks_or_could_not_bring_is_listed_with_the_line(read):
    assert "line 8: picture 'evil.png'" in losses(read, "question-2")
    assert "line 8: key 'answer_cols'" in losses(read, "question-2")
    assert "no reason given (2 times)" in losses(read, "question-2")
    assert "line 10: left out: nothing here is like type 'ranking'" in losses(read, "Order these")
    assert "a further right number: 16 to 16" in losses(read, "question-3")
    assert "wrong numbers that hold the key: 10 to 15" in losses(read, "question-3")
    assert "key 'precision'" in losses(read, "question-3")
    assert "key 'fuzzy_threshold'" in losses(read, "question-4")
    assert "no title given" in losses(read, "")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "line 1: must be a list of questions"),
        ('{"question": 1}', "line 1: must be a list of questions"),
        ("[]", "file: 0 questions, must be 1 to 1000"),
        ("[\n{]", "line 2: no JSON: Expecting property name"),
        ("[\n\n3]", "line 3: '3', must be a question with question, type and answers"),
        ("[1 2]", "line 1: '1', must be a question"),
        ('[{"question": "a", "type": "x", "answers": []} 2]', "line 1: must be , or ]"),
        ("[] 2", "line 1: must end after the list"),
        ("[" * 100_000, "line 1: no JSON that can be read"),
        ("[" + "9" * 5000 + "]", "line 1: no JSON that can be read"),
        ('[{"question": "a", "type": "numeric", "answers": [{"value": "x", "correct": true}]}]',
         "line 1: answer is .* must have value or range in numbers"),
        ('[{"question": "a", "type": "numeric", "answers": [{"value": 1, "correct": false}]}]',
         "answers must have a right number"),
        ('[{"question": "a", "type": "numeric", "answers": [{"range": [2, 1], "correct": true}]}]',
         "must have value or range in numbers"),
        ('[{"question": "a", "type": "many_choice", "answers": [{"answer": 5, "correct": true}]}]',
         "must have answer and correct"),
        ('[{"question": "a", "type": "multiple_choice", "answers": [5]}]',
         "must have a text as feedback"),
        ('[{"question": "a", "type": "multiple_choice", "answers": []}]',
         "line 1: left out: options must be 2 to 9, not 0"),
        ('[{"question": " ", "type": "string", "answers": [{"answer": "b", "correct": true}]}]',
         "stem is '', must have at least 1 character"),
    ],
)  # fmt: skip
def test_a_file_that_is_none_says_where_and_why(text, said):
    with pytest.raises(QuestionError, match=said):
        import_(text, "jupyterquiz", "file")


def test_a_range_keeps_its_upper_end():
    """A range of jupyterquiz excludes its upper end, ours does not."""
    quiz = QuestionSet(name="q", title="t", questions=(question("number"),))
    (made,) = json.loads(export(quiz, "jupyterquiz").content)
    right = [answer for answer in made["answers"] if answer.get("correct")]
    assert [6.5, 7.5] == right[0]["range"]
    assert 7.5 == right[1]["value"]
    assert made["question"].endswith("(in mm)")


def test_no_tag_of_a_text_goes_out():
    evil = "<img src=x onerror=alert(1)>"
    quiz = QuestionSet(name="q", title="t", questions=(question("single choice", stem=evil),))
    made = export(quiz, "jupyterquiz")
    assert "<img" not in made.content.decode()
    assert "HTML shown as letters" in " ".join(map(str, made.losses))
