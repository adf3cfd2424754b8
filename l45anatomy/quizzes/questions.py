"""Question files: read from TOML, checked at the door, told apart by kind.

A file has a title and questions; objectives of its own may stand in a table `[objectives]`, others
are keys of `objectives.csv`. What a question of each kind is stands in `quizzes.kinds`. A file has
limits of size and depth, and shows pictures from its own folder only.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pydantic import Field, TypeAdapter, ValidationError, field_validator

from l45anatomy import evidence
from l45anatomy.quizzes import markdown
from l45anatomy.quizzes.authored import authored
from l45anatomy.quizzes.item import LONGEST_TEXT, Checked, Id, Mark, Text, doubled
from l45anatomy.quizzes.kinds import Question

__all__ = [
    "Mark",
    "Question",
    "QuestionError",
    "QuestionSet",
    "known",
    "load",
    "read",
    "schema",
    "together",
]

FOLDER = Path(__file__).parent.parent / "data" / "questions"
LARGEST_FILE = 1_000_000  # bytes: an authored file is some ten thousand
DEEPEST = 12  # tables within tables: a case in an option of a question has eight
MOST_QUESTIONS = 1000


class QuestionError(ValueError):
    """A question file that can't be used: says file, question, place, what was got, what may be."""


class _File(Checked):
    """The shape of a question file."""

    title: Text
    objectives: dict[Id, Text] = Field(default_factory=dict)
    question: tuple[Question, ...]

    @field_validator("question")
    @classmethod
    def _has_different_ids(cls, questions: tuple[Question, ...]) -> tuple[Question, ...]:
        if not 1 <= len(questions) <= MOST_QUESTIONS:
            few = "at least one" if not questions else f"at most {MOST_QUESTIONS}"
            raise ValueError(f"must be {few}")
        if double := doubled(question.id for question in questions):
            raise ValueError(f"must have a different id each, {double!r} is there twice")
        return questions


@dataclass(frozen=True, kw_only=True)
class QuestionSet:
    """The questions of one quiz, in the order in which they are asked.

    Where it was put together from several, `homes` says whose each question is, by its id.
    `folder` is where their pictures lie.
    """

    name: str
    title: str
    questions: tuple[Question, ...]
    objectives: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    homes: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    folder: Path | None = None

    def __iter__(self) -> Iterator[Question]:
        return iter(self.questions)

    def __len__(self) -> int:
        return len(self.questions)

    def __getitem__(self, name: str) -> Question:
        for question in self.questions:
            if question.id == name:
                return question
        raise KeyError(f"no question {name!r}, there are {', '.join(q.id for q in self)}")

    def home(self, question: Question) -> str:
        """Give the name of the quiz a question belongs to."""
        return self.homes.get(question.id, self.name)

    def aim(self, question: Question) -> str:
        """Give the objective of a question in words."""
        known = evidence.objectives().get(question.objective)
        return self.objectives.get(question.objective) or (
            known.text if known else question.objective
        )


def known() -> tuple[str, ...]:
    """The names of the quizzes that come with the package."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


def load(name: str | Path) -> QuestionSet:
    """Read a quiz: one that comes with the package by its name, or any TOML file by its path."""
    if isinstance(name, str) and not name.endswith(".toml"):
        if name not in known():
            allowed = ", ".join(known())
            raise QuestionError(f"quiz is {name!r}, must be one of {allowed} or a .toml file")
        return _load(FOLDER / f"{name}.toml")
    return _load(Path(name))


def together() -> QuestionSet:
    """Give all quizzes that come with the package as one; of two equal ids the first stays."""
    sets = [load(name) for name in known()]
    asked = {question.id: question for each in reversed(sets) for question in each}
    homes = {question.id: each.name for each in reversed(sets) for question in each}
    goals = {key: text for each in sets for key, text in each.objectives.items()}
    return QuestionSet(
        name="all lessons",
        title="All lessons",
        questions=tuple(reversed(asked.values())),
        objectives=MappingProxyType(goals),
        homes=MappingProxyType(homes),
    )


def read(content: Mapping[str, Any], name: str, folder: Path | None = None) -> QuestionSet:
    """Check the content of a question file, already parsed; `name` stands in its errors.

    Pictures lie in `folder`; without one there are none.
    """
    try:
        _check_texts(content, folder)
    except ValueError as error:
        raise QuestionError(f"{name}: {error}") from None
    try:
        file = _File.model_validate(content)
    except ValidationError as error:
        raise QuestionError("\n".join(_problems(name, content, error))) from None
    return QuestionSet(
        name=Path(name).stem,
        title=file.title,
        questions=file.question,
        objectives=MappingProxyType(file.objectives),
        folder=folder,
    )


def schema() -> dict[str, Any]:
    """Give the JSON schema of a question file."""
    return TypeAdapter(_File).json_schema() | {"title": "Question file of l45anatomy"}


def _load(path: Path) -> QuestionSet:
    return read(authored(path, LARGEST_FILE, QuestionError), path.name, path.parent)


def _check_texts(content: Mapping[str, Any], folder: Path | None) -> None:
    """Refuse what is nested too deep, and pictures from elsewhere."""
    waiting: list[tuple[Any, int]] = [(content, 0)]
    while waiting:
        value, depth = waiting.pop()
        if depth > DEEPEST:
            raise ValueError(f"tables must be nested at most {DEEPEST} deep")
        if isinstance(value, str):
            for source in markdown.pictures(value[:LONGEST_TEXT]):
                markdown.picture(source, folder)
        elif isinstance(value, Mapping):
            waiting += [(part, depth + 1) for part in value.values()]
        elif isinstance(value, list | tuple):
            waiting += [(part, depth + 1) for part in value]


def _problems(file: str, content: Mapping[str, Any], error: ValidationError) -> Iterator[str]:
    """One line for each thing that is wrong: file, question, place, what was got, what may be."""
    for problem in error.errors(include_url=False):
        place: Sequence[Any] = problem["loc"]
        where = file
        if place[:1] == ("question",) and len(place) > 1:
            number = int(place[1])
            where += f", question {_name(content['question'][number], number)}"
            place = place[3:]  # the third is the kind
        what = ".".join(map(str, place))
        allowed = re.sub(r"^(Value error, |\w+ should )", "", problem["msg"])
        allowed = allowed if re.match("must|option", allowed) else f"must {allowed}"
        match problem["type"]:
            case "missing":
                yield f"{where}: {what} is missing, must be given"
            case "extra_forbidden":
                yield f"{where}: {what} is no key of a question file, must not be there"
            case "union_tag_not_found":
                yield f"{where}: kind is missing, must be given"
            case "union_tag_invalid":
                context = problem["ctx"]
                yield f"{where}: kind is {context['tag']!r}, must be {context['expected_tags']}"
            case "value_error":
                own = str(problem["ctx"]["error"])
                yield f"{where}: {f'{what} {own}' if own.startswith('must') else own}".replace(
                    ":  ", ": "
                )
            case _:
                yield f"{where}: {what} is {_short(problem['input'])}, {allowed}"


def _name(question: object, number: int) -> str:
    named = question.get("id") if isinstance(question, Mapping) else None
    return repr(named) if isinstance(named, str) else f"number {number + 1}"


def _short(value: object) -> str:
    shown = repr(value)
    return shown if len(shown) <= 60 else f"{shown[:57]}..."
