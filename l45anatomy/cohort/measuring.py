"""What the geometry does to many people at once: no meshes, one row per person.

People with the same body are measured one after the other, so that what is known of its bones is
known for all of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from l45anatomy.case import Case
from l45anatomy.chance.slots import Array, Suffered, suffered
from l45anatomy.cohort.drawing import Proposal
from l45anatomy.frame import LEVELS, ROOTS
from l45anatomy.supply import SIDES


@dataclass(frozen=True, eq=False)
class Measured:
    """What became of roots and sac in n people.

    `grade` (n, 2, roots) from 0 free to 3 compressed, right and left, L3 to S1; `sac_mm2` and
    `rest_mm2` (n, levels) from L3-L4 down, now and undisturbed; `loss`, `sore` and `taut` as in
    `chance.slots.Suffered`.
    """

    grade: Array
    sac_mm2: Array
    rest_mm2: Array
    loss: Array
    sore: Array
    taut: Array

    @property
    def suffered(self) -> Suffered:
        """What every root suffers."""
        return Suffered(self.loss, self.sore, self.taut)

    def only(self, chosen: NDArray[np.int_]) -> "Measured":
        """Give the same for some of the people."""
        return Measured(*(getattr(self, f.name)[chosen] for f in fields(self)))

    @classmethod
    def joined(cls, parts: Sequence["Measured"]) -> "Measured":
        """Put people together."""
        names = [f.name for f in fields(cls)]
        return cls(*(np.concatenate([getattr(part, name) for part in parts]) for name in names))


def measured(people: Sequence[Proposal]) -> Measured:
    """Measure some people, those with one body best in one call."""
    cases = [Case(*person.changes, anatomy=person.body) for person in people]
    grade = np.zeros((len(cases), len(SIDES), len(ROOTS)))
    sac, rest = (np.zeros((len(cases), len(LEVELS))) for _ in range(2))
    pressed = []
    for n, case in enumerate(cases):
        compressions = case.compressions
        pressed.append(compressions)
        for c in compressions:
            if c.root in ROOTS and c.side is not None:
                at = (n, SIDES.index(c.side), ROOTS.index(c.root))
                grade[at] = max(grade[at], c.grade)
        sac[n] = [section.area_mm2 for section in case.sac]
        rest[n] = [section.rest_mm2 for section in case.sac]
    all_ = suffered(*pressed)
    return Measured(grade, sac, rest, all_.loss, all_.sore, all_.taut)
