"""What electrodiagnosis looks at: muscles, potentials, when they change and from what loss on."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from l45anatomy.evidence.sources import DATA, references
from l45anatomy.tables import Fact, read_table

Reach = Literal["paraspinal", "proximal", "distal"]
Test = Literal[
    "needle EMG", "sensory potential", "motor potential", "late response", "conduction block"
]
Fibres = Literal["motor axons", "sensory axons", "all fibres"]


@dataclass(frozen=True, kw_only=True)
class Muscle:
    """A muscle that is needled: how far out it lies, and whose supply it has.

    `like` names the item of the examination whose nerves and roots it shares; roots of its own in
    `emg_supply.csv` come before those, nerves of its own stand in `nerve`.
    """

    muscle: str
    reach: Reach
    like: str
    nerve: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class MuscleShare(Fact):
    """How much of a muscle one root carries, where an item of the examination does not say it."""

    muscle: str
    root: str
    share: float


@dataclass(frozen=True, kw_only=True)
class Measurement(Fact):
    """One measurement: what it measures, whose supply that has, and from what loss it shows.

    `like` is a muscle, an item, or for a conduction block the nerve itself; `limit` the share of
    the `fibres` lost from which it counts as abnormal.
    """

    structure: str
    test: Test
    like: str
    fibres: Fibres
    words: str
    limit: float


@dataclass(frozen=True, kw_only=True)
class Onset(Fact):
    """The day from which one stage shows in one kind of structure."""

    what: str
    stage: str
    day: float


@lru_cache(maxsize=16)
def muscles(folder: Path = DATA) -> Mapping[str, Muscle]:
    """Every muscle that is needled, in that order, by name."""
    rows = read_table(folder / "emg_muscles.csv", Muscle, ("muscle",))
    return MappingProxyType({row.muscle: row for row in rows})


@lru_cache(maxsize=16)
def muscle_shares(folder: Path = DATA) -> Mapping[str, tuple[MuscleShare, ...]]:
    """Give the roots of the muscles that are no items, by muscle."""
    key = ("muscle", "root")
    rows = read_table(folder / "emg_supply.csv", MuscleShare, key, references(folder))
    names = dict.fromkeys(row.muscle for row in rows)
    return MappingProxyType({n: tuple(row for row in rows if row.muscle == n) for n in names})


@lru_cache(maxsize=16)
def measurements(folder: Path = DATA) -> Mapping[str, Measurement]:
    """Every measurement, by structure; that of the needle first."""
    rows = read_table(folder / "conduction.csv", Measurement, ("structure",), references(folder))
    return MappingProxyType({row.structure: row for row in rows})


@lru_cache(maxsize=16)
def onsets(folder: Path = DATA) -> Mapping[tuple[str, str], Onset]:
    """Give the day from which a stage shows, by structure and stage."""
    rows = read_table(folder / "emg_timing.csv", Onset, ("what", "stage"), references(folder))
    return MappingProxyType({(row.what, row.stage): row for row in rows})
