"""How people differ, as numbers ready to reckon with: `variation.csv` read once.

`Rules` may be made with other values than the table's; that is how they are calibrated.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from l45anatomy import evidence
from l45anatomy.chance.slots import KINDS, MAPS, Array, layout


@dataclass(frozen=True, eq=False)
class Rules:
    """What differs between patients and examiners.

    `median`, `spread` (k,) of the susceptibility by kind, `shared` the share of its variance that
    all kinds of a root have in common, `maps` (maps, s) how often an item is carried by the map of
    that name, `false_positive`, `missed` (s,) how examiners err, `absent` the ages and shares at
    which Achilles reflexes are gone on both sides.
    """

    median: Array
    spread: Array
    shared: float
    maps: Array
    false_positive: Array
    missed: Array
    absent: tuple[Array, Array]


@lru_cache(maxsize=1)
def rules() -> Rules:
    """Give what `variation.csv` says."""
    return rules_of({key: row.value for key, row in evidence.variation().items()})


@lru_cache(maxsize=1)
def asked() -> Rules:
    """Give how those differ about whom somebody asks: they were chosen for what they show.

    Rows of `variation.csv` whose subject begins with `asked` stand in for those of the subject.
    """
    values = {key: row.value for key, row in evidence.variation().items()}
    chosen = {
        (subject.removeprefix(_ASKED), parameter): value
        for (subject, parameter), value in values.items()
        if subject.startswith(_ASKED)
    }
    return rules_of(values | chosen)


def rules_of(values: dict[tuple[str, str], float]) -> Rules:
    """Give the rules of a table's values, by subject and parameter."""
    known = layout()
    items = [item for item, _ in known.slots]

    def by_slot(parameter: str) -> Array:
        """Give what is said of the item, else of its modality, else of anyone, (s,)."""
        usual = values.get(("anyone", parameter), 0.0)
        return np.array(
            [
                values.get((item, parameter), values.get((modality, parameter), usual))
                for item, modality in zip(items, known.modality, strict=True)
            ]
        )

    shifted = [by_slot(name) for name in MAPS[1:]]

    ages = sorted(
        (float(parameter.rpartition(" ")[2]), value)
        for (subject, parameter), value in values.items()
        if subject == AGEING and parameter.startswith(_ABSENT)
    )
    return Rules(
        median=np.array([values[kind, "susceptibility_median"] for kind in KINDS]),
        spread=np.array([values[kind, "susceptibility_spread"] for kind in KINDS]),
        shared=values["anyone", "shared"],
        maps=np.array([1.0 - sum(shifted), *shifted]),
        false_positive=by_slot("false_positive"),
        missed=by_slot("missed"),
        absent=(np.array([age for age, _ in ages]), np.array([share for _, share in ages])),
    )


_ABSENT = "absent at"
_ASKED = "asked "
AGEING = "Achilles reflex"  # the one item that is lost with the years


def absent(age: float | None, known: Rules) -> float:
    """Give the share of people of that age without Achilles reflexes, none if it is not said."""
    return 0.0 if age is None else float(np.interp(age, *known.absent))
