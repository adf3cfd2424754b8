"""The controls of each cause, and how what they say becomes a change and back.

A cause that is not asked for gives no change. What the controls of a cause do not show is taken
over from the change that was given, so nothing is lost by moving a slider.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from l45anatomy import evidence
from l45anatomy.changes import (
    Change,
    ConjoinedRoot,
    DiscDegeneration,
    Fracture,
    Herniation,
    NerveLesion,
    Posture,
    Spondylolisthesis,
    Stenosis,
    SynovialCyst,
    TransitionalVertebra,
    fracture,
    herniation,
    spondylolisthesis,
)
from l45anatomy.controls.field import Band, Field, Tick, Value, choice, graded, slider
from l45anatomy.frame import LEVELS, VERTEBRAE, ZONES, Side

Values = Mapping[str, Any]
_SIDES = tuple(map(str, (Side.LEFT, Side.RIGHT)))
_LEVEL, _SIDE = choice("level", "level", LEVELS, "L4-L5"), choice("side", "side", _SIDES, "left")
_NONE = "none"


@dataclass(frozen=True, kw_only=True)
class Cause:
    """One group of controls: `make` gives a change or None, `read` the values of a change.

    `make` is given the change there was before, to take over what its controls do not show.
    `reach` says how far a range goes where that depends on the other values.
    """

    name: str
    title: str
    change: type[Any]
    fields: tuple[Field, ...]
    make: Callable[[Values, Any], Change | None]
    read: Callable[[Any], dict[str, Value]]
    reach: Callable[[Values], dict[str, float]] = lambda _values: {}

    @property
    def kinds(self) -> tuple[type[Any], ...]:
        """The changes these controls make."""
        return (self.change,)

    def changes(self, values: Values, given: Sequence[Change]) -> tuple[Change, ...]:
        """Give the changes the controls ask for."""
        made = self.make(values, given[0] if given else None)
        return () if made is None else (made,)

    def values(self, given: Sequence[Change]) -> dict[str, Value]:
        """Give where the controls stand for the changes of these kinds there are, one at most."""
        at_rest = {field.name: field.rest for field in self.fields}
        return at_rest | self.read(given[0]) if given else at_rest


def _usual_base(reach_mm: float) -> float:
    """Give the base a herniation has where none is said."""
    rows = evidence.limits()
    return max(rows["herniation.base_mm"].value, rows["herniation.base_per_reach"].value * reach_mm)


def _herniation(values: Values, given: Herniation | None) -> Herniation | None:
    if not values["reach"]:
        return None
    kind, base = values["kind"], values["base"]
    if base == (_usual_base(given.reach_mm) if given else _usual_base(0.0)):
        base = _usual_base(values["reach"])  # it was never set, so it goes along with the reach
    if kind == "protrusion" and values["reach"] > base:
        kind = "extrusion"  # deeper than wide is an extrusion by definition [fardon2014]
    return Herniation(
        side=values["side"],
        zone=values["zone"],
        reach_mm=values["reach"],
        level=values["level"],
        base_mm=base,
        migration_mm=values["migration"],
        kind=kind,
    )


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


def _slip(values: Values, _given: Spondylolisthesis | None) -> Spondylolisthesis | None:
    if not values["slip"]:
        return None
    return Spondylolisthesis(values["slip"], values["level"], values["kind"])


def _farthest_slip(values: Values) -> dict[str, float]:
    row = evidence.limits()[f"spondylolisthesis.{values['kind']}_percent"]
    return {"slip": row.high or 0.0}


def _degeneration(values: Values, _given: DiscDegeneration | None) -> DiscDegeneration | None:
    if values["grade"] == 1:
        return None
    return DiscDegeneration(values["grade"], values["level"])


def _fracture(values: Values, _given: Fracture | None) -> Fracture | None:
    if values["kind"] == _NONE:
        return None
    back = values["retropulsion"] if values["kind"] == "burst" else 0.0
    lost = values["height"]
    return Fracture(
        values["vertebra"], values["kind"], retropulsion_mm=back, height_loss_percent=lost
    )


def _cyst(values: Values, _given: SynovialCyst | None) -> SynovialCyst | None:
    if not values["diameter"]:
        return None
    return SynovialCyst(values["side"], values["diameter"], values["level"])


def _nerve(values: Values, given: NerveLesion | None) -> NerveLesion | None:
    if not values["severity"]:
        return None
    nerve, side, severity = values["nerve"], values["side"], values["severity"]
    if given is not None and given.nerve == nerve:
        return NerveLesion(nerve, side, severity, cause=given.cause, site=given.site)
    return NerveLesion(nerve, side, severity)


def _posture(values: Values, _given: Posture | None) -> Posture | None:
    return Posture(values["flexion"]) if values["flexion"] else None


def _conjoined(values: Values, _given: ConjoinedRoot | None) -> ConjoinedRoot | None:
    return None if values["side"] == _NONE else ConjoinedRoot(values["side"])


def _transitional(
    values: Values, given: TransitionalVertebra | None
) -> TransitionalVertebra | None:
    if values["side"] == _NONE:
        return None
    side = None if values["side"] == "both" else values["side"]
    share = None if given is None else given.disc_share
    return TransitionalVertebra(side, share)


def _nerves() -> tuple[str, ...]:
    return tuple(dict.fromkeys(row.nerve for row in evidence.palsies().values()))


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


def _grade() -> Field:
    words = {1: "healthy", 3: "worn", 5: "collapsed"}
    ticks = tuple(Tick(at=at, word=word) for at, word in words.items())
    row = "degeneration.grade"
    return slider("grade", "Pfirrmann grade", row, 1, unit="", rest=1, ticks=ticks)


def _slipping() -> Field:
    row = "spondylolisthesis.isthmic_percent"
    high = evidence.limits()[row].high or 0.0
    return slider("slip", "slip", row, 0.5, unit="%", bands=graded("Meyerding", high))


def _bending() -> Field:
    limits = evidence.limits()
    ticks = [Tick(at=limits["posture.standing_deg"].value, word="standing upright")]
    ticks += [Tick(at=0, word="lying"), Tick(at=limits["posture.bent_deg"].value, word="bent over")]
    return slider("flexion", "bending forward", "posture.flexion_deg", 1, unit="°", ticks=ticks)


def _causes() -> tuple[Cause, ...]:
    return (
        Cause(
            name="herniation",
            title="Herniated disc",
            change=Herniation,
            fields=(
                _LEVEL,
                _SIDE,
                choice("zone", "zone", ZONES, "subarticular"),
                slider("reach", "reach", "herniation.reach_mm", 0.5),
                slider("migration", "up or down", "herniation.migration_mm", 1.0),
                slider("base", "base", "herniation.base_mm", 0.5, rest=_usual_base(0.0)),
                choice("kind", "kind", herniation.KINDS),
            ),
            make=_herniation,
            read=lambda change: {
                "level": change.level,
                "side": str(change.side or "left"),
                "zone": change.zone,
                "reach": change.reach_mm,
                "migration": change.migration_mm,
                "base": change.base_mm,
                "kind": change.kind,
            },
        ),
        Cause(
            name="stenosis",
            title="Narrow canal",
            change=Stenosis,
            fields=(
                _LEVEL,
                choice("side", "side", ("both", *_SIDES)),
                _flavum(),
                _contributor("facet", "facet joints, more"),
                _contributor("bulge", "disc bulge"),
                _contributor("height_loss", "disc height, less"),
                _contributor("short_pedicle", "pedicles, shorter"),
            ),
            make=_stenosis,
            read=_read_stenosis,
        ),
        Cause(
            name="spondylolisthesis",
            title="Slipped vertebra",
            change=Spondylolisthesis,
            fields=(_LEVEL, choice("kind", "kind", spondylolisthesis.KINDS), _slipping()),
            make=_slip,
            reach=_farthest_slip,
            read=lambda change: {
                "level": change.level,
                "kind": change.kind,
                "slip": change.slip_percent,
            },
        ),
        Cause(
            name="degeneration",
            title="Worn disc",
            change=DiscDegeneration,
            fields=(_LEVEL, _grade()),
            make=_degeneration,
            read=lambda change: {"level": change.level, "grade": change.grade},
        ),
        Cause(
            name="fracture",
            title="Broken vertebra",
            change=Fracture,
            fields=(
                choice("vertebra", "vertebra", VERTEBRAE[2:], "L4"),
                choice("kind", "kind", (_NONE, *fracture.KINDS)),
                slider("retropulsion", "fragment into the canal", "fracture.retropulsion_mm", 0.5),
                slider("height", "height lost", "fracture.height_loss_percent", 1, unit="%"),
            ),
            make=_fracture,
            read=lambda change: {
                "vertebra": change.vertebra,
                "kind": change.kind,
                "retropulsion": change.retropulsion_mm,
                "height": change.height_loss_percent,
            },
        ),
        Cause(
            name="cyst",
            title="Synovial cyst",
            change=SynovialCyst,
            fields=(_LEVEL, _SIDE, slider("diameter", "diameter", "cyst.diameter_mm", 0.5)),
            make=_cyst,
            read=lambda change: {
                "level": change.level,
                "side": str(change.side),
                "diameter": change.diameter_mm,
            },
        ),
        Cause(
            name="nerve",
            title="Nerve beyond the spine",
            change=NerveLesion,
            fields=(
                choice("nerve", "nerve", _nerves(), "common peroneal nerve"),
                _SIDE,
                slider("severity", "fibres lost", "nerve_lesion.severity", 0.05, unit="share"),
            ),
            make=_nerve,
            read=lambda change: {
                "nerve": change.nerve,
                "side": str(change.side),
                "severity": change.severity,
            },
        ),
        Cause(
            name="conjoined",
            title="Conjoined root",
            change=ConjoinedRoot,
            fields=(choice("side", "two roots in one sleeve", (_NONE, *_SIDES)),),
            make=_conjoined,
            read=lambda change: {"side": str(change.side)},
        ),
        Cause(
            name="transitional",
            title="Transitional vertebra",
            change=TransitionalVertebra,
            fields=(choice("side", "joint with the sacrum", (_NONE, "both", *_SIDES)),),
            make=_transitional,
            read=lambda change: {"side": str(change.side or "both")},
        ),
        Cause(
            name="posture",
            title="Posture",
            change=Posture,
            fields=(_bending(),),
            make=_posture,
            read=lambda change: {"flexion": change.flexion_deg},
        ),
    )


CAUSES: Mapping[str, Cause] = MappingProxyType({cause.name: cause for cause in _causes()})
