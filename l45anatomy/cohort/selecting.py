"""Who of those drawn belongs to a population: patients are selected, and selection shows.

Who was operated had clear leg pain and a root that was touched; who is symptom-free had none. The
criteria of a population are its rows `selection` in `populations.csv`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from l45anatomy import evidence
from l45anatomy.chance.slots import Array, layout
from l45anatomy.cohort.drawing import parts_of
from l45anatomy.cohort.measuring import Measured
from l45anatomy.frame import one_of

Flags = NDArray[np.bool_]
Index = NDArray[np.int_]


@dataclass(frozen=True, eq=False)
class Seen:
    """What examiners found in n people, (n, s).

    `step` is 0 sound, 1 slight, 2 clear, `taken` what was truly taken.
    """

    step: Array
    taken: Array

    def only(self, chosen: Index) -> "Seen":
        """Give the same for some of the people."""
        return Seen(self.step[chosen], self.taken[chosen])

    @classmethod
    def joined(cls, parts: Sequence["Seen"]) -> "Seen":
        """Put people together."""
        steps, takens = ([getattr(part, name) for part in parts] for name in ("step", "taken"))
        return cls(np.concatenate(steps), np.concatenate(takens))


@lru_cache(maxsize=64)
def slots_of(modality: str) -> Index:
    """Give the places of all slots of a modality."""
    return np.flatnonzero([known == modality for known in layout().modality])


@lru_cache(maxsize=128)
def slots_named(item: str) -> Index:
    """Give the places of an item: right and left, or the one."""
    one_of("item", item, evidence.items(), "items.csv")
    return np.flatnonzero([name == item for name, _ in layout().slots])


def power(seen: Seen) -> Array:
    """Give the MRC grade of every muscle as the examiner saw it, (n, muscles)."""
    place = slots_of("motor")
    knots = evidence.responses()["motor"]
    grade = np.interp(seen.taken[:, place], [k.loss for k in knots], [k.grade for k in knots])
    normal = knots[0].grade
    slight = next(knot.grade for knot in knots if knot.grade != normal)
    seen_as: Array = np.where(
        seen.step[:, place] == 0, normal, np.where(grade == normal, slight, np.round(grade, 1))
    )
    return seen_as


def pain(seen: Seen) -> Array:
    """Give the strongest leg pain of each of n people: 0 none, 1 mild, 2 more, (n,)."""
    strongest: Array = seen.step[:, slots_of("pain")].max(axis=1)
    return strongest


def _any(seen: Seen, *items: str) -> Array:
    place = np.concatenate([slots_named(item) for item in items])
    found: Array = seen.step[:, place].max(axis=1)
    return found


_CRITERIA: Mapping[str, Callable[[Measured, Seen, float], Flags]] = MappingProxyType(
    {
        "pain": lambda _, seen, least: pain(seen) >= least,
        "painless": lambda _, seen, most: pain(seen) <= most,
        "touched": lambda body, _, least: body.grade.max(axis=(1, 2)) >= least,
        "weakest": lambda _, seen, least: power(seen).min(axis=1) >= least,
        "sac": lambda body, _, most: body.sac_mm2.min(axis=1) <= most,
        "cauda": lambda _, seen, least: _any(seen, "saddle", "bladder") >= least,
        "complaint": lambda _, seen, least: (
            np.maximum(pain(seen), _any(seen, "walking distance")) >= least
        ),
    }
)


def chosen(population: str, body: Measured, seen: Seen) -> Flags:
    """Say who of n people belongs to the population, (n,)."""
    belongs = np.ones(len(seen.step), dtype=bool)
    for name, rows in parts_of(population).get("selection", {}).items():
        criterion = _CRITERIA[one_of("selection", name, _CRITERIA, "populations.csv")]
        belongs &= criterion(body, seen, rows[0].value)
    return belongs
