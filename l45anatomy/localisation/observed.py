"""What was found, as it is told: tuples, findings or a whole examination, read into one form.

Items go by name or synonym; states by word (`state_words.csv`), as an examination labels them
(`responses.csv`), by number on the scale of the item, or by a finding that has a name of its own
(`named_findings.csv`), such as foot drop. Words of no table are refused, not guessed.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from math import inf

from l45anatomy import evidence
from l45anatomy.evidence import Item
from l45anatomy.frame import Side, one_of, within
from l45anatomy.neurology import Finding, UnknownItemError, find_item

Told = Finding | str | Sequence[object]
MARKED = 3

_GRADE = re.compile(r"(?:mrc )?(?P<grade>\d+(?:\.\d*[1-9])?[+-]?)(?:\.0+)?(?:/5| ?°| ?m)?")
_BLANK = re.compile(r"\{[^}]*\}")  # where a label of `responses.csv` takes its number


@dataclass(frozen=True)
class Observed:
    """One item on one side, and how strongly it fails.

    `level` is 0 normal, 1 abnormal, 2 clearly so, 3 markedly, each at least: who says weak does not
    say how weak. `said` is the state as it was told, `grade` the number it stands for on the scale
    of the item, None where only a word was said.
    """

    item: str
    side: Side | None
    level: int
    said: str
    grade: float | None = field(default=None, compare=False)

    @property
    def figure(self) -> str | None:
        """The grade as it was told, as in `4+` or `45`; None for words."""
        told = _GRADE.fullmatch(self.said.strip().casefold())
        return told and told["grade"]

    @property
    def abnormal(self) -> bool:
        """Whether the item is anything but normal."""
        return self.level > 0

    @property
    def red_flag(self) -> str:
        """What it calls for, in words; empty where it is no red flag.

        A number is judged as in the examination; of words only marked ones are for a muscle.
        """
        flags = evidence.red_flags()
        own, kind = flags.get(self.item), flags.get(find_item(self.item).modality)
        flag = own or kind
        if flag is None:
            return ""
        is_bad = self.abnormal if own else self.level >= MARKED
        if self.grade is not None:
            is_bad = self.grade <= flag.grade
        return flag.words if is_bad else ""

    @property
    def where(self) -> tuple[str, Side | None]:
        """The item and its side."""
        return self.item, self.side

    @property
    def name(self) -> str:
        """The item with its side, as in `sole, left`."""
        return self.item if self.side is None else f"{self.item}, {self.side}"

    def __str__(self) -> str:
        """Give the finding on one line."""
        return f"{self.name}: {self.said}"


def observed(findings: Iterable[Told]) -> tuple[Observed, ...]:
    """Read findings into one form, in the order of the examination.

    Each is a `Finding`, a tuple (item, side, state), a tuple (item, state) for what has no side, or
    a named finding with its side, as in ("foot drop", "left"). The same item told twice with two
    states, or with two grades, is a `ValueError`.
    """
    if isinstance(findings, str) or not isinstance(findings, Iterable):
        raise ValueError(f"findings is {findings!r}, must be a list of (item, side, state)")
    kept: dict[tuple[str, Side | None], Observed] = {}
    for told in findings:
        if isinstance(told, Finding) and not told.tested:
            continue
        new = _read(told)
        old = kept.get(new.where, new)
        if old.abnormal != new.abnormal or _graded_twice(old, new):
            raise ValueError(
                f"state of {new.name} is {old.said!r} and {new.said!r}, must be one of them: "
                "examine again"
            )
        kept[new.where] = max(old, new, key=lambda one: one.level)
    order = list(evidence.items())
    return tuple(sorted(kept.values(), key=lambda o: (order.index(o.item), str(o.side))))


def _graded_twice(old: Observed, new: Observed) -> bool:
    """Tell whether one item has two grades; words say at least how bad, so the worse one holds."""
    return None not in (old.figure, new.figure) and old.figure != new.figure


def _read(told: Told) -> Observed:
    """Read one finding."""
    if isinstance(told, Finding):
        return Observed(told.item, told.side, told.level, told.label, told.grade)
    parts = tuple(told) if isinstance(told, Sequence) and not isinstance(told, str) else (told,)
    if not parts or not isinstance(parts[0], str) or len(parts) > 3:
        raise ValueError(f"finding is {told!r}, must be (item, side, state)")
    named = evidence.named_findings().get(parts[0].strip().casefold())
    if named:
        return _read_named(named, parts)
    item = _item(parts[0])
    if item.sides == "both" and len(parts) == 2:
        parts = (parts[0], None, parts[1])
    if len(parts) != 3:
        raise ValueError(f"finding is {told!r}, must be ({item.item!r}, side, state)")
    side = _side(item, parts[1])
    return Observed(item.item, side, _level(item, parts[2]), str(parts[2]), _grade(item, parts[2]))


def _item(name: str) -> Item:
    try:
        return find_item(name)
    except UnknownItemError as unknown:
        named = ", ".join(row.name for row in evidence.named_findings().values())
        raise ValueError(f"{unknown}, or a named finding: {named} (named_findings.csv)") from None


def _read_named(named: evidence.NamedFinding, parts: tuple[object, ...]) -> Observed:
    """Read a finding that has a name of its own: it is there, unless said to be absent."""
    item = evidence.items()[named.item]
    sided = item.sides != "both"
    side = _side(item, parts[1] if sided and len(parts) > 1 else None)
    rest = parts[1 + sided :]
    known = {word: level for (of, word), level in evidence.state_words().items() if of == "named"}
    state = one_of(f"state of {named.name}", str(rest[0]).casefold(), known) if rest else "present"
    there = known[state] > 0
    said = named.name if there else f"no {named.name}"
    return Observed(item.item, side, named.level if there else 0, said)


def _side(item: Item, side: object) -> Side | None:
    """Give the side an item was found on."""
    if item.sides == "both":
        if side is not None:
            raise ValueError(f"side of {item.item} is {side!r}, must be None: it has no side")
        return None
    return Side(one_of(f"side of {item.item}", str(side), list(Side)))


def _level(item: Item, state: object) -> int:
    """Give how strongly an item fails, from a word or a number."""
    kind, word = item.modality, str(state).strip().casefold()
    words = {known: level for (of, known), level in evidence.state_words().items() if of == kind}
    if word in words:
        return words[word]
    for label, level in _labels(item.curve):
        told = label.fullmatch(word)
        if told:
            return _level_at(item, float(told[1])) if label.groups else level
    try:
        return _level_at(item, float(word.removeprefix("mrc").strip(" °")))
    except ValueError as broken:
        knot = evidence.responses()[item.curve][0]
        raise ValueError(
            f"state of {item.item} is {state!r}, must be one of {', '.join(words)}, or a number "
            f"from {knot.low:g} to {knot.high:g} (state_words.csv, responses.csv)"
        ) from broken


def _grade(item: Item, state: object) -> float | None:
    """Give the number a state stands for: as told, or as in MRC 3/5 with or without plus or minus.

    A plus or minus is not counted: MRC 3- is MRC 3.
    """
    word = str(state).strip().casefold().removeprefix("mrc").strip(" °")
    word = word.removesuffix("/5").rstrip("+-") if item.modality == "motor" else word
    try:
        return float(word)
    except ValueError:
        return None


@lru_cache(maxsize=64)
def _labels(curve: str) -> tuple[tuple[re.Pattern[str], int], ...]:
    """Give the labels of an examination as patterns, with their levels; a group takes a number."""
    found = []
    for knot in evidence.responses()[curve]:
        words = knot.words.casefold()
        short = words.partition(" (")[0]
        for text in dict.fromkeys((words, short)):
            parts = (re.escape(part) for part in _BLANK.split(text))
            found.append((re.compile(r"(\d+)".join(parts)), knot.level))
    return tuple(found)


def _level_at(item: Item, grade: float) -> int:
    """Give the level of the corner of the curve a number lies nearest to."""
    knots = evidence.responses()[item.curve]
    first, last = knots[0], knots[-1]
    within(item.item, grade, first.low or 0.0, first.high or inf)
    if (grade - first.grade) * (last.grade - first.grade) <= 0:  # as good as normal, or better
        return first.level
    return min(knots, key=lambda knot: abs(knot.grade - grade)).level
