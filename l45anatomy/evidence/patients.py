"""How people differ from each other and examiners from themselves."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from l45anatomy.evidence.sources import DATA, references
from l45anatomy.tables import Fact, read_table


@dataclass(frozen=True, kw_only=True)
class Variation(Fact):
    """One number on how patients, or those who examine them, differ."""

    subject: str
    parameter: str
    value: float


@lru_cache(maxsize=16)
def variation(folder: Path = DATA) -> Mapping[tuple[str, str], Variation]:
    """Give every number on how patients differ, by subject and parameter."""
    key = ("subject", "parameter")
    rows = read_table(folder / "variation.csv", Variation, key, references(folder))
    return MappingProxyType({(row.subject, row.parameter): row for row in rows})
