"""What a learner answered, kept in one SQLite file the learner owns.

Attempts are facts: they are added, never changed. `record` returns when the fact is on the disk, so
a kernel killed afterwards loses nothing. Every call opens and closes the file itself: any thread,
any number of kernels may use it. A file that can't be read is left as it is. Nothing here knows
what a question is.
"""

import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from platformdirs import user_data_path

from l45anatomy.quizzes import schema
from l45anatomy.quizzes.attempt import Attempt

__all__ = ["Attempt", "Progress", "ProgressError", "default_path"]

VARIABLE = "L45_PROGRESS"
PATIENCE_MS = 5000  # how long to wait for another kernel that writes


class ProgressError(RuntimeError):
    """The file of answers can't be used: says which file, why, and what to do."""


def default_path() -> Path:
    """Where answers are kept: `L45_PROGRESS` if it is set, else the user's data folder."""
    named = os.environ.get(VARIABLE)
    return Path(named) if named else user_data_path("l45anatomy") / "progress.sqlite3"


@dataclass(frozen=True)
class Progress:
    """The answers in one file; made on the first record."""

    path: Path

    def __init__(self, path: str | Path | None = None) -> None:
        object.__setattr__(self, "path", default_path() if path is None else Path(path))

    def record(self, attempt: Attempt) -> None:
        """Store one attempt and return when it is on the disk."""
        with self._explained(), self._open() as file, schema.transaction(file):
            file.execute(_INSERT, _row(attempt))

    def attempts(self, quiz: str | None = None) -> tuple[Attempt, ...]:
        """All attempts, or those of one quiz, in the order in which they were stored."""
        with self._explained():
            if not self.path.exists():
                return ()
            with self._open() as file:
                rows = file.execute(_SELECT, (quiz,)).fetchall()
        return tuple(map(_attempt, rows))

    def delete(self, quiz: str | None = None) -> int:
        """Forget all attempts, or those of one quiz, and give how many they were."""
        with self._explained():
            if not self.path.exists():
                return 0
            with self._open() as file, schema.transaction(file):
                gone = file.execute("DELETE FROM attempt WHERE quiz = ?1 OR ?1 IS NULL", (quiz,))
                return gone.rowcount

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        """The file, looked at before anything is written, brought to the newest schema."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(self.path, timeout=PATIENCE_MS / 1000, isolation_level=None)
        with closing(connection) as file:
            file.execute("PRAGMA synchronous = FULL")
            self._look(file)
            schema.migrate(file)
            with suppress(sqlite3.OperationalError):
                # Two kernels may want to switch at once; without WAL it is as safe, only slower.
                file.execute("PRAGMA journal_mode = WAL")
            yield file

    def _look(self, file: sqlite3.Connection) -> None:
        """Raise unless this is a sound file of ours, or an empty one."""
        (state,) = file.execute("PRAGMA quick_check(1)").fetchone()
        if state != "ok":
            raise sqlite3.DatabaseError(state)
        version, newest = schema.version(file), len(schema.STEPS)
        (tables,) = file.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if version > newest:
            raise ProgressError(
                f"{self.path}: written by a newer l45anatomy (schema {version}, known up to "
                f"{newest}); nothing was changed. Update l45anatomy, or {_ELSEWHERE}."
            )
        if version == 0 and tables:
            raise ProgressError(
                f"{self.path}: a database of another program; nothing was changed. "
                f"{_ELSEWHERE.capitalize()}."
            )

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Turn what SQLite or the system says into a `ProgressError` with something to do."""
        try:
            yield
        except sqlite3.IntegrityError as error:
            raise ProgressError(f"{self.path}: the attempt was refused ({error})") from error
        except sqlite3.Error as error:
            raise ProgressError(f"{self.path}: {_explain(error)} ({error})") from error
        except OSError as error:
            why = f"can't be used ({error.strerror}); check the folder, or {_ELSEWHERE}"
            raise ProgressError(f"{self.path}: {why}") from error


_NAMES = (
    "id", "quiz", "question", "objective", "answer", "score", "misconceptions", "confidence",
    "hinted", "at", "session",
)  # fmt: skip
_COLUMNS, _PLACES = ", ".join(_NAMES), ", ".join("?" for _ in _NAMES)
_INSERT = f"INSERT INTO attempt ({_COLUMNS}) VALUES ({_PLACES})"  # noqa: S608 - our own names
_SELECT = f"SELECT {_COLUMNS} FROM attempt WHERE quiz = ?1 OR ?1 IS NULL ORDER BY number"  # noqa: S608


def _row(one: Attempt) -> tuple[object, ...]:
    at = one.when.isoformat(timespec="microseconds")
    marked = (one.answer, one.score, json.dumps(one.misconceptions))
    asked = (one.id, one.quiz, one.question, one.objective)
    return (*asked, *marked, one.confidence, int(one.hinted), at, one.session)


def _attempt(row: tuple[Any, ...]) -> Attempt:
    told = dict(zip(_NAMES, row, strict=True))
    return Attempt(
        **told
        | {
            "misconceptions": tuple(json.loads(str(told["misconceptions"]))),
            "hinted": bool(told["hinted"]),
            "when": datetime.fromisoformat(str(told.pop("at"))).astimezone(UTC),
        }
    )


_ELSEWHERE = f"set {VARIABLE} to another file"


def _explain(error: sqlite3.Error) -> str:
    """What went wrong and what to do, by SQLite's primary result code."""
    match getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return "another program holds the file; close it and answer again"
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM | sqlite3.SQLITE_CANTOPEN:
            return f"can't be written; allow writing to the file and its folder, or {_ELSEWHERE}"
        case sqlite3.SQLITE_FULL | sqlite3.SQLITE_IOERR:
            return f"the disk is full or failing; make room, or {_ELSEWHERE}"
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            return f"no readable file of answers; left as it is. Move it away, or {_ELSEWHERE}"
        case _:
            return f"can't be used; {_ELSEWHERE}"
