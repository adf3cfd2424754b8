"""Published figures that a lesson quotes and nothing computes with.

What the model uses stands in the table of its subject; here is what only prose needs, so that a
number in a lesson can be followed to its source like any other.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from l45anatomy.evidence.sources import DATA, references
from l45anatomy.tables import Fact, read_table


@dataclass(frozen=True, kw_only=True)
class Quote(Fact):
    """One figure under a topic of the course: of what, in whom, among how many."""

    topic: str
    item: str
    setting: str
    n: float | None
    value: float


@lru_cache(maxsize=16)
def quotes(folder: Path = DATA) -> Mapping[tuple[str, str, str], Quote]:
    """Give the quoted figures, by topic, item and setting."""
    key = ("topic", "item", "setting")
    rows = read_table(folder / "quotes.csv", Quote, key, references(folder))
    return MappingProxyType({(row.topic, row.item, row.setting): row for row in rows})
