"""What a case is about: the level, the side and the view that pictures look at."""

from functools import lru_cache

from l45anatomy.case import Case
from l45anatomy.frame import LEVELS, Side
from l45anatomy.spine.tube import Tube


def level_of(case: Case) -> str:
    """Give the level a case is about: that of the first change which has one.

    A change higher up than roots are modelled belongs to the highest level there is.
    """
    levels = [change.level for change in case.changes if change.level]
    return next((level for level in levels if level in LEVELS), LEVELS[0 if levels else 1])


def side_of(case: Case) -> Side:
    """Give the side a case is about: that of a change at its level before others, else the left."""
    level = level_of(case)
    own_level_first = sorted(case.changes, key=lambda change: change.level != level)
    sides = (getattr(change, "side", None) for change in own_level_first)
    return next((Side(side) for side in sides if side), Side.LEFT)


def aim(case: Case) -> list[float]:
    """Give the point the foraminal view looks at, mm: the foramen on the level and side changed."""
    root, side = level_of(case).partition("-")[0], side_of(case)
    return list(_foramen(next(t for t in case.spine.tubes if (t.root, t.side) == (root, side))))


def view_of(case: Case) -> str:
    """Give the named view that shows where a root is caught hardest at the level a case is about.

    That is from behind, or into the foramen.
    """
    own, first = level_of(case), side_of(case)
    caught = [c for c in case.compressions if c.side and c.level == own and c.is_caught]
    worst = max(caught, key=lambda c: (c.grade, round(c.loss, 3), c.side == first), default=None)
    if worst is None or not worst.site.startswith(("foramen", "extraforaminal")):
        return "posterior"
    return f"foraminal {worst.side}"


@lru_cache(maxsize=64)
def _foramen(tube: Tube) -> tuple[float, ...]:
    """Give the middle of the way of a root through its foramen, mm."""
    inside = [i for i in range(len(tube.path)) if tube.place(i)[0] == "foramen"]
    return tuple(tube.path[inside].mean(axis=0).tolist())
