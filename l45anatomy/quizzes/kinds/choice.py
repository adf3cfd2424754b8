"""Choosing among options: one, several, one as a prediction, one for a slice."""

from typing import Literal, Self

from pydantic import JsonValue, field_validator, model_validator

from l45anatomy.quizzes.item import (
    Claim,
    Feedback,
    Item,
    Mark,
    Option,
    Plain,
    Prompt,
    doubled,
    refuse,
    shuffled,
)

MOST_OPTIONS = 9  # keys 1 to 9 choose


def check_options(options: tuple[Option, ...], *, most_right: int) -> tuple[Option, ...]:
    """Give options back that make a choice, or raise a `ValueError`."""
    if not 2 <= len(options) <= MOST_OPTIONS:
        raise ValueError(f"must be 2 to {MOST_OPTIONS}, not {len(options)}")
    right = sum(option.correct for option in options)
    if not 1 <= right <= most_right:
        need = "exactly one option" if most_right == 1 else "at least one option"
        raise ValueError(f"must have {need} with correct = true, not {right}")
    for what in ("id", "text"):
        if double := doubled(str(getattr(option, what)) for option in options):
            raise ValueError(f"must have a different {what} each, {double!r} is there twice")
    for option in options:
        if option.correct is (option.misconception is not None):
            need = "no misconception" if option.correct else "a misconception"
            raise ValueError(f"option {option.id!r} must name {need}")
    return options


def found(options: tuple[Option, ...], answer: object, question: str) -> Option:
    """Give the option of an id, or raise a `ValueError` that lists them."""
    for option in options:
        if option.id == answer:
            return option
    names = ", ".join(option.id for option in options)
    raise refuse(question, answer, f"one of {names}")


def told(option: Option, *, chosen: bool) -> Feedback:
    """Say what one option is about."""
    return Feedback(
        text=option.text,
        correct=option.correct,
        chosen=chosen,
        reason=option.reason,
        misconception=option.misconception,
    )


def listed(options: tuple[Option, ...], seed: int, name: str) -> list[dict[str, str]]:
    """Give the options for the screen, in the order of the seed, without the key."""
    return [{"id": one.id, "text": one.text} for one in shuffled(options, seed, name)]


class SingleChoice(Item):
    """Options of which exactly one is right.

    What the simulator can check comes in two mirrored forms: either the question has a `case` and
    every option makes a `claim` about it, or the question's `claim` is given and every option is a
    `case` that may explain it. A prediction keeps its case covered until it is made.
    """

    kind: Literal["single choice", "predict", "slice"]
    options: tuple[Option, ...]
    case: Plain | None = None
    claim: tuple[Claim, ...] | None = None

    @field_validator("options")
    @classmethod
    def _options_make_a_choice(cls, options: tuple[Option, ...]) -> tuple[Option, ...]:
        return check_options(options, most_right=1)

    @model_validator(mode="after")
    def _is_checkable_one_way(self) -> Self:
        if self.case is not None and self.claim is not None:
            raise ValueError("must give case or claim, not both: the other stands in every option")
        for name, wanted in (("claim", self.case is not None), ("case", self.claim is not None)):
            for option in self.options:
                if wanted is (getattr(option, name) is None):
                    need = "a" if wanted else "no"
                    raise ValueError(f"option {option.id!r} must have {need} {name}")
        if self.kind == "predict" and self.case is None:
            raise ValueError("case is missing, must be given: a prediction is about a case")
        if self.kind == "slice" and (self.picture is None or self.picture.of != "slice"):
            raise ValueError("picture is missing, must be of a slice")
        return self

    @property
    def key(self) -> Option:
        """The right option."""
        return next(option for option in self.options if option.correct)

    def prompt(self, seed: int) -> Prompt:
        """Give what may be told before the answer."""
        return self._prompt(self.kind, options=listed(self.options, seed, self.id))

    def mark(self, answer: JsonValue) -> Mark:
        """Mark an answer, the id of an option: the chosen is explained first, then the right one.

        Raises
        ------
        ValueError
            If there is no such option.
        """
        chosen = found(self.options, answer, self.id)
        first = sorted(self.options, key=lambda one: (one is not chosen, not one.correct))
        return Mark(
            question=self.id,
            answer=chosen.id,
            score=float(chosen.correct),
            feedback=tuple(told(one, chosen=one is chosen) for one in first),
            proof=self.case or self.key.case,
        )


class MultipleChoice(Item):
    """Options of which one or more are right."""

    kind: Literal["multiple choice"]
    options: tuple[Option, ...]

    @field_validator("options")
    @classmethod
    def _options_make_a_choice(cls, options: tuple[Option, ...]) -> tuple[Option, ...]:
        return check_options(options, most_right=MOST_OPTIONS)

    @property
    def key(self) -> tuple[Option, ...]:
        """The right options."""
        return tuple(option for option in self.options if option.correct)

    def prompt(self, seed: int) -> Prompt:
        """Give what may be told before the answer."""
        return self._prompt(self.kind, options=listed(self.options, seed, self.id))

    def mark(self, answer: JsonValue) -> Mark:
        """Mark an answer, a list of ids; each option rightly taken or left counts the same.

        Nothing taken at all is wrong, however few the right ones are.

        Raises
        ------
        ValueError
            If it is no list, or one of its ids is no option.
        """
        if not isinstance(answer, list):
            raise refuse(self.id, answer, "a list of options")
        chosen = {found(self.options, name, self.id).id for name in answer}
        feedback = tuple(told(one, chosen=one.id in chosen) for one in self.options)
        right = sum(one.correct is one.chosen for one in feedback)
        return Mark(
            question=self.id,
            answer=[one.id for one in self.options if one.id in chosen],
            score=right / len(self.options) if chosen else 0.0,
            feedback=tuple(sorted(feedback, key=lambda one: (not one.chosen, not one.correct))),
        )
