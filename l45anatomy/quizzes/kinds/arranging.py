"""Putting things in order, and putting them together."""

from itertools import combinations
from typing import Annotated, Literal, Self, TypeVar

from pydantic import Field, JsonValue, model_validator

from l45anatomy.quizzes.item import (
    Checked,
    Feedback,
    Id,
    Item,
    Mark,
    Prompt,
    Text,
    doubled,
    refuse,
    shuffled,
)

Thing = TypeVar("Thing", bound=Item)


class Step(Checked):
    """One thing to be put in its place, and why it stands there."""

    id: Id
    text: Text
    reason: Text


class Order(Item):
    """Things to be put in order; `steps` stand in the right one."""

    kind: Literal["order"]
    steps: Annotated[tuple[Step, ...], Field(min_length=3, max_length=9)]
    misconception: Id

    @model_validator(mode="after")
    def _differ(self) -> Self:
        return _differing(self, [step.id for step in self.steps], [s.text for s in self.steps])

    def prompt(self, seed: int) -> Prompt:
        """Give what may be told before the answer: the steps, never in the right order."""
        steps = [{"id": step.id, "text": step.text} for step in self.steps]
        mixed = list(shuffled(steps, seed, self.id))
        return self._prompt(self.kind, steps=mixed if mixed != steps else mixed[::-1])

    def mark(self, answer: JsonValue) -> Mark:
        """Mark a list of all ids; the score is the share of pairs that stand the right way round.

        Raises
        ------
        ValueError
            If it is no list of exactly these ids.
        """
        right = [step.id for step in self.steps]
        if not isinstance(answer, list) or sorted(map(str, answer)) != sorted(right):
            raise refuse(self.id, answer, f"all of {', '.join(right)}, each once")
        given = {str(name): place for place, name in enumerate(answer)}
        pairs = [given[a] < given[b] for a, b in combinations(right, 2)]
        feedback = tuple(
            Feedback(
                text=f"{place + 1}. {step.text}",
                correct=given[step.id] == place,
                chosen=True,
                reason=step.reason,
                misconception=None if given[step.id] == place else self.misconception,
            )
            for place, step in enumerate(self.steps)
        )
        return Mark(
            question=self.id, answer=answer, score=sum(pairs) / len(pairs), feedback=feedback
        )


class Pair(Checked):
    """Two things that belong together, and why; what a wrong partner stands for."""

    id: Id
    left: Text
    right: Text
    reason: Text
    misconception: Id


class Spare(Checked):
    """Something that belongs to nothing on the left."""

    id: Id
    text: Text
    reason: Text


class Match(Item):
    """Each thing on the left to be given one on the right; some on the right may be left over."""

    kind: Literal["match"]
    pairs: Annotated[tuple[Pair, ...], Field(min_length=2, max_length=9)]
    spare: tuple[Spare, ...] = ()

    @model_validator(mode="after")
    def _differ(self) -> Self:
        return _differing(
            self,
            [*(pair.id for pair in self.pairs), *(one.id for one in self.spare)],
            [pair.left for pair in self.pairs],
            list(self._right.values()),
        )

    @property
    def _right(self) -> dict[str, str]:
        return {pair.id: pair.right for pair in self.pairs} | {s.id: s.text for s in self.spare}

    def prompt(self, seed: int) -> Prompt:
        """Give what may be told before the answer; the ids of the right are places, not keys."""
        order = self._places(seed)
        return self._prompt(
            self.kind,
            left=[{"id": pair.id, "text": pair.left} for pair in self.pairs],
            right=[{"id": str(n), "text": self._right[name]} for n, name in enumerate(order)],
        )

    def _places(self, seed: int) -> tuple[str, ...]:
        """Give the ids of the right in the order of the screen."""
        return shuffled(self._right, seed, self.id)

    def answer_at(self, places: JsonValue, seed: int) -> JsonValue:
        """Turn {left id: place on the screen} into {left id: right id}."""
        order = self._places(seed)
        if not isinstance(places, dict) or any(
            not str(place).isdecimal() or int(str(place)) >= len(order) for place in places.values()
        ):
            raise refuse(self.id, places, f"a place from 0 to {len(order) - 1} for each")
        return {name: order[int(str(place))] for name, place in places.items()}

    def mark(self, answer: JsonValue) -> Mark:
        """Mark {left id: right id}; the score is the share of the pairs that are right.

        Raises
        ------
        ValueError
            If something on the left has no partner, or one that is not there.
        """
        names, right = [pair.id for pair in self.pairs], self._right
        if not isinstance(answer, dict) or sorted(answer) != sorted(names):
            raise refuse(self.id, answer, f"a partner for each of {', '.join(names)}")
        for partner in answer.values():
            if partner not in right:
                raise refuse(self.id, partner, f"one of {', '.join(right)}")
        feedback = []
        for pair in self.pairs:
            given, fits = str(answer[pair.id]), answer[pair.id] == pair.id
            said = "" if fits else f", not {right[given]}"
            feedback.append(
                Feedback(
                    text=f"{pair.left}: {pair.right}{said}",
                    correct=fits,
                    chosen=True,
                    reason=pair.reason,
                    misconception=None if fits else pair.misconception,
                )
            )
        score = sum(one.correct for one in feedback) / len(feedback)
        return Mark(question=self.id, answer=answer, score=score, feedback=tuple(feedback))


def _differing(item: Thing, *lists: list[str]) -> Thing:
    """Give an item back whose lists hold nothing twice, or raise a `ValueError`."""
    for values in lists:
        if double := doubled(values):
            raise ValueError(f"must have different texts and ids, {double!r} is there twice")
    return item
