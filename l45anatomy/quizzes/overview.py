"""How far a learner has come, to be looked at in a lesson; `l45 progress` tells the same."""

import html
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from l45anatomy.quizzes.progress import Progress, ProgressError
from l45anatomy.quizzes.telling import lines

__all__ = ["Overview", "progress"]


@dataclass(frozen=True)
class Overview:
    """What was answered, what to practise, what is mixed up and what is due, a line for each."""

    lines: tuple[str, ...]

    def __str__(self) -> str:
        """The lines as text."""
        return "\n".join(self.lines)

    __repr__ = __str__

    def _repr_html_(self) -> str:
        """The lines as a list."""
        told = "".join(f"<li>{html.escape(line)}</li>" for line in self.lines)
        return f"<ul>{told}</ul>"


def progress(file: str | Path | None = None, now: datetime | None = None) -> Overview:
    """Tell how far a learner has come; what can't be read is said, and no answer is touched.

    Parameters
    ----------
    file
        The file of answers; the learner's own by default.
    now
        A time in UTC; the present by default.
    """
    try:
        return Overview(tuple(lines(Progress(file).attempts(), now or datetime.now(UTC))))
    except ProgressError as error:
        return Overview((str(error),))
