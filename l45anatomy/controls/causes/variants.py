"""Inborn variants: two roots in one sleeve, a last vertebra that has joined the sacrum."""

from l45anatomy.changes import ConjoinedRoot, TransitionalVertebra
from l45anatomy.controls.cause import NONE, SIDES, Cause, Values
from l45anatomy.controls.field import choice


def _conjoined(values: Values, _given: ConjoinedRoot | None) -> ConjoinedRoot | None:
    return None if values["side"] == NONE else ConjoinedRoot(values["side"])


def _transitional(
    values: Values, given: TransitionalVertebra | None
) -> TransitionalVertebra | None:
    if values["side"] == NONE:
        return None
    side = None if values["side"] == "both" else values["side"]
    share = None if given is None else given.disc_share
    return TransitionalVertebra(side, share)


def conjoined() -> Cause:
    """Give the controls of a conjoined root."""
    return Cause(
        name="conjoined",
        title="Conjoined root",
        change=ConjoinedRoot,
        fields=(choice("side", "two roots in one sleeve", (NONE, *SIDES)),),
        make=_conjoined,
        read=lambda change: {"side": str(change.side)},
    )


def transitional() -> Cause:
    """Give the controls of a transitional vertebra."""
    return Cause(
        name="transitional",
        title="Transitional vertebra",
        change=TransitionalVertebra,
        fields=(choice("side", "joint with the sacrum", (NONE, "both", *SIDES)),),
        make=_transitional,
        read=lambda change: {"side": str(change.side or "both")},
    )
