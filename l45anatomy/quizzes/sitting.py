"""One learner at one quiz as a frozen value: where one is, what is answered, skipped and flagged.

Every step gives a new sitting. Nothing here marks, stores or draws.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Literal

from l45anatomy.quizzes.attempt import Attempt

State = Literal["open", "right", "partly right", "wrong", "skipped"]

NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Sitting:
    """Where one is in a quiz.

    `names` are the ids of the questions in their order, `here` is the one that is looked at, or
    None: the review at the end. `answers` holds the latest attempt at each question that is
    answered. `rounds` counts how often one started over: each round mixes the options anew.
    """

    names: tuple[str, ...]
    here: str | None = None
    answers: Mapping[str, Attempt] = field(default_factory=lambda: MappingProxyType({}))
    skipped: frozenset[str] = NONE
    flagged: frozenset[str] = NONE
    hinted: frozenset[str] = NONE
    rounds: int = 0

    def __post_init__(self) -> None:
        if self.here is not None and self.here not in self.names:
            raise ValueError(f"question is {self.here!r}, must be one of {', '.join(self.names)}")

    # ---- what is

    @property
    def number(self) -> int:
        """The number of the question that is looked at, from 1; 0 in the review."""
        return 0 if self.here is None else self.names.index(self.here) + 1

    @property
    def answer(self) -> Attempt | None:
        """The attempt at the question that is looked at."""
        return None if self.here is None else self.answers.get(self.here)

    @property
    def open(self) -> tuple[str, ...]:
        """The questions without an answer, those that were skipped included."""
        return tuple(name for name in self.names if name not in self.answers)

    @property
    def wrong(self) -> tuple[str, ...]:
        """The questions whose answer is not all right."""
        return tuple(n for n in self.names if n in self.answers and not self.answers[n].correct)

    @property
    def following(self) -> str | None:
        """The next question without an answer, at the end round to those that were left out."""
        rest = self.names[self.number :] + self.names[: self.number]
        waiting = (n for n in rest if n not in self.answers and n not in self.skipped)
        return next((name for name in waiting if name != self.here), None)

    def state(self, name: str) -> State:
        """Give how a question stands."""
        given = self.answers.get(name)
        if given is None:
            return "skipped" if name in self.skipped else "open"
        return "right" if given.correct else "partly right" if given.score > 0 else "wrong"

    # ---- what a learner does

    def at(self, name: str | None) -> "Sitting":
        """Look at a question, or at the review."""
        return replace(self, here=name)

    def onward(self) -> "Sitting":
        """Go to the next open question, or to the review where none is left."""
        return replace(self, here=self.following)

    def answered(self, attempt: Attempt) -> "Sitting":
        """Take an answer to the question that is looked at."""
        told = {**self.answers, attempt.question: attempt}
        return replace(self, answers=told, skipped=self.skipped - {attempt.question})

    def skip(self) -> "Sitting":
        """Leave the question for the review, and go on."""
        here = NONE if self.here is None or self.here in self.answers else frozenset({self.here})
        return replace(self, skipped=self.skipped | here).onward()

    def flag(self) -> "Sitting":
        """Mark the question to come back to it, or take the mark away."""
        return replace(self, flagged=self.flagged ^ self._here)

    def hint(self) -> "Sitting":
        """Look at the hint of the question."""
        return replace(self, hinted=self.hinted | self._here)

    def again(self) -> "Sitting":
        """Answer the question once more."""
        return self._without(self._here)

    def over(self) -> "Sitting":
        """Start over with all questions."""
        return self._round(self.names)

    def repeat_wrong(self) -> "Sitting":
        """Ask again what was not all right."""
        return self._round(self.wrong)

    def take_open(self) -> "Sitting":
        """Ask what was left out."""
        return self._round(self.open, rounds=0)

    @property
    def _here(self) -> frozenset[str]:
        return NONE if self.here is None else frozenset({self.here})

    def _without(self, names: Iterable[str]) -> "Sitting":
        gone = set(names)
        left = {name: one for name, one in self.answers.items() if name not in gone}
        return replace(self, answers=left, skipped=self.skipped - gone, hinted=self.hinted - gone)

    def _round(self, names: tuple[str, ...], rounds: int = 1) -> "Sitting":
        cleared = replace(self._without(names), rounds=self.rounds + rounds)
        return replace(cleared, here=names[0] if names else None)
