"""Which root was taken for which: counted from the answers whose question says what was caught.

An answer names a root if one is claimed by the option chosen, is the root of a patient who was
localised, or owns most of the skin that was painted. Generated cases are made again from their id,
the latest `MOST_CASES` of them. Questions that are gone are left out.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

from l45anatomy.quizzes.attempt import Attempt
from l45anatomy.quizzes.generated import again
from l45anatomy.quizzes.item import Option
from l45anatomy.quizzes.kinds import Dermatome, Localise, Question, SingleChoice
from l45anatomy.quizzes.questions import QuestionSet, known, load

ROOTS = ("L3", "L4", "L5", "S1")
MOST_CASES = 40  # each takes a part of a second to make again
OTHER = "other"  # a nerve, the sac, nothing, or several roots at once

Matrix = Mapping[tuple[str, str], int]
Find = Callable[[Attempt], Question | None]

_CASE = "case-"
_ROOT = re.compile(r"\b(L3|L4|L5|S1)\b")


def confusion(attempts: Iterable[Attempt], find: Find | None = None) -> Matrix:
    """Count (what it was, what was said) over the answers that name a root.

    `find` gives the question of an attempt, or None; that of the package unless said.
    """
    counted: Counter[tuple[str, str]] = Counter()
    cases = 0
    for one in reversed(tuple(attempts)):
        cases += one.question.startswith(_CASE)
        if one.question.startswith(_CASE) and cases > MOST_CASES:
            continue
        question = (find or asked)(one)
        pair = None if question is None else _pair(question, one)
        if pair is not None:
            counted[pair] += 1
    return counted


def asked(attempt: Attempt) -> Question | None:
    """Give the question of an attempt: of a quiz of the package, or a generated case."""
    if attempt.question.startswith(_CASE):
        try:
            return again(attempt.question)
        except ValueError:  # this seed gives no case any more
            return None
    questions = _quiz(attempt.quiz)
    try:
        return None if questions is None else questions[attempt.question]
    except KeyError:
        return None


@lru_cache(maxsize=64)
def _quiz(name: str) -> QuestionSet | None:
    return load(name) if name in known() else None


def _pair(question: Question, attempt: Attempt) -> tuple[str, str] | None:
    """Give what was caught and what was said, or None where the answer names no root."""
    given = attempt.given
    match question:
        case SingleChoice(case=dict()):
            chosen = [one for one in question.options if one.id == given]
            return (_claimed(question.key), _claimed(chosen[0])) if chosen else None
        case Localise() if isinstance(given, dict):
            steps = [step for step in question.steps if step.asks == "root"]
            picked = [o for step in steps for o in step.options if o.id == given.get("root")]
            return (_named(steps[0].key), _named(picked[0])) if picked else None
        case Dermatome() if isinstance(given, list):
            owners = Counter(question.owners[one] for one in given if one in question.owners)
            return (question.root, _one({owners.most_common(1)[0][0]})) if owners else None
        case _:
            return None


def _claimed(option: Option) -> str:
    """Give the one root an option claims."""
    return _one({claim.partition(" ")[0] for claim in option.claim or ()})


def _named(option: Option) -> str:
    """Give the one root an option names."""
    return _one(set(_ROOT.findall(option.text)))


def _one(roots: set[str]) -> str:
    (root,) = roots if len(roots) == 1 else (OTHER,)
    return root if root in ROOTS else OTHER
