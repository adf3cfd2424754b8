"""Numbers to solids: the named structures of one person's spine."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from l45anatomy.anatomy import Anatomy
from l45anatomy.frame import LEVELS, VERTEBRAE, Side
from l45anatomy.geometry import stored
from l45anatomy.geometry.fields import Field, Moved, Union
from l45anatomy.geometry.mesher import mesh, sweep
from l45anatomy.geometry.placement import Placement
from l45anatomy.spine import ligaments, nerves
from l45anatomy.spine.alignment import stack
from l45anatomy.spine.nerves import SAC_TAPER, Tube
from l45anatomy.spine.sacrum import sacrum
from l45anatomy.spine.vertebra import vertebra

if TYPE_CHECKING:
    import pyvista

SPACING_MM = {"bone": 1.2, "disc": 1.2, "ligament": 1.0, "joint": 1.2}


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


@dataclass(frozen=True)
class Nerve:
    """A root or the sac at rest, as a structure."""

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


@dataclass(frozen=True)
class Spine:
    """All structures of one person, and the tubes of sac and roots at rest."""

    solids: tuple[Structure, ...]
    tubes: tuple[Tube, ...]

    @property
    def structures(self) -> tuple[Structure | Nerve, ...]:
        """Bones, discs, ligaments, joints, then sac and roots."""
        nerves_ = (Nerve(t, "root" if t.side else "sac") for t in self.tubes)
        return (*self.solids, *nerves_)

    def __iter__(self) -> Iterator[Structure | Nerve]:
        return iter(self.structures)

    def __getitem__(self, name: str) -> Structure | Nerve:
        for structure in self.structures:
            if structure.name == name:
                return structure
        known = ", ".join(s.name for s in self.structures)
        raise KeyError(f"structure is {name!r}, must be one of {known}")


@lru_cache(maxsize=128)
def _meshed(shape: Field, spacing: float) -> "pyvista.PolyData":
    ready = stored.find(shape, spacing)
    return mesh(shape, spacing) if ready is None else ready


@lru_cache(maxsize=64)
def build(anatomy: Anatomy) -> Spine:
    """Build the spine of one person."""
    pile = stack(anatomy)
    solids: list[Structure] = []
    for name, level in zip(VERTEBRAE, LEVELS, strict=True):
        bone = vertebra(name, anatomy.vertebra(name))
        body, arch = pile.body(name), pile.arch(name)
        if body == arch:
            shape: Field = bone.whole
        else:  # a pars defect: the arch stands where it stood, seen from the body's frame
            back = np.array([arch.offset]) - np.array([body.offset])
            x, y, z = (back @ body.rotation)[0]
            shape = Union((bone.front, Moved(bone.arch, Placement((float(x), float(y), float(z))))))
        solids.append(Structure(f"{name} vertebra", "bone", shape, body))
        solids.append(
            Structure(f"disc {level}", "disc", ligaments.disc(anatomy, level), pile.disc(level))
        )
        below = pile.arch(level.partition("-")[2])
        for side in Side:
            flavum = ligaments.flavum(anatomy, level, side)
            solids.append(Structure(f"ligamentum flavum {level} {side}", "ligament", flavum, below))
            joint = ligaments.facet_joint(anatomy, level, side)
            solids.append(Structure(f"facet joint {level} {side}", "joint", joint, below))
    solids.append(Structure("sacrum", "bone", sacrum(anatomy.vertebra("L5")), pile.sacrum))
    return Spine(tuple(solids), nerves.tubes(anatomy))
