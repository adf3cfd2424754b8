"""Discs: the drum between two bodies, its nucleus, and what leaves it."""

from dataclasses import replace
from functools import lru_cache

import numpy as np

from l45anatomy.anatomy import Anatomy, Protrusion, Segment, paired
from l45anatomy.frame import VERTEBRAE, Side, Vec
from l45anatomy.geometry.cone import RoundCone
from l45anatomy.geometry.drum import Drum, Outline
from l45anatomy.geometry.ellipsoid import Ellipsoid
from l45anatomy.geometry.fields import Blend, Field, Moved
from l45anatomy.geometry.placement import Placement
from l45anatomy.spine import sacrum
from l45anatomy.spine.alignment import bone

_BELLY_MM = 0.4  # a healthy disc stands a little proud of its rims
_INSET_MM = 2.5  # how deep inside the disc's edge a herniation begins
_FORAMINAL_RISE_MM = 4.0  # foraminal material comes to lie in the upper, wider part: an assumption
_RIDGE_HALF_MM = 9.0  # half width of a ridge on one side that is as high as its fillet, or higher
_HEAD_DEPTH_MM = 8.5  # depth, inset included, at which a head has its full width
_HERNIA_FILLET_MM = 2.0
# Shares of the disc that its nucleus takes in depth and height, and how far behind it begins; in
# width an assumption [zhong2014].
_NUCLEUS_DEPTH, _NUCLEUS_BEHIND, _NUCLEUS_HEIGHT, _NUCLEUS_WIDTH = 0.67, 0.15, 0.75, 0.6


def neighbours(level: str) -> tuple[str, str]:
    """Give the vertebrae above and below a level, as ("L4", "L5")."""
    above, below = level.split("-")
    return above, below


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


def _drum(segment: Segment, curve: Outline) -> Field:
    """Give what fills the space between two bodies, wider on a side on which the disc bulges."""
    right, left = segment.lateral_bulge_mm
    more = (right + left) / 2
    drum = Drum(
        outline=replace(curve, front_x=curve.front_x + more, rear_x=curve.rear_x + more),
        height_front=segment.front_mm,
        height_rear=segment.rear_mm,
        spread=segment.bulge_now_mm + _BELLY_MM,
        rim=min(segment.bulge_now_mm + 1.0, 0.4 * segment.rear_mm),
    )
    aside = Side.RIGHT.sign * (right - left) / 2
    return Moved(drum, Placement((aside, 0.0, 0.0))) if aside else drum


@lru_cache(maxsize=64)
def disc(anatomy: Anatomy, level: str) -> Field:
    """Give a disc in its own frame: origin at its centre, z along its axis."""
    segment = anatomy.segment(level)
    drum = _drum(segment, outline(anatomy, level))
    pieces: list[Field] = []
    for protrusion in segment.protrusions:
        at, outward = edge(anatomy, level, protrusion.zone, protrusion.side)
        pieces += herniated(protrusion, at, outward, segment.rear_mm)
    for side in Side:
        ridge = paired(segment.lateral_bulge_mm, side) + segment.pseudobulge_mm
        if ridge:
            at, outward = edge(anatomy, level, "foraminal", side)
            turn = float(np.degrees(np.arctan2(-outward[0], outward[1]))) + 180.0
            # What a disc that sinks presses out stays: the ridge keeps its size and its place below
            # the pedicle, which comes down by half of what the disc loses.
            tall = 0.5 * segment.disc_posterior_mm + 0.8 * ridge
            # A low ridge begins deeper and is narrower: its fillet, and the edge that turns away
            # from it, would make it stand out by more than it is high.
            full = min(ridge / _HERNIA_FILLET_MM, 1.0)
            deep = ridge + _INSET_MM - _HERNIA_FILLET_MM * (1.0 - full)
            half = (_RIDGE_HALF_MM * (1.0 + full) / 2, deep, tall)
            inner = (
                at[0] - _INSET_MM * outward[0],
                at[1] - _INSET_MM * outward[1],
                ridge - segment.collapse_mm / 2,
            )
            pieces.append(Ellipsoid(inner, half, turn))
    return Blend((drum, *pieces), _HERNIA_FILLET_MM) if pieces else drum


@lru_cache(maxsize=64)
def nucleus(anatomy: Anatomy, level: str) -> Field:
    """Give the nucleus pulposus of a disc, in the disc's frame: behind the middle [zhong2014]."""
    segment = anatomy.segment(level)
    whole = outline(anatomy, level)
    depth = whole.anterior - whole.wall
    half_depth = _NUCLEUS_DEPTH / 2 * depth
    centre = whole.wall + _NUCLEUS_BEHIND * depth + half_depth
    height = (segment.front_mm + segment.rear_mm) / 2
    half = (_NUCLEUS_WIDTH * whole.half_width, half_depth, _NUCLEUS_HEIGHT / 2 * height)
    return Ellipsoid((0.0, centre, 0.0), half)
