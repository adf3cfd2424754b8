"""A small picture of parts without a renderer: the twin that stays when the live view is gone.

Rendering with VTK costs a kernel a quarter of a gigabyte and kills it where no off-screen library
is installed. Here every point of a mesh is a small shaded dot on a depth-sorted canvas: plain
arrays after VTK has counted the normals, nothing rendered. For good pictures there is `scene.png`.
"""

import io
from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray

from l45anatomy.frame import Points
from l45anatomy.viewer import Part

_WIDE, _TALL, _ENLARGED = 320, 280, 2
_DOTS = [(dx, dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)]
_FADED = 0.3
_FEW = 4000  # a mesh of fewer points is divided once more, or its dots would not close
_LIGHT = np.array([-0.35, 0.55, 0.75])  # to the right, up, towards the eye


def _dots(part: Part, axes: Points, centre: Points, scale: float) -> NDArray[np.float64]:
    """Give pixel x, y, nearness and colour of every point that faces the eye, (n, 6)."""
    mesh = part.mesh if part.mesh.n_points > _FEW else part.mesh.subdivide(1)
    mesh = mesh.compute_normals(split_vertices=False, consistent_normals=False)
    points, normals = np.asarray(mesh.points, float), np.asarray(mesh.point_data["Normals"], float)
    if part.matrix is not None:
        turn = part.matrix[:3, :3]
        points, normals = points @ turn.T + part.matrix[:3, 3], normals @ turn.T
    seen, facing = (points - centre) @ axes.T, normals @ axes.T
    front = facing[:, 2] > -0.1
    light = 0.45 + 0.55 * np.clip(facing @ (_LIGHT / np.linalg.norm(_LIGHT)), 0.0, 1.0)
    base = np.array([int(part.colour[i : i + 2], 16) for i in (1, 3, 5)], float)
    colour = np.minimum(light[:, None] * base * 1.08, 255.0)
    x = _WIDE / 2 + scale * seen[:, :1]
    y = _TALL / 2 - scale * seen[:, 1:2]
    return np.concatenate([x, y, seen[:, 2:], colour], axis=1)[front]


def _paint(dots: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Paint dots far to near; give the colours (tall, wide, 3) and how near each pixel is."""
    colours, depth = np.full((_TALL, _WIDE, 3), 255.0), np.full((_TALL, _WIDE), -np.inf)
    spread = np.concatenate([dots + np.array([dx, dy, 0, 0, 0, 0]) for dx, dy in _DOTS])
    x, y = spread[:, 0].astype(int), spread[:, 1].astype(int)
    inside = (x >= 0) & (x < _WIDE) & (y >= 0) & (y < _TALL)
    spread, x, y = spread[inside], x[inside], y[inside]
    order = np.argsort(spread[:, 2], kind="stable")
    colours[y[order], x[order]] = spread[order, 3:]
    depth[y[order], x[order]] = spread[order, 2]
    return colours, depth


def still(
    parts: Sequence[Part], centre: Sequence[float], span_mm: float, faded: Collection[str] = ()
) -> bytes:
    """Give a picture from behind, `span_mm` high around `centre`, as PNG bytes."""
    from PIL import Image

    axes = np.array([[1.0, 0.0, 0.0], [0.0, 0.12, 0.99], [0.0, -0.99, 0.12]])
    solid: list[NDArray[np.float64]] = []
    veiled: list[NDArray[np.float64]] = []
    for part in parts:
        dots = _dots(part, axes, np.array(centre), _TALL / span_mm)
        (veiled if part.name in faded or part.opacity < 1.0 else solid).append(dots)
    colours, depth = _paint(np.concatenate(solid))
    if veiled:
        over, nearer = _paint(np.concatenate(veiled))
        through = (nearer > depth)[:, :, None] * _FADED
        colours = colours * (1 - through) + over * through
    image = Image.fromarray(colours.astype(np.uint8))
    image = image.resize((_WIDE * _ENLARGED, _TALL * _ENLARGED), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    image.quantize(64).save(out, "PNG", optimize=True)
    return out.getvalue()
