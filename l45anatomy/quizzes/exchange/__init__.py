"""Questions to and from the formats of others: what is written, what is read, what gets lost.

Each format is one module. What it can't carry is listed as a `Loss`, never dropped in silence; what
it does not say is filled with a blank that says so. A foreign file that can't be read at all is a
`QuestionError` with the line and the reason.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from l45anatomy.quizzes.exchange import (
    anki,
    gift,
    gift_text,
    jupyterquiz,
    moodle,
    moodle_bank,
    qti,
)
from l45anatomy.quizzes.exchange.form import (
    LARGEST_BARE_TEXT,
    LARGEST_TEXT,
    Exported,
    Imported,
    Loss,
    told,
)
from l45anatomy.quizzes.questions import QuestionError, QuestionSet

__all__ = [
    "FORMATS",
    "LARGEST_TEXT",
    "Exported",
    "Format",
    "Imported",
    "Loss",
    "convert",
    "export",
    "import_",
    "told",
]


@dataclass(frozen=True, kw_only=True)
class Format:
    """A format of others: how a file of it ends, how it is written, how it is read if at all.

    `most` is how many letters are read.
    """

    suffix: str
    write: Callable[[QuestionSet, bool], Exported]
    read: Callable[[str, str], Imported] | None = None
    most: int = LARGEST_BARE_TEXT


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "anki": Format(suffix=".apkg", write=anki.write),
        "gift": Format(suffix=".gift", write=gift.write, read=gift_text.read),
        "jupyterquiz": Format(suffix=".json", write=jupyterquiz.write, read=jupyterquiz.read),
        "moodle": Format(
            suffix=".xml", write=moodle.write, read=moodle_bank.read, most=LARGEST_TEXT
        ),
        "qti": Format(suffix=".zip", write=qti.write),
    }
)


def export(questions: QuestionSet, format_: str, *, draws: bool = True) -> Exported:
    """Give questions as the content of a file in a format, and what that file lacks.

    Without `draws` pictures of the spine are left out, for machines that cannot draw them.

    Raises
    ------
    QuestionError
        If there is no such format.
    """
    return _known(format_, list(FORMATS)).write(questions, draws)


def import_(text: str, format_: str, name: str = "imported") -> Imported:
    """Read questions from the text of a foreign file; `name` stands in errors.

    Raises
    ------
    QuestionError
        If there is no such format, or the text is none of it.
    """
    known = _known(format_, [key for key, one in FORMATS.items() if one.read])
    if len(text) > known.most:
        raise QuestionError(f"{name}: {len(text)} letters, must be at most {known.most}")
    assert known.read is not None  # noqa: S101 - the formats without it are not known here
    return known.read(text.removeprefix("\ufeff"), name)


def convert(text: str, source: str, target: str, *, draws: bool = True) -> Exported:
    """Turn a foreign file into another format; the losses are those of both ways."""
    read = import_(text, source)
    made = export(read.questions, target, draws=draws)
    return Exported(content=made.content, losses=(*read.losses, *made.losses))


def _known(format_: str, allowed: list[str]) -> Format:
    if format_ not in allowed:
        raise QuestionError(f"format is {format_!r}, must be one of {', '.join(allowed)}")
    return FORMATS[format_]
