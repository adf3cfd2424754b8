"""Where each bone and disc stands: the stack from the sacrum up, slips included."""

from dataclasses import dataclass
from functools import cache

import numpy as np

from l45anatomy.anatomy import Anatomy
from l45anatomy.frame import LEVELS, VERTEBRAE, Vec
from l45anatomy.geometry.placement import Placement


@dataclass(frozen=True)
class Stack:
    """Placements of the bodies L3 to L5, their arches, and the discs below them.

    `arches` differ from `bodies` below an isthmic slip only: there the arch stays behind.
    """

    sacrum: Placement
    bodies: tuple[Placement, ...]
    arches: tuple[Placement, ...]
    discs: tuple[Placement, ...]

    def body(self, name: str) -> Placement:
        """Give the placement of a vertebra's body; "S1" is the sacrum."""
        return self.sacrum if name == "S1" else self.bodies[VERTEBRAE.index(name)]

    def arch(self, name: str) -> Placement:
        """Give the placement of a vertebra's arch; "S1" is the sacrum."""
        return self.sacrum if name == "S1" else self.arches[VERTEBRAE.index(name)]

    def disc(self, level: str) -> Placement:
        """Give the placement of a disc."""
        return self.discs[LEVELS.index(level)]


def _up(tilt_deg: float, mm: float) -> np.ndarray:
    return Placement(tilt_deg=tilt_deg).rotation @ np.array([0.0, 0.0, mm])


def _vec(v: np.ndarray) -> Vec:
    return (float(v[0]), float(v[1]), float(v[2]))


@cache
def stack(anatomy: Anatomy) -> Stack:
    """Build the stack: each disc wedges and lifts, each slip carries all above it forward."""
    tilt = -anatomy.sacral_slope_deg
    sacrum = Placement((0.0, 0.0, 0.0), tilt)
    at = np.zeros(3)
    bodies, arches, discs = [], [], []
    for name, level in zip(reversed(VERTEBRAE), reversed(LEVELS), strict=True):
        sizes, segment = anatomy.vertebra(name), anatomy.segment(level)
        forward = Placement(tilt_deg=tilt).rotation @ np.array([0.0, segment.slip_mm, 0.0])
        middle = (segment.disc_anterior_mm + segment.disc_posterior_mm) / 2
        rise = segment.disc_anterior_mm - segment.disc_posterior_mm
        wedge = float(np.degrees(2 * np.arctan(rise / 2 / sizes.body_depth_mm)))
        lift = _up(tilt + wedge / 2, middle)
        discs.append(Placement(_vec(at + lift / 2 + forward / 2), tilt + wedge / 2))
        tilt += wedge
        height = (sizes.height_anterior_mm + sizes.height_posterior_mm) / 2
        lean = sizes.height_anterior_mm - sizes.height_posterior_mm
        wedge = float(np.degrees(2 * np.arctan(lean / 2 / sizes.body_depth_mm)))
        rest = at + lift + _up(tilt + wedge / 2, height / 2)
        bodies.append(Placement(_vec(rest + forward), tilt + wedge / 2))
        # A pars defect leaves the arch where the facets hold it; what stands above follows the body.
        arches.append(bodies[-1] if segment.arch_slips else Placement(_vec(rest), tilt + wedge / 2))
        at = at + forward + lift + _up(tilt + wedge / 2, height)
        tilt += wedge
    return Stack(sacrum, tuple(bodies[::-1]), tuple(arches[::-1]), tuple(discs[::-1]))
