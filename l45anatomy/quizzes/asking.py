"""A question as it is put to a learner: on a card, and on paper.

What is put holds places instead of ids, and never the key: an id may tell what a reason would.
What is given is turned into an answer by `drafts`.
"""

from collections.abc import Sequence
from functools import singledispatch
from typing import Any

from l45anatomy.quizzes import page
from l45anatomy.quizzes.item import Prompt
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

__all__ = ["form", "in_lines"]

Form = dict[str, Any]


@singledispatch
def form(question: Question, seed: int) -> Form:  # noqa: ARG001 - each kind has its own below
    """Give how a question is answered: which `kind` of form, and the texts it shows.

    Texts are pieces of a page, but those called `plain`. Options carry the `key` that chooses
    them; where two share one, it goes round among them.
    """
    raise TypeError(f"question is {question!r}, must be of a kind in quizzes.kinds")


@form.register
def _(question: SingleChoice, seed: int) -> Form:
    return {"kind": "one", "options": _numbered(_texts(question.prompt(seed)["options"]))}


@form.register
def _(question: MultipleChoice, seed: int) -> Form:
    return {"kind": "several", "options": _numbered(_texts(question.prompt(seed)["options"]))}


@form.register
def _(question: Grade, seed: int) -> Form:
    options = question.prompt(seed)["options"]
    about = page.line(f"{question.item}, {question.side}")
    grades = [_option(one["text"], one["id"][0]) for one in options]
    return {"kind": "one", "options": grades, "about": about}


@form.register
def _(question: Dermatome, seed: int) -> Form:
    regions = _numbered(question.prompt(seed)["regions"])
    return {"kind": "several", "options": regions, "painted": True}


@form.register
def _(question: Number, seed: int) -> Form:  # noqa: ARG001 - every kind is asked alike
    about = page.line(f"A number from {question.low:g} to {question.high:g} {question.unit}")
    return {"kind": "typed", "unit": page.plain(question.unit), "about": about, "longest": 20}


@form.register
def _(question: ShortText, seed: int) -> Form:
    return {"kind": "typed", "unit": "", "about": "", "longest": question.prompt(seed)["longest"]}


@form.register
def _(question: Order, seed: int) -> Form:
    return {"kind": "order", "options": _numbered(_texts(question.prompt(seed)["steps"]))}


@form.register
def _(question: Match, seed: int) -> Form:
    prompt = question.prompt(seed)
    partners = [page.plain(text) for text in _texts(prompt["right"])]
    return {"kind": "match", "options": _numbered(_texts(prompt["left"])), "partners": partners}


@form.register
def _(question: Structure, seed: int) -> Form:  # noqa: ARG001 - every kind is asked alike
    return {"kind": "pointed"}


@form.register
def _(question: Sliders, seed: int) -> Form:
    return {"kind": "set", "goals": [page.line(goal) for goal in question.prompt(seed)["goals"]]}


@form.register
def _(question: Localise, seed: int) -> Form:
    return {
        "kind": "stages",
        "history": page.line(question.history),
        "findings": [page.line(finding) for finding in question.findings],
        "stages": [_stage(step) for step in question.prompt(seed)["steps"]],
    }


def _stage(step: Prompt) -> Form:
    return {"stem": page.line(step["stem"]), "options": _numbered(_texts(step["options"]))}


def _texts(options: Sequence[Prompt]) -> list[str]:
    return [str(option["text"]) for option in options]


def _numbered(texts: Sequence[str]) -> list[dict[str, str]]:
    return [_option(text, str(n)) for n, text in enumerate(texts, start=1)]


def _option(text: str, key: str) -> dict[str, str]:
    return {"text": page.line(text), "plain": page.plain(text), "key": key}


# ---- on paper


@singledispatch
def in_lines(question: Question, seed: int) -> tuple[str, ...]:
    """Give what stands below a stem as lines of text; here boxes to be ticked."""
    prompt = question.prompt(seed)
    box = "[ ]" if isinstance(question, MultipleChoice) else "( )"
    return tuple(f"{box} {text}" for text in _texts(prompt["options"]))


@in_lines.register
def _(question: Dermatome, seed: int) -> tuple[str, ...]:
    return tuple(f"[ ] {region}" for region in question.prompt(seed)["regions"])


@in_lines.register
def _(question: Number, seed: int) -> tuple[str, ...]:  # noqa: ARG001 - every kind is asked alike
    return (f"____ {question.unit}",)


@in_lines.register
def _(question: ShortText, seed: int) -> tuple[str, ...]:  # noqa: ARG001 - as above
    return ("____",)


@in_lines.register
def _(question: Order, seed: int) -> tuple[str, ...]:
    return tuple(f"__ {text}" for text in _texts(question.prompt(seed)["steps"]))


@in_lines.register
def _(question: Match, seed: int) -> tuple[str, ...]:
    prompt = question.prompt(seed)
    left = (f"{text}: ____" for text in _texts(prompt["left"]))
    return (*left, f"Partners: {'; '.join(_texts(prompt['right']))}")


@in_lines.register
def _(question: Structure, seed: int) -> tuple[str, ...]:  # noqa: ARG001 - as above
    return ("(to be clicked in the 3D view)",)


@in_lines.register
def _(question: Sliders, seed: int) -> tuple[str, ...]:
    return tuple(f"- {goal}" for goal in question.prompt(seed)["goals"])


@in_lines.register
def _(question: Localise, seed: int) -> tuple[str, ...]:
    told = [question.history, *(f"- {finding}" for finding in question.findings)]
    for step in question.prompt(seed)["steps"]:
        told += [step["stem"], *(f"( ) {text}" for text in _texts(step["options"]))]
    return tuple(told)
