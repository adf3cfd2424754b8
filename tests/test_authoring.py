"""What those who write questions type: `l45 quiz` and its verbs."""

import json
import zipfile
from functools import partial

import pytest

from l45anatomy import cli
from l45anatomy.quizzes.exchange import FORMATS
from l45anatomy.quizzes.questions import load
from tests.quizzes.test_questions import GOOD


@pytest.fixture
def mine(tmp_path):
    file = tmp_path / "mine.toml"
    assert cli.main(["quiz", "new", str(file)]) == 0
    return file


def test_a_new_file_passes_lint(mine, capsys):
    assert cli.main(["quiz", "lint", str(mine)]) == 0
    assert "2 questions, no flaws" in capsys.readouterr().out


def test_nothing_is_written_over_unless_it_is_said(mine, capsys):
    mine.write_text("my work")
    assert cli.main(["quiz", "new", str(mine)]) == 2
    assert "is there already" in capsys.readouterr().err
    assert mine.read_text() == "my work"
    assert cli.main(["quiz", "new", str(mine), "--force"]) == 0
    assert len(load(mine)) == 2


def test_lint_names_flaws_and_what_the_simulator_denies(mine, capsys):
    text = mine.read_text().replace("Which muscle lifts the great toe?", "Which muscle does not?")
    mine.write_text(text.replace('side = "right", zone', 'side = "left", zone'))
    assert cli.main(["quiz", "lint", str(mine)]) == 1
    out = capsys.readouterr().out
    assert "question 'who-lifts-the-toe': negative stem: it asks with 'not'" in out
    assert "against the simulator: beside-the-midline: the key says L5 right, which is free" in out
    assert out.endswith("flaws\n")


def test_lint_says_where_a_file_is_broken(tmp_path, capsys):
    file = tmp_path / "broken.toml"
    file.write_text(GOOD.replace("remember", "guess"))
    assert cli.main(["quiz", "lint", str(file)]) == 2
    assert "broken.toml, question 'one': bloom is 'guess'" in capsys.readouterr().err


def test_lint_takes_a_quiz_by_its_name(capsys):
    cli.main(["quiz", "lint", "03-herniation"])
    assert f"{len(load('03-herniation'))} questions, " in capsys.readouterr().out


def test_the_schema_is_json(capsys):
    assert cli.main(["quiz", "schema"]) == 0
    assert "question" in json.loads(capsys.readouterr().out)["properties"]


@pytest.mark.parametrize("format_", FORMATS)
def test_questions_are_exported_with_what_is_lost(format_, tmp_path, capsys):
    out = tmp_path / f"out{FORMATS[format_].suffix}"
    assert cli.main(["quiz", "export", "03-herniation", "--to", format_, str(out)]) == 0
    said = capsys.readouterr().out
    assert "not carried: misconceptions (subarticular-l4-l5, " in said
    assert f"written: {out}" in said
    assert out.stat().st_size > 1000
    assert cli.main(["quiz", "export", "03-herniation", "--to", format_, str(out)]) == 2


@pytest.mark.parametrize(("format_", "name"), [
    ("gift", "a.gift"), ("gift", "a.txt"), ("jupyterquiz", "a.json"), ("moodle", "a.XML")
])  # fmt: skip
def test_what_was_exported_is_imported_again(format_, name, tmp_path, capsys):
    foreign, back = tmp_path / name, tmp_path / "back.toml"
    assert cli.main(["quiz", "export", "03-herniation", "--to", format_, str(foreign)]) == 0
    assert cli.main(["quiz", "import", str(foreign), str(back)]) == 0
    assert "no misconception named (" in capsys.readouterr().out
    sent = [one.stem for one in load("03-herniation")]
    got = [one.stem for one in load(back)]
    assert got[:5] == sent[:5]
    assert len(got) > len(sent) / 2  # the rest is of kinds that only this package has


def test_a_format_may_be_named(tmp_path):
    foreign = tmp_path / "questions.data"
    foreign.write_text("Which root? {=L5 ~L4}")
    back = tmp_path / "back.toml"
    assert cli.main(["quiz", "import", str(foreign), str(back)]) == 2
    assert not back.exists()
    assert cli.main(["quiz", "import", str(foreign), str(back), "--from", "gift"]) == 0
    assert load(back).questions[0].key.text == "L5"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"<quiz>\n<question>", "a.xml, line 2: no XML"),
        (b"<quiz>\xff</quiz>", "a.xml: byte 6 is no UTF-8 text"),
        (b"<!DOCTYPE x><quiz/>", "a.xml, line 1: a document type"),
    ],
)
def test_a_file_that_cannot_be_imported_says_where_and_why(content, said, tmp_path, capsys):
    foreign, back = tmp_path / "a.xml", tmp_path / "back.toml"
    foreign.write_bytes(content)
    assert cli.main(["quiz", "import", str(foreign), str(back)]) == 2
    assert said in capsys.readouterr().err
    assert not back.exists()


def test_where_nothing_can_be_drawn_the_rest_is_exported(tmp_path, monkeypatch, capsys):
    """A missing OpenGL would end the process, so another process tries it first."""
    from l45anatomy.cli import authoring

    file = tmp_path / "shown.toml"
    picture = '[question.picture]\nof = "spine"\ncase = { changes = [] }\n'
    file.write_text(GOOD + picture)
    monkeypatch.setattr(authoring, "_draws", lambda: False)
    out = tmp_path / "out.zip"
    assert cli.main(["quiz", "export", str(file), "--to", "qti", str(out)]) == 0
    assert "picture: nothing can be drawn in 3D on this machine" in capsys.readouterr().out
    assert not [name for name in zipfile.ZipFile(out).namelist() if name.endswith(".png")]


@pytest.mark.parametrize(("script", "draws"), [("pass", True), ("raise SystemExit(1)", False)])
def test_whether_anything_can_be_drawn_is_tried_elsewhere(script, draws, monkeypatch):
    from l45anatomy.cli import authoring
    from l45anatomy.doctor import drawing

    monkeypatch.setattr(drawing, "stills", partial(drawing.stills, script))
    assert draws is authoring._draws()


def test_an_unknown_verb_or_format_shows_how_it_is_used(capsys):
    for arguments in (["quiz"], ["quiz", "mark"], ["quiz", "export", "a", "b", "--to", "word"]):
        with pytest.raises(SystemExit):
            cli.main(arguments)
        assert "usage: l45 quiz" in capsys.readouterr().err
