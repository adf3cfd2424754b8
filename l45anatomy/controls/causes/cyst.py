"""A cyst of a facet joint."""

from l45anatomy.changes import SynovialCyst
from l45anatomy.controls.cause import LEVEL, SIDE, Cause, Values
from l45anatomy.controls.field import slider


def _cyst(values: Values, _given: SynovialCyst | None) -> SynovialCyst | None:
    if not values["diameter"]:
        return None
    return SynovialCyst(values["side"], values["diameter"], values["level"])


def cause() -> Cause:
    """Give its controls."""
    return Cause(
        name="cyst",
        title="Synovial cyst",
        change=SynovialCyst,
        fields=(LEVEL, SIDE, slider("diameter", "diameter", "cyst.diameter_mm", 0.5)),
        make=_cyst,
        read=lambda change: {
            "level": change.level,
            "side": str(change.side),
            "diameter": change.diameter_mm,
        },
    )
