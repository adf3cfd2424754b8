"""Changes and persons as plain data, and a case as a short text that can be sent.

A person is told only where they differ from the mean adult. Nothing here knows what a case is made
into: it turns values into tables of words and numbers, and back.
"""

import base64
import json
import zlib
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from l45anatomy import evidence
from l45anatomy.anatomy import Anatomy, from_parameters, parameters
from l45anatomy.changes import KINDS, Change
from l45anatomy.frame import Side, one_of, within
from l45anatomy.people import healthy

_PREFIX = "L45-"


def plain_change(change: Change) -> dict[str, Any]:
    """Give a change as plain data: its kind under the key `change`, then its fields."""
    told: dict[str, Any] = {"change": type(change).__name__}
    for f in fields(change):  # type: ignore[arg-type]
        value = getattr(change, f.name)
        told[f.name] = str(value) if isinstance(value, Side) else value
    return told


def change_from(entry: Any) -> Change:
    """Build one change from plain data.

    Raises
    ------
    ValueError
        If it is no table, or its kind, a key or a value is not allowed.
    """
    if not isinstance(entry, Mapping):
        raise ValueError(f"a change is {entry!r}, must be a table with the key change")
    kind = KINDS[one_of("kind of change", str(entry.get("change")), KINDS)]
    known = [f.name for f in fields(kind)]
    for key in entry:
        one_of(f"key of {kind.__name__}", key, ("change", *known))
    try:
        return kind(**{k: v for k, v in entry.items() if k != "change"})
    except TypeError as missing:  # a key that has no default was left out
        raise ValueError(f"{kind.__name__} is {dict(entry)!r}: {missing}") from missing


def plain_person(person: Anatomy) -> dict[str, float]:
    """Give the value of every row of `dimensions.csv` in a person."""
    found = {}
    for name in parameters():
        place, _, key = name.partition(".")
        if place == "nerves":
            holder: object = person.nerves
        elif place == "pelvis":
            holder = person
        else:
            holder = person.segment(place) if "-" in place else person.vertebra(place)
        value = getattr(holder, key)
        found[name] = float(value[0] if isinstance(value, tuple) else value)
    return found


def person_from(numbers: Mapping[str, float]) -> Anatomy:
    """Build a person from rows of `dimensions.csv`; what is not given is the mean adult's.

    Raises
    ------
    ValueError
        If it is no table, a row is unknown, or a value is far from anybody's.
    """
    if not isinstance(numbers, Mapping):
        raise ValueError(f"person is {numbers!r}, must be a table of rows of dimensions.csv")
    mean, told = plain_person(healthy()), {}
    shares = evidence.allowed("person.share")
    for key, value in numbers.items():
        one_of("parameter of a person", key, parameters(), "dimensions.csv")
        least, most = (share * mean[key] for share in shares)
        where = f"mean {mean[key]:g}, dimensions.csv; shares of it, limits.csv"
        told[key] = within(key, value, least, most, where)
    return from_parameters(mean | told)


def packed(data: Mapping[str, Any]) -> str:
    """Give plain data as a short text of letters, digits, hyphens and underscores."""
    text = json.dumps(data, separators=(",", ":"), sort_keys=True).encode()
    return _PREFIX + base64.urlsafe_b64encode(zlib.compress(text, 9)).decode().rstrip("=")


def unpacked(code: str) -> Mapping[str, Any]:
    """Give the plain data in a text that `packed` gave.

    Raises
    ------
    ValueError
        If it is another text, or was cut short.
    """
    body = str(code).strip().removeprefix(_PREFIX)
    try:
        text = zlib.decompress(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))
        data: Any = json.loads(text)
    except (ValueError, zlib.error):
        data = None
    if not isinstance(data, Mapping):
        raise ValueError(
            f"code is {code!r}, must be a share code copied whole, from {_PREFIX} to its end "
            "(the simulator and Case.code give them)"
        )
    return data
