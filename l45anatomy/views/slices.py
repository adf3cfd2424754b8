"""A case in a live slice view: takes the slice that is asked for and says what it shows."""

from collections.abc import Sequence
from typing import Any

from l45anatomy.case import Case
from l45anatomy.viewer import SliceView
from l45anatomy.views.mri import AXES, PLANES, WEIGHTINGS, Plane, Slice, take, through

_TRIFLE_MM = 4.0  # the picture stands still for less: a slider should not make it jump
_PLATE_MM = 48.0  # how far the frame in the scene reaches from its middle
REACH_MM = {"axial": (-10.0, 130.0), "sagittal": (-45.0, 45.0), "coronal": (-45.0, 45.0)}


def view() -> SliceView:
    """Give a slice view with nothing in it yet."""
    return SliceView(planes=list(PLANES), weightings=list(WEIGHTINGS), plane=PLANES[0],
                     weighting=WEIGHTINGS[0])  # fmt: skip


def show(case: Case, shown: SliceView, point: Sequence[float] = (), **asked: Any) -> Slice:
    """Put a slice of a case into a view: what was asked for, else where it was, and give it.

    A new plane goes through what is worth seeing there. A `point`, mm, is gone to and crossed by
    lines; lines that cross another place are taken away with its plane.
    """
    plane = asked.get("plane", shown.plane)
    stays = shown.revision and plane == shown.plane
    place = asked.get("position_mm", shown.position_mm if stays else None)
    if point:
        place = float(point[AXES[plane]])
    taken = take(case, plane, place, asked.get("weighting", shown.weighting))
    crossed = _crossing(taken.plane, point) if point else shown.cross if stays else []
    shown.show(
        taken.image,
        taken.labels,
        plane=plane,
        weighting=taken.weighting,
        position_mm=taken.plane.position_mm,
        reach_mm=list(REACH_MM[plane]),
        marks=list(taken.plane.marks),
        names=list(taken.names),
        pixel_mm=taken.plane.pixel_mm,
        cross=crossed,
        lines=[{"from": one.start, "to": one.end, "words": one.words} for one in taken.distances],
        note="; ".join(one.at_its_level for one in taken.grades if one.rank > 0),
        description=taken.describe(),
        picture=taken.png,
    )
    return taken


def _crossing(plane: Plane, point: Sequence[float]) -> list[dict[str, float]]:
    """Give the two lines that cross at a point, in pixels."""
    column, row = plane.at(point)
    return [{"down": column}, {"across": row}]


def place(case: Case, shown: SliceView) -> float:
    """Give where a slice goes that nobody has placed: to what is caught, but not for a trifle."""
    wanted = through(case, shown.plane).position_mm
    stays = shown.revision and abs(wanted - shown.position_mm) < _TRIFLE_MM
    return shown.position_mm if stays else wanted


def plate(taken: Slice, cross: Sequence[dict[str, float]] = ()) -> dict[str, Any]:
    """Give the plane of a slice as it is drawn into the scene, with the lines that cross in it."""
    middle, half = taken.plane.size / 2, _PLATE_MM / taken.plane.pixel_mm
    low, high = middle - half, middle + half
    at = taken.plane.point
    lines = [
        [at(one["down"], low), at(one["down"], high)]
        if "down" in one
        else [at(low, one["across"]), at(high, one["across"])]
        for one in cross
    ]
    corners = [at(low, low), at(high, low), at(high, high), at(low, high)]
    return {"corners": [list(c) for c in corners], "lines": [[list(a), list(b)] for a, b in lines]}
