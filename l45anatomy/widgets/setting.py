"""What the controls of a simulator say and the case that follows, as one frozen value."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from l45anatomy import controls
from l45anatomy.case import Case
from l45anatomy.controls.field import Value


@dataclass(frozen=True)
class Setting:
    """The case with the values of all controls, those of causes that are not there included.

    Whoever chooses a zone before there is a herniation finds it chosen afterwards. `chosen` is what
    lists were set to, where the case had to have another: a protrusion whose base gets too narrow
    is an extrusion, and a protrusion again with the base it had.
    """

    case: Case
    told: tuple[tuple[str, Value], ...]
    chosen: tuple[tuple[str, Value], ...] = ()

    @property
    def values(self) -> dict[str, Value]:
        """Where each control stands, by its name."""
        return dict(self.told)

    def moved(
        self, moves: Mapping[str, Any], groups: Sequence[str], held: Mapping[str, Value]
    ) -> "Setting":
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
        asked = {**told, **dict(self.chosen), **moves, **held}
        case = controls.case_of(asked, self.case, groups)
        got = _told(case, asked, groups, held)
        lists = {f"{name}.{field}" for name in groups for field in controls.choices(name)}
        chosen = tuple(
            (key, asked[key]) for key, value in got if key in lists and value != asked[key]
        )
        return Setting(case, got, chosen)

    @classmethod
    def of(cls, case: Case, groups: Sequence[str], held: Mapping[str, Value]) -> "Setting":
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
        return cls(case, _told(case, told, groups, held))


def _told(
    case: Case, told: Mapping[str, Value], groups: Sequence[str], held: Mapping[str, Value]
) -> tuple[tuple[str, Value], ...]:
    """Read back what the case has of each group; a group without a change stays as it was set."""
    read = controls.values(case, groups)
    there = {name for name in groups if controls.shown_in(case, name)}
    kept = {name: read[name] if name.partition(".")[0] in there else told[name] for name in told}
    return tuple((kept | dict(held)).items())
