"""What becomes of patients: shares that recover by weeks, and single published figures."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from l45anatomy.evidence.sources import DATA, references
from l45anatomy.tables import Fact, read_table

Arm = Literal["with", "without", "any"]
Counts = Literal["reached", "then"]


@dataclass(frozen=True, kw_only=True)
class RecoveryPoint(Fact):
    """What share of patients had recovered some weeks after the start.

    `definition` says what counts as recovered, `arm` whether the care was with or without an
    operation. `counts` is `reached` where everybody who got there by then is counted, so that the
    share cannot fall, and `then` where only those are who are well at that time.
    """

    cause: str
    definition: str
    arm: Arm
    care: str
    counts: Counts
    weeks: float
    n: float | None
    share: float


@dataclass(frozen=True, kw_only=True)
class Outcome(Fact):
    """One published figure on what becomes of patients: of what kind, of whom, what."""

    topic: str
    subject: str
    item: str
    n: float | None
    value: float


@lru_cache(maxsize=16)
def recovery(folder: Path = DATA) -> Mapping[str, tuple[RecoveryPoint, ...]]:
    """Give the points of all recovery curves, by cause."""
    key = ("cause", "definition", "care", "weeks")
    rows = read_table(folder / "recovery.csv", RecoveryPoint, key, references(folder))
    causes = dict.fromkeys(row.cause for row in rows)
    return MappingProxyType({c: tuple(row for row in rows if row.cause == c) for c in causes})


@lru_cache(maxsize=16)
def outcomes(folder: Path = DATA) -> Mapping[tuple[str, str, str], Outcome]:
    """Give the single figures, by topic, subject and item."""
    key = ("topic", "subject", "item")
    rows = read_table(folder / "outcomes.csv", Outcome, key, references(folder))
    return MappingProxyType({(row.topic, row.subject, row.item): row for row in rows})
