"""A case in a live slice view: takes the slice that is asked for and says what it shows."""

from typing import Any

from l45anatomy.case import Case
from l45anatomy.viewer import SliceView
from l45anatomy.views.mri import PLANES, WEIGHTINGS, Slice, take

REACH_MM = {"axial": (-10.0, 130.0), "sagittal": (-45.0, 45.0), "coronal": (-45.0, 45.0)}


def view() -> SliceView:
    """Give a slice view with nothing in it yet."""
    return SliceView(planes=list(PLANES), weightings=list(WEIGHTINGS), plane=PLANES[0],
                     weighting=WEIGHTINGS[0])  # fmt: skip


def show(case: Case, shown: SliceView, **asked: Any) -> Slice:
    """Put a slice of a case into a view: what was asked for, else where it was, and give it.

    A new plane goes through what is worth seeing there.
    """
    plane = asked.get("plane", shown.plane)
    weighting = asked.get("weighting", shown.weighting)
    stays = shown.revision and plane == shown.plane and "follow" not in asked
    place = asked.get("position_mm", shown.position_mm if stays else None)
    taken = take(case, plane, place, weighting)
    shown.show(
        taken.image,
        taken.labels,
        plane=plane,
        weighting=weighting,
        position_mm=round(taken.plane.position_mm, 1),
        reach_mm=list(REACH_MM[plane]),
        marks=list(taken.plane.marks),
        names=list(taken.names),
        pixel_mm=taken.plane.pixel_mm,
        lines=[{"from": one.start, "to": one.end, "words": one.words} for one in taken.distances],
        note="; ".join(f"{one.system} {one.grade}" for one in taken.grades if one.rank > 0),
        description=taken.describe(),
        picture=taken.png,
    )
    return taken
