"""The controls of the operations: any of them together, at one level and side.

They come after every cause that was there, in whatever order they were switched on.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from l45anatomy.changes import Change, Foraminotomy, Fusion, Laminectomy, Microdiscectomy
from l45anatomy.changes.surgery import APPROACHES
from l45anatomy.controls.field import Field, Value, choice, switch
from l45anatomy.frame import LEVELS, Side

_NAMES = {
    "microdiscectomy": Microdiscectomy,
    "laminectomy": Laminectomy,
    "foraminotomy": Foraminotomy,
    "fusion": Fusion,
}


class Operations:
    """One group of controls, as a `Cause` is one, that makes several changes."""

    name = "operation"
    title = "Operation"
    kinds: tuple[type[Any], ...] = tuple(_NAMES.values())

    def __init__(self) -> None:
        self.fields: tuple[Field, ...] = (
            choice("level", "level", LEVELS, "L4-L5"),
            choice("side", "side", map(str, (Side.LEFT, Side.RIGHT)), "left"),
            switch("microdiscectomy", "microdiscectomy"),
            choice("approach", "way to the disc", APPROACHES),
            switch("laminectomy", "laminectomy"),
            switch("foraminotomy", "foraminotomy"),
            switch("fusion", "fusion"),
            switch("reduce", "with reduction and a cage"),
        )

    def reach(self, _values: Mapping[str, Any]) -> dict[str, float]:
        """Give how far ranges go: there are none."""
        return {}

    def idle(self, values: Mapping[str, Any]) -> dict[str, str]:
        """Give what does nothing as things stand: what belongs to an operation not done."""
        needs = {"approach": "microdiscectomy", "reduce": "fusion"}
        return {own: f"it belongs to a {name}" for own, name in needs.items() if not values[name]}

    def remarks(self, _values: Mapping[str, Any]) -> dict[str, str]:
        """Give what else is to be said of one: nothing."""
        return {}

    def changes(self, values: Mapping[str, Any], given: Sequence[Change]) -> tuple[Change, ...]:
        """Give the operations that are switched on."""
        level, side = values["level"], values["side"]
        opened = next((one for one in given if isinstance(one, Foraminotomy)), None)
        share = opened.facet_share if opened else None
        made: dict[str, Change] = {
            "microdiscectomy": Microdiscectomy(side, level, approach=values["approach"]),
            "laminectomy": Laminectomy(level),
            "foraminotomy": Foraminotomy(side, level, facet_share=share),
            "fusion": Fusion(level, reduce=values["reduce"]),
        }
        return tuple(change for name, change in made.items() if values[name])

    def values(self, given: Sequence[Change]) -> dict[str, Value]:
        """Give where the controls stand for these operations.

        Raises
        ------
        ValueError
            If they are at different levels or sides, which these controls cannot show.
        """
        found: dict[str, Value] = {field.name: field.rest for field in self.fields}
        for what in ("level", "side"):
            places = {str(getattr(one, what)) for one in given if hasattr(one, what)}
            if len(places) > 1:
                said = ", ".join(sorted(places))
                raise ValueError(
                    f"operations are at {said}, must be at one {what} for the controls"
                )
            if places:
                found[what] = places.pop()
        found |= {name: any(isinstance(o, kind) for o in given) for name, kind in _NAMES.items()}
        for one in given:
            if isinstance(one, Microdiscectomy):
                found["approach"] = one.approach
            elif isinstance(one, Fusion):
                found["reduce"] = one.reduce
        return found
