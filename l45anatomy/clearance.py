"""How roots and sac yield to what presses on them, and what is left of them.

At each station along a tube the plane across it is searched, as far as the tube is mobile, for the
place with the most room. `gap_mm` is the room at rest, `shift_mm` how far it had to go, `loss` the
share of calibre, for the sac of area, that does not fit even there. One definition serves every
disease; nothing here knows any. Distances are kept per solid, so a change of one solid measures
that solid again and no other. What counts as contact or compression stands in `yielding.csv`.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from l45anatomy import evidence
from l45anatomy.anatomy import Injury
from l45anatomy.frame import LEVELS, ROOTS, Distances, Points, Side, Vec
from l45anatomy.geometry.curve import across
from l45anatomy.geometry.fields import Field, Moved, clipped
from l45anatomy.geometry.placement import Box, Placement
from l45anatomy.spine.build import Spine, Structure
from l45anatomy.spine.sac import BEHIND, SAC_TAPER
from l45anatomy.spine.tube import Tube

_MARGIN_MM = 2.0  # distances beyond the calibre by more than this are all the same
_TOUCH_MM = 0.5  # who counts as pressing: within this much of the closest
_SAC_GRID = (11, 9)
_SAC_SHIFTS = ((0, 0), (0, 1), (0, -1), (1, 0), (-1, 0))  # by one cell of that grid
_LEVEL_REACH_MM = 15.0  # a level reaches so far up and down the sac from the middle of its disc
_TOP_REACH_MM = 38.0  # the uppermost level also takes what happens behind the body above its disc
_STIFF_STATIONS = 6  # how far along a root a push is felt
_RINGS = ((0.34, 6), (0.67, 10), (1.0, 14))  # share of the mobility, directions


@dataclass(frozen=True, kw_only=True)
class Compression:
    """The worst point of one root, or of the sac, in words and numbers.

    `grade` follows the four steps a radiologist uses: 0 free, 1 contact, 2 deviation, 3 compression
    [pfirrmann2004]; the sac is compressed where it has lost area and less than the critical area is
    left. `stretch` is the share by which giving way has lengthened a root, `ganglion` where its
    worst point lies, seen from the dorsal root ganglion. `area_mm2` is what the sac has left at
    `at`; its worst point may lie elsewhere in another case, so compare `loss`.
    """

    root: str
    side: Side | None
    site: str
    level: str
    gap_mm: float
    shift_mm: float
    loss: float
    by: tuple[str, ...]
    grade: int
    at: Vec
    stretch: float = 0.0
    ganglion: Literal["before", "on", "beyond"] = "before"
    area_mm2: float | None = None

    @property
    def is_beyond_spine(self) -> bool:
        """Whether it is a lesion of a nerve beyond the roots, which no shape of the spine made."""
        return self.side is not None and self.root not in ROOTS


@dataclass(frozen=True, kw_only=True)
class SacSection:
    """The dural sac at one disc level where it is narrowest: area left and at rest, mm2.

    `by` names what takes the area, `at` is the middle of the section, mm.
    """

    level: str
    area_mm2: float
    rest_mm2: float
    by: tuple[str, ...]
    at: Vec

    @property
    def loss(self) -> float:
        """The share of its area that is lost."""
        return 1.0 - self.area_mm2 / self.rest_mm2


@dataclass(frozen=True, eq=False)
class Course:
    """What becomes of one tube: where it lies now and how much of it is left, station by station.

    `path` (n, 3) mm, `left` (n,) share of the calibre, `worst` the summary. A root is moved aside;
    the sac keeps its path and only loses area, told level by level in `sections`.
    """

    tube: Tube
    path: Points = field(repr=False)
    left: Distances = field(repr=False)
    worst: Compression
    sections: tuple[SacSection, ...] = ()


@lru_cache(maxsize=512)
def _course(
    tube: Tube,
    path: bytes,
    left: bytes,
    worst: Compression,
    sections: tuple[SacSection, ...] = (),
) -> Course:
    """Give one object for equal courses: what did not change is not drawn again."""
    return Course(tube, np.frombuffer(path).reshape(-1, 3), np.frombuffer(left), worst, sections)


@cache
def _rule(name: str) -> float:
    """Give one number of `yielding.csv`."""
    return evidence.yielding()[name].value


@cache
def _offsets() -> NDArray[np.float64]:
    """Offsets to try, as shares of the mobility: none first, then rings; (m, 2)."""
    tried = [(0.0, 0.0)]
    for share, count in _RINGS:
        turn = np.linspace(0, 2 * np.pi, count, endpoint=False)
        tried += list(zip(share * np.cos(turn), share * np.sin(turn), strict=True))
    return np.array(tried)


@lru_cache(maxsize=256)
def _places(tube: Tube) -> Points:
    """Give every place the centre of a root may take, (n * m, 3) mm."""
    aside, back = across(tube.path)
    tried = _offsets()
    reach = tube.mobility[:, None]
    places = (
        tube.path[:, None, :]
        + (reach * tried[:, 0])[:, :, None] * aside[:, None, :]
        + (reach * tried[:, 1])[:, :, None] * back[:, None, :]
    )
    return places.reshape(-1, 3)


def _near(spine: Spine, tube: Tube) -> tuple[Structure, ...]:
    """Give the solids that a tube could meet wherever it may move.

    What it never meets is left out, so that a change of it leaves the course as it is.
    """
    calibre = float(tube.radii.max())
    reach = calibre + float(tube.mobility.max()) + _MARGIN_MM
    box = _box(tube)
    close = (s for s in spine.solids if box.gap(_bounds(s.shape, s.placement)) < reach)
    # A tube seen from elsewhere is rounded to a millionth of a millimetre.
    return tuple(s for s in close if _measured(s, tube).min() < calibre + _MARGIN_MM - 1e-6)


@lru_cache(maxsize=256)
def _box(tube: Tube) -> Box:
    return Box.around(tube.path)


@lru_cache(maxsize=512)
def _bounds(shape: Field, placement: Placement) -> Box:
    return Moved(shape, placement).bounds


@lru_cache(maxsize=512)
def _distances(solid: Field, tube: Tube) -> Distances:
    """Give distances from a solid to every place of a tube, none larger than matters.

    Both are given in the solid's own frame: what slips together is not measured again.
    """
    places = _places(tube) if tube.side else _section(tube)[0]
    reach = float(tube.radii.max()) + _MARGIN_MM
    near = solid.bounds.distance(places) < reach
    value = np.full(len(places), reach)
    value[near] = clipped(solid, places[near], reach)
    return value


def _measured(solid: Structure, tube: Tube) -> Distances:
    return _distances(solid.shape, tube.seen_from(solid.placement))


def _grade(gap: float, shift: float, loss: float) -> int:
    if loss > _rule("root.compressed_loss"):
        return 3
    if gap < 0 and shift >= _rule("root.deviation_mm"):
        return 2
    return int(gap < _rule("root.contact_mm"))


def _sac_grade(gap: float, loss: float, area: float) -> int:
    """Grade the sac: touched, narrowed, or narrowed below the area that counts as compressed."""
    if loss > _rule("sac.narrowed_loss"):
        return 3 if area < _rule("sac.compressed_mm2") else 2
    return int(gap < _rule("root.contact_mm"))


def _pressing(rest: dict[str, float]) -> tuple[str, ...]:
    """Name what touches at rest, closest first; the closest sets the measure."""
    order = sorted(rest, key=lambda name: rest[name])
    return tuple(n for n in order if rest[n] < max(rest[order[0]], 0.0) + _TOUCH_MM)[:3]


def _vec(point: Points) -> Vec:
    return (float(point[0]), float(point[1]), float(point[2]))


@lru_cache(maxsize=512)
def _root_course(tube: Tube, near: tuple[Structure, ...], ganglion_mm: float) -> Course:
    n, tried = len(tube.path), _offsets()
    radius = tube.radii[:, 0]
    met = {s.name: _measured(s, tube).reshape(n, len(tried)) for s in near}
    room = np.min(list(met.values()), axis=0) if met else np.full((n, len(tried)), 99.0)
    fitting = np.minimum(room / radius[:, None], 1.0)
    # Take the nearest place that gives (almost) the most room: a nerve moves no more than it must.
    best = fitting.max(axis=1)
    chosen = np.argmax(fitting >= best[:, None] - 1e-6, axis=1)
    left = np.clip(best, 0.0, 1.0)
    gap = room[:, 0] - radius
    moved = np.hypot(*tried[chosen].T) * tube.mobility
    worst = int(np.lexsort((gap, left))[0])
    loss, rest = (
        float(1 - left[worst]),
        {k: float(v[worst, 0] - radius[worst]) for k, v in met.items()},
    )
    grade = _grade(float(gap[worst]), float(moved[worst]), loss)
    site, level = tube.place(worst)
    aside, back = across(tube.path)
    step = tried[chosen] * tube.mobility[:, None]
    path = tube.path + _eased(step[:, :1] * aside + step[:, 1:] * back)
    return _course(
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
            by=_pressing(rest) if grade else (),
            grade=grade,
            at=_vec(tube.path[worst]),
            stretch=_stretch(tube.path, path),
            ganglion=_seen_from_ganglion(tube, worst, ganglion_mm),
        ),
    )


def _stretch(rest: Points, path: Points) -> float:
    """Give the share by which a root is longer around the place where it gives way most."""
    most = int(np.argmax(np.linalg.norm(path - rest, axis=1)))
    there = slice(max(most - _STIFF_STATIONS, 0), most + _STIFF_STATIONS + 1)
    return max(_length(path[there]) / _length(rest[there]) - 1.0, 0.0)


def _length(path: Points) -> float:
    return float(np.linalg.norm(np.diff(path, axis=0), axis=1).sum())


def _seen_from_ganglion(
    tube: Tube, station: int, ganglion_mm: float
) -> Literal["before", "on", "beyond"]:
    """Say where a station lies, seen from the swelling of that length on its root."""
    middle = int(np.argmax(tube.radii[:, 0]))
    low, high = sorted((middle, station))
    if _length(tube.path[low : high + 1]) <= ganglion_mm / 2:
        return "on"
    return "before" if station < middle else "beyond"


def _eased(shift: Points) -> Points:
    """Let a root begin to give way well before it is pushed and come back well after: it is stiff.

    At each station the largest shift nearby counts, less with distance; then corners are rounded.
    """
    n = len(shift)
    apart = np.abs(np.arange(n)[:, None] - np.arange(n)[None, :]) / _STIFF_STATIONS
    felt = np.clip(1.0 - apart**2, 0.0, 1.0)
    strongest = np.argmax(felt * np.linalg.norm(shift, axis=1), axis=1)
    eased: Points = shift[strongest] * felt[np.arange(n), strongest][:, None]
    for _ in range(4):
        padded = np.concatenate([eased[:1], eased, eased[-1:]])
        eased = (padded[:-2] + 2 * padded[1:-1] + padded[2:]) / 4
    return eased


@lru_cache(maxsize=256)
def _section(tube: Tube) -> tuple[Points, NDArray[np.float64], NDArray[np.bool_]]:
    """Sample the sac's sections: points (n * k, 3), cell area (n,), and which lie in it at rest.

    The section is a rounded triangle with its broad side in front. The sac is held by its roots: it
    may shift by one cell and no further.
    """
    columns, rows = _SAC_GRID
    u = (np.arange(columns) - columns // 2) / (columns // 2 - 0.5)
    v = (np.arange(rows) - rows // 2) / (rows // 2 - 0.5)
    grid_u, grid_v = np.meshgrid(u, v, indexing="ij")
    inside = (grid_u / (1 + SAC_TAPER * grid_v)) ** 2 + grid_v**2 <= 1.0
    aside, back = across(tube.path)
    wide, deep = tube.radii.T
    points = (
        tube.path[:, None, :]
        + (wide[:, None] * grid_u.ravel())[:, :, None] * aside[:, None, :]
        + (deep[:, None] * grid_v.ravel())[:, :, None] * -back[:, None, :]
    )
    area = np.pi * wide * deep / inside.sum()  # the taper adds in front what it takes behind
    return points.reshape(-1, 3), area, inside


@lru_cache(maxsize=64)
def _sac_course(tube: Tube, near: tuple[Structure, ...]) -> Course:
    _, cell, inside = _section(tube)
    n, (columns, rows) = len(tube.path), _SAC_GRID
    met = {s.name: _measured(s, tube).reshape(n, columns, rows) for s in near}
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
    grade = _sac_grade(gap, most.loss, most.area_mm2)
    return _course(
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
    _, _, inside = _section(tube)
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
        by=_pressing(edge) if edge and min(edge.values()) < _rule("root.contact_mm") else (),
        at=_vec(tube.path[worst]),
    )


@lru_cache(maxsize=64)
def measure(spine: Spine) -> tuple[Course, ...]:
    """Give the course of the sac and of every root."""
    sac, *roots = spine.tubes
    lengths = {(g.tube.root, g.tube.side): g.length_mm for g in spine.ganglia}
    return (
        _sac_course(sac, _near(spine, sac)),
        *(_root_course(t, _near(spine, t), lengths[t.root, t.side]) for t in roots),
    )


def injured(spine: Spine, injuries: Iterable[Injury]) -> tuple[Compression, ...]:
    """Give lesions of nerves beyond the roots as compressions, at the end of what is modelled."""
    ends = {tube.side: _vec(tube.path[-1]) for tube in spine.plexus}
    return tuple(
        Compression(
            root=injury.nerve,
            side=Side(injury.side),
            site=injury.site,
            level="",
            gap_mm=0.0,
            shift_mm=0.0,
            loss=injury.loss,
            by=(injury.cause,),
            grade=3 if injury.loss > _rule("root.compressed_loss") else 1,
            at=ends[Side(injury.side)],
        )
        for injury in injuries
    )
