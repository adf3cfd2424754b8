"""The part of a slice that something covers: which pixels, and the share of each that lies inside.

Most of what a slice shows is small. Beyond its patch a structure covers nothing, so nothing is
worked out there. Edges are as soft as a scanner makes them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from l45anatomy.frame import Distances, Points
from l45anatomy.geometry.air import may_reach
from l45anatomy.geometry.clipping import clipped
from l45anatomy.geometry.fields import Field, Mirrored, Moved
from l45anatomy.geometry.placement import Placement
from l45anatomy.views.mri.plane import AXES, Plane

_BLUR_PX = 0.9  # the point spread, as half the width of an edge
_COARSE_MM = 1.2  # fields are smooth: they are asked so far apart and filled in between
# No distance is told beyond that: the corners of a coarse cell that an edge crosses lie nearer.
_FAR_MM = 2.5
_BALLS = 4  # to each point of the path of a string
_HERE = Placement()
# Shares, greys or mm of pixels: half as many bytes to copy, and a grey needs no more digits.
Pixels = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Patch:
    """The rows and columns `at` of a slice, and the share of each pixel there that is covered."""

    at: tuple[slice, slice]
    share: Pixels


def soft_mm(plane: Plane) -> float:
    """Give how far an edge is blurred to either side, mm."""
    return _BLUR_PX * plane.pixel_mm


def edged(distance: NDArray[np.floating[Any]], at: tuple[slice, slice], plane: Plane) -> Patch:
    """Give what is covered, by the distance of each pixel of a patch to a surface."""
    share = distance.astype(np.float32) * (-0.5 / soft_mm(plane))
    share += 0.5
    return Patch(at, np.clip(share, 0.0, 1.0, out=share))


@lru_cache(maxsize=8)
def everything(plane: Plane) -> Patch:
    """Give a patch that covers the whole slice."""
    return Patch((slice(0, plane.size),) * 2, np.ones((plane.size, plane.size), np.float32))


def cut(field: Field, plane: Plane) -> tuple[Pixels, tuple[slice, slice]]:
    """Give the distance to a solid, mm, where it may be near, and where that is.

    The field is asked on a coarse grid, where its box is near, and filled in by straight lines.
    """
    coarse = max(2, round(plane.width_mm / _COARSE_MM))
    rows, columns = plane.window(field.bounds, 2 * _COARSE_MM, coarse)
    # One point more all round, so that what is filled in begins and ends far off.
    rows, columns = _wider(rows, coarse), _wider(columns, coarse)
    points = plane.points(coarse).reshape(coarse, coarse, 3)[rows, columns]
    values = _asked(field, points) if points.size else np.zeros(points.shape[:2], np.float32)
    near = values < _FAR_MM
    down, along = (
        _wider(_span(np.flatnonzero(near.any(axis=axis))), of)
        for axis, of in zip((1, 0), near.shape, strict=True)
    )
    start = rows.start + down.start, columns.start + along.start
    return _filled_in(values[down, along], start, coarse, plane.size)


def _asked(field: Field, grid: Points) -> Pixels:
    """Give the distance to a solid at a grid of points, (rows, columns, 3) mm.

    Of a solid with two equal halves one side is asked, if columns run from side to side.
    """
    shape, place = (field.shape, field.placement) if isinstance(field, Moved) else (field, _HERE)
    aside = np.round(np.abs(grid[0, :, 0]), 6)
    column: slice | NDArray[np.intp] = slice(None)
    if isinstance(shape, Mirrored) and np.ptp(aside):
        aside, column = np.unique(aside, return_inverse=True)
        grid = grid[:, : len(aside)].copy()
        grid[:, :, 0] = aside
    points = place.to_local(grid.reshape(-1, 3))
    value = np.full(len(points), _FAR_MM, np.float32)
    near = may_reach(shape, points, _FAR_MM)
    value[near] = clipped(shape, points[near], _FAR_MM)
    return value.reshape(grid.shape[:2])[:, column]


def _wider(span: slice, size: int) -> slice:
    return slice(max(0, span.start - 1), min(size, span.stop + 1))


def _filled_in(
    coarse: Pixels, start: tuple[int, int], of: int, size: int
) -> tuple[Pixels, tuple[slice, slice]]:
    """Give values between those of a piece of a coarser picture, by straight lines, and where.

    The piece begins at `start` of a picture `of` pixels wide; `size` is that of the finer one.
    """
    low, share = _between(of, size)
    spans = [
        _span(np.flatnonzero((low >= first) & (low + 1 < first + count)))
        for first, count in zip(start, coarse.shape, strict=True)
    ]
    down, along = (low[span] - first for span, first in zip(spans, start, strict=True))
    below, right = share[spans[0]][:, None], share[spans[1]]
    # Columns first, as long as there are few rows.
    wide = _mixed(coarse.take(along, axis=1), coarse.take(along + 1, axis=1), right)
    return _mixed(wide[down], wide[down + 1], below), (spans[0], spans[1])


def _mixed(first: Pixels, second: Pixels, share: Pixels) -> Pixels:
    """Give what lies between the values at two ends, that share of the way to the second."""
    mixed = second - first
    mixed *= share
    mixed += first
    return mixed


@lru_cache(maxsize=16)
def _between(of: int, size: int) -> tuple[NDArray[np.intp], Pixels]:
    """Give between which two pixels of a row of `of` each of a finer row lies: the first, a share.

    The row of `size` pixels is as wide as the coarser one.
    """
    at = (np.arange(size) + 0.5) / size * of - 0.5
    low = np.clip(np.floor(at).astype(int), 0, of - 2)
    return low, np.clip(at - low, 0.0, 1.0).astype(np.float32)


@dataclass(frozen=True, eq=False)
class Balls:
    """Balls in a row: centres (n, 3) mm, radii (n,) mm, and how far around each counts, (n,) mm."""

    centres: Points
    radii: Distances
    reach: Distances

    @classmethod
    def along(cls, strings: Sequence[tuple[Points, Distances]], plane: Plane) -> "Balls":
        """Give those of some strings, each a path (n, 3) and its radii (n,), that a slice can meet.

        The strings are laid end to end and asked together.
        """
        counts = [len(path) for path, _ in strings]
        starts = np.cumsum([0, *counts[:-1]])
        steps = np.concatenate([at + _fine(n) for at, n in zip(starts, counts, strict=True)])
        most = np.repeat([radii.max() for _, radii in strings], _BALLS * np.array(counts))
        path = np.concatenate([path for path, _ in strings])
        radii = np.concatenate([radii for _, radii in strings])
        own, height = np.arange(len(path)), path[:, AXES[plane.kind]]
        thick = np.interp(steps, own, radii)
        near = np.abs(np.interp(steps, own, height) - plane.position_mm) < thick + 0.5
        centres = np.stack([np.interp(steps[near], own, c) for c in path.T], axis=1)
        return cls(centres, thick[near], most[near] + 1.5)


@lru_cache(maxsize=64)
def _fine(count: int) -> Distances:
    """Give where the balls of a string lie, counted in the points of its path."""
    return np.linspace(0, count - 1, _BALLS * count)


def strung(balls: Balls, plane: Plane) -> Patch:
    """Give what balls cover of a slice."""
    if not len(balls.radii):
        return Patch((slice(0, 0), slice(0, 0)), np.empty((0, 0), np.float32))
    column, row = plane.pixels(balls.centres).T
    span = balls.reach / plane.pixel_mm
    rows, row_counts = _around(row, span, plane.size)
    columns, column_counts = _around(column, span, plane.size)
    # A pixel is away along its row, along its column and across the picture.
    down = (rows + 0.5 - row[:, None]) * plane.pixel_mm
    along = (columns + 0.5 - column[:, None]) * plane.pixel_mm
    across = balls.centres[:, AXES[plane.kind]] - plane.position_mm
    square = (down * down + (across * across)[:, None])[:, :, None] + (along * along)[:, None, :]
    away = np.sqrt(square, out=square)
    away -= balls.radii[:, None, None]
    away[~(row_counts[:, :, None] & column_counts[:, None, :])] = _FAR_MM
    at = (slice(int(rows.min()), int(rows.max()) + 1),
          slice(int(columns.min()), int(columns.max()) + 1))  # fmt: skip
    tall, wide = at[0].stop - at[0].start, at[1].stop - at[1].start
    found = np.full(tall * wide, _FAR_MM)
    # Pixels are counted through: one index is six times as quick as two.
    place = ((rows - at[0].start) * wide)[:, :, None] + (columns - at[1].start)[:, None, :]
    np.minimum.at(found, place.reshape(-1), away.reshape(-1))
    return edged(found.reshape(tall, wide), at, plane)


def _around(
    middle: Distances, span: Distances, size: int
) -> tuple[NDArray[np.intp], NDArray[np.bool_]]:
    """Give pixels around a place in a row of `size`, the same number for each, and which count."""
    low = np.maximum(0, (middle - span).astype(int))
    high = np.minimum(size, np.maximum(0, (middle + span).astype(int) + 2))
    pixels = low[:, None] + np.arange(max(1, int((high - low).max(initial=1))))
    return np.minimum(pixels, size - 1), pixels < high[:, None]


def _span(which: NDArray[np.intp]) -> slice:
    return slice(int(which[0]), int(which[-1]) + 1) if len(which) else slice(0, 0)
