"""Where a slice lies and which way it is shown.

Slices are shown as radiologists hang them: the patient's right on the left of an axial or coronal
picture, the front on the left of a sagittal one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil, floor
from types import MappingProxyType

import numpy as np

from l45anatomy.anatomy import Anatomy
from l45anatomy.case import Case
from l45anatomy.clearance import Compression
from l45anatomy.frame import Points, Side, Vec, one_of, within
from l45anatomy.geometry.placement import Box
from l45anatomy.grading.grade import definition
from l45anatomy.spine.build import build
from l45anatomy.views.aim import level_of

# Plane -> (the axis it is moved along, what a column and a row go towards, marks of the 4 edges).
_HUNG = MappingProxyType(
    {
        "axial": (2, (-1.0, 0.0, 0.0), (0.0, -1.0, 0.0), ("R", "L", "A", "P")),
        "sagittal": (0, (0.0, -1.0, 0.0), (0.0, 0.0, -1.0), ("A", "P", "S", "I")),
        "coronal": (1, (-1.0, 0.0, 0.0), (0.0, 0.0, -1.0), ("R", "L", "S", "I")),
    }
)
PLANES = tuple(_HUNG)
AXES = MappingProxyType({kind: told[0] for kind, told in _HUNG.items()})
FIELD_MM = MappingProxyType({"axial": 140.0, "sagittal": 170.0, "coronal": 170.0})
_BEHIND_MM = 18.0  # the middle of a picture lies so far behind the middle of the bodies
_MOST_MM = 200.0  # no slice is asked for farther out
_WHOLE = (slice(None), slice(None))


@dataclass(frozen=True)
class Plane:
    """A square picture: `centre` mm, `width_mm` of one side, `size` pixels, hung as its kind is."""

    kind: str
    centre: Vec
    width_mm: float
    size: int

    @property
    def position_mm(self) -> float:
        """Where it lies on its axis, mm."""
        return self.centre[_HUNG[self.kind][0]]

    @property
    def marks(self) -> tuple[str, str, str, str]:
        """The letters at its left, right, upper and lower edge."""
        return _HUNG[self.kind][3]

    @property
    def has_equal_halves(self) -> bool:
        """Whether its left half is its right one, reflected in the midline."""
        return self.kind != "sagittal" and self.centre[0] == 0.0

    @property
    def pixel_mm(self) -> float:
        """The width of a pixel, mm."""
        return self.width_mm / self.size

    def points(self, size: int | None = None) -> Points:
        """Give the middle of every pixel, rows first, (size², 3) mm."""
        return _points(self, size or self.size)

    def lines(self, at: tuple[slice, slice] = _WHOLE) -> tuple[Points, Points, Points]:
        """Give x, y and z of some pixels, each as a row, a column or one number of a picture."""
        _, across, down, _ = _HUNG[self.kind]
        grid = self.points().reshape(self.size, self.size, 3)[at]
        x, y, z = (
            grid[: None if down[axis] else 1, : None if across[axis] else 1, axis]
            for axis in range(3)
        )
        return x, y, z

    def window(self, box: Box, margin_mm: float, size: int) -> tuple[slice, slice]:
        """Give rows and columns of a picture of that size that come as near to a box, or more."""
        scale = size / self.size
        ends = self.pixels(np.array([box.low, box.high])) * scale
        margin = margin_mm / self.width_mm * size + 1

        def span(one: float, other: float) -> slice:
            first, last = floor(min(one, other) - margin), ceil(max(one, other) + margin)
            return slice(min(max(first, 0), size), min(max(last, 0), size))

        columns, rows = ends.T.tolist()
        return span(*rows), span(*columns)

    def at(self, point: Sequence[float]) -> tuple[float, float]:
        """Give the (column, row) of a point, in pixels."""
        column, row = self.pixels(np.array([point]))[0]
        return float(column), float(row)

    def pixels(self, points: Points) -> Points:
        """Give the (column, row) of points (n, 3), in pixels, (n, 2)."""
        _, across, down, _ = _HUNG[self.kind]
        ways = np.array([across, down]).T
        found: Points = (
            (points - np.array(self.centre)) @ ways + self.width_mm / 2
        ) / self.pixel_mm
        return found

    def point(self, column: float, row: float) -> Vec:
        """Give the point under a place of the picture, mm."""
        _, across, down, _ = _HUNG[self.kind]
        half = self.width_mm / 2
        to_right, downwards = column * self.pixel_mm - half, row * self.pixel_mm - half
        where = np.array(self.centre) + to_right * np.array(across) + downwards * np.array(down)
        return (float(where[0]), float(where[1]), float(where[2]))


@lru_cache(maxsize=16)
def _points(plane: Plane, size: int) -> Points:
    _, across, down, _ = _HUNG[plane.kind]
    along = (np.arange(size) + 0.5) / size * plane.width_mm - plane.width_mm / 2
    rows, columns = np.meshgrid(along, along, indexing="ij")
    made: Points = (
        np.array(plane.centre)
        + columns.reshape(-1, 1) * np.array(across)
        + rows.reshape(-1, 1) * np.array(down)
    )
    return made


def through(case: Case, kind: str, position_mm: float | None = None, size: int = 256) -> Plane:
    """Give a slice of a case; without a position, one through what is caught hardest.

    That is at the level the case is about; where nothing is caught there, through its disc.

    Raises
    ------
    ValueError
        If there is no such plane, or it lies outside of what can be shown.
    """
    axis = _HUNG[one_of("plane", kind, PLANES)][0]
    middle = list(disc_middle(case, level_of(case)))
    if kind != "coronal":
        middle[1] -= _BEHIND_MM
    middle[0] = 0.0
    middle[axis] = _worth_seeing(case, kind)[axis]
    if position_mm is not None:
        middle[axis] = within("position_mm", position_mm, -_MOST_MM, _MOST_MM)
    return Plane(kind, (middle[0], middle[1], middle[2]), FIELD_MM[kind], int(size))


def _worth_seeing(case: Case, kind: str) -> Vec:
    """Give the place where what is caught hardest is, else where the sac runs behind the disc.

    Of what is caught as hard an axial slice shows a root, as all sentences name it first; one from
    front to back a sac that has lost much, as it measures its depth. Of two sides it is the left.
    """

    def prominence(one: Compression) -> tuple[int, bool, bool, float, bool]:
        is_root, loss = one.side is not None, round(one.loss, 3)
        is_deep = not is_root and kind != "axial" and loss >= definition("sac narrowed")
        return one.grade, is_deep, is_root, loss, one.side == Side.LEFT

    level = level_of(case)
    caught = [c for c in case.compressions if c.is_caught and c.level == level]
    if caught:
        return max(caught, key=prominence).at
    return next(section.at for section in case.sac if section.level == level)


def disc_middle(case: Case, level: str) -> Vec:
    """Give the middle of a disc as it was before any change, mm: pictures then stay in place."""
    return _middles(case.person)[level]


@lru_cache(maxsize=16)
def _middles(person: Anatomy) -> dict[str, Vec]:
    made = {}
    for solid in build(person).solids:
        if solid.tissue == "disc":
            x, y, z = solid.field.bounds.corners.mean(axis=0)
            made[solid.name.removeprefix("disc ")] = (float(x), float(y), float(z))
    return made
