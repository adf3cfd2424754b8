"""How far the spine is bent."""

from l45anatomy import evidence
from l45anatomy.changes import Posture
from l45anatomy.controls.cause import Cause, Values
from l45anatomy.controls.field import Field, Tick, slider


def _posture(values: Values, _given: Posture | None) -> Posture | None:
    return Posture(values["flexion"]) if values["flexion"] else None


def _bending() -> Field:
    limits = evidence.limits()
    ticks = [Tick(at=limits["posture.standing_deg"].value, word="standing upright")]
    ticks += [Tick(at=0, word="lying"), Tick(at=limits["posture.bent_deg"].value, word="bent over")]
    return slider(
        "flexion", "bent forward, below 0 back", "posture.flexion_deg", 1, unit="°", ticks=ticks
    )


def cause() -> Cause:
    """Give its controls."""
    return Cause(
        name="posture",
        title="Posture",
        change=Posture,
        fields=(_bending(),),
        make=_posture,
        read=lambda change: {"flexion": change.flexion_deg},
    )
