"""An examination as rows: plain values for a spreadsheet, a CSV file or a pandas frame."""

import csv
import io
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas

    from l45anatomy.neurology.finding import Finding

COLUMNS = (
    "item", "side", "modality", "finding", "grade", "level", "loss", "caught", "by", "sources",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would run


def rows_of(findings: Iterable["Finding"]) -> list[dict[str, Any]]:
    """Give a row per finding: words, the grade on its own scale, level 0-3 and loss 0-1.

    `caught` names what is caught as the views have it, `by` what presses, `sources` the keys of
    `references.toml`; several are parted by a semicolon.
    """
    rows = []
    for finding in findings:
        caught = [f"{c.root} {c.side or ''}".strip() for c in finding.because]
        pressing = dict.fromkeys(name for c in finding.because for name in c.by)
        cells = (
            finding.item, str(finding.side or ""), finding.modality, finding.label, finding.grade,
            finding.level, round(finding.loss, 3), "; ".join(caught), "; ".join(pressing),
            "; ".join(finding.sources),
        )  # fmt: skip
        rows.append(dict(zip(COLUMNS, cells, strict=True)))
    return rows


def written(rows: Iterable[dict[str, Any]], delimiter: str = ",") -> str:
    """Give rows as CSV text with a heading; no cell can be run as a formula."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, delimiter=delimiter, lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: _plain(cell) for name, cell in row.items()} for row in rows)
    return out.getvalue()


def framed(rows: list[dict[str, Any]]) -> "pandas.DataFrame":
    """Give rows as a pandas frame; `ImportError` that names the remedy without pandas."""
    try:
        import pandas
    except ImportError as error:
        remedy = "pandas is not installed: pip install pandas, or take to_rows() or to_csv()"
        raise ImportError(remedy) from error
    return pandas.DataFrame(rows, columns=list(COLUMNS))


def _plain(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
