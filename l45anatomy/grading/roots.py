"""Grades of recesses, foramina and roots: what touches a root from which side."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from l45anatomy import evidence
from l45anatomy.anatomy import Anatomy
from l45anatomy.clearance import Course
from l45anatomy.frame import LEVELS, ROOTS, VERTEBRAE, Distances, Points, Side
from l45anatomy.grading.grade import Grade, definition, graded, row_for
from l45anatomy.grading.probes import bones_at, free_way, nearest, solids_of
from l45anatomy.spine.alignment import bone, stack
from l45anatomy.spine.build import Spine, Structure
from l45anatomy.spine.discs import neighbours
from l45anatomy.spine.tube import Tube

SIDES = ("superior", "posterior", "inferior", "anterior")  # as the foramen code numbers them
_FLANKS_DEG = np.array([-30.0, 0.0, 30.0])  # where on a side of a root it is felt
_FORAMEN = ("foramen",)
_RECESS = ("subarticular zone", "lateral recess")
_LOOK_MM = 28.0  # how far walls are looked for
# How far above the upper edge of its pedicle a recess is measured.
_ABOVE_MM = np.arange(0.0, 2.5, 1.0)
# Where under its roof a foramen is measured, behind the wall.
_UNDER_MM = np.arange(-1.0, -8.0, -1.0)


@dataclass(frozen=True, kw_only=True)
class Passage:
    """A recess or a foramen at its worst: what touches the root, and what the root has lost.

    `touched` are the sides without fat, `pairs` counts the directions, vertical and transverse, in
    which both are. `room_mm` is the least room beside the root at rest, `loss` the share of its
    calibre that is lost there.
    """

    level: str
    side: Side
    root: str
    touched: tuple[str, ...]
    pairs: int
    room_mm: float
    loss: float


def _stations(tube: Tube, sites: Sequence[str], level: str) -> NDArray[np.int_]:
    found = [i for i, (site, at) in enumerate(tube.places) if site in sites and at == level]
    return np.array(found, dtype=int)


@lru_cache(maxsize=256)
def _across(tube: Tube) -> tuple[Points, Points]:
    """Give unit vectors up and forward across a root at each station, (n, 3) each.

    Where a root runs down, up is the side of the pedicle.
    """
    tangent = np.gradient(tube.path, axis=0)
    tangent /= np.linalg.norm(tangent, axis=1, keepdims=True)
    up = np.array([0.0, 0.0, 1.0]) - tangent * tangent[:, 2:]
    up /= np.linalg.norm(up, axis=1, keepdims=True)
    ahead = np.cross(tangent, up)
    return up, ahead * np.where(ahead[:, 1:2] < 0, -1.0, 1.0)


def _walls(spine: Spine, level: str, side: Side) -> tuple[Structure, ...]:
    """Give what bounds recess and foramen of a level."""
    bones = bones_at(level)
    soft = (f"disc {level}", f"ligamentum flavum {level} {side}", f"facet joint {level} {side}")
    return solids_of(spine, *bones, *soft, f"synovial cyst {level} {side}")


def _skin(tube: Tube, stations: NDArray[np.int_]) -> Points:
    """Give where a root at rest is felt at stations (k,), (k, 4 sides, 3 places, 3) mm.

    Sides go round as in `SIDES`; each is felt in its middle and on both flanks.
    """
    up, ahead = (v[stations] for v in _across(tube))
    turn = np.radians(90.0 * np.arange(len(SIDES))[:, None] + _FLANKS_DEG)
    ways = (
        np.cos(turn)[..., None] * up[:, None, None] - np.sin(turn)[..., None] * ahead[:, None, None]
    )
    away = tube.radii[stations, :1][:, None, None] * ways
    skin: Points = tube.path[stations][:, None, None] + away
    return skin


def _passage(course: Course, level: str, here: NDArray[np.int_], room: Distances) -> Passage:
    """Give a root on its way through a recess or foramen by the room on its four sides, (k, 4) mm.

    A root yields: both sides of a direction are touched where the room of the two together is gone.
    """
    tube = course.tube
    least = evidence.yielding()["root.contact_mm"].value
    opposite = room + np.roll(room, 2, axis=1)
    touched = (room < least) | (opposite < 2 * least)
    if course.worst.grade:
        # A root is measured all round, its sides in some places: what lies between those is told
        # by the root, and touches the side with the least room.
        there = np.flatnonzero((tube.path[here] == course.worst.at).all(axis=1))
        touched[there, room[there].argmin(axis=1)] = True
    pairs = (opposite < 2 * least)[:, :2].sum(axis=1)
    worst = int(np.lexsort((room.min(axis=1), -touched.sum(axis=1), -pairs))[0])
    return Passage(
        level=level,
        side=tube.side or Side.RIGHT,
        root=tube.root,
        touched=tuple(side for side, flag in zip(SIDES, touched[worst], strict=True) if flag),
        pairs=int(pairs.max()),
        room_mm=float(room.min()),
        loss=float(1.0 - course.left[here].min()),
    )


def passages(
    spine: Spine, courses: Sequence[Course], levels: Sequence[str] = LEVELS
) -> Iterator[tuple[Passage, Passage]]:
    """Measure the foramen and the lateral recess of each level and side, level by level.

    Through the foramen leaves the upper root, through the recess runs the lower one.
    """
    own = {(course.tube.root, course.tube.side): course for course in courses}
    for level, (upper, lower) in zip(LEVELS, pairwise(ROOTS), strict=True):
        if level not in levels:
            continue
        foramen, recess = _pair(spine, level, own[upper, Side.RIGHT], own[lower, Side.RIGHT])
        yield foramen, recess
        if spine.is_even:  # the left is the mirror image
            yield replace(foramen, side=Side.LEFT), replace(recess, side=Side.LEFT)
        else:
            yield _pair(spine, level, own[upper, Side.LEFT], own[lower, Side.LEFT])


def _pair(spine: Spine, level: str, leaving: Course, running: Course) -> tuple[Passage, Passage]:
    """Measure foramen and recess of one side: their walls are the same, and felt once for both."""
    out = _stations(leaving.tube, _FORAMEN, level)
    down = _stations(running.tube, _RECESS, level)
    skin = np.concatenate([_skin(leaving.tube, out), _skin(running.tube, down)])
    walls = _walls(spine, level, leaving.tube.side or Side.RIGHT)
    room = nearest(walls, skin.reshape(-1, 3)).reshape(skin.shape[:3]).min(axis=2)
    return (
        _passage(leaving, level, out, room[: len(out)]),
        _passage(running, level, down, room[len(out) :]),
    )


def root_grades(
    anatomy: Anatomy, spine: Spine, courses: Sequence[Course], levels: Sequence[str] | None = None
) -> Iterator[Grade]:
    """Give the grades of foramina, recesses and roots; `courses` are those of the roots.

    Without levels they are those of every level, and of what is caught at none.
    """
    found = tuple(passages(spine, courses, levels or LEVELS))
    for way, _ in found:
        yield from _foraminal(way)
        height = foramen_height(anatomy, spine, way.level, _felt(spine, way.side))
        row = row_for("Hasegawa foramen", {"foramen height": height})
        yield graded(row, f"foramen {way.level}", way.level, height, side=way.side)
    for _, way in found:
        name, where = f"lateral recess {way.level}", way.level
        row = row_for("Bartynski", {"room": way.room_mm, "calibre lost": way.loss})
        measured = way.loss if row.measure == "calibre lost" else way.room_mm
        yield graded(row, name, where, measured, side=way.side)
        if neighbours(where)[1] in VERTEBRAE:  # the sacrum has no recess of its own here
            depth = recess_depth(anatomy, spine, where, _felt(spine, way.side))
            row = row_for("Recess depth", {"recess depth": depth})
            yield graded(row, name, where, depth, side=way.side)
    for worst in (course.worst for course in courses):
        if levels and worst.level not in levels:
            continue
        row = row_for("Pfirrmann root", {"steps": worst.grade})
        name = f"root {worst.root}"
        yield graded(
            row,
            name,
            worst.level,
            worst.loss,
            side=worst.side,
            measure="calibre lost",
            unit="share",
        )


def _felt(spine: Spine, side: Side) -> Side:
    """Give the side to measure for one: where both are alike, the right one stands for both."""
    return Side.RIGHT if spine.is_even else side


def _foraminal(way: Passage) -> Iterator[Grade]:
    """Give both gradings of a foramen that go by the fat round the root."""
    name = f"foramen {way.level}"
    row = row_for("Lee foraminal", {"opposing sides": way.pairs, "calibre lost": way.loss})
    measured = way.loss if row.measure == "calibre lost" else way.pairs
    yield graded(row, name, way.level, measured, side=way.side)
    row = row_for("Foramen code", {"sides": len(way.touched), "calibre lost": way.loss})
    code = row.grade + "".join(str(SIDES.index(side) + 1) for side in way.touched)
    measured = way.loss if row.measure == "calibre lost" else len(way.touched)
    yield graded(row, name, way.level, measured, side=way.side, grade=code)


@lru_cache(maxsize=64)
def recess_depth(anatomy: Anatomy, spine: Spine, level: str, side: Side) -> float:
    """Give the depth of a bony lateral recess at the upper edge of its pedicle, mm.

    From the rear of the body to the superior articular process and what has grown on the joint;
    infinite where either is missing.
    """
    below = neighbours(level)[1]
    own, place = bone(anatomy, below), stack(anatomy).body(below)
    x = side.sign * (anatomy.vertebra(below).canal_width_mm / 2 - definition("recess wall"))
    top = own.pedicle_top + _ABOVE_MM
    middle = place.to_world(np.stack(np.broadcast_arrays(x, own.outline.wall - 3.0, top), axis=1))
    ahead = np.repeat(place.to_world(np.eye(3)[1:2]) - place.offset, len(top), axis=0)
    body = solids_of(spine, f"{below} vertebra")
    roof = (*body, *solids_of(spine, f"facet joint {level} {side}"))
    front = free_way(body, middle, ahead, _LOOK_MM)
    behind = free_way(roof, middle, -ahead, _LOOK_MM)
    return float(np.min(front + behind))


@lru_cache(maxsize=64)
def foramen_height(anatomy: Anatomy, spine: Spine, level: str, side: Side) -> float:
    """Give the greatest height of a foramen below the middle of its pedicle, mm."""
    above = neighbours(level)[0]
    own, pile = bone(anatomy, above), stack(anatomy)
    x = side.sign * (anatomy.vertebra(above).canal_width_mm + own.pedicle_width) / 2
    roof = np.array([[x, own.outline.wall + y, own.pedicle_floor - 1.0] for y in _UNDER_MM])
    place = pile.body(above)
    down = np.repeat(place.to_world(np.array([[0.0, 0.0, -1.0]])) - place.offset, len(roof), axis=0)
    bones = solids_of(spine, bones_at(level)[1])
    far = free_way(bones, place.to_world(roof), down, _LOOK_MM)
    return float(np.max(np.where(np.isfinite(far), far, 0.0))) + 1.0
