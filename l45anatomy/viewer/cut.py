"""The plane that cuts a scene open: what may be asked for. The cutting is the browser's."""

from collections.abc import Mapping
from typing import Any

from l45anatomy.frame import one_of, within

PLANES = ("axial", "sagittal", "coronal")
_FARTHEST_MM = 1000.0


def check_cut(cut: Mapping[str, Any]) -> dict[str, Any]:
    """Give a cut with all it needs, nothing if there is none, or raise."""
    if not cut:
        return {}
    if not set(cut) <= {"plane", "at_mm", "flipped"} or "plane" not in cut:
        raise ValueError(f"cut has {sorted(cut)}, must have plane, and may have at_mm and flipped")
    at_mm = within("at_mm of cut", cut.get("at_mm", 0.0), -_FARTHEST_MM, _FARTHEST_MM)
    return {
        "plane": one_of("plane of cut", cut["plane"], PLANES),
        "at_mm": at_mm,
        "flipped": bool(cut.get("flipped", False)),
    }
