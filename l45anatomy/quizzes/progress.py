"""What a learner answered, kept in one SQLite file the learner owns.

Attempts are facts: they are added, never changed. `record` returns when the fact is on the disk, so
a kernel killed afterwards loses nothing. Every call opens and closes the file itself: any thread,
any number of kernels may use it. A file that can't be read is left as it is. Nothing here knows
what a question is.
"""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from platformdirs import user_data_path

__all__ = ["MIGRATIONS", "Attempt", "Progress", "ProgressError", "default_path"]

VARIABLE = "L45_PROGRESS"
PATIENCE_MS = 5000  # how long to wait for another kernel that writes


class ProgressError(RuntimeError):
    """The file of answers can't be used: says which file, why, and what to do."""


@dataclass(frozen=True, kw_only=True)
class Attempt:
    """One answer as it was given.

    `when` is a time in UTC; `confidence` is 1 guessed, 2 fairly sure, 3 sure, or None: not said.
    """

    id: str
    quiz: str
    question: str
    option: str
    correct: bool
    when: datetime
    session: str
    confidence: int | None = None

    def __post_init__(self) -> None:
        if self.when.utcoffset() != timedelta(0):
            raise ValueError(f"when is {self.when.isoformat()}, must be a time in UTC")
        if self.confidence not in (None, 1, 2, 3):
            raise ValueError(f"confidence is {self.confidence!r}, must be None, 1, 2 or 3")


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
        with self._explained(), self._open() as file, _transaction(file):
            file.execute(
                "INSERT INTO attempt (id, quiz, question, option, correct, confidence, at, session)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    attempt.id,
                    attempt.quiz,
                    attempt.question,
                    attempt.option,
                    int(attempt.correct),
                    attempt.confidence,
                    attempt.when.isoformat(timespec="microseconds"),
                    attempt.session,
                ),
            )

    def attempts(self, quiz: str | None = None) -> tuple[Attempt, ...]:
        """All attempts, or those of one quiz, in the order in which they were stored."""
        with self._explained():
            if not self.path.exists():
                return ()
            with self._open() as file:
                rows = file.execute(
                    "SELECT id, quiz, question, option, correct, confidence, at, session"
                    " FROM attempt WHERE quiz = ?1 OR ?1 IS NULL ORDER BY number",
                    (quiz,),
                ).fetchall()
        return tuple(
            Attempt(
                id=name,
                quiz=of,
                question=question,
                option=option,
                correct=bool(correct),
                confidence=confidence,
                when=datetime.fromisoformat(at).astimezone(UTC),
                session=session,
            )
            for name, of, question, option, correct, confidence, at, session in rows
        )

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        """The file, looked at before anything is written, brought to the newest schema."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(self.path, timeout=PATIENCE_MS / 1000, isolation_level=None)
        with closing(connection) as file:
            file.execute("PRAGMA synchronous = FULL")
            self._look(file)
            _migrate(file)
            with suppress(sqlite3.OperationalError):
                # Two kernels may want to switch at once; without WAL it is as safe, only slower.
                file.execute("PRAGMA journal_mode = WAL")
            yield file

    def _look(self, file: sqlite3.Connection) -> None:
        """Raise unless this is a sound file of ours, or an empty one."""
        (state,) = file.execute("PRAGMA quick_check(1)").fetchone()
        if state != "ok":
            raise sqlite3.DatabaseError(state)
        (version,) = file.execute("PRAGMA user_version").fetchone()
        (tables,) = file.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if version > len(MIGRATIONS):
            raise ProgressError(
                f"{self.path}: written by a newer l45anatomy (schema {version}, known up to "
                f"{len(MIGRATIONS)}); nothing was changed. Update l45anatomy, or {_ELSEWHERE}."
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


@contextmanager
def _transaction(file: sqlite3.Connection) -> Iterator[None]:
    """All or nothing, and nobody else writes meanwhile."""
    file.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        with suppress(sqlite3.Error):
            file.execute("ROLLBACK")
        raise
    file.execute("COMMIT")


def _store_attempts(file: sqlite3.Connection) -> None:
    """Schema 1: attempts, one row each, that can't be rewritten."""
    file.execute(
        "CREATE TABLE attempt ("
        " number INTEGER PRIMARY KEY,"
        " id TEXT NOT NULL UNIQUE,"
        " quiz TEXT NOT NULL,"
        " question TEXT NOT NULL,"
        " option TEXT NOT NULL,"
        " correct INTEGER NOT NULL CHECK (correct IN (0, 1)),"
        " confidence INTEGER CHECK (confidence IN (1, 2, 3)),"
        " at TEXT NOT NULL,"
        " session TEXT NOT NULL)"
    )
    file.execute("CREATE INDEX attempt_by_quiz ON attempt (quiz, question)")
    file.execute(
        "CREATE TRIGGER attempts_are_facts BEFORE UPDATE ON attempt"
        " BEGIN SELECT RAISE(ABORT, 'an attempt is a fact and stays as it is'); END"
    )


# From each schema to the next; the number of the last one is the file's `user_version`.
MIGRATIONS: tuple[Callable[[sqlite3.Connection], None], ...] = (_store_attempts,)


def _migrate(file: sqlite3.Connection) -> None:
    """Bring the file to the newest schema, one transaction per step."""
    while _version(file) < len(MIGRATIONS):
        with _transaction(file):
            version = _version(file)  # another kernel may have been faster
            if version < len(MIGRATIONS):
                MIGRATIONS[version](file)
                file.execute(f"PRAGMA user_version = {version + 1}")


def _version(file: sqlite3.Connection) -> int:
    return int(file.execute("PRAGMA user_version").fetchone()[0])
