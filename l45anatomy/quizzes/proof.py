"""Whether a key agrees with the simulator.

The simulator is handed in as a function from a case to how much of its calibre each caught root, or
the sac, has lost. So a key is proved wrong here without this module knowing how that came about.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from l45anatomy.quizzes.questions import Question

__all__ = ["Measure", "contradictions"]

Measure = Callable[[Mapping[str, Any]], Mapping[str, float]]  # a case -> {"L5 left": loss}, caught


def contradictions(question: Question, measure: Measure) -> tuple[str, ...]:
    """What the simulator says against the key, one sentence each; empty where they agree.

    A root that `measure` leaves out is free. A question without a case or a claim says nothing that
    could be checked.
    """
    if question.case is not None:
        return tuple(_against_claims(question, measure(question.case)))
    if question.claim is not None:
        return tuple(_against_cases(question, question.claim, measure))
    return ()


def _against_claims(question: Question, caught: Mapping[str, float]) -> Iterator[str]:
    """One case, many claims: what the key names is caught, and more than what only others name."""
    claimed = question.key.claim or ()
    for name in claimed:
        if name not in caught:
            yield f"{question.id}: the key says {name}, which is free"
    least = min((caught.get(name, 0.0) for name in claimed), default=0.0)
    for option in question.options:
        for name in option.claim or ():
            if name not in claimed and caught.get(name, -1.0) >= least:
                yield f"{question.id}: {option.id} says {name}, which lost {caught[name]:.2f}"


def _against_cases(question: Question, claim: tuple[str, ...], measure: Measure) -> Iterator[str]:
    """Many cases, one claim: the key's case explains all of it, no other case does."""
    for option in question.options:
        caught = measure(option.case or {})
        explains = all(name in caught for name in claim)
        if explains is not option.correct:
            what = "does not explain" if option.correct else "explains as well"
            yield f"{question.id}: {option.id} {what} {', '.join(claim)}"
