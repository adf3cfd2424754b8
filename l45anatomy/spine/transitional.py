"""A transitional L5: its transverse process grown down to a joint with the ala of the sacrum."""

import numpy as np

from l45anatomy.anatomy import Anatomy, paired
from l45anatomy.frame import Side, Vec
from l45anatomy.geometry.fields import Blend, Difference, Field, Moved
from l45anatomy.geometry.plate import Plate
from l45anatomy.geometry.shaping import Inflated
from l45anatomy.spine.alignment import bone, stack
from l45anatomy.spine.sacrum import sacrum

_ALA: Vec = (42.0, -25.0, -14.0)  # where the process grows to, in the frame of the sacrum
_HALF_THICK_MM = 4.5
_JOINT_MM = 1.5  # room for cartilage between process and ala: an assumption
_FILLET_MM = 6.0


def joined(anatomy: Anatomy, shape: Field) -> Field:
    """Give L5 with the grown processes, in its own frame; as it is where there are none."""
    sides = [side for side in Side if paired(anatomy.segment("L5-S1").assimilated, side)]
    if not sides:
        return shape
    pile, own = stack(anatomy), bone(anatomy, "L5")
    body = pile.body("L5")
    ala = body.to_local(pile.sacrum.to_world(np.array([_ALA])))[0]
    masses = []
    for side in sides:
        inner, tip = own.point("transverse inner", 1), own.point("transverse outer", 1)
        corners = [_on(side, point) for point in (inner, tip, tuple(ala.tolist()))]
        masses.append(Plate(corners[0], corners[1], corners[2], _HALF_THICK_MM))
    pelvic = Moved(sacrum(anatomy.vertebra("L5")), body.seen(pile.sacrum))
    grown = Blend((shape, *masses), _FILLET_MM)
    return Difference(grown, (Inflated(pelvic, _JOINT_MM),), 1.0)


def _on(side: Side, point: Vec) -> Vec:
    return (side.sign * point[0], point[1], point[2])
