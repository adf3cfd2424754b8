"""How bright tissues are in a slice."""

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


@lru_cache(maxsize=16)
def signals(folder: Path = DATA) -> Mapping[tuple[str, str], Signal]:
    """Give the brightness of every tissue, by tissue and weighting."""
    key = ("tissue", "weighting")
    rows = read_table(folder / "signals.csv", Signal, key, references(folder))
    return MappingProxyType({(row.tissue, row.weighting): row for row in rows})
