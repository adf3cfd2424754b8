"""How a root yields: it takes the nearest place with the most room, and bends on its way there."""

from functools import lru_cache
from typing import Literal

import numpy as np

from l45anatomy.clearance.compression import (
    Compression,
    Course,
    kept_course,
    pressing,
    root_grade,
    rule,
    vec,
)
from l45anatomy.clearance.meeting import around, at_rest, reach_mm
from l45anatomy.clearance.places import outwards, steps
from l45anatomy.frame import Distances, Points
from l45anatomy.spine.build import Structure
from l45anatomy.spine.tube import Tube


@lru_cache(maxsize=512)
def root_course(tube: Tube, near: tuple[Structure, ...], ganglion_mm: float) -> Course:
    """Give what becomes of a root among the solids it could meet."""
    n, radius = len(tube.path), tube.radii[:, 0]
    rest = {s.name: at_rest(s, tube) for s in near}
    room = np.min([np.full(n, reach_mm(tube.stations)), *rest.values()], axis=0)
    gap = room - radius
    # A root that fits where it rests stays there: places are tried only where it does not.
    chosen, left, after = np.zeros(n, int), np.ones(n), gap
    pressed = np.flatnonzero(gap < 0)
    if len(pressed):
        space = np.min([around(s, tube, pressed) for s in near], axis=0)
        fitting = np.minimum(space / radius[pressed, None], 1.0)
        # The nearest place that gives (almost) the most room: a nerve moves no more than it must.
        best = fitting.max(axis=1)
        taken = np.argmax(fitting >= best[:, None] - 1e-6, axis=1)
        chosen[pressed], left[pressed] = taken, np.clip(best, 0.0, 1.0)
        after = gap.copy()
        after[pressed] = space[np.arange(len(pressed)), taken] - radius[pressed]
    step = steps(tube.stations, np.arange(n))[np.arange(n), chosen]
    moved = np.hypot(*step.T)
    worst = int(np.lexsort((gap, left))[0])
    loss = float(1 - left[worst])
    grade = root_grade(float(gap[worst]), float(moved[worst]), loss)
    site, level = tube.place(worst)
    aside, back = outwards(tube.stations), tube.stations.back
    step = step * _needed(gap, after)[:, None]
    path = tube.path + _eased(step[:, :1] * aside + step[:, 1:] * back, tube.far)
    return kept_course(
        tube,
        path.tobytes(),
        left.tobytes(),
        Compression(
            root=tube.root,
            side=tube.side,
            site=site,
            level=level,
            gap_mm=float(gap[worst]),
            shift_mm=float(moved[worst]),
            loss=loss,
            by=pressing({k: float(v[worst] - radius[worst]) for k, v in rest.items()})
            if grade
            else (),
            grade=grade,
            at=vec(tube.path[worst]),
            stretch=_stretch(tube, path),
            ganglion=_seen_from_ganglion(tube, worst, ganglion_mm),
            touch=_touched([v - radius for k, v in rest.items() if k.startswith("disc")]),
        ),
    )


def _needed(gap: Distances, after: Distances) -> Distances:
    """Give the share of its step (n,) a root must take until it just fits, 1 where it never does.

    `gap` is its room at rest, `after` that at the end of the step; in between it is on a line.
    """
    gained = np.maximum(after - gap, 1e-9)
    return np.where(after < 0, 1.0, np.clip(-gap / gained, 0.0, 1.0))


def _touched(gaps: list[Distances]) -> float:
    """Give how much discs touch a root at rest, by their gaps (n,) along it: bit by bit, 0 to 1."""
    least = min((float(gap.min()) for gap in gaps), default=rule("root.contact_mm"))
    return min(max((rule("root.contact_mm") - least) / rule("root.touch_mm"), 0.0), 1.0)


def _stretch(tube: Tube, path: Points) -> float:
    """Give the share by which a root is longer around the place where it gives way most.

    Only how far it gives way counts, not whereto: that may differ from one station to the next.
    """
    away = np.linalg.norm(path - tube.path, axis=1)
    there = np.abs(tube.far - tube.far[np.argmax(away)]) <= rule("root.stiff_mm")
    step = np.diff(tube.far[there])
    return float(np.hypot(step, np.diff(away[there])).sum() / step.sum() - 1.0)


def _seen_from_ganglion(
    tube: Tube, station: int, ganglion_mm: float
) -> Literal["before", "on", "beyond"]:
    """Say where a station lies, seen from the swelling of that length on its root."""
    middle = int(np.argmax(tube.radii[:, 0]))
    if abs(tube.far[station] - tube.far[middle]) <= ganglion_mm / 2:
        return "on"
    return "before" if station < middle else "beyond"


def _eased(shift: Points, far: Distances) -> Points:
    """Let a root begin to give way well before it is pushed and come back well after: it is stiff.

    At each station, `far` along it, the largest shift nearby counts, less with distance; then
    corners are rounded.
    """
    n = len(shift)
    apart = np.abs(far[:, None] - far[None, :]) / rule("root.stiff_mm")
    felt = np.clip(1.0 - apart**2, 0.0, 1.0)
    strongest = np.argmax(felt * np.linalg.norm(shift, axis=1), axis=1)
    eased: Points = shift[strongest] * felt[np.arange(n), strongest][:, None]
    for _ in range(4):
        padded = np.concatenate([eased[:1], eased, eased[-1:]])
        eased = (padded[:-2] + 2 * padded[1:-1] + padded[2:]) / 4
    return eased
