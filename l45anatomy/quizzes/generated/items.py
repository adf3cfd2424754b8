"""What every item made of a drawn lesion has: texts, reasons, sources, and the truth behind it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from pydantic import TypeAdapter

from l45anatomy import evidence
from l45anatomy.neurology import Finding
from l45anatomy.quizzes.generated import phrases
from l45anatomy.quizzes.generated.choice import Ask, Choice
from l45anatomy.quizzes.generated.lesion import HERNIATION, STENOSIS, Draft, Lesion
from l45anatomy.quizzes.generated.proving import Proof, strongest
from l45anatomy.quizzes.kinds import Question
from l45anatomy.wording import capital, in_words, sentence

_READ: TypeAdapter[Question] = TypeAdapter(Question)
_MOST_SOURCES = 6
_FAR = 100.0  # times as probable: the number says no more
_EDIT = "edit"  # the source of choices of this project
_OBJECTIVES = {
    "common peroneal nerve": "peroneal-or-l5",
    "femoral nerve": "femoral-or-l4",
    "sciatic nerve": "piriformis-is-a-nerve",
}


@dataclass(frozen=True, kw_only=True)
class Generated:
    """An item with the truth behind it: the lesion, the findings shown and the odds they give.

    `odds` names what is asked; `asks` are the answers offered, with what each would show.
    """

    item: Question
    lesion: Lesion
    proof: Proof
    asks: tuple[Ask, ...]

    @property
    def odds(self) -> Mapping[str, float]:
        """How many times as probable the right answer is as the next one, by what is asked."""
        names = (one.asks for one in self.asks)
        return MappingProxyType(dict(zip(names, self.proof.odds, strict=True)))


def options_of(draft: Draft, asked: Ask, proof: Proof) -> list[dict[str, Any]]:
    """Give the right answer, then the wrong ones, each with its reason."""
    key = asked.key
    odds = proof.odds[0]
    made: list[dict[str, Any]] = [
        {
            "id": key.id,
            "text": capital(key.text),
            "correct": True,
            "reason": _why(draft, odds),
        }
    ]
    for rival in asked.rivals:
        made.append(
            {
                "id": rival.id,
                "text": capital(rival.text),
                "reason": why_not(draft, rival, proof.shown),
                "misconception": rival.misconception,
            }
        )
    return made


def _why(draft: Draft, odds: float) -> str:
    """Say what the simulator has behind the right answer, and how sure the findings make of it."""
    lesion, place = draft.lesion, draft.lesion.place
    hit = [c for c in lesion.case.compressions if c.root == place.root and c.side]
    own = [c for c in hit if place.side in (None, c.side)]
    cause = sentence(in_words(max(own, key=lambda c: c.loss))) if own else ""
    known = f"{lesion.told}. {cause}".strip()
    times = "far more probable than" if odds >= _FAR else f"{odds:.0f} times as probable as"
    return f"{known} By the findings shown it is {times} any other answer here."


def because(lesion: Lesion) -> str:
    """Say what the simulator has on what is caught."""
    own = [c for c in lesion.case.compressions if c.root == lesion.place.root and c.side]
    return sentence(in_words(max(own, key=lambda c: c.loss)))


def why_not(draft: Draft, rival: Choice, shown: Sequence[Finding]) -> str:
    """Name the finding shown that contradicts a wrong answer."""
    one = strongest(rival, shown, draft.lesion.place.side)
    would = rival.would[one.item, one.side]
    name = phrases.named(one.item, one.side)
    return f"{rival.lead}, one would expect {name}: {would.label}. Here it is: {one.label}."


def stem_of(draft: Draft, proof: Proof, asked: str) -> str:
    """Give history, findings and question, the findings as a list."""
    listing = "\n".join(f"- {capital(phrases.found(one))}" for one in proof.examined)
    history = phrases.history(draft.source, proof.complaints)
    return f"{history} On examination:\n\n{listing}\n\n{asked}"


def objective_of(lesion: Lesion, asks: str) -> str:
    """Give the objective that a question on a lesion serves."""
    if asks in ("level", "zone"):
        if lesion.cause == STENOSIS:
            canal = lesion.zone in ("central", "lateral recess")
            return "narrow-places" if canal else "narrow-foramen"
        if lesion.cause != HERNIATION:
            return "root-and-level"
        return f"{asks}-decides"
    return _OBJECTIVES.get(lesion.place.root or "", "localise-from-findings")


def make(draft: Draft, *, shown: Sequence[Finding], objective: str, **more: Any) -> Question:
    """Give an item with what all share: id, level of thought, difficulty, sources."""
    keys = dict.fromkeys(key for one in shown for key in one.sources if key != _EDIT)
    return _READ.validate_python(
        {
            "id": draft.id,
            "objective": objective,
            "bloom": evidence.objectives()[objective].bloom,
            "difficulty": draft.step.difficulty,
            "sources": list(keys)[:_MOST_SOURCES] or [_EDIT],
            **more,
        }
    )
