"""What is examined, what carries it, how it answers and how often it shows."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from l45anatomy.evidence.sources import DATA, references
from l45anatomy.tables import Fact, read_table

Modality = Literal["motor", "sensory", "reflex", "tension", "sphincter", "gait", "pain"]
Sides = Literal["own", "crossed", "both"]
Measure = Literal["sensitivity", "specificity", "frequency", "elsewhere", "likelihood ratio"]
Drawn = Literal["read", "recalled", "no"]

DEFAULT_MAP = "Lee 2008"


@dataclass(frozen=True, kw_only=True)
class Share(Fact):
    """How much of one item of the examination one root carries."""

    item: str
    root: str
    share: float


@dataclass(frozen=True, kw_only=True)
class Patch(Fact):
    """How much of one patch of skin a root carries by one map of the dermatomes.

    `drawn` says whether the map itself puts the root there, and whether that was read or recalled;
    other rows are the overlap of neighbours, or stand in for what the map leaves blank.
    """

    map: str
    item: str
    root: str
    drawn: Drawn
    share: float


@dataclass(frozen=True, kw_only=True)
class Flag(Fact):
    """From which grade down a finding is a red flag, and what it calls for."""

    item: str
    words: str
    grade: float


@dataclass(frozen=True, kw_only=True)
class Knot(Fact):
    """One corner of a straight-line curve from loss to grade.

    `words` say the grade, `level` how strongly it is shown: 0 normal, 1 slight, 2 clear, 3 marked.
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
def dermatomes(folder: Path = DATA) -> Mapping[str, Mapping[str, tuple[Patch, ...]]]:
    """Give the roots that carry each patch of skin, by map and item."""
    key = ("map", "item", "root")
    found: dict[str, dict[str, tuple[Patch, ...]]] = {}
    for row in read_table(folder / "dermatomes.csv", Patch, key, references(folder)):
        patches = found.setdefault(row.map, {})
        patches[row.item] = (*patches.get(row.item, ()), row)
    return MappingProxyType({name: MappingProxyType(rows) for name, rows in found.items()})


@lru_cache(maxsize=16)
def innervation(folder: Path = DATA, skin: str = DEFAULT_MAP) -> Mapping[str, tuple[Share, ...]]:
    """Give the roots that carry each item, by item; those of the skin by the map `skin`.

    A patch of skin the map says nothing on is left out.
    """
    rows = read_table(folder / "innervation.csv", Share, ("item", "root"), references(folder))
    names = dict.fromkeys(row.item for row in rows)
    found = {n: tuple(row for row in rows if row.item == n) for n in names}
    columns = [column.name for column in fields(Share)]
    for item, patches in dermatomes(folder).get(skin, {}).items():
        told = [Share(**{name: getattr(patch, name) for name in columns}) for patch in patches]
        found[item] = (*found.get(item, ()), *told)
    return MappingProxyType(found)


@lru_cache(maxsize=16)
def red_flags(folder: Path = DATA) -> Mapping[str, Flag]:
    """Give the red flags by item, or by modality where all its items count."""
    rows = read_table(folder / "red_flags.csv", Flag, ("item",), references(folder))
    return MappingProxyType({row.item: row for row in rows})


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
