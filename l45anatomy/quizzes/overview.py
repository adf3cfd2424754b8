"""How far a learner has come, to be looked at in a lesson; `l45 progress` tells the same."""

import html
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from l45anatomy.quizzes.board import Board
from l45anatomy.quizzes.dashboard import board_text
from l45anatomy.quizzes.progress import Progress, ProgressError

__all__ = ["Overview", "progress"]


@dataclass(frozen=True)
class Overview:
    """What was answered, which roots were mixed up, how sure it was and what is due, in lines."""

    lines: tuple[str, ...]

    def __str__(self) -> str:
        """The lines as text."""
        return "\n".join(self.lines)

    __repr__ = __str__

    def _repr_html_(self) -> str:
        """The lines, set in as they are."""
        return f'<pre style="white-space: pre-wrap">{html.escape(str(self))}</pre>'


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
        board = Board(Progress(file).attempts(), now or datetime.now(UTC))
        return Overview(tuple(board_text(board).splitlines()))
    except ProgressError as error:
        return Overview((str(error),))
