"""What is measured in a slice, as a radiologist would: from wall to wall on the picture.

The lines lie in the picture and so do their lengths. In an axial slice, what the roots that run
down have left is that of this slice; the area of the sac is the model's own measure, taken at the
worst place of the level, and written beside it. In a sagittal slice through the middle of the sac
its depth is measured across its course, at that place of each level.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from l45anatomy.clearance import Course, SacSection
from l45anatomy.views.mri.plane import Plane

_NEAR_MM = 14.0  # so near the slice passes the place where the sac is measured
_WIDEST_MM = 40.0  # what is farther apart are not the walls of one passage
_IN_SLICE_MM = 2.0  # a root, or the middle of the sac, passes the slice if it comes so near
_WHOLE = 0.005  # what is lost less than that is told as nothing
_STEP_PX = 0.25  # how far apart a line across is looked at
_IN_SAC = ("dural sac", "cauda equina")
_WALLS = ("disc", "ligamentum flavum", "facet", "fragment", "synovial cyst", "sacrum", "nucleus")


@dataclass(frozen=True, kw_only=True)
class Distance:
    """Something measured in the slice, between two places of it in pixels (column, row)."""

    name: str
    start: tuple[float, float]
    end: tuple[float, float]
    value: float
    unit: str
    where: str = ""

    @property
    def words(self) -> str:
        """What is written beside the picture."""
        return f"{self.where} {self.value:.0f} {self.unit}".strip()


def measured(
    plane: Plane,
    labels: NDArray[np.uint8],
    names: tuple[str, ...],
    level: str,
    courses: Sequence[Course],
) -> tuple[Distance, ...]:
    """Measure sac and canal of a level, in a sagittal slice of every one; nothing without.

    `courses` are those of sac and roots; told are the roots that run down at this level, and
    others that are pressed in this slice, as in the foramen. Of a sac that is squeezed until it
    covers no pixel an axial slice tells no depth, but the area.
    """
    is_sac = np.array([name in _IN_SAC for name in names])
    if plane.kind == "sagittal":
        return tuple(_across(is_sac.take(labels), plane, courses[0]))
    section = next((one for one in courses[0].sections if one.level == level), None)
    if section is None:
        return ()
    rows, columns = _places(is_sac.take(labels))
    found: list[Distance | None] = []
    beside = plane.at(section.at)
    if len(rows):
        middle = round(float(columns.mean()))
        met = labels[:, middle]  # from front to back
        own = np.flatnonzero(is_sac[met])
        wall = np.array([_is_wall(name) for name in names])[met]
        found += [_sac_depth(own, middle, plane), _canal_depth(own, wall, middle, plane)]
        # In the rear of the sac on the right, off the roots: letters shall not lie on each other.
        beside = (float(0.7 * columns.min() + 0.3 * columns.max()), float(rows.max() - 1))
    down = section.level.partition("-")[2]
    found += [_root(one, plane, is_told=one.tube.root == down) for one in courses[1:]]
    found.append(_area(section, plane, beside))
    return tuple(one for one in found if one is not None)


def _across(is_sac: NDArray[np.bool_], plane: Plane, sac: Course) -> Iterator[Distance]:
    """Measure the sac of a sagittal slice at right angles to its course, level by level."""
    _, back = sac.tube.across
    away = np.arange(-_WIDEST_MM / 2, _WIDEST_MM / 2, _STEP_PX * plane.pixel_mm)
    for section in sac.sections:
        station = int(np.linalg.norm(sac.path - section.at, axis=1).argmin())
        if abs(sac.path[station, 0] - plane.position_mm) > _IN_SLICE_MM:
            continue  # farther out the sac is round: what is cut there is no depth
        middle = plane.pixels(sac.path[[station]])
        if not ((middle >= 0) & (middle < plane.size)).all():
            continue
        line = plane.pixels(sac.path[station] + away[:, None] * back[station])
        line = line[((line >= 0) & (line < plane.size)).all(axis=1)]
        column, row = line.astype(int).T
        met = np.flatnonzero(is_sac[row, column])
        # A sac that is squeezed until no pixel shows it is told as well, with nothing left.
        ends = line[[met[0], met[-1]]] if len(met) else middle[[0, 0]]
        (x0, y0), (x1, y1) = ends.tolist()
        yield Distance(
            name=f"sac at {section.level}, front to back",
            start=(x0, y0),
            end=(x1, y1),
            value=float(np.hypot(x1 - x0, y1 - y0)) * plane.pixel_mm,
            unit="mm",
            where=f"{section.level} sac",
        )


def _places(shown: NDArray[np.bool_]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Give rows and columns of the pixels in which something is shown."""
    return np.divmod(np.flatnonzero(shown), shown.shape[1])


def _is_wall(name: str) -> bool:
    return name.startswith(_WALLS) or name.endswith("vertebra")


def _line(
    name: str, column: float, top: float, bottom: float, plane: Plane, where: str
) -> Distance:
    """Give a distance from front to back, from the upper edge of one row to that of another."""
    return Distance(
        name=name,
        start=(column, float(top)),
        end=(column, float(bottom)),
        value=float(bottom - top) * plane.pixel_mm,
        unit="mm",
        where=where,
    )


def _sac_depth(own: NDArray[np.intp], middle: int, plane: Plane) -> Distance | None:
    if not len(own):
        return None
    return _line("sac, front to back", float(middle), own[0], own[-1] + 1.0, plane, "sac")


def _canal_depth(
    own: NDArray[np.intp], wall: NDArray[np.bool_], middle: int, plane: Plane
) -> Distance | None:
    """Measure the canal in the midline, between what lies before and behind the sac."""
    if not len(own):
        return None
    ends = _between(wall, int(own.mean()), plane)
    aside = middle + 1.5 / plane.pixel_mm  # beside the line of the sac
    return ends and _line("canal, front to back", aside, *ends, plane, "canal")


def _root(course: Course, plane: Plane, *, is_told: bool) -> Distance | None:
    """Tell how much of its calibre a root has left where it passes the slice.

    If it has all of it, only where it is told anyway.
    """
    away = np.abs(course.tube.path[:, 2] - plane.position_mm)
    here = int(away.argmin())
    is_pressed = bool(course.left[here] < 1.0 - _WHOLE)
    if away[here] > _IN_SLICE_MM or not (is_told or is_pressed):
        return None
    whose = f"{course.tube.side} {course.tube.root} root"
    beside = plane.at(course.path[here])
    return Distance(
        name=f"{whose}, of its calibre left in this slice",
        start=beside,
        end=beside,
        value=100.0 * float(course.left[here]),
        unit="%",
        where=f"{whose} here keeps",
    )


def _between(wall: NDArray[np.bool_], row: int, plane: Plane) -> tuple[float, float] | None:
    """Give the free rows around a row, between two walls; none where one is missing."""
    before, behind = np.flatnonzero(wall[:row]), np.flatnonzero(wall[row:])
    if wall[row] or not len(before) or not len(behind):
        return None
    top, bottom = float(before[-1] + 1), float(row + behind[0])
    return (top, bottom) if (bottom - top) * plane.pixel_mm <= _WIDEST_MM else None


def _area(section: SacSection, plane: Plane, beside: tuple[float, float]) -> Distance | None:
    if abs(section.at[2] - plane.position_mm) > _NEAR_MM:
        return None
    is_whole = section.loss < _WHOLE
    place = "behind the disc" if is_whole else "where it has lost most at"
    where = "sac, behind its disc" if is_whole else "sac, worst place"
    return Distance(
        name=f"area of the dural sac {place} {section.level}",
        start=beside,
        end=beside,
        value=section.area_mm2,
        unit="mm²",
        where=where,
    )
