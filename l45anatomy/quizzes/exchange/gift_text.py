"""Reading GIFT: choices, true or false, numbers, short texts and matching, one a paragraph.

Questions without an answer or for a long one are listed as left out. It is read as Moodle reads it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from l45anatomy.quizzes.exchange import assembly, contents, ranges
from l45anatomy.quizzes.exchange.assembly import Draft
from l45anatomy.quizzes.exchange.contents import Said
from l45anatomy.quizzes.exchange.form import MOST_ANSWERS, Imported, Loss
from l45anatomy.quizzes.exchange.labels import known
from l45anatomy.quizzes.exchange.markup import escaped, marked
from l45anatomy.quizzes.questions import QuestionError

__all__ = ["read"]

Made = tuple[dict[str, Any], list[str]]

# Letters with a stroke before them stand as letters that no text may hold until all signs are read.
_STROKED = {"\\": "\ufdd0", ":": "\ufdd1", "#": "\ufdd2", "=": "\ufdd3"}
_STROKED |= {"{": "\ufdd4", "}": "\ufdd5", "~": "\ufdd6", "n": "\ufdd7"}
_MEANT = str.maketrans({held: "\n" if c == "n" else c for c, held in _STROKED.items()})
_STROKE = re.compile(r"\\([\\:#={}~n])")
_HELD = re.compile("[\ufdd0-\ufdef]")

_WEIGHT = re.compile(r"\s*%(-?\d{1,3}(?:\.\d*)?)%")
_FORMAT = re.compile(r"\[(html|markdown|moodle|plain)\]", re.IGNORECASE)
_NOTE = re.compile(r"\[(id|tag):((?:\\\]|[^\]])+)\]")
_TRUE = ("T", "TRUE", "F", "FALSE")


@dataclass(frozen=True, kw_only=True)
class _Paragraph:
    """Lines between two empty ones: comments apart, signs with a stroke held."""

    line: int
    text: str
    comments: str


def read(text: str, file: str) -> Imported:
    """Read GIFT.

    Raises
    ------
    QuestionError
        If a question is none, with the line it begins in and the reason.
    """
    title, made, lost = "", [], []
    for paragraph in _paragraphs(text):
        if paragraph.text.startswith("$CATEGORY:"):
            here = _category(paragraph.text)
            if title and here != title:
                lost.append(Loss("", f"line {paragraph.line}: category {here!r}"))
            title = title or here
            continue
        try:
            found = _question(paragraph)
        except ValueError as error:
            raise QuestionError(f"{file}, line {paragraph.line}: {error}") from None
        if isinstance(found, Loss):
            lost.append(found)
        else:
            made.append(found)
    return assembly.assembled(made, file, title=title, losses=lost)


def _paragraphs(text: str) -> Iterator[_Paragraph]:
    lines: list[str] = []
    for number, line in enumerate(
        [*_HELD.sub(" ", text).replace("\r", "").split("\n"), ""], start=1
    ):
        if line.strip():
            lines.append(line.strip())
            continue
        comments = [one for one in lines if one.startswith("//")]
        rest = "\n".join(one for one in lines if not one.startswith("//"))
        if rest:
            held = _STROKE.sub(lambda found: _STROKED[found.group(1)], rest)
            begins = number - len(lines)
            yield _Paragraph(line=begins, text=held, comments="\n".join(comments))
        lines = []


def _meant(text: str) -> str:
    return text.translate(_MEANT).strip()


def _category(text: str) -> str:
    path = _meant(text.removeprefix("$CATEGORY:")).replace("//", "\0").split("/")
    return escaped(path[-1].replace("\0", "/")).strip()


def _question(paragraph: _Paragraph) -> Draft | Loss:
    text, name = paragraph.text, ""
    if text.startswith("::"):
        name, closed, text = text[2:].partition("::")
        if not closed:
            raise ValueError("the name must end in ::")
    before, opened, rest = text.partition("{")
    answers, closed, after = rest.partition("}")
    if bool(opened) is not bool(closed) or "}" in before:
        raise ValueError("must have both { and }")
    notes = _NOTE.findall(paragraph.comments)
    ids = [_in_brackets(value) for what, value in notes if what == "id"]
    title = _meant(name) or (ids[0] if ids else "")
    if not answers.strip():
        why = "nothing is asked" if not opened else "nothing here is like a long answer"
        return Loss((title or _meant(before))[:40], f"line {paragraph.line}: left out: {why}")
    answers, general = _parted(answers, "####")
    stem, lost, format_ = _text(f"{before}_____{after}" if after.strip() else before, "moodle")
    reason, more, _ = _text(general, format_)
    made, gone = _answers(answers.strip(), format_, reason)
    is_heard = made["kind"] == "match"
    tags, unknown = known(_in_brackets(value) for what, value in notes if what == "tag")
    rest_lost = ("general feedback",) if reason and not is_heard else ()
    return Draft(
        line=paragraph.line,
        name=ids[0] if ids else title,
        stem=stem,
        answers=made,
        known=tags,
        losses=(*lost, *more, *gone, *unknown, *rest_lost),
    )


def _in_brackets(text: str) -> str:
    return text.replace(r"\]", "]").strip()


def _parted(text: str, sign: str) -> tuple[str, str]:
    """Give what is before the last of a sign, and what is behind it."""
    before, found, after = text.rpartition(sign)
    return (before, after) if found else (text, "")


def _text(text: str, default: str) -> tuple[str, list[str], str]:
    """Give a text as Markdown, what was lost, and the format it had."""
    found = _FORMAT.match(text.strip())
    format_ = found.group(1).lower() if found else default
    bare = text.strip()[found.end() :] if found else text
    shown, lost = marked(_meant(bare), format_)
    return shown, list(lost), format_


# --- kinds ----------------------------------------------------------------------------------------


def _answers(text: str, format_: str, general: str) -> Made:
    """Tell by their signs what the answers are, in the order Moodle does."""
    if (count := len(re.findall("[=~]", text))) > MOST_ANSWERS:
        raise ValueError(f"{count} answers, must be at most {MOST_ANSWERS}")
    if text.startswith("#"):
        return _number(text[1:], format_)
    if "~" in text:
        return _choice(text, format_)
    if "=" in text and "->" in text:
        return _match(text, format_, general)
    if text.partition("#")[0].strip().upper() in _TRUE:
        return _true_or_false(text, format_)
    return _short(text, format_)


def _weighed(text: str, otherwise: float) -> tuple[float, str]:
    """Give the weight of an answer in percent, and the rest of it."""
    found = _WEIGHT.match(text)
    return (float(found.group(1)), text[found.end() :]) if found else (otherwise, text)


def _said(text: str, format_: str) -> tuple[str, str, list[str]]:
    """Give an answer and what is said to it."""
    answer, _, comment = text.partition("#")
    shown, lost, _ = _text(answer, format_)
    reason, more, _ = _text(comment, format_)
    return shown, reason, [*lost, *more]


def _choice(text: str, format_: str) -> Made:
    several = "=" not in text
    said, lost = [], []
    for part in text.replace("=", "~=").split("~"):
        if not part.strip():
            continue
        is_key = part.lstrip().startswith("=")
        weight, rest = (100.0, part.lstrip()[1:]) if is_key else _weighed(part, 0.0)
        answer, reason, gone = _said(rest, format_)
        if not several and 0 < weight < 100:
            lost.append(f"part of the marks ({weight:g} percent) for {answer[:40]!r}")
        right = weight > 0 if several else weight == 100
        said.append(Said(text=answer, right=right, reason=reason))
        lost += gone
    return contents.choice(said, several=several), lost


def _true_or_false(text: str, format_: str) -> Made:
    answer, *comments = text.split("#")
    told = [_text(comment, format_) for comment in comments]
    wrong, right = [*(one[0] for one in told), "", ""][:2]
    is_true = answer.strip().upper().startswith("T")
    said = [
        Said(text="True", right=is_true, reason=right if is_true else wrong),
        Said(text="False", right=not is_true, reason=wrong if is_true else right),
    ]
    return contents.choice(said, several=False), [what for one in told for what in one[1]]


def _short(text: str, format_: str) -> Made:
    said, otherwise, lost = [], "", []
    for part in text.split("="):
        if not part.strip():
            continue
        weight, rest = _weighed(part, 100.0)
        bare, _, comment = rest.partition("#")
        answer = _meant(_FORMAT.sub("", bare.strip(), count=1) if bare.strip()[:1] == "[" else bare)
        reason, gone, _ = _text(comment, format_)
        lost += gone
        if answer == "*" and weight == 0:
            otherwise = reason
        elif re.search(r"(?<!\\)\*", answer):
            lost.append(f"the answer {answer[:40]!r} with its wildcard")
        else:
            if 0 < weight < 100:
                lost.append(f"part of the marks ({weight:g} percent) for {answer[:40]!r}")
            answer = answer.replace(r"\*", "*")
            said.append(Said(text=answer, right=weight == 100, reason=reason))
    return contents.short(said, otherwise), lost


def _match(text: str, format_: str, general: str) -> Made:
    pairs, spare, lost = [], [], []
    for part in text.split("="):
        if not part.strip():
            continue
        before, arrow, after = part.partition("->")
        if not arrow:
            raise ValueError(f"pair is {_meant(part)[:40]!r}, must have ->")
        left, gone, _ = _text(before, format_)
        lost += gone
        right = escaped(_meant(after))
        if left:
            pairs.append((left, right))
        else:
            spare.append(right)
    return contents.match(pairs, spare, general), lost


def _number(text: str, format_: str) -> Made:
    numbers, _, last = text.partition("~")
    otherwise, lost, _ = _text(last.partition("#")[2], format_)
    right: list[tuple[float, float, str]] = []
    wrong: list[tuple[float, float, str]] = []
    for part in numbers.split("="):
        if not part.strip():
            continue
        weight, rest = _weighed(part, 100.0)
        bare, _, comment = rest.partition("#")
        reason, gone, _ = _text(comment, format_)
        lost += gone
        if bare.strip() == "*":
            otherwise = otherwise or reason
            continue
        middle, half = _limits(bare)
        if weight == 100:
            right.append((middle, half, reason))
        else:
            wrong.append((*ranges.ends(middle, half), reason))
    if not right:
        raise ValueError("must have a number with all of the marks")
    made, gone = contents.numbers(right, wrong, otherwise=otherwise)
    return made, lost + gone


def _limits(text: str) -> tuple[float, float]:
    """Give the middle and half the width of `7`, `7:0.5` or `6.5..7.5`."""
    if ".." in text:
        low, high = (ranges.number_in(part) for part in text.split("..", 1))
        if low is not None and high is not None and low <= high:
            return ranges.band(low, high)
    else:
        middle, _, half = text.partition(":")
        key, tolerance = ranges.number_in(middle), ranges.number_in(half or "0")
        if key is not None and tolerance is not None and tolerance >= 0:
            return key, tolerance
    raise ValueError(f"number is {_meant(text)[:40]!r}, must be as in 7, 7:0.5 or 6.5..7.5")
