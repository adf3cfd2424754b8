"""Questions as data: read from TOML, checked at the door, shuffled and marked.

A question knows its options, the reason for each, and where these come from. It may also carry
what a simulator can check (see `quizzes.proof`). It knows nothing of screens, of stored answers, or
of the simulator itself.
"""

import random
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    JsonValue,
    StrictBool,
    StrictInt,
    StringConstraints,
    ValidationError,
    field_validator,
    model_validator,
)

__all__ = [
    "Feedback",
    "Mark",
    "Option",
    "Question",
    "QuestionError",
    "QuestionSet",
    "known",
    "load",
    "mark",
    "shuffled",
]

FOLDER = Path(__file__).parent.parent / "data" / "questions"
LARGEST_FILE = 1_000_000  # bytes: an authored file is some ten thousand

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1200)]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Claim = Annotated[str, StringConstraints(pattern=r"^((L3|L4|L5|S1) (left|right)|dural sac)$")]
Bloom = Literal["remember", "understand", "apply", "analyse", "evaluate", "create"]


class QuestionError(ValueError):
    """A question file that can't be used: says file, question, place, what was got, what may be."""


class _Checked(BaseModel):
    """What every model here shares: values that stay as read, and no unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Option(_Checked):
    """One thing a learner may choose, and why it is right or wrong.

    `claim` names what this option says is caught; `case` is the lesion this option describes. A
    question uses one of the two (see `Question`).
    """

    id: Id
    text: Text
    correct: StrictBool = False
    reason: Text
    misconception: Id | None = None
    claim: tuple[Claim, ...] | None = None
    case: dict[str, JsonValue] | None = None


class Question(_Checked):
    """One item: a stem and options of which exactly one is right.

    What the simulator can check comes in two mirrored forms: either the question shows a `case` and
    every option makes a `claim` about it, or the question's `claim` is given and every option is a
    `case` that may explain it.
    """

    id: Id
    kind: Literal["single choice"]
    stem: Text
    options: tuple[Option, ...]
    objective: Text
    bloom: Bloom
    difficulty: Annotated[StrictInt, Field(ge=1, le=5)]
    sources: Annotated[tuple[Id, ...], Field(min_length=1)]
    case: dict[str, JsonValue] | None = None
    claim: tuple[Claim, ...] | None = None

    @field_validator("options")
    @classmethod
    def _options_make_a_choice(cls, options: tuple[Option, ...]) -> tuple[Option, ...]:
        if not 2 <= len(options) <= 9:
            raise ValueError(f"must be 2 to 9, not {len(options)}")
        right = sum(option.correct for option in options)
        if right != 1:
            raise ValueError(f"must have exactly one option with correct = true, not {right}")
        for what in ("id", "text"):
            if double := _double(str(getattr(option, what)) for option in options):
                raise ValueError(f"must have a different {what} each, {double!r} is there twice")
        for option in options:
            if option.correct is (option.misconception is not None):
                need = "no misconception" if option.correct else "a misconception"
                raise ValueError(f"option {option.id!r} must name {need}")
        return options

    @model_validator(mode="after")
    def _is_checkable_one_way(self) -> Self:
        if self.case is not None and self.claim is not None:
            raise ValueError("must give case or claim, not both: the other stands in every option")
        for name, wanted in (("claim", self.case is not None), ("case", self.claim is not None)):
            for option in self.options:
                if wanted is (getattr(option, name) is None):
                    need = "a" if wanted else "no"
                    raise ValueError(f"option {option.id!r} must have {need} {name}")
        return self

    @property
    def key(self) -> Option:
        """The right option."""
        return next(option for option in self.options if option.correct)

    def option(self, name: str) -> Option:
        """The option with this id."""
        for option in self.options:
            if option.id == name:
                return option
        names = ", ".join(option.id for option in self.options)
        raise ValueError(f"answer is {name!r}, must be one of {names} (question {self.id!r})")


class _File(_Checked):
    """The shape of a question file."""

    title: Text
    question: tuple[Question, ...]

    @field_validator("question")
    @classmethod
    def _has_different_ids(cls, questions: tuple[Question, ...]) -> tuple[Question, ...]:
        if not questions:
            raise ValueError("must be at least one")
        if double := _double(question.id for question in questions):
            raise ValueError(f"must have a different id each, {double!r} is there twice")
        return questions


@dataclass(frozen=True, kw_only=True)
class QuestionSet:
    """The questions of one quiz, in the order in which they are asked."""

    name: str
    title: str
    questions: tuple[Question, ...]

    def __iter__(self) -> Iterator[Question]:
        return iter(self.questions)

    def __len__(self) -> int:
        return len(self.questions)

    def __getitem__(self, name: str) -> Question:
        for question in self.questions:
            if question.id == name:
                return question
        raise KeyError(f"no question {name!r}, there are {', '.join(q.id for q in self)}")


@dataclass(frozen=True, kw_only=True)
class Feedback:
    """What is said about one option once an answer was given."""

    option: Option
    chosen: bool


@dataclass(frozen=True, kw_only=True)
class Mark:
    """The verdict on one answer; a reason for every option: the chosen, the right, the rest."""

    question: str
    answer: str
    correct: bool
    feedback: tuple[Feedback, ...]

    @property
    def verdict(self) -> Literal["right", "wrong"]:
        """The verdict in one word."""
        return "right" if self.correct else "wrong"


def mark(question: Question, answer: str) -> Mark:
    """Mark an answer, given as the id of an option."""
    chosen = question.option(answer)
    first = sorted(question.options, key=lambda option: (option is not chosen, not option.correct))
    return Mark(
        question=question.id,
        answer=answer,
        correct=chosen.correct,
        feedback=tuple(Feedback(option=option, chosen=option is chosen) for option in first),
    )


def shuffled(question: Question, seed: int) -> tuple[Option, ...]:
    """The options in an order that depends on the seed and the question alone."""
    options = list(question.options)
    random.Random(f"{seed}:{question.id}").shuffle(options)  # noqa: S311  an order, no secret
    return tuple(options)


def known() -> tuple[str, ...]:
    """The names of the quizzes that come with the package."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


def load(name: str | Path) -> QuestionSet:
    """Read a quiz: one that comes with the package by its name, or any TOML file by its path."""
    if isinstance(name, str) and not name.endswith(".toml"):
        if name not in known():
            allowed = ", ".join(known())
            raise QuestionError(f"quiz is {name!r}, must be one of {allowed} or a .toml file")
        return _read(FOLDER / f"{name}.toml")
    return _read(Path(name))


def _read(path: Path) -> QuestionSet:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise QuestionError(f"{path.name}: larger than {LARGEST_FILE} bytes, which is allowed")
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise QuestionError(f"{path}: can't be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise QuestionError(f"{path.name}: byte {error.start} is no UTF-8 text") from error
    except tomllib.TOMLDecodeError as error:
        raise QuestionError(f"{path.name}: no TOML: {error}") from error
    try:
        file = _File.model_validate(content)
    except ValidationError as error:
        raise QuestionError("\n".join(_problems(path.name, content, error))) from None
    return QuestionSet(name=path.stem, title=file.title, questions=file.question)


def _problems(file: str, content: Mapping[str, Any], error: ValidationError) -> Iterator[str]:
    """One line for each thing that is wrong: file, question, place, what was got, what may be."""
    for problem in error.errors(include_url=False):
        place = list(problem["loc"])
        where = file
        if place[:1] == ["question"] and len(place) > 1:
            number = int(place[1])
            where += f", question {_name(content['question'][number], number)}"
            place = place[2:]
        what = ".".join(str(part) for part in place)
        allowed = re.sub(r"^(Value error, |\w+ should )", "", problem["msg"])
        allowed = allowed if allowed.startswith(("must", "option")) else f"must {allowed}"
        match problem["type"]:
            case "missing":
                yield f"{where}: {what} is missing, must be given"
            case "extra_forbidden":
                yield f"{where}: {what} is no key of a question file, must not be there"
            case "value_error":
                yield f"{where}: {what} {allowed}".replace("  ", " ")
            case _:
                yield f"{where}: {what} is {_short(problem['input'])}, {allowed}"


def _name(question: object, number: int) -> str:
    named = question.get("id") if isinstance(question, Mapping) else None
    return repr(named) if isinstance(named, str) else f"number {number + 1}"


def _short(value: object) -> str:
    shown = repr(value)
    return shown if len(shown) <= 60 else f"{shown[:57]}..."


def _double(values: Iterator[str]) -> str | None:
    return next((value for value, times in Counter(values).items() if times > 1), None)
