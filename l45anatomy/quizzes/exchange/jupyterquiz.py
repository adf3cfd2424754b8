"""The JSON of jupyterquiz: a list of questions, each with answers and what is said to them.

It knows choices, numbers and short texts. A range of numbers there excludes its upper end, so that
end is written beside it as a value.
"""

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from l45anatomy.quizzes import blanks
from l45anatomy.quizzes.exchange import assembly, contents, ranges
from l45anatomy.quizzes.exchange.assembly import Draft
from l45anatomy.quizzes.exchange.contents import Said
from l45anatomy.quizzes.exchange.form import (
    MOST_ANSWERS,
    Exported,
    Imported,
    Loss,
    lacking,
    of_set,
    stem_with_unit,
)
from l45anatomy.quizzes.exchange.markup import tamed, without_pictures
from l45anatomy.quizzes.exchange.portable import Portable, portable
from l45anatomy.quizzes.kinds import Match, MultipleChoice, Number, Order, ShortText, SingleChoice
from l45anatomy.quizzes.questions import QuestionError, QuestionSet

__all__ = ["read", "write"]

Plain = dict[str, Any]
_LOST = ("id", "objective", "bloom", "difficulty", "sources", "hint", "picture")

# --- writing --------------------------------------------------------------------------------------


def write(questions: QuestionSet, _draws: bool = True) -> Exported:  # noqa: FBT001, FBT002 - every format is called alike
    """Give questions as the JSON of jupyterquiz; it has no pictures."""
    ported, losses = portable(questions)
    lost = [Loss("", "title"), *of_set(questions), *losses]
    made = []
    for question in ported:
        if isinstance(question, Order | Match):
            lost.append(Loss(question.id, f"left out: jupyterquiz has no {question.kind}"))
            continue
        lost += lacking(question, *_LOST, "misconceptions", "leniency")
        lost += _special(question)
        made.append(_tamed(_written(question)))
    content = json.dumps(made, ensure_ascii=False, indent=1) + "\n"
    return Exported(content=content.encode(), losses=tuple(lost))


def _special(question: Portable) -> Iterator[Loss]:
    if isinstance(question, Number):
        yield Loss(question.id, f"limits: {question.low:g} to {question.high:g}")
        if question.unit != blanks.UNIT:
            yield Loss(question.id, "unit (it stands in the question)")
    if _tamed(_written(question)) != _written(question):
        yield Loss(question.id, "HTML shown as letters (a space is put after each <)")


def _written(question: Portable) -> Plain:
    match question:
        case SingleChoice() | MultipleChoice():
            several = isinstance(question, MultipleChoice)
            answers = [
                {"answer": option.text, "correct": option.correct} | _feedback(option.reason)
                for option in question.options
            ]
            kind = "many_choice" if several else "multiple_choice"
            return {"question": question.stem, "type": kind, "answers": answers}
        case Number():
            low, high = ranges.ends(question.key, question.tolerance)
            numbers = [*_range(low, high, question.reason, correct=True)]
            for near in question.wrong:
                numbers += _range(near.low, near.high, near.reason, correct=False)
            stem = stem_with_unit(question)
            last = _default(question.otherwise)
            return {"question": stem, "type": "numeric", "answers": [*numbers, *last]}
        case ShortText():
            return {"question": question.stem, "type": "string", "answers": _strings(question)}
    raise TypeError(f"question is {question!r}, must be of a kind that jupyterquiz has")


def _strings(question: ShortText) -> list[Plain]:
    said = [(text, True, question.reason) for text in question.accepted]
    for wrong in question.wrong:
        said += [(text, False, wrong.reason) for text in wrong.accepted]
    answers = [
        {"answer": text, "correct": right, "match_case": False} | _feedback(reason)
        for text, right, reason in said
    ]
    return [*answers, *_default(question.otherwise)]


def _range(low: float, high: float, reason: str, *, correct: bool) -> Iterator[Plain]:
    said = {"correct": correct} | _feedback(reason)
    if low < high:
        yield {"type": "range", "range": [low, high], **said}
    yield {"type": "value", "value": high, **said}


def _feedback(reason: str) -> Plain:
    return {} if reason == blanks.REASON else {"feedback": reason}


def _default(reason: str) -> list[Plain]:
    return [] if reason == blanks.REASON else [{"type": "default", "feedback": reason}]


def _tamed(value: Any) -> Any:
    if isinstance(value, str):
        return tamed(value)
    if isinstance(value, dict):
        return {key: _tamed(part) for key, part in value.items()}
    return [_tamed(part) for part in value] if isinstance(value, list) else value


# --- reading --------------------------------------------------------------------------------------


def read(text: str, file: str) -> Imported:
    """Read the JSON of jupyterquiz.

    Raises
    ------
    QuestionError
        If it is no list of questions, with the line and the reason.
    """
    read_drafts, losses = [], []
    for line, value in _elements(text, file):
        made = _draft(line, value, file)
        if isinstance(made, Loss):
            losses.append(made)
        else:
            read_drafts.append(made)
    return assembly.assembled(read_drafts, file, losses=losses)


def _elements(text: str, file: str) -> Iterator[tuple[int, Any]]:
    """Give the elements of a JSON list with the lines they begin in."""
    space = re.compile(r"\s*")
    reader = json.JSONDecoder()
    at = _end(space, text, 0)
    if text[at : at + 1] != "[":
        raise _error(file, text, at, "must be a list of questions, [...]")
    line, counted = 1, 0
    at = _end(space, text, at + 1)
    while text[at : at + 1] != "]":
        line, counted = line + text.count("\n", counted, at), at
        try:
            value, at = reader.raw_decode(text, at)
        except json.JSONDecodeError as error:
            raise _error(file, text, error.pos, f"no JSON: {error.msg}") from None
        except (RecursionError, ValueError) as error:
            raise _error(file, text, at, f"no JSON that can be read: {error}") from None
        yield line, value
        at = _end(space, text, at)
        if text[at : at + 1] not in (",", "]"):
            raise _error(file, text, at, "must be , or ] after a question")
        if text[at] == ",":
            at = _end(space, text, at + 1)
    if text[at + 1 :].strip():
        raise _error(file, text, at + 1, "must end after the list of questions")


def _end(space: re.Pattern[str], text: str, at: int) -> int:
    found = space.match(text, at)
    return found.end() if found else at


def _error(file: str, text: str, at: int, why: str) -> QuestionError:
    return QuestionError(f"{file}, line {text.count(chr(10), 0, at) + 1}: {why}")


def _draft(line: int, value: Any, file: str) -> Draft | Loss:
    """Give a question as a draft, or as a loss where there is no such kind here."""
    match value:
        case {"question": str(stem), "type": str(kind), "answers": [*answers]}:
            pass
        case _:
            need = "a question with question, type and answers"
            raise QuestionError(f"{file}, line {line}: {str(value)[:60]!r}, must be {need}")
    if kind not in ("multiple_choice", "many_choice", "numeric", "string"):
        return Loss(stem[:40], f"line {line}: left out: nothing here is like type {kind!r}")
    for answer in answers:
        if not isinstance(answer, dict) or not isinstance(answer.get("feedback", ""), str):
            raise QuestionError(
                f"{file}, line {line}: answer is {str(answer)[:60]!r}, must have a text as feedback"
            )
    losses = [f"key {key!r}" for key in value if key not in ("question", "type", "answers")]
    if len(answers) > MOST_ANSWERS:
        raise QuestionError(
            f"{file}, line {line}: {len(answers)} answers, must be at most {MOST_ANSWERS}"
        )
    bare, pictures = without_pictures(stem)
    try:
        made, more = _answers(kind, answers)
    except ValueError as error:
        raise QuestionError(f"{file}, line {line}: {error}") from None
    return Draft(line=line, stem=bare, answers=made, losses=(*losses, *pictures, *more))


def _answers(kind: str, answers: Sequence[Plain]) -> tuple[Plain, list[str]]:
    if kind == "numeric":
        return _numbers(answers)
    otherwise = [one for one in answers if one.get("type") == "default"]
    said, losses = [], []
    for answer in answers:
        if answer in otherwise:
            continue
        text, right = answer.get("answer", answer.get("code")), answer.get("correct")
        if not isinstance(text, str) or not isinstance(right, bool):
            raise ValueError(f"answer is {str(answer)[:60]!r}, must have answer and correct")
        losses += [f"key {key!r}" for key in answer if key not in _KEYS]
        bare, pictures = without_pictures(text)
        said.append(Said(text=bare, right=right, reason=_reason(answer)))
        losses += pictures
    if kind == "string":
        return contents.short(said, _reason(otherwise[0]) if otherwise else ""), losses
    return contents.choice(said, several=kind == "many_choice"), losses


_KEYS = ("answer", "code", "correct", "feedback", "match_case", "type")


def _reason(answer: Plain) -> str:
    return without_pictures(str(answer.get("feedback", "")))[0].strip()


def _numbers(answers: Sequence[Plain]) -> tuple[Plain, list[str]]:
    """Give a number: the first right answer, what is near and wrong, and the rest."""
    right: list[tuple[float, float, str]] = []
    wrong: list[tuple[float, float, str]] = []
    otherwise = ""
    for answer in answers:
        if answer.get("type") == "default":
            otherwise = _reason(answer)
            continue
        low, high = _limits(answer)
        known = right if answer["correct"] else wrong
        if known and known[-1][0] < low and known[-1][1:] == (low, _reason(answer)) and low == high:
            continue  # the upper end of the range before it
        known.append((low, high, _reason(answer)))
    if not right:
        raise ValueError("answers must have a right number")
    low, high, reason = right[0]
    apart = [near for near in wrong if near[1] < low or high < near[0]]
    losses = [f"a further right number: {a:g} to {b:g}" for a, b, _ in right[1:]]
    losses += [
        f"wrong numbers that hold the key: {n[0]:g} to {n[1]:g}" for n in set(wrong) - set(apart)
    ]
    middle, half = ranges.band(low, high)
    made = contents.number(middle, half, reason=reason, wrong=apart, otherwise=otherwise)
    return made, losses


def _limits(answer: Plain) -> tuple[float, float]:
    """Give the ends of a range, or a value twice."""
    given = answer.get("range", [answer.get("value")] * 2)
    is_sound = (
        isinstance(given, list) and len(given) == 2 and isinstance(answer.get("correct"), bool)
    )
    numbers = [ranges.number_in(str(one)) for one in given] if is_sound else []
    if not numbers or None in numbers or numbers[0] > numbers[1]:  # type: ignore[operator]
        need = "value or range in numbers, and correct"
        raise ValueError(f"answer is {str(answer)[:60]!r}, must have {need}")
    return float(given[0]), float(given[1])
