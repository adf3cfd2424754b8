"""Writing Moodle XML: question banks that Moodle imports, with pictures inside.

Texts stay Markdown, which Moodle knows; one with a formula becomes HTML, because Moodle's Markdown
would take its underscores for marks. Objective, level, difficulty and sources become tags.
"""

import base64
from collections.abc import Iterator
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from l45anatomy.quizzes import blanks
from l45anatomy.quizzes.exchange import ranges
from l45anatomy.quizzes.exchange.form import (
    Exported,
    Loss,
    bare_texts,
    general_feedback,
    lacking,
    of_set,
)
from l45anatomy.quizzes.exchange.labels import labels, too_long
from l45anatomy.quizzes.exchange.markup import for_moodle, tamed
from l45anatomy.quizzes.exchange.pictures import Image, image
from l45anatomy.quizzes.exchange.portable import Portable, portable
from l45anatomy.quizzes.kinds import Match, MultipleChoice, Number, Order, ShortText, SingleChoice
from l45anatomy.quizzes.markdown import plain
from l45anatomy.quizzes.questions import QuestionSet

__all__ = ["write"]


def write(questions: QuestionSet, draws: bool = True) -> Exported:  # noqa: FBT001, FBT002 - every format is called alike
    """Give questions as Moodle XML, in a category with the title of the quiz."""
    ported, losses = portable(questions)
    lost = [*of_set(questions), *losses]
    root = Element("quiz")
    category = SubElement(SubElement(root, "question", type="category"), "category")
    _plain(category, "$course$/top/" + _as_category(questions.title))
    for question in ported:
        shown = image(question, draws=draws)
        lost += [shown] if isinstance(shown, Loss) else []
        lost += [
            *lacking(question, "misconceptions", "leniency"),
            *too_long(question),
            *_special(question),
        ]
        _question(root, question, shown if isinstance(shown, Image) else None)
    ElementTree.indent(root)
    content = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return Exported(content=content + b"\n", losses=tuple(lost))


def _as_category(title: str) -> str:
    """Give a title as one step of a path; Moodle doubles a stroke that is none."""
    return " ".join(tamed(plain(title)).split()).replace("/", "//")


def _special(question: Portable) -> Iterator[Loss]:
    """Give what is lost of some kinds only."""
    if question.picture is not None:
        yield Loss(question.id, "the case of the picture: it is an image now")
    match question:
        case Number():
            yield Loss(question.id, f"limits: {question.low:g} to {question.high:g}")
        case MultipleChoice():
            yield Loss(question.id, "how part of the marks is given: Moodle has its own way")
        case Order():
            yield Loss(question.id, "reasons of the steps: Moodle keeps but does not show them")
        case Match():
            yield Loss(question.id, "which pair each reason belongs to: they stand together")
    if any(tamed(text) != text for text in bare_texts(question)):
        yield Loss(question.id, "HTML shown as letters (a space is put after each <)")


def _question(root: Element, question: Portable, shown: Image | None) -> None:
    kinds = {
        "single choice": "multichoice",
        "multiple choice": "multichoice",
        "number": "numerical",
        "short text": "shortanswer",
        "order": "ordering",
        "match": "matching",
    }
    made = SubElement(root, "question", type=kinds[question.kind])
    _plain(SubElement(made, "name"), question.id)
    _stem(made, question, shown)
    _text(made, "generalfeedback", general_feedback(question))
    SubElement(made, "defaultgrade").text = "1"
    SubElement(made, "idnumber").text = question.id
    _answers(made, question)
    if question.hint:
        _text(made, "hint", question.hint)
    if tags := labels(question):
        under = SubElement(made, "tags")
        for tag in tags:
            _plain(SubElement(under, "tag"), tamed(tag))


def _stem(made: Element, question: Portable, shown: Image | None) -> None:
    stem = _text(made, "questiontext", question.stem)
    if shown is None:
        return
    address = f"@@PLUGINFILE@@/{shown.name}"
    tag = f"\n\n![{shown.words}]({address})"
    if stem.get("format") == "html":
        tag = f'<p><img src="{address}" alt="{shown.words}"></p>'
    for under in stem.iter("text"):
        under.text = f"{under.text}{tag}"
    file = SubElement(stem, "file", name=shown.name, path="/", encoding="base64")
    file.text = base64.b64encode(shown.content).decode()


def _answers(made: Element, question: Portable) -> None:
    match question:
        case SingleChoice() | MultipleChoice():
            _choice(made, question)
        case Number():
            _number(made, question)
        case ShortText():
            _short(made, question)
        case Order():
            _order(made, question)
        case Match():
            _match(made, question)


def _short(made: Element, question: ShortText) -> None:
    SubElement(made, "usecase").text = "0"
    for text in question.accepted:
        _answer(made, "100", _literal(text), question.reason, bare=True)
    for wrong in question.wrong:
        for text in wrong.accepted:
            _answer(made, "0", _literal(text), wrong.reason, bare=True)
    _otherwise(made, question.otherwise)


def _order(made: Element, question: Order) -> None:
    for name, value in _ORDERING.items():
        SubElement(made, name).text = value
    for place, step in enumerate(question.steps, start=1):
        _answer(made, str(place), step.text, step.reason)


def _match(made: Element, question: Match) -> None:
    SubElement(made, "shuffleanswers").text = "true"
    for pair in question.pairs:
        _pair(made, pair.left, pair.right)
    for spare in question.spare:
        _pair(made, "", spare.text)


_ORDERING = {
    "layouttype": "VERTICAL",
    "selecttype": "ALL",
    "selectcount": "0",
    "gradingtype": "RELATIVE_ALL_PREVIOUS_AND_NEXT",
    "showgrading": "SHOW",
}


def _choice(made: Element, question: SingleChoice | MultipleChoice) -> None:
    several = isinstance(question, MultipleChoice)
    SubElement(made, "single").text = "false" if several else "true"
    SubElement(made, "shuffleanswers").text = "true"
    right = sum(option.correct for option in question.options)
    for option in question.options:
        share = _share(right) if option.correct else _share(len(question.options) - right)
        away = f"-{share}" if several else "0"
        _answer(made, share if option.correct else away, option.text, option.reason)


def _share(count: int) -> str:
    """Give the share of one of several, with the five digits that Moodle knows it by."""
    return f"{100 / count:.5f}".rstrip("0").rstrip(".")


def _number(made: Element, question: Number) -> None:
    answer = _answer(made, "100", repr(question.key), question.reason, bare=True)
    SubElement(answer, "tolerance").text = repr(question.tolerance)
    for near in question.wrong:
        middle, half = ranges.band(near.low, near.high)
        answer = _answer(made, "0", repr(middle), near.reason, bare=True)
        SubElement(answer, "tolerance").text = repr(half)
    _otherwise(made, question.otherwise)
    if question.unit != blanks.UNIT:
        unit = SubElement(SubElement(made, "units"), "unit")
        SubElement(unit, "multiplier").text = "1"
        SubElement(unit, "unit_name").text = tamed(question.unit)


def _otherwise(made: Element, reason: str) -> None:
    """Add what is said to every other answer."""
    if reason != blanks.REASON:
        _answer(made, "0", "*", reason, bare=True)


def _literal(text: str) -> str:
    """Give a text to be typed in which no star stands for anything."""
    return tamed(text).replace("*", r"\*")


def _pair(made: Element, left: str, right: str) -> None:
    under = _text(made, "subquestion", left)
    _plain(SubElement(under, "answer"), tamed(plain(right)))


def _answer(made: Element, fraction: str, text: str, reason: str, *, bare: bool = False) -> Element:
    """Add an answer; a bare one is compared with what is typed, so it has no marks."""
    if bare:
        answer = SubElement(made, "answer", fraction=fraction, format="moodle_auto_format")
        _plain(answer, text)
    else:
        answer = _text(made, "answer", text)
        answer.set("fraction", fraction)
    _text(answer, "feedback", "" if reason == blanks.REASON else reason)
    return answer


def _plain(under: Element, text: str) -> None:
    SubElement(under, "text").text = text


def _text(under: Element, tag: str, text: str) -> Element:
    """Add an element with a text in its format."""
    words, format_ = for_moodle(text)
    made = SubElement(under, tag, format=format_)
    _plain(made, words)
    return made
