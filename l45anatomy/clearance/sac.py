"""How the dural sac yields: it is held by its roots, shifts a little and loses area."""

from functools import lru_cache

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
from l45anatomy.clearance.places import SAC_GRID, measured, section
from l45anatomy.frame import LEVELS, Distances
from l45anatomy.spine.build import Structure
from l45anatomy.spine.sac import BEHIND
from l45anatomy.spine.tube import Tube

_SAC_SHIFTS = ((0, 0), (0, 1), (0, -1), (1, 0), (-1, 0))  # by one cell of the grid
_LEVEL_REACH_MM = 15.0  # a level reaches so far up and down the sac from the middle of its disc
_TOP_REACH_MM = 38.0  # the uppermost level also takes what happens behind the body above its disc


@lru_cache(maxsize=64)
def sac_course(tube: Tube, near: tuple[Structure, ...]) -> Course:
    """Give what becomes of the sac among the solids it could meet."""
    _, cell, inside = section(tube)
    n, (columns, rows) = len(tube.path), SAC_GRID
    met = {s.name: measured(s, tube).reshape(n, columns, rows) for s in near}
    depth = np.min(list(met.values()), axis=0)
    # A cell goes, bit by bit, once its middle is inside a solid: area changes smoothly.
    width = np.sqrt(cell)[:, None, None]
    free = np.clip(1.0 + depth / width, 0.0, 1.0)
    areas = []
    for right, back in _SAC_SHIFTS:
        moved = np.zeros_like(free)
        src = free[:, max(right, 0) : columns + min(right, 0), max(back, 0) : rows + min(back, 0)]
        moved[:, max(-right, 0) : columns - max(right, 0), max(-back, 0) : rows - max(back, 0)] = (
            src
        )
        areas.append((moved * inside).sum(axis=(1, 2)))
    whole = inside.sum()
    best = np.max(areas, axis=0)
    left = best / whole
    sections = tuple(_section_at(level, tube, left, cell * whole, met) for level in LEVELS)
    # The worst level has lost most; where none has lost anything, it is the narrowest.
    most = min(sections, key=lambda s: (round(1 - s.loss, 6), s.area_mm2))
    worst = int(np.argmin(np.linalg.norm(tube.path - most.at, axis=1)))
    gap = float(np.where(inside, depth, np.inf).min(axis=(1, 2))[worst])
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
            shift_mm=float(width[worst, 0, 0]) if best[worst] > areas[0][worst] + 1e-9 else 0.0,
            loss=max(most.loss, 0.0),
            by=most.by if grade else (),
            grade=grade,
            at=most.at,
            area_mm2=most.area_mm2,
        ),
        sections,
    )


def _section_at(
    level: str,
    tube: Tube,
    left: Distances,
    rest: Distances,
    met: dict[str, NDArray[np.float64]],
) -> SacSection:
    """Give the narrowest section of the sac at a level, or the one behind the disc if all are."""
    _, _, inside = section(tube)
    disc = tube.way[
        next(i for i, s in enumerate(tube.sites) if (s, tube.levels[i]) == (BEHIND, level))
    ]
    away = np.linalg.norm(tube.path - disc, axis=1)
    is_above = (tube.path[:, 2] > disc[2]) & (level == LEVELS[0])
    here = np.flatnonzero(away <= np.where(is_above, _TOP_REACH_MM, _LEVEL_REACH_MM))
    worst = int(here[np.lexsort((away[here], np.round(left[here], 6)))[0]])
    edge = {n: float(np.where(inside, v[worst], np.inf).min()) for n, v in met.items()}
    return SacSection(
        level=level,
        area_mm2=float(left[worst] * rest[worst]),
        rest_mm2=float(rest[worst]),
        by=pressing(edge) if edge and min(edge.values()) < rule("root.contact_mm") else (),
        at=vec(tube.path[worst]),
    )
