"""What the controls of a simulator say and the case that follows, as one frozen value."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from l45anatomy import controls
from l45anatomy.case import Case
from l45anatomy.changes import Change
from l45anatomy.controls.field import Value

_STEPS_BEYOND = 3  # what is worked out and never asked for is lost
_DIGITS = 9  # as the browser counts: 0.1 and 0.2 are 0.3


@dataclass(frozen=True, kw_only=True)
class Setting:
    """The case with the values of all controls, those of causes that are not there included.

    Whoever chooses a zone before there is a herniation finds it chosen afterwards. `chosen` is what
    lists were set to, where the case had to have another: a protrusion whose base gets too narrow
    is an extrusion, and a protrusion again with the base it had. `stood` is the kinds of
    its changes in order, with those at rest that would come back elsewhere: a recurrence comes
    after its operation.
    """

    case: Case
    groups: tuple[str, ...]
    held: tuple[tuple[str, Value], ...] = ()
    told: tuple[tuple[str, Value], ...] = ()
    chosen: tuple[tuple[str, Value], ...] = ()
    stood: tuple[type[Any], ...] = ()

    @classmethod
    def of(
        cls, case: Case, groups: Sequence[str], held: Mapping[str, Value] | None = None
    ) -> "Setting":
        """Give the setting that shows a case, as far as what is held allows.

        Raises
        ------
        ValueError
            If the case does not fit its person, or has more than the controls can show.
        """
        told = controls.values(case, groups)
        if held:
            told = {**told, **held}
            case = controls.case_of(told, case, groups)
        controls.fitting(case)
        start = cls(case=case, groups=tuple(groups), held=tuple((held or {}).items()))
        return replace(start, told=start._read(told), stood=tuple(map(type, case.changes)))

    @property
    def values(self) -> dict[str, Value]:
        """Where each control stands, by its name."""
        return dict(self.told)

    @property
    def fields(self) -> list[dict[str, Any]]:
        """Give its controls as a screen takes them."""
        return controls.fields(self.groups, dict(self.held), self.values)

    def moved(self, moves: Mapping[str, Any]) -> "Setting":
        """Give the setting after some controls were moved; held ones stay.

        Raises
        ------
        ValueError
            If a name or value is not allowed, or the values do not go together.
        """
        told = self.values
        unknown = [name for name in moves if name not in told]
        if unknown:
            known = ", ".join(told)
            raise ValueError(f"control is {unknown[0]!r}, must be one of {known}")
        asked = {**told, **dict(self.chosen), **moves, **dict(self.held)}
        case = controls.case_of(asked, self.case, self.groups, self.stood)
        after = replace(self, case=case, stood=_order(case.changes, self.stood))
        got = after._read(asked)
        lists = {f"{name}.{field}" for name in self.groups for field in controls.choices(name)}
        chosen = tuple(
            (key, asked[key]) for key, value in got if key in lists and value != asked[key]
        )
        return replace(after, told=got, chosen=chosen)

    def beyond(self, before: "Setting", sliders: Iterable[str]) -> Iterator["Setting"]:
        """Give where more steps like the last one of some sliders lead, as far as they go."""
        steps = {name: float(self.values[name]) - float(before.values[name]) for name in sliders}
        setting = self
        for _ in range(_STEPS_BEYOND):
            told = setting.values
            further = {name: float(told[name]) + step for name, step in steps.items()}
            try:
                setting = setting.moved({n: round(place, _DIGITS) for n, place in further.items()})
            except ValueError:  # the end of a track, or of what goes together
                return
            yield setting

    def _read(self, told: Mapping[str, Value]) -> tuple[tuple[str, Value], ...]:
        """Read back what the case has; a group of which it has nothing stays as it was told."""
        read = controls.values(self.case, self.groups)
        there = {name for name in self.groups if controls.shown_in(self.case, name)}
        kept = {key: read[key] if controls.group_of(key) in there else told[key] for key in told}
        return tuple((kept | dict(self.held)).items())


def _order(changes: tuple[Change, ...], stood: Sequence[type[Any]]) -> tuple[type[Any], ...]:
    """Give the kinds of changes in order, with those at rest that would come back elsewhere."""
    present, found, kept = [type(one) for one in changes], 0, []
    for one in controls.placed(changes, stood):
        if not isinstance(one, type):
            found += 1
            kept.append(type(one))
        elif controls.place_of(one, present) != found:
            kept.append(one)
    return tuple(kept)
