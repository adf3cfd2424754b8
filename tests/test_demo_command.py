"""`l45 demo`: what it lists, writes and starts Voila with."""

import json
import sys
from pathlib import Path

import pytest

from l45anatomy import cli
from l45anatomy.cli import demo


class Voila:
    """Stands in for Voila, and looks at what it was given while it is there."""

    started: tuple[list[str], str] | None = None

    @classmethod
    def launch_instance(cls, arguments):
        cls.started = (arguments, Path(arguments[0]).read_text("utf-8"))


@pytest.fixture
def voila(monkeypatch):
    Voila.started = None
    app = type(sys)("voila.app")
    app.Voila = Voila
    monkeypatch.setitem(sys.modules, "voila.app", app)
    return Voila


def test_without_a_name_the_demos_are_listed(capsys):
    assert cli.main(["demo"]) == 0
    told = capsys.readouterr().out
    assert "03-herniation     8 scenes" in told
    assert "09-treatment" in told


def test_an_unknown_demo_is_told_what_there_is(capsys, voila):
    assert cli.main(["demo", "magic"]) == 2
    assert "demo is 'magic', must be one of 02-roots" in capsys.readouterr().err
    assert voila.started is None


def test_voila_shows_a_notebook_that_is_gone_afterwards(capsys, voila):
    assert cli.main(["demo", "03-herniation", "--port", "9123", "--no-browser"]) == 0
    (file, *rest), notebook = voila.started
    assert ["--port=9123", "--no-browser"] == rest
    assert not Path(file).exists()
    (cell,) = json.loads(notebook)["cells"]
    assert "demo('03-herniation', whole=True)" in cell["source"]
    assert "http://localhost:9123/" in capsys.readouterr().out


def test_a_script_of_ones_own_is_found_from_any_folder(voila, tmp_path, monkeypatch):
    shipped = Path(cli.PACKAGE / "data" / "demos" / "02-roots.toml").read_text("utf-8")
    (tmp_path / "mine.toml").write_text(shipped, "utf-8")
    monkeypatch.chdir(tmp_path)
    assert cli.main(["demo", "mine.toml", "--no-browser"]) == 0
    (file, *_), notebook = voila.started
    assert Path(file).name == "mine.ipynb"
    assert str(tmp_path / "mine.toml") in json.loads(notebook)["cells"][0]["source"]


def test_a_browser_opens_where_there_is_a_screen():
    assert "--no-browser" not in demo.arguments(Path("a.ipynb"), 8866, opens_browser=True)
