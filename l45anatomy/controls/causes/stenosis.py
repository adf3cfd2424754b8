"""What narrows one level, contributor by contributor."""

from l45anatomy import evidence
from l45anatomy.changes import Stenosis
from l45anatomy.controls.cause import LEVEL, SIDES, Cause, Values
from l45anatomy.controls.field import Band, Field, Tick, Value, choice, slider


def _stenosis(values: Values, _given: Stenosis | None) -> Stenosis | None:
    usual = evidence.dimensions()[f"{values['level']}.flavum_mm"].value
    thick = values["flavum"] if values["flavum"] > usual else None
    sizes = {name: values[name] for name in ("facet", "bulge", "height", "pedicle")}
    if thick is None and not any(sizes.values()):
        return None
    return Stenosis(
        level=values["level"],
        side=None if values["side"] == "both" else values["side"],
        flavum_mm=thick,
        facet_mm=sizes["facet"],
        bulge_mm=sizes["bulge"],
        height_loss_mm=sizes["height"],
        short_pedicle_mm=sizes["pedicle"],
    )


def _read_stenosis(change: Stenosis) -> dict[str, Value]:
    usual = evidence.dimensions()[f"{change.level}.flavum_mm"].value
    return {
        "level": change.level,
        "side": str(change.side or "both"),
        "flavum": usual if change.flavum_mm is None else change.flavum_mm,
        "facet": change.facet_mm,
        "bulge": change.bulge_mm,
        "height": change.height_loss_mm,
        "pedicle": change.short_pedicle_mm,
    }


def _idle(values: Values) -> dict[str, str]:
    """Say that there is no side where all that narrows has none."""
    flavum = evidence.dimensions()[f"{values['level']}.flavum_mm"].value
    has_side = values["flavum"] > flavum or values["facet"] or values["bulge"]
    if has_side or not (values["height"] or values["pedicle"]):
        return {}
    return {"side": "disc height and pedicles have no side"}


def _flavum() -> Field:
    usual = evidence.dimensions()["L4-L5.flavum_mm"]
    limit = evidence.limits()["stenosis.flavum_mm"]
    thick = next(row for row in evidence.grades()["definition"] if row.grade == "thick flavum")
    bands = (
        Band(low=usual.low or 0.0, high=thick.value, word="usual", level=0),
        Band(low=thick.value, high=limit.high or 0.0, word="thickened", level=2),
    )
    return slider(
        "flavum", "yellow ligament", "stenosis.flavum_mm", 0.05, rest=usual.value, bands=bands
    )


def _severe(contributor: str) -> tuple[Tick, ...]:
    """Give where a contributor stands in severe stenosis of each form."""
    rows = evidence.severities()
    return tuple(
        Tick(at=row.value, word=f"severe {row.form} stenosis")
        for row in rows
        if row.contributor == contributor
    )


def _contributor(name: str, label: str) -> Field:
    parameter = f"{name}_mm"
    short = {"height_loss": "height", "short_pedicle": "pedicle"}.get(name, name)
    return slider(short, label, f"stenosis.{parameter}", 0.05, ticks=_severe(parameter))


def cause() -> Cause:
    """Give its controls."""
    return Cause(
        name="stenosis",
        title="Narrow canal",
        change=Stenosis,
        fields=(
            LEVEL,
            choice("side", "side", ("both", *SIDES)),
            _flavum(),
            _contributor("facet", "facet joints, more"),
            _contributor("bulge", "disc bulge"),
            _contributor("height_loss", "disc height, less"),
            _contributor("short_pedicle", "pedicles, shorter"),
        ),
        make=_stenosis,
        idle=_idle,
        read=_read_stenosis,
    )
