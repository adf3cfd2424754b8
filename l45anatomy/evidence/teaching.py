"""What is taught and how it is asked: topics, objectives, words, errors, histories, flaws.

But for the thresholds of flaws these rows are no facts: they carry no number. Definitions have a
source all the same.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from l45anatomy.evidence.sources import DATA, references
from l45anatomy.tables import Basis, Fact, read_table

Bloom = Literal["remember", "understand", "apply", "analyse", "evaluate", "create"]


@dataclass(frozen=True, kw_only=True)
class Topic:
    """Something the course teaches, and the lesson that does."""

    topic: str
    group: str
    title: str
    lesson: str


@dataclass(frozen=True, kw_only=True)
class Objective:
    """What a learner can do afterwards; `bloom` is the level of Bloom's taxonomy."""

    objective: str
    topic: str
    bloom: Bloom
    text: str


@dataclass(frozen=True, kw_only=True)
class Definition:
    """A word that students stumble over, told in plain words.

    `forms` are other names of it and the forms it takes in a sentence.
    """

    term: str
    forms: tuple[str, ...]
    definition: str
    source: tuple[str, ...]
    basis: Basis
    note: str

    @property
    def names(self) -> tuple[str, ...]:
        """The term and its forms."""
        return (self.term, *self.forms)


@dataclass(frozen=True, kw_only=True)
class Misconception:
    """A way of going wrong; `confuses` names what is taken for what, `teach` what helps."""

    misconception: str
    title: str
    confuses: tuple[str, ...]
    teach: str


@dataclass(frozen=True, kw_only=True)
class History:
    """A phrase of the history of a generated case.

    `about` is the item or the modality it tells of, or `opening` for the sentence around it.
    `words` has places for `{where}` (the leg), `{side}`, `{how}` (how strongly) or, in an opening,
    `{complaint}`.
    """

    history: str
    about: str
    words: str


@lru_cache(maxsize=16)
def topics(folder: Path = DATA) -> Mapping[str, Topic]:
    """Give every topic of the course, by key."""
    rows = read_table(folder / "topics.csv", Topic, ("topic",))
    return MappingProxyType({row.topic: row for row in rows})


@lru_cache(maxsize=16)
def objectives(folder: Path = DATA) -> Mapping[str, Objective]:
    """Give every objective, by key."""
    rows = read_table(folder / "objectives.csv", Objective, ("objective",))
    return MappingProxyType({row.objective: row for row in rows})


@lru_cache(maxsize=16)
def definitions(folder: Path = DATA) -> Mapping[str, Definition]:
    """Give every word that the course explains, by term."""
    rows = read_table(folder / "terms.csv", Definition, ("term",))
    return MappingProxyType({row.term: row for row in rows})


@lru_cache(maxsize=16)
def misconceptions(folder: Path = DATA) -> Mapping[str, Misconception]:
    """Give every misconception that a distractor may stand for, by key."""
    rows = read_table(folder / "misconceptions.csv", Misconception, ("misconception",))
    return MappingProxyType({row.misconception: row for row in rows})


@lru_cache(maxsize=16)
def histories(folder: Path = DATA) -> Mapping[str, tuple[History, ...]]:
    """Give the phrases of a history, by what they are about."""
    rows = read_table(folder / "histories.csv", History, ("history",))
    told = dict.fromkeys(row.about for row in rows)
    return MappingProxyType(
        {about: tuple(row for row in rows if row.about == about) for about in told}
    )


FlawWord = Literal["absolute", "above", "negative"]


@dataclass(frozen=True, kw_only=True)
class Threshold(Fact):
    """From where on something about a question is a flaw, or a number of the formula for it."""

    rule: str
    value: float


@dataclass(frozen=True, kw_only=True)
class FlawPhrase:
    """A phrase that is a flaw where it stands, by the rule it breaks."""

    phrase: str
    rule: FlawWord


@lru_cache(maxsize=16)
def thresholds(folder: Path = DATA) -> Mapping[str, Threshold]:
    """Give the thresholds of flaws in questions, by name."""
    rows = read_table(folder / "flaws.csv", Threshold, ("rule",), references(folder))
    return MappingProxyType({row.rule: row for row in rows})


@lru_cache(maxsize=16)
def flaw_phrases(folder: Path = DATA) -> Mapping[FlawWord, tuple[str, ...]]:
    """Give the phrases that are flaws, by the rule they break."""
    rows = read_table(folder / "flaw_words.csv", FlawPhrase, ("phrase",))
    kinds = dict.fromkeys(row.rule for row in rows)
    return MappingProxyType({k: tuple(r.phrase for r in rows if r.rule == k) for k in kinds})
