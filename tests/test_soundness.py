"""Tables that do not fit together are told, each problem on a line."""

from pathlib import Path

import pytest

from l45anatomy import soundness
from l45anatomy.evidence import DATA


def data_copy(folder: Path, **edits: tuple[str, str]) -> Path:
    """Copy the shipped tables with `edits`, file stem -> (old, new), made where first found."""
    for path in DATA.iterdir():
        if path.suffix in (".csv", ".toml", ".svg"):
            text = path.read_text(encoding="utf-8")
            old, new = edits.get(path.stem, ("", ""))
            assert old in text
            (folder / path.name).write_text(text.replace(old, new, 1), encoding="utf-8")
    return folder


def test_the_shipped_tables_are_sound(tmp_path: Path) -> None:
    assert soundness.check_all(data_copy(tmp_path)) == []


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
        (
            "nerve_lesions",
            "tibial,tibial nerve",
            "tibial,shin nerve",
            "'shin nerve' is no nerve",
        ),
        ("degenerations", "\n4,facet_mm,", "\n4,spur_mm,", "grade 4 has no facet_mm"),
        ("innervation", "soleus,L5", "calf,L5", "'calf' is not in items.csv"),
        ("dermatomes", "saddle,S2-S4,no,1,", "saddle,S2-S4,no,0.9,", "sum of shares of 0.9, not 1"),
        ("dermatomes", "sole,L5", "palm,L5", "'palm' is no patch of skin of items.csv"),
        (
            "dermatomes",
            "ISNCSCI points,saddle",
            "other points,saddle",
            "ISNCSCI points has no row for 'saddle'",
        ),
        ("grades", "Meyerding,none,0", "Meyerding,none,1", "must have one normal grade"),
        (
            "grades",
            "deformed,calibre lost,above,0.02",
            "deformed,calibre lost,above,0.2",
            "from 0.2",
        ),
        ("quotes", "trauma,deficit", "falls,deficit", "is about 'falls', must be a topic"),
        ("emg_muscles", "proximal,iliopsoas", "proximal,psoas minor", "no item of items.csv"),
        (
            "emg_supply",
            "abductor hallucis,S1,0.6",
            "abductor hallucis,S1,0.5",
            "sum of shares of 0.9",
        ),
        (
            "emg_supply",
            "tensor fasciae latae,S1",
            "fascia lata,S1",
            "'fascia lata' is not in emg_mus",
        ),
        (
            "conduction",
            "sensory potential,lateral heel",
            "sensory potential,heel bone",
            "'heel bone' is",
        ),
        ("emg_timing", "late response,shows", "late response,goes", "no row for 'late response'"),
        ("red_flags", "bladder", "ladder", "'ladder' is no item and no modality"),
        ("items", "own,motor", "own,power", "names the curve 'power', not in responses.csv"),
        ("items", "knee jerk", "EHL", "'EHL' means both"),
        ("variation", "anyone,prefixed,0.14", "anyone,prefixed,0.9", "must be at most 1"),
        ("variation", "motor,missed,0", "power,missed,0", "'motor' has no row 'missed'"),
        ("responses", "motor,0.35,2", "motor,0.05,2", "must rise from 0 to 1"),
        ("responses", "(MRC 3),3,", "(MRC 3),4.5,", "must not turn back"),
        ("signs", "anal tone", "anal tune", "'anal tune' is no item and no modality"),
        ("recovery", "52,141,0.95", "52,141,0.4", "must not fall: what is reached stays reached"),
        ("recovery", "52,141,0.95", "3,141,0.95", "has the weeks [4.0, 3.0], must rise"),
        ("recovery", "52,141,0.95", "52,141,1", "has a share that is not between 0 and 1"),
        ("recovery", "early operation,reached,52", "early operation,then,52", "more than one arm"),
        ("priors", "L4-L5,0.57,", "L4-L5,0.37,", "has a sum of 0.797, must be about 1"),
        ("trials", "subarticular,1,0.3,", "subarticular,1,0.4,", "has weights of 1.1, must be 1"),
        ("state_words", "gait,fails,2", "gate,fails,2", "'fails' has the modality 'gate'"),
        ("state_words", "gait,fails,2", "gait,fails,4", "'gait' and the level 4"),
        ("named_findings", "foot drop,tibialis", "foot drop,shin", "'foot drop' has no item"),
        ("named_findings", "drop foot,", "TA,", "'TA' is the name of an item"),
        ("structures", "FMA13075", "13075", "has the id '13075', must be FMA and digits"),
        ("structures", "FMA13075", "", "'L4 vertebra' needs an id that was read"),
        ("structures", "os sacrum", "", "'sacrum' lacks its Latin"),
        ("structures", "thecal sac", "PLL", "'PLL' means both"),
        ("structures", "bodyparts3d", "nobody1900", "source 'nobody1900' is not in references"),
        ("terms", "thecal sac", "recess", "'recess' means both 'dural sac' and 'lateral recess'"),
        ("terms", "The soft layer", "The soft layer " * 9, "'disc' has"),
        ("terms", "\nzone,", "\na zone,", "not sorted by term"),
        ("terms", "fardon2014", "nobody1900", "source 'nobody1900' is not in references"),
        ("terms", "textbook,recalled", ",recalled", "has no source"),
        ("measures", "clouthier2023", "nobody1900", "got 'nobody1900', must be a key"),
        ("body", 'id="sole-left"', 'id="palm-left"', "'palm-left' is not an item"),
        ("body", 'id="sole-left"', 'id="sole"', "'sole' has no region sole-left"),
        ("references", "doi:10.1007/", "doi:1007/", "must be doi:10"),
        ("references", "; PMID ", "; pubmed ", "must be doi:10"),
        ("references", "[tsao2003]", "[tsao2004]", "got 'tsao2003', must be a key"),
    ],
)
def test_a_table_that_contradicts_another_is_reported(
    tmp_path: Path, file: str, old: str, new: str, problem: str
) -> None:
    problems = soundness.check_all(data_copy(tmp_path, **{file: (old, new)}))
    assert any(problem in line for line in problems)


@pytest.mark.parametrize("file", ["references.toml", "dimensions.csv", "items.csv", "body.svg"])
def test_a_missing_file_is_a_problem(tmp_path: Path, file: str) -> None:
    (data_copy(tmp_path) / file).unlink()
    assert any(line.startswith(file) for line in soundness.check_all(tmp_path))


def test_an_item_without_roots_is_a_problem(tmp_path: Path) -> None:
    folder = data_copy(tmp_path)
    text = (folder / "innervation.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    kept = "".join(line for line in text if not line.startswith("soleus,"))
    (folder / "innervation.csv").write_text(kept, encoding="utf-8")
    assert soundness.check_all(folder) == ["items.csv: 'soleus' has no row in innervation.csv"]


def test_a_source_named_in_a_tree_must_exist(tmp_path: Path) -> None:
    data_copy(tmp_path)
    (tmp_path / "cases.toml").write_text('[[case]]\nsource = ["nobody1900"]\n', encoding="utf-8")
    assert soundness.check_all(tmp_path) == [
        "cases.toml: source 'nobody1900' is not in references.toml"
    ]


def test_an_unused_source_is_a_warning_and_no_problem(tmp_path: Path) -> None:
    data_copy(tmp_path)
    assert "weber1983" in soundness.orphans(tmp_path)
    assert "tsao2003" not in soundness.orphans(tmp_path)
    assert soundness.check_all(tmp_path) == []


def test_rows_are_sorted_by_key() -> None:
    for name, fields in (("innervation", 2), ("measures", 2), ("signs", 4), ("structures", 1)):
        text = (DATA / f"{name}.csv").read_text(encoding="utf-8").splitlines()[1:]
        keys = [line.split(",")[:fields] for line in text]
        assert keys == sorted(keys), name


def test_every_table_has_its_sheet_and_every_sheet_its_table() -> None:
    sheets = [
        line[3:]
        for line in (DATA / "README.md").read_text("utf-8").splitlines()
        if line.startswith("## ")
    ]
    assert sorted(sheets) == sorted(p.name for p in DATA.iterdir() if p.name != "README.md")
