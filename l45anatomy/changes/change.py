"""What a change is, and how several are applied."""

from collections.abc import Iterable
from functools import reduce
from typing import Protocol

from l45anatomy.anatomy import Anatomy


class Change(Protocol):
    """Something that happens to a spine."""

    @property
    def level(self) -> str:
        """The motion segment it happens at, as "L4-L5"; empty beyond the spine."""

    def apply(self, anatomy: Anatomy) -> Anatomy:
        """Give the anatomy as it is afterwards."""


def affect(anatomy: Anatomy, changes: Iterable[Change]) -> Anatomy:
    """Apply changes one after the other."""
    return reduce(lambda person, change: change.apply(person), changes, anatomy)
