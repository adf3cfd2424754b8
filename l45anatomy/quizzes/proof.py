"""Whether a key agrees with the simulator.

A question that says something the simulator can check is checked here: one sentence for each thing
it says against the key, and none where they agree.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from json import dumps, loads
from typing import Any

from l45anatomy.case import Case
from l45anatomy.localisation import by_root, localise
from l45anatomy.quizzes.kinds import (
    Localise,
    Number,
    Question,
    SingleChoice,
    Sliders,
    Structure,
)
from l45anatomy.quizzes.kinds.number import Measured

__all__ = ["caught", "contradictions"]


@lru_cache(maxsize=256)
def _built(text: str) -> Case:
    return Case.from_dict(loads(text))


def _case(plain: Mapping[str, Any]) -> Case:
    """Give a case, the same one for the same data."""
    return _built(dumps(plain, sort_keys=True))


def caught(plain: Mapping[str, Any]) -> dict[str, float]:
    """Give the calibre that each compressed root, or the sac, has lost, as {"L5 left": 0.4}."""
    hit = (one for one in _case(plain).compressions if one.is_compressed)
    return {f"{one.root} {one.side}" if one.side else one.root: one.loss for one in hit}


def contradictions(question: Question) -> tuple[str, ...]:
    """Give what the simulator says against the key, one sentence each; empty where they agree."""
    match question:
        case SingleChoice(case=dict()):
            found = _against_claims(question)
        case SingleChoice(claim=tuple()):
            found = _against_cases(question)
        case Number(measured=Measured()):
            found = _against_number(question)
        case Sliders():
            found = _against_solution(question)
        case Structure():
            found = _against_scene(question)
        case Localise():
            found = _against_findings(question)
        case _:
            return ()
    return tuple(f"{question.id}: {said}" for said in found)


def _against_claims(question: SingleChoice) -> Iterator[str]:
    """One case, many claims: what the key names is caught, and more than what only others name."""
    hit, claimed = caught(question.case or {}), question.key.claim or ()
    for name in claimed:
        if name not in hit:
            yield f"the key says {name}, which is free"
    least = min((hit.get(name, 0.0) for name in claimed), default=0.0)
    for option in question.options:
        for name in option.claim or ():
            if name not in claimed and hit.get(name, -1.0) >= least:
                yield f"{option.id} says {name}, which lost {hit[name]:.2f}"


def _against_cases(question: SingleChoice) -> Iterator[str]:
    """Many cases, one claim: the key's case explains all of it, no other case does."""
    for option in question.options:
        hit = caught(option.case or {})
        explains = all(name in hit for name in question.claim or ())
        if explains is not option.correct:
            what = "does not explain" if option.correct else "explains as well"
            yield f"{option.id} {what} {', '.join(question.claim or ())}"


def _against_number(question: Number) -> Iterator[str]:
    measured = question.measured
    if measured is not None:
        number = _measure(measured)
        if abs(number - question.key) > question.tolerance:
            yield f"the key is {question.key:g} {question.unit}, the simulator has {number:.3g}"


def _measure(asked: Measured) -> float:
    """Give the number the simulator has."""
    case = _case(asked.case)
    if asked.of == "MRC":
        return case.exam[asked.item or "", asked.side].grade
    if asked.of == "area, mm2":
        return next(one.area_mm2 for one in case.sac if one.level == asked.level)
    one = case.compression(asked.root or "", asked.side)
    return 100 * one.loss if asked.of == "loss, percent" else one.gap_mm


def _against_solution(question: Sliders) -> Iterator[str]:
    if not question.mark(question.solution).correct:
        yield "the solution does not reach the goals"
    if question.mark(question.start).correct:
        yield "the start reaches the goals already"


def _against_scene(question: Structure) -> Iterator[str]:
    """What is to be clicked must be there."""
    there = {one.name for one in _case(question.picture.case).spine} if question.picture else set()
    for name in question.key:
        if name not in there:
            yield f"the key is {name}, which the picture does not have"


def _against_findings(question: Localise) -> Iterator[str]:
    """What the patient shows must point to the key more than to anything else that is offered."""
    likely = by_root(localise(_case(question.case).exam))
    steps = {step.asks: step for step in question.steps}
    if "root" in steps:
        first = next(iter(likely))[0]
        if first is None or first.lower().replace(" ", "-") != steps["root"].key.id:
            yield f"the key is {steps['root'].key.id}, the findings point to {first}"
