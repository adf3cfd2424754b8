"""Moodle XML as Moodle writes it, with all that is awkward in it, and files that are none."""

import base64
from xml.etree import ElementTree

import pytest
from hypothesis import given

from l45anatomy.quizzes import markdown
from l45anatomy.quizzes.exchange import export, import_
from l45anatomy.quizzes.exchange.markup import escaped, from_html
from l45anatomy.quizzes.questions import QuestionError, QuestionSet
from tests.quizzes.exchange.generated import texts
from tests.quizzes.strategies import HERNIATION, question

FOREIGN = r"""<?xml version="1.0" encoding="UTF-8"?>
<quiz>
<!-- a comment -->
<question type="category"><category><text>$course$/top/Anatomie/Rücken//Bein</text></category></question>
<question type="multichoice">
  <name><text>Wurzel &amp; Muskel</text></name>
  <questiontext format="html"><text><![CDATA[<p>Welche Wurzel hebt die <b>Großzehe</b>?</p>
    <p><img src="@@PLUGINFILE@@/fu%C3%9F.png" onerror="alert(1)"> \(F = m \cdot a_1\), 5&nbsp;mm<sup>2</sup></p>
    <script>alert("x")</script>]]></text>
    <file name="fuß.png" path="/" encoding="base64">iVBORw0KGgo=</file></questiontext>
  <generalfeedback format="html"><text>Siehe Kapitel 3.</text></generalfeedback>
  <defaultgrade>2.0000000</defaultgrade><single>true</single><shuffleanswers>false</shuffleanswers>
  <correctfeedback format="html"><text>Gut!</text></correctfeedback>
  <answer fraction="100" format="html"><text>L5 &lt;br&gt; links</text>
    <feedback format="html"><text>Ja: <![CDATA[<i>extensor hallucis</i>]]></text></feedback></answer>
  <answer fraction="50" format="html"><text>L4</text><feedback><text></text></feedback></answer>
  <answer fraction="0" format="plain_text"><text>2*3*4 &lt;b&gt;</text></answer>
  <hint format="html"><text>Denk an die Ferse.</text></hint>
  <hint format="html"><text>Und weiter.</text></hint>
  <tags><tag><text>bloom: apply</text></tag><tag><text>spine</text></tag></tags>
</question>
<question type="cloze"><name><text>Lücke</text></name>
  <questiontext format="html"><text>{1:SHORTANSWER:=a}</text></questiontext></question>
<question type="category"><category><text>$course$/top/Zweite</text></category></question>
<question type="truefalse"><name><text>wf</text></name>
  <questiontext format="markdown"><text>The cord ends at *L1*. ![x](../../etc/passwd)</text></questiontext>
  <answer fraction="0"><text>true</text><feedback><text>no</text></feedback></answer>
  <answer fraction="100"><text>false</text></answer></question>
<question type="numerical"><name><text>zahl</text></name>
  <questiontext format="moodle_auto_format"><text>How wide
is it?</text></questiontext>
  <answer fraction="100"><text>12.5</text><tolerance>0.5</tolerance></answer>
  <answer fraction="100"><text>14</text><tolerance>0</tolerance></answer>
  <answer fraction="0"><text>12</text><tolerance>0</tolerance></answer>
  <answer fraction="0"><text>*</text><feedback><text>measure it</text></feedback></answer>
  <units><unit><multiplier>1</multiplier><unit_name>mm</unit_name></unit>
    <unit><multiplier>0.1</multiplier><unit_name>cm</unit_name></unit></units></question>
<question type="shortanswer"><name><text>kurz</text></name>
  <questiontext format="html"><text>Nerv?</text></questiontext><usecase>1</usecase>
  <answer fraction="100"><text>N. fibularis</text></answer>
  <answer fraction="80"><text>fib\*ul</text></answer>
  <answer fraction="100"><text>per*</text></answer></question>
<question type="matching"><name><text>paare</text></name>
  <questiontext format="html"><text>Match</text></questiontext>
  <subquestion format="html"><text>L4</text><answer><text>knee</text></answer></subquestion>
  <subquestion format="html"><text>S1</text><answer><text>calf</text></answer></subquestion>
  <subquestion format="html"><text></text><answer><text>toe</text></answer></subquestion></question>
<question type="ordering"><name><text>folge</text></name>
  <questiontext format="html"><text>Order</text></questiontext>
  <generalfeedback format="html"><text>From above.</text></generalfeedback>
  <answer fraction="2.0000000" format="html"><text>disc</text></answer>
  <answer fraction="1.0000000" format="html"><text>body</text></answer>
  <answer fraction="3.0000000" format="html"><text>sacrum</text></answer></question>
<question type="multichoice"><name><text>kaputt</text></name>
  <questiontext format="html"><text>One option only</text></questiontext>
  <answer fraction="100"><text>a</text></answer></question>
</quiz>
"""  # noqa: E501 - lines as Moodle writes them


@pytest.fixture(scope="module")
def read():
    return import_(FOREIGN, "moodle", "file.xml")


def losses(read, name):
    return " / ".join(loss.what for loss in read.losses if loss.question == name)


def test_a_foreign_file_is_read_as_far_as_it_goes(read):
    quiz = read.questions
    assert "Rücken/Bein" == quiz.title
    first = quiz["wurzel-muskel"]
    assert first.stem.startswith("Welche Wurzel hebt die **Großzehe**?\n\n")
    assert first.stem.endswith(r"\(F = m \cdot a_1\), 5 mm²")
    assert ["L5\nlinks", "L4", r"2\*3\*4 \<b>"] == [one.text for one in first.options]
    assert "Ja: *extensor hallucis*" == first.key.reason
    assert ("apply", "Denk an die Ferse.") == (first.bloom, first.hint)
    assert ("False", "The cord ends at *L1*.") == (quiz["wf"].key.text, quiz["wf"].stem)
    number = quiz["zahl"]
    assert (12.5, 0.5, "mm", "measure it") == (
        number.key,
        number.tolerance,
        number.unit,
        number.otherwise,
    )
    assert ("N. fibularis",) == quiz["kurz"].accepted
    assert ("fib*ul",) == quiz["kurz"].wrong[0].accepted
    assert [("L4", "knee"), ("S1", "calf")] == [(p.left, p.right) for p in quiz["paare"].pairs]
    assert ["toe"] == [one.text for one in quiz["paare"].spare]
    assert ["body", "disc", "sacrum"] == [one.text for one in quiz["folge"].steps]
    assert "From above." == quiz["folge"].steps[0].reason


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("wurzel-muskel", "line 5: picture '@@PLUGINFILE@@/fu%C3%9F.png'"),
        ("wurzel-muskel", "a <script>"),
        ("wurzel-muskel", "points: 2"),
        ("wurzel-muskel", "the fixed order of the answers"),
        ("wurzel-muskel", "correctfeedback"),
        ("wurzel-muskel", "general feedback"),
        ("wurzel-muskel", "hint 2"),
        ("wurzel-muskel", "tag 'spine'"),
        ("wurzel-muskel", "part of the marks (50 percent) for 'L4'"),
        ("wurzel-muskel", "no reason given (2 times)"),
        ("Lücke", "left out: nothing here is like type 'cloze'"),
        ("", "category 'Zweite'"),
        ("wf", "picture '../../etc/passwd'"),
        ("zahl", "a further right number: 14 ± 0"),
        ("zahl", "wrong numbers that hold the key: 12 to 12"),
        ("zahl", "unit 'cm'"),
        ("kurz", "that upper and lower case matter"),
        ("kurz", "the answer 'per*' with its wildcard"),
        ("kurz", "part of the marks (80 percent)"),
        ("kaputt", "left out: options must be 2 to 9, not 1"),
    ],
)
def test_what_could_not_come_along_is_listed_with_its_line(read, name, said):
    assert said in losses(read, name)


QUESTION = (
    '<quiz>\n<question type="{}"><questiontext><text>a</text></questiontext>{}</question></quiz>'
)
BOMB = '<!DOCTYPE q [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>\n<quiz>&b;</quiz>'
OUTSIDE = '<?xml version="1.0"?>\n<!DOCTYPE q SYSTEM "file:///etc/passwd"><quiz/>'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "file, line 1: no XML: no element found"),
        ("<quiz>\n<question>\n</quiz>", "file, line 3: no XML: mismatched tag"),
        ("<quiz>&nbsp;</quiz>", "line 1: no XML: undefined entity"),
        ("<html/>", "line 1: the root is <html>, must be <quiz>"),
        (BOMB, "line 1: a document type"),
        (OUTSIDE, "line 2: a document type"),
        ("<quiz>" + "<a>" * 50, "line 1: elements must be nested at most 40 deep"),
        ("<quiz></quiz>", "file: 0 questions, must be 1 to 1000"),
        ("<quiz>\x00</quiz>", "line 1: no XML: not well-formed"),
        (QUESTION.format("essay", ""), "line 2: left out: nothing here is like type 'essay'"),
        (QUESTION.format("multichoice", ""), "line 2: left out: options must be 2 to 9"),
        (QUESTION.format("multichoice", '<answer fraction="all"/>'), "fraction is 'all', must be"),
        (QUESTION.format("numerical", ""), "line 2: must have an answer with all of the marks"),
        (
            QUESTION.format("numerical", '<answer fraction="100"><text>x</text></answer>'),
            r"line 2: answer is \('x', ''\), must be a number",
        ),
        (QUESTION.format("matching", ""), "pairs is .*, must have at least 2 items"),
        (QUESTION.format("ordering", ""), "steps is .*, must have at least 3 items"),
    ],
)
def test_a_file_that_is_none_says_where_and_why(text, said):
    with pytest.raises(QuestionError, match=said):
        import_(text, "moodle", "file")


def exported(*questions):
    made = export(QuestionSet(name="q", title="a/b & c", questions=questions), "moodle")
    return ElementTree.fromstring(made.content), made  # noqa: S314 - our own file


def test_a_slice_goes_along_as_an_image_and_its_case_is_listed():
    root, made = exported(question("slice"))
    (file,) = root.iter("file")
    assert base64.b64decode(file.text).startswith(b"\x89PNG")
    text = root.find("question[2]/questiontext/text").text
    assert f"![a slice, axial, T2](@@PLUGINFILE@@/{file.get('name')})" in text
    assert "a-slice: the case of the picture: it is an image now" in map(str, made.losses)
    assert "question 'a-slice'" not in text
    (back,) = import_(made.content.decode(), "moodle").questions
    assert back.stem == "What now?"


def test_the_drawing_of_the_legs_goes_along_without_its_reasons():
    shown = {"of": "leg", "case": HERNIATION}
    root, _ = exported(question("single choice", picture=shown))
    (file,) = root.iter("file")
    drawing = base64.b64decode(file.text).decode()
    assert "weak against resistance" in drawing
    assert not [word for word in ("disc L4-L5", "root", "presses") if word in drawing]


@pytest.mark.usefixtures("drawing")
def test_the_spine_goes_along_as_an_image():
    root, _ = exported(question("structure"))
    assert [b"\x89PNG"] == [base64.b64decode(file.text)[:4] for file in root.iter("file")]


def test_where_nothing_can_be_drawn_the_picture_is_listed():
    quiz = QuestionSet(name="q", title="t", questions=(question("structure"),))
    made = export(quiz, "moodle", draws=False)
    assert b"<file" not in made.content
    assert "nothing can be drawn in 3D" in " ".join(map(str, made.losses))


def test_findings_beside_a_question_become_part_of_its_text():
    shown = {"of": "findings", "case": HERNIATION}
    _, made = exported(question("single choice", picture=shown))
    assert "- extensor hallucis longus, left: movement against gravity" in made.content.decode()


def test_tags_carry_objective_level_difficulty_and_sources():
    _, made = exported(question("single choice", hint="Think."))
    (back,) = import_(made.content.decode(), "moodle").questions
    sent = question("single choice", hint="Think.")
    for part in ("id", "objective", "bloom", "difficulty", "sources", "hint"):
        assert getattr(sent, part) == getattr(back, part)


def test_the_marks_of_several_right_options_add_up_to_all():
    root, _ = exported(question("multiple choice"))
    given = [float(answer.get("fraction")) for answer in root.iter("answer")]
    assert [50, -100, 50] == given


@given(texts())
def test_bare_text_becomes_markdown_that_shows_the_same(text):
    def bare(words):
        return " ".join(words.replace("$$", "$").replace("$", "").split())

    shown = markdown.plain(escaped(text))
    for left, right in ((r"\(", r"\)"), (r"\[", r"\]")):
        shown, text = (words.replace(left, "").replace(right, "") for words in (shown, text))
    assert bare(text) == bare(shown)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<ul><li>a</li><li><em>b</em></li></ul>", "- a\n- *b*"),
        ("a<br/>b", "a\nb"),
        ('<a href="https://a.b">x</a> <a href="javascript:y">z</a>', "[x](https://a.b) z"),
        ("<code>a*b</code> 1*2", r"`a*b` 1\*2"),
        ("H<sub>2</sub>O", "H₂O"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "a b"),
        ("&lt;script&gt;", r"\<script>"),
    ],
)
def test_html_becomes_markdown(html, text):
    assert text == from_html(html)[0]
