"""The vertebra that has slipped, with its arch or without it."""

from l45anatomy import evidence
from l45anatomy.changes import Spondylolisthesis, spondylolisthesis
from l45anatomy.controls.cause import LEVEL, Cause, Values
from l45anatomy.controls.field import Field, choice, graded, slider


def _slip(values: Values, _given: Spondylolisthesis | None) -> Spondylolisthesis | None:
    if not values["slip"]:
        return None
    return Spondylolisthesis(values["slip"], values["level"], values["kind"])


def _farthest_slip(values: Values) -> dict[str, float]:
    row = evidence.limits()[f"spondylolisthesis.{values['kind']}_percent"]
    return {"slip": row.high or 0.0}


def _slipping() -> Field:
    row = "spondylolisthesis.isthmic_percent"
    high = evidence.limits()[row].high or 0.0
    return slider("slip", "slip", row, 0.5, unit="%", bands=graded("Meyerding", high))


def cause() -> Cause:
    """Give its controls."""
    return Cause(
        name="spondylolisthesis",
        title="Slipped vertebra",
        change=Spondylolisthesis,
        fields=(LEVEL, choice("kind", "kind", spondylolisthesis.KINDS), _slipping()),
        make=_slip,
        reach=_farthest_slip,
        read=lambda change: {
            "level": change.level,
            "kind": change.kind,
            "slip": change.slip_percent,
        },
    )
