"""What is written into the picture: where something is caught, and how much is left."""

from typing import Any

from l45anatomy.case import Case
from l45anatomy.clearance import Compression
from l45anatomy.supply import SAC
from l45anatomy.wording import name_of, pressers

_RADIUS_MM = 4.5  # a little more than a root, so that the glow goes round it
_SAC_RADIUS_MM = 8.0


def marks(case: Case) -> list[dict[str, Any]]:
    """Give the marks of a live view, the gravest first."""
    caught = [c for c in case.compressions if not c.is_beyond_spine and _is_marked(c)]
    return [_mark(case, one) for one in sorted(caught, key=lambda c: (-c.grade, -c.loss))]


def _is_marked(one: Compression) -> bool:
    return one.is_caught if one.root == SAC else one.grade >= 1


def _mark(case: Case, one: Compression) -> dict[str, Any]:
    name = SAC if one.root == SAC else f"root {one.root} {one.side}"
    by = f", by {pressers(one.by)}" if one.by and one.gap_mm < 0 else ""
    return {
        "parts": [name, *one.by],
        "point": [float(x) for x in one.at],
        "radius_mm": _SAC_RADIUS_MM if one.root == SAC else _RADIUS_MM,
        "title": name_of(one),
        "words": f"{_measure(case, one)}{by}",
        "short": _short(one),
    }


def _short(one: Compression) -> str:
    """Give who it is and what is left, for where there is little room."""
    if one.area_mm2 is not None:
        return f"sac, {one.area_mm2:.0f} mm²"
    told = "pushed aside" if one.is_caught else "touched"
    if one.loss:
        told = f"keeps {1 - one.loss:.0%}"  # a bare share might as well be what is lost
    return f"{one.root} {one.side}, {told}"


def _measure(case: Case, one: Compression) -> str:
    """Give what was measured at the worst place."""
    if one.area_mm2 is not None:
        rest = next(s.rest_mm2 for s in case.sac if s.level == one.level)
        return f"{one.area_mm2:.0f} of {rest:.0f} mm²"
    if one.gap_mm < 0:
        return f"{-one.gap_mm:.1f} mm too little room"
    return f"{one.gap_mm:.1f} mm from {pressers(one.by)}"
