"""The tables are sound, and a table that is not says where and why."""

import subprocess
import sys
from pathlib import Path

import pytest

from l45anatomy import evidence
from l45anatomy.evidence import DATA, EvidenceError, Knot, Quantity, Share, read_table

HEAD = "parameter,value,unit,low,high,source,basis,note"
KNOWN = ("panjabi1992", "edit")


def table(folder: Path, *rows: str, head: str = HEAD) -> Path:
    path = folder / "dimensions.csv"
    path.write_text("\n".join((head, *rows)) + "\n", encoding="utf-8")
    return path


def read(path: Path) -> tuple[Quantity, ...]:
    return read_table(path, Quantity, ("name",), KNOWN)


def data_copy(folder: Path, **edits: tuple[str, str]) -> Path:
    """Copy the shipped tables with `edits`, file stem -> (old, new), made where first found."""
    for path in DATA.iterdir():
        if path.suffix in (".csv", ".toml", ".svg"):
            text = path.read_text(encoding="utf-8")
            old, new = edits.get(path.stem, ("", ""))
            assert old in text
            (folder / path.name).write_text(text.replace(old, new, 1), encoding="utf-8")
    if not (folder / "dimensions.csv").exists():
        table(folder)
    return folder


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


def test_the_shipped_tables_are_sound(tmp_path: Path) -> None:
    assert evidence.check_all(data_copy(tmp_path)) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "problem"),
    [
        ("innervation", "longus,L5,0.75,", "longus,L5,0.7,", "sum of shares of 0.95, must be 1"),
        (
            "innervation",
            "posterior leg pain,S1,1,",
            "posterior leg pain,S1,0.5,",
            "largest share of 0.5, must be 1",
        ),
        ("innervation", "soleus,L5", "calf,L5", "'calf' is not in items.csv"),
        ("items", "own,motor", "own,power", "names the curve 'power', not in responses.csv"),
        ("items", "knee jerk", "EHL", "'EHL' means both"),
        ("responses", "motor,0.35,2", "motor,0.05,2", "must rise from 0 to 1"),
        ("responses", "(MRC 3),3,", "(MRC 3),4.5,", "must not turn back"),
        ("signs", "anal tone", "anal tune", "'anal tune' is no item and no modality"),
        ("body", 'id="sole-left"', 'id="palm-left"', "'palm-left' is not an item"),
        ("body", 'id="sole-left"', 'id="sole"', "'sole' has no region sole-left"),
        ("references", "[tsao2003]", "[tsao2004]", "got 'tsao2003', must be a key"),
    ],
)
def test_a_table_that_contradicts_another_is_reported(
    tmp_path: Path, file: str, old: str, new: str, problem: str
) -> None:
    problems = evidence.check_all(data_copy(tmp_path, **{file: (old, new)}))
    assert any(problem in line for line in problems)


@pytest.mark.parametrize("file", ["references.toml", "dimensions.csv", "items.csv", "body.svg"])
def test_a_missing_file_is_a_problem(tmp_path: Path, file: str) -> None:
    (data_copy(tmp_path) / file).unlink()
    assert any(line.startswith(file) for line in evidence.check_all(tmp_path))


def test_an_item_without_roots_is_a_problem(tmp_path: Path) -> None:
    folder = data_copy(tmp_path)
    text = (folder / "innervation.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    kept = "".join(line for line in text if not line.startswith("soleus,"))
    (folder / "innervation.csv").write_text(kept, encoding="utf-8")
    assert evidence.check_all(folder) == ["items.csv: 'soleus' has no row in innervation.csv"]


def test_a_source_named_in_a_tree_must_exist(tmp_path: Path) -> None:
    data_copy(tmp_path)
    (tmp_path / "cases.toml").write_text('[[case]]\nsource = ["nobody1900"]\n', encoding="utf-8")
    assert evidence.check_all(tmp_path) == [
        "cases.toml: source 'nobody1900' is not in references.toml"
    ]


def test_an_unused_source_is_a_warning_and_no_problem(tmp_path: Path) -> None:
    data_copy(tmp_path)
    assert "weber1983" in evidence.orphans(tmp_path)
    assert "tsao2003" not in evidence.orphans(tmp_path)
    assert evidence.check_all(tmp_path) == []


def test_rows_are_sorted_by_key() -> None:
    for name, fields in (("innervation", 2), ("signs", 4)):
        text = (DATA / f"{name}.csv").read_text(encoding="utf-8").splitlines()[1:]
        keys = [line.split(",")[:fields] for line in text]
        assert keys == sorted(keys), name


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
