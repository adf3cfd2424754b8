"""What a learner types, and that their work is never lost."""

import csv
import json
import subprocess
import sys
from dataclasses import asdict
from datetime import UTC, datetime

import pytest

from l45anatomy import cli, doctor, models, morphometry
from l45anatomy.quizzes.progress import Attempt, Progress


def _lesson(folder, text, name="03-herniation.ipynb"):
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text)


def _names(folder):
    return sorted(file.name for file in folder.glob("*.ipynb"))


@pytest.fixture
def shipped(tmp_path):
    _lesson(tmp_path / "shipped", "first")
    return tmp_path / "shipped"


@pytest.fixture
def mine(tmp_path):
    return tmp_path / "mine"


def test_lessons_are_laid_once(shipped, mine):
    assert cli.lay_lessons(shipped, mine, "0.1.0") == (mine / "03-herniation.ipynb",)
    assert cli.lay_lessons(shipped, mine, "0.1.0") == ()


def test_work_on_a_lesson_stays(shipped, mine):
    cli.lay_lessons(shipped, mine, "0.1.0")
    _lesson(mine, "my answers")
    assert cli.lay_lessons(shipped, mine, "0.1.0") == ()
    assert (mine / "03-herniation.ipynb").read_text() == "my answers"


def test_a_new_version_is_laid_beside_my_work_once(shipped, mine):
    cli.lay_lessons(shipped, mine, "0.1.0")
    _lesson(mine, "my answers")
    _lesson(shipped, "second")
    assert cli.lay_lessons(shipped, mine, "0.2.0") == (mine / "03-herniation-0.2.0.ipynb",)
    assert cli.lay_lessons(shipped, mine, "0.2.0") == ()
    assert (mine / "03-herniation.ipynb").read_text() == "my answers"
    assert (mine / "03-herniation-0.2.0.ipynb").read_text() == "second"


def test_a_new_version_renews_what_i_never_touched(shipped, mine):
    cli.lay_lessons(shipped, mine, "0.1.0")
    _lesson(shipped, "second")
    cli.lay_lessons(shipped, mine, "0.2.0")
    assert _names(mine) == ["03-herniation.ipynb"]
    assert (mine / "03-herniation.ipynb").read_text() == "second"


def test_a_copy_beside_mine_is_not_written_over_either(shipped, mine):
    _lesson(mine, "mine, from before")
    _lesson(mine, "mine too", "03-herniation-0.1.0.ipynb")
    cli.lay_lessons(shipped, mine, "0.1.0")
    assert (mine / "03-herniation-0.1.0.ipynb").read_text() == "mine too"
    assert (mine / "03-herniation-0.1.0-2.ipynb").read_text() == "first"


def test_a_lesson_i_deleted_comes_again(shipped, mine):
    cli.lay_lessons(shipped, mine, "0.1.0")
    (mine / "03-herniation.ipynb").unlink()
    assert cli.lay_lessons(shipped, mine, "0.1.0") == (mine / "03-herniation.ipynb",)


def test_in_a_checkout_the_lessons_are_opened_where_they_lie(shipped):
    assert cli.lay_lessons(shipped, shipped, "0.1.0") == ()
    assert [file.name for file in shipped.iterdir()] == ["03-herniation.ipynb"]


def test_lab_asks_nobody_for_news():
    """No network at run time: what would ask is switched off in what JupyterLab reads."""
    page = json.loads((cli.QUIET / "labconfig" / "page_config.json").read_text())
    assert page["disabledExtensions"]["@jupyterlab/apputils-extension:announcements"] is True


def test_lab_takes_the_port_and_opens_no_window_where_there_is_none(tmp_path):
    arguments = cli.lab_arguments(tmp_path, 9000, opens_browser=False)
    assert "--port=9000" in arguments
    assert "--no-browser" in arguments


def test_lab_begins_at_the_tour_where_there_is_one(tmp_path):
    assert (cli.shipped_lessons() / cli.TOUR).is_file()
    before = cli.lab_arguments(tmp_path, 8888, opens_browser=True)
    assert not any(one.startswith("--LabApp.default_url") for one in before)
    (tmp_path / cli.TOUR).write_text("{}")
    started = cli.lab_arguments(tmp_path, 8888, opens_browser=True)
    assert f"--LabApp.default_url=/lab/tree/{cli.TOUR}" in started


def test_lab_opens_a_browser_where_there_is_a_screen(tmp_path):
    assert "--no-browser" not in cli.lab_arguments(tmp_path, 8888, opens_browser=True)


@pytest.mark.parametrize("variable", ["DISPLAY", "WAYLAND_DISPLAY"])
def test_a_screen_is_told_by_the_environment(monkeypatch, variable):
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert cli.has_screen() is False
    monkeypatch.setenv(variable, ":0")
    assert cli.has_screen() is True


SOUND = doctor.Look(what="Python", verdict=doctor.Verdict.SOUND, seen="3")
SICK = doctor.Look(
    what="stills", verdict=doctor.Verdict.FAULT, seen="no OpenGL", remedy="install EGL"
)


def test_doctor_names_what_is_missing_and_what_helps(monkeypatch, capsys):
    monkeypatch.setattr(doctor, "looks", lambda: [SOUND, SICK])
    assert cli.main(["doctor"]) == 1
    fault, remedy = capsys.readouterr().out.splitlines()[1:]
    assert ["NO", "stills", "no", "OpenGL"] == fault.split()
    assert remedy.endswith("-> install EGL")


def test_doctor_is_content_when_all_is_well(monkeypatch):
    monkeypatch.setattr(doctor, "looks", lambda: [SOUND])
    assert cli.main(["doctor"]) == 0


@pytest.mark.parametrize(("seen", "status"), [([SOUND], 0), ([SOUND, SICK], 1)])
def test_doctor_tells_a_program_the_same(monkeypatch, capsys, seen, status):
    monkeypatch.setattr(doctor, "looks", lambda: seen)
    assert cli.main(["doctor", "--json"]) == status
    told = json.loads(capsys.readouterr().out)
    assert (status == 0) == told["sound"]
    assert [asdict(look) for look in seen] == told["looks"]


def test_check_finds_the_tables_sound(capsys):
    assert cli.main(["check"]) == 0
    assert "sound" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("verdict", "status"), [("inside", 0), ("known miss", 0), ("absent", 0), ("outside", 1)]
)
def test_check_of_the_anatomy_fails_on_a_miss_nobody_owns(monkeypatch, capsys, verdict, status):
    row = morphometry.Measured(
        measure="pedicle width",
        structure="L4 vertebra",
        value=None if verdict == "absent" else 14.2,
        published=12.3,
        sd=2.3,
        low=10.0,
        high=14.6,
        unit="mm",
        source=("clouthier2023",),
        basis="read",
        verdict=verdict,
    )
    monkeypatch.setattr(morphometry, "measured", lambda _spine: (row,))
    assert cli.main(["check", "--anatomy"]) == status
    told = capsys.readouterr().out
    assert "pedicle width" in told
    assert "clouthier2023" in told
    assert f"1 {verdict}" in told


def test_models_says_how_many_and_how_large(monkeypatch, tmp_path, capsys):
    def write(folder, say):
        say("1 of 1: L4 vertebra")
        (folder / "L4_vertebra.glb").write_bytes(b"x" * 150_000)
        return [folder / "L4_vertebra.glb"]

    monkeypatch.setattr(models, "write", write)
    assert 0 == cli.main(["models", str(tmp_path)])
    assert f"built 1 structures in {tmp_path}, 0.1 MB\n" == capsys.readouterr().out


@pytest.mark.parametrize(("stale", "status"), [((), 0), (("sacrum", "disc L4-L5"), 1)])
def test_models_check_names_what_is_stale_and_writes_nothing(
    monkeypatch, tmp_path, capsys, stale, status
):
    monkeypatch.setattr(models, "stale", lambda _: stale)
    assert status == cli.main(["models", str(tmp_path), "--check"])
    out = capsys.readouterr().out
    assert all(f"stale: {name}" in out for name in stale)
    assert ("fresh" in out) == (not stale)
    assert [] == list(tmp_path.iterdir())


def test_an_unknown_verb_is_refused(capsys):
    with pytest.raises(SystemExit) as stopped:
        cli.main(["cure"])
    assert stopped.value.code == 2
    assert "invalid choice: 'cure'" in capsys.readouterr().err


@pytest.fixture
def one_answer(monkeypatch, tmp_path):
    monkeypatch.setenv("L45_PROGRESS", str(tmp_path / "progress.sqlite"))
    when = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
    attempt = Attempt(
        id="a",
        quiz="03-herniation",
        question="q1",
        objective="zone-decides",
        answer='"b"',
        score=1.0,
        when=when,
        session="s",
    )
    Progress().record(attempt)
    return attempt


@pytest.mark.usefixtures("one_answer")
def test_progress_is_told_by_quiz(capsys):
    assert cli.main(["progress"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[0] == "03-herniation: 1 answer, 1 of 1 questions answered right"
    assert told[-1] == "due for review now: 1"


def test_progress_of_a_newcomer_is_no_error(monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("L45_PROGRESS", str(tmp_path / "progress.sqlite"))
    assert cli.main(["progress"]) == 0
    assert capsys.readouterr().out == "no answers yet\n"


def test_a_file_that_is_no_progress_is_told_and_left(monkeypatch, tmp_path, capsys):
    file = tmp_path / "progress.sqlite"
    file.write_text("something else" * 100)
    monkeypatch.setenv("L45_PROGRESS", str(file))
    assert cli.main(["progress"]) == 1
    assert str(file) in capsys.readouterr().err
    assert file.read_text() == "something else" * 100


def test_progress_is_exported_as_json(one_answer, tmp_path):
    target = tmp_path / "answers.json"
    assert cli.main(["progress", "--export", str(target)]) == 0
    expected = {**asdict(one_answer), "misconceptions": [], "when": "2026-01-02T03:04:00+00:00"}
    assert json.loads(target.read_text()) == [expected]


def test_progress_is_exported_as_csv_and_nothing_else(one_answer, tmp_path, capsys):
    target = tmp_path / "answers.csv"
    assert cli.main(["progress", "--export", str(target)]) == 0
    (row,) = csv.DictReader(target.read_text().splitlines())
    assert (one_answer.question, one_answer.answer) == (row["question"], row["answer"])
    assert cli.main(["progress", "--export", str(tmp_path / "answers.xls")]) == 2
    assert "file is 'answers.xls', must end in .csv or .json" in capsys.readouterr().err


@pytest.mark.usefixtures("one_answer")
def test_answers_are_written_before_they_are_deleted(tmp_path, capsys):
    file, page = tmp_path / "mine.csv", tmp_path / "mine.html"
    assert cli.main(["progress", "--export", str(file), "--html", str(page), "--delete"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert ["1 answers written", "1 answers shown", "1 answers deleted"] == [
        " ".join(line.split()[:3]) for line in told
    ]
    assert file.is_file()
    assert page.is_file()


@pytest.mark.usefixtures("one_answer")
def test_answers_are_deleted_when_the_learner_says_so(capsys):
    assert cli.main(["progress", "--delete"]) == 0
    assert capsys.readouterr().out.startswith("1 answers deleted from ")
    assert Progress().attempts() == ()


def test_the_module_is_the_command():
    done = subprocess.run(
        [sys.executable, "-m", "l45anatomy", "--version"],
        check=True,
        capture_output=True,
        text=True,
    )
    assert done.stdout.strip() == "0.1.0"
