"""The vertebra that is broken, and how far its fragment went."""

from l45anatomy.changes import Fracture, fracture
from l45anatomy.controls.cause import NONE, Cause, Values
from l45anatomy.controls.field import choice, slider
from l45anatomy.frame import VERTEBRAE


def _fracture(values: Values, _given: Fracture | None) -> Fracture | None:
    if values["kind"] == NONE:
        return None
    back = values["retropulsion"] if values["kind"] == "burst" else 0.0
    lost = values["height"]
    return Fracture(
        values["vertebra"], values["kind"], retropulsion_mm=back, height_loss_percent=lost
    )


def _idle(values: Values) -> dict[str, str]:
    """Say which parts of it another kind of fracture would have."""
    match values["kind"]:
        case "none":
            return dict.fromkeys(("retropulsion", "height"), "choose a kind of fracture first")
        case "compression":
            return {"retropulsion": "its rear wall holds: only a burst sends a fragment back"}
    return {}


def cause() -> Cause:
    """Give its controls."""
    return Cause(
        name="fracture",
        title="Broken vertebra",
        change=Fracture,
        fields=(
            choice("vertebra", "vertebra", VERTEBRAE[2:], "L4"),
            choice("kind", "kind", (NONE, *fracture.KINDS)),
            slider("retropulsion", "fragment into the canal", "fracture.retropulsion_mm", 0.5),
            slider("height", "height lost", "fracture.height_loss_percent", 1, unit="%"),
        ),
        make=_fracture,
        idle=_idle,
        read=lambda change: {
            "vertebra": change.vertebra,
            "kind": change.kind,
            "retropulsion": change.retropulsion_mm,
            "height": change.height_loss_percent,
        },
    )
