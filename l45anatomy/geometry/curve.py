"""Smooth curves through given points."""

import numpy as np

from l45anatomy.frame import RIGHT, Distances, Points


def along(waypoints: Points, values: Distances, spacing: float) -> tuple[Points, Distances]:
    """Give points every `spacing` mm or less on a smooth curve, and values carried along.

    The number of points depends only on the length of the curve, rounded to ten steps, so that one
    which bends a little keeps its count. `waypoints` is (n, 3), `values` (n,) or (n, k).
    """
    chord = np.linalg.norm(np.diff(waypoints, axis=0), axis=1)
    at = np.concatenate([[0.0], np.cumsum(chord)])
    count = int(np.ceil(at[-1] / spacing / 10)) * 10 + 1
    t = np.linspace(0.0, at[-1], count)
    return _hermite(at, waypoints, t), _linear(at, values, t)


def across(path: Points) -> tuple[Points, Points]:
    """Give two unit vectors across a path (n, 3) at each station.

    The first lies as far to the right as the path allows; the second is square to both, and points
    to the back where the path runs down.
    """
    tangent = np.gradient(path, axis=0)
    tangent /= np.linalg.norm(tangent, axis=1, keepdims=True)
    aside = np.array(RIGHT) - tangent * tangent[:, :1]
    aside /= np.linalg.norm(aside, axis=1, keepdims=True)
    return aside, np.cross(tangent, aside)


def _linear(at: Distances, values: Distances, t: Distances) -> Distances:
    columns = np.reshape(values, (len(at), -1))
    out = np.stack([np.interp(t, at, column) for column in columns.T], axis=1)
    return out if np.ndim(values) > 1 else out[:, 0]


def _hermite(at: Distances, points: Points, t: Distances) -> Points:
    """Cubic Hermite through `points` at parameters `at`, tangents by finite differences."""
    tangent = np.gradient(points, at, axis=0)
    i = np.clip(np.searchsorted(at, t, side="right") - 1, 0, len(at) - 2)
    width = (at[i + 1] - at[i])[:, None]
    u = (t - at[i])[:, None] / width
    return np.asarray(
        (1 + 2 * u) * (1 - u) ** 2 * points[i]
        + u * (1 - u) ** 2 * width * tangent[i]
        + u * u * (3 - 2 * u) * points[i + 1]
        + u * u * (u - 1) * width * tangent[i + 1]
    )
