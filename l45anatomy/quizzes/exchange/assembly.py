"""From what a foreign file says to questions, and every gap listed.

A draft that makes no sound question is left out, with its line and the reason among the losses; if
none is left, that is the error.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from l45anatomy.quizzes import blanks
from l45anatomy.quizzes.exchange.contents import Content
from l45anatomy.quizzes.exchange.form import Imported, Loss
from l45anatomy.quizzes.item import LONGEST_TEXT, UNREADABLE
from l45anatomy.quizzes.kinds import Question
from l45anatomy.quizzes.questions import MOST_QUESTIONS, QuestionError, QuestionSet, read

__all__ = ["Draft", "assembled"]


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A question as a foreign file has it: `answers` as made in `contents`.

    `known` holds objective, bloom, difficulty and sources as far as they were given.
    """

    line: int
    stem: str
    answers: Mapping[str, Any]
    name: str = ""
    hint: str = ""
    known: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    losses: tuple[str, ...] = ()


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
