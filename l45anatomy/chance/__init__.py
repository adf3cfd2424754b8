"""What an examiner would find in real people: chances instead of certainties.

The deterministic patient of `neurology` loses what the geometry takes. Real people do not: each of
their roots has a susceptibility; most lose less than the teaching patient, some hardly anything,
and that is the symptom-free herniation. Maps lie a root higher or lower, examiners err, and old
people lack Achilles reflexes. Every number of this stands in `variation.csv`; the form of it, a
lognormal susceptibility per root, is a model assumption.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from l45anatomy import evidence
from l45anatomy.chance import odds, temper
from l45anatomy.chance.differences import rules
from l45anatomy.chance.slots import Array, layout, suffered
from l45anatomy.clearance import Compression
from l45anatomy.frame import Side, source_of, within
from l45anatomy.neurology import Exam, Finding, found_at, slight_at
from l45anatomy.supply import Caught, caught_by
from l45anatomy.tension import movement_lost_to

__all__ = ["Chance", "chances", "examined", "sampled"]

_OLDEST = 120.0
_GONE = 1.0  # the loss of what is absent


@dataclass(frozen=True, kw_only=True)
class Chance:
    """How likely an examiner finds one item on one side abnormal.

    `clear` is the share of it that is more than slight: weaker than MRC 4+, for example.
    `sound` is the probability in somebody whom nothing presses.
    """

    item: str
    modality: str
    side: Side | None
    probability: float
    clear: float
    sound: float

    @property
    def name(self) -> str:
        """The item with its side, as in `sole, left`."""
        return self.item if self.side is None else f"{self.item}, {self.side}"

    def __str__(self) -> str:
        """Give the chance on one line."""
        return f"{self.name}: abnormal in {self.probability:.0%} of such patients"


def chances(compressions: Iterable[Compression], age: float | None = None) -> tuple[Chance, ...]:
    """Give the probability of each finding, in the order in which items are examined.

    Parameters
    ----------
    compressions
        As a case gives them.
    age
        In years; None leaves out what comes with age alone.

    Raises
    ------
    ValueError
        If the age is not 0 to 120.
    """
    age = _aged(age)
    known = layout()
    found, clear = odds.probabilities(suffered(compressions), age, rules())
    sound = _sound(age)
    return tuple(
        Chance(
            item=item,
            modality=known.modality[n],
            side=side,
            probability=float(found[n]),
            clear=float(clear[n]),
            sound=float(sound[n]),
        )
        for n, (item, side) in enumerate(known.slots)
    )


def sampled(
    compressions: Iterable[Compression],
    seed: int | np.random.Generator,
    age: float | None = None,
) -> Exam:
    """Examine one patient as noisy as real ones.

    The same compressions and seed give the same patient, as the same seed with others gives the
    same person hit elsewhere. A finding whose `because` is empty has no cause in the spine: the
    examiner erred, or the patient is old.
    """
    return examined(compressions, temper.drawn(source_of(seed)), age)


def examined(
    compressions: Iterable[Compression], one: temper.Temper, age: float | None = None
) -> Exam:
    """Examine one patient of that temper."""
    compressions, age = tuple(compressions), _aged(age)
    law = rules()
    taken = temper.taken(one, suffered(compressions), law)
    ages = None if age is None else np.array([age])
    step = temper.steps(one, taken, ages, law)[0]
    caught = caught_by(compressions)
    every = range(len(layout().slots))
    return Exam(tuple(_found(n, float(taken[0, n]), int(step[n]), caught) for n in every))


@lru_cache(maxsize=128)
def _sound(age: float | None) -> Array:
    """Give the chances in somebody whom nothing presses, (s,)."""
    return odds.probabilities(suffered(()), age, rules())[0]


def _aged(age: float | None) -> float | None:
    return None if age is None else within("age", age, 0.0, _OLDEST)


def _found(n: int, taken: float, step: int, caught: Caught) -> Finding:
    """Give the finding of slot n as the examiner saw it."""
    known = layout()
    (item, side), begins = known.slots[n], known.begins[n]
    if step == int((taken >= begins).sum()):
        loss = movement_lost_to(item, taken) if known.tension[n] else taken
        return found_at(item, side, loss, caught)
    wrong = (0.0, slight_at(evidence.items()[item].curve), _GONE)[step]
    return found_at(item, side, wrong, {})
