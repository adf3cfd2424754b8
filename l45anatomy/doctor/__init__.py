"""What lessons need of a machine, looked at one thing after the other, each fault with its remedy.

It mends nothing and asks nobody outside. It knows packages, folders and front ends, no anatomy.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict

from l45anatomy.doctor import drawing, installed
from l45anatomy.doctor.look import Look, Verdict

__all__ = ["Look", "Verdict", "as_json", "as_text", "is_sound", "looks"]

SIGNS = {Verdict.SOUND: "ok", Verdict.HINT: "--", Verdict.WARNING: "!!", Verdict.FAULT: "NO"}


def looks() -> Iterator[Look]:
    """Look at everything that lessons need."""
    yield installed.python()
    yield from installed.packages()
    yield from _if_loaded("front ends", _fronts)
    yield drawing.stills()
    yield drawing.webgl()
    yield from _if_loaded("storage", _storage)


def _fronts() -> Iterator[Look]:
    from l45anatomy.doctor import fronts

    yield from fronts.fronts()
    yield from fronts.extensions()
    yield fronts.subshells()


def _storage() -> Iterator[Look]:
    from l45anatomy.doctor import storage

    yield storage.answers()
    yield storage.disk()
    yield storage.ready_made()


def _if_loaded(what: str, look: Callable[[], Iterator[Look]]) -> Iterator[Look]:
    """Look with what other packages bring; where one is missing, that is what was seen."""
    try:
        yield from look()
    except ImportError as error:
        remedy = "mend the packages named above first, then ask again"
        yield Look(what=what, verdict=Verdict.FAULT, seen=f"not looked at: {error}", remedy=remedy)


def is_sound(seen: Iterable[Look]) -> bool:
    """Whether no look found a fault; warnings and hints are none."""
    return all(look.verdict is not Verdict.FAULT for look in seen)


def as_text(look: Look) -> str:
    """One line of what was seen, and one below it of what helps."""
    line = f"{SIGNS[look.verdict]}  {look.what:28}{look.seen}"
    return f"{line}\n    {'':28}-> {look.remedy}" if look.remedy else line


def as_json(seen: Iterable[Look]) -> str:
    """All looks as JSON: `sound`, and `looks` with `what`, `verdict`, `seen` and `remedy` each."""
    listed = list(seen)
    told = {"sound": is_sound(listed), "looks": [asdict(look) for look in listed]}
    return json.dumps(told, indent=1, ensure_ascii=False)
