"""Writing GIFT, the text format of Moodle that people type by hand.

It knows choices, numbers, short texts and matching. Name and tags stand in a comment, as Moodle
reads them; what would be taken for a sign of the format gets a stroke before it.
"""

import re
from collections.abc import Iterator

from l45anatomy.quizzes import blanks
from l45anatomy.quizzes.exchange import ranges
from l45anatomy.quizzes.exchange.form import (
    Exported,
    Loss,
    bare_texts,
    general_feedback,
    lacking,
    of_set,
    stem_with_unit,
)
from l45anatomy.quizzes.exchange.labels import labels, too_long
from l45anatomy.quizzes.exchange.markup import for_moodle, tamed
from l45anatomy.quizzes.exchange.portable import Portable, portable
from l45anatomy.quizzes.kinds import Match, MultipleChoice, Number, Order, ShortText, SingleChoice
from l45anatomy.quizzes.markdown import plain
from l45anatomy.quizzes.questions import QuestionSet

__all__ = ["write"]

_SIGNS = re.compile(r"[\\~=#{}:]")


def write(questions: QuestionSet, _draws: bool = True) -> Exported:  # noqa: FBT001, FBT002 - every format is called alike
    """Give questions as GIFT; it has no pictures."""
    ported, losses = portable(questions)
    lost = [*of_set(questions), *losses]
    title = " ".join(tamed(plain(questions.title)).split()).replace("/", "//")
    parts = [f"$CATEGORY: $course$/top/{_put(title)}"]
    for question in ported:
        if isinstance(question, Order):
            lost.append(Loss(question.id, "left out: GIFT has no order"))
            continue
        lost += [
            *lacking(question, "hint", "picture", "misconceptions", "leniency"),
            *too_long(question),
        ]
        lost += _special(question)
        parts.append(_question(question))
    return Exported(content=("\n\n".join(parts) + "\n").encode(), losses=tuple(lost))


def _special(question: Portable) -> Iterator[Loss]:
    """Give what is lost of some kinds only."""
    match question:
        case Number():
            yield Loss(question.id, f"limits: {question.low:g} to {question.high:g}")
            if question.unit != blanks.UNIT:
                yield Loss(question.id, "unit (it stands in the question)")
        case MultipleChoice():
            yield Loss(question.id, "how part of the marks is given: Moodle has its own way")
        case Match():
            yield Loss(question.id, "which pair each reason belongs to: they stand together")
    if any(tamed(text) != text for text in bare_texts(question)):
        yield Loss(question.id, "HTML shown as letters (a space is put after each <)")
    if isinstance(question, Match | ShortText) and "->" in question.model_dump_json():
        yield Loss(question.id, "-> in answers (it is an arrow now)")


def _question(question: Portable) -> str:
    stem = stem_with_unit(question) if isinstance(question, Number) else question.stem
    tags = "".join(f" [tag:{_in_brackets(tag)}]" for tag in labels(question))
    lines = [f"// [id:{question.id}]{tags}", f"::{question.id}::{_text(stem)}{{"]
    match question:
        case SingleChoice() | MultipleChoice():
            lines += _choice(question)
        case Number():
            lines += _number(question)
        case ShortText():
            lines += _short(question)
        case Match():
            lines += _match(question)
    if general := general_feedback(question):
        lines.append(f"####{_text(general)}")
    return "\n".join([*lines, "}"])


def _in_brackets(text: str) -> str:
    """Give a text that stands in the brackets of a comment."""
    return " ".join(tamed(text).split()).replace("]", r"\]")


def _choice(question: SingleChoice | MultipleChoice) -> Iterator[str]:
    several = isinstance(question, MultipleChoice)
    right = sum(option.correct for option in question.options)
    for option in question.options:
        of = right if option.correct else len(question.options) - right
        share = f"{100 / of:.5f}".rstrip("0").rstrip(".")
        weight = f"%{'' if option.correct else '-'}{share}%" if several else "%0%"
        mark = "=" if option.correct and not several else f"~{weight}"
        yield mark + _text(option.text) + _feedback(option.reason)


def _number(question: Number) -> Iterator[str]:
    yield "#"
    yield f"={question.key!r}:{question.tolerance!r}" + _feedback(question.reason)
    for near in question.wrong:
        middle, half = ranges.band(near.low, near.high)
        yield f"=%0%{middle!r}:{half!r}" + _feedback(near.reason)
    if question.otherwise != blanks.REASON:
        yield "~" + _feedback(question.otherwise)


def _short(question: ShortText) -> Iterator[str]:
    for text in question.accepted:
        yield f"=%100%{_typed(text)}" + _feedback(question.reason)
    for wrong in question.wrong:
        for text in wrong.accepted:
            yield f"=%0%{_typed(text)}" + _feedback(wrong.reason)
    if question.otherwise != blanks.REASON:
        yield "=%0%*" + _feedback(question.otherwise)


def _match(question: Match) -> Iterator[str]:
    for pair in question.pairs:
        yield f"={_text(_arrow(pair.left))} -> {_put(tamed(plain(pair.right)))}"
    for spare in question.spare:
        yield f"= -> {_put(tamed(plain(spare.text)))}"


def _arrow(text: str) -> str:
    """Give a text without the sign that would make a pair of it."""
    return text.replace("->", "→")


def _typed(text: str) -> str:
    """Give a text to be typed: no star stands for anything, no bracket for a format."""
    put = _put(_arrow(tamed(text)).replace("*", r"\*"))
    return f"[plain]{put}" if put.startswith("[") else put


def _feedback(reason: str) -> str:
    return "" if reason == blanks.REASON else f"#{_text(_arrow(reason))}"


def _text(text: str) -> str:
    """Give a text with its format before it."""
    words, format_ = for_moodle(text)
    return f"[{format_}]{_put(words)}"


def _put(text: str) -> str:
    r"""Give a text in which no letter is a sign of the format.

    >>> _put("a=b\nc")
    'a\\=b\\nc'
    """
    return _SIGNS.sub(r"\\\g<0>", text).replace("\n", r"\n")
