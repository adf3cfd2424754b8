"""What a disc looks like: how far its material stands beyond the edges of the bone, and where.

The edge is felt all round, and behind at every height. Nothing is read from the change that moved
the material; only whether a piece still hangs together with the disc is a fact of the anatomy,
because a loose piece may lie against the disc it came from.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from l45anatomy.anatomy import Anatomy
from l45anatomy.evidence import GradeRow
from l45anatomy.frame import VERTEBRAE, Distances, Points, Side
from l45anatomy.geometry.clipping import clipped
from l45anatomy.geometry.drum import Outline
from l45anatomy.geometry.fields import Blend, Field
from l45anatomy.geometry.placement import Box, Placement
from l45anatomy.grading.grade import definition, named, row_for
from l45anatomy.spine import discs
from l45anatomy.spine.alignment import bone, stack

_RAYS = 144
_DEPTHS = np.arange(0.25, 17.0, 0.5)
_STRETCH = 5  # so many depths are felt for at once first, from the one in their middle
_STRETCHES = np.arange(0.25, 17.5, 0.5).reshape(-1, _STRETCH)  # the depths, and one beyond
_HEIGHT_STEP_MM = 1.5
_FAR_MM = 1.0  # what lies farther away is all the same
_EDGE_STEP_MM = 0.05
_TOP = 0.9  # the share of a bulge that is lower than what is told as its height
_NEIGHBOURHOOD_MM = 3.0  # a loose piece is recognised by where it lies


@dataclass(frozen=True, kw_only=True)
class Displaced:
    """One piece of disc material beyond the edge of the disc, as it is measured.

    `zone` and `term` are those of the disc nomenclature [fardon2014]; `side` is None in the
    midline. `reach_mm` is the greatest depth beyond the edge, `base_mm` the width where it leaves
    the disc, `tip_mm` the height of the farthest point above the middle of the disc, `beyond_mm`
    how far that is past the endplate. `height` says where the farthest point lies, `is_migrated`
    whether that is clearly past the endplate; a protrusion never is. `size`, `location` and
    `way_share`, the share of the way to the facets, are those of the MSU grading.
    """

    level: str
    side: Side | None
    zone: str
    term: str
    reach_mm: float
    base_mm: float
    tip_mm: float
    beyond_mm: float
    height: str
    is_migrated: bool
    size: str
    location: str
    way_share: float


@dataclass(frozen=True, kw_only=True)
class Aside:
    """What bulges on one side, over more of the edge than a herniation takes: how far it goes."""

    side: Side
    reach_mm: float


@dataclass(frozen=True, kw_only=True)
class DiscLook:
    """One disc as it is seen: what stands out all round, on one side, and by itself.

    `bulge_mm` is the median over the whole edge, `share` how much of the edge stands out;
    what bulges on one side counts from its foot.
    """

    level: str
    bulge_mm: float
    share: float
    aside: tuple[Aside, ...]
    displaced: tuple[Displaced, ...]


@lru_cache(maxsize=64)
def _edge(outline: Outline) -> tuple[Points, Points]:
    """Give points on the edge, (n, 2), and the ways out of it, rear midline in the middle.

    They lie in mirrored pairs, from the front round the left, the back and the right.
    """
    turn = (np.arange(_RAYS + 1) - _RAYS / 2) * 2 * np.pi / _RAYS
    way = np.stack([np.sin(turn), -np.cos(turn)], axis=1)
    middle = np.array([0.0, (outline.anterior + outline.wall) / 2])
    far = np.arange(0.0, outline.half_width + 20.0, _EDGE_STEP_MM)
    at = middle + far[None, :, None] * way[:, None, :]
    inside = outline(at[..., 0].ravel(), at[..., 1].ravel()).reshape(len(way), -1) < 0
    edge = middle + far[inside.sum(axis=1)][:, None] * way
    x, y = edge.T
    step = 0.05
    slope = np.stack(
        [outline(x + step, y) - outline(x - step, y), outline(x, y + step) - outline(x, y - step)],
        axis=1,
    )
    return edge, slope / np.linalg.norm(slope, axis=1, keepdims=True)


def _felt(disc: Field, outline: Outline) -> tuple[Distances, Distances]:
    """Give the heights (h,) felt at, and the room left (n, h, d) at every depth beyond the edge."""
    top = max(abs(disc.bounds.low[2]), abs(disc.bounds.high[2]))
    half = int(np.ceil(top / _HEIGHT_STEP_MM))
    room = _room(disc, outline, half)
    heights = np.arange(-half, half + 1, dtype=np.float64) * _HEIGHT_STEP_MM
    return heights, room.reshape(*room.shape[:2], -1)[..., : len(_DEPTHS)]


@lru_cache(maxsize=16)
def _room(disc: Field, outline: Outline, half: int) -> NDArray[np.float64]:
    """Give the room by stretches of depths, at so many heights above the middle and below it.

    What has left a disc is felt anew; all else is as it is without.
    """
    ray, at, starts, ways = _rays(outline, half)
    if isinstance(disc, Blend):
        whole, *pieces = disc.parts
        room = _room(whole, outline, half).copy()
        box = Box.of(piece.bounds for piece in pieces).grown(disc.radius)
    else:
        room = np.full((_RAYS + 1, 2 * half + 1, *_STRETCHES.shape), _FAR_MM)
        box = disc.bounds
    near, stretch, felt = _along(disc, box, starts, ways)
    room[ray[near], at[near], stretch] = felt
    return room


@lru_cache(maxsize=16)
def _rays(outline: Outline, half: int) -> tuple[NDArray[np.intp], NDArray[np.intp], Points, Points]:
    """Give the rays that are felt along: ray and height by number, starts and ways (k, 3).

    Behind at every height, elsewhere in the middle.
    """
    edge, way = _edge(outline)
    felt = np.zeros((len(edge), 2 * half + 1), dtype=bool)
    felt[np.abs(np.arange(len(edge)) - _RAYS // 2) <= _RAYS // 3] = True
    felt[:, half] = True
    ray, at = np.nonzero(felt)
    starts = np.column_stack([edge[ray], (at - half) * _HEIGHT_STEP_MM])
    return ray, at, starts, np.pad(way[ray], ((0, 0), (0, 1)))


def _along(
    disc: Field, box: Box, starts: Points, ways: Points
) -> tuple[NDArray[np.intp], NDArray[np.intp], Distances]:
    """Give rays and stretches (m,) that come near a disc in and around a box, and the room there.

    That is (m, d), at most `_FAR_MM`. A solid's distance changes by no more than the way that is
    gone, so where it is far from the middle of a stretch, it is far from all of it.
    """
    middles = starts[:, None] + _STRETCHES[:, _STRETCH // 2, None] * ways[:, None]
    limit = _FAR_MM + float(np.ptp(_STRETCHES[0])) / 2
    near = box.distance(middles.reshape(-1, 3)) < limit
    near[near] = clipped(disc, middles.reshape(-1, 3)[near], limit) < limit
    ray, stretch = np.nonzero(near.reshape(len(starts), -1))
    points = starts[ray, None] + _STRETCHES[stretch][..., None] * ways[ray, None]
    return ray, stretch, clipped(disc, points.reshape(-1, 3), _FAR_MM).reshape(-1, _STRETCH)


def _reaches(room: Distances) -> Distances:
    """Give how far material goes, mm, from the room at each depth along the last axis."""
    inside = room < 0
    last = len(_DEPTHS) - 1 - inside[..., ::-1].argmax(axis=-1)
    after = np.minimum(last + 1, len(_DEPTHS) - 1)
    here = np.take_along_axis(room, last[..., None], -1)[..., 0]
    there = np.take_along_axis(room, after[..., None], -1)[..., 0]
    way = np.where(there > 0, -here / np.maximum(there - here, 1e-9), 0.0)
    step = _DEPTHS[1] - _DEPTHS[0]
    return np.where(inside.any(axis=-1), _DEPTHS[last] + way * step, 0.0)


@lru_cache(maxsize=64)
def look(anatomy: Anatomy, level: str) -> DiscLook:
    """Give what one disc looks like."""
    outline = discs.outline(anatomy, level)
    heights, room = _felt(discs.disc(anatomy, level), outline)
    edge, _ = _edge(outline)
    reach = _reaches(room)
    around = reach[:-1, len(heights) // 2]  # the last ray is the first again
    steps = np.linalg.norm(np.diff(edge, axis=0), axis=1)
    least = definition("disc edge")
    whole = float(np.median(around))
    share = float(steps[around > least].sum() / steps.sum())
    ground = np.full(len(edge), max(whole, 0.0))
    highest = reach.max(axis=1)
    too_wide = named("Disc", "bulge").value * steps.sum()  # for a herniation [fardon2014]
    aside = []
    for first, last in _runs(highest > ground + least / 2):
        run = slice(first, last)
        if highest[run].max() > ground[first] + least and steps[run].sum() > too_wide:
            side = Side.RIGHT if edge[run, 0].mean() > 0 else Side.LEFT
            aside.append(Aside(side=side, reach_mm=float(np.quantile(highest[run], _TOP))))
            share = max(share, float(steps[run].sum() / steps.sum()))
            own = float(np.median(highest[run]))
            ground[run] = max(own, own * (1 + definition("focal on a bulge")) - least)
    found = [
        _displaced(anatomy, level, np.arange(first, last), float(ground[first]))
        for first, last in _runs(highest > ground + least)
    ]
    found.sort(key=lambda piece: (-piece.reach_mm, str(piece.side)))
    return DiscLook(
        level=level, bulge_mm=whole, share=share, aside=tuple(aside), displaced=tuple(found)
    )


def _runs(flags: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Give the first and the end of every run of true values."""
    padded = np.concatenate([[False], flags, [False]])
    ends = np.flatnonzero(padded[1:] != padded[:-1])
    return list(zip(ends[::2].tolist(), ends[1::2].tolist(), strict=True))


def _displaced(anatomy: Anatomy, level: str, run: NDArray[np.int_], whole_mm: float) -> Displaced:
    """Measure one piece: the material of neighbouring rays that stands out farther than the rest.

    `whole_mm` is how far the disc stands out all round.
    """
    outline = discs.outline(anatomy, level)
    heights, room = _felt(discs.disc(anatomy, level), outline)
    edge, _ = _edge(outline)
    reach = _reaches(room[run])
    at, tip = np.unravel_index(int(reach.argmax()), reach.shape)
    depth, z = float(reach[at, tip]), float(heights[tip])
    half = anatomy.segment(level).rear_mm / 2
    away = np.linalg.norm(np.gradient(edge, axis=0), axis=1)[run]
    inside = room[run][:, :, whole_mm + _DEPTHS[0] <= _DEPTHS] < 0
    at_disc = inside[:, np.abs(heights) <= max(half, _HEIGHT_STEP_MM), 0].any(axis=1)
    base = float((at_disc * away).sum())
    x = float(edge[run][at, 0])
    facet_x, facet_y = _facets(anatomy, level)
    location = _location(edge[run], reach.max(axis=1), facet_x, abs(x) / facet_x)
    zone = _zone(anatomy, level, abs(x), location.grade)
    side = None if zone == "central" else Side.RIGHT if x > 0 else Side.LEFT
    share = depth / max(outline.wall - facet_y, 1.0)
    grows = depth - whole_mm > base or _spreads(inside, away)
    beyond = max(abs(z) - half, 0.0)
    term = _term(anatomy, level, edge[run][at], grows=grows)
    return Displaced(
        level=level,
        side=side,
        zone=zone,
        term=term,
        reach_mm=depth,
        base_mm=base,
        tip_mm=z,
        beyond_mm=beyond,
        height=_height(anatomy, level, outline.wall, z),
        is_migrated=term != "protrusion" and beyond > definition("migrated"),
        size=row_for("MSU size", {"share of the way": share}).grade,
        location=location.grade,
        way_share=share,
    )


def _spreads(inside: NDArray[np.bool_], away: Distances) -> bool:
    """Whether material (rays, heights, depths) gets wider or taller in a plane as it goes out."""
    wide = (inside * away[:, None, None]).sum(axis=0)
    tall = inside.sum(axis=1) * _HEIGHT_STEP_MM
    growth = max(float((extent - extent[:, :1]).max()) for extent in (wide, tall))
    return growth > definition("wider than its base")


def _term(anatomy: Anatomy, level: str, at: Points, *, grows: bool) -> str:
    """Give the term for a piece whose farthest point leaves the edge at `at`."""
    near = [
        p
        for p in anatomy.segment(level).protrusions
        if np.hypot(*(np.array(discs.edge(anatomy, level, p.zone, p.side)[0][:2]) - at))
        < _NEIGHBOURHOOD_MM
    ]
    if near and max(near, key=lambda p: p.reach_mm).kind == "sequestration":
        return "sequestration"
    return "extrusion" if grows else "protrusion"


def _facets(anatomy: Anatomy, level: str) -> tuple[float, float]:
    """Give x of the medial edge of the facet joints and y of their front, in the disc's frame, mm.

    They are felt on the inferior articular process of the bone above, where it passes the disc; in
    a spine bent out of their reach the side and the back of the canal stand in for them.
    """
    above, _ = discs.neighbours(level)
    pile, wall = stack(anatomy), discs.outline(anatomy, level).wall
    seen = pile.arch(above).seen(pile.disc(level))
    sizes = anatomy.vertebra(above)
    found = _front_corner(bone(anatomy, above).arch, seen, wall)
    return found or (sizes.canal_width_mm / 2, wall - sizes.canal_depth_mm)


@lru_cache(maxsize=64)
def _front_corner(arch: Field, seen: Placement, wall: float) -> tuple[float, float] | None:
    """Give the inner end of the front of an arch on the right, in the plane of a disc, if any.

    `seen` is the disc's frame as the arch sees it.
    """
    x, y = np.meshgrid(np.arange(2.0, 22.0, 0.5), wall - np.arange(3.0, 28.0, 0.5))
    points = np.stack([x.ravel(), y.ravel(), np.zeros(x.size)], axis=1)
    inside = clipped(arch, seen.to_world(points), 1.0).reshape(x.shape) < 0
    if not inside.any():
        return None
    front = float(y[inside].max())
    edge = inside & (y > front - definition("facet edge"))
    return float(x[edge].min()), front


def _location(edge: Points, reach: Distances, facet_x: float, share: float) -> GradeRow:
    """Give the MSU location of a piece: its apex, or A and B where it spans both."""
    row = row_for("MSU location", {"share of half width": share})
    if row.grade not in ("A", "B"):
        return row
    high = np.abs(edge[reach >= reach.max() / 2, 0]) / facet_x
    sides = np.sign(edge[reach >= reach.max() / 2, 0])
    spread = definition("AB spread") / 4  # the middle of a quadrant is a quarter from its border
    same = sides == np.sign(edge[int(reach.argmax()), 0])
    spans = row.grade == "B" and bool((high[same] <= 0.5 - spread).any())
    return named("MSU location", "AB") if spans else row


def _zone(anatomy: Anatomy, level: str, x: float, location: str) -> str:
    """Give the zone of the disc nomenclature at a distance `x` from the midline, mm."""
    above, below = discs.neighbours(level)
    owner = below if below in VERTEBRAE else above
    if location == "A":
        return "central"
    if x < anatomy.vertebra(owner).canal_width_mm / 2:
        return "subarticular"
    own = anatomy.vertebra(above).canal_width_mm / 2 + bone(anatomy, above).pedicle_width
    lateral = min(own, discs.outline(anatomy, level).half_width - 2.0)
    return "foraminal" if x < lateral else "extraforaminal"


def _height(anatomy: Anatomy, level: str, wall: float, z: float) -> str:
    """Say at which height of the disc nomenclature a point behind the wall lies."""
    if abs(z) <= anatomy.segment(level).rear_mm / 2:
        return "disc level"
    pile, (above, below) = stack(anatomy), discs.neighbours(level)
    name = above if z > 0 else below
    if name not in VERTEBRAE:
        return f"behind the body of {name}"
    own = bone(anatomy, name)
    at = pile.body(name).to_local(pile.disc(level).to_world(np.array([[0.0, wall, z]])))[0, 2]
    if at > own.pedicle_top:
        return f"suprapedicular level of {name}"
    return f"{'pedicular' if at > own.pedicle_floor else 'infrapedicular'} level of {name}"
