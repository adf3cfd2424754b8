"""Surfaces cut by planes: outlines, chords, areas. Nothing here knows anatomy or a parameter.

A surface is triangles in mm. It is cut across one of the axes of its own frame, so a plane that
leans is a surface turned first. What is inside is told by counting crossings.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from l45anatomy.frame import Distances, Points
from l45anatomy.geometry.placement import Placement

if TYPE_CHECKING:
    import pyvista

Loop = NDArray[np.float64]  # (n, 2) mm, closed: the last point joins the first
Spans = NDArray[np.float64]  # (n, 2) mm: where a line is inside


@dataclass(frozen=True, eq=False)
class Surface:
    """Closed triangles: points (n, 3) mm and the three corners of each face (m, 3)."""

    points: Points
    faces: NDArray[np.int64]

    @classmethod
    def of(cls, mesh: "pyvista.PolyData") -> "Surface":
        """Give the triangles of a mesh."""
        faces = np.asarray(mesh.regular_faces, dtype=np.int64)
        return cls(np.asarray(mesh.points, dtype=np.float64), faces)

    def seen_from(self, placement: Placement) -> "Surface":
        """Give the surface in the frame of something placed."""
        return Surface(placement.to_local(self.points), self.faces)

    def cut(self, axis: int, at: float) -> "Section":
        """Cut across an axis, 0 for x; the section keeps the other two axes in their order."""
        height = self.points[:, axis] - at
        above = height >= 0
        corners = above[self.faces]
        crossed = self.faces[corners.any(axis=1) & ~corners.all(axis=1)]
        if not len(crossed):
            return Section(())
        edges = np.sort(crossed[:, [[0, 1], [1, 2], [2, 0]]], axis=2)
        passes = above[edges[..., 0]] != above[edges[..., 1]]
        nodes, names = np.unique(edges[passes], axis=0, return_inverse=True)
        low, high = nodes.T
        share = (height[low] / (height[low] - height[high]))[:, None]
        at_plane = self.points[low] + share * (self.points[high] - self.points[low])
        flat = np.delete(at_plane, axis, axis=1)
        return Section(tuple(flat[chain] for chain in _chains(names.reshape(-1, 2), len(nodes))))


def _chains(pairs: NDArray[np.int64], count: int) -> Iterable[list[int]]:
    """Give the closed chains that pairs of nodes make."""
    beside: list[list[int]] = [[] for _ in range(count)]
    for a, b in pairs.tolist():
        beside[a].append(b)
        beside[b].append(a)
    free = [True] * count
    for start in range(count):
        chain, node = [], start
        while free[node]:
            free[node] = False
            chain.append(node)
            node = next((n for n in beside[node] if free[n]), node)
        if len(chain) > 2:
            yield chain


@dataclass(frozen=True, eq=False)
class Section:
    """What a plane cuts out of a solid: its outlines, holes included."""

    loops: tuple[Loop, ...]

    @cached_property
    def _walls(self) -> tuple[Loop, Loop]:
        ends = [np.roll(loop, -1, axis=0) for loop in self.loops]
        nothing = np.empty((0, 2))
        return np.concatenate([nothing, *self.loops]), np.concatenate([nothing, *ends])

    @property
    def points(self) -> Loop:
        """Every corner of every outline, (n, 2) mm."""
        return self._walls[0]

    def spans(self, axis: int, at: float) -> Spans:
        """Where the line `axis` = `at` is inside: (n, 2), along the other axis, rising."""
        a, b = self._walls
        here = (a[:, axis] >= at) != (b[:, axis] >= at)
        a, b = a[here], b[here]
        share = (at - a[:, axis]) / (b[:, axis] - a[:, axis])
        other = 1 - axis
        crossings = np.sort(a[:, other] + share * (b[:, other] - a[:, other]))
        return crossings[: len(crossings) // 2 * 2].reshape(-1, 2)

    def mask(self, across: Distances, along: Distances) -> NDArray[np.bool_]:
        """Say what is inside on a grid: one row for each place along the second axis."""
        inside = np.zeros((len(along), len(across)), dtype=bool)
        for row, at in zip(inside, along, strict=True):
            for low, high in self.spans(1, at):
                row |= (across > low) & (across < high)
        return inside

    def has(self, point: tuple[float, float]) -> bool:
        """Say whether a point is inside."""
        return any(low <= point[0] < high for low, high in self.spans(1, point[1]))

    def outlines(self) -> tuple["Section", ...]:
        """Give every outline alone, the largest first."""
        alone = (Section((loop,)) for loop in self.loops)
        return tuple(sorted(alone, key=lambda outline: -outline.area))

    def hole(self, point: tuple[float, float]) -> "Section | None":
        """Give the hole a point lies in; None if there is none."""
        if self.has(point):
            return None
        return next((o for o in reversed(self.outlines()) if o.has(point)), None)

    def dense(self, pieces: int = 5) -> Loop:
        """Give the outlines with every wall cut into pieces, (n, 2) mm."""
        a, b = self._walls
        shares = np.arange(pieces)[:, None, None] / pieces
        return np.asarray((a + shares * (b - a)).reshape(-1, 2))

    @property
    def area(self) -> float:
        """Area inside, holes left out, mm²."""
        signs = [
            1
            - 2 * (sum(Section((o,)).has(tuple(loop[0])) for o in self.loops if o is not loop) % 2)
            for loop in self.loops
        ]
        return sum(s * abs(_area(loop)) for s, loop in zip(signs, self.loops, strict=True))

    def extent(self, axis: int) -> tuple[float, float]:
        """Give the lowest and highest place along an axis, both 0 where there is nothing."""
        along = self.points[:, axis] if self.loops else np.zeros(1)
        return float(along.min()), float(along.max())

    def size(self, axis: int) -> float:
        """Give how far the section reaches along an axis, mm."""
        low, high = self.extent(axis)
        return high - low

    def thinnest(self, point: tuple[float, float]) -> float:
        """Give the shortest chord through a point inside, mm."""
        return min(
            float(high - low)
            for turn in np.radians(np.arange(0, 180, 5))
            for low, high in self._turned(turn, point).spans(1, 0.0)
            if low <= 0 <= high
        )

    def _turned(self, angle: float, centre: tuple[float, float]) -> "Section":
        c, s = np.cos(angle), np.sin(angle)
        turn = np.array([[c, -s], [s, c]])
        return Section(tuple((loop - centre) @ turn for loop in self.loops))

    @property
    def centre(self) -> tuple[float, float]:
        """The centre of the largest outline."""
        loop = max(self.loops, key=lambda outline: abs(_area(outline)))
        after = np.roll(loop, -1, axis=0)
        cross = loop[:, 0] * after[:, 1] - after[:, 0] * loop[:, 1]
        x, y = (cross[:, None] * (loop + after)).sum(axis=0) / (3 * cross.sum())
        return float(x), float(y)


def _area(loop: Loop) -> float:
    x, y = (loop - loop[0]).T  # near the origin, so that nothing large cancels
    return float(x @ np.roll(y, -1) - y @ np.roll(x, -1)) / 2


def nearest(one: Points, other: Points) -> Distances:
    """How far each point of one cloud is from the nearest of another, mm."""
    squares = np.einsum("ij,ij->i", other, other)
    found = [
        np.sqrt(np.maximum((block**2).sum(axis=1) + (squares - 2 * block @ other.T).min(axis=1), 0))
        for block in np.array_split(one, max(1, len(one) // 500))
    ]
    return np.concatenate(found)
