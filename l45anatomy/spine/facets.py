"""Facet joints: capsule, bony overgrowth, cysts, and cartilage between two articular processes."""

from functools import lru_cache

import numpy as np

from l45anatomy.anatomy import Anatomy, paired
from l45anatomy.frame import Side, Vec
from l45anatomy.geometry.ellipsoid import Ellipsoid
from l45anatomy.geometry.fields import Blend, Field
from l45anatomy.geometry.shaping import Common, Inflated
from l45anatomy.spine import sacrum
from l45anatomy.spine.alignment import bone, stack
from l45anatomy.spine.discs import neighbours

_CARTILAGE_MM = 1.0  # thickness on one facet: an assumption
_CARTILAGE_IN_MM = (-3.0, -4.0)  # the facet looks inwards and backwards
_FACET_HALF_MM: Vec = (3.6, 3.6, 7.0)
_CYST_FROM_MM = (7.0, 10.0)  # a cyst leaves the capsule so far inwards and forwards of its middle
_CYST_TO_MM = (4.0, 2.5, 4.0)  # in from the pedicle, behind the wall, below the joint: the recess
_CYST_SUNK_MM = 1.0


def _from_below(anatomy: Anatomy, level: str, point: Vec) -> Vec:
    """Give a point of the vertebra above a level in the frame of the arch below it.

    Rounded to a millionth of a millimetre: what moves as one keeps equal shapes.
    """
    above, below = neighbours(level)
    pile = stack(anatomy)
    world = np.array([pile.arch(above).at(point)])
    x, y, z = np.round(pile.arch(below).to_local(world)[0], 6) + 0.0
    return (float(x), float(y), float(z))


def process(anatomy: Anatomy, below: str) -> Vec:
    """Give the middle of a superior articular process, on the right, in its bone's frame."""
    if below == "S1":
        return sacrum.SUPERIOR_FACET[1]
    return bone(anatomy, below).point("superior articular plate", 2)


@lru_cache(maxsize=64)
def middle(anatomy: Anatomy, level: str) -> Vec:
    """Give the middle of a facet joint, on the right, in the frame of the arch below."""
    above, below = neighbours(level)
    tip = _from_below(anatomy, level, bone(anatomy, above).point("inferior articular tip", 0))
    x, y, z = (np.array(tip) + np.array(process(anatomy, below))) / 2
    return (float(x), float(y), float(z))


@lru_cache(maxsize=64)
def facet_joint(anatomy: Anatomy, level: str, side: Side) -> Field:
    """Give one facet joint: cartilage and capsule between the two processes, grown by arthrosis.

    It is given in the frame of the arch below.
    """
    x, y, z = middle(anatomy, level)
    x *= side.sign
    joint = Ellipsoid((x, y, z), _FACET_HALF_MM)
    grown = paired(anatomy.segment(level).facet_growth_mm, side)
    if not grown:
        return joint
    # Bone and capsule grow where there is room: inwards and forwards, into recess and foramen. The
    # spur grows faster than its middle moves, so a bigger one holds every smaller one.
    aside, ahead, down = 5.0 + 0.45 * grown, 5.5 + 0.55 * grown, 0.6 * grown
    bump = min(1.0, grown)
    half = (bump + grown, bump + 1.05 * grown, bump + 1.3 * grown)
    spur = Ellipsoid((x - side.sign * aside, y + ahead, z - down), half)
    return Blend((joint, spur), 2.0)


@lru_cache(maxsize=64)
def cyst(anatomy: Anatomy, level: str, side: Side) -> Field | None:
    """Give the synovial cyst of one facet joint in the frame of the arch below, if it has one.

    A ball that hangs on the inner face of the capsule and grows into the lateral recess; its root
    stays where it is, so a bigger one holds every smaller one.
    """
    wide = max((c.diameter_mm for c in anatomy.segment(level).cysts if c.side == side), default=0.0)
    if not wide:
        return None
    above, below = neighbours(level)
    x, y, z = middle(anatomy, level)
    start = np.array([x - _CYST_FROM_MM[0], y + _CYST_FROM_MM[1], z])
    wall = (
        sacrum.table(anatomy.vertebra("L5")).wall
        if below == "S1"
        else bone(anatomy, below).outline.wall
    )
    canal = anatomy.vertebra(above).canal_width_mm / 2
    aside, behind, down = _CYST_TO_MM
    way = np.array([canal - aside, wall - behind, z - down]) - start
    centre = start + (wide / 2 - _CYST_SUNK_MM) * way / np.linalg.norm(way)
    half = wide / 2
    return Ellipsoid(
        (side.sign * float(centre[0]), float(centre[1]), float(centre[2])), (half, half, half)
    )


@lru_cache(maxsize=64)
def cartilage(anatomy: Anatomy, level: str, side: Side) -> Field:
    """Give the cartilage on one superior articular facet, in the frame of its bone."""
    _, below = neighbours(level)
    whole = sacrum.sacrum(anatomy.vertebra("L5")) if below == "S1" else bone(anatomy, below).whole
    x, y, z = process(anatomy, below)
    around = Ellipsoid(
        (side.sign * (x + _CARTILAGE_IN_MM[0]), y + _CARTILAGE_IN_MM[1], z), _FACET_HALF_MM
    )
    return Common((around, Inflated(whole, _CARTILAGE_MM)))
