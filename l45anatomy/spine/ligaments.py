"""Discs, yellow ligaments and facet joints: what fills the gaps between bones."""

from functools import lru_cache

import numpy as np

from l45anatomy.anatomy import Anatomy, Protrusion, paired
from l45anatomy.frame import VERTEBRAE, Side, Vec
from l45anatomy.geometry.drum import Drum, Outline
from l45anatomy.geometry.fields import Blend, Ellipsoid, Field, Plate, RoundCone
from l45anatomy.spine import sacrum
from l45anatomy.spine.alignment import stack
from l45anatomy.spine.vertebra import Bone, vertebra

_BELLY_MM = 0.4  # a healthy disc stands a little proud of its rims
_INSET_MM = 2.5  # how deep inside the disc's edge a herniation begins
_FORAMINAL_RISE_MM = 4.0  # foraminal material comes to lie in the upper, wider part: an assumption
_RIDGE_HALF_MM = 9.0  # half width of a ridge on one side
_HEAD_DEPTH_MM = 8.5  # depth, inset included, at which a head has its full width
_HERNIA_FILLET_MM = 2.0
_FACET_HALF_MM: Vec = (3.6, 3.6, 7.0)


def neighbours(level: str) -> tuple[str, str]:
    """Give the vertebrae above and below a level, as ("L4", "L5")."""
    above, below = level.split("-")
    return above, below


def bone(anatomy: Anatomy, name: str) -> Bone:
    """Give the bone of one vertebra of a person."""
    return vertebra(name, anatomy.vertebra(name))


@lru_cache(maxsize=64)
def outline(anatomy: Anatomy, level: str) -> Outline:
    """Give the disc's outline: half way between the endplates above and below."""
    above, below = neighbours(level)
    upper = bone(anatomy, above).outline
    if below == "S1":
        return upper.between(sacrum.table(anatomy.vertebra(above)))
    return upper.between(bone(anatomy, below).outline)


def edge(anatomy: Anatomy, level: str, zone: str, side: str) -> tuple[Vec, Vec]:
    """Give the point of the disc's rear edge in a zone, and the outward direction there.

    Zones are bounded by facet and pedicle as the disc nomenclature has them [fardon2014].
    """
    above, below = neighbours(level)
    owner = below if below in VERTEBRAE else above
    sizes = anatomy.vertebra(owner)
    canal = sizes.canal_width_mm / 2
    wide = bone(anatomy, owner).pedicle_width
    x = {
        "central": 0.0,
        "subarticular": canal - 5.5,
        "foraminal": canal + 0.5 * wide,
        "extraforaminal": canal + wide + 3.0,
    }[zone]
    curve = outline(anatomy, level)
    x = min(x, curve.half_width - 1.0)
    at = curve.rear(x)
    step = 0.05
    near = curve(np.array([x + step, x - step, x, x]), np.array([at, at, at + step, at - step]))
    normal = np.array([near[0] - near[1], near[2] - near[3]])
    normal /= np.linalg.norm(normal)
    sign = Side(side).sign if zone != "central" else 1
    return (sign * x, at, 0.0), (sign * float(normal[0]), float(normal[1]), 0.0)


def herniated(
    protrusion: Protrusion, at: Vec, outward: Vec, disc_height_mm: float
) -> tuple[Field, ...]:
    """Give the displaced disc material: a dome on the edge, a head beyond it, or a loose piece.

    The dome's centre stays put while it grows, so a bigger herniation holds every smaller one.
    """
    turn = float(np.degrees(np.arctan2(-outward[0], outward[1]))) + 180.0
    depth = protrusion.reach_mm + _INSET_MM
    tall = 0.45 * disc_height_mm + 0.5 * protrusion.reach_mm
    raised = _FORAMINAL_RISE_MM if protrusion.zone == "foraminal" else 0.0

    def point(along: float, z: float) -> Vec:
        return (at[0] + along * outward[0], at[1] + along * outward[1], z + raised)

    half_base = protrusion.base_mm / 2
    dome = Ellipsoid(point(-_INSET_MM, 0.0), (half_base, depth, tall), turn)
    if protrusion.kind == "protrusion" and protrusion.migration_mm == 0:
        return (dome,)
    # A head is thicker than its neck. Its inner pole stays where it is while it grows, and keeps
    # its curvature, so a bigger head holds every smaller one.
    z = protrusion.migration_mm
    centre = point(protrusion.reach_mm / 2 - _INSET_MM / 2, z)
    grown = float(np.sqrt(depth / _HEAD_DEPTH_MM))
    wide, high = 0.6 * protrusion.base_mm * grown, (0.45 * disc_height_mm + 4.0) * grown
    head = Ellipsoid(centre, (wide, depth / 2, high), turn)
    if protrusion.kind == "sequestration":
        return (head,)
    neck = RoundCone(point(-_INSET_MM, 0.0), centre, 0.3 * disc_height_mm, 0.3 * disc_height_mm)
    flat = Ellipsoid(
        point(-_INSET_MM, 0.0), (half_base, _INSET_MM + 0.4 * protrusion.reach_mm, tall), turn
    )
    return (flat, neck, head)


@lru_cache(maxsize=64)
def disc(anatomy: Anatomy, level: str) -> Field:
    """Give a disc in its own frame: origin at its centre, z along its axis."""
    segment = anatomy.segment(level)
    drum = Drum(
        outline=outline(anatomy, level),
        height_front=segment.front_mm,
        height_rear=segment.rear_mm,
        spread=segment.bulge_mm + _BELLY_MM,
        rim=min(segment.bulge_mm + 1.0, 0.4 * segment.rear_mm),
    )
    pieces: list[Field] = []
    for protrusion in segment.protrusions:
        at, outward = edge(anatomy, level, protrusion.zone, protrusion.side)
        pieces += herniated(protrusion, at, outward, segment.rear_mm)
    for side in Side:
        ridge = paired(segment.lateral_bulge_mm, side)
        if ridge:
            at, outward = edge(anatomy, level, "foraminal", side)
            turn = float(np.degrees(np.arctan2(-outward[0], outward[1]))) + 180.0
            tall = 0.5 * segment.rear_mm + 0.8 * ridge
            half = (_RIDGE_HALF_MM, ridge + _INSET_MM, tall)
            inner = (at[0] - _INSET_MM * outward[0], at[1] - _INSET_MM * outward[1], ridge)
            pieces.append(Ellipsoid(inner, half, turn))
    return Blend((drum, *pieces), _HERNIA_FILLET_MM) if pieces else drum


def _from_below(anatomy: Anatomy, level: str, point: Vec) -> Vec:
    """Give a point of the vertebra above a level in the frame of the arch below it.

    Rounded to a millionth of a millimetre: what moves as one keeps equal shapes.
    """
    above, below = neighbours(level)
    pile = stack(anatomy)
    world = pile.arch(above).to_world(np.array([point]))
    x, y, z = np.round(pile.arch(below).to_local(world)[0], 6) + 0.0
    return (float(x), float(y), float(z))


@lru_cache(maxsize=64)
def flavum(anatomy: Anatomy, level: str, side: Side) -> Field:
    """Give one yellow ligament, from the front of the upper lamina to the top of the lower one.

    It is given in the frame of the arch below, and thickens forward: its back stays on the bone.
    """
    above, below = neighbours(level)
    thick = paired(anatomy.segment(level).flavum_mm, side)
    upper = bone(anatomy, above)
    front = upper["lamina lower"][-1] * 0.4
    u_lateral, u_middle = upper.point("lamina lower", 2), upper.point("lamina lower", 1)
    if below == "S1":
        l_middle, l_lateral, edge_front = (0.0, -39.0, -11.0), (13.0, -34.0, -8.0), 1.0
    else:
        lower = bone(anatomy, below)
        l_middle, l_lateral = lower.point("lamina upper", 1), lower.point("lamina upper", 0)
        edge_front = lower["lamina upper"][-1] * 0.1

    def forward(point: Vec, by: float, x: float, rise: float) -> Vec:
        return (side.sign * x, point[1] + by + thick / 2, point[2] + rise)

    half = thick / 2
    inner = 1.0
    outer = 0.8 * anatomy.vertebra(above).canal_width_mm / 2
    a = _from_below(anatomy, level, forward(u_middle, front, inner, -2.0))
    b = _from_below(anatomy, level, forward(u_lateral, front, outer, 3.0))
    c = forward(l_lateral, edge_front, outer, 0.0)
    d = forward(l_middle, edge_front, inner, 0.0)
    return Blend((Plate(a, b, c, half), Plate(a, c, d, half)), 1.0)


@lru_cache(maxsize=64)
def facet_joint(anatomy: Anatomy, level: str, side: Side) -> Field:
    """Give one facet joint: cartilage and capsule between the two processes, grown by arthrosis.

    It is given in the frame of the arch below.
    """
    above, below = neighbours(level)
    tip = _from_below(anatomy, level, bone(anatomy, above).point("inferior articular tip", 0))
    if below == "S1":
        plate = sacrum.SUPERIOR_FACET[1]
    else:
        plate = bone(anatomy, below).point("superior articular plate", 2)
    middle = (np.array(tip) + np.array(plate)) / 2
    x, y, z = side.sign * float(middle[0]), float(middle[1]), float(middle[2])
    joint = Ellipsoid((x, y, z), _FACET_HALF_MM)
    grown = paired(anatomy.segment(level).facet_growth_mm, side)
    if not grown:
        return joint
    # Bone and capsule grow where there is room: inwards and forwards, into recess and foramen.
    centre = (x - side.sign * (2.5 + 0.6 * grown), y + 2.0 + 0.5 * grown, z)
    spur = Ellipsoid(centre, (1.5 * grown, 1.4 * grown, 1.6 * grown))
    return Blend((joint, spur), 2.0)
