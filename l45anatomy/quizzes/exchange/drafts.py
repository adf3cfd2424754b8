"""From what a foreign file says to questions: gaps become blanks, and every gap is listed.

A draft that makes no sound question is left out, with its line and the reason among the losses; if
none is left, that is the error.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, localcontext
from pathlib import Path
from types import MappingProxyType
from typing import Any

from l45anatomy.quizzes import blanks
from l45anatomy.quizzes.exchange.form import Imported, Loss
from l45anatomy.quizzes.item import LONGEST_TEXT, UNREADABLE
from l45anatomy.quizzes.kinds import Question
from l45anatomy.quizzes.kinds.words import normal
from l45anatomy.quizzes.questions import MOST_QUESTIONS, QuestionError, QuestionSet, read

__all__ = ["Draft", "Said", "assembled", "band", "choice", "ends", "match", "number"]
__all__ += ["number_in", "order", "short"]

_WIDEST = 1e6  # what may be typed where a foreign file sets no limits
Content = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Said:
    """An answer of a foreign file, whether it is right, and what is said to it."""

    text: str
    right: bool
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A question as a foreign file has it: `answers` as made by the functions here.

    `known` holds objective, bloom, difficulty and sources as far as they were given.
    """

    line: int
    stem: str
    answers: Mapping[str, Any]
    name: str = ""
    hint: str = ""
    known: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    losses: tuple[str, ...] = ()


# --- kinds of answers -----------------------------------------------------------------------------


def choice(answers: Sequence[Said], *, several: bool) -> Content:
    """Give options of which one is right, or several."""
    options: list[Content] = []
    for n, said in enumerate(answers):
        verdict = {"correct": True} if said.right else {"misconception": blanks.MISCONCEPTION}
        reason = said.reason or blanks.REASON
        options.append({"id": _letter(n), "text": said.text, "reason": reason, **verdict})
    return {"kind": "multiple choice" if several else "single choice", "options": options}


def number(
    middle: float,
    tolerance: float,
    *,
    reason: str = "",
    unit: str = "",
    wrong: Iterable[tuple[float, float, str]] = (),
    otherwise: str = "",
) -> Content:
    """Give a number; `wrong` are low, high and reason of others."""
    widest = max(
        [_WIDEST, 10 * abs(middle), *(10 * abs(end) for near in wrong for end in near[:2])]
    )
    return {
        "kind": "number",
        "key": middle,
        "tolerance": tolerance,
        "unit": unit or blanks.UNIT,
        "low": -widest,
        "high": widest,
        "reason": reason or blanks.REASON,
        "wrong": [
            {"low": low, "high": high, "reason": why or blanks.REASON} | _UNNAMED
            for low, high, why in wrong
        ],
        "otherwise": otherwise or blanks.REASON,
    }


def numbers(
    right: Sequence[tuple[float, float, str]],
    wrong: Sequence[tuple[float, float, str]],
    *,
    unit: str = "",
    otherwise: str = "",
) -> tuple[Content, list[str]]:
    """Give a number from all that a format has of it, and what there is no place for.

    `right` are middle, tolerance and reason, of which one is kept; `wrong` low, high and reason.
    """
    key, tolerance, reason = right[0]
    low, high = ends(key, tolerance)
    apart = [near for near in wrong if near[1] < low or high < near[0]]
    lost = [f"a further right number: {a:g} ± {b:g}" for a, b, _ in right[1:]]
    lost += [
        f"wrong numbers that hold the key: {n[0]:g} to {n[1]:g}" for n in wrong if n not in apart
    ]
    made = number(key, tolerance, unit=unit, reason=reason, wrong=apart, otherwise=otherwise)
    return made, lost


def short(answers: Sequence[Said], otherwise: str = "") -> Content:
    """Give a short text; neighbours among the wrong ones with one reason go together."""
    seen: set[str] = set()
    right: list[Said] = []
    wrong: list[Content] = []
    for said in answers:
        if normal(said.text) in seen or not normal(said.text):
            continue
        seen.add(normal(said.text))
        reason = said.reason or blanks.REASON
        if said.right:
            right.append(said)
        elif wrong and wrong[-1]["reason"] == reason:
            wrong[-1]["accepted"].append(said.text)
        else:
            wrong.append({"accepted": [said.text], "reason": reason} | _UNNAMED)
    return {
        "kind": "short text",
        "accepted": [said.text for said in right],
        "reason": next((said.reason for said in right if said.reason), blanks.REASON),
        "wrong": wrong,
        "otherwise": otherwise or blanks.REASON,
    }


def order(steps: Iterable[tuple[str, str]]) -> Content:
    """Give things in their order, each with its reason."""
    made = [
        {"id": _letter(n), "text": text, "reason": reason or blanks.REASON}
        for n, (text, reason) in enumerate(steps)
    ]
    return {"kind": "order", "steps": made} | _UNNAMED


def match(pairs: Iterable[tuple[str, str]], spare: Iterable[str], reason: str = "") -> Content:
    """Give pairs, with one reason for all of them, and what is left over on the right."""
    why = reason or blanks.REASON
    made = [
        {"id": _letter(n), "left": left, "right": right, "reason": why} | _UNNAMED
        for n, (left, right) in enumerate(pairs)
    ]
    rest = [{"id": f"s{n}", "text": text, "reason": why} for n, text in enumerate(spare)]
    return {"kind": "match", "pairs": made, "spare": rest}


_UNNAMED = {"misconception": blanks.MISCONCEPTION}


def _letter(n: int) -> str:
    return chr(ord("a") + n) if n < 26 else f"o{n}"


# --- numbers --------------------------------------------------------------------------------------


def number_in(text: str) -> float | None:
    """Give the number that a text is, or None."""
    if not re.fullmatch(r"\s*[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d{1,3})?\s*", text, re.ASCII):
        return None
    value = float(text)
    return value if abs(value) < 1e15 else None


def band(low: float, high: float) -> tuple[float, float]:
    """Give the middle of a range and half its width, without the noise of binary halves.

    >>> band(0.1, 0.3)
    (0.2, 0.1)
    """
    with localcontext(prec=60):
        first, last = Decimal(repr(low)), Decimal(repr(high))
        return float((first + last) / 2), float((last - first) / 2)


def ends(middle: float, half: float) -> tuple[float, float]:
    """Give both ends of a range from its middle and half its width.

    >>> ends(0.2, 0.1)
    (0.1, 0.3)
    """
    with localcontext(prec=60):
        centre, reach = Decimal(repr(middle)), Decimal(repr(half))
        return float(centre - reach), float(centre + reach)


# --- from drafts to questions ---------------------------------------------------------------------


def assembled(
    drafts: Iterable[Draft], file: str, *, title: str = "", losses: Iterable[Loss] = ()
) -> Imported:
    """Make questions of drafts, and list what they lack.

    Raises
    ------
    QuestionError
        If no draft makes a question.
    """
    drafts = list(drafts)
    if len(drafts) > MOST_QUESTIONS:
        raise QuestionError(f"{file}: {len(drafts)} questions, must be 1 to {MOST_QUESTIONS}")
    made: list[Question] = []
    lost = list(losses) if title else [*losses, Loss("", "no title given")]
    taken: set[str] = set()
    for n, draft in enumerate(drafts, start=1):
        name = _free(_slug(draft.name) or f"question-{n}", taken)
        fitted, cut = _fitted(_content(draft, name))
        try:
            made += read({"title": blanks.TITLE, "question": [fitted]}, file).questions
        except QuestionError as error:
            why = "; ".join(line.partition(": ")[2] for line in str(error).splitlines())
            lost.append(Loss(name, f"line {draft.line}: left out: {why}"))
            continue
        taken.add(name)
        gone = (*draft.losses, *cut, *_gaps(draft, fitted))
        lost += [Loss(name, f"line {draft.line}: {what}") for what in dict.fromkeys(gone)]
    if not made:
        said = [f"{file}: {one}" for one in lost if "left out" in one.what][:20]
        few = f"{file}: 0 questions, must be 1 to {MOST_QUESTIONS}"
        raise QuestionError("\n".join(said) or few)
    words, cut = _fit(title or blanks.TITLE)
    lost += [Loss("", what) for what in cut]
    questions = QuestionSet(
        name=_slug(Path(file).stem) or "imported", title=words, questions=tuple(made)
    )
    return Imported(questions=questions, losses=tuple(lost))


def _content(draft: Draft, name: str) -> Content:
    """Give a draft as a question file would have it."""
    known = {
        "objective": blanks.OBJECTIVE,
        "bloom": blanks.BLOOM,
        "difficulty": blanks.DIFFICULTY,
        "sources": [blanks.SOURCE],
    } | dict(draft.known)
    hint = {"hint": draft.hint} if draft.hint.strip() else {}
    return {"id": name, "stem": draft.stem, **known, **hint, **draft.answers}


def _gaps(draft: Draft, content: Content) -> Iterator[str]:
    """Give what the foreign file did not say."""
    for part in ("objective", "bloom", "difficulty", "sources"):
        if part not in draft.known:
            yield f"no {part} given"
    texts = list(_strings(content))
    if reasons := texts.count(blanks.REASON):
        yield f"no reason given ({reasons} times)"
    if unnamed := texts.count(blanks.MISCONCEPTION):
        yield f"no misconception named ({unnamed} times)"
    if content["kind"] == "number":
        yield f"no limits given: {content['low']:g} to {content['high']:g} may be typed"
        if content["unit"] == blanks.UNIT:
            yield "no unit given"


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from _strings(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _strings(part)


def _fitted(value: Any) -> tuple[Any, tuple[str, ...]]:
    """Give content whose texts fit, and what was cut off."""
    if isinstance(value, str):
        return _fit(value)
    if isinstance(value, Mapping):
        parts = {key: _fitted(part) for key, part in value.items()}
        lost = tuple(what for _, cut in parts.values() for what in cut)
        return {key: part for key, (part, _) in parts.items()}, lost
    if isinstance(value, list):
        fitted = [_fitted(part) for part in value]
        return [part for part, _ in fitted], tuple(what for _, cut in fitted for what in cut)
    return value, ()


def _fit(text: str) -> tuple[str, tuple[str, ...]]:
    readable = UNREADABLE.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
    lost = ("control characters",) if UNREADABLE.search(text.replace("\r", "\n")) else ()
    if len(readable) <= LONGEST_TEXT:
        return readable, lost
    end = f"the end of a text of {len(readable)} letters"
    return readable[: LONGEST_TEXT - 1].rstrip() + "…", (*lost, end)


def _slug(text: str) -> str:
    """Give an id made of a text.

    >>> _slug("Größe der L5-Wurzel?")
    'grosse-der-l5-wurzel'
    """
    folded = unicodedata.normalize("NFKD", text.replace("ß", "ss"))
    return re.sub(r"[^a-z0-9]+", "-", folded.encode("ascii", "ignore").decode().lower())[:60].strip(
        "-"
    )


def _free(name: str, taken: set[str]) -> str:
    free, n = name, 2
    while free in taken:
        free = f"{name[:55].rstrip('-')}-{n}"
        n += 1
    return free
