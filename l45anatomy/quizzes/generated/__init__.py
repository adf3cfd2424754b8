"""Endless cases: a lesion is drawn, the simulator examines it, and an item is made and proved.

The same seed gives the same item, in any session. What makes an item provable is said in
`proving`, what makes it hard in `step`. Nothing here knows a screen or a store.
"""

from collections.abc import Callable, Mapping
from functools import lru_cache
from random import Random
from types import MappingProxyType

from l45anatomy.quizzes.generated import choosing, simulated
from l45anatomy.quizzes.generated.items import Draft, Generated
from l45anatomy.quizzes.generated.lesion import drawn
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
    if isinstance(seed, bool) or not isinstance(seed, int):
        raise ValueError(f"seed is {seed!r}, must be a whole number")
    if isinstance(difficulty, bool) or difficulty not in STEPS:
        raise ValueError(f"difficulty is {difficulty!r}, must be one of 1, 2, 3, 4, 5")
    if kind is not None and kind not in KINDS:
        raise ValueError(f"kind is {kind!r}, must be None or one of {', '.join(KINDS)}")
    step = STEPS[difficulty]
    source = Random(f"{seed}:{difficulty}:{kind}")  # noqa: S311 - dice, no secret
    chosen = kind or source.choice(list(KINDS))
    name = f"case-{seed}-{difficulty}-{chosen.replace(' ', '-')}".replace("--", "-minus-")
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
