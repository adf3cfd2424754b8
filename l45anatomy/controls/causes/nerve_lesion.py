"""A nerve that is hurt beyond the spine."""

from l45anatomy import evidence
from l45anatomy.changes import NerveLesion
from l45anatomy.controls.cause import SIDE, Cause, Values
from l45anatomy.controls.field import choice, slider


def _nerve(values: Values, given: NerveLesion | None) -> NerveLesion | None:
    if not values["severity"]:
        return None
    nerve, side, severity = values["nerve"], values["side"], float(values["severity"]) / 100
    if given is not None and given.nerve == nerve:
        return NerveLesion(nerve, side, severity, cause=given.cause, site=given.site)
    return NerveLesion(nerve, side, severity)


def _nerves() -> tuple[str, ...]:
    return tuple(dict.fromkeys(row.nerve for row in evidence.palsies().values()))


def cause() -> Cause:
    """Give its controls."""
    return Cause(
        name="nerve",
        title="Nerve beyond the spine",
        change=NerveLesion,
        fields=(
            choice("nerve", "nerve", _nerves(), "common peroneal nerve"),
            SIDE,
            slider("severity", "fibres lost", "nerve_lesion.severity", 5.0, unit="%", times=100),
        ),
        make=_nerve,
        read=lambda change: {
            "nerve": change.nerve,
            "side": str(change.side),
            "severity": round(100 * change.severity, 9),
        },
    )
