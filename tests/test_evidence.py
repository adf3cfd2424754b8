"""The tables are sound, and a table that is not says where and why."""

import subprocess
import sys
from pathlib import Path

import pytest

from l45anatomy import evidence
from l45anatomy.evidence import EvidenceError, Knot, Quantity, Share, read_table

HEAD = "parameter,value,unit,low,high,source,basis,note"
KNOWN = ("panjabi1992", "edit")


def table(folder: Path, *rows: str, head: str = HEAD) -> Path:
    path = folder / "dimensions.csv"
    path.write_text("\n".join((head, *rows)) + "\n", encoding="utf-8")
    return path


def read(path: Path) -> tuple[Quantity, ...]:
    return read_table(path, Quantity, ("name",), KNOWN)


def test_a_sound_row_becomes_a_value(tmp_path: Path) -> None:
    path = table(tmp_path, 'height,28.5,mm,20,36,panjabi1992;edit,read,"see [edit], page 3"')
    expected = Quantity(
        name="height",
        value=28.5,
        unit="mm",
        low=20.0,
        high=36.0,
        source=("panjabi1992", "edit"),
        basis="read",
        note="see [edit], page 3",
    )
    assert read(path) == (expected,)


@pytest.mark.parametrize(
    ("row", "column", "value", "allowed"),
    [
        ("height,tall,mm,20,36,edit,assumption,", "value", "tall", "a number"),
        ("height,nan,mm,20,36,edit,assumption,", "value", "nan", "a finite number"),
        ("height,40,mm,20,36,edit,assumption,", "value", 40.0, "20 to 36"),
        ("height,28,inch,20,36,edit,assumption,", "unit", "inch", "one of mm, mm2, deg"),
        ("height,28,mm,36,20,edit,assumption,", "low", 36.0, "at most high, 20"),
        ("height,28,mm,20,36,edit,guess,", "basis", "guess", "read, recalled, assumption"),
        ("height,28,mm,20,36,nobody1900,read,", "source", "nobody1900", "references.toml"),
        ("height,28,mm,20,36,,read,", "source", "", "a source, because basis is read"),
        ("height,28,mm,20,36,edit,assumption,as [nobody1900]", "source", "nobody1900", "key"),
        ("height,28,mm,20,36,edit,assumption", "row", 7, "8 cells"),
    ],
)
def test_a_broken_row_says_where_and_what_is_allowed(
    tmp_path: Path, row: str, column: str, value: object, allowed: str
) -> None:
    path = table(tmp_path, "width,40,mm,30,50,edit,assumption,", row)
    with pytest.raises(EvidenceError) as broken:
        read(path)
    assert (broken.value.line, broken.value.column, broken.value.value) == (3, column, value)
    assert allowed in broken.value.allowed
    for part in ("dimensions.csv", "line 3", column, repr(value), broken.value.allowed):
        assert part in str(broken.value)


def test_a_key_may_stand_only_once(tmp_path: Path) -> None:
    row = "height,28,mm,20,36,edit,assumption,"
    with pytest.raises(EvidenceError, match=r"line 3, column name: got .*'height'.* unique"):
        read(table(tmp_path, row, row))


def test_other_columns_are_refused(tmp_path: Path) -> None:
    with pytest.raises(EvidenceError, match=rf"line 1, column header: .* must be {HEAD}"):
        read(table(tmp_path, head="parameter,value"))


def test_a_missing_table_is_named(tmp_path: Path) -> None:
    with pytest.raises(EvidenceError, match=r"dimensions\.csv.* got 'no file'"):
        read(tmp_path / "dimensions.csv")


def test_a_whole_number_is_asked_for_where_one_is_needed(tmp_path: Path) -> None:
    path = tmp_path / "responses.csv"
    path.write_text(
        "curve,loss,level,words,grade,unit,low,high,source,basis,note\n"
        "motor,0,0.5,normal,5,grade,0,5,edit,assumption,\n",
        encoding="utf-8",
    )
    with pytest.raises(EvidenceError, match=r"column level: got '0\.5', must be a whole number"):
        read_table(path, Knot, ("curve", "loss"), KNOWN)


def test_a_source_without_authors_is_refused(tmp_path: Path) -> None:
    text = '[edit]\nauthors = "us"\nread_as = "assumption"\n\n[tsao2003]\nyear = 2003\n'
    (tmp_path / "references.toml").write_text(text, encoding="utf-8")
    with pytest.raises(EvidenceError, match=r"line 5, column tsao2003: .* authors"):
        evidence.references(tmp_path)


def test_the_teaching_defaults_say_that_they_are_assumptions() -> None:
    rows = [row for rows in evidence.innervation().values() for row in rows]
    assert all(isinstance(row, Share) and row.basis == "assumption" for row in rows)
    assert all("edit" in row.source for row in rows)
    assert evidence.references()["edit"].is_assumption


def test_a_source_from_memory_says_so() -> None:
    assert str(evidence.references()["mrc1976"]).endswith("(quoted from memory, unverified)")
    assert str(evidence.references()["tsao2003"]).startswith("[tsao2003] Tsao BE")


def test_importing_reads_no_file() -> None:
    code = (
        "import pathlib, l45anatomy.evidence as e\n"
        "pathlib.Path.open = pathlib.Path.read_text = None\n"
        "assert e.references.cache_info().currsize == 0\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=30)
