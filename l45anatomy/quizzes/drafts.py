"""What is made on a card, turned into an answer that a question can mark.

A draft is plain: the place of an option, a list of places, or what was typed. It comes from a page,
so none of it is believed.
"""

from collections.abc import Sequence
from functools import singledispatch
from typing import Any

from pydantic import JsonValue

from l45anatomy.quizzes.attempt import Attempt
from l45anatomy.quizzes.kinds import (
    Dermatome,
    Grade,
    Localise,
    Match,
    MultipleChoice,
    Number,
    Order,
    Question,
    ShortText,
    SingleChoice,
    Sliders,
    Structure,
)

__all__ = ["answer", "draft", "is_answer"]

_NOTHING = "Nothing is chosen yet."


def draft(question: Question, attempt: Attempt | None = None) -> JsonValue:
    """Give the draft as it stands before anything was done, or what was painted in an attempt."""
    if isinstance(question, Dermatome) and attempt is not None:
        return [place for place, name in enumerate(question.owners) if name in attempt.given]
    return list(range(len(question.steps))) if isinstance(question, Order) else None


def is_answer(question: Question, given: JsonValue) -> bool:
    """Say whether a stored answer still is one; questions change, and old answers stay."""
    if isinstance(question, Grade | Sliders):  # to mark these takes the simulator
        return isinstance(given, dict) if isinstance(question, Sliders) else given in Grade.steps()
    try:
        question.mark(given)
    except ValueError:
        return False
    return True


@singledispatch
def answer(question: Question, seed: int, made: Any) -> JsonValue:  # noqa: ARG001 - as below
    """Turn what was made into an answer that the question can mark.

    Raises
    ------
    ValueError
        If nothing was made, or it is of no form that was offered.
    """
    raise TypeError(f"question is {question!r}, must be of a kind in quizzes.kinds")


@answer.register
def _(question: SingleChoice | Grade, seed: int, made: Any) -> JsonValue:
    return str(_at(question.prompt(seed)["options"], made)["id"])


@answer.register
def _(question: MultipleChoice, seed: int, made: Any) -> JsonValue:
    options = question.prompt(seed)["options"]
    return [str(_at(options, place)["id"]) for place in _list(made)]


@answer.register
def _(question: Dermatome, seed: int, made: Any) -> JsonValue:
    regions = question.prompt(seed)["regions"]
    return [str(_at(regions, place)) for place in _list(made)]


@answer.register
def _(question: Number, seed: int, made: Any) -> JsonValue:  # noqa: ARG001 - every kind alike
    """Read a number as it is typed, with a point or a comma."""
    typed = str("" if made is None else made).strip()
    try:
        number = float(typed.replace(",", "."))
    except ValueError:
        number = float("nan")
    if not question.low <= number <= question.high:
        allowed = f"a number from {question.low:g} to {question.high:g} {question.unit}"
        raise ValueError(f"{typed!r} was typed, it must be {allowed}.")
    return number


@answer.register
def _(question: ShortText | Structure, seed: int, made: Any) -> JsonValue:  # noqa: ARG001
    if not isinstance(made, str) or not made.strip():
        raise ValueError(_NOTHING)
    return made


@answer.register
def _(question: Order, seed: int, made: Any) -> JsonValue:
    steps = question.prompt(seed)["steps"]
    return [str(_at(steps, place)["id"]) for place in _list(made)]


@answer.register
def _(question: Match, seed: int, made: Any) -> JsonValue:
    names, places = [pair.id for pair in question.pairs], _list(made)
    if len(places) != len(names) or None in places:
        raise ValueError("Every line needs a partner.")
    told: JsonValue = {name: str(place) for name, place in zip(names, places, strict=True)}
    return question.answer_at(told, seed)


@answer.register
def _(question: Sliders, seed: int, made: Any) -> JsonValue:  # noqa: ARG001 - every kind alike
    if not isinstance(made, dict):
        raise ValueError(_NOTHING)
    return made


@answer.register
def _(question: Localise, seed: int, made: Any) -> JsonValue:
    steps, places = question.prompt(seed)["steps"], _list(made)
    if len(places) != len(steps):
        raise ValueError("Every step needs an answer.")
    chosen = zip(steps, places, strict=True)
    return {str(step["asks"]): str(_at(step["options"], place)["id"]) for step, place in chosen}


def _list(made: Any) -> list[Any]:
    if not isinstance(made, list):
        raise ValueError(_NOTHING)
    return made


def _at(options: Sequence[Any], place: Any) -> Any:
    if not isinstance(place, int) or isinstance(place, bool) or not 0 <= place < len(options):
        raise ValueError(_NOTHING)
    return options[place]
