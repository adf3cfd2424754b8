"""The dural sac at rest, and the cauda equina inside it.

The sac hangs on the arches and lies behind the discs; it takes its size from the bony canal. The
strands of the cauda equina run down it to where each root leaves.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import numpy as np

from l45anatomy.anatomy import Anatomy
from l45anatomy.evidence import limits
from l45anatomy.frame import DISCS, LEVELS, VERTEBRAE, Points, Side
from l45anatomy.geometry.curve import across
from l45anatomy.geometry.mesher import bundle
from l45anatomy.geometry.placement import Placement
from l45anatomy.spine import discs, sacrum
from l45anatomy.spine.alignment import bone, stack
from l45anatomy.spine.tube import Tube

if TYPE_CHECKING:
    import pyvista

BEHIND = "behind the disc"  # the site of the way points at the discs
SAC_TAPER = 0.45  # how much narrower the sac is behind than at mid depth: a rounded triangle
STRAND_MM = 0.5  # half the calibre of a root inside the sac [textbook]
_SAC_GAP_MM = 2.0
_EASED = 0.4  # share of a drift behind a disc that the bodies above and below it see
_SACRAL_GAP_MM = 2.6  # fat lies in front of the sac at the lumbosacral junction
# Where strands run on the right, as shares of half width and half depth, front positive: roots in
# front and outside, each behind the one that leaves above it; S2 to S4 behind near the midline.
_ROOT_STRANDS = {"L3": (0.78, 0.3), "L4": (0.28, 0.55), "L5": (0.55, 0.1), "S1": (0.5, -0.22)}
SACRAL_STRANDS = ((0.12, -0.6), (0.12, -0.2), (0.34, -0.58))
_CROWDED = 0.65  # below this share of its width the sac is too narrow to draw strands apart
_EVERY = 2  # strands bend little: every other station will do


@lru_cache(maxsize=32)
def sac(anatomy: Anatomy) -> Tube:
    """Give the dural sac at rest, from L1 to its end behind S2 [textbook]."""
    pile = stack(anatomy)
    way, sizes, levels, sites = [], [], [], []

    def add(
        place: Placement,
        y: float,
        z: float,
        half: tuple[float, float],
        level: str,
        site: str = "canal",
    ) -> None:
        way.append(place.at((0.0, y, z)))
        sizes.append((*half, 0.0, 0.0))
        levels.append(level if level in LEVELS else "")
        sites.append(site)

    # The sac takes its width from the narrowest canal: it does not follow the flare of L5.
    narrowest = min(anatomy.vertebra(name).canal_width_mm for name in ("L3", "L4", "L5"))
    for name, level in zip(VERTEBRAE, DISCS, strict=True):
        own = anatomy.vertebra(name)
        half = (
            anatomy.nerves.sac_width_share * min(narrowest, own.canal_width_mm) / 2,
            anatomy.nerves.sac_depth_share * own.canal_depth_mm / 2,
        )
        drift, above = _drift_mm(anatomy, level), _drift_mm(anatomy, _over(level))
        eased = _EASED * max(drift, above)  # it comes back slowly, without a bow the other way
        behind = bone(anatomy, name).outline.wall - _SAC_GAP_MM - half[1] - eased
        low = _SACRAL_GAP_MM if level == "L5-S1" else _SAC_GAP_MM
        at_disc = discs.outline(anatomy, level).wall - low - half[1] - drift
        tall = (own.height_anterior_mm + own.height_posterior_mm) / 4
        if name == VERTEBRAE[0]:
            add(pile.arch(name), behind, tall, half, "")
        add(pile.arch(name), behind, 0.0, half, "")
        add(place_behind(anatomy, level), at_disc, 0.0, half, level, BEHIND)
    wall = sacrum.table(anatomy.vertebra("L5")).wall
    half = (half[0] * 0.75, half[1] * 0.85)
    add(pile.sacrum, wall - _SACRAL_GAP_MM - half[1], -12.0, half, "L5-S1")
    add(pile.sacrum, wall - 3.0, -28.0, (half[0] * 0.6, half[1] * 0.6), "L5-S1")
    add(pile.sacrum, wall - 3.0, -44.0, (1.5, 1.2), "L5-S1")
    return Tube("dural sac", None, tuple(way), tuple(sizes), tuple(sites), tuple(levels))


def place_behind(anatomy: Anatomy, level: str) -> Placement:
    """Give the placement of a disc as the sac sees it: half a slip forward, as it goes along.

    Below a pars defect the sac stays with the arch, and so does its place behind the disc.
    """
    pile = stack(anatomy)
    return pile.disc(level) if anatomy.segment(level).arch_slips else pile.bed(level)


def _over(level: str) -> str:
    """Give the level above, the uppermost one for itself."""
    return DISCS[max(DISCS.index(level) - 1, 0)]


def _drift_mm(anatomy: Anatomy, level: str) -> float:
    """Give how far the sac floats back behind a disc once lamina and ligament are gone."""
    is_open = any(window.kind == "laminectomy" for window in anatomy.segment(level).windows)
    return limits()["laminectomy.drift_mm"].value if is_open else 0.0


@lru_cache(maxsize=8)
def _across(path: bytes) -> tuple[Points, Points]:
    """Give the two directions across a path: all strands of one sac ask for the same."""
    return across(np.frombuffer(path).reshape(-1, 3))


@dataclass(frozen=True)
class Strand:
    """One nerve inside the sac, as a share of the sac's half width and half depth at each end.

    Positive is to the right and to the front. It runs from the first station to `last`, and on to
    `leaves`, where its root begins, if it has one.
    """

    top: tuple[float, float]
    bottom: tuple[float, float]
    last: int
    leaves: tuple[float, float, float] | None

    @cached_property
    def _shares(self) -> Points:
        """Where it runs at each station, as shares of the sac's half width and half depth, (n, 2).

        It keeps its place and turns off late.
        """
        share = np.linspace(0.0, 1.0, self.last + 1)[:, None] ** 4
        shares: Points = np.array(self.top) * (1 - share) + np.array(self.bottom) * share
        return shares

    def within(self, path: Points, radii: Points) -> Points:
        """Give the strand's own line, (n, 3) mm, in a sac of these sections."""
        aside, back = _across(path.tobytes())
        n = self.last + 1
        at = self._shares * radii[:n]
        line = path[:n] + at[:, :1] * aside[:n] - at[:, 1:] * back[:n]
        line = line[::_EVERY]
        return line if self.leaves is None else np.concatenate([line, [self.leaves]])


def strands(held: Tube, roots: Iterable[Tube]) -> tuple[Strand, ...]:
    """Give the nerves inside a sac: each root down to its own beginning, S2 to S4 to the end.

    Lower roots lie behind and nearer the midline [cohen1991].
    """
    aside, back = held.across
    found = []
    for tube in roots:
        start = tube.path[0]
        # It turns off a little above, in a slant.
        last = max(int(np.argmin(np.linalg.norm(held.path - start, axis=1))) - 2, 2)
        off = start - held.path[last]
        wide, deep = held.radii[last]
        own = (float(off @ aside[last] / wide), float(-(off @ back[last]) / deep))
        reach = max(float(np.hypot(*own)) / 0.75, 1.0)  # it turns off inside the sac's skin
        u, v = _ROOT_STRANDS[tube.root]
        top = (tube.side.sign * u if tube.side else u, v)
        found.append(Strand(top, (own[0] / reach, own[1] / reach), last, tuple(start.tolist())))
    wide = held.radii[:, 0]
    end = int(np.flatnonzero(wide > _CROWDED * wide.max())[-1])
    for side in Side:
        for u, v in SACRAL_STRANDS:
            at = (side.sign * u, v)
            found.append(Strand(at, at, end, None))
    return tuple(found)


@dataclass(frozen=True)
class Cauda:
    """All strands inside one sac, as one structure."""

    held: Tube
    strands: tuple[Strand, ...]
    name = "cauda equina"
    tissue = "cauda"

    def skin(self, radii: Points) -> "pyvista.PolyData":
        """Give the surface of all strands in a sac whose sections have these radii (n, 2)."""
        path = self.held.path
        return bundle([strand.within(path, radii) for strand in self.strands], STRAND_MM)

    @property
    def mesh(self) -> "pyvista.PolyData":
        """The surface at rest, in the world's frame, mm."""
        return self.skin(self.held.radii)
