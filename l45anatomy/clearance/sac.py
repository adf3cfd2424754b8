"""How the dural sac yields: it is held by its roots, shifts a little and loses area."""

from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from l45anatomy.clearance.compression import (
    Compression,
    Course,
    SacSection,
    kept_course,
    pressing,
    rule,
    sac_grade,
    vec,
)
from l45anatomy.clearance.meeting import cells, matters_mm, reach_mm, section
from l45anatomy.clearance.places import SAC_GRID, SAC_SHIFTS, cell_mm2, inside
from l45anatomy.frame import LEVELS, Distances, Points
from l45anatomy.spine.build import Structure
from l45anatomy.spine.sac import BEHIND
from l45anatomy.spine.tube import Tube

TAKES_MM = 0.0  # what comes no nearer than that to a cell of the sac takes nothing of it
_NOWHERE = -1
_WHOLE = 1e-6  # what rounding may take from a section that has lost nothing


class _Room(NamedTuple):
    """What solids leave of each section of the sac.

    `depth` (n, *SAC_GRID) is how far each cell is from the nearest solid, `edges` (n,) by name how
    far each section is from each, mm; `rest` and `best` (n,) count the cells left where the sac
    rests and where it has shifted best, of `whole`.
    """

    depth: NDArray[np.float64]
    edges: dict[str, Distances]
    rest: Distances
    best: Distances
    whole: float


def _room(tube: Tube, near: tuple[Structure, ...], within_mm: float) -> _Room:
    """Give what is left of the sac; distances are exact so far, and beyond just large."""
    n, held, far = len(tube.path), inside(), reach_mm(tube.stations)
    depth, edges = np.full((n, *SAC_GRID), far), {}
    for solid in near:
        stations, distances = cells(solid, tube, within_mm)
        if len(stations):
            depth[stations] = np.minimum(depth[stations], distances)
            edges[solid.name] = np.full(n, far)
            edges[solid.name][stations] = np.where(held, distances, far).min(axis=(1, 2))
    # A cell goes, bit by bit, once its middle is inside a solid: area changes smoothly.
    width, whole = np.sqrt(cell_mm2(tube)), float(held.sum())
    rest, best = np.full(n, whole), np.full(n, whole)
    pressed = np.flatnonzero((depth < 0).any(axis=(1, 2)))
    free = np.clip(1.0 + depth[pressed] / width[pressed, None, None], 0.0, 1.0)
    areas = [(_shifted(free, *shift) * held).sum(axis=(1, 2)) for shift in SAC_SHIFTS]
    rest[pressed], best[pressed] = areas[0], np.max(areas, axis=0)
    return _Room(depth, edges, rest, best, whole)


@lru_cache(maxsize=64)
def least_mm2(tube: Tube, near: tuple[Structure, ...]) -> float:
    """Give the least area that the sac has left at a level, mm2: only what takes some is asked."""
    room = _room(tube, near, TAKES_MM)
    area = cell_mm2(tube) * room.whole
    sections = level_sections(tube, room.best / room.whole, area, room.edges)
    return min(section.area_mm2 for section in sections)


@lru_cache(maxsize=64)
def sac_course(tube: Tube, near: tuple[Structure, ...]) -> Course:
    """Give what becomes of the sac among the solids it could meet."""
    far, cell, held = reach_mm(tube.stations), cell_mm2(tube), inside()
    depth, edges, rest, best, whole = _room(tube, near, matters_mm())
    left = best / whole
    sections = level_sections(tube, left, cell * whole, edges)
    # The worst level has lost most; where none has lost anything, it is the narrowest.
    most = min(sections, key=lambda s: (round(1 - s.loss, 6), s.area_mm2))
    worst = int(np.argmin(np.linalg.norm(tube.path - most.at, axis=1)))
    gap = float(depth[worst][held].min())
    if gap >= matters_mm():  # only now it matters how far away the nearest one is
        gap = float(min([far, *(section(solid, tube, worst)[held].min() for solid in near)]))
    grade = sac_grade(gap, most.loss, most.area_mm2)
    return kept_course(
        tube,
        tube.path.tobytes(),
        left.tobytes(),
        Compression(
            root=tube.root,
            side=None,
            site="canal",
            level=most.level,
            gap_mm=gap,
            shift_mm=float(np.sqrt(cell[worst])) if best[worst] > rest[worst] + 1e-9 else 0.0,
            loss=max(most.loss, 0.0),
            by=most.by if grade else (),
            grade=grade,
            at=most.at,
            area_mm2=most.area_mm2,
        ),
        sections,
    )


def _shifted(free: NDArray[np.float64], right: int, back: int) -> NDArray[np.float64]:
    """Give what is free (k, columns, rows) for a sac that has shifted by so many cells."""
    columns, rows = SAC_GRID
    moved = np.zeros_like(free)
    src = free[:, max(right, 0) : columns + min(right, 0), max(back, 0) : rows + min(back, 0)]
    moved[:, max(-right, 0) : columns - max(right, 0), max(-back, 0) : rows - max(back, 0)] = src
    return moved


def level_sections(
    tube: Tube, left: Distances, rest: Distances, edge: dict[str, Distances]
) -> tuple[SacSection, ...]:
    """Give of each level the section that has lost most, or the one behind its disc if none has.

    A place where area is lost belongs to the level of what presses there, as far as that has one:
    a thick ligament of one level may reach down behind the next vertebra. `edge` has how far each
    solid is from each section, (n,) mm.
    """
    discs = np.array([tube.way[i] for i, site in enumerate(tube.sites) if site == BEHIND])
    levels = [tube.levels[i] for i, site in enumerate(tube.sites) if site == BEHIND]
    away = np.linalg.norm(tube.path[:, None] - discs, axis=2)
    away[:, [i for i, level in enumerate(levels) if level not in LEVELS]] = np.inf
    owner = away.argmin(axis=1)
    # Below the last disc the sac tapers to its end: a small area there is no narrow one.
    owner[(owner == len(levels) - 1) & _is_past(tube.path, discs[-1])] = _NOWHERE
    if edge:
        names, gaps = list(edge), np.array(list(edge.values()))
        for station in np.flatnonzero((left < 1.0 - _WHOLE) & (owner != _NOWHERE)):
            presses = names[int(gaps[:, station].argmin())]
            own = next((level for level in LEVELS if level in presses), None)
            owner[station] = levels.index(own) if own else owner[station]
    # A trace of loss elsewhere does not make that place the level's: its disc is where one looks.
    told = np.where(left > 1.0 - rule("sac.narrowed_loss"), 1.0, left)
    found = []
    for level in LEVELS:
        at = levels.index(level)
        here = np.flatnonzero(owner == at)
        if not here.size:  # neighbours press at every place: then it is the one at its disc
            here = away[:, [at]].argmin(axis=0)
        worst = int(here[np.lexsort((away[here, at], told[here]))[0]])
        there = {name: float(gap[worst]) for name, gap in edge.items()}
        touched = bool(there) and min(there.values()) < rule("root.contact_mm")
        found.append(
            SacSection(
                level=level,
                area_mm2=float(left[worst] * rest[worst]),
                rest_mm2=float(rest[worst]),
                by=pressing(there) if touched else (),
                at=vec(tube.path[worst]),
            )
        )
    return tuple(found)


def _is_past(path: Points, disc: Points) -> NDArray[np.bool_]:
    """Say which stations lie farther down than the last level reaches."""
    station = np.arange(len(path))
    away = np.linalg.norm(path - disc, axis=1)
    is_past: NDArray[np.bool_] = (station > away.argmin()) & (away > rule("sac.sacral_reach_mm"))
    return is_past
