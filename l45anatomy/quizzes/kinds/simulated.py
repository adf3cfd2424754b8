"""Questions that the simulator marks: grading a muscle, and bringing a finding about.

Neither has a written key. What the simulator says of the case is right, so any solution counts.
"""

from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import Field, JsonValue, field_validator, model_validator

from l45anatomy import evidence
from l45anatomy.case import Case
from l45anatomy.frame import Side
from l45anatomy.neurology import Finding, UnknownItemError, find_item
from l45anatomy.quizzes.item import (
    Checked,
    Feedback,
    Item,
    Mark,
    Plain,
    Prompt,
    Text,
    Wrong,
    refuse,
)

_MOTOR = "motor"


def _known(plain: Plain) -> Plain:
    """Give a case back that can be built, or raise a `ValueError`."""
    Case.from_dict(plain)
    return plain


def _healthy() -> Plain:
    return {"changes": []}


class Grade(Item):
    """The strength of a muscle in a case, to be graded as MRC has it."""

    kind: Literal["grade"]
    case: Plain
    item: Text
    side: Literal["left", "right"]
    reason: Text
    stronger: Wrong
    weaker: Wrong

    @model_validator(mode="after")
    def _is_a_muscle(self) -> "Grade":
        _known(self.case)
        try:
            modality = find_item(self.item).modality
        except UnknownItemError as error:
            raise ValueError(str(error)) from None
        if modality != _MOTOR:
            raise ValueError(f"item is {self.item!r}, must be a muscle, not {modality}")
        return self

    @cached_property
    def _finding(self) -> Finding:
        return Case.from_dict(self.case).exam[self.item, self.side]

    @property
    def key(self) -> str:
        """The grade the simulator gives, as in `4+`."""
        return _mrc(self._finding.label)

    @staticmethod
    def steps() -> dict[str, str]:
        """The grades there are, the strongest first, with their words."""
        knots = evidence.responses()[_MOTOR]
        return {_mrc(knot.words): knot.words for knot in knots}

    def prompt(self, seed: int) -> Prompt:  # noqa: ARG002 - every kind is asked alike
        """Give what may be told before the answer."""
        options = [{"id": grade, "text": words} for grade, words in self.steps().items()]
        return self._prompt(self.kind, options=options, item=self.item, side=self.side)

    def mark(self, answer: JsonValue) -> Mark:
        """Mark a grade; one step off is half right.

        Raises
        ------
        ValueError
            If there is no such grade.
        """
        steps = self.steps()
        if answer not in steps:
            raise refuse(self.id, answer, f"one of {', '.join(steps)}")
        order = list(steps)
        off = order.index(str(answer)) - order.index(self.key)
        because = self._finding.causes
        key = Feedback(
            text=steps[self.key],
            correct=True,
            chosen=not off,
            reason=f"{self.reason} In the simulator: {because or 'nothing is caught'}.",
        )
        if not off:
            return self._marked(answer, 1.0, key)
        way = self.weaker if off > 0 else self.stronger
        wrong = Feedback(
            text=steps[str(answer)],
            correct=False,
            chosen=True,
            reason=way.reason,
            misconception=way.misconception,
        )
        return self._marked(answer, 0.5 if abs(off) == 1 else 0.0, wrong, key)

    def _marked(self, answer: JsonValue, score: float, *feedback: Feedback) -> Mark:
        return Mark(
            question=self.id, answer=answer, score=score, feedback=feedback, proof=self.case
        )


class Goal(Checked):
    """What is to be seen: an item on a side, at least or at most so abnormal.

    `least` and `most` are levels: 0 normal, 1 slight, 2 clear, 3 marked.
    """

    item: Text
    side: Literal["left", "right"] | None = None
    least: Annotated[int, Field(ge=0, le=3)] = 0
    most: Annotated[int, Field(ge=0, le=3)] = 3
    misconception: str

    @model_validator(mode="after")
    def _asks_something(self) -> "Goal":
        try:
            sides = find_item(self.item).sides
        except UnknownItemError as error:
            raise ValueError(str(error)) from None
        if (sides == "both") is (self.side is not None):
            raise ValueError(f"side of {self.item!r} is {self.side!r}, must fit the item")
        if not self.least <= self.most or (self.least, self.most) == (0, 3):
            raise ValueError(f"least and most of {self.item!r} must narrow 0 to 3")
        return self

    @property
    def words(self) -> str:
        """What is wanted, in words."""
        names = ("normal", "slightly abnormal", "clearly abnormal", "markedly abnormal")
        where = self.item if self.side is None else f"{self.item}, {self.side}"
        if self.most == 0:
            return f"{where}: normal"
        if self.most == 3:
            return f"{where}: at least {names[self.least]}"
        return f"{where}: {names[self.least]} to {names[self.most]}"


class Sliders(Item):
    """Sliders to be set so that findings appear; `solution` proves that it can be done.

    `start` is where the sliders stand, `controls` which there are, `lock` what is held.
    """

    kind: Literal["sliders"]
    start: Plain = Field(default_factory=_healthy)
    controls: Annotated[tuple[Text, ...], Field(min_length=1)]
    lock: dict[str, JsonValue] = Field(default_factory=dict)
    goals: Annotated[tuple[Goal, ...], Field(min_length=1, max_length=9)]
    solution: Plain
    reason: Text

    @field_validator("start", "solution")
    @classmethod
    def _can_be_built(cls, plain: Plain) -> Plain:
        return _known(plain)

    @property
    def key(self) -> Plain:
        """One of the answers that are right."""
        return self.solution

    def prompt(self, seed: int) -> Prompt:  # noqa: ARG002 - every kind is asked alike
        """Give what may be told before the answer."""
        told: dict[str, Any] = {"start": self.start, "lock": self.lock}
        goals = [goal.words for goal in self.goals]
        return self._prompt(self.kind, controls=list(self.controls), goals=goals, **told)

    def mark(self, answer: JsonValue) -> Mark:
        """Mark a case, as plain data; the score is the share of the goals that are reached.

        Raises
        ------
        ValueError
            If it is no case.
        """
        if not isinstance(answer, dict):
            raise refuse(self.id, answer, "a case as plain data")
        exam = Case.from_dict(answer).exam
        feedback = []
        for goal in self.goals:
            finding = exam[goal.item, goal.side and Side(goal.side)]
            reached = goal.least <= finding.level <= goal.most
            because = finding.causes or "nothing is caught"
            feedback.append(
                Feedback(
                    text=goal.words,
                    correct=reached,
                    chosen=True,
                    reason=f"The simulator says {finding.label}: {because}.",
                    misconception=None if reached else goal.misconception,
                )
            )
        score = sum(one.correct for one in feedback) / len(feedback)
        if score < 1:
            made = "; ".join(map(str, Case.from_dict(self.solution).changes))
            way = Feedback(text=f"One way: {made}", correct=True, chosen=False, reason=self.reason)
            feedback.append(way)
        return Mark(
            question=self.id,
            answer=answer,
            score=score,
            feedback=tuple(feedback),
            proof=answer if score == 1 else self.solution,
        )


def _mrc(words: str) -> str:
    """Give the grade in the words of a curve, as in `4+`."""
    return words.rpartition("MRC ")[2].rstrip(")")
