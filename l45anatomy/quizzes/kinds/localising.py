"""Localising: findings are given, and root, level, zone and cause are asked step by step."""

from typing import Annotated, Literal

from pydantic import Field, JsonValue, field_validator, model_validator

from l45anatomy.quizzes.item import (
    Checked,
    Feedback,
    Item,
    Mark,
    Option,
    Plain,
    Prompt,
    Text,
    doubled,
    refuse,
)
from l45anatomy.quizzes.kinds.choice import check_options, found, listed, told

Asked = Literal["root", "side", "level", "zone", "cause"]


class Stage(Checked):
    """One step of the way: what is asked, and the options of which one is right."""

    asks: Asked
    stem: Text
    options: tuple[Option, ...]

    @field_validator("options")
    @classmethod
    def _options_make_a_choice(cls, options: tuple[Option, ...]) -> tuple[Option, ...]:
        return check_options(options, most_right=1)

    @property
    def key(self) -> Option:
        """The right option."""
        return next(option for option in self.options if option.correct)


class Localise(Item):
    """A patient with a history and findings; each step is answered before the next is shown.

    `findings` are sentences as an examiner would write them, `case` is what the patient has.
    """

    kind: Literal["localise"]
    history: Text
    findings: Annotated[tuple[Text, ...], Field(min_length=1)]
    case: Plain
    steps: Annotated[tuple[Stage, ...], Field(min_length=1, max_length=5)]

    @model_validator(mode="after")
    def _asks_each_once(self) -> "Localise":
        if double := doubled(step.asks for step in self.steps):
            raise ValueError(f"steps must ask each thing once, {double!r} is there twice")
        return self

    @property
    def key(self) -> dict[str, str]:
        """The right option of each step."""
        return {step.asks: step.key.id for step in self.steps}

    def prompt(self, seed: int) -> Prompt:
        """Give what may be told before the answer."""
        steps = [
            {
                "asks": step.asks,
                "stem": step.stem,
                "options": listed(step.options, seed, f"{self.id}:{step.asks}"),
            }
            for step in self.steps
        ]
        findings = list(self.findings)
        return self._prompt(self.kind, history=self.history, findings=findings, steps=steps)

    def mark(self, answer: JsonValue) -> Mark:
        """Mark {step: id of an option}; the score is the share of the steps that are right.

        Raises
        ------
        ValueError
            If a step has no answer, or one that is no option.
        """
        asked = [step.asks for step in self.steps]
        if not isinstance(answer, dict) or sorted(answer) != sorted(asked):
            raise refuse(self.id, answer, f"an option for each of {', '.join(asked)}")
        chosen = {s.asks: found(s.options, answer[s.asks], self.id) for s in self.steps}
        feedback: list[Feedback] = []
        for step in self.steps:
            taken = chosen[step.asks]
            feedback.append(told(taken, chosen=True))
            if not taken.correct:
                feedback.append(told(step.key, chosen=False))
        score = sum(option.correct for option in chosen.values()) / len(chosen)
        return Mark(
            question=self.id,
            answer=answer,
            score=score,
            feedback=tuple(feedback),
            proof=self.case,
        )
