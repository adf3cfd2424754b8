"""A case in a live slice view: takes the slice that is asked for and says what it shows."""

from collections.abc import Sequence
from typing import Any

from l45anatomy.case import Case
from l45anatomy.grading import Grade
from l45anatomy.viewer import SliceView
from l45anatomy.views.mri import AXES, PLANES, WEIGHTINGS, Plane, Slice, take, through
from l45anatomy.wording import capital

_TRIFLE_MM = 4.0  # the picture stands still for less: a slider should not make it jump
_NERVES = ("root", "dural sac")
_TOLD = 2  # so many grades that are not normal are told at once; the others are folded
_PLATE_MM = 48.0  # how far the frame in the scene reaches from its middle
REACH_MM = {"axial": (-10.0, 130.0), "sagittal": (-45.0, 45.0), "coronal": (-45.0, 45.0)}
# Positions are counted from the middle of the upper endplate of S1.
_WAYS = {
    "axial": ("below S1", "above S1"),
    "sagittal": ("left", "right"),
    "coronal": ("behind", "in front"),
}


def view() -> SliceView:
    """Give a slice view with nothing in it yet."""
    return SliceView(planes=list(PLANES), weightings=list(WEIGHTINGS), plane=PLANES[0],
                     weighting=WEIGHTINGS[0])  # fmt: skip


def show(
    case: Case,
    shown: SliceView,
    point: Sequence[float] = (),
    *,
    follows: bool = False,
    **asked: Any,
) -> Slice:
    """Put a slice of a case into a view: what was asked for, else where it was, and give it.

    One that was placed by hand stays there until it `follows` again; all others go, and a new
    plane goes, through what is worth seeing. A `point`, mm, is gone to and crossed by lines; lines
    that cross another place are taken away with its plane.
    """
    plane = asked.get("plane", shown.plane)
    place = float(point[AXES[plane]]) if point else asked.get("position_mm")
    is_same = bool(shown.revision) and plane == shown.plane
    stays = is_same and shown.is_placed and not follows
    is_placed = stays or place is not None
    if place is None and is_same and not follows:
        place = _next_place(case, shown)
    taken = take(case, plane, place, asked.get("weighting", shown.weighting))
    note, more = graded(taken)
    crossed = _crossing(taken.plane, point) if point else shown.cross if stays else []
    shown.show(
        taken.image,
        taken.labels,
        plane=plane,
        weighting=taken.weighting,
        position_mm=taken.plane.position_mm,
        reach_mm=list(REACH_MM[plane]),
        ways=list(_WAYS[plane]),
        marks=list(taken.plane.marks),
        names=list(taken.names),
        pixel_mm=taken.plane.pixel_mm,
        cross=crossed,
        is_placed=is_placed,
        lines=[{"from": one.start, "to": one.end, "words": one.words} for one in taken.distances],
        note="\n".join(note),
        more=more,
        description=taken.describe(),
        picture=taken.png,
    )
    return taken


def answer(case: Case, shown: SliceView) -> Slice | None:
    """Show the slice that was asked for by hand, and give it; else say why not, and give None."""
    try:
        return show(case, shown, **{key: wish for key, wish in shown.asked.items() if key != "n"})
    except ValueError as error:
        shown.note = str(error)
        shown.revision += 1
        return None


def graded(taken: Slice) -> tuple[list[str], list[str]]:
    """Give what is told of the grades of a slice's level, worst first, and what is folded.

    Of two that are as bad, the one of a nerve comes first. What is folded begins with a heading.
    """
    grades = sorted(
        taken.grades, key=lambda one: (-one.rank, not one.structure.startswith(_NERVES))
    )
    wrong = [one for one in grades if one.rank > 0]
    shown, rest = wrong[:_TOLD], grades[len(wrong[:_TOLD]) :]
    if not rest:
        return [], []
    count = f"{len(wrong)} not normal" if wrong else "all normal"
    head = f"Grades of the level {taken.level}: {count}"
    # The picture may show another place of the level: there a root may be free.
    worst = [f"At {taken.level}, {_line(one)}" for one in shown]
    return worst, [head, *(capital(_line(one)) for one in rest)]


def _line(grade: Grade) -> str:
    """Give a grade as words, with its code behind, as `left root L5: root compressed (...)`."""
    what = grade.structure.removesuffix(grade.level).strip()
    where = f"{grade.side} {what}" if grade.side else what
    return f"{where}: {grade.criterion} ({grade.system} {grade.grade})"


def _crossing(plane: Plane, point: Sequence[float]) -> list[dict[str, float]]:
    """Give the two lines that cross at a point, in pixels."""
    column, row = plane.at(point)
    return [{"down": column}, {"across": row}]


def is_there(case: Case, shown: SliceView) -> bool:
    """Whether a slice goes through what is caught, to the millimetre."""
    return through(case, shown.plane).position_mm == shown.position_mm


def _next_place(case: Case, shown: SliceView) -> float:
    """Give where a slice goes that was not sent: to what is caught, but not for a trifle.

    One that was placed by hand stays.
    """
    wanted = through(case, shown.plane).position_mm
    goes = not shown.is_placed and abs(wanted - shown.position_mm) >= _TRIFLE_MM
    return wanted if goes else shown.position_mm


def prepare(case: Case, shown: SliceView) -> Slice:
    """Take the slice of a case that would be shown next, so that taking it again is quick."""
    return take(case, shown.plane, _next_place(case, shown), shown.weighting)


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
