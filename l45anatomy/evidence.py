"""The tables in `data/`: what a row of each is, and where it is read.

Loaders are cached and read nothing before they are called. Reading itself, with the checks of
every row, is `tables`; whether the tables fit together is `soundness`. Nothing here knows what a
number is used for.
"""

import dataclasses
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from l45anatomy.frame import within
from l45anatomy.tables import UNITS, Basis, EvidenceError, Fact, read_table

__all__ = [
    "DATA",
    "UNITS",
    "BoneLayer",
    "BonePart",
    "EvidenceError",
    "Fact",
    "Item",
    "Knot",
    "Norm",
    "Person",
    "Quantity",
    "Reference",
    "SacralPart",
    "Severity",
    "Share",
    "Sign",
    "Term",
    "WayPoint",
    "bone_lattices",
    "bones",
    "courses",
    "dimensions",
    "innervation",
    "items",
    "limited",
    "limits",
    "measures",
    "people",
    "read_table",
    "references",
    "responses",
    "sacral_parts",
    "severities",
    "signs",
    "structures",
]

DATA = Path(__file__).parent / "data"

Modality = Literal["motor", "sensory", "reflex", "tension", "sphincter", "gait", "pain"]
Sides = Literal["own", "crossed", "both"]
Measure = Literal["sensitivity", "specificity", "frequency"]
Role = Literal["drum", "bone", "face", "hollow", "foramen"]
System = Literal["bones", "discs", "joints", "ligaments", "nerves"]

_TOLERANCE = 0.1  # share of a published mean, where no spread was published


@dataclass(frozen=True, kw_only=True)
class Reference:
    """One source: who, when, where, and whether the project has seen its numbers."""

    key: str
    authors: str
    read_as: str
    year: int | None = None
    title: str = ""
    journal: str = ""
    identifier: str = ""
    code: str = ""

    @property
    def is_assumption(self) -> bool:
        """Whether this is an editorial choice of the project and no measurement."""
        return self.read_as == "assumption"

    def __str__(self) -> str:
        """Give the source on one line, with a word of warning where it was not seen."""
        year = str(self.year) if self.year else ""
        words = [self.authors, self.title, self.journal, year, self.identifier]
        line = ". ".join(word.rstrip(".") for word in words if word)
        warning = {"recalled": " (quoted from memory, unverified)"}.get(self.read_as, "")
        return f"[{self.key}] {line}.{warning}"


@dataclass(frozen=True, kw_only=True)
class Quantity(Fact):
    """One number of the anatomy with its unit and the range it may take."""

    name: str = field(metadata={"column": "parameter"})
    value: float


@dataclass(frozen=True, kw_only=True)
class BonePart(Fact):
    """The fitted numbers of one part of one vertebra, and how far the fit misses on average, mm."""

    level: str
    part: str
    numbers: tuple[str, ...]
    miss_mm: float


@dataclass(frozen=True, kw_only=True)
class Person(Fact):
    """A ready-made healthy person: the sex and the canal at L4 may be left open."""

    name: str = field(metadata={"column": "person"})
    sex: Literal["", "female", "male"]
    canal_mm: float | None
    stature_mm: float


@dataclass(frozen=True, kw_only=True)
class SacralPart(Fact):
    """One bar or hull of the sacrum, or of what is taken out of it, and its fillet to the rest."""

    part: str
    role: Role
    numbers: tuple[str, ...]
    fillet_mm: float


@dataclass(frozen=True, kw_only=True)
class BoneLayer(Fact):
    """One layer of the lattice that corrects a fitted vertebra: its nodes at one x.

    `heights` (mm / 100) stand `step_mm` apart, `across` of them in a row along z, the first at
    `y_mm` and `z_mm`; the correction is the height less `sunk_mm`.
    """

    level: str
    x_mm: float
    y_mm: float
    z_mm: float
    step_mm: float
    across: int
    heights: tuple[str, ...]
    sunk_mm: float


@dataclass(frozen=True, kw_only=True)
class Severity(Fact):
    """What one contributor amounts to in a named form of stenosis at severity 1."""

    form: str
    contributor: str
    value: float


@dataclass(frozen=True, kw_only=True)
class WayPoint(Fact):
    """One way point of a root: each coordinate is a landmark, plus mm, plus so many radii.

    `size` is the radius there as a share of the root's; `mobility_mm` how far it may move aside.
    """

    root: str
    step: int
    site: str
    frame: str
    x_from: str
    x_mm: float
    x_radii: float
    y_from: str
    y_mm: float
    y_radii: float
    z_from: str
    z_mm: float
    z_radii: float
    size: float
    mobility_mm: float


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


@dataclass(frozen=True, kw_only=True)
class Norm(Fact):
    """A published mean of something that can be measured on the model as on a person."""

    measure: str
    structure: str
    sd: float | None
    value: float

    @property
    def band(self) -> tuple[float, float]:
        """What agrees with it: 1 SD, else the range of published means, else 10 %."""
        if self.sd is None and self.low is not None and self.high is not None:
            return self.low, self.high
        reach = abs(self.value) * _TOLERANCE if self.sd is None else self.sd
        return self.value - reach, self.value + reach

    @property
    def known_miss(self) -> bool:
        """Whether the note owns up that the model misses it."""
        return "known miss:" in self.note


@dataclass(frozen=True, kw_only=True)
class Term:
    """What a structure is called; `source` and `basis` are those of its id."""

    structure: str
    part_of: str
    latin: str
    english: str
    fma: str
    synonyms: tuple[str, ...]
    system: System
    source: tuple[str, ...]
    basis: Basis
    note: str


@lru_cache(maxsize=16)
def references(folder: Path = DATA) -> Mapping[str, Reference]:
    """Every source, by key."""
    path = folder / "references.toml"
    if not path.is_file():
        raise EvidenceError(path, 0, "file", "no file", "one table per source")
    text = path.read_text(encoding="utf-8")
    allowed = {column.name for column in dataclasses.fields(Reference)} - {"key"}
    found: dict[str, Reference] = {}
    for key, entry in tomllib.loads(text).items():
        if not isinstance(entry, dict) or not {"authors", "read_as"} <= set(entry) <= allowed:
            line = text[: text.find(f"[{key}]")].count("\n") + 1
            listed = ", ".join(sorted(allowed))
            raise EvidenceError(path, line, key, entry, f"authors, read_as and any of {listed}")
        found[key] = Reference(key=key, **entry)
    return MappingProxyType(found)


@lru_cache(maxsize=16)
def dimensions(folder: Path = DATA) -> Mapping[str, Quantity]:
    """Every number of the anatomy, by parameter."""
    rows = read_table(folder / "dimensions.csv", Quantity, ("name",), references(folder))
    return MappingProxyType({row.name: row for row in rows})


@lru_cache(maxsize=16)
def bones(folder: Path = DATA) -> tuple[BonePart, ...]:
    """Give the fitted parts of every vertebra."""
    return read_table(folder / "bones.csv", BonePart, ("level", "part"), references(folder))


@lru_cache(maxsize=16)
def sacral_parts(folder: Path = DATA) -> tuple[SacralPart, ...]:
    """Give the parts of the sacrum and of what is taken out of it."""
    return read_table(folder / "sacrum.csv", SacralPart, ("part",), references(folder))


@lru_cache(maxsize=16)
def bone_lattices(folder: Path = DATA) -> tuple[BoneLayer, ...]:
    """Give the layers of the lattices that correct the fitted vertebrae."""
    path = folder / "bone_lattices.csv"
    return read_table(path, BoneLayer, ("level", "x_mm"), references(folder))


@lru_cache(maxsize=16)
def limits(folder: Path = DATA) -> Mapping[str, Quantity]:
    """What a change of the anatomy may be given, by parameter."""
    rows = read_table(folder / "limits.csv", Quantity, ("name",), references(folder))
    return MappingProxyType({row.name: row for row in rows})


@lru_cache(maxsize=16)
def measures(folder: Path = DATA) -> tuple[Norm, ...]:
    """Give the published means the model is held against."""
    key = ("measure", "structure")
    return read_table(folder / "measures.csv", Norm, key, references(folder))


@lru_cache(maxsize=16)
def people(folder: Path = DATA) -> Mapping[str, Person]:
    """Every ready-made person, by name."""
    rows = read_table(folder / "people.csv", Person, ("name",), references(folder))
    return MappingProxyType({row.name: row for row in rows})


@lru_cache(maxsize=16)
def severities(folder: Path = DATA) -> tuple[Severity, ...]:
    """Give what the named forms of stenosis are made of."""
    key = ("form", "contributor")
    return read_table(folder / "severities.csv", Severity, key, references(folder))


@lru_cache(maxsize=16)
def courses(folder: Path = DATA) -> tuple[WayPoint, ...]:
    """Give the way points of every root, from the canal outwards."""
    return read_table(folder / "courses.csv", WayPoint, ("root", "step"), references(folder))


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


@lru_cache(maxsize=16)
def structures(folder: Path = DATA) -> Mapping[str, Term]:
    """What every structure is called, by its name in the model."""
    rows = read_table(folder / "structures.csv", Term, ("structure",))
    return MappingProxyType({row.structure: row for row in rows})


def limited(parameter: str, value: float, name: str = "") -> float:
    """Give `value` back if `limits.csv` allows it for a parameter such as "stenosis.facet_mm".

    An error calls it `name`, or what follows the dot.
    """
    row = limits()[parameter]
    if row.low is None or row.high is None:
        raise EvidenceError(DATA / "limits.csv", 0, "low, high", parameter, "two numbers")
    called = name or parameter.partition(".")[2]
    return within(called, value, row.low, row.high, f"limits.csv, row {parameter}")
