"""One group of controls: which there are, and how what they say becomes a change and back.

A cause that is not asked for gives no change. What the controls of a cause do not show is taken
over from the change that was given, so nothing is lost by moving a slider.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from l45anatomy.changes import Change
from l45anatomy.controls.field import Field, Value, choice
from l45anatomy.frame import LEVELS, Side

Values = Mapping[str, Any]
NONE = "none"
SIDES = tuple(map(str, (Side.LEFT, Side.RIGHT)))
LEVEL, SIDE = choice("level", "level", LEVELS, "L4-L5"), choice("side", "side", SIDES, "left")


@dataclass(frozen=True, kw_only=True)
class Cause:
    """One group of controls: `make` gives a change or None, `read` the values of a change.

    `make` is given the change there was before, to take over what its controls do not show.
    `reach` says how far a range goes where that depends on the other values, `idle` which controls
    then do nothing, and why, `remarks` what else is to be said of one that does.
    """

    name: str
    title: str
    change: type[Any]
    fields: tuple[Field, ...]
    make: Callable[[Values, Any], Change | None]
    read: Callable[[Any], dict[str, Value]]
    reach: Callable[[Values], dict[str, float]] = lambda _values: {}
    idle: Callable[[Values], dict[str, str]] = lambda _values: {}
    remarks: Callable[[Values], dict[str, str]] = lambda _values: {}

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
