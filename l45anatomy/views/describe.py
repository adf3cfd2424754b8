"""The text twin of a picture: what a case changes, what it catches and what the leg shows.

It needs no more of a case than its changes, compressions and exam, and it works out nothing.
"""

from collections.abc import Iterable, Sequence
from typing import Protocol

from l45anatomy.clearance import Compression
from l45anatomy.frame import Side
from l45anatomy.neurology import Exam, Finding
from l45anatomy.wording import in_words, listed


class CaseLike(Protocol):
    """What `describe` reads of a case."""

    @property
    def changes(self) -> Sequence[object]:
        """What was changed, each printable."""

    @property
    def compressions(self) -> Sequence[Compression]:
        """How the roots and the sac fare."""

    @property
    def exam(self) -> Exam:
        """What the legs show."""


def _on(side: Side | None, abnormal: Iterable[Finding]) -> str:
    """Give what shows on one side, the strongest first, items that sound alike together."""
    found = [finding for finding in abnormal if finding.side == side]
    alike: dict[str, list[str]] = {}
    for finding in sorted(found, key=lambda finding: -finding.level):
        alike.setdefault(finding.label, []).append(finding.item)
    where = "On both sides" if side is None else f"On the {side}"
    if not alike:
        return f"{where}: nothing." if side is not None else ""
    clauses = [f"{listed(items)}: {label}" for label, items in alike.items()]
    return f"{where}, {'; '.join(clauses)}."


def _worst_first(compressions: Iterable[Compression]) -> list[Compression]:
    """Give the compressions that touch something, the worst first."""
    caught = [compression for compression in compressions if compression.grade > 0]
    return sorted(caught, key=lambda compression: (-compression.grade, -compression.loss))


def describe(case: CaseLike) -> str:
    """Give the case in sentences: changes, then what is caught, then what is not normal."""
    changes = [str(change) for change in case.changes]
    lines = [f"Changed: {'; '.join(changes)}." if changes else "A healthy spine, unchanged."]
    caught = _worst_first(case.compressions)
    if caught:
        clauses = "; ".join(in_words(compression) for compression in caught)
        lines.append(f"Seen from behind: {clauses}.")
    else:
        lines.append("Seen from behind, every root and the dural sac have room.")
    abnormal = case.exam.abnormal
    if not abnormal:
        return "\n".join([*lines, "The examination is normal."])
    lines += [_on(side, abnormal) for side in (Side.RIGHT, Side.LEFT, None)]
    return "\n".join(line for line in lines if line)
