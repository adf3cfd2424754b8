"""One control over its whole range: what each root loses, how many findings there are, what tips.

Nothing is meshed. Every place shows what moving there from where the slider stands gives.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from itertools import pairwise
from typing import Any

from l45anatomy import controls
from l45anatomy.case import Case
from l45anatomy.controls.field import Value
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
    """One slider of a case, to be moved to and fro."""

    case: Case
    control: str
    groups: tuple[str, ...]

    @cached_property
    def told(self) -> dict[str, Value]:
        return controls.values(self.case, self.groups)

    @cached_property
    def fields(self) -> list[dict[str, Any]]:
        return controls.fields(self.groups, told=self.told)

    @cached_property
    def field(self) -> dict[str, Any]:
        return next(field for field in self.fields if field["name"] == self.control)

    @property
    def choices(self) -> Iterator[dict[str, Any]]:
        own = (field for field in self.fields if field["group"] == self.field["group"])
        return (field for field in own if field["kind"] == "choice")

    def shows(self, case: Case) -> bool:
        return controls.shown_in(case, self.control.partition(".")[0])

    def is_chosen(self, field: Mapping[str, Any], value: str, case: Case) -> bool:
        return self.chosen(field, case) == value

    def chosen(self, field: Mapping[str, Any], case: Case) -> str:
        return str(controls.values(case, self.groups)[field["name"]])

    def places(self, points: int) -> tuple[float, ...]:
        """Give so many places where it can stand, fewer if there are no more, and where it does."""
        low, high = self.field["low"], self.field["high"]
        shares = (number / (points - 1) for number in range(points))
        spread = {self.stop(low + share * (high - low)) for share in shares}
        return tuple(sorted({*spread, float(self.told[self.control])}))

    def stop(self, place: float) -> float:
        """Give the nearest place where it can stand."""
        low, step = float(self.field["low"]), float(self.field["step"])
        return round(low + round((place - low) / step) * step, 3)

    def at(self, place: float) -> Case | None:
        """Give the case with the slider there; None where the values do not go together."""
        try:
            return controls.case_of({**self.told, self.control: place}, self.case, self.groups)
        except ValueError:
            return None


def sweep(case: Case, control: str, groups: Sequence[str], points: int = POINTS) -> Sweep:
    """Move one slider over its whole range and give what follows, the rest staying as it is.

    Raises
    ------
    ValueError
        If it is no slider of these groups.
    """
    known = [f["name"] for f in controls.fields(groups) if f["kind"] == "range"]
    if control not in known:
        raise ValueError(f"control is {control!r}, must be one of {', '.join(known)}")
    return _swept(_Slider(case, control, tuple(groups)), points)


@lru_cache(maxsize=64)
def _swept(slider: _Slider, points: int) -> Sweep:
    tried = {place: slider.at(place) for place in slider.places(points)}
    cases = {place: case for place, case in tried.items() if case is not None}
    lost = [{name_of(c): c.loss for c in one.compressions if c.grade} for one in cases.values()]
    names = dict.fromkeys(name for here in lost for name in here)
    turns = [
        Turn(at=at, word=words[begins])
        for holds, words in ((_is_hit, _PRESSED), (_is_ill, _FOUND))
        for at, begins in _crossings(slider, cases, holds)
    ]
    turns += _followers(slider, cases)
    return Sweep(
        control=slider.control,
        label=f"{slider.field['group']}, {slider.field['label']}",
        unit=slider.field["unit"],
        places=tuple(cases),
        losses=tuple((name, tuple(here.get(name, 0.0) for here in lost)) for name in names),
        findings=tuple(len(one.exam.abnormal) for one in cases.values()),
        turns=tuple(sorted(turns, key=lambda turn: turn.at)),
    )


def _is_hit(case: Case) -> bool:
    return any(one.is_compressed for one in case.compressions)


def _is_ill(case: Case) -> bool:
    return bool(case.exam.abnormal)


def _followers(slider: _Slider, cases: dict[float, Case]) -> Iterator[Turn]:
    """Give the places from which on a choice of the same group is another one, by itself.

    A protrusion whose base gets narrower than it is deep is an extrusion: the curves jump there.
    """
    seen = {place: case for place, case in cases.items() if slider.shows(case)}
    for field in slider.choices:
        found = sorted({slider.chosen(field, case) for case in seen.values()})
        for value in found if len(found) > 1 else ():
            others = " or ".join(one for one in found if one != value)
            word = f"the {field['label']} is {value}, not {others}"
            crossings = _crossings(slider, seen, partial(slider.is_chosen, field, value))
            yield from (Turn(at=at, word=word) for at, begins in crossings if begins)


def _crossings(
    slider: _Slider, cases: dict[float, Case], holds: Callable[[Case], bool]
) -> Iterator[tuple[float, bool]]:
    """Give the places where something begins or ends, found by halving to the slider's step."""
    for low, high in pairwise(cases):
        now = holds(cases[high])
        if holds(cases[low]) is now:
            continue
        while (middle := slider.stop((low + high) / 2)) not in (low, high):
            case = slider.at(middle)
            if case is not None and holds(case) is now:
                high = middle
            else:
                low = middle
        yield high, now
