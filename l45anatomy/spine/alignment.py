"""Where each bone and disc stands: the stack from the sacrum up, slips included."""

from cmath import rect
from dataclasses import dataclass, replace
from functools import lru_cache
from math import atan, degrees, radians

from l45anatomy.anatomy import Anatomy
from l45anatomy.evidence import dimensions
from l45anatomy.frame import DISCS, VERTEBRAE
from l45anatomy.geometry.placement import Placement
from l45anatomy.spine.sacrum import table as sacral_table
from l45anatomy.spine.vertebra import Bone, vertebra


@dataclass(frozen=True)
class Stack:
    """Placements of the bodies L1 to L5, their arches, and the discs below them.

    `arches` differ from `bodies` above an isthmic slip only: there the arch stays behind. `beds`
    are the discs where they would stand without the slip, as the vertebra below sees them.
    """

    sacrum: Placement
    bodies: tuple[Placement, ...]
    arches: tuple[Placement, ...]
    discs: tuple[Placement, ...]
    beds: tuple[Placement, ...]

    def body(self, name: str) -> Placement:
        """Give the placement of a vertebra's body; "S1" is the sacrum."""
        return self.sacrum if name == "S1" else self.bodies[VERTEBRAE.index(name)]

    def arch(self, name: str) -> Placement:
        """Give the placement of a vertebra's arch; "S1" is the sacrum."""
        return self.sacrum if name == "S1" else self.arches[VERTEBRAE.index(name)]

    def disc(self, level: str) -> Placement:
        """Give the placement of a disc."""
        return self.discs[DISCS.index(level)]

    def bed(self, level: str) -> Placement:
        """Give the placement a disc would have without a slip."""
        return self.beds[DISCS.index(level)]


@lru_cache(maxsize=512)
def bone(anatomy: Anatomy, name: str) -> Bone:
    """Give the bone of one vertebra of a person, its facets turned as the joints want."""
    at = VERTEBRAE.index(name)
    turns = {"inferior_facet_turn_deg": _turn(anatomy, DISCS[at]), "retropulsion_mm": 0.0}
    if at:
        turns["superior_facet_turn_deg"] = _turn(anatomy, DISCS[at - 1])
    return vertebra(name, replace(anatomy.vertebra(name), **turns))


def _turn(anatomy: Anatomy, level: str) -> float:
    """Give how far the facets of a level are turned from where the fitted bones have them."""
    angle = anatomy.segment(level).facet_angle_deg
    return 0.0 if angle is None else angle - dimensions()[f"{level}.facet_angle_deg"].value


def _turned(tilt_deg: float, forward_mm: float, up_mm: float) -> complex:
    """Give a way in the sagittal plane, tilted: forwards is real and up imaginary."""
    return complex(forward_mm, up_mm) * rect(1.0, radians(tilt_deg))


def _placed(at: complex, tilt_deg: float) -> Placement:
    return Placement((0.0, at.real, at.imag), tilt_deg)


@lru_cache(maxsize=64)
def stack(anatomy: Anatomy) -> Stack:
    """Build the stack along the rear walls: each disc wedges and lifts, a slip carries all above.

    Rear walls line up whatever the depths of the bodies, but for a step back of a millimetre or two
    that the facets hold; `wall` is the place on that line reached so far.
    """
    tilt = -anatomy.sacral_slope_deg
    sacrum = Placement((0.0, 0.0, 0.0), tilt)
    rear = sacral_table(anatomy.vertebra("L5")).wall
    wall = _turned(tilt, rear, 0.0)
    bodies, arches, discs, beds = [], [], [], []
    for name, level in zip(reversed(VERTEBRAE), reversed(DISCS), strict=True):
        sizes, segment = anatomy.vertebra(name), anatomy.segment(level)
        forward = _turned(tilt, segment.slip_mm, 0.0)
        back = _turned(tilt, -segment.setback_mm, 0.0)
        rise = segment.front_mm - segment.rear_mm
        wedge = degrees(2 * atan(rise / 2 / sizes.body_depth_mm))
        lift = _turned(tilt + wedge / 2, 0.0, segment.rear_mm)
        own_rear = bone(anatomy, name).outline.wall
        disc_rear = (rear + own_rear) / 2
        middle = wall + back / 2 + lift / 2 - _turned(tilt + wedge / 2, disc_rear, 0.0)
        beds.append(_placed(middle, tilt + wedge / 2))
        discs.append(_placed(middle + forward / 2, tilt + wedge / 2))
        tilt += wedge
        lean = sizes.height_anterior_mm - sizes.height_posterior_mm
        wedge = degrees(2 * atan(lean / 2 / sizes.body_depth_mm))
        up = _turned(tilt + wedge / 2, 0.0, sizes.height_posterior_mm)
        rest = wall + back + lift + up / 2 - _turned(tilt + wedge / 2, own_rear, 0.0)
        bodies.append(_placed(rest + forward, tilt + wedge / 2))
        # A pars defect leaves the arch where the facets hold it; all above follows the body.
        arches.append(bodies[-1] if segment.arch_slips else _placed(rest, tilt + wedge / 2))
        wall = wall + back + forward + lift + up
        tilt += wedge
        rear = own_rear
    return Stack(
        sacrum, tuple(bodies[::-1]), tuple(arches[::-1]), tuple(discs[::-1]), tuple(beds[::-1])
    )
