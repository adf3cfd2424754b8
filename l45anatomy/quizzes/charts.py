"""The charts of the board as SVG: bars, a matrix, shares with their intervals, days.

Ink is `currentColor`, so they read on light and dark pages; a number stands beside every mark, and
colour alone says nothing. Each has a name for who does not see it.
"""

from collections.abc import Iterable
from html import escape
from itertools import pairwise

from l45anatomy.quizzes import board as told
from l45anatomy.quizzes.board import Board

_WIDE = 640
_BAR, _ROW = 12, 40
_CELL, _EDGE = 56, 64
_HIGH, _LEFT, _TOP = 200, 56, 16
_DAY = 22
_PER_ROW = 14
_LONGEST = 92  # letters of an objective that fit above its bar
FILL = "var(--l45-board-fill)"


def _svg(wide: int, high: int, name: str, parts: Iterable[str]) -> str:
    return (
        f'<svg viewBox="0 0 {wide} {high}" width="{wide}" height="{high}" role="img" '
        f'aria-label="{escape(name)}"><g font-size="12" fill="currentColor">'
        f"{''.join(parts)}</g></svg>"
    )


def _text(x: float, y: float, words: str, anchor: str = "start") -> str:
    return f'<text x="{x:.0f}" y="{y:.0f}" text-anchor="{anchor}">{escape(words)}</text>'


def _line(x1: float, y1: float, x2: float, y2: float, width: float = 1.5) -> str:
    return (
        f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" '
        f'stroke="currentColor" stroke-width="{width:g}"/>'
    )


def _box(x: float, y: float, wide: float, high: float, share: float, name: str = "") -> str:
    """Draw a box filled as strongly as its share, 0 to 1."""
    title = f"<title>{escape(name)}</title>" if name else ""
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{high:.1f}" fill="{FILL}" '
        f'fill-opacity="{share:.2f}" stroke="currentColor" stroke-opacity="0.5">{title}</rect>'
    )


def goals(board: Board) -> str:
    """A bar for each objective, the weakest first."""
    parts = []
    full = _WIDE - 60
    for number, one in enumerate(board.goals):
        y = number * _ROW + 14
        words = told.aim(one.objective)
        short = words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
        parts += [
            _text(0, y, short),
            _box(0, y + 6, full, _BAR, 0.0, told.goal(one)),
            _box(0, y + 6, full * one.score, _BAR, 0.8),
            _text(full + 8, y + 6 + _BAR - 1, f"{one.score:.0%}"),
        ]
    return _svg(_WIDE, max(1, len(board.goals)) * _ROW, "Mastery by objective", parts)


def matrix(board: Board) -> str:
    """Rows say what it was, columns what was said; what was right is framed."""
    roots, counts = board.roots, board.matrix
    parts = [
        _text(_EDGE + len(roots) * _CELL / 2, 12, "said", "middle"),
        _text(_EDGE - 8, 32, "it was", "end"),
    ]
    for n, true in enumerate(roots):
        total = sum(counts.get((true, given), 0) for given in roots)
        middle = 40 + n * _CELL + _CELL / 2 + 4
        parts.append(_text(_EDGE - 8, middle, true, "end"))
        parts.append(_text(_EDGE + n * _CELL + _CELL / 2, 32, true, "middle"))
        for m, given in enumerate(roots):
            count = counts.get((true, given), 0)
            x, y = _EDGE + m * _CELL, 40 + n * _CELL
            name = f"{true} taken for {given}: {count} of {total}"
            parts.append(_box(x, y, _CELL, _CELL, 0.45 * count / total if total else 0.0, name))
            parts.append(_text(x + _CELL / 2, middle, str(count), "middle"))
        parts.append(_frame(_EDGE + n * _CELL, 40 + n * _CELL))
    wide, high = _EDGE + len(roots) * _CELL + 8, 48 + len(roots) * _CELL
    return _svg(wide, high, "Roots: what it was, and what was said", parts)


def _frame(x: float, y: float) -> str:
    return (
        f'<rect x="{x + 2:.0f}" y="{y + 2:.0f}" width="{_CELL - 4}" height="{_CELL - 4}" '
        f'fill="none" stroke="currentColor" stroke-width="2"/>'
    )


def sure(board: Board) -> str:
    """The share that was right with each confidence, with its interval and its counts."""
    step = (_WIDE - _LEFT) / max(1, len(board.sure))
    parts = [_line(_LEFT, _y(0), _WIDE, _y(0), 1)]
    for share in (0.0, 0.5, 1.0):
        parts.append(_text(_LEFT - 8, _y(share) + 4, f"{share:.0%}", "end"))
        parts.append(f'<g stroke-opacity="0.25">{_line(_LEFT, _y(share), _WIDE, _y(share), 1)}</g>')
    places = [(_LEFT + (n + 0.5) * step, _y(one.share)) for n, one in enumerate(board.sure)]
    for (x, y), (further, there) in pairwise(places):
        parts.append(_line(x, y, further, there))
    for (x, y), one in zip(places, board.sure, strict=True):
        parts += [
            _line(x, _y(one.low), x, _y(one.high), 2),
            _line(x - 8, _y(one.low), x + 8, _y(one.low), 2),
            _line(x - 8, _y(one.high), x + 8, _y(one.high), 2),
            _dot(x, y, told.sure(one)),
            _text(x, _HIGH + 20, one.confidence, "middle"),
            _text(x, _HIGH + 36, f"{one.right} of {one.given} right", "middle"),
        ]
    return _svg(_WIDE, _HIGH + 44, "How sure, and how often right", parts)


def _dot(x: float, y: float, name: str) -> str:
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5"><title>{escape(name)}</title></circle>'


def _y(share: float) -> float:
    return _TOP + (1 - share) * (_HIGH - _TOP)


def days(board: Board) -> str:
    """A box for each of the latest days, with the number of its answers."""
    most = max(count for _, count in board.days) or 1
    parts = []
    for number, (day, count) in enumerate(board.days):
        x = (number % _PER_ROW) * (_DAY + 4)
        y = number // _PER_ROW * (_DAY + 4)
        name = f"{day.isoformat()}: {count} answers"
        parts.append(_box(x, y, _DAY, _DAY, 0.45 * count / most, name))
        parts += [_text(x + _DAY / 2, y + 15, str(count), "middle")] if count else []
    high = -(-len(board.days) // _PER_ROW) * (_DAY + 4)
    return _svg(_PER_ROW * (_DAY + 4), high, "Answers on each of the latest days", parts)
