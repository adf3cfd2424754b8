"""Smooth curves through given points."""

import numpy as np
from numpy.typing import NDArray

from l45anatomy.frame import RIGHT, Distances, Points


def along(waypoints: Points, values: Distances, spacing: float) -> tuple[Points, Points, Distances]:
    """Give points on a smooth curve, unit vectors along it there, and values carried along.

    Each step from one way point to the next is cut evenly, into parts of `spacing` mm or less: a
    way point that moves changes the two steps on either side of it, and nothing beyond. `waypoints`
    is (n, 3), `values` (n,) or (n, k).
    """
    steps = np.diff(waypoints, axis=0)
    chord = _long(steps)
    counts = np.ceil(chord[:, 0] / spacing).astype(int)
    i = np.append(np.repeat(np.arange(len(counts)), counts), len(counts) - 1)
    first = np.cumsum(counts) - counts
    u = ((np.arange(len(i)) - first[i]) / counts[i])[:, None]
    columns = values.reshape(len(waypoints), -1)
    carried = columns[i] * (1.0 - u) + columns[i + 1] * u
    points, ways = _hermite(chord, waypoints, steps, i, u)
    return points, ways / _long(ways), carried.reshape(len(i), *values.shape[1:])


def far_along(path: Points) -> Distances:
    """Give how far along a path (n, 3) each of its points lies from the first, (n,) mm."""
    return np.concatenate([[0.0], np.cumsum(_long(np.diff(path, axis=0))[:, 0])])


def across(path: Points) -> tuple[Points, Points]:
    """Give two unit vectors across a path (n, 3) at each station, as `beside` does."""
    tangent = np.empty_like(path)
    tangent[1:-1] = path[2:] - path[:-2]
    tangent[0], tangent[-1] = path[1] - path[0], path[-1] - path[-2]
    return beside(tangent / _long(tangent))


def beside(ways: Points) -> tuple[Points, Points]:
    """Give two unit vectors across each of some unit vectors (n, 3).

    The first lies as far to the right as it can; the second is square to both, and points to the
    back where the way runs down.
    """
    aside = np.array(RIGHT) - ways * ways[:, :1]
    aside /= _long(aside)
    x, y, z = ways.T
    u, v, w = aside.T
    return aside, np.array([y * w - z * v, z * u - x * w, x * v - y * u]).T


def _long(ways: Points) -> Points:
    """Give the lengths of vectors (n, 3) as a column, (n, 1)."""
    length: Points = np.sqrt(np.einsum("ij,ij->i", ways, ways))[:, None]
    return length


def _hermite(
    chord: Distances, points: Points, steps: Points, i: NDArray[np.intp], u: Distances
) -> tuple[Points, Points]:
    """Cubic Hermite through `points`, and how it leads on there.

    Both at the shares `u` (n, 1) of the steps `i` (n,) between them. The tangent at a point is that
    of the parabola through its neighbours, at an end that of the line to the next one.
    """
    slope = steps / chord
    before, after = chord[:-1], chord[1:]
    inner = (after * slope[:-1] + before * slope[1:]) / (before + after)
    tangent = np.concatenate([slope[:1], inner, slope[-1:]])
    leaving, arriving = tangent[:-1] * chord, tangent[1:] * chord
    bend = (3.0 * steps - 2.0 * leaving - arriving)[i]
    twist = (leaving + arriving - 2.0 * steps)[i]
    curve: Points = ((twist * u + bend) * u + leaving[i]) * u + points[i]
    ahead: Points = (3.0 * twist * u + 2.0 * bend) * u + leaving[i]
    return curve, ahead
