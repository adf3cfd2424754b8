"""How worn a disc is."""

from l45anatomy.changes import DiscDegeneration
from l45anatomy.controls.cause import LEVEL, Cause, Values
from l45anatomy.controls.field import Field, Tick, slider


def _degeneration(values: Values, _given: DiscDegeneration | None) -> DiscDegeneration | None:
    if values["grade"] == 1:
        return None
    return DiscDegeneration(values["grade"], values["level"])


def _grade() -> Field:
    words = {1: "healthy", 3: "worn", 5: "collapsed"}
    ticks = tuple(Tick(at=at, word=word) for at, word in words.items())
    row = "degeneration.grade"
    return slider("grade", "Pfirrmann grade", row, 1, unit="", rest=1, ticks=ticks)


def cause() -> Cause:
    """Give its controls."""
    return Cause(
        name="degeneration",
        title="Worn disc",
        change=DiscDegeneration,
        fields=(LEVEL, _grade()),
        make=_degeneration,
        read=lambda change: {"level": change.level, "grade": change.grade},
    )
