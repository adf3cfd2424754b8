"""The text twin of a picture: what a case changes, what it catches and what the leg shows.

It needs no more of a case than its changes, compressions and exam, and it works out nothing.
"""

from collections.abc import Iterable, Sequence
from typing import Protocol

from l45anatomy.clearance import Compression
from l45anatomy.frame import Side
from l45anatomy.neurology import Exam, Finding
from l45anatomy.wording import in_words, listed, sentence


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
    if not alike:
        return f"On the {side}: nothing abnormal." if side is not None else ""
    clauses = "; ".join(f"{listed(items)}: {label}" for label, items in alike.items())
    return sentence(clauses) if side is None else f"On the {side}, {clauses}."


def _worst_first(compressions: Iterable[Compression]) -> list[Compression]:
    """Give the compressions that touch something, the worst first."""
    caught = [compression for compression in compressions if compression.grade > 0]
    return sorted(caught, key=lambda compression: (-compression.grade, -compression.loss))


def describe(case: CaseLike) -> str:
    """Give the case in sentences: changes, then what is caught, then what is not normal."""
    changes = [str(change) for change in case.changes]
    hit, abnormal = _worst_first(case.compressions), case.exam.abnormal
    beyond = [compression for compression in hit if compression.is_beyond_spine]
    caught = [compression for compression in hit if not compression.is_beyond_spine]
    own = "Nothing is changed in this person's spine." if hit else "A healthy spine, unchanged."
    lines = [f"Changed: {'; '.join(changes)}." if changes else own]
    if caught:
        clauses = "; ".join(in_words(compression) for compression in caught)
        lines.append(f"Seen from behind: {clauses}.")
    else:
        lines.append("Seen from behind, every root and the dural sac have room.")
    lines += [f"Beyond the spine: {in_words(compression)}." for compression in beyond]
    if not abnormal:
        return "\n".join([*lines, "The examination is normal."])
    lines += [_on(side, abnormal) for side in (Side.RIGHT, Side.LEFT, None)]
    return "\n".join(line for line in lines if line)
