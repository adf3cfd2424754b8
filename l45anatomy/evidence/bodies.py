"""What a person is made of: sizes, shapes, courses and names, one table each."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from l45anatomy.evidence.sources import DATA, references
from l45anatomy.tables import Basis, Fact, read_table

Role = Literal["drum", "bone", "face", "hollow", "foramen"]
System = Literal["bones", "discs", "joints", "ligaments", "nerves"]

_TOLERANCE = 0.1  # share of a published mean, where no spread was published


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
class WayPoint(Fact):
    """One way point of a root: each coordinate is a landmark, plus mm, plus so many radii.

    `size` is the radius there as a share of the root's; `mobility_mm` how far it may move,
    `inner_mm` how far backwards and inwards, which inside the sac is farther.
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
    inner_mm: float

    def __post_init__(self) -> None:
        if self.inner_mm < self.mobility_mm:
            raise ValueError(
                f"inner_mm is {self.inner_mm:g}, must be at least mobility_mm, {self.mobility_mm:g}"
            )


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
def courses(folder: Path = DATA) -> tuple[WayPoint, ...]:
    """Give the way points of every root, from the canal outwards."""
    return read_table(folder / "courses.csv", WayPoint, ("root", "step"), references(folder))


@lru_cache(maxsize=16)
def structures(folder: Path = DATA) -> Mapping[str, Term]:
    """What every structure is called, by its name in the model."""
    rows = read_table(folder / "structures.csv", Term, ("structure",))
    return MappingProxyType({row.structure: row for row in rows})
