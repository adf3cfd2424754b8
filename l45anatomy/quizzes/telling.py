"""What a learner has answered, told in lines and written to files the learner can take along."""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, fields
from datetime import datetime
from pathlib import Path
from typing import Any

from l45anatomy import evidence
from l45anatomy.quizzes.attempt import Attempt
from l45anatomy.quizzes.mastery import calibration, confusions, mastery, streak
from l45anatomy.quizzes.review import due

_SHOWN = 5  # of what is weak or mixed up


def lines(attempts: tuple[Attempt, ...], now: datetime) -> Iterator[str]:
    """Tell the answers quiz by quiz, then what is weak, what is mixed up, and what is due."""
    if not attempts:
        yield "no answers yet"
        return
    for quiz in sorted({one.quiz for one in attempts}):
        given = [one for one in attempts if one.quiz == quiz]
        right = {one.question for one in given if one.correct}
        asked = {one.question for one in given}
        answers = "1 answer" if len(given) == 1 else f"{len(given)} answers"
        yield f"{quiz}: {answers}, {len(right)} of {len(asked)} questions answered right"
    for goal in [one for one in mastery(attempts) if one.score < 1][:_SHOWN]:
        known = evidence.objectives().get(goal.objective)
        yield f"to practise ({goal.score:.0%}): {known.text if known else goal.objective}"
    for name, times in confusions(attempts)[:_SHOWN]:
        known_error = evidence.misconceptions().get(name)
        yield f"mixed up ({times} x): {known_error.title if known_error else name}"
    for sure in calibration(attempts):
        yield f"{sure.confidence}: {sure.right} of {sure.given} right"
    days = streak(attempts, now)
    if days > 1:
        yield f"{days} days in a row"
    waiting = [card for card in due(attempts, now) if card.kind == "question"]
    yield f"due for review now: {len(waiting)}"


def rows(attempts: Iterable[Attempt]) -> list[dict[str, Any]]:
    """Give the answers as plain data, times in ISO 8601."""
    return [
        asdict(one) | {"misconceptions": list(one.misconceptions), "when": one.when.isoformat()}
        for one in attempts
    ]


def written(attempts: Iterable[Attempt], file: Path) -> int:
    """Write the answers to a file, as CSV or JSON by its name, and give how many they are.

    Raises
    ------
    ValueError
        If the name ends in neither.
    """
    plain = rows(attempts)
    if file.suffix == ".json":
        text = json.dumps(plain, indent=1) + "\n"
    elif file.suffix == ".csv":
        text = _csv(plain)
    else:
        raise ValueError(f"file is {file.name!r}, must end in .csv or .json")
    file.write_text(text, encoding="utf-8")
    return len(plain)


def _csv(plain: Iterable[dict[str, Any]]) -> str:
    out = io.StringIO()
    names = [field.name for field in fields(Attempt)]
    table = csv.DictWriter(out, names, lineterminator="\n")
    table.writeheader()
    for row in plain:
        table.writerow({**row, "misconceptions": ";".join(row["misconceptions"])})
    return out.getvalue()
