"""The schema of the file of answers, as a list of named steps from each version to the next.

The number of the last step taken is the file's `user_version`. A step is never changed once it has
been published: a new one is added.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

Step = Callable[[sqlite3.Connection], None]


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
    _seal(file)


def _store_answers_of_any_kind(file: sqlite3.Connection) -> None:
    """Schema 2: any JSON value is an answer, part of it may be right, and errors have names."""
    file.execute("ALTER TABLE attempt RENAME TO attempt_1")
    file.execute("DROP TRIGGER attempts_are_facts")
    file.execute("DROP INDEX attempt_by_quiz")
    file.execute(
        "CREATE TABLE attempt ("
        " number INTEGER PRIMARY KEY,"
        " id TEXT NOT NULL UNIQUE,"
        " quiz TEXT NOT NULL,"
        " question TEXT NOT NULL,"
        " objective TEXT NOT NULL,"
        " answer TEXT NOT NULL CHECK (json_valid(answer)),"
        " score REAL NOT NULL CHECK (score BETWEEN 0 AND 1),"
        " misconceptions TEXT NOT NULL CHECK (json_valid(misconceptions)),"
        " confidence INTEGER CHECK (confidence IN (1, 2, 3)),"
        " hinted INTEGER NOT NULL CHECK (hinted IN (0, 1)),"
        " at TEXT NOT NULL,"
        " session TEXT NOT NULL)"
    )
    file.execute(
        "INSERT INTO attempt SELECT number, id, quiz, question, '', json_quote(option),"
        " correct, '[]', confidence, 0, at, session FROM attempt_1"
    )
    file.execute("DROP TABLE attempt_1")
    file.execute("CREATE INDEX attempt_by_quiz ON attempt (quiz, question)")
    _seal(file)


def _seal(file: sqlite3.Connection) -> None:
    file.execute(
        "CREATE TRIGGER attempts_are_facts BEFORE UPDATE ON attempt"
        " BEGIN SELECT RAISE(ABORT, 'an attempt is a fact and stays as it is'); END"
    )


STEPS: tuple[Step, ...] = (_store_attempts, _store_answers_of_any_kind)


def version(file: sqlite3.Connection) -> int:
    """Give the schema a file has."""
    return int(file.execute("PRAGMA user_version").fetchone()[0])


def migrate(file: sqlite3.Connection) -> None:
    """Bring a file to the newest schema, one transaction per step."""
    while version(file) < len(STEPS):
        with transaction(file):
            now = version(file)  # another kernel may have been faster
            if now < len(STEPS):
                STEPS[now](file)
                file.execute(f"PRAGMA user_version = {now + 1}")


@contextmanager
def transaction(file: sqlite3.Connection) -> Iterator[None]:
    """All or nothing, and nobody else writes meanwhile."""
    file.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        with suppress(sqlite3.Error):
            file.execute("ROLLBACK")
        raise
    file.execute("COMMIT")
