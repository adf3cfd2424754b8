"""Grades of the canal: the room the sac has left, the roots in it, the bone around it."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from l45anatomy.clearance import Course, SacSection
from l45anatomy.frame import LEVELS, ROOTS, Side
from l45anatomy.grading.grade import Grade, definition, graded, named, row_for
from l45anatomy.grading.probes import bones_at, free_way, solids_of
from l45anatomy.spine.build import Spine
from l45anatomy.spine.sac import SACRAL_STRANDS

_LOOK_MM = 20.0  # how far walls are looked for from the middle of the sac


def _beside(spine: Spine, course: Course, level: str) -> NDArray[np.int_]:
    """Give the stations of the sac at a level, (k,)."""
    (disc,) = solids_of(spine, f"disc {level}")
    far = course.tube.far
    middle = int(np.argmin(np.abs(disc.placement.to_local(course.tube.path)[:, 2])))
    return np.flatnonzero(np.abs(far - far[middle]) <= definition("level reach"))


def strands_at(level: str) -> int:
    """Count the strands in the sac behind a disc: roots that leave below it and sacral ones."""
    roots = len(ROOTS) - 1 - LEVELS.index(level)
    return 2 * (roots + len(SACRAL_STRANDS))


def canal_grades(spine: Spine, course: Course, levels: Sequence[str] = LEVELS) -> Iterator[Grade]:
    """Give the grades of sac and bony canal, level by level; `course` is that of the sac."""
    for room in course.sections:
        if room.level not in levels:
            continue
        yield from _crowding(spine, course, room)
        yield _band(room)
        depth = canal_depth(spine, course, room.level)
        row = row_for("Verbiest", {"canal depth": depth})
        yield graded(row, f"canal {room.level}", room.level, depth)


def claudication_grade(course: Course) -> Grade:
    """Give the grade that counts the levels at which the sac is too small."""
    few = sum(room.area_mm2 < definition("claudication area") for room in course.sections)
    return graded(row_for("Hamanishi", {"levels": few}), "dural sac", "", few)


def _crowding(spine: Spine, course: Course, room: SacSection) -> Iterator[Grade]:
    """Give how crowded the strands are: a strand needs room, and what is left is CSF.

    Few strands run behind L5-S1, yet a sac below the critical area is nowhere graded free.
    """
    share = strands_at(room.level) * definition("room per strand") / room.area_mm2
    row = row_for("Schizas", {"rootlet share": share})
    where = ("dural sac", room.level)
    if row.grade == "C":  # only here fat decides, and feeling for it takes long
        fat = posterior_fat(spine, course, room.level)
        worst = row_for("Schizas", {"rootlet share": share, "posterior fat": fat})
        row = worst if worst.rank > row.rank else row
    least = row_for("Sac area", {"sac area": room.area_mm2}).grade == "critical"
    if least and not row.rank:
        row = named("Schizas", "B")
    yield graded(row, *where, share, measure="room the rootlets need", unit="share")
    csf = max(1.0 - share, 0.0)
    row = row_for("Lee central", {"CSF share": csf})
    yield graded(named("Lee central", "1") if least and not row.rank else row, *where, csf)


def posterior_fat(spine: Spine, course: Course, level: str) -> float:
    """Give the least fat in the midline between the sac and the wall behind it, mm.

    A sac pushed from in front takes the room of the fat first (model assumption); below 0 there is
    none left.
    """
    names = [*bones_at(level)]
    names += [f"ligamentum flavum {level} {side}" for side in Side]
    here = _beside(spine, course, level)
    tube = course.tube
    _, back = tube.across
    deep = tube.radii[here, 1]
    far = free_way(solids_of(spine, *names), tube.path[here], back[here], _LOOK_MM)
    front = solids_of(spine, *names, f"disc {level}")
    rear = tube.path[here] + deep[:, None] * back[here]
    pushed = np.maximum(2 * deep - free_way(front, rear, -back[here], _LOOK_MM), 0.0)
    return float(np.min(far - deep - pushed))


def _band(room: SacSection) -> Grade:
    """Give the band of sac area; the early one only where the sac has lost area of its own."""
    row = row_for("Sac area", {"sac area": room.area_mm2})
    if row.rank == 1 and room.loss < definition("sac narrowed"):
        row = named("Sac area", "normal")
    return graded(row, "dural sac", room.level, room.area_mm2)


def canal_depth(spine: Spine, course: Course, level: str) -> float:
    """Give the least midsagittal depth of the bony canal at a level, mm; infinite if it is open."""
    bones = solids_of(spine, *bones_at(level))
    here = _beside(spine, course, level)
    _, back = course.tube.across
    middle = course.tube.path[here]
    both = np.concatenate([-back[here], back[here]])
    ahead, behind = np.split(free_way(bones, np.tile(middle, (2, 1)), both, _LOOK_MM), 2)
    return float(np.min(ahead + behind))
