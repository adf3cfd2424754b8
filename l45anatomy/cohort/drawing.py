"""Draws people and what happened to their spines from a population of `populations.csv`.

A part of a population is a change (`Herniation`, `Stenosis 2` for a second one), its parameters the
fields of that change. Nothing here measures anything: a proposal is what somebody might have.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from l45anatomy import evidence
from l45anatomy.anatomy import Anatomy
from l45anatomy.changes import KINDS, Change
from l45anatomy.evidence import Feature
from l45anatomy.frame import one_of
from l45anatomy.people import healthy

_TRIES = 1000
_FINEST = 0.01  # numbers are rounded to this where a row says nothing

Parts = Mapping[str, Mapping[str, tuple[Feature, ...]]]


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """Somebody drawn from a population: the person, and what happened to the spine."""

    sex: str
    age: float
    canal_mm: float
    changes: tuple[Change, ...]

    @property
    def body(self) -> Anatomy:
        """The healthy person: one of few, so that what is measured of a body serves many."""
        return healthy(self.sex, canal_mm=self.canal_mm)


def names() -> tuple[str, ...]:
    """List the populations."""
    return tuple(evidence.populations())


@lru_cache(maxsize=64)
def parts_of(population: str) -> Parts:
    """Give part -> parameter -> rows, those of the population it is like included.

    Raises
    ------
    ValueError
        If there is no such population.
    """
    one_of("population", population, names(), "populations.csv")
    parts: dict[str, dict[str, tuple[Feature, ...]]] = {}
    rows = evidence.populations()[population]
    for row in rows:
        if row.parameter == "like":
            parts |= {part: dict(known) for part, known in parts_of(row.option).items()}
    for row in rows:
        if row.parameter != "like":
            own = (row.part, row.parameter)
            same = tuple(r for r in rows if (r.part, r.parameter) == own)
            parts.setdefault(row.part, {})[row.parameter] = same
    return parts


def draw(population: str, source: np.random.Generator) -> Proposal:
    """Draw somebody from a population."""
    parts = parts_of(population)
    person = _drawn(parts["person"], source)
    changes = []
    for part, rows in parts.items():
        kind: Callable[..., Change] | None = KINDS.get(part.split(" ")[0])
        if kind is None:
            continue
        present = rows["present"][0].value if "present" in rows else 1.0
        is_there = source.random() < present
        fields = _drawn({name: rows[name] for name in rows if name != "present"}, source)
        if is_there:
            form = fields.pop("form", "")
            changes.append((getattr(kind, str(form)) if form else kind)(**fields))
    return Proposal(
        sex=str(person["sex"]),
        age=float(person["age"]),
        canal_mm=float(person["canal_mm"]),
        changes=tuple(changes),
    )


def _drawn(
    rows: Mapping[str, tuple[Feature, ...]], source: np.random.Generator
) -> dict[str, str | float]:
    """Draw a value for each parameter: first those that depend on nothing, then the rest."""
    found: dict[str, str | float] = {}
    order = sorted(rows, key=lambda name: any(row.given for row in rows[name]))
    for name in order:
        known = {f"{key}={value}" for key, value in found.items()}
        own = [row for row in rows[name] if row.given in known]
        found[name] = _one(own or [row for row in rows[name] if not row.given], source)
    return found


def _one(rows: list[Feature], source: np.random.Generator) -> str | float:
    """Draw one of the options, or a number."""
    if rows[0].option:
        shares = np.array([row.value for row in rows])
        option = rows[int(source.choice(len(rows), p=shares / shares.sum()))].option
        return float(option) if option.isdigit() else option
    return _number(rows[0], source)


def _number(row: Feature, source: np.random.Generator) -> float:
    """Draw from the normal distribution of a row until the number lies in its range."""
    step = row.step or _FINEST
    low = float("-inf") if row.low is None else row.low
    high = float("inf") if row.high is None else row.high
    for _ in range(_TRIES):
        value = row.value + row.spread * source.standard_normal()
        value = round(round((value - row.value) / step) * step + row.value, 6)
        if low <= value <= high:
            return value
    raise ValueError(
        f"{row.population}, {row.part}.{row.parameter} has the mean {row.value:g}, "
        f"must be such that draws fall into {low:g} to {high:g} (populations.csv)"
    )
