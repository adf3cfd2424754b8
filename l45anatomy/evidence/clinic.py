"""What is examined, what carries it, how it answers and how often it shows."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from l45anatomy.evidence.sources import DATA, references
from l45anatomy.tables import Fact, read_table

Modality = Literal["motor", "sensory", "reflex", "tension", "sphincter", "gait", "pain"]
Sides = Literal["own", "crossed", "both"]
Measure = Literal["sensitivity", "specificity", "frequency"]


@dataclass(frozen=True, kw_only=True)
class Share(Fact):
    """How much of one item of the examination one root carries."""

    item: str
    root: str
    share: float


@dataclass(frozen=True, kw_only=True)
class Knot(Fact):
    """One corner of a straight-line curve from loss to grade.

    `words` say the grade, `level` how strongly it is shown: 0 normal, 1 slight, 2 clear, 3 severe.
    """

    curve: str
    loss: float
    level: int
    words: str
    grade: float


@dataclass(frozen=True, kw_only=True)
class Sign(Fact):
    """How often patients of a study showed an item as abnormal."""

    item: str
    root: str
    measure: Measure
    setting: str
    n: str
    value: float


@dataclass(frozen=True, kw_only=True)
class Item:
    """One thing that is examined: how it is tested, what carries it, how it is also called."""

    item: str
    modality: Modality
    sides: Sides
    curve: str
    nerve: tuple[str, ...]
    synonyms: tuple[str, ...]
    action: str
    test: str


@lru_cache(maxsize=16)
def items(folder: Path = DATA) -> Mapping[str, Item]:
    """Every item of the examination, by name, in the order it is examined."""
    rows = read_table(folder / "items.csv", Item, ("item",))
    return MappingProxyType({row.item: row for row in rows})


@lru_cache(maxsize=16)
def innervation(folder: Path = DATA) -> Mapping[str, tuple[Share, ...]]:
    """Give the roots that carry each item, by item."""
    rows = read_table(folder / "innervation.csv", Share, ("item", "root"), references(folder))
    names = dict.fromkeys(row.item for row in rows)
    return MappingProxyType({n: tuple(row for row in rows if row.item == n) for n in names})


@lru_cache(maxsize=16)
def responses(folder: Path = DATA) -> Mapping[str, tuple[Knot, ...]]:
    """Give the corners of each curve from loss to grade, by curve, loss rising."""
    rows = read_table(folder / "responses.csv", Knot, ("curve", "loss"), references(folder))
    names = dict.fromkeys(row.curve for row in rows)
    return MappingProxyType({n: tuple(row for row in rows if row.curve == n) for n in names})


@lru_cache(maxsize=16)
def signs(folder: Path = DATA) -> tuple[Sign, ...]:
    """How often patients show an item as abnormal."""
    key = ("item", "root", "measure", "setting", "source")
    return read_table(folder / "signs.csv", Sign, key, references(folder))
