"""What a change of the anatomy may be given, and what named causes amount to."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from l45anatomy.evidence.bodies import Quantity
from l45anatomy.evidence.sources import DATA, references
from l45anatomy.frame import within
from l45anatomy.tables import EvidenceError, Fact, read_table


@dataclass(frozen=True, kw_only=True)
class Severity(Fact):
    """What one contributor amounts to in a named form of stenosis at severity 1."""

    form: str
    contributor: str
    value: float


@dataclass(frozen=True, kw_only=True)
class Degeneration(Fact):
    """What one part of a segment comes to at one grade of disc degeneration."""

    grade: int
    contributor: str
    value: float


@dataclass(frozen=True, kw_only=True)
class Palsy(Fact):
    """A lesion of a nerve beyond the roots: where, from what, and the share it usually takes."""

    lesion: str
    nerve: str
    site: str
    cause: str
    value: float


@dataclass(frozen=True, kw_only=True)
class Aftermath(Fact):
    """One thing an operation leaves behind, as words that the numbers are put into."""

    operation: str
    leaves: str
    value: float


@lru_cache(maxsize=16)
def limits(folder: Path = DATA) -> Mapping[str, Quantity]:
    """What a change of the anatomy may be given, by parameter."""
    rows = read_table(folder / "limits.csv", Quantity, ("name",), references(folder))
    return MappingProxyType({row.name: row for row in rows})


@lru_cache(maxsize=16)
def severities(folder: Path = DATA) -> tuple[Severity, ...]:
    """Give what the named forms of stenosis are made of."""
    key = ("form", "contributor")
    return read_table(folder / "severities.csv", Severity, key, references(folder))


@lru_cache(maxsize=16)
def degenerations(folder: Path = DATA) -> tuple[Degeneration, ...]:
    """Give what the grades of disc degeneration come to."""
    key = ("grade", "contributor")
    return read_table(folder / "degenerations.csv", Degeneration, key, references(folder))


@lru_cache(maxsize=16)
def palsies(folder: Path = DATA) -> Mapping[str, Palsy]:
    """Every named lesion of a nerve beyond the roots, by name."""
    rows = read_table(folder / "nerve_lesions.csv", Palsy, ("lesion",), references(folder))
    return MappingProxyType({row.lesion: row for row in rows})


@lru_cache(maxsize=16)
def operations(folder: Path = DATA) -> tuple[Aftermath, ...]:
    """Give what every operation leaves behind."""
    key = ("operation", "leaves")
    return read_table(folder / "operations.csv", Aftermath, key, references(folder))


def allowed(parameter: str) -> tuple[float, float]:
    """Give the least and the most that `limits.csv` allows a parameter."""
    row = limits()[parameter]
    if row.low is None or row.high is None:
        raise EvidenceError(DATA / "limits.csv", 0, "low, high", parameter, "two numbers")
    return row.low, row.high


def limited(parameter: str, value: float, name: str = "") -> float:
    """Give `value` back if `limits.csv` allows it for a parameter such as "stenosis.facet_mm".

    An error calls it `name`, or what follows the dot.
    """
    called = name or parameter.partition(".")[2]
    return within(called, value, *allowed(parameter), f"limits.csv, row {parameter}")


@lru_cache(maxsize=16)
def yielding(folder: Path = DATA) -> Mapping[str, Quantity]:
    """What counts as contact, deviation and compression, and how a stretched root answers."""
    rows = read_table(folder / "yielding.csv", Quantity, ("name",), references(folder))
    return MappingProxyType({row.name: row for row in rows})
