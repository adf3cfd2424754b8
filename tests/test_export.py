"""An examination as rows, as CSV and as a pandas frame."""

import csv
import io
import sys
from dataclasses import replace

import pytest

from l45anatomy.clearance import Compression
from l45anatomy.frame import Side
from l45anatomy.neurology import examine
from l45anatomy.neurology.export import COLUMNS

NERVE = Compression(
    root="common peroneal nerve",
    side=Side.LEFT,
    site="leg",
    level="",
    gap_mm=0.0,
    shift_mm=0.0,
    loss=0.8,
    by=("a cast, tight",),
    grade=3,
    at=(0.0, 0.0, 0.0),
)


def test_a_row_tells_what_the_finding_tells() -> None:
    exam = examine([NERVE])
    rows = exam.to_rows()
    assert [row["item"] for row in rows] == [finding.item for finding in exam]
    [row] = [r for r in rows if (r["item"], r["side"]) == ("tibialis anterior", "left")]
    finding = exam["tibialis anterior", "left"]
    assert (row["finding"], row["grade"], row["level"]) == (
        finding.label, finding.grade, finding.level,
    )  # fmt: skip
    assert (row["caught"], row["by"]) == ("common peroneal nerve left", "a cast, tight")


@pytest.mark.parametrize("delimiter", [",", "\t"])
def test_csv_reads_back_as_the_rows(delimiter: str) -> None:
    exam = examine([NERVE])
    read = list(csv.DictReader(io.StringIO(exam.to_csv(delimiter)), delimiter=delimiter))
    assert read == [{name: str(cell) for name, cell in row.items()} for row in exam.to_rows()]


def test_what_somebody_wrote_is_no_formula_in_a_spreadsheet() -> None:
    text = examine([replace(NERVE, by=("=HYPERLINK(1)",))]).to_csv()
    assert "'=HYPERLINK(1)" in text
    assert ",=HYPERLINK" not in text


def test_a_frame_has_the_rows_under_their_columns() -> None:
    pandas = pytest.importorskip("pandas")
    exam = examine([NERVE])
    frame = exam.to_frame()
    assert isinstance(frame, pandas.DataFrame)
    assert list(frame.columns) == list(COLUMNS)
    assert frame.to_dict("records") == exam.to_rows()


def test_without_pandas_the_error_names_the_remedy(monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(ImportError, match="pip install pandas"):
        examine([]).to_frame()
