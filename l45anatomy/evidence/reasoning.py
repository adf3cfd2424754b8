"""What is believed before the leg is examined, what is tried for it, and how findings are told."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from l45anatomy.evidence.sources import DATA, references
from l45anatomy.tables import Fact, read_table


@dataclass(frozen=True, kw_only=True)
class Prior(Fact):
    """How often a cause, a level or a zone is found before anything is examined.

    `about` is what is asked (cause, level, zone), `given` what is known already, `key` the answer.
    """

    about: str
    given: str
    key: str
    share: float


@dataclass(frozen=True, kw_only=True)
class Trial(Fact):
    """One number of a lesion that is tried for a cause; rows of one variant belong together.

    `weight` is the share of such lesions the variant stands for, the same in all its rows.
    """

    cause: str
    zone: str
    variant: int
    weight: float
    parameter: str
    value: float


@dataclass(frozen=True, kw_only=True)
class StateWord:
    """What a word says of an item: 0 normal, 1 abnormal, 2 clearly, 3 markedly, each at least."""

    modality: str
    word: str
    level: int


@dataclass(frozen=True, kw_only=True)
class NamedFinding:
    """A finding with a name of its own, as foot drop: which item, and how strongly it shows."""

    name: str
    item: str
    level: int


@lru_cache(maxsize=16)
def priors(folder: Path = DATA) -> Mapping[tuple[str, str], tuple[Prior, ...]]:
    """Give the shares by (about, given)."""
    key = ("about", "given", "key")
    rows = read_table(folder / "priors.csv", Prior, key, references(folder))
    asked = dict.fromkeys((row.about, row.given) for row in rows)
    return MappingProxyType(
        {pair: tuple(row for row in rows if (row.about, row.given) == pair) for pair in asked}
    )


@lru_cache(maxsize=16)
def trials(folder: Path = DATA) -> Mapping[tuple[str, str], tuple[Trial, ...]]:
    """Give the lesions tried, by (cause, zone)."""
    key = ("cause", "zone", "variant", "parameter")
    rows = read_table(folder / "trials.csv", Trial, key, references(folder))
    asked = dict.fromkeys((row.cause, row.zone) for row in rows)
    return MappingProxyType(
        {pair: tuple(row for row in rows if (row.cause, row.zone) == pair) for pair in asked}
    )


@lru_cache(maxsize=16)
def state_words(folder: Path = DATA) -> Mapping[tuple[str, str], int]:
    """Give how strongly a word says that an item of a modality fails, by (modality, word)."""
    rows = read_table(folder / "state_words.csv", StateWord, ("modality", "word"))
    return MappingProxyType({(row.modality, row.word.casefold()): row.level for row in rows})


@lru_cache(maxsize=16)
def named_findings(folder: Path = DATA) -> Mapping[str, NamedFinding]:
    """Give the findings that have a name of their own, by that name, folded."""
    rows = read_table(folder / "named_findings.csv", NamedFinding, ("name",))
    return MappingProxyType({row.name.casefold(): row for row in rows})
