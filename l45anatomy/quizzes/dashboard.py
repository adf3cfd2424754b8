"""The board as a page of its own: charts, each with its words; no script, nothing to load."""

from collections.abc import Iterable
from html import escape
from pathlib import Path

from l45anatomy.quizzes import board as told
from l45anatomy.quizzes import charts
from l45anatomy.quizzes.board import Board
from l45anatomy.quizzes.mastery import RECENT

__all__ = ["board_html", "board_text", "written"]

_STYLE = """
:root { color-scheme: light dark; --l45-board-fill: #2f6f9f; }
@media (prefers-color-scheme: dark) { :root { --l45-board-fill: #7fb6dd; } }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 44rem; margin: 2rem auto; padding: 0 1rem; }
h2 { margin: 2rem 0 0.5rem; font-size: 1.2rem; }
figure { margin: 0; overflow-x: auto; }
svg { max-width: none; }
table { border-collapse: collapse; }
th, td { text-align: left; padding: 0.25rem 1rem 0.25rem 0; vertical-align: top; }
"""


def board_text(board: Board) -> str:
    """Give the board in words."""
    return "\n".join(told.lines(board))


def board_html(board: Board) -> str:
    """Give the page. Every text of a question is escaped, so none of it can act on it."""
    body = "".join(_sections(board)) if board.attempts else "<p>No answers yet.</p>"
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>What you know</title><style>{_STYLE}</style></head>"
        f"<body><h1>What you know</h1>{body}</body></html>\n"
    )


def written(board: Board, file: Path) -> None:
    """Write the page to a file.

    Raises
    ------
    ValueError
        If its name does not end in .html.
    """
    if file.suffix != ".html":
        raise ValueError(f"file is {file.name!r}, must end in .html")
    file.write_text(board_html(board), encoding="utf-8")


def _sections(board: Board) -> Iterable[str]:
    yield _section(
        "Mastery by objective",
        f"The mean of the latest {RECENT} answers to each, the weakest first.",
        charts.goals(board) if board.goals else "",
        [told.goal(one) for one in board.goals],
    )
    asked = sum(board.matrix.values())
    counted = f"From {asked} answers that name a root. What was right is framed."
    yield _section(
        "Roots mixed up",
        counted if asked else "No answer names a root yet.",
        charts.matrix(board) if asked else "",
        list(told.mixed(board)),
    )
    yield _section(
        "How sure, and how often right",
        "With the interval that holds the true share 19 times in 20."
        if board.sure
        else "You have not said yet how sure you were.",
        charts.sure(board) if board.sure else "",
        [told.sure(one) for one in board.sure],
    )
    yield _section("Days", f"{told.days(board)}. The last box is today.", charts.days(board), [])
    yield f"<section><h2>Review</h2><p>{escape(told.queued(board))}.</p>{_queue(board)}</section>"


def _section(title: str, words: str, chart: str, rows: list[str]) -> str:
    listed = "".join(f"<li>{escape(row)}</li>" for row in rows)
    twin = f"<details><summary>In words</summary><ul>{listed}</ul></details>" if rows else ""
    figure = f"<figure>{chart}</figure>" if chart else ""
    return f"<section><h2>{escape(title)}</h2><p>{escape(words)}</p>{figure}{twin}</section>"


def _queue(board: Board) -> str:
    rows = "".join(
        f"<tr><td>{escape(board.when(one))}</td><td>{escape(board.about(one))}</td>"
        f"<td>{one.recall:.0%}</td></tr>"
        for one in told.shown(board)
    )
    if not rows:
        return ""
    head = "<tr><th>Due</th><th>What</th><th>Likely still known</th></tr>"
    return f"<figure><table><thead>{head}</thead><tbody>{rows}</tbody></table></figure>"
