"""What was asked of a solid before, station by station, so that no station is asked twice.

It may grow while it is used, up to a limit: that changes what is known, never what is true.
"""

from collections.abc import Callable
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from l45anatomy.geometry.fields import Field
from l45anatomy.spine.tube import Stations

_MOST = 300  # stations that are remembered; those known longest are forgotten first

# What a solid is from some stations (k,) of a tube, up to a distance, (k, ...) mm.
Question = Callable[[Field, Stations, NDArray[np.intp], float], NDArray[np.float64]]


class Asked:
    """One question to one solid, and its answers by the key of the station."""

    def __init__(self, question: Question, solid: Field, reach_mm: float) -> None:
        self._question, self._solid, self._reach_mm = question, solid, reach_mm
        self._known: dict[bytes, NDArray[np.float64]] = {}  # (1, ...) each

    def answers(self, own: Stations, stations: NDArray[np.intp]) -> NDArray[np.float64]:
        """Give the answers for some stations (k,) as the solid sees them, (k, ...) mm.

        Another thread may ask, and forget, at the same time.
        """
        keys = [own.keys[station] for station in stations.tolist()]
        told = {key: answer for key in keys if (answer := self._known.get(key)) is not None}
        new = [at for at, key in enumerate(keys) if key not in told]
        if new:
            asked = self._question(self._solid, own, stations[new], self._reach_mm)
            for row, at in enumerate(new):
                # A copy, so that one answer does not hold all those it came with.
                told[keys[at]] = self._known[keys[at]] = asked[row : row + 1].copy()
            for oldest in list(self._known)[:-_MOST]:
                self._known.pop(oldest, None)
        return np.concatenate([told[key] for key in keys])


@lru_cache(maxsize=256)
def asked(question: Question, solid: Field, reach_mm: float) -> Asked:
    """Give what is known: one for equal solids."""
    return Asked(question, solid, reach_mm)
