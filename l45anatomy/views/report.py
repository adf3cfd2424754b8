"""What a radiologist would write and grade, and what can be taken away, as HTML.

It shows the values it is given and works out nothing.
"""

from collections.abc import Iterable
from html import escape

from l45anatomy.case import Case
from l45anatomy.grading import Grade
from l45anatomy.views.describe import describe
from l45anatomy.views.exam import exam_text
from l45anatomy.views.why import basis_html, papers_html

_HEADS = ("System", "Where", "Grade", "Measured", "What the grade means", "How sure")


def report_html(case: Case) -> str:
    """Give the report under its headings, a paragraph for each thing looked at."""
    parts = []
    for block in case.report.split("\n\n"):
        head, *lines = block.splitlines()
        parts.append(f"<h4>{escape(head)}</h4>")
        for line in lines:
            place, colon, rest = line.partition(": ")
            told = f"<strong>{escape(place)}:</strong> {escape(rest)}" if colon else escape(line)
            parts.append(f"<p>{told}</p>")
    return f'<section class="l45-report" aria-label="Report">{"".join(parts)}</section>'


def _row(grade: Grade) -> str:
    where = " ".join(filter(None, (grade.structure, str(grade.side or ""))))
    if grade.level and grade.level not in where:
        where = f"{where}, {grade.level}"
    cells = (where, grade.grade, f"{grade.measure} {grade.number}", grade.criterion)
    plain = "".join(f"<td>{escape(cell)}</td>" for cell in cells)
    keys = "".join(f" [{escape(key)}]" for key in grade.source)
    sure = f"<td>{basis_html(grade.basis)}{keys}</td>"
    return f'<tr><th scope="row">{escape(grade.system)}</th>{plain}{sure}</tr>'


def _table(caption: str, grades: Iterable[Grade]) -> str:
    head = "".join(f'<th scope="col">{name}</th>' for name in _HEADS)
    return (
        f'<table class="l45-grades"><caption>{escape(caption)}</caption><thead><tr>{head}</tr>'
        f"</thead><tbody>{''.join(map(_row, grades))}</tbody></table>"
    )


def grades_html(case: Case) -> str:
    """Give the grades as a table, the worst first, normal ones folded, their papers below."""
    wrong = sorted((g for g in case.grades if g.rank > 0), key=lambda grade: -grade.rank)
    sound = [grade for grade in case.grades if grade.rank == 0]
    count = f"{len(wrong)} {'grade is' if len(wrong) == 1 else 'grades are'} not normal"
    table = _table(count, wrong) if wrong else "<p>All grades are normal.</p>"
    keys = [key for grade in case.grades for key in grade.source]
    return (
        f'<section aria-label="Grades">{table}<details data-fold="normal grades"><summary>'
        f"{len(sound)} normal {'grade' if len(sound) == 1 else 'grades'}</summary>"
        f'{_table("Normal grades", sound)}</details><details data-fold="grade papers"><summary>'
        f"Papers</summary>{papers_html(keys)}</details></section>"
    )


def export_html(case: Case) -> str:
    """Give the buttons that copy or save the case: words, table, file and share code."""
    text = f"{describe(case)}\n\n{exam_text(case.exam)}\n\n{case.report}"
    copies = (
        ("Copy as text", text),
        ("Copy for a spreadsheet", case.exam.to_csv("\t")),
        ("Copy share code", case.code),
    )
    buttons = "".join(
        f'<button type="button" data-copy="{_quoted(told)}">{name}</button> '
        for name, told in copies
    )
    table = _quoted(case.exam.to_csv())
    return (
        f'<section class="l45-export" aria-label="Take away">{buttons}'
        f'<button type="button" data-download="exam.csv" data-text="{table}">Save exam.csv</button>'
        f"<p>Share code: <code>{escape(case.code)}</code></p></section>"
    )


def _quoted(text: str) -> str:
    """Give text as an attribute that keeps its lines and tabs."""
    return escape(text).replace("\n", "&#10;").replace("\t", "&#9;")
