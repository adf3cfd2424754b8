"""What a slice shows: how bright tissues are, and what lies around the spine."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from l45anatomy.evidence.sources import DATA, references
from l45anatomy.tables import Fact, read_table


@dataclass(frozen=True, kw_only=True)
class Signal(Fact):
    """How bright a tissue is in one weighting: 0 black, 1 the brightest grey."""

    tissue: str
    weighting: str
    value: float


@dataclass(frozen=True, kw_only=True)
class Surrounding(Fact):
    """One size of something that only slices show, mm from the midline and from the bodies."""

    structure: str
    tissue: str
    measure: str
    value: float


@lru_cache(maxsize=16)
def signals(folder: Path = DATA) -> Mapping[tuple[str, str], Signal]:
    """Give the brightness of every tissue, by tissue and weighting."""
    key = ("tissue", "weighting")
    rows = read_table(folder / "signals.csv", Signal, key, references(folder))
    return MappingProxyType({(row.tissue, row.weighting): row for row in rows})


@lru_cache(maxsize=16)
def surroundings(folder: Path = DATA) -> Mapping[str, Mapping[str, Surrounding]]:
    """Give the sizes of everything that only slices show, by structure and measure."""
    key = ("structure", "measure")
    found: dict[str, dict[str, Surrounding]] = {}
    for row in read_table(folder / "surroundings.csv", Surrounding, key, references(folder)):
        found.setdefault(row.structure, {})[row.measure] = row
    return MappingProxyType({name: MappingProxyType(rows) for name, rows in found.items()})
