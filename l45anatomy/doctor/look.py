"""One thing the doctor looked at: how it is, what was seen, and what helps."""

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Look", "Verdict"]


class Verdict(StrEnum):
    """How it is with one thing; only a fault keeps a lesson from working."""

    SOUND = "sound"
    HINT = "hint"  # cannot be seen from here: says where to look
    WARNING = "warning"  # lessons work, something is slower or missing
    FAULT = "fault"


@dataclass(frozen=True, kw_only=True)
class Look:
    """What was looked at, how it is, what was seen there, and the remedy if one is needed."""

    what: str
    verdict: Verdict
    seen: str
    remedy: str = ""

    def __post_init__(self) -> None:
        if self.verdict in (Verdict.WARNING, Verdict.FAULT) and not self.remedy:
            raise ValueError(f"remedy of {self.what} is empty, must say what helps")
