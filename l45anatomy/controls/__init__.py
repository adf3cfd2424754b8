"""What can be changed by hand: controls as data, and the way from their values to a case and back.

`fields` tells a screen which controls to show, `values` where they stand for a case, `case_of` the
case they ask for. All three are functions of plain values: nothing here knows a screen.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import Any

from l45anatomy.case import Case
from l45anatomy.changes import Change
from l45anatomy.controls.cause import Cause
from l45anatomy.controls.causes import CAUSES
from l45anatomy.controls.field import Band, Field, Tick, Value
from l45anatomy.controls.operations import Operations
from l45anatomy.frame import one_of

__all__ = [
    "Band",
    "Field",
    "Tick",
    "case_of",
    "catalogue",
    "choices",
    "fields",
    "group_of",
    "locked",
    "names",
    "place_of",
    "placed",
    "shown_in",
    "values",
]

Group = Cause | Operations


@cache
def catalogue() -> Mapping[str, Group]:
    """Give every group of controls there is, by name, in the order in which they are shown."""
    made: list[Group] = [*(cause() for cause in CAUSES), Operations()]
    return MappingProxyType({group.name: group for group in made})


def names(asked: str | Sequence[str]) -> tuple[str, ...]:
    """Give the names of groups of controls in the order they are shown; "all" means every one.

    Raises
    ------
    ValueError
        If there is none, or one that is not known.
    """
    told = (asked,) if isinstance(asked, str) else tuple(asked)
    if told == ("all",):
        return tuple(catalogue())
    if not told:
        raise ValueError(f"controls is empty, must name any of {', '.join(catalogue())}")
    for name in told:
        one_of("controls", name, catalogue())
    return tuple(dict.fromkeys(told))


def group_of(control: str) -> str:
    """Give the name of the group that a control belongs to.

    >>> group_of("herniation.reach")
    'herniation'
    """
    return control.partition(".")[0]


def choices(group: str) -> tuple[str, ...]:
    """Give the names of the lists to choose from in a group of controls."""
    return tuple(field.name for field in catalogue()[group].fields if field.kind == "choice")


def fields(
    groups: Sequence[str],
    lock: Mapping[str, Value] | None = None,
    told: Mapping[str, Value] | None = None,
) -> list[dict[str, Any]]:
    """Give the controls of some groups as a screen takes them, locked and idle ones disabled.

    How far some ranges go depends on the values `told`.
    """
    held = locked(groups, lock or {})
    shown = []
    for name in groups:
        own = {
            f.name: (told or {}).get(f"{name}.{f.name}", f.rest) for f in catalogue()[name].fields
        }
        cause = catalogue()[name]
        reach, idle, remarks = cause.reach(own), cause.idle(own), cause.remarks(own)
        for field in cause.fields:
            far = field.up_to(reach.get(field.name, field.high))
            is_held, why = f"{name}.{field.name}" in held, idle.get(field.name, "")
            said = remarks.get(field.name, "")
            shown.append(far.to_dict(name, cause.title, held=is_held, idle=why, remark=said))
    return shown


def locked(groups: Sequence[str], lock: Mapping[str, Any]) -> dict[str, Value]:
    """Give what is held, as {"herniation.level": "L4-L5"}.

    A bare name such as "level" holds that control in every group that has it.

    Raises
    ------
    ValueError
        If a name is none of these controls, or a value is not allowed.
    """
    known = {(name, field.name): field for name in groups for field in catalogue()[name].fields}
    held: dict[str, Value] = {}
    for key, value in lock.items():
        found = {p: f for p, f in known.items() if key in (p[1], ".".join(p))}
        if not found:
            told = ", ".join(sorted({short for _, short in known}))
            raise ValueError(f"lock names {key!r}, must be any of {told}")
        for place, field in found.items():
            try:
                held[".".join(place)] = field.checked(value)
            except ValueError as error:
                raise ValueError(f"lock of {error}") from None
    return held


def values(case: Case, groups: Sequence[str]) -> dict[str, Value]:
    """Give where the controls stand for a case, as {"herniation.reach": 7.0}.

    Raises
    ------
    ValueError
        If the case has two changes of one kind, which one group of controls cannot show.
    """
    told: dict[str, Value] = {}
    for name in groups:
        own = catalogue()[name].values(_own(case, name))
        told |= {f"{name}.{key}": value for key, value in own.items()}
    return told


def case_of(
    told: Mapping[str, Any],
    given: Case,
    groups: Sequence[str],
    stood: Sequence[type[Any]] | None = None,
) -> Case:
    """Give the case that the controls ask for; what they do not show is taken from `given`.

    Their kinds come in the order in which they `stood`, by default that of `given`; see `placed`.

    Raises
    ------
    ValueError
        If a value is not allowed, or the values do not go together, or do not fit the person.
    """
    made: list[Change] = []
    for name in groups:
        control = catalogue()[name]
        own = {field.name: field.checked(told[f"{name}.{field.name}"]) for field in control.fields}
        made += control.changes(own, _own(given, name))
    kinds = tuple(kind for name in groups for kind in catalogue()[name].kinds)
    there = [*(change for change in given.changes if not isinstance(change, kinds)), *made]
    order = placed(there, [type(one) for one in given.changes] if stood is None else stood)
    changes = (one for one in order if not isinstance(one, type))
    return fitting(Case(*changes, anatomy=given.person))


def placed(changes: Iterable[Change], stood: Sequence[type[Any]]) -> tuple[Change | type[Any], ...]:
    """Put changes where their kinds stood, new ones where `place_of` has them.

    A kind that stood and is not among the changes stays between them, as the kind alone.
    """
    order: list[Change | type[Any]] = list(stood)
    for one in changes:
        if type(one) in order:
            order[order.index(type(one))] = one
        else:
            kinds = [other if isinstance(other, type) else type(other) for other in order]
            order.insert(place_of(type(one), kinds), one)
    return tuple(order)


def place_of(kind: type[Any], standing: Sequence[type[Any]]) -> int:
    """Give the place of a new kind of change: before those the catalogue has later.

    Operations are last in it: what is switched on was there to be operated on.
    """
    shown = [own for group in catalogue().values() for own in group.kinds]
    later = shown[shown.index(kind) + 1 :] if kind in shown else ()
    return next((at for at, other in enumerate(standing) if other in later), len(standing))


def fitting(case: Case) -> Case:
    """Give a case back whose changes fit its person, or raise the `ValueError` of one that doesn't.

    A case is worked out when it is looked at; whoever means to show it asks here first.
    """
    _ = case.anatomy
    return case


def shown_in(case: Case, name: str) -> bool:
    """Whether a case has a change that this group of controls shows."""
    return any(isinstance(one, catalogue()[name].kinds) for one in case.changes)


def _own(case: Case, name: str) -> tuple[Change, ...]:
    """Give the changes of a case that one group of controls shows."""
    found = tuple(one for one in case.changes if isinstance(one, catalogue()[name].kinds))
    for kind in catalogue()[name].kinds:
        same = [str(one) for one in found if isinstance(one, kind)]
        if len(same) > 1:
            told = "; ".join(same)
            raise ValueError(f"case has {told}, must have one {kind.__name__} at most")
    return found
