"""Triangles from fields and from tubes: the only door from numbers to meshes.

VTK is loaded when the first mesh is asked for, never on import.
"""

from collections.abc import Sequence
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

_BLOCK = 2
_FEW = 4  # of so many parts each is sampled by itself
_WARY = 0.5  # shares of the spacing: how much nearer than it says a surface may be,
_CROWDED = 0.45  # how near to a point of the grid corners crowd,
_STRIDE = 0.4  # how far a corner is moved at most,
_REACH = 0.1  # and from how far around it its slope is taken
_TRIES = 4  # how often merging steps back from where it went wrong
_WAYS = np.array([[1.0, 1, 1], [1, -1, -1], [-1, 1, -1], [-1, -1, 1]])  # corners of a tetrahedron
_ACROSS = np.array([-1.0, 1.0, 1.0], dtype="f4")
_LEAST_STEEP = 0.3  # a field that is flatter here says little about where its zero is


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
        x, y, z = self._axes(step)
        return np.stack(np.broadcast_arrays(x, y[:, None], z[:, None, None]), -1).reshape(-1, 3)

    def some(self, chosen: NDArray[np.bool_]) -> Points:
        """Give the points that are chosen, by a flag for each of all."""
        z, y, x = np.nonzero(chosen.reshape(self.shape[::-1]))
        along_x, along_y, along_z = self._axes()
        return np.stack([along_x[x], along_y[y], along_z[z]], axis=1)

    def away(self, box: Box) -> Distances:
        """Give how far each point is outside a box, axis by axis: no point need be made for it."""
        x, y, z = (
            np.maximum(np.maximum(low - at, at - high), 0.0) ** 2
            for at, low, high in zip(self._axes(), box.low, box.high, strict=True)
        )
        far: Distances = np.sqrt(x + y[:, None] + z[:, None, None]).ravel()
        return far

    def _axes(self, step: int = 1) -> tuple[Distances, Distances, Distances]:
        """Give x, y and z of the points, or of the middles of blocks of `step` points."""
        shift = (step - 1) / 2
        x, y, z = (
            np.asarray((start + shift + step * np.arange(n // step)) * self.spacing)
            for start, n in zip(self.low, self.shape, strict=True)
        )
        return x, y, z


def _sampled(field: Field, grid: Grid, margin: float = 0.0) -> Distances:
    """Sample a field, a few parts one by one: what a slider left alone is not computed again."""
    if not isinstance(field, Blend | Union) or len(field.parts) > _FEW:
        return _near_surface(field, grid, margin)
    radius = field.radius if isinstance(field, Blend) else 0.0
    value = _sampled(field.parts[0], grid, margin + radius).copy()
    for part in field.parts[1:]:
        # Beyond its box and the fillet a small part changes nothing: compute it near itself only.
        near = grid.away(part.bounds) <= radius + 2 * grid.spacing
        value[near] = smooth_minimum(value[near], part(grid.some(near)), radius)
    return value


@lru_cache(maxsize=64)
def _near_surface(field: Field, grid: Grid, margin: float = 0.0) -> Distances:
    """Sample a field, exactly within `margin` mm of its surface and by one value per block beyond.

    A field never overstates a distance, so a block whose middle is farther from the surface than
    its corner has none in it.
    """
    coarse = field(grid.points(_BLOCK))
    cube = coarse.reshape(grid.blocks[::-1])
    for axis in range(3):
        cube = cube.repeat(_BLOCK, axis=axis)
    value = cube.ravel()
    near = np.abs(value) < (_BLOCK * np.sqrt(3) / 2 + _WARY) * grid.spacing + margin
    value[near] = field(grid.some(near))
    return value


def mesh(field: Field, spacing: float = 1.0, box: Box | None = None) -> "pyvista.PolyData":
    """Give the surface of a field as triangles, sampled every `spacing` mm within `box`.

    Its points lie on the zero of the field, and their "Normals" are the field's own slope: a coarse
    mesh shades like a fine one.
    """
    import pyvista

    grid = Grid.over(box or field.bounds, spacing)
    points, inwards = _contour(_sampled(field, grid), grid)
    if not len(points):
        return pyvista.PolyData()
    # Contours look towards what is less, into the solid.
    points, faces = _evened(points, inwards[:, ::-1], spacing)
    points, normals = _settled(field, points, spacing)
    return assemble(points.astype("f4"), faces, normals.astype("f4"))


def assemble(points: Points, faces: NDArray[Any], normals: Points) -> "pyvista.PolyData":
    """Give points, triangles and the "Normals" of the points as one surface."""
    import pyvista

    made: pyvista.PolyData = pyvista.PolyData.from_regular_faces(points, faces)
    made.GetPointData().SetNormals(pyvista.convert_array(normals, name="Normals"))
    return made


def _contour(values: Distances, grid: Grid) -> tuple[Points, NDArray[Any]]:
    """Give the zero of what was sampled as points (n, 3) and triangles (m, 3).

    VTK is asked without PyVista between: for small solids that takes half of the time.
    """
    from pyvista import convert_array
    from vtkmodules.vtkCommonDataModel import vtkImageData
    from vtkmodules.vtkFiltersCore import vtkFlyingEdges3D

    image = vtkImageData()
    image.SetDimensions(grid.shape)
    image.SetSpacing((grid.spacing,) * 3)
    image.SetOrigin([start * grid.spacing for start in grid.low])
    image.GetPointData().SetScalars(convert_array(values))
    edges = vtkFlyingEdges3D()
    edges.SetInputData(image)
    edges.SetValue(0, 0.0)
    edges.ComputeNormalsOff()
    edges.ComputeScalarsOff()
    edges.Update()
    found = edges.GetOutput()
    if not found.GetNumberOfPoints():
        return np.empty((0, 3)), np.empty((0, 3), dtype=int)
    points: Points = np.array(convert_array(found.GetPoints().GetData()), dtype=np.float64)
    faces = np.array(convert_array(found.GetPolys().GetConnectivityArray())).reshape(-1, 3)
    return points, faces


def _evened(points: Points, faces: NDArray[Any], spacing: float) -> tuple[Points, NDArray[Any]]:
    """Merge the points of a contour that crowd around one point of its grid.

    That takes a third of the triangles, all the slivers among them. Where sheets would grow
    together, since the solid is thinner there than the grid can tell, nothing is merged.
    """
    cells = points / spacing
    corner = np.rint(cells)
    crowded = np.abs(cells - corner).max(axis=1) < _CROWDED
    at = (corner - corner.min(axis=0)).astype(int)
    span = at.max(axis=0) + 1
    where = (at[:, 0] * span[1] + at[:, 1]) * span[2] + at[:, 2]
    alone = span.prod() + np.arange(len(points))
    for _ in range(_TRIES):
        label = _numbered(np.where(crowded, where, alone))
        merged = _without_fins(label[faces])
        grown = _grown_together(merged)
        if not len(grown):
            break
        crowded &= ~np.isin(label, grown)
    if not len(merged) or len(grown):
        return points, faces
    size = np.bincount(label)
    middle = np.stack([np.bincount(label, axis) for axis in points.T], axis=1) / size[:, None]
    is_used = np.zeros(len(size), dtype=bool)
    is_used[merged] = True
    return middle[is_used], (np.cumsum(is_used) - 1)[merged]


def _numbered(keys: NDArray[Any]) -> NDArray[Any]:
    """Give the rank of each key among all that occur; much sooner than by sorting them."""
    occurs = np.zeros(keys.max() + 1, dtype=bool)
    occurs[keys] = True
    rank: NDArray[Any] = (np.cumsum(occurs) - 1)[keys]
    return rank


def _without_fins(faces: NDArray[Any]) -> NDArray[Any]:
    """Leave out triangles that shrank to a line, and pairs with nothing between them."""
    one, two, three = faces.T
    faces = faces[(one != two) & (two != three) & (three != one)]
    one, two, three = np.ascontiguousarray(faces.T)
    low = np.minimum(np.minimum(one, two), three)
    high = np.maximum(np.maximum(one, two), three)
    base = int(faces.max(initial=0)) + 1
    corners = (low * base + (one + two + three - low - high)) * base + high
    twice = _repeated(corners, 2)
    return faces[~np.isin(corners, twice)] if len(twice) else faces


def _grown_together(faces: NDArray[Any]) -> NDArray[Any]:
    """Give the corners of all edges that more than two triangles share."""
    base = int(faces.max(initial=0)) + 1
    ends = np.ascontiguousarray(faces.T)
    nexts = ends[[1, 2, 0]]
    edges = (np.minimum(ends, nexts) * base + np.maximum(ends, nexts)).ravel()
    corners: NDArray[Any] = np.concatenate(np.divmod(_repeated(edges, 3), base))
    return corners


def _repeated(keys: NDArray[Any], times: int) -> NDArray[Any]:
    """Give the keys that occur at least so often."""
    keys = np.sort(keys)
    found: NDArray[Any] = keys[times - 1 :][keys[times - 1 :] == keys[: len(keys) - times + 1]]
    return found


def _settled(field: Field, points: Points, spacing: float) -> tuple[Points, Points]:
    """Move points onto the zero of a field by one step of Newton's; give their normals too."""
    reach = _REACH * spacing
    around = field((points + reach * _WAYS[:, None]).reshape(-1, 3)).reshape(len(_WAYS), -1)
    slope = np.stack(list(around), axis=1) @ _WAYS / (4 * reach)
    steep = np.sqrt(np.maximum(np.einsum("ij,ij->i", slope, slope), 1e-12))[:, None]
    normals = slope / steep
    step = np.mean(around, axis=0)[:, None] / np.maximum(steep, _LEAST_STEEP)
    return points - np.clip(step, -_STRIDE * spacing, _STRIDE * spacing) * normals, normals


def reflection(right: "pyvista.PolyData") -> "pyvista.PolyData":
    """Give a surface with "Normals" on the other side of the midline; it looks outwards still."""
    faces, normals = right.regular_faces[:, ::-1], right.point_data["Normals"]
    return assemble(right.points * _ACROSS, faces, normals * _ACROSS)


def shaded(skin: "pyvista.PolyData") -> "pyvista.PolyData":
    """Give a surface with "Normals": those it has, or else those of its triangles."""
    if "Normals" in skin.point_data:
        return skin
    smooth: pyvista.PolyData = skin.compute_normals(
        cell_normals=False, split_vertices=False, consistent_normals=False
    )
    return smooth


def sweep(
    path: Points, radii: Distances, sides: int = 14, taper: float = 0.0
) -> "pyvista.PolyData":
    """Give the skin of a tube along `path` (n, 3) with `radii` (n,) or (n, 2): width and depth.

    `taper` narrows the rear of the section and widens its front by that share. The number of
    points depends on n and `sides` alone, so a tube that bends keeps its topology. Widths lie along
    x as far as the path allows.
    """
    return _skins([path], [np.reshape(radii, (len(path), -1))], sides, taper)


def bundle(paths: Sequence[Points], radius: float, sides: int = 6) -> "pyvista.PolyData":
    """Give the skins of thin tubes of one radius along several paths as one surface."""
    return _skins(paths, [np.full((len(path), 1), radius) for path in paths], sides)


def _skins(
    paths: Sequence[Points], radii: Sequence[Points], sides: int, taper: float = 0.0
) -> "pyvista.PolyData":
    """Give tubes as one surface: of each its rings, then the middles of its two ends.

    Tubes of as many stations share their triangles.
    """
    import pyvista

    aside, forward = map(np.concatenate, zip(*map(across, paths), strict=True))
    rings = _rings(np.concatenate(paths), np.concatenate(radii), aside, forward, sides, taper)
    points, at = [], 0
    for path in paths:
        points += [rings[at : at + len(path)].reshape(-1, 3), path[:1], path[-1:]]
        at += len(path)
    cells = _cells(tuple(map(len, paths)), sides)
    skins: pyvista.PolyData = pyvista.PolyData(np.concatenate(points), faces=cells)
    return skins


def _rings(
    path: Points, radii: Points, aside: Points, forward: Points, sides: int, taper: float
) -> NDArray[np.float64]:
    """Give the points around each station, (n, sides, 3)."""
    turn = np.linspace(0, 2 * np.pi, sides, endpoint=False)
    wide, deep = radii[:, :1] * np.cos(turn), radii[:, -1:] * np.sin(turn)
    if taper:
        # Front is +y wherever the path runs; the section's own forward may point either way.
        wide *= 1 + taper * np.sin(turn) * np.where(forward[:, 1:2] > 0, 1.0, -1.0)
    return path[:, None] + wide[..., None] * aside[:, None] + deep[..., None] * forward[:, None]


@lru_cache(maxsize=32)
def _cells(lengths: tuple[int, ...], sides: int) -> "pyvista.CellArray":
    """Give the triangles of tubes of so many stations."""
    import pyvista

    starts = np.cumsum([0, *(n * sides + 2 for n in lengths[:-1])])
    faces = [_tube_faces(n, sides) + at for n, at in zip(lengths, starts, strict=True)]
    return pyvista.CellArray.from_regular_cells(np.concatenate(faces))


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
