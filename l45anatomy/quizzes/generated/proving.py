"""Which findings are shown, and the proof that they single out the right answer.

The rule, the same for every difficulty: after the findings shown and what the stem tells, the right
answer is the most probable one by `localise` among those offered, at least `MARGIN` times as
probable as any other; and every other answer is contradicted by a finding shown, one that the
simulator has normal with that answer and abnormal here, or the reverse. The history counts as
shown. A draw for which that can't be brought about is drawn again.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from random import Random

from l45anatomy import evidence
from l45anatomy.frame import Side
from l45anatomy.localisation import Hypothesis, localise
from l45anatomy.neurology import Exam, Finding
from l45anatomy.quizzes.generated.choice import Ask, Choice
from l45anatomy.quizzes.generated.lesion import Draft

MARGIN = 2.0  # times as probable as any other answer
SURE = 1000.0  # odds are told no higher
_MORE = 4  # findings that are added at most where the first ones do not do
_WIDE = 3  # so many of the strongest findings are drawn from for each that is wanted
_COMPLAINTS = ("pain", "sphincter")  # what a patient tells; and how far the legs carry
_WALKS = "walking distance"
_TOLD = ("motor", "sensory", "gait")  # what a patient without pain tells


@dataclass(frozen=True, kw_only=True)
class Proof:
    """What is shown, which of it the history tells, and the odds of the right answer.

    `odds` says for each thing asked how many times as probable the right answer is as the next one.
    """

    shown: tuple[Finding, ...]
    complaints: tuple[Finding, ...]
    odds: tuple[float, ...]

    @property
    def examined(self) -> tuple[Finding, ...]:
        """What is shown, but for what only the patient can tell and has told."""
        asked = [one for one in self.complaints if _is_told(one)]
        return tuple(one for one in self.shown if one not in asked)


def odds(asked: Ask, hypotheses: Iterable[Hypothesis]) -> float:
    """Give how many times as probable the right answer is as the likeliest wrong one."""
    known = [one for one in hypotheses if _fits(one, asked.told)]
    right, *wrong = (_share(known, choice) for choice in (asked.key, *asked.rivals))
    return min(SURE, right / max(max(wrong, default=0.0), right / SURE, 1e-12))


def _fits(one: Hypothesis, where: object) -> bool:
    return all(getattr(one, name) == value for name, value in dict(where).items())  # type: ignore[call-overload]


def _share(hypotheses: Iterable[Hypothesis], choice: Choice) -> float:
    return sum(one.probability for one in hypotheses if _fits(one, choice.where))


def offered(draft: Draft, asked: Ask) -> Ask:
    """Give an ask with as many wrong answers as the step wants, and as many near ones.

    How near an answer is, is the share of what fails with either that fails with both. Answers that
    no finding at all contradicts are left out.
    """
    source, step, exam = draft.source, draft.step, draft.lesion.case.exam
    apart = {one.id: _apart(one, exam) for one in asked.rivals}
    ranked = sorted((one for one in asked.rivals if apart[one.id]), key=lambda one: apart[one.id])
    others = ranked[1 : step.near + 1]
    near = [
        *ranked[: min(step.near, 1)],
        *source.sample(others, max(0, min(step.near - 1, len(others)))),
    ]
    rest = [one for one in ranked if one not in near][::-1]
    wanted = min(step.rivals - len(near), len(rest))
    return asked.among([*near, *source.sample(rest[: wanted + 1], wanted)])


def _apart(choice: Choice, exam: Exam) -> float:
    """Give the share of what fails here, or with an answer, that does not fail with both."""
    failing = [one.abnormal or choice.would[one.item, one.side].abnormal for one in exam]
    return sum(map(choice.contradicts, exam)) / max(1, sum(failing))


def prove(
    draft: Draft,
    asks: Sequence[Ask],
    hidden: Collection[str] = (),
    shown: Collection[Finding] = (),
) -> Proof | None:
    """Choose the findings that prove the right answers, or give None.

    Items `hidden` are never shown, findings `shown` always.
    """
    source, step, exam = draft.source, draft.step, draft.lesion.case.exam
    whole = _localised(exam)
    if not all(one.rivals and odds(one, whole) >= MARGIN for one in asks):
        return None  # not even the whole examination proves it
    pool = [one for one in exam if one.item not in hidden and _is_worth_telling(one)]
    told = _complaints(draft, pool)
    if not told:
        return None  # nobody comes whom nothing troubles
    kept = dict.fromkeys((*told, *shown))
    for asked in asks:
        for rival in asked.rivals:
            against = _against(pool, rival)
            have = sum(one in kept for one in against)
            if len(against) < step.against:
                return None
            kept |= dict.fromkeys(_some(source, against, step.against - have, kept))
    abnormal = sorted((one for one in pool if one.abnormal), key=lambda one: -one.level)
    short = step.abnormal - sum(one.abnormal for one in kept if one not in told)
    kept |= dict.fromkeys(_some(source, abnormal, short, kept))
    for _ in range(_MORE + 1):
        hypotheses = localise(kept)
        reached = tuple(odds(asked, hypotheses) for asked in asks)
        if min(reached) >= MARGIN:
            order = [one for one in exam if one in kept]
            return Proof(shown=tuple(order), complaints=told, odds=reached)
        weakest = asks[reached.index(min(reached))]
        more = _next(weakest, hypotheses, pool, kept)
        if more is None:
            return None
        kept[more] = None
    return None


@lru_cache(maxsize=256)
def _localised(exam: Exam) -> tuple[Hypothesis, ...]:
    return localise(exam)


def _against(pool: Iterable[Finding], rival: Choice) -> list[Finding]:
    """Give the findings that contradict an answer, the strongest first."""
    found = [one for one in pool if rival.contradicts(one)]
    return sorted(found, key=lambda one: -rival.strength(one))


def _some(
    source: Random, ranked: Sequence[Finding], count: int, kept: Collection[Finding]
) -> list[Finding]:
    """Draw a number of findings that are not kept yet from the first ones."""
    new = [one for one in ranked if one not in kept]
    first = new[: max(count, 0) * _WIDE]
    return source.sample(first, min(max(count, 0), len(first)))


def _next(
    asked: Ask, hypotheses: Sequence[Hypothesis], pool: list[Finding], kept: Collection[Finding]
) -> Finding | None:
    """Give the strongest finding not kept yet against the likeliest wrong answer."""
    known = [one for one in hypotheses if _fits(one, asked.told)]
    likeliest = max(asked.rivals, key=lambda one: _share(known, one))
    return next((one for one in _against(pool, likeliest) if one not in kept), None)


def _is_worth_telling(one: Finding) -> bool:
    """Tell whether a finding was looked at and teaches something: that one walks far does not."""
    return one.tested and (one.abnormal or one.item != _WALKS)


def _is_told(one: Finding) -> bool:
    """Tell whether the patient says it, and no examiner finds it."""
    return one.modality in _COMPLAINTS or one.item == _WALKS


def _complaints(draft: Draft, pool: Sequence[Finding]) -> tuple[Finding, ...]:
    """Draw what brings the patient: pain if there is any, else weakness, numbness or the walk.

    What comes from the root that is asked for goes before what comes from others.

    What both sides have is told of both.
    """
    source, step, root = draft.source, draft.step, draft.lesion.place.root
    failing = [one for one in pool if one.abnormal]
    told = [one for one in failing if _is_told(one)]
    told = [one for one in told if one.item in evidence.histories()]
    own = [one for one in told if any(cause.root == root for cause in one.because)]
    items = list(dict.fromkeys(one.item for one in own or told))
    if not items:
        items = list(dict.fromkeys(one.item for one in failing if one.modality in _TOLD))
        items = [source.choice(items)] if items else []
    chosen = source.sample(items, min(step.complaints, len(items)))
    return tuple(one for one in failing if one.item in chosen)


def strongest(rival: Choice, shown: Iterable[Finding], side: Side | None) -> Finding:
    """Give the finding shown that contradicts an answer most; of equals one of the sick side."""
    return max(
        (one for one in shown if rival.contradicts(one)),
        key=lambda one: (rival.strength(one), side in (None, one.side)),
    )
