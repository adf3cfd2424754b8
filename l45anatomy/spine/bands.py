"""The longitudinal ligaments: thin bands in front of and behind bodies and discs.

They lie on what is below them and are lifted by a disc that bulges. Too thin to press on a root by
themselves, they are drawn and take no part in clearances: a model assumption.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from l45anatomy.anatomy import Anatomy
from l45anatomy.frame import DISCS, VERTEBRAE, Points
from l45anatomy.geometry.drum import Outline
from l45anatomy.geometry.fields import Field
from l45anatomy.geometry.placement import Placement
from l45anatomy.spine import discs, sacrum
from l45anatomy.spine.alignment import bone, stack

if TYPE_CHECKING:
    import pyvista

_COLUMNS = 11
_ON_BODY = (0.42, 0.25, 0.0, -0.25, -0.42)  # shares of the body's height
# z on the sacrum, and how far its front and its rear wall fall back from the table there, mm.
_SACRAL = ((-6.0, 2.3, 0.2), (-14.0, 4.5, 0.5), (-24.0, 8.3, 0.5))


@dataclass(frozen=True)
class Station:
    """One place along a band: the outline it lies on, how wide it is, how far it stands off."""

    placement: Placement
    outline: Outline
    z: float
    half_width_mm: float
    off_mm: float


@dataclass(frozen=True)
class Band:
    """A ligament along the spine, from above downwards; `way` is 1 in front and -1 behind."""

    name: str
    way: int
    thickness_mm: float
    stations: tuple[Station, ...]
    tissue = "band"

    @property
    def mesh(self) -> "pyvista.PolyData":
        """The surface in the world's frame, mm."""
        return _mesh(self)


@lru_cache(maxsize=64)
def _mesh(band: Band) -> "pyvista.PolyData":
    import pyvista

    faces = _faces(len(band.stations), _COLUMNS)
    if band.way > 0:  # the same order would look inwards there
        faces = faces[:, ::-1]
    surface: pyvista.PolyData = pyvista.PolyData.from_regular_faces(_points(band), faces)
    return surface


def _points(band: Band) -> Points:
    """Give the points of a band, its inner side station by station and then its outer one."""
    stations, way = band.stations, band.way
    share = np.linspace(-1.0, 1.0, _COLUMNS)
    thick = band.thickness_mm * np.sqrt(np.maximum(1.0 - share**4, 0.04))
    halves, z, off = (
        np.array(column)[:, None]
        for column in zip(*((s.half_width_mm, s.z, s.off_mm) for s in stations), strict=True)
    )
    walls = np.array([_wall(s.outline, s.half_width_mm, way) for s in stations])
    y = np.stack([walls + way * off, walls + way * off + way * thick])
    local = np.stack(np.broadcast_arrays(share * halves, y, z), axis=3)
    turns = np.array([s.placement.rotation.T for s in stations])
    shifts = np.array([s.placement.offset for s in stations])[:, None]
    points: Points = (local @ turns + shifts).reshape(-1, 3)
    return points


@lru_cache(maxsize=128)
def _wall(outline: Outline, half_width_mm: float, way: int) -> tuple[float, ...]:
    """Give y of an outline at each column of a band; slips and bulges leave it as it is."""
    edge = outline.front if way > 0 else outline.rear
    return tuple(edge(x) for x in (np.linspace(-1.0, 1.0, _COLUMNS) * half_width_mm).tolist())


@lru_cache(maxsize=8)
def _faces(rows: int, columns: int) -> NDArray[Any]:
    """Give the triangles of a slab of two grids of points and the four edges between them."""

    def strip(a: NDArray[Any], b: NDArray[Any]) -> NDArray[Any]:
        first = np.stack([a[:-1], a[1:], b[1:]], axis=1)
        return np.concatenate([first, np.stack([a[:-1], b[1:], b[:-1]], axis=1)])

    low = np.arange(rows * columns).reshape(rows, columns)
    high = low + rows * columns
    parts = [strip(low[i], low[i + 1]) for i in range(rows - 1)]
    parts += [strip(high[i + 1], high[i]) for i in range(rows - 1)]
    parts += [strip(high[0], low[0]), strip(low[-1], high[-1])]
    parts += [strip(low[:, 0], high[:, 0]), strip(high[:, -1], low[:, -1])]
    return np.concatenate(parts)


@lru_cache(maxsize=16)
def bands(anatomy: Anatomy) -> tuple[Band, ...]:
    """Give the anterior and the posterior longitudinal ligament of a person."""
    return (
        Band("anterior longitudinal ligament", 1, 1.6, _stations(anatomy, 1)),
        Band("posterior longitudinal ligament", -1, 1.0, _stations(anatomy, -1)),
    )


def _stations(anatomy: Anatomy, way: int) -> tuple[Station, ...]:
    """Give the places of a band: broad on the discs behind, on the bodies in front."""
    pile, is_front = stack(anatomy), way > 0
    on_body, on_disc = (11.0, 10.0) if is_front else (3.5, 6.5)
    found = []
    for name, level in zip(VERTEBRAE, DISCS, strict=True):
        sizes, own = anatomy.vertebra(name), bone(anatomy, name)
        tall = sizes.height_anterior_mm if is_front else sizes.height_posterior_mm
        hollow = own.body.waist_front if is_front else 0.0
        for share in _ON_BODY:
            # It bridges half of the hollow of the wall.
            off = -0.5 * hollow * (1 - (2 * share) ** 2)
            found.append(Station(pile.body(name), own.outline, share * tall, on_body, off))
        proud = _proud(discs.disc(anatomy, level), discs.outline(anatomy, level), way)
        outline = discs.outline(anatomy, level)
        found += [
            Station(pile.disc(level), outline, z, on_disc, off)
            for z, off in ((2.0, 0.8 * proud), (0.0, proud), (-2.0, 0.8 * proud))
        ]
    table = sacrum.table(anatomy.vertebra("L5"))
    width = on_body * 0.8
    found += [
        Station(pile.sacrum, table, z, width, -front if is_front else rear)
        for z, front, rear in _SACRAL
    ]
    return tuple(found)


@lru_cache(maxsize=64)
def _proud(disc: Field, outline: Outline, way: int) -> float:
    """Give how far a disc stands beyond its outline in the midline, mm: 0.1 mm steps."""
    edge = outline.front(0.0) if way > 0 else outline.rear(0.0)
    off = np.arange(0.0, 20.0, 0.1)
    line = np.zeros((len(off), 3))
    line[:, 1] = edge + way * off
    inside = disc(line) <= 0
    return float(off[inside].max()) if inside.any() else 0.0
