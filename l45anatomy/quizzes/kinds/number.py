"""A number with its unit, right within a tolerance."""

from typing import Literal, Self

from pydantic import Field, FiniteFloat, JsonValue, model_validator

from l45anatomy.quizzes.item import (
    Checked,
    Feedback,
    Item,
    Mark,
    Plain,
    Prompt,
    Text,
    Wrong,
    refuse,
)


class Near(Wrong):
    """Wrong numbers with one reason: from `low` to `high`, both included."""

    low: FiniteFloat
    high: FiniteFloat


class Measured(Checked):
    """Where the simulator has the number: `of` what, in which case.

    A loss or a gap is that of a `root` and `side`, an area that of the sac at a `level`, a grade
    that of an `item` and `side`.
    """

    case: Plain
    of: Literal["loss, percent", "gap, mm", "area, mm2", "MRC"]
    root: str | None = None
    side: Literal["left", "right"] | None = None
    item: str | None = None
    level: Literal["L3-L4", "L4-L5", "L5-S1"] | None = None

    @model_validator(mode="after")
    def _says_where(self) -> Self:
        wanted = {"area, mm2": ("level",), "MRC": ("item", "side")}.get(self.of, ("root", "side"))
        for name in wanted:
            if getattr(self, name) is None:
                raise ValueError(f"{name} is missing, must be given for {self.of!r}")
        return self


class Number(Item):
    """A number to be typed, in `unit`, between `low` and `high`."""

    kind: Literal["number"]
    key: FiniteFloat
    tolerance: FiniteFloat = Field(ge=0)
    unit: Text
    low: FiniteFloat
    high: FiniteFloat
    reason: Text
    wrong: tuple[Near, ...] = ()
    otherwise: Text
    measured: Measured | None = None

    @model_validator(mode="after")
    def _can_be_answered(self) -> Self:
        if not self.low <= self.key <= self.high:
            raise ValueError(f"key is {self.key:g}, must be {self.low:g} to {self.high:g}")
        for near in self.wrong:
            if near.low > near.high:
                raise ValueError(f"wrong must have low at most high, {near.low:g} is above")
            if near.low <= self.key + self.tolerance and self.key - self.tolerance <= near.high:
                raise ValueError(f"wrong must not hold the key, {near.low:g} to {near.high:g} does")
        return self

    def prompt(self, seed: int) -> Prompt:  # noqa: ARG002 - every kind is asked alike
        """Give what may be told before the answer."""
        return self._prompt(self.kind, unit=self.unit, low=self.low, high=self.high)

    def mark(self, answer: JsonValue) -> Mark:
        """Mark a number.

        Raises
        ------
        ValueError
            If it is no number, or outside of what may be typed.
        """
        is_number = isinstance(answer, int | float) and not isinstance(answer, bool)
        if not is_number or not self.low <= float(answer) <= self.high:  # type: ignore[arg-type]
            allowed = f"a number from {self.low:g} to {self.high:g} {self.unit}"
            raise refuse(self.id, answer, allowed)
        number = float(answer)  # type: ignore[arg-type]
        feedback = [self._right(chosen=abs(number - self.key) <= self.tolerance)]
        if not feedback[0].chosen:
            feedback.insert(0, self._wrong(number))
        return Mark(
            question=self.id,
            answer=number,
            score=float(feedback[0].correct),
            feedback=tuple(feedback),
            proof=self.measured.case if self.measured else None,
        )

    def _right(self, *, chosen: bool) -> Feedback:
        spread = f" ± {self.tolerance:g}" if self.tolerance else ""
        text = f"{self.key:g}{spread} {self.unit}"
        return Feedback(text=text, correct=True, chosen=chosen, reason=self.reason)

    def _wrong(self, number: float) -> Feedback:
        text = f"{number:g} {self.unit}"
        for near in self.wrong:
            if near.low <= number <= near.high:
                why = {"reason": near.reason, "misconception": near.misconception}
                return Feedback(text=text, correct=False, chosen=True, **why)
        return Feedback(text=text, correct=False, chosen=True, reason=self.otherwise)
