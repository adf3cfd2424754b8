"""How roots and sac yield to what presses on them, and what is left of them.

At each station along a tube the plane across it is searched, as far as the tube is mobile, for the
place with the most room. `gap_mm` is the room at rest, `shift_mm` how far it had to go, `loss` the
share of calibre, for the sac of area, that does not fit even there. One definition serves every
disease; nothing here knows any. Distances are kept per solid, so a change of one solid measures
that solid again and no other.
"""

from dataclasses import dataclass, field
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from l45anatomy.frame import Distances, Points, Side, Vec
from l45anatomy.geometry.curve import across
from l45anatomy.geometry.fields import Field, Moved, clipped
from l45anatomy.geometry.placement import Box, Placement
from l45anatomy.spine.build import Spine, Structure
from l45anatomy.spine.sac import SAC_TAPER
from l45anatomy.spine.tube import Tube

CONTACT_MM = 0.3
DEVIATION_MM = 0.5
COMPRESSED_LOSS = 0.02
_MARGIN_MM = 2.0  # distances beyond the calibre by more than this are all the same
_TOUCH_MM = 0.5  # who counts as pressing: within this much of the closest
_SAC_GRID = (11, 9)
_SAC_SHIFTS = ((0, 0), (0, 1), (0, -1), (1, 0), (-1, 0))  # by one cell of that grid
_STIFF_STATIONS = 6  # how far along a root a push is felt
_RINGS = ((0.34, 6), (0.67, 10), (1.0, 14))  # share of the mobility, directions


@dataclass(frozen=True, kw_only=True)
class Compression:
    """The worst point of one root, or of the sac, in words and numbers.

    `grade` follows the four steps a radiologist uses: 0 free, 1 contact, 2 deviation, 3 compression
    [pfirrmann2004]. `area_mm2` is what the sac has left at `at`; its worst point may lie elsewhere
    in another case, so compare `loss`.
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
    area_mm2: float | None = None


@dataclass(frozen=True, eq=False)
class Course:
    """What becomes of one tube: where it lies now and how much of it is left, station by station.

    `path` (n, 3) mm, `left` (n,) share of the calibre, `worst` the summary. A root is moved aside;
    the sac keeps its path and only loses area.
    """

    tube: Tube
    path: Points = field(repr=False)
    left: Distances = field(repr=False)
    worst: Compression


@lru_cache(maxsize=512)
def _course(tube: Tube, path: bytes, left: bytes, worst: Compression) -> Course:
    """Give one object for equal courses: what did not change is not drawn again."""
    return Course(tube, np.frombuffer(path).reshape(-1, 3), np.frombuffer(left), worst)


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
    if loss > COMPRESSED_LOSS:
        return 3
    if gap < 0 and shift >= DEVIATION_MM:
        return 2
    return int(gap < CONTACT_MM)


def _pressing(rest: dict[str, float]) -> tuple[str, ...]:
    """Name what touches at rest, closest first; the closest sets the measure."""
    order = sorted(rest, key=lambda name: rest[name])
    return tuple(n for n in order if rest[n] < max(rest[order[0]], 0.0) + _TOUCH_MM)[:3]


def _vec(point: Points) -> Vec:
    return (float(point[0]), float(point[1]), float(point[2]))


@lru_cache(maxsize=512)
def _root_course(tube: Tube, near: tuple[Structure, ...]) -> Course:
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
    shift = _eased(step[:, :1] * aside + step[:, 1:] * back)
    return _course(
        tube,
        (tube.path + shift).tobytes(),
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
        ),
    )


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
    gap = np.where(inside, depth, np.inf).min(axis=(1, 2))
    worst = int(np.lexsort((gap, left))[0])
    loss = float(1 - left[worst])
    edge = {
        name: float(np.where(inside, value[worst], np.inf).min()) for name, value in met.items()
    }
    shift = 0.0 if best[worst] <= areas[0][worst] + 1e-9 else float(width[worst, 0, 0])
    grade = 3 if loss > COMPRESSED_LOSS else _grade(float(gap[worst]), shift, 0.0)
    _, level = tube.place(worst)
    return _course(
        tube,
        tube.path.tobytes(),
        left.tobytes(),
        Compression(
            root=tube.root,
            side=None,
            site="canal",
            level=level,
            gap_mm=float(gap[worst]),
            shift_mm=shift,
            loss=loss,
            by=_pressing(edge) if grade else (),
            grade=grade,
            at=_vec(tube.path[worst]),
            area_mm2=float(best[worst] * cell[worst]),
        ),
    )


@lru_cache(maxsize=64)
def measure(spine: Spine) -> tuple[Course, ...]:
    """Give the course of the sac and of every root."""
    return tuple(
        (_root_course if tube.side else _sac_course)(tube, _near(spine, tube))
        for tube in spine.tubes
    )
