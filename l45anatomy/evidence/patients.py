"""How people differ, whom a cohort draws, and what published figures it is held against."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from l45anatomy.evidence.sources import DATA, references
from l45anatomy.tables import Fact, read_table

Role = Literal["calibration", "test", "input"]
Interval = Literal["printed", "wilson", "mean", "spread", "fisher", "none"]


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


@dataclass(frozen=True, kw_only=True)
class Feature(Fact):
    """One thing that is drawn for the people of a population.

    With an `option` its `value` is the share of that option, `given` another one (`level=L3-L4`).
    Without, it is the mean of a number with the SD `spread`, drawn again until it lies within `low`
    to `high` and rounded to `step`.
    """

    population: str
    part: str
    parameter: str
    option: str
    given: str
    spread: float
    step: float
    value: float


@lru_cache(maxsize=16)
def populations(folder: Path = DATA) -> Mapping[str, tuple[Feature, ...]]:
    """Give what is drawn for the people of each population, by its name."""
    key = ("population", "part", "parameter", "option", "given")
    rows = read_table(folder / "populations.csv", Feature, key, references(folder))
    names = dict.fromkeys(row.population for row in rows)
    return MappingProxyType({n: tuple(row for row in rows if row.population == n) for n in names})


@dataclass(frozen=True, kw_only=True)
class Figure(Fact):
    """One published figure that a virtual cohort is held against.

    `measure` says how it is worked out from the people of `population`, with `items`. `interval` is
    how sure the paper is: `printed` in `low` and `high`, `wilson` from `n` people, `mean` from `n`
    and the SD `spread`, `spread` for an SD of `n`, `fisher` for a correlation of `n`, `none` if
    nothing is known.
    """

    figure: str
    population: str
    measure: str
    items: tuple[str, ...]
    role: Role
    interval: Interval
    n: str
    spread: float | None
    value: float


@lru_cache(maxsize=16)
def figures(folder: Path = DATA) -> tuple[Figure, ...]:
    """Give every published figure that the model is held against."""
    return read_table(folder / "validation.csv", Figure, ("figure",), references(folder))
