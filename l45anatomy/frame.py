"""Axes, sides and levels: the words every other module uses.

Axes are RAS+: x to the patient's right, y anterior, z superior, millimetres, origin at the centre
of the upper endplate of S1. Nothing here knows anatomy beyond the names of levels and roots.
"""

from collections.abc import Iterable
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]  # (n, 3) float, mm
Distances = NDArray[np.float64]  # (n,) float, mm
Vec = tuple[float, float, float]

RIGHT: Vec = (1.0, 0.0, 0.0)

VERTEBRAE = ("L1", "L2", "L3", "L4", "L5")
DISCS = ("L1-L2", "L2-L3", "L3-L4", "L4-L5", "L5-S1")
LEVELS = DISCS[2:]  # where something can happen; above them the spine is only there to be seen
ROOTS = ("L3", "L4", "L5", "S1")
ZONES = ("central", "subarticular", "foraminal", "extraforaminal")


class Side(StrEnum):
    """The patient's side, never the viewer's."""

    RIGHT = "right"
    LEFT = "left"

    def __repr__(self) -> str:
        """Give the word in quotes: wherever a side is asked for, its word will do."""
        return repr(self.value)

    @property
    def sign(self) -> int:
        """+1 on the right, -1 on the left: the sign of x."""
        return 1 if self is Side.RIGHT else -1

    @property
    def other(self) -> "Side":
        """The opposite side."""
        return Side.LEFT if self is Side.RIGHT else Side.RIGHT


def one_of(name: str, value: str, allowed: Iterable[str], source: str = "") -> str:
    """Give `value` back if it is allowed, else raise a `ValueError` that lists what is."""
    known = tuple(allowed)
    if value not in known:
        where = f" ({source})" if source else ""
        raise ValueError(f"{name} is {value!r}, must be one of {', '.join(known)}{where}")
    return value


def within(name: str, value: float, low: float, high: float, source: str = "") -> float:
    """Give `value` back as a float if `low <= value <= high`, else raise a `ValueError`."""
    where = f" ({source})" if source else ""
    is_number = isinstance(value, int | float | np.number) and not isinstance(value, bool)
    if not is_number or not low <= value <= high:
        raise ValueError(f"{name} is {value!r}, must be {low:g} to {high:g}{where}")
    return float(value)


def whole(name: str, value: int, low: int) -> int:
    """Give `value` back as an int if it is a whole number from `low` on, else a `ValueError`."""
    is_whole = isinstance(value, int | np.integer) and not isinstance(value, bool)
    if not is_whole or value < low:
        raise ValueError(f"{name} is {value!r}, must be a whole number from {low} on")
    return int(value)


def source_of(seed: int | np.random.Generator) -> np.random.Generator:
    """Give the random numbers of a seed, or those given; any other seed is a `ValueError`."""
    if isinstance(seed, np.random.Generator):
        return seed
    return np.random.default_rng(whole("seed", seed, 0))
