"""A process that answers questions is killed at random moments; what it acknowledged stays.

An answer is acknowledged once `record` has returned, which is before any feedback is shown.
"""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from l45anatomy.quizzes.progress import Progress
from l45anatomy.quizzes.questions import load

ROOT = Path(__file__).parents[2]
QUIZ = "03-herniation"
LATEST = 0.25  # seconds: a learner's process has stored some dozen answers by then
LEARNER = """
import itertools, json, sys
from datetime import UTC, datetime
from l45anatomy.quizzes.kinds import SingleChoice
from l45anatomy.quizzes.progress import Attempt, Progress
from l45anatomy.quizzes.questions import load
store, session = Progress(sys.argv[1]), sys.argv[2]
questions = load(sys.argv[3])
print("ready", flush=True)
asked = [one for one in questions if isinstance(one, SingleChoice)]
for number, question in enumerate(itertools.cycle(asked)):
    options = question.options
    marked = question.mark(options[number % len(options)].id)
    name = f"{session}-{number}"
    store.record(Attempt(
        id=name, quiz=questions.name, question=question.id, objective=question.objective,
        answer=json.dumps(marked.answer), score=marked.score, misconceptions=marked.misconceptions,
        confidence=number % 3 + 1, when=datetime.now(UTC), session=session))
    sys.stdout.write(name + "\\n")
    sys.stdout.flush()
"""


def killed(path: Path, session: str, after: float) -> list[str]:
    """Let a learner answer, kill them so many seconds after they began, give what was said."""
    process = subprocess.Popen(
        [sys.executable, "-c", LEARNER, str(path), session, QUIZ],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    time.sleep(after)
    process.kill()
    rest = process.stdout.read()
    process.stdout.close()
    assert process.wait() == -signal.SIGKILL
    return [line.removesuffix("\n") for line in rest.splitlines(keepends=True) if "\n" in line]


def check(path: Path, times: int, seed: int) -> None:
    """Kill so many learners, one after another, on one file, and look at it after each."""
    moments = random.Random(seed)  # noqa: S311 - moments, no secret
    questions, acknowledged = load(QUIZ), list[str]()
    for number in range(times):
        acknowledged += killed(path, f"learner{number}", moments.uniform(0, LATEST))
        stored = Progress(path).attempts()
        names = [one.id for one in stored]
        assert len(names) == len(set(names))
        assert set(acknowledged) <= set(names)
        # At most one more of each: stored, and killed before it could be said.
        assert len(names) - len(acknowledged) <= number + 1
        for one in stored:
            assert questions[one.question].mark(one.given).score == one.score
        assert is_whole(path)
    assert len(acknowledged) > times  # they were killed while answering, not before
    assert not list(path.parent.glob("*-journal"))


def is_whole(path: Path) -> bool:
    """Whether SQLite finds nothing wrong with the whole file."""
    file = sqlite3.connect(path)
    try:
        return file.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    finally:
        file.close()


@pytest.mark.slow
def test_ten_kills_at_random_moments_lose_nothing_that_was_acknowledged(tmp_path):
    check(tmp_path / "progress.sqlite3", 10, seed=1)


@pytest.mark.slow
def test_a_kill_while_the_file_is_made_leaves_none_or_a_sound_one(tmp_path):
    """The first record makes the file and its tables: these moments are the first to be hit."""
    for number in range(5):
        path = tmp_path / f"{number}.sqlite3"
        said = killed(path, "first", number * 0.004)
        assert set(said) <= {one.id for one in Progress(path).attempts()}
        assert not path.exists() or is_whole(path)


@pytest.mark.long
def test_a_hundred_kills_at_random_moments_lose_nothing_that_was_acknowledged(tmp_path):
    check(tmp_path / "progress.sqlite3", 100, seed=2)
