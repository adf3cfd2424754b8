"""The disc that is herniated: where to, how far, how broad."""

from l45anatomy import evidence
from l45anatomy.anatomy import term_of
from l45anatomy.changes import Herniation, herniation
from l45anatomy.controls.cause import LEVEL, SIDE, Cause, Values
from l45anatomy.controls.field import choice, slider
from l45anatomy.frame import ZONES


def _usual_base(reach_mm: float) -> float:
    """Give the base a herniation has where none is said."""
    rows = evidence.limits()
    return max(rows["herniation.base_mm"].value, rows["herniation.base_per_reach"].value * reach_mm)


def _base(values: Values, given: Herniation | None) -> float:
    """Give the base, which goes along with the reach where it was never set."""
    never_set = _usual_base(given.reach_mm if given else 0.0)
    return _usual_base(values["reach"]) if values["base"] == never_set else float(values["base"])


def _kind(values: Values, base_mm: float) -> str:
    """Give the kind: deeper than wide is an extrusion by definition [fardon2014]."""
    is_deep = values["kind"] == "protrusion" and values["reach"] > base_mm
    return "extrusion" if is_deep else str(values["kind"])


def _remarks(values: Values) -> dict[str, str]:
    """Say what the kind is called where that is not what was chosen."""
    term = term_of(_kind(values, _base(values, None)), values["migration"])
    is_other = bool(values["reach"]) and term != values["kind"]
    return {"kind": f"as it lies it is called an {term}"} if is_other else {}


def _herniation(values: Values, given: Herniation | None) -> Herniation | None:
    if not values["reach"]:
        return None
    base = _base(values, given)
    return Herniation(
        side=values["side"],
        zone=values["zone"],
        reach_mm=values["reach"],
        level=values["level"],
        base_mm=base,
        migration_mm=values["migration"],
        kind=_kind(values, base),
    )


def cause() -> Cause:
    """Give its controls."""
    return Cause(
        name="herniation",
        title="Herniated disc",
        change=Herniation,
        fields=(
            LEVEL,
            SIDE,
            choice("zone", "zone", ZONES, "subarticular"),
            slider("reach", "reach", "herniation.reach_mm", 0.5),
            slider("migration", "migration upward", "herniation.migration_mm", 1.0),
            slider("base", "base", "herniation.base_mm", 0.5, rest=_usual_base(0.0)),
            choice("kind", "kind", herniation.KINDS),
        ),
        make=_herniation,
        idle=lambda values: (
            {"side": "in the middle there is no side"} if values["zone"] == "central" else {}
        ),
        remarks=_remarks,
        read=lambda change: {
            "level": change.level,
            "side": str(change.side or "left"),
            "zone": change.zone,
            "reach": change.reach_mm,
            "migration": change.migration_mm,
            "base": change.base_mm,
            "kind": change.kind,
        },
    )
