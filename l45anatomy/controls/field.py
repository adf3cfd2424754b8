"""One control as data: what it sets, in which unit, how far it goes, what its track tells.

Ranges, healthy bands and thresholds come from the tables. Nothing here knows a screen.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

from l45anatomy import evidence
from l45anatomy.frame import one_of, within

Value = float | str | bool


@dataclass(frozen=True, kw_only=True)
class Band:
    """A stretch of a track with a word: `level` 0 is healthy, 3 marked."""

    low: float
    high: float
    word: str
    level: int


@dataclass(frozen=True, kw_only=True)
class Tick:
    """A place on a track with a word."""

    at: float
    word: str


@dataclass(frozen=True, kw_only=True)
class Field:
    """One control: a range, a choice or a switch. `rest` is where it stands when nothing is asked.

    `table` names the row that says how far a range goes.
    """

    name: str
    label: str
    kind: Literal["range", "choice", "switch"]
    rest: Value
    unit: str = ""
    low: float = 0.0
    high: float = 0.0
    step: float = 0.0
    options: tuple[str, ...] = ()
    bands: tuple[Band, ...] = ()
    ticks: tuple[Tick, ...] = ()
    table: str = ""

    def checked(self, value: Any) -> Value:
        """Give a value back in the form of this control, or raise a `ValueError`."""
        if self.kind == "range":
            return within(self.name, value, self.low, self.high, self.table)
        if self.kind == "choice":
            return one_of(self.name, str(value), self.options)
        if not isinstance(value, bool):
            raise ValueError(f"{self.name} is {value!r}, must be True or False")
        return value

    def up_to(self, high: float) -> "Field":
        """Give the same control with a track that ends at `high`."""
        if high == self.high:
            return self
        bands = (replace(b, high=min(b.high, high)) for b in self.bands if b.low < high)
        ticks = (tick for tick in self.ticks if tick.at <= high)
        return replace(self, high=high, bands=tuple(bands), ticks=tuple(ticks))

    def to_dict(
        self, group: str, title: str, *, held: bool = False, idle: str = "", remark: str = ""
    ) -> dict[str, Any]:
        """Give the control as a screen takes it, under the heading of its group.

        It cannot be moved where a lesson has `held` it, or where it does nothing as things stand:
        `idle` says why. `because` tells either. `remark` is what else is to be said of it.
        """
        told = asdict(self) | {"name": f"{group}.{self.name}", "group": title}
        because = "held by the lesson" if held else idle
        state = {"disabled": bool(because), "because": because, "idle": "" if held else idle}
        return told | state | {"remark": remark}


def choice(name: str, label: str, options: Iterable[object], rest: str = "") -> Field:
    """Give a control that takes one of some words."""
    words = tuple(map(str, options))
    return Field(name=name, label=label, kind="choice", options=words, rest=rest or words[0])


def switch(name: str, label: str) -> Field:
    """Give a control that is on or off."""
    return Field(name=name, label=label, kind="switch", rest=False)


def slider(
    name: str,
    label: str,
    parameter: str,
    step: float,
    *,
    unit: str = "mm",
    rest: float = 0.0,
    times: float = 1.0,
    bands: Iterable[Band] = (),
    ticks: Iterable[Tick] = (),
) -> Field:
    """Give a control over all that `limits.csv` allows for a parameter, `times` as much of it.

    A share is shown in percent: a hundred times as much.
    """
    row = evidence.limits()[parameter]
    low, high = times * (row.low or 0.0), times * (row.high or 0.0)
    return Field(
        name=name,
        label=label,
        kind="range",
        rest=min(max(rest, low), high),
        unit=unit,
        low=low,
        high=high,
        step=step,
        bands=tuple(bands),
        ticks=tuple(tick for tick in ticks if low <= tick.at <= high),
        table=f"limits.csv, row {parameter}",
    )


def graded(system: str, high: float) -> tuple[Band, ...]:
    """Give the bands of a grading system whose grades rise with the number, up to `high`."""
    rows = [r for r in evidence.grades()[system] if r.when in ("from", "above") and r.value < high]
    ends = [*(row.value for row in rows[1:]), high]
    return tuple(
        Band(low=row.value, high=end, word=f"{system} {row.grade}", level=min(row.rank, 3))
        for row, end in zip(rows, ends, strict=True)
        if row.value < end
    )
