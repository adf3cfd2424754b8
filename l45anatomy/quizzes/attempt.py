"""One answer as it was given: a fact, whatever is made of it later."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

CONFIDENCE = ("guessed", "fairly sure", "sure")  # 1, 2, 3


@dataclass(frozen=True, kw_only=True)
class Attempt:
    """One answer, with how it was marked at the time.

    `answer` is what was given, as JSON text; `score` runs from 0 to 1. `misconceptions` are what
    its wrong parts stand for. `confidence` is 1 guessed, 2 fairly sure, 3 sure, or None: not said.
    `when` is a time in UTC.
    """

    id: str
    quiz: str
    question: str
    objective: str
    answer: str
    score: float
    when: datetime
    session: str
    misconceptions: tuple[str, ...] = ()
    confidence: int | None = None
    hinted: bool = False

    def __post_init__(self) -> None:
        if self.when.utcoffset() != timedelta(0):
            raise ValueError(f"when is {self.when.isoformat()}, must be a time in UTC")
        if self.confidence not in (None, 1, 2, 3):
            raise ValueError(f"confidence is {self.confidence!r}, must be None, 1, 2 or 3")
        if not 0 <= self.score <= 1:
            raise ValueError(f"score is {self.score!r}, must be 0 to 1")
        json.loads(self.answer)

    @property
    def correct(self) -> bool:
        """Whether all of it was right."""
        return self.score == 1

    @property
    def is_confident_error(self) -> bool:
        """Whether the learner was sure, and wrong."""
        return self.confidence == 3 and self.score < 1

    @property
    def given(self) -> Any:
        """The answer as a value."""
        return json.loads(self.answer)
