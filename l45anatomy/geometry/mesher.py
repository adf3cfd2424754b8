"""Triangles from fields and from tubes: the only door from numbers to meshes.

VTK is loaded when the first mesh is asked for, never on import.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from l45anatomy.frame import Distances, Points
from l45anatomy.geometry.curve import across
from l45anatomy.geometry.fields import Blend, Field, Union, smooth_minimum
from l45anatomy.geometry.placement import Box

if TYPE_CHECKING:
    import pyvista

_BLOCK = 4


@dataclass(frozen=True)
class Grid:
    """Points every `spacing` mm in blocks of `_BLOCK`, z slowest, as VTK wants them."""

    low: tuple[int, int, int]
    blocks: tuple[int, int, int]
    spacing: float

    @classmethod
    def over(cls, box: Box, spacing: float) -> "Grid":
        """Give the grid that covers a box with a margin, on whole multiples of the spacing."""
        low = np.floor(np.array(box.low) / spacing).astype(int) - 1
        high = np.ceil(np.array(box.high) / spacing).astype(int) + 1
        blocks = -(-(high - low + 1) // _BLOCK)
        return cls(tuple(low.tolist()), tuple(blocks.tolist()), spacing)

    @property
    def shape(self) -> tuple[int, ...]:
        """How many points lie along x, y and z."""
        return tuple(n * _BLOCK for n in self.blocks)

    def points(self, step: int = 1) -> Points:
        """Give every point, or the middle of every block of `step` points, x fastest."""
        shift = (step - 1) / 2
        axes = [
            (start + shift + step * np.arange(n // step)) * self.spacing
            for start, n in zip(self.low, self.shape, strict=True)
        ]
        z, y, x = np.meshgrid(axes[2], axes[1], axes[0], indexing="ij")
        return np.stack([x.ravel(), y.ravel(), z.ravel()], axis=1)


@lru_cache(maxsize=64)
def _points(grid: Grid) -> Points:
    return grid.points()


def _near_surface(field: Field, grid: Grid) -> Distances:
    """Sample a field, exactly where a surface may be near and by one value per block elsewhere.

    A field never overstates a distance, so a block whose middle is farther from the surface than
    its corner has none in it.
    """
    coarse = field(grid.points(_BLOCK))
    cube = coarse.reshape(grid.blocks[::-1])
    for axis in range(3):
        cube = cube.repeat(_BLOCK, axis=axis)
    value = cube.ravel()
    near = np.abs(value) < (_BLOCK * np.sqrt(3) / 2 + 1) * grid.spacing
    value[near] = field(_points(grid)[near])
    return value


@lru_cache(maxsize=128)
def _sampled(field: Field, grid: Grid) -> Distances:
    """Sample a field; what a slider left alone is not computed again."""
    if not isinstance(field, Blend | Union) or len(field.parts) > 4:
        return _near_surface(field, grid)
    radius = field.radius if isinstance(field, Blend) else 0.0
    value = _sampled(field.parts[0], grid)
    points = _points(grid)
    for part in field.parts[1:]:
        # Beyond its box and the fillet a small part changes nothing: compute it near itself only.
        near = part.bounds.distance(points) <= radius + 2 * grid.spacing
        value = value.copy()
        value[near] = smooth_minimum(value[near], part(points[near]), radius)
    return value


def mesh(field: Field, spacing: float = 1.0, box: Box | None = None) -> "pyvista.PolyData":
    """Give the surface of a field as triangles, sampled every `spacing` mm within `box`."""
    import pyvista

    grid = Grid.over(box or field.bounds, spacing)
    image = pyvista.ImageData(
        dimensions=grid.shape,
        spacing=(spacing,) * 3,
        origin=tuple(start * spacing for start in grid.low),
    )
    image["distance"] = _sampled(field, grid)
    surface: pyvista.PolyData = image.contour(
        [0.0], scalars="distance", method="flying_edges", compute_normals=False
    )
    surface.clear_data()
    surface.flip_faces(inplace=True)  # contours look towards what is less, into the solid
    return surface


def sweep(
    path: Points, radii: Distances, sides: int = 20, taper: float = 0.0
) -> "pyvista.PolyData":
    """Give the skin of a tube along `path` (n, 3) with `radii` (n,) or (n, 2): width and depth.

    `taper` narrows the rear of the section and widens its front by that share. The number of
    points depends on n and `sides` alone, so a tube that bends keeps its topology. Widths lie along
    x as far as the path allows.
    """
    import pyvista

    n = len(path)
    wide, deep = np.broadcast_to(np.reshape(radii, (n, -1)), (n, 2)).T
    aside, forward = across(path)
    turn = np.linspace(0, 2 * np.pi, sides, endpoint=False)
    # Front is +y wherever the path runs; the section's own forward may point either way.
    ahead = np.sin(turn) * np.where(forward[:, 1:2] > 0, 1.0, -1.0)
    ring = (
        path[:, None, :]
        + (wide[:, None] * np.cos(turn) * (1 + taper * ahead))[:, :, None] * aside[:, None, :]
        + (deep[:, None] * np.sin(turn))[:, :, None] * forward[:, None, :]
    )
    points = np.concatenate([ring.reshape(-1, 3), path[:1], path[-1:]])
    skin: pyvista.PolyData = pyvista.PolyData.from_regular_faces(points, _tube_faces(n, sides))
    return skin


@lru_cache(maxsize=32)
def _tube_faces(n: int, sides: int) -> NDArray[Any]:
    row, column = np.divmod(np.arange((n - 1) * sides), sides)
    here, beside = row * sides + column, row * sides + (column + 1) % sides
    walls = np.stack([here, beside, beside + sides, here, beside + sides, here + sides], axis=1)
    rim = np.arange(sides)
    following = (rim + 1) % sides
    first = np.stack([np.full(sides, n * sides), following, rim], axis=1)
    end = (n - 1) * sides
    last = np.stack([np.full(sides, n * sides + 1), end + rim, end + following], axis=1)
    return np.concatenate([walls.reshape(-1, 3), first, last])
