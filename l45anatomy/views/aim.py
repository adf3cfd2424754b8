"""What a case is about: the level, and the foramen, that pictures look at."""

from functools import lru_cache

from l45anatomy.case import Case
from l45anatomy.frame import LEVELS, ROOTS, Side
from l45anatomy.spine.tube import Tube


def level_of(case: Case) -> str:
    """Give the level a case is about: that of the first change which has one."""
    levels = (getattr(change, "level", "") for change in case.changes)
    return next((level for level in levels if level in LEVELS), LEVELS[1])


def aim(case: Case) -> list[float]:
    """Give the point the foraminal view looks at, mm: the foramen on the level and side changed."""
    placed = (change for change in case.changes if change.level)
    change = next(placed, next(iter(case.changes), None))
    level, side = getattr(change, "level", "") or LEVELS[1], getattr(change, "side", None)
    root = level.partition("-")[0]
    root = root if root in ROOTS else ROOTS[0]  # nothing is modelled to leave higher up
    tube = next(t for t in case.spine.tubes if t.root == root and t.side == (side or Side.LEFT))
    return list(_foramen(tube))


@lru_cache(maxsize=64)
def _foramen(tube: Tube) -> tuple[float, ...]:
    """Give the middle of the way of a root through its foramen, mm."""
    inside = [i for i in range(len(tube.path)) if tube.place(i)[0] == "foramen"]
    return tuple(tube.path[inside].mean(axis=0).tolist())
