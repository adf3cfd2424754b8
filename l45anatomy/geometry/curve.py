"""Smooth curves through given points."""

import numpy as np
from numpy.typing import NDArray

from l45anatomy.frame import RIGHT, Distances, Points


def along(waypoints: Points, values: Distances, spacing: float) -> tuple[Points, Distances]:
    """Give points every `spacing` mm or less on a smooth curve, and values carried along.

    The number of points depends only on the length of the curve, rounded to ten steps, so that one
    which bends a little keeps its count. `waypoints` is (n, 3), `values` (n,) or (n, k).
    """
    steps = np.diff(waypoints, axis=0)
    chord = _long(steps)[:, 0]
    at = np.concatenate([[0.0], np.cumsum(chord)])
    count = int(np.ceil(at[-1] / spacing / 10)) * 10 + 1
    t = np.linspace(0.0, at[-1], count)
    i = np.minimum(np.searchsorted(at, t, side="right") - 1, len(chord) - 1)
    u = ((t - at[i]) / chord[i])[:, None]
    columns = values.reshape(len(at), -1).T
    carried = np.stack([np.interp(t, at, column) for column in columns], axis=1)
    points = _hermite(chord[:, None], waypoints, steps, i, u)
    return points, carried.reshape(count, *values.shape[1:])


def across(path: Points) -> tuple[Points, Points]:
    """Give two unit vectors across a path (n, 3) at each station.

    The first lies as far to the right as the path allows; the second is square to both, and points
    to the back where the path runs down.
    """
    tangent = np.empty_like(path)
    tangent[1:-1] = path[2:] - path[:-2]
    tangent[0], tangent[-1] = path[1] - path[0], path[-1] - path[-2]
    tangent /= _long(tangent)
    aside = np.array(RIGHT) - tangent * tangent[:, :1]
    aside /= _long(aside)
    x, y, z = tangent.T
    u, v, w = aside.T
    return aside, np.stack([y * w - z * v, z * u - x * w, x * v - y * u], axis=1)


def _long(ways: Points) -> Points:
    """Give the lengths of vectors (n, 3) as a column, (n, 1)."""
    length: Points = np.sqrt(np.einsum("ij,ij->i", ways, ways))[:, None]
    return length


def _hermite(
    chord: Distances, points: Points, steps: Points, i: NDArray[np.intp], u: Distances
) -> Points:
    """Cubic Hermite through `points`, at the shares `u` (n, 1) of the steps `i` (n,) between them.

    The tangent at a point is that of the parabola through its neighbours, at an end that of the
    line to the next one.
    """
    slope = steps / chord
    before, after = chord[:-1], chord[1:]
    inner = (after * slope[:-1] + before * slope[1:]) / (before + after)
    tangent = np.concatenate([slope[:1], inner, slope[-1:]])
    leaving, arriving = tangent[:-1] * chord, tangent[1:] * chord
    bend = 3.0 * steps - 2.0 * leaving - arriving
    twist = leaving + arriving - 2.0 * steps
    curve: Points = ((twist[i] * u + bend[i]) * u + leaving[i]) * u + points[i]
    return curve
