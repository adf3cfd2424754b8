"""What is badly written about questions: the flaws that item writers are warned of [mir2016].

Some make a question harder than what it asks for, some tell the key to those who don't know it.
Thresholds are rows of `flaws.csv`, phrases rows of `flaw_words.csv`. Whether a key is true is not
asked here: that is `proof`.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, get_args

from l45anatomy import evidence, naming
from l45anatomy.evidence.teaching import Bloom
from l45anatomy.neurology import UnknownItemError, find_item
from l45anatomy.quizzes import blanks
from l45anatomy.quizzes.item import Option
from l45anatomy.quizzes.kinds import Localise, MultipleChoice, Question, SingleChoice
from l45anatomy.quizzes.kinds.words import normal
from l45anatomy.quizzes.markdown import plain
from l45anatomy.quizzes.questions import QuestionSet
from l45anatomy.quizzes.reading import years_of_school

__all__ = ["Flaw", "flaws"]


@dataclass(frozen=True)
class Flaw:
    """Something badly written: in which question, or in the file; against which rule; what."""

    question: str
    rule: str
    what: str

    def __str__(self) -> str:
        where = f"question {self.question!r}: " if self.question else ""
        return f"{where}{self.rule}: {self.what}"


def flaws(questions: QuestionSet, beside: Iterable[Question] = ()) -> tuple[Flaw, ...]:
    """Give every flaw of a set of questions, in the order of the file.

    `beside` are other questions of the course, which may reach an objective as well.
    """
    found = [Flaw(one.id, rule, what) for one in questions for rule, what in _of(one)]
    return (*found, *_of_objectives(questions, tuple(beside)))


def _of(question: Question) -> Iterator[tuple[str, str]]:
    yield from _of_stem(question.stem)
    yield from _of_reasons(question)
    yield from _of_language(question)
    match question:
        case SingleChoice():
            yield from _of_options(question.options, one_right=True)
        case MultipleChoice():
            yield from _of_options(question.options, one_right=False)
        case Localise():
            for step in question.steps:
                yield from _of_stem(step.stem)
                yield from _of_options(step.options, one_right=True)


# --- stem, reasons, language ----------------------------------------------------------------------


def _of_stem(stem: str) -> Iterator[tuple[str, str]]:
    """A question that asks for what is not the case is misread."""
    asked = re.split(r"(?<=[.!?:])\s+", plain(stem))[-1]
    if found := _phrases("negative", asked.casefold().replace("at least", "")):
        yield "negative stem", f"it asks with {found[0]!r}, turn it round"


def _phrases(rule: evidence.teaching.FlawWord, text: str) -> list[str]:
    """Give the phrases of a rule that a text has."""
    words = f" {normal(text)} "
    return [phrase for phrase in evidence.flaw_phrases()[rule] if f" {phrase} " in words]


def _of_reasons(question: Question) -> Iterator[tuple[str, str]]:
    """An answer without a reason teaches nothing."""
    least = evidence.thresholds()["short reason.letters"].value
    for place, reason in _reasons(question.model_dump()):
        if reason == blanks.REASON:
            yield "missing reason", f"{place} has none"
        elif len(reason) < least and not place.endswith("otherwise"):
            yield "missing reason", f"{place} says only {reason!r}"


def _reasons(value: Any, place: str = "question") -> Iterator[tuple[str, str]]:
    """Give every reason in a question, with the answer that it belongs to."""
    if isinstance(value, dict):
        here = next(
            (f"{value[key]!r}" for key in ("id", "accepted", "names") if key in value), place
        )
        for key, part in value.items():
            if key in ("reason", "otherwise"):
                yield (f"{here}, {key}" if key == "otherwise" else here), str(part)
            elif key not in ("case", "picture", "solution", "start"):
                yield from _reasons(part, here)
    elif isinstance(value, tuple):
        for part in value:
            yield from _reasons(part, place)


def _of_language(question: Question) -> Iterator[tuple[str, str]]:
    most = evidence.thresholds()["reading level.years"].value
    texts = [question.stem, *(reason for _, reason in _reasons(question.model_dump()))]
    years = years_of_school(plain("\n".join(text for text in texts if text != blanks.REASON)))
    if years is not None and years > most:
        yield "reading level", f"{years:.0f} years of school, more than {most:g}: shorten sentences"
    if question.sources == (blanks.SOURCE,):
        yield "missing source", "it names none"


# --- options --------------------------------------------------------------------------------------


def _of_options(options: Sequence[Option], *, one_right: bool) -> Iterator[tuple[str, str]]:
    texts = [plain(option.text) for option in options]
    for option, text in zip(options, texts, strict=True):
        if found := _phrases("above", text):
            yield "all or none of the above", f"option {option.id!r} says {found[0]!r}"
        if option.misconception == blanks.MISCONCEPTION:
            yield "missing misconception", f"option {option.id!r} names none"
    absolute = [o.id for o, text in zip(options, texts, strict=True) if _phrases("absolute", text)]
    if 0 < len(absolute) < len(options):
        yield "absolutes", f"{_listed(absolute)} says what is always or never so, others do not"
    if one_right:
        yield from _of_length(options, texts)
    yield from _of_overlap(options, texts, one_right=one_right)
    yield from _of_mixture(options, texts)


def _of_length(options: Sequence[Option], texts: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The longest option is taken for right, and mostly is."""
    limits = evidence.thresholds()
    right = next(len(text) for o, text in zip(options, texts, strict=True) if o.correct)
    wrong = [len(text) for o, text in zip(options, texts, strict=True) if not o.correct]
    mean = sum(wrong) / len(wrong)
    is_longest = right > max(wrong) + limits["length cue.letters"].value
    if is_longest and right > limits["length cue.ratio"].value * mean:
        yield "length cue", f"the right option has {right} letters, the wrong ones {mean:.0f}"


def _of_overlap(
    options: Sequence[Option], texts: Sequence[str], *, one_right: bool
) -> Iterator[tuple[str, str]]:
    """Where one option holds the other, both are right or none is."""
    for (one, a), (other, b) in combinations(zip(options, texts, strict=True), 2):
        bands = _range(a), _range(b)
        if bands[0] and bands[1] and bands[0][2:] == bands[1][2:]:
            if max(bands[0][0], bands[1][0]) < min(bands[0][1], bands[1][1]):
                yield "overlapping options", f"{one.id!r} and {other.id!r} share numbers"
        elif one_right and _joined(a, b):
            yield "overlapping options", f"{one.id!r} and {other.id!r} hold the same"


_NUMBER = r"(?<![\w.,])(-?\d+(?:[.,]\d+)?)"
_BAND = re.compile(rf"{_NUMBER}\s*(?:to|-|–|and)\s*(-?\d+(?:[.,]\d+)?)(?![\w.,]\d)")
_ABOVE = re.compile(rf"(?:more than|over|above|at least|>|≥)\s*{_NUMBER}")
_BELOW = re.compile(rf"(?:less than|under|below|up to|at most|<|≤)\s*{_NUMBER}")


def _range(text: str) -> tuple[float, float, str] | None:
    """Give the numbers an option stands for, and the words around them, or None."""
    plain_text = text.casefold()
    for pattern, low, high in ((_BAND, None, None), (_ABOVE, None, 1e99), (_BELOW, -1e99, None)):
        found = pattern.search(plain_text)
        if found:
            numbers = [float(part.replace(",", ".")) for part in found.groups()]
            ends = (numbers[0] if low is None else low, numbers[-1] if high is None else high)
            around = plain_text[: found.start()] + plain_text[found.end() :]
            return (*ends, normal(around))
    return None


def _joined(a: str, b: str) -> bool:
    """Whether one text is the other with `and` or `or` and more."""
    short, long = sorted((normal(a), normal(b)), key=len)
    return (
        bool(short)
        and re.search(rf"^{re.escape(short)} (and|or) |(and|or) {re.escape(short)}$", long)
        is not None
    )


def _of_mixture(options: Sequence[Option], texts: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Options of different kinds are told apart without knowing."""
    kinds = {option.id: _kind(text) for option, text in zip(options, texts, strict=True)}
    named = {kind for kind in kinds.values() if kind}
    if len(named) > 1:
        told = ", ".join(f"{name!r} a {kind}" for name, kind in kinds.items() if kind)
        yield "options of different kinds", told
    if len({text.endswith(".") for text in texts}) > 1:
        yield "options of different kinds", "some end in a full stop, others do not"


_ROOT = re.compile(
    r"(the )?(left |right )?(root |nerve )?[ls]\d( root)?(,? (on the )?(left|right))?"
)
_LEVEL = re.compile(r"(the )?(disc |level )?[ls]\d-[ls]\d(,? (on the )?(left|right))?")


def _kind(text: str) -> str:
    """Give what an option names, or nothing where that can't be told."""
    bare = text.strip().rstrip(".").casefold()
    if _ROOT.fullmatch(bare):
        return "root"
    if _LEVEL.fullmatch(bare):
        return "level"
    if re.fullmatch(rf"[<>≤≥±~ ]*{_NUMBER}.{{0,12}}", bare):
        return "number"
    try:
        return {"motor": "muscle"}.get(find_item(bare).modality, "finding")
    except (UnknownItemError, ValueError):
        pass
    return "structure" if _is_structure(bare) else ""


def _is_structure(bare: str) -> bool:
    """Whether a text is all of the name of a structure."""
    try:
        found = naming.find(bare)
    except ValueError:
        return False
    return any(bare in (called.casefold() for called in naming.named(name).all) for name in found)


def _listed(names: Sequence[str]) -> str:
    return ", ".join(repr(name) for name in names)


# --- objectives -----------------------------------------------------------------------------------


def _of_objectives(questions: QuestionSet, beside: tuple[Question, ...]) -> Iterator[Flaw]:
    """An objective that no question asks for, or none as hard as it wants, can't be reached."""
    asked: dict[str, list[Question]] = {}
    for question in questions:
        asked.setdefault(question.objective, []).append(question)
    for name, group in asked.items():
        if name == blanks.OBJECTIVE:
            for one in group:
                yield Flaw(one.id, "unreachable objective", "it names none")
        elif name in evidence.objectives():
            yield from _of_bloom(name, group, [one for one in beside if one.objective == name])
        elif re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", name) and name not in questions.objectives:
            yield Flaw(group[0].id, "unreachable objective", f"{name!r} stands in no table")
    for name in questions.objectives:
        if name not in asked:
            yield Flaw("", "unreachable objective", f"no question asks for {name!r}")


def _of_bloom(name: str, group: list[Question], more: list[Question]) -> Iterator[Flaw]:
    """Who only remembers has not analysed."""
    steps, wanted = get_args(Bloom), evidence.objectives()[name].bloom
    most = max((one.bloom for one in (*group, *more)), key=steps.index)
    if steps.index(most) < steps.index(wanted):
        what = f"{name!r} is to {wanted}, and no question asks for more than to {most}"
        yield Flaw(group[0].id, "unreachable objective", what)
