"""Before and after as tables: what changed first, what stayed the same folded below.

It shows the values it is given and works out nothing. Colour never stands alone: every chip says in
words what its colour says.
"""

from collections.abc import Iterable, Sequence
from html import escape

from l45anatomy.clearance import Compression
from l45anatomy.comparison import Comparison, FindingChange, GradeChange, RootChange
from l45anatomy.frame import Side
from l45anatomy.views.exam import chip
from l45anatomy.views.palette import CHANGES, DEFICITS, PAPER, ROOT_GRADES, word_of

_IN_TIME = "at best, in time: "
_HEADS = ("What", "Side", "Before", "After", "Change")


def _state(compression: Compression) -> str:
    """Give how much is lost and how it is caught, as a chip."""
    left = f"{1 - compression.loss:.0%} left"
    colour = ROOT_GRADES[compression.grade] if compression.grade else PAPER  # yellow would warn
    return chip(colour, f"{word_of(compression)}, {left}")


def _side(side: Side | None) -> str:
    return "both" if side is None else str(side)


def _row(what: str, side: Side | None, before: str, after: str, verdict: str) -> str:
    """One row; `before` and `after` are HTML already."""
    cells = (escape(_side(side)), before, after, chip(CHANGES[verdict], verdict))
    plain = "".join(f"<td>{cell}</td>" for cell in cells)
    return f'<tr><th scope="row" style="text-align:left">{escape(what)}</th>{plain}</tr>'


def _root(change: RootChange) -> str:
    kind = "" if change.side is None or change.before.is_beyond_spine else "root "
    what = f"{kind}{change.root}"
    return _row(what, change.side, _state(change.before), _state(change.after), change.verdict)


def _finding(change: FindingChange, *, heals: bool) -> str:
    """One finding; where it `heals` only because a root was freed, it is not yet as told."""
    first = _IN_TIME if heals and change.verdict == "better" else ""
    before, after = (
        chip(DEFICITS[finding.level], words + finding.label).replace("MRC ", "MRC&nbsp;")
        for words, finding in (("", change.before), (first, change.after))
    )
    return _row(change.item, change.side, before, after, change.verdict)


def _grade(change: GradeChange) -> str:
    before, after = map(escape, change.words)
    side = change.graded.side
    what = change.name.removesuffix(f", {side}")
    return _row(what, side, before, after, change.verdict)


def _body(head: str, rows: Sequence[str]) -> str:
    if not rows:
        return ""
    return (
        f'<tbody><tr><th scope="rowgroup" colspan="{len(_HEADS)}" style="text-align:left;'
        f'padding-top:0.6em">{escape(head)}</th></tr>{"".join(rows)}</tbody>'
    )


def _table(
    caption: str,
    roots: Iterable[RootChange],
    findings: Iterable[FindingChange],
    grades: Iterable[GradeChange],
    *,
    heals: bool,
) -> str:
    """Give a table with a body for roots, one for findings and one for grades."""
    bodies = (
        _body("Roots and sac", [_root(change) for change in roots]),
        _body("Findings", [_finding(change, heals=heals) for change in findings]),
        _body("Grades", [_grade(change) for change in grades]),
    )
    head = "".join(f'<th scope="col" style="text-align:left">{name}</th>' for name in _HEADS)
    return (
        f'<table class="l45-comparison"><caption style="text-align:left">{escape(caption)}'
        f"</caption><thead><tr>{head}</tr></thead>{''.join(bodies)}</table>"
    )


def comparison_html(comparison: Comparison) -> str:
    """Give the comparison as HTML: what changed as a table, what did not folded below it."""
    better, worse = len(comparison.better), len(comparison.worse)
    caption = f"Before and after: {better} better, {worse} worse"
    roots, findings, grades = comparison.roots, comparison.findings, comparison.grades
    heals = bool(comparison.caveat)
    changed = _table(
        caption,
        [change for change in roots if change.verdict != "same"],
        [change for change in findings if change.verdict != "same"],
        [change for change in grades if change.verdict != "same"],
        heals=heals,
    )
    same = _table(
        "Unchanged",
        [change for change in roots if change.verdict == "same"],
        [change for change in findings if change.verdict == "same"],
        [change for change in grades if change.verdict == "same"],
        heals=heals,
    )
    shown = changed if comparison.changed else "<p>Nothing changes.</p>"
    fold = f"<details><summary>What stays the same</summary>{same}</details>"
    caveat = f"<p>{escape(comparison.caveat)}</p>" if comparison.caveat else ""
    return f'<section aria-label="Before and after">{shown}{caveat}{fold}</section>'
