"""A picture of parts without a renderer: the twin that stays when the live view is gone.

Rendering with VTK costs a kernel a quarter of a gigabyte and kills it where no off-screen library
is installed. Here each triangle is strewn with shaded dots, so densely that none of its pixels
stays empty, and of the dots on a pixel the nearest counts: plain arrays after VTK has counted the
normals, nothing rendered. For pictures with shadows there is `scene.png`.
"""

import io
from collections.abc import Collection, Iterator, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from l45anatomy.frame import Points
from l45anatomy.viewer import Part

_WIDE, _TALL = 640, 560
_APART_PX = 0.7  # from dot to dot: half the diagonal of a pixel, so that each gets one
_FADED = 0.3
_LIGHT = np.array([-0.35, 0.55, 0.75])  # to the right, up, towards the eye
_COLOURS = 128

Layer = tuple[NDArray[np.float64], NDArray[np.float64]]  # colours (tall, wide, 3), nearness


@cache
def _strewn(steps: int) -> NDArray[np.float64]:
    """Give dots all over a triangle as shares of its corners, (3, n)."""
    i, j = np.mgrid[0 : steps + 1, 0 : steps + 1].reshape(2, -1)
    i, j = i[i + j <= steps], j[i + j <= steps]
    return np.stack([i, j, steps - i - j]) / steps


def _corners(part: Part, axes: Points, centre: Points, scale: float) -> NDArray[np.float64]:
    """Give pixel x, y, nearness and light of the corners of each triangle in sight, (4, n, 3)."""
    mesh = part.mesh.compute_normals(split_vertices=False, consistent_normals=False)
    points, normals = np.asarray(mesh.points, float), np.asarray(mesh.point_data["Normals"], float)
    if part.matrix is not None:
        turn = part.matrix[:3, :3]
        points, normals = points @ turn.T + part.matrix[:3, 3], normals @ turn.T
    seen, facing = (points - centre) @ axes.T, normals @ axes.T
    light = 0.45 + 0.55 * np.clip(facing @ (_LIGHT / np.linalg.norm(_LIGHT)), 0.0, 1.0)
    x, y = _WIDE / 2 + scale * seen[:, 0], _TALL / 2 - scale * seen[:, 1]
    corners = np.stack([x, y, seen[:, 2], light])[:, mesh.regular_faces]
    low, high = corners[:2].min(axis=2), corners[:2].max(axis=2)
    in_sight = ((high >= 0) & (low < [[_WIDE], [_TALL]])).all(axis=0)
    return corners[:, in_sight & (facing[mesh.regular_faces, 2] > -0.1).any(axis=1)]


def _dots(corners: NDArray[np.float64]) -> Iterator[NDArray[np.float64]]:
    """Give the dots of triangles, those of one size at a time, (4, n)."""
    sides = np.hypot(*(corners[:2] - np.roll(corners[:2], 1, axis=2)))
    steps = np.maximum(np.ceil(sides.max(axis=1) / _APART_PX), 1).astype(int)
    for count in np.unique(steps):
        yield (corners[:, steps == count] @ _strewn(int(count))).reshape(4, -1)


def _paint(part: Part, corners: NDArray[np.float64], layer: Layer) -> None:
    """Put a part on a layer wherever it is nearer than what is there."""
    colours, depth = layer
    base = np.array([int(part.colour[i : i + 2], 16) for i in (1, 3, 5)], float)
    for dots in _dots(corners):
        x, y = np.floor(dots[:2]).astype(int)
        at = np.flatnonzero((x >= 0) & (x < _WIDE) & (y >= 0) & (y < _TALL))
        at = at[dots[2, at] > depth[y[at], x[at]]]
        at = at[np.argsort(dots[2, at])]  # the nearest comes last, and stays
        depth[y[at], x[at]] = dots[2, at]
        colours[y[at], x[at]] = np.minimum(dots[3, at, None] * base * 1.08, 255.0)


def still(
    parts: Sequence[Part], centre: Sequence[float], span_mm: float, faded: Collection[str] = ()
) -> bytes:
    """Give a picture from behind, `span_mm` high around `centre`, as PNG bytes."""
    from PIL import Image

    axes = np.array([[1.0, 0.0, 0.0], [0.0, 0.12, 0.99], [0.0, -0.99, 0.12]])
    solid, veiled = (
        (np.full((_TALL, _WIDE, 3), 255.0), np.full((_TALL, _WIDE), -np.inf)) for _ in range(2)
    )
    placed = [(part, _corners(part, axes, np.array(centre), _TALL / span_mm)) for part in parts]
    # The nearest first: what they hide is not even shaded.
    for part, corners in sorted(placed, key=lambda one: -one[1][2].max(initial=-np.inf)):
        layer = veiled if part.name in faded or part.opacity < 1.0 else solid
        _paint(part, corners, layer)
    through = (veiled[1] > solid[1])[:, :, None] * _FADED
    colours = solid[0] * (1 - through) + veiled[0] * through
    out = io.BytesIO()
    image = Image.fromarray(colours.astype(np.uint8))
    image.quantize(_COLOURS, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()
