"""The roots at rest, their ganglia, and the nerves they join: centre lines hung on landmarks.

A root is a tube through its sleeve in the lateral recess, below its pedicle, through the foramen
with its ganglion, and out to the start of its ventral ramus. Way points are measured from pedicle,
rear wall and disc, so they follow a person's sizes and any slip. Their distances are data in
`courses.csv`; this module only places them.
"""

from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import numpy as np

from l45anatomy.anatomy import Anatomy, Segment, Vertebra, paired
from l45anatomy.evidence import WayPoint, courses
from l45anatomy.frame import LEVELS, ROOTS, Distances, Points, Side, Vec
from l45anatomy.geometry.curve import far_along
from l45anatomy.geometry.drum import Outline
from l45anatomy.geometry.mesher import sweep
from l45anatomy.geometry.placement import Placement
from l45anatomy.spine import discs, sacrum, windows
from l45anatomy.spine.alignment import bone, stack
from l45anatomy.spine.sac import place_behind, sac
from l45anatomy.spine.tube import Tube

if TYPE_CHECKING:
    import pyvista

CONJOINED = "S1 conjoined"
_TRUNK, _SCIATIC = "lumbosacral trunk", "sciatic nerve"
_GANGLION_PROUD = 1.06  # drawn a little wider than the root it sits in
_BEHIND = ("disc", "sac")  # frames behind a disc: as the vertebra below sees it, as the sac does
_OWNERS = {"S1": "L5", CONJOINED: "L5", _TRUNK: "L5", _SCIATIC: "L5"}


@dataclass(frozen=True)
class Ganglion:
    """The swelling of a root in its foramen: `length_mm` of the tube around its thickest place."""

    tube: Tube
    length_mm: float
    tissue = "ganglion"

    @property
    def name(self) -> str:
        """The name of the structure, as "ganglion L5 left"."""
        return f"ganglion {self.tube.root} {self.tube.side}"

    def skin(self, path: Points, radii: Distances) -> "pyvista.PolyData":
        """Give its surface on a root that runs along `path` (n, 3) with `radii` (n, 2)."""
        at = far_along(path)
        middle = at[int(np.argmax(self.tube.radii[:, 0]))]
        share = np.linspace(-1.0, 1.0, 11)
        where = middle + share * self.length_mm / 2
        line = np.stack([np.interp(where, at, column) for column in path.T], axis=1)
        girth = np.stack([np.interp(where, at, column) for column in radii.T], axis=1)
        spindle = _GANGLION_PROUD * (1 - share**8)[:, None] ** 0.5
        return sweep(line, np.maximum(girth * spindle, 0.05), sides=16)

    @property
    def mesh(self) -> "pyvista.PolyData":
        """The surface at rest, in the world's frame, mm."""
        return self.skin(self.tube.path, self.tube.radii)


def _disc(root: str) -> str:
    """Give the disc a root passes behind on its way to its vertebra."""
    return LEVELS[ROOTS.index(root.partition(" ")[0]) - 1]


def _landmarks(anatomy: Anatomy, root: str, frame: str) -> dict[str, Vec]:
    """Give x, y, z of the landmarks a root is measured from, on the right, in a frame."""
    owner = _OWNERS.get(root, root)
    sizes, own = anatomy.vertebra(owner), bone(anatomy, owner)
    canal = sizes.canal_width_mm / 2
    marks = {"midline": (0.0, 0.0, 0.0), "middle": (0.0, 0.0, 0.0), "canal": (canal, 0.0, 0.0)}
    if frame == "below":
        inner, outer = sacrum.foramen(0)
        return marks | {
            "wall": (0.0, sacrum.table(sizes).wall, 0.0),
            "top": (0.0, 0.0, 0.0),
            "foramen inner": inner,
            "foramen outer": outer,
        }
    if frame in _BEHIND:
        level = _disc(root)
        above = level.partition("-")[0]
        narrow = min(canal, anatomy.vertebra(above).canal_width_mm / 2)
        rear = discs.outline(anatomy, level).wall
        return marks | {"canal": (narrow, 0.0, 0.0), "wall": (0.0, rear, 0.0)}
    return marks | {
        "wall": (0.0, own.outline.wall, 0.0),
        "top": (0.0, 0.0, (sizes.height_anterior_mm + sizes.height_posterior_mm) / 4),
        "floor": (0.0, 0.0, own.pedicle_floor),
        "lateral": (canal + own.pedicle_width, 0.0, 0.0),
    }


def _outline(anatomy: Anatomy, root: str, frame: str) -> Outline:
    """Give the outline of the body or disc a root passes behind."""
    if frame in _BEHIND:
        return discs.outline(anatomy, _disc(root))
    if frame == "below":
        return sacrum.table(anatomy.vertebra("L5"))
    return bone(anatomy, _OWNERS.get(root, root)).outline


def _frame(anatomy: Anatomy, root: str, frame: str) -> Placement:
    pile = stack(anatomy)
    if frame == "below":
        return pile.sacrum
    if frame == "sac":
        return place_behind(anatomy, _disc(root))
    return pile.bed(_disc(root)) if frame == "disc" else pile.body(_OWNERS.get(root, root))


@cache
def way_points(root: str) -> tuple[WayPoint, ...]:
    """Give the way points of one root, from the canal outwards."""
    return tuple(point for point in courses() if point.root == root)


def dural_sac(anatomy: Anatomy) -> Tube:
    """Give the sac at rest, without the roots."""
    return sac(_hard(anatomy))


def tubes(anatomy: Anatomy) -> tuple[Tube, ...]:
    """Give the sac and the roots L3 to S1 of both sides at rest.

    They hang on bones and disc heights; soft tissue that grows does not move where they rest.
    """
    hard = _hard(anatomy)
    return (sac(hard), *_roots(hard))


def plexus(anatomy: Anatomy) -> tuple[Tube, ...]:
    """Give the lumbosacral trunk and the start of the sciatic nerve of both sides."""
    return _plexus(_hard(anatomy))


def ganglia(anatomy: Anatomy, roots: tuple[Tube, ...]) -> tuple[Ganglion, ...]:
    """Give the ganglion of every root."""
    return tuple(Ganglion(tube, anatomy.nerves.ganglion_mm(tube.root)) for tube in roots)


def _hard(anatomy: Anatomy) -> Anatomy:
    return replace(
        anatomy,
        vertebrae=tuple(map(_whole, anatomy.vertebrae)),
        segments=tuple(map(_bare, anatomy.segments)),
        nerves=replace(anatomy.nerves, injuries=()),
    )


@lru_cache(maxsize=64)
def _whole(sizes: Vertebra) -> Vertebra:
    return replace(sizes, retropulsion_mm=0.0)


@lru_cache(maxsize=64)
def _bare(segment: Segment) -> Segment:
    return replace(
        segment,
        flavum_mm=(0.0, 0.0),
        flavum_growth_mm=0.0,
        facet_growth_mm=(0.0, 0.0),
        bulge_mm=0.0,
        lateral_bulge_mm=(0.0, 0.0),
        pseudobulge_mm=0.0,
        protrusions=(),
        water=1.0,
        cysts=(),
        windows=tuple(w for w in segment.windows if w.kind != "laminotomy"),  # these give room
        flexion_deg=segment.bend_deg,
        fused=False,
    )


@lru_cache(maxsize=32)
def _roots(anatomy: Anatomy) -> tuple[Tube, ...]:
    def steps(root: str, side: Side) -> tuple[WayPoint, ...]:
        is_conjoined = root == "S1" and paired(anatomy.nerves.conjoined, side)
        return way_points(CONJOINED if is_conjoined else root)

    return tuple(placed(anatomy, root, steps(root, side), side) for root in ROOTS for side in Side)


@lru_cache(maxsize=32)
def _plexus(anatomy: Anatomy) -> tuple[Tube, ...]:
    found = []
    for side in Side:
        ends = {t.root: t.way[-1] for t in _roots(anatomy) if t.side == side}
        trunk = placed(anatomy, _TRUNK, way_points(_TRUNK), side)
        found.append(_begun(trunk, ends["L4"]))
        sciatic = placed(anatomy, _SCIATIC, way_points(_SCIATIC), side)
        found.append(_begun(sciatic, ends["S1"]))
    return tuple(found)


def _begun(tube: Tube, start: Vec) -> Tube:
    """Let a nerve begin where another one ends."""
    return replace(
        tube,
        way=(start, *tube.way),
        sizes=(tube.sizes[0], *tube.sizes),
        sites=(tube.sites[0], *tube.sites),
        levels=(tube.levels[0], *tube.levels),
    )


def placed(
    anatomy: Anatomy, root: str, steps: tuple[WayPoint, ...], side: Side = Side.RIGHT
) -> Tube:
    """Give one root that passes the given steps."""
    named = root if root in ROOTS else "L5"
    radius = anatomy.nerves.diameter_mm(named) / 2
    own = ROOTS.index(named)
    above = LEVELS[max(own - 1, 0)]
    below = LEVELS[min(own, len(LEVELS) - 1)]
    frames = {(step.root, step.frame): _frame(anatomy, step.root, step.frame) for step in steps}
    marks = {key: _landmarks(anatomy, *key) for key in frames}
    freed_mm = windows.undercut_mm(anatomy, below, side)
    way, sizes, levels = [], [], []
    for step in steps:
        key = step.root, step.frame
        x = marks[key][step.x_from][0] + step.x_mm + step.x_radii * radius
        is_behind = step.y_from == "edge"
        y = _outline(anatomy, *key).rear(x) if is_behind else marks[key][step.y_from][1]
        z = marks[key][step.z_from][2] + step.z_mm + step.z_radii * radius
        y += step.y_mm + step.y_radii * radius
        way.append(frames[key].at((side.sign * x, y, z)))
        # Where the rear wall of a foramen was cut back, the root may give way into the gap.
        is_there = step.site in ("foramen", "extraforaminal zone")
        freed = freed_mm if is_there else 0.0
        moves = step.mobility_mm + freed, step.inner_mm + freed
        sizes.append((step.size * radius, step.size * radius, *moves))
        passed = step.site in ("foramen", "extraforaminal zone", "psoas") or root == "S1"
        levels.append(below if passed else above)
    sites = tuple(step.site for step in steps)
    return Tube(root, side, tuple(way), tuple(sizes), sites, tuple(levels))
