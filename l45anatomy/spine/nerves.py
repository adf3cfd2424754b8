"""The dural sac and the roots at rest: centre lines hung on bony landmarks.

A root is a tube through its sleeve in the lateral recess, below its pedicle, through the foramen
with its ganglion, and out to the start of its ventral ramus. Way points are measured from pedicle,
rear wall and disc, so they follow a person's sizes and any slip. Their distances are data in
`courses.csv`; this module only places them.
"""

from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from l45anatomy.anatomy import Anatomy, Segment
from l45anatomy.evidence import WayPoint, courses
from l45anatomy.frame import LEVELS, ROOTS, VERTEBRAE, Points, Side, Vec
from l45anatomy.geometry.curve import along
from l45anatomy.geometry.drum import Outline
from l45anatomy.geometry.placement import Placement
from l45anatomy.spine import ligaments, sacrum
from l45anatomy.spine.alignment import Stack, stack
from l45anatomy.spine.vertebra import vertebra

STATION_MM = 2.0
SAC_STATION_MM = 3.0
SAC_TAPER = 0.45  # how much narrower the sac is behind than at mid depth: a rounded triangle


@dataclass(frozen=True)
class Tube:
    """A root or the sac at rest: a centre line with its size and the room it may move in.

    `path` is (n, 3) mm, `radii` (n, 2) half width and half depth, `mobility` (n,) mm, `sites`
    and `levels` name the place of each way point and the disc it belongs to, if any.
    """

    root: str
    side: Side | None
    way: tuple[Vec, ...]
    sizes: tuple[tuple[float, float, float], ...]
    sites: tuple[str, ...]
    levels: tuple[str, ...]

    @property
    def name(self) -> str:
        """The name of the structure, as "root L5 left"."""
        return "dural sac" if self.side is None else f"root {self.root} {self.side}"

    @cached_property
    def _stations(self) -> tuple[Points, NDArray[np.float64]]:
        spacing = STATION_MM if self.side else SAC_STATION_MM
        return along(np.array(self.way), np.array(self.sizes), spacing)

    @property
    def path(self) -> Points:
        """The centre line, (n, 3) mm."""
        return self._stations[0]

    @property
    def radii(self) -> NDArray[np.float64]:
        """Half width and half depth along it, (n, 2) mm."""
        return self._stations[1][:, :2]

    @property
    def mobility(self) -> NDArray[np.float64]:
        """How far each station may move aside, (n,) mm."""
        return self._stations[1][:, 2]

    def seen_from(self, placement: Placement) -> "Tube":
        """Give the tube in the frame of something placed, to a millionth of a millimetre.

        Rounded, so that what moves together looks the same from each other before and after.
        """
        return _seen_from(self, placement)

    def place(self, station: int) -> tuple[str, str]:
        """Give site and level of a station: those of the nearest way point that has a level."""
        far = np.linalg.norm(np.array(self.way) - self.path[station], axis=1)
        at = int(np.argmin(np.where([bool(level) for level in self.levels], far, np.inf)))
        return self.sites[at], self.levels[at]


def _landmarks(anatomy: Anatomy, root: str, frame: str) -> dict[str, Vec]:
    """Give x, y, z of the landmarks a root is measured from, on the right, in a frame."""
    owner = "L5" if root == "S1" else root
    sizes = anatomy.vertebra(owner)
    bone = vertebra(owner, sizes)
    canal = sizes.canal_width_mm / 2
    marks = {"midline": (0.0, 0.0, 0.0), "middle": (0.0, 0.0, 0.0), "canal": (canal, 0.0, 0.0)}
    if frame == "below":
        table = sacrum.table(sizes)
        inner, outer = sacrum.foramen(0)
        return marks | {
            "wall": (0.0, table.wall, 0.0),
            "middle": (0.0, 0.0, 0.0),
            "top": (0.0, 0.0, 0.0),
            "foramen inner": inner,
            "foramen outer": outer,
        }
    wall = bone.outline.wall
    if frame == "disc":
        level = LEVELS[ROOTS.index(root) - 1]
        above = level.partition("-")[0]
        narrow = min(canal, anatomy.vertebra(above).canal_width_mm / 2)
        rear = ligaments.outline(anatomy, level).wall
        return marks | {"canal": (narrow, 0.0, 0.0), "wall": (0.0, rear, 0.0)}
    low = bone["pedicle lower"]
    floor = (low[2] + low[5]) / 2 - (low[6] + low[7]) / 2
    lateral = canal + bone.pedicle_width
    return marks | {
        "wall": (0.0, wall, 0.0),
        "top": (0.0, wall, (sizes.height_anterior_mm + sizes.height_posterior_mm) / 4),
        "floor": (0.0, 0.0, floor),
        "lateral": (lateral, 0.0, 0.0),
    }


def _outline(anatomy: Anatomy, root: str, frame: str) -> Outline:
    """Give the outline of the body or disc a root passes behind."""
    if frame == "disc":
        return ligaments.outline(anatomy, LEVELS[ROOTS.index(root) - 1])
    if frame == "below":
        return sacrum.table(anatomy.vertebra("L5"))
    return vertebra(root, anatomy.vertebra(root)).outline


def _frame(stack: Stack, root: str, frame: str) -> Placement:
    if frame == "below":
        return stack.sacrum
    if frame == "disc":
        return stack.bed(LEVELS[ROOTS.index(root) - 1])
    return stack.body(root)


@lru_cache(maxsize=1024)
def _seen_from(tube: Tube, placement: Placement) -> Tube:
    local = np.round(placement.to_local(np.array(tube.way)), 6) + 0.0
    return replace(tube, way=tuple(map(tuple, local.tolist())))


@cache
def way_points(root: str) -> tuple[WayPoint, ...]:
    """Give the way points of one root, from the canal outwards."""
    return tuple(point for point in courses() if point.root == root)


def tubes(anatomy: Anatomy) -> tuple[Tube, ...]:
    """Give the sac and the roots L3 to S1 of both sides at rest.

    They hang on bones and disc heights; soft tissue that grows does not move where they rest.
    """
    hard = replace(anatomy, segments=tuple(map(_hard, anatomy.segments)))
    return (_sac(hard), *_roots(hard))


def _hard(segment: Segment) -> Segment:
    return replace(
        segment,
        flavum_mm=(0.0, 0.0),
        facet_growth_mm=(0.0, 0.0),
        bulge_mm=0.0,
        lateral_bulge_mm=(0.0, 0.0),
        protrusions=(),
    )


@lru_cache(maxsize=32)
def _roots(anatomy: Anatomy) -> tuple[Tube, ...]:
    return tuple(placed(anatomy, root, way_points(root), side) for root in ROOTS for side in Side)


def placed(
    anatomy: Anatomy, root: str, steps: tuple[WayPoint, ...], side: Side = Side.RIGHT
) -> Tube:
    """Give one root that passes the given steps."""
    pile = stack(anatomy)
    radius = anatomy.nerves.diameter_mm(root) / 2
    own = ROOTS.index(root)
    above = LEVELS[max(own - 1, 0)]
    below = LEVELS[min(own, len(LEVELS) - 1)]
    way, sizes, levels = [], [], []
    for step in steps:
        marks = _landmarks(anatomy, root, step.frame)
        x = marks[step.x_from][0] + step.x_mm + step.x_radii * radius
        behind = _outline(anatomy, root, step.frame).rear(x) if step.y_from == "edge" else None
        at = np.array(
            [
                x,
                (marks[step.y_from][1] if behind is None else behind)
                + step.y_mm
                + step.y_radii * radius,
                marks[step.z_from][2] + step.z_mm + step.z_radii * radius,
            ]
        )
        at[0] *= side.sign
        x, y, z = _frame(pile, root, step.frame).to_world(at[None])[0]
        way.append((float(x), float(y), float(z)))
        sizes.append((step.size * radius, step.size * radius, step.mobility_mm))
        passed = step.site in ("foramen", "extraforaminal zone", "psoas") or root == "S1"
        levels.append(below if passed else above)
    sites = tuple(step.site for step in steps)
    return Tube(root, side, tuple(way), tuple(sizes), sites, tuple(levels))


_SAC_GAP_MM = 2.0
_SACRAL_GAP_MM = 2.6  # fat lies in front of the sac at the lumbosacral junction


@lru_cache(maxsize=32)
def _sac(anatomy: Anatomy) -> Tube:
    """Give the dural sac at rest, from L3 to its end behind S2 [textbook]."""
    pile = stack(anatomy)
    way, sizes, levels = [], [], []

    def add(place: Placement, y: float, z: float, half: tuple[float, float], level: str) -> None:
        x0, y0, z0 = place.to_world(np.array([[0.0, y, z]]))[0]
        way.append((float(x0), float(y0), float(z0)))
        sizes.append((*half, 0.0))
        levels.append(level)

    # The sac takes its width from the narrowest canal: it does not follow the flare of L5.
    narrowest = min(vertebra.canal_width_mm for vertebra in anatomy.vertebrae)
    for name, level in zip(VERTEBRAE, LEVELS, strict=True):
        own = anatomy.vertebra(name)
        half = (
            anatomy.nerves.sac_width_share * narrowest / 2,
            anatomy.nerves.sac_depth_share * own.canal_depth_mm / 2,
        )
        behind = vertebra(name, own).outline.wall - _SAC_GAP_MM - half[1]
        low = _SACRAL_GAP_MM if level == "L5-S1" else _SAC_GAP_MM
        at_disc = ligaments.outline(anatomy, level).wall - low - half[1]
        tall = (own.height_anterior_mm + own.height_posterior_mm) / 4
        if name == "L3":
            add(pile.arch(name), behind, tall, half, "")
        # Below a pars defect the sac stays with the arch, and so does its place behind the disc.
        place = pile.disc(level) if anatomy.segment(level).arch_slips else pile.bed(level)
        add(pile.arch(name), behind, 0.0, half, "")
        add(place, at_disc, 0.0, half, level)
    wall = sacrum.table(anatomy.vertebra("L5")).wall
    half = (half[0] * 0.75, half[1] * 0.85)
    add(pile.sacrum, wall - _SACRAL_GAP_MM - half[1], -12.0, half, "L5-S1")
    add(pile.sacrum, wall - 3.0, -28.0, (half[0] * 0.6, half[1] * 0.6), "L5-S1")
    add(pile.sacrum, wall - 3.0, -44.0, (1.5, 1.2), "L5-S1")
    return Tube("dural sac", None, tuple(way), tuple(sizes), ("canal",) * len(way), tuple(levels))
