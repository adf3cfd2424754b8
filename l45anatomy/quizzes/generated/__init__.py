"""Endless cases: a lesion is drawn, the simulator examines it, and an item is made and proved.

The same seed gives the same item, in any session. What makes an item provable is said in
`proving`, what makes it hard in `step`. Nothing here knows a screen or a store.
"""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from random import Random
from types import MappingProxyType

from l45anatomy.quizzes.generated import choosing, simulated
from l45anatomy.quizzes.generated.items import Generated
from l45anatomy.quizzes.generated.lesion import Draft, drawn
from l45anatomy.quizzes.generated.proving import MARGIN
from l45anatomy.quizzes.generated.step import STEPS
from l45anatomy.quizzes.kinds import Question
from l45anatomy.quizzes.proof import contradictions

__all__ = [
    "DRAWS",
    "KINDS",
    "MARGIN",
    "STEPS",
    "Generated",
    "UnprovedError",
    "again",
    "generate",
    "generated",
]


class UnprovedError(ValueError):
    """No draw of a seed can be proved."""


KINDS: Mapping[str, Callable[[Draft], Generated | None]] = MappingProxyType(
    {
        "single choice": choosing.single_choice,
        "localise": choosing.stepwise,
        "grade": simulated.grade,
        "predict": simulated.predict,
        "slice": choosing.which_slice,
        "dermatome": simulated.dermatome,
    }
)
_BEYOND = 10**18
_NAME = re.compile(r"case-(?P<sign>minus-)?(?P<seed>\d+)-(?P<difficulty>[1-5])-(?P<kind>[a-z-]+)")
DRAWS = 200  # at most, before a seed is given up


def generate(seed: int, difficulty: int = 2, kind: str | None = None) -> Question:
    """Give a case as a question that the findings shown answer; the same seed, the same question.

    Parameters
    ----------
    seed
        Any whole number.
    difficulty
        1 to 5: smaller lesions, fewer findings, more wrong answers that lie nearer.
    kind
        One of `KINDS`, such as "localise"; drawn where it is not said.

    Raises
    ------
    ValueError
        If difficulty or kind is unknown; an `UnprovedError` if no draw of this seed can be proved.
    """
    return generated(seed, difficulty, kind).item


@lru_cache(maxsize=256)
def generated(seed: int, difficulty: int = 2, kind: str | None = None) -> Generated:
    """Give the same with the truth behind it: the lesion, the findings shown, the odds."""
    if isinstance(seed, bool) or not isinstance(seed, int) or abs(seed) >= _BEYOND:
        raise ValueError(f"seed is {seed!r}, must be a whole number of at most 18 digits")
    if isinstance(difficulty, bool) or difficulty not in STEPS:
        raise ValueError(f"difficulty is {difficulty!r}, must be one of 1, 2, 3, 4, 5")
    if kind is not None and kind not in KINDS:
        raise ValueError(f"kind is {kind!r}, must be None or one of {', '.join(KINDS)}")
    step = STEPS[difficulty]
    dice = Random(f"{seed}:{difficulty}")  # noqa: S311 - dice, no secret
    chosen = kind or dice.choice(list(KINDS))
    source = Random(f"{seed}:{difficulty}:{chosen}")  # noqa: S311 - dice, no secret
    name = f"case-{'minus-' * (seed < 0)}{abs(seed)}-{difficulty}-{chosen.replace(' ', '-')}"
    for _ in range(DRAWS):
        lesion = drawn(source, step)
        if not lesion.catches:
            continue
        made = KINDS[chosen](Draft(id=name, lesion=lesion, step=step, source=source))
        if made is not None and not contradictions(made.item):
            return made
    raise UnprovedError(
        f"seed is {seed}: none of {DRAWS} draws of difficulty {difficulty} and kind {chosen!r} "
        "could be proved, must be another seed"
    )


def again(name: str) -> Question | None:
    """Give a generated question back by its id, or None if the id is none of these."""
    found = _NAME.fullmatch(name)
    kinds = {kind.replace(" ", "-"): kind for kind in KINDS}
    if found is None or found["kind"] not in kinds:
        return None
    seed = -int(found["seed"]) if found["sign"] else int(found["seed"])
    return generate(seed, int(found["difficulty"]), kinds[found["kind"]])
