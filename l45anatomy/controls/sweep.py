"""One control over its whole range: what each root loses, how many findings there are, what tips.

Nothing is meshed. Every place shows what moving there from where the slider stands gives.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from itertools import pairwise
from typing import Any

from l45anatomy import controls
from l45anatomy.controls.field import Value
from l45anatomy.controls.setting import Setting
from l45anatomy.wording import name_of

POINTS = 13
_PRESSED = ("nothing is compressed any more", "something is compressed")
_FOUND = ("nothing is abnormal any more", "something is abnormal")


@dataclass(frozen=True, kw_only=True)
class Turn:
    """A place, to the slider's own step, from which on something holds that did not before."""

    at: float
    word: str


@dataclass(frozen=True, kw_only=True)
class Sweep:
    """What follows at each place of a slider.

    `losses` gives, by what is caught somewhere, the share it has lost at each of `places`;
    `findings` counts what is abnormal. `turns` are the tipping points from the low end to the high
    one. Places whose values do not go together are left out.
    """

    control: str
    label: str
    unit: str
    places: tuple[float, ...]
    losses: tuple[tuple[str, tuple[float, ...]], ...]
    findings: tuple[int, ...]
    turns: tuple[Turn, ...]


@dataclass(frozen=True)
class _Slider:
    """One slider of a setting, to be moved to and fro."""

    setting: Setting
    control: str

    @cached_property
    def field(self) -> dict[str, Any]:
        return next(field for field in self.setting.fields if field["name"] == self.control)

    @cached_property
    def group(self) -> str:
        return controls.group_of(self.control)

    @property
    def choices(self) -> Iterator[dict[str, Any]]:
        own = (one for one in self.setting.fields if controls.group_of(one["name"]) == self.group)
        return (field for field in own if field["kind"] == "choice")

    def places(self, points: int) -> tuple[float, ...]:
        """Give so many places where it can stand, fewer if there are no more, and where it does."""
        low, high = self.field["low"], self.field["high"]
        shares = (number / (points - 1) for number in range(points))
        spread = {self.stop(low + share * (high - low)) for share in shares}
        return tuple(sorted({*spread, float(self.setting.values[self.control])}))

    def stop(self, place: float) -> float:
        """Give the nearest place where it can stand."""
        low, step = float(self.field["low"]), float(self.field["step"])
        return round(low + round((place - low) / step) * step, 3)

    def at(self, place: float) -> Setting | None:
        """Give the setting with the slider there; None where the values do not go together."""
        try:
            return self.setting.moved({self.control: place})
        except ValueError:
            return None


def sweep(setting: Setting, control: str, points: int = POINTS) -> Sweep:
    """Move one slider over its whole range and give what follows, the rest staying as it is.

    Raises
    ------
    ValueError
        If it is no slider of the setting.
    """
    known = [field["name"] for field in setting.fields if field["kind"] == "range"]
    if control not in known:
        raise ValueError(f"control is {control!r}, must be one of {', '.join(known)}")
    return _swept(_Slider(setting, control), points)


@lru_cache(maxsize=64)
def _swept(slider: _Slider, points: int) -> Sweep:
    tried = {place: slider.at(place) for place in slider.places(points)}
    found = {place: setting for place, setting in tried.items() if setting is not None}
    cases = [setting.case for setting in found.values()]
    lost = [{name_of(c): c.loss for c in case.compressions if c.grade} for case in cases]
    names = dict.fromkeys(name for here in lost for name in here)
    turns = [
        Turn(at=at, word=words[begins])
        for holds, words in ((_is_hit, _PRESSED), (_is_ill, _FOUND))
        for at, begins in _crossings(slider, found, holds)
    ]
    turns += _followers(slider, found)
    return Sweep(
        control=slider.control,
        label=f"{slider.field['group']}, {slider.field['label']}",
        unit=slider.field["unit"],
        places=tuple(found),
        losses=tuple((name, tuple(here.get(name, 0.0) for here in lost)) for name in names),
        findings=tuple(len(case.exam.abnormal) for case in cases),
        turns=tuple(sorted(turns, key=lambda turn: turn.at)),
    )


def _is_hit(setting: Setting) -> bool:
    return any(one.is_compressed for one in setting.case.compressions)


def _is_ill(setting: Setting) -> bool:
    return bool(setting.case.exam.abnormal)


def _is_chosen(field: str, value: Value, setting: Setting) -> bool:
    return setting.values[field] == value


def _followers(slider: _Slider, found: dict[float, Setting]) -> Iterator[Turn]:
    """Give the places from which on a choice of the same group is another one, by itself.

    A protrusion whose base gets narrower than it is deep is an extrusion: the curves jump there.
    """
    seen = {at: one for at, one in found.items() if controls.shown_in(one.case, slider.group)}
    for field in slider.choices:
        options = sorted({str(one.values[field["name"]]) for one in seen.values()})
        for value in options if len(options) > 1 else ():
            others = " or ".join(one for one in options if one != value)
            word = f"the {field['label']} is {value}, not {others}"
            crossings = _crossings(slider, seen, partial(_is_chosen, field["name"], value))
            yield from (Turn(at=at, word=word) for at, begins in crossings if begins)


def _crossings(
    slider: _Slider, found: dict[float, Setting], holds: Callable[[Setting], bool]
) -> Iterator[tuple[float, bool]]:
    """Give the places where something begins or ends, found by halving to the slider's step."""
    for low, high in pairwise(found):
        now = holds(found[high])
        if holds(found[low]) is now:
            continue
        while (middle := slider.stop((low + high) / 2)) not in (low, high):
            setting = slider.at(middle)
            if setting is not None and holds(setting) is now:
                high = middle
            else:
                low = middle
        yield high, now
