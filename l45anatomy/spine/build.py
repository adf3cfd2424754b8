"""Numbers to solids: the named structures of one person's spine."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from l45anatomy.anatomy import Anatomy
from l45anatomy.frame import DISCS, VERTEBRAE, Points, Side
from l45anatomy.geometry import stored
from l45anatomy.geometry.counted import counted_once
from l45anatomy.geometry.fields import Field, Moved, Union
from l45anatomy.geometry.mesher import reflection, sweep
from l45anatomy.geometry.mirroring import is_even, is_on_left, reflected
from l45anatomy.geometry.placement import Placement
from l45anatomy.spine import discs, facets, nerves, windows
from l45anatomy.spine.alignment import bone, stack
from l45anatomy.spine.bands import Band, bands
from l45anatomy.spine.flavum import flavum
from l45anatomy.spine.nerves import Ganglion
from l45anatomy.spine.sac import SAC_TAPER, Cauda, strands
from l45anatomy.spine.sacrum import sacrum
from l45anatomy.spine.transitional import joined
from l45anatomy.spine.tube import Tube
from l45anatomy.spine.vertebra import fragment

if TYPE_CHECKING:
    import pyvista

SPACING_MM = {
    "bone": 1.7,
    "disc": 1.6,
    "nucleus": 1.8,
    "ligament": 1.6,
    "joint": 1.6,
    "cartilage": 0.9,
    "cyst": 1.0,
}


@counted_once
@dataclass(frozen=True)
class Structure:
    """A named solid: its shape in its own frame, and where that frame stands."""

    name: str
    tissue: str
    shape: Field
    placement: Placement

    @cached_property
    def field(self) -> Field:
        """The solid in the world's frame."""
        return Moved(self.shape, self.placement)

    @property
    def shape_mesh(self) -> "pyvista.PolyData":
        """The surface in the structure's own frame: one object as long as the shape is equal."""
        return _meshed(self.shape, SPACING_MM[self.tissue])

    @property
    def matrix(self) -> NDArray[np.float64]:
        """Where the own frame stands, (4, 4)."""
        return self.placement.matrix

    @property
    def mesh(self) -> "pyvista.PolyData":
        """The surface in the world's frame, mm."""
        return self.shape_mesh.transform(self.matrix, inplace=False)


@lru_cache(maxsize=512)
def _structure(name: str, tissue: str, shape: Field, placement: Placement) -> Structure:
    """Give one object for equal structures: what did not change keeps what was worked out of it."""
    return Structure(name, tissue, shape, placement)


class Drawn(Protocol):
    """Anything that has a name, a tissue and a surface."""

    @property
    def name(self) -> str:
        """What it is called."""

    @property
    def tissue(self) -> str:
        """What it is made of: a key of the palette."""

    @property
    def mesh(self) -> "pyvista.PolyData":
        """The surface in the world's frame, mm."""


@dataclass(frozen=True)
class Nerve:
    """A root, the sac or a nerve of the plexus at rest, as a structure."""

    tube: Tube
    tissue: str

    @property
    def name(self) -> str:
        """The name of the structure, as "root L5 left"."""
        return self.tube.name

    @property
    def mesh(self) -> "pyvista.PolyData":
        """The surface in the world's frame, mm."""
        if self.tube.side:
            return sweep(self.tube.path, self.tube.radii)
        return sweep(self.tube.path, self.tube.radii, sides=28, taper=SAC_TAPER)


@counted_once
@dataclass(frozen=True)
class Spine:
    """All structures of one person; two of the same solids and tubes are equal.

    `solids` are what may press on a nerve, `tubes` sac and roots at rest. What only shows itself is
    made when it is first asked for.
    """

    anatomy: Anatomy = field(compare=False, repr=False)
    solids: tuple[Structure, ...]
    tubes: tuple[Tube, ...]

    @cached_property
    def _boxes(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """The lowest and the highest x, y and z of each solid in the world, (3, n, 1) mm each."""
        placements = [solid.placement for solid in self.solids]
        turns = np.array([placement.rotation.T for placement in placements])
        corners = np.array([solid.shape.bounds.corners for solid in self.solids]) @ turns
        corners += np.array([placement.offset for placement in placements])[:, None]
        return corners.min(axis=1).T[:, :, None], corners.max(axis=1).T[:, :, None]

    def solids_within(self, points: Points, reach_mm: float) -> tuple[Structure, ...]:
        """Give the solids whose boxes are nearer than that to any of some points (n, 3)."""
        gap = np.zeros((len(self.solids), len(points)))
        for at, low, high in zip(points.T, *self._boxes, strict=True):
            beyond = np.maximum(np.maximum(low - at, at - high), 0.0)
            gap += beyond * beyond
        near = gap.min(axis=1) < reach_mm * reach_mm
        return tuple(solid for solid, flag in zip(self.solids, near, strict=True) if flag)

    @cached_property
    def is_even(self) -> bool:
        """Whether each side is the mirror image of the other, as far as that can be told."""
        shapes = {(solid.shape, solid.placement) for solid in self.solids}
        return {tube.mirrored for tube in self.tubes} == {*self.tubes} and all(
            solid.placement.offset[0] == 0.0
            and (is_even(solid.shape) or (reflected(solid.shape), solid.placement) in shapes)
            for solid in self.solids
        )

    @cached_property
    def inner(self) -> tuple[Structure, ...]:
        """What lies inside discs and facet joints."""
        return tuple(part for level in DISCS for part in _inner(self.anatomy, level))

    @cached_property
    def bands(self) -> tuple[Band, ...]:
        """The longitudinal ligaments."""
        return bands(self.anatomy)

    @cached_property
    def ganglia(self) -> tuple[Ganglion, ...]:
        """The ganglion of every root."""
        return nerves.ganglia(self.anatomy, self.tubes[1:])

    @cached_property
    def cauda(self) -> Cauda:
        """The strands inside the sac."""
        sac, *roots = self.tubes
        return Cauda(sac, strands(sac, roots))

    @cached_property
    def plexus(self) -> tuple[Tube, ...]:
        """The nerves the roots join."""
        return nerves.plexus(self.anatomy)

    @property
    def structures(self) -> tuple[Drawn, ...]:
        """Bones, discs, ligaments and joints, then the nerves."""
        sac, *roots = self.tubes
        return (
            *self.solids,
            *self.inner,
            *self.bands,
            Nerve(sac, "sac"),
            self.cauda,
            *(Nerve(tube, "root") for tube in roots),
            *self.ganglia,
            *(Nerve(tube, "plexus") for tube in self.plexus),
        )

    def __iter__(self) -> Iterator[Drawn]:
        return iter(self.structures)

    def __getitem__(self, name: str) -> Drawn:
        for structure in self.structures:
            if structure.name == name:
                return structure
        known = ", ".join(s.name for s in self.structures)
        raise KeyError(f"structure is {name!r}, must be one of {known}")


@lru_cache(maxsize=128)
def _meshed(shape: Field, spacing: float) -> "pyvista.PolyData":
    """Give the surface of a solid; one on the left is that of its twin on the right, reflected."""
    twin = reflected(shape) if is_on_left(shape) else None
    if twin is None:
        return stored.surface(shape, spacing)
    return reflection(_meshed(twin, spacing))


@lru_cache(maxsize=64)
def build(anatomy: Anatomy) -> Spine:
    """Build the spine of one person."""
    return Spine(anatomy, _solids(anatomy), nerves.tubes(anatomy))


def canal(anatomy: Anatomy) -> Spine:
    """Build the spine of one person with the sac alone: roots are half of the work."""
    return Spine(anatomy, _solids(anatomy), (nerves.dural_sac(anatomy),))


@lru_cache(maxsize=64)
def _solids(anatomy: Anatomy) -> tuple[Structure, ...]:
    solids: list[Structure] = []
    for name, level in zip(VERTEBRAE, DISCS, strict=True):
        solids += [_vertebra(anatomy, name), *_fragment(anatomy, name), *_segment(anatomy, level)]
    pelvic = windows.cut(sacrum(anatomy.vertebra("L5")), windows.off_processes(anatomy, DISCS[-1]))
    solids.append(_structure("sacrum", "bone", pelvic, stack(anatomy).sacrum))
    return tuple(solids)


def _vertebra(anatomy: Anatomy, name: str) -> Structure:
    """Give one vertebra, in two pieces where a pars defect parts them."""
    pile, own = stack(anatomy), bone(anatomy, name)
    body, arch = pile.body(name), pile.arch(name)
    at = VERTEBRAE.index(name)
    behind = windows.off_lamina(anatomy, DISCS[at])
    upper = windows.off_processes(anatomy, DISCS[at - 1]) if at else ()
    if body == arch:
        whole = joined(anatomy, own.whole) if name == "L5" else own.whole
        whole = windows.cut(whole, (*behind, *upper))
        return _structure(f"{name} vertebra", "bone", whole, body)
    # The arch stands where it stood, seen from the body's frame.
    back = np.array([arch.offset]) - np.array([body.offset])
    x, y, z = (back @ body.rotation)[0]
    left = windows.cut(own.arch, (*behind, *upper))
    shape = Union(
        (windows.cut(own.front, upper), Moved(left, Placement((float(x), float(y), float(z)))))
    )
    return _structure(f"{name} vertebra", "bone", shape, body)


def _fragment(anatomy: Anatomy, name: str) -> Iterator[Structure]:
    """Give the piece of a burst body that stands in the canal, if there is one."""
    piece = fragment(bone(anatomy, name), anatomy.vertebra(name))
    if piece is not None:
        yield _structure(f"fragment {name}", "bone", piece, stack(anatomy).body(name))


def _segment(anatomy: Anatomy, level: str) -> Iterator[Structure]:
    """Give disc, yellow ligaments, facet joints and their cysts of one level."""
    pile = stack(anatomy)
    yield _structure(f"disc {level}", "disc", discs.disc(anatomy, level), pile.disc(level))
    below = pile.arch(level.partition("-")[2])
    for side in Side:
        if windows.has_flavum(anatomy, level, side):
            yellow = flavum(anatomy, level, side)
            yield _structure(f"ligamentum flavum {level} {side}", "ligament", yellow, below)
        taken = windows.off_joint(anatomy, level, side)
        joint = windows.cut(facets.facet_joint(anatomy, level, side), taken)
        yield _structure(f"facet joint {level} {side}", "joint", joint, below)
        cyst = facets.cyst(anatomy, level, side)
        if cyst is not None:
            yield _structure(f"synovial cyst {level} {side}", "cyst", cyst, below)


def _inner(anatomy: Anatomy, level: str) -> Iterator[Structure]:
    """Give what lies inside disc and facet joints of one level."""
    pile = stack(anatomy)
    core = discs.nucleus(anatomy, level)
    yield _structure(f"nucleus pulposus {level}", "nucleus", core, pile.disc(level))
    below = pile.arch(level.partition("-")[2])
    for side in Side:
        taken = windows.off_joint(anatomy, level, side)
        gristle = windows.cut(facets.cartilage(anatomy, level, side), taken)
        yield _structure(f"facet cartilage {level} {side}", "cartilage", gristle, below)
