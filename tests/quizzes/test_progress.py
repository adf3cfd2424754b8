"""What is recorded stays, whoever dies or writes beside; what can't be read is left alone."""

import os
import sqlite3
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from l45anatomy.quizzes import progress
from l45anatomy.quizzes import schema as schemas
from l45anatomy.quizzes.attempt import Attempt
from l45anatomy.quizzes.progress import Progress, ProgressError
from l45anatomy.quizzes.schema import STEPS

ROOT = Path(__file__).parents[2]
WRITER = """
import os, signal, sys
from datetime import UTC, datetime
from l45anatomy.quizzes.progress import Attempt, Progress
store = Progress(sys.argv[1])
for number in range(int(sys.argv[3])):
    store.record(Attempt(id=f"{sys.argv[2]}-{number}", quiz="q", question="a", objective="o",
                         answer="1", score=1.0, when=datetime.now(UTC), session=sys.argv[2]))
    print(number, flush=True)
if sys.argv[4:] == ["die"]:
    os.kill(os.getpid(), signal.SIGKILL)
"""


def attempt(name: str = "1", **changes: object) -> Attempt:
    return Attempt(
        **{
            "id": name,
            "quiz": "03-herniation",
            "question": "zone",
            "objective": "zone-decides",
            "answer": '"l5-left"',
            "score": 1.0,
            "misconceptions": ("wrong-side",),
            "hinted": True,
            "confidence": 2,
            "when": datetime(2026, 11, 22, 19, 54, 1, 5, tzinfo=UTC),
            "session": "s",
        }
        | changes
    )


def writer(path: Path, name: str, count: int, *more: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path), name, str(count), *more],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    )


@pytest.fixture
def store(tmp_path: Path) -> Progress:
    return Progress(tmp_path / "deep" / "down" / "progress.sqlite3")


def test_what_is_recorded_comes_back_the_same_and_in_order(store):
    given = (
        attempt("2"),
        attempt("1", confidence=None, score=0.5, hinted=False, misconceptions=()),
        attempt("3", quiz="other"),
    )
    for one in given:
        store.record(one)
    assert given == store.attempts() == Progress(store.path).attempts()
    assert given[:2] == store.attempts("03-herniation")
    assert store.attempts("unknown") == ()


def test_reading_before_anything_is_recorded_makes_no_file(store):
    assert store.attempts() == ()
    assert not store.path.parent.exists()


def test_the_file_is_named_by_the_environment_or_lies_with_the_users_data(monkeypatch, tmp_path):
    monkeypatch.setenv("L45_PROGRESS", str(tmp_path / "mine.sqlite3"))
    assert tmp_path / "mine.sqlite3" == Progress().path
    monkeypatch.delenv("L45_PROGRESS")
    assert Progress().path.parts[-2:] == ("l45anatomy", "progress.sqlite3")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"when": datetime(2026, 1, 1)}, "must be a time in UTC"),  # noqa: DTZ001  that is the test
        ({"when": datetime(2026, 1, 1, tzinfo=timezone(timedelta(hours=1)))}, "must be a time in"),
        ({"confidence": 4}, "confidence is 4, must be None, 1, 2 or 3"),
        ({"confidence": 0}, "confidence is 0, must be None, 1, 2 or 3"),
        ({"score": 1.5}, "score is 1.5, must be 0 to 1"),
        ({"answer": "l5"}, "Expecting value"),
    ],
)
def test_an_attempt_that_makes_no_sense_is_refused(changes, said):
    with pytest.raises(ValueError, match=said):
        attempt(**changes)


def test_attempts_are_facts_that_are_neither_repeated_nor_rewritten(store):
    store.record(attempt())
    with pytest.raises(ProgressError, match="the attempt was refused"):
        store.record(attempt(answer='"l4-left"'))
    with sqlite3.connect(store.path) as file, pytest.raises(sqlite3.IntegrityError, match="fact"):
        file.execute("UPDATE attempt SET score = 0")
    file.close()
    assert (attempt(),) == store.attempts()


def test_the_file_is_written_ahead_and_left_whole(store):
    store.record(attempt())
    with sqlite3.connect(store.path) as file:
        assert file.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert (len(STEPS),) == file.execute("PRAGMA user_version").fetchone()
    file.close()
    assert [store.path] == list(store.path.parent.iterdir())


@pytest.mark.slow
def test_a_kernel_killed_right_after_recording_loses_nothing(store):
    """Ten kernels in a row die without warning; every answer they acknowledged is there."""
    for number in range(10):
        process = writer(store.path, f"kernel{number}", 2, "die")
        said, _ = process.communicate()
        assert process.returncode == -9
        assert said.split() == ["0", "1"]
    expected = [f"kernel{number}-{which}" for number in range(10) for which in range(2)]
    assert expected == [one.id for one in store.attempts()]


@pytest.mark.slow
def test_two_kernels_write_at_once_and_both_are_kept(store):
    """Both also find the file missing at first, and both want to make it."""
    processes = [writer(store.path, name, 25) for name in "ab"]
    for process in processes:
        process.communicate()
    assert [process.returncode for process in processes] == [0, 0]
    expected = {f"{name}-{number}" for name in "ab" for number in range(25)}
    assert expected == {one.id for one in store.attempts()}


@pytest.mark.parametrize(
    "content", [b"no database at all " * 100, b"SQLite format 3\0" + b"x" * 9000]
)
def test_a_file_that_cannot_be_read_is_left_as_it_is(tmp_path, content):
    path = tmp_path / "progress.sqlite3"
    path.write_bytes(content)
    for act in (Progress(path).attempts, lambda: Progress(path).record(attempt())):
        with pytest.raises(ProgressError, match=r"progress\.sqlite3: no readable file of answers"):
            act()
    assert content == path.read_bytes()
    assert [path] == list(tmp_path.iterdir())


def test_a_file_damaged_in_the_middle_is_left_as_it_is(store):
    for number in range(20):
        store.record(attempt(str(number), session="s" * 1000))
    content = bytearray(store.path.read_bytes())
    content[5000:9000] = b"\xff" * 4000
    store.path.write_bytes(content)
    with pytest.raises(ProgressError, match="left as it is"):
        store.record(attempt("new"))
    assert bytes(content) == store.path.read_bytes()


def test_a_file_of_another_program_or_a_newer_version_is_left_as_it_is(tmp_path):
    for name, script, said in (
        ("other", "CREATE TABLE note (text)", "a database of another program"),
        ("newer", "PRAGMA user_version = 99", "written by a newer l45anatomy"),
    ):
        path = tmp_path / name
        with sqlite3.connect(path) as file:
            file.executescript(script)
        file.close()
        before = path.read_bytes()
        with pytest.raises(ProgressError, match=said):
            Progress(path).record(attempt())
        assert before == path.read_bytes()


@pytest.fixture
def folder_of_a_stranger() -> Iterator[Path]:
    """A folder whose files this process may read, not write, even where tests run as root."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder
        folder.chmod(0o755)


def test_a_file_that_may_not_be_written_says_what_to_do(folder_of_a_stranger):
    store = Progress(folder_of_a_stranger / "progress.sqlite3")
    store.record(attempt())
    before = store.path.read_bytes()
    store.path.chmod(stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH)
    folder_of_a_stranger.chmod(0o555)
    user = os.geteuid()
    try:
        if user == 0:
            os.seteuid(65534)
        with pytest.raises(ProgressError, match=r"(?s)progress\.sqlite3: .*set L45_PROGRESS"):
            store.record(attempt("2"))
    finally:
        if user == 0:
            os.seteuid(user)
    assert before == store.path.read_bytes()


def test_a_folder_that_cannot_be_made_says_what_to_do(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(ProgressError, match="check the folder, or set L45_PROGRESS"):
        Progress(tmp_path / "file" / "progress.sqlite3").record(attempt())


def test_a_locked_file_says_so_and_takes_the_answer_later(store, monkeypatch):
    store.record(attempt())
    monkeypatch.setattr(progress, "PATIENCE_MS", 10)
    other = sqlite3.connect(store.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(ProgressError, match="another program holds the file"):
        store.record(attempt("2"))
    other.execute("ROLLBACK")
    other.close()
    store.record(attempt("2"))
    assert [one.id for one in store.attempts()] == ["1", "2"]


@pytest.mark.parametrize("version", range(len(STEPS)))
def test_every_older_schema_becomes_the_newest(tmp_path, version):
    """The schema after migrating is the one a new file gets, whichever version it came from."""
    fresh, old = Progress(tmp_path / "fresh"), Progress(tmp_path / "old")
    with sqlite3.connect(old.path) as file:
        for number, migrate in enumerate(STEPS[:version], start=1):
            migrate(file)
            file.execute(f"PRAGMA user_version = {number}")
    file.close()
    for store in (fresh, old):
        store.record(attempt())
    assert schema(fresh.path) == schema(old.path)


def test_answers_of_the_first_schema_are_all_there_afterwards(tmp_path):
    store = Progress(tmp_path / "old")
    with sqlite3.connect(store.path) as file:
        STEPS[0](file)
        file.execute("PRAGMA user_version = 1")
        file.execute(
            "INSERT INTO attempt VALUES"
            " (7, 'i', 'q', 'a', 'l\"5', 0, 3, '2026-11-22T19:54:00+00:00', 's')"
        )
    file.close()
    (found,) = store.attempts()
    assert ("i", "q", "a", 'l"5', 0.0, 3) == (
        found.id, found.quiz, found.question, found.given, found.score, found.confidence,
    )  # fmt: skip
    assert found.is_confident_error


def test_what_is_deleted_is_gone_and_nothing_else(store):
    assert store.delete() == 0
    for one in (attempt("1"), attempt("2", quiz="other")):
        store.record(one)
    assert store.delete("other") == 1
    assert [one.id for one in store.attempts()] == ["1"]
    assert (1, ()) == (store.delete(), store.attempts())


def test_a_migration_that_fails_leaves_the_file_as_it_was(store, monkeypatch):
    store.record(attempt())
    before = schema(store.path)

    def half_done(file: sqlite3.Connection) -> None:
        file.execute("CREATE TABLE half (done)")
        file.execute("no such statement")

    monkeypatch.setattr(schemas, "STEPS", (*STEPS, half_done))
    with pytest.raises(ProgressError):
        store.record(attempt("2"))
    assert before == schema(store.path)


def schema(path: Path) -> list[tuple[object, ...]]:
    with sqlite3.connect(path) as file:
        found = file.execute("SELECT type, name, sql FROM sqlite_master ORDER BY name").fetchall()
        found += file.execute("PRAGMA user_version").fetchall()
    file.close()
    return found
