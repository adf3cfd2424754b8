"""What every question has, whatever its kind: texts, objective, sources, a picture; and a mark.

An item knows its key and the reason for every answer. What may be told before an answer is its
`prompt`, which never holds the key. Items know no screen and no store.
"""

import random
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    JsonValue,
    StrictInt,
    StringConstraints,
)

from l45anatomy.evidence.teaching import Bloom

LONGEST_TEXT = 1200  # letters: what one screen holds
UNREADABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def _readable(text: str) -> str:
    """Give a text back that has nothing in it which no page and no XML may hold."""
    if found := UNREADABLE.search(text):
        raise ValueError(f"must hold no control characters, {found.group()!r} is one")
    return text


Text = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_TEXT),
    AfterValidator(_readable),
]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Claim = Annotated[str, StringConstraints(pattern=r"^((L3|L4|L5|S1) (left|right)|dural sac)$")]
Plain = dict[str, JsonValue]  # a case as `Case.to_dict` gives it
Prompt = dict[str, Any]


class Checked(BaseModel):
    """What every model of a question file shares: values stay as read, unknown keys are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Picture(Checked):
    """What is shown beside the stem: a case seen in one of the views.

    `view` names a side of the spine; `plane`, `position_mm` and `weighting` choose a slice.
    """

    of: Literal["spine", "slice", "leg", "findings"]
    case: Plain
    view: Literal["posterior", "anterior", "left", "right", "superior", "foraminal"] = "posterior"
    plane: Literal["axial", "sagittal", "coronal"] = "axial"
    position_mm: float | None = None
    weighting: Literal["T2", "T1", "CT"] = "T2"


class Item(Checked):
    """What is asked, for which objective, how hard, and where the answer comes from."""

    id: Id
    stem: Text
    objective: Text
    bloom: Bloom
    difficulty: Annotated[StrictInt, Field(ge=1, le=5)]
    sources: Annotated[tuple[Id, ...], Field(min_length=1)]
    hint: Text | None = None
    picture: Picture | None = None

    def _prompt(self, kind: str, **more: Any) -> Prompt:
        """Give what may be told before the answer."""
        shown = self.picture and self.picture.model_dump()
        return {"id": self.id, "kind": kind, "stem": self.stem, "picture": shown, **more}


class Option(Checked):
    """One thing a learner may choose, and why it is right or wrong.

    `claim` names what this option says is caught; `case` is the lesion this option describes.
    """

    id: Id
    text: Text
    correct: bool = Field(default=False, strict=True)
    reason: Text
    misconception: Id | None = None
    claim: tuple[Claim, ...] | None = None
    case: Plain | None = None


class Wrong(Checked):
    """What is said to answers that go wrong in one way."""

    reason: Text
    misconception: Id


@dataclass(frozen=True, kw_only=True)
class Feedback:
    """What is said about one part of the answer: what it is, whether it holds, and why."""

    text: str
    correct: bool
    chosen: bool
    reason: str
    misconception: str | None = None


@dataclass(frozen=True, kw_only=True)
class Mark:
    """The verdict on one answer: a score from 0 to 1, and a reason for every part of it.

    `proof` is the case that shows it, as plain data, where there is one.
    """

    question: str
    answer: JsonValue
    score: float
    feedback: tuple[Feedback, ...]
    proof: Mapping[str, JsonValue] | None = None

    @property
    def correct(self) -> bool:
        """Whether all of it is right."""
        return self.score == 1

    @property
    def verdict(self) -> Literal["right", "partly right", "wrong"]:
        """The verdict in words."""
        return "right" if self.correct else "partly right" if self.score > 0 else "wrong"

    @property
    def misconceptions(self) -> tuple[str, ...]:
        """What the wrong parts of the answer stand for."""
        wrong = (f.misconception for f in self.feedback if f.chosen and not f.correct)
        return tuple(dict.fromkeys(name for name in wrong if name))


def shuffled(things: Iterable[Any], seed: int, name: str) -> tuple[Any, ...]:
    """Give things in an order that depends on the seed and a name alone."""
    order = list(things)
    random.Random(f"{seed}:{name}").shuffle(order)  # noqa: S311 - an order, no secret
    return tuple(order)


def refuse(question: str, answer: object, allowed: str) -> ValueError:
    """Give the error for an answer of the wrong form."""
    return ValueError(f"answer is {answer!r}, must be {allowed} (question {question!r})")


def doubled(values: Iterable[str]) -> str | None:
    """Give the first value that is there twice."""
    seen: set[str] = set()
    for value in values:
        if value in seen:
            return value
        seen.add(value)
    return None
