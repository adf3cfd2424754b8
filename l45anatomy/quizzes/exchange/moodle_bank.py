"""Reading Moodle XML: choices, true or false, numbers, short texts, matching and ordering.

Other types are listed as left out, and so is what has no place here: images, points, fixed orders,
answers with wildcards.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from l45anatomy.quizzes.exchange import assembly, contents, ranges
from l45anatomy.quizzes.exchange.assembly import Draft
from l45anatomy.quizzes.exchange.contents import Said
from l45anatomy.quizzes.exchange.form import MOST_ANSWERS, Imported, Loss
from l45anatomy.quizzes.exchange.labels import known
from l45anatomy.quizzes.exchange.markup import escaped, marked
from l45anatomy.quizzes.exchange.tree import Node, parse
from l45anatomy.quizzes.questions import QuestionError

__all__ = ["read"]

Made = tuple[dict[str, Any], list[str]]


def read(text: str, file: str) -> Imported:
    """Read Moodle XML.

    Raises
    ------
    QuestionError
        If it is no bank of questions, with the line and the reason.
    """
    root = parse(text, file)
    if root.tag != "quiz":
        raise QuestionError(f"{file}, line {root.line}: the root is <{root.tag}>, must be <quiz>")
    title, made, lost = "", [], []
    for node in root.all("question"):
        kind = node.attributes.get("type", "")
        if kind == "category":
            here = _category(node)
            if title and here != title:
                lost.append(Loss("", f"line {node.line}: category {here!r}"))
            title = title or here
        elif kind in _KINDS:
            made.append(_draft(node, kind, file))
        else:
            why = f"left out: nothing here is like type {kind!r}"
            lost.append(Loss(node.told("name", "text")[:40], f"line {node.line}: {why}"))
    return assembly.assembled(made, file, title=title, losses=lost)


def _category(node: Node) -> str:
    """Give the last step of the path of a category."""
    path = node.told("category", "text").replace("//", "\0").split("/")
    return escaped(path[-1].replace("\0", "/")).strip()


def _draft(node: Node, kind: str, file: str) -> Draft:
    stem, lost = _marked(node.first("questiontext"))
    try:
        if len(node.children) > 2 * MOST_ANSWERS:  # answers, and what else a question has
            raise ValueError(f"{len(node.children)} parts, must be at most {2 * MOST_ANSWERS}")
        answers, more = _KINDS[kind](node)
    except ValueError as error:
        raise QuestionError(f"{file}, line {node.line}: {error}") from None
    tags, unknown = known(tag.told("text") for under in node.all("tags") for tag in under.children)
    hints = [_marked(hint) for hint in node.all("hint")]
    lost += [f"hint {n}" for n in range(2, len(hints) + 1)]
    for _, gone in hints:
        lost += gone
    return Draft(
        line=node.line,
        name=node.told("idnumber") or node.told("name", "text"),
        stem=stem,
        answers=answers,
        hint=hints[0][0] if hints else "",
        known=tags,
        losses=(*lost, *more, *unknown, *_unheard(node, kind)),
    )


def _unheard(node: Node, kind: str) -> Iterator[str]:
    """Give what has no place here."""
    points = ranges.number_in(node.told("defaultgrade"))
    if points is not None and points != 1:
        yield f"points: {points:g}"
    if node.told("shuffleanswers") in ("0", "false"):
        yield "the fixed order of the answers"
    for name in ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback"):
        if node.told(name, "text"):
            yield name
    if node.told("generalfeedback", "text") and kind not in ("matching", "ordering"):
        yield "general feedback"


# --- texts ----------------------------------------------------------------------------------------


def _marked(node: Node | None) -> tuple[str, list[str]]:
    """Give a text in any of Moodle's formats as Markdown, and what was lost."""
    if node is None:
        return "", []
    text = node.told("text")
    shown, lost = marked(text, node.attributes.get("format", "html"))
    unnamed = [file.attributes.get("name", "") for file in node.all("file")]
    rest = [f"file {name!r}" for name in unnamed if name not in " ".join(lost)]
    return shown, [*lost, *rest]


def _feedback(node: Node) -> tuple[str, list[str]]:
    return _marked(node.first("feedback"))


# --- kinds ----------------------------------------------------------------------------------------


def _fraction(answer: Node) -> float:
    value = ranges.number_in(answer.attributes.get("fraction", "0"))
    if value is None:
        given = answer.attributes["fraction"]
        raise ValueError(f"fraction is {given!r}, must be a number (line {answer.line})")
    return value


def _choice(node: Node) -> Made:
    several = node.told("single") in ("false", "0")
    said, lost = [], []
    for answer in node.all("answer"):
        text, gone = _marked(answer)
        reason, more = _feedback(answer)
        share = _fraction(answer)
        if not several and 0 < share < 100:
            lost.append(f"part of the marks ({share:g} percent) for {text[:40]!r}")
        right = share > 0 if several else share == 100
        said.append(Said(text=text, right=right, reason=reason))
        lost += [*gone, *more]
    return contents.choice(said, several=several), lost


def _true_or_false(node: Node) -> Made:
    said, lost = [], []
    for answer in node.all("answer"):
        reason, gone = _feedback(answer)
        text = answer.told("text").capitalize()
        said.append(Said(text=text, right=_fraction(answer) == 100, reason=reason))
        lost += gone
    return contents.choice(said, several=False), lost


def _number(node: Node) -> Made:
    right: list[tuple[float, float, str]] = []
    wrong: list[tuple[float, float, str]] = []
    otherwise, lost = "", []
    for answer in node.all("answer"):
        reason, gone = _feedback(answer)
        lost += gone
        if answer.told("text") == "*":
            otherwise = reason
            continue
        middle = ranges.number_in(answer.told("text"))
        half = ranges.number_in(answer.told("tolerance") or "0")
        if middle is None or half is None or half < 0:
            given = answer.told("text")[:40], answer.told("tolerance")[:40]
            raise ValueError(f"answer is {given}, must be a number and a tolerance of 0 or more")
        if _fraction(answer) == 100:
            right.append((middle, half, reason))
        else:
            wrong.append((*ranges.ends(middle, half), reason))
    if not right:
        raise ValueError("must have an answer with all of the marks")
    units = [unit for under in node.all("units") for unit in under.all("unit")]
    lost += [f"unit {unit.told('unit_name')!r}" for unit in units[1:]]
    unit = escaped(units[0].told("unit_name")) if units else ""
    made, gone = contents.numbers(right, wrong, unit=unit, otherwise=otherwise)
    return made, lost + gone


def _short(node: Node) -> Made:
    said, otherwise, lost = [], "", []
    if node.told("usecase") == "1":
        lost.append("that upper and lower case matter")
    for answer in node.all("answer"):
        text, share = answer.told("text"), _fraction(answer)
        reason, gone = _feedback(answer)
        lost += gone
        if text == "*" and share == 0:
            otherwise = reason
        elif re.search(r"(?<!\\)\*", text):
            lost.append(f"the answer {text[:40]!r} with its wildcard")
        else:
            if 0 < share < 100:
                lost.append(f"part of the marks ({share:g} percent) for {text[:40]!r}")
            said.append(Said(text=text.replace(r"\*", "*"), right=share == 100, reason=reason))
    return contents.short(said, otherwise), lost


def _matching(node: Node) -> Made:
    pairs, spare, lost = [], [], []
    for under in node.all("subquestion"):
        left, gone = _marked(under)
        right = escaped(under.told("answer", "text"))
        lost += gone
        if left:
            pairs.append((left, right))
        else:
            spare.append(right)
    reason, gone = _marked(node.first("generalfeedback"))
    return contents.match(pairs, spare, reason), [*lost, *gone]


def _ordering(node: Node) -> Made:
    steps, lost = [], []
    for answer in sorted(node.all("answer"), key=_fraction):
        text, gone = _marked(answer)
        reason, more = _feedback(answer)
        steps.append((text, reason))
        lost += [*gone, *more]
    general, gone = _marked(node.first("generalfeedback"))
    if not any(reason for _, reason in steps):
        steps = [(text, general) for text, _ in steps]
    return contents.order(steps), [*lost, *gone]


_KINDS: Mapping[str, Callable[[Node], Made]] = MappingProxyType(
    {
        "multichoice": _choice,
        "truefalse": _true_or_false,
        "numerical": _number,
        "shortanswer": _short,
        "matching": _matching,
        "ordering": _ordering,
    }
)
