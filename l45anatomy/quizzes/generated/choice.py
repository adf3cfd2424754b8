"""One answer to what is asked of a case, and what it would show by the simulator.

Nothing is read from a list: what an answer would show is the same loss in another root, the same
lesion at another level, the mirrored leg. So an answer is contradicted by a finding where the
simulator has it normal with one and abnormal with the other.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from l45anatomy.clearance import Compression
from l45anatomy.frame import ROOTS, Side
from l45anatomy.neurology import Exam, Finding
from l45anatomy.quizzes.item import Plain
from l45anatomy.quizzes.kinds.localising import Asked


@dataclass(frozen=True, kw_only=True, eq=False)
class Choice:
    """One answer: the hypotheses it stands for, what it would show, and how that is said.

    `where` names fields of a `Hypothesis` with the values they have. `lead` begins the sentence on
    what it would show. `claim` is what it says is caught, `case` the lesion it describes.
    """

    id: str
    text: str
    where: Mapping[str, object]
    would: Exam
    lead: str
    misconception: str = ""
    claim: tuple[str, ...] = ()
    case: Plain | None = None

    def contradicts(self, finding: Finding) -> bool:
        """Whether the finding would be normal with this answer and is not, or the reverse."""
        return self.would[finding.item, finding.side].abnormal is not finding.abnormal

    def strength(self, finding: Finding) -> int:
        """Give by how many levels a finding differs from what this answer would show."""
        return abs(self.would[finding.item, finding.side].level - finding.level)


@dataclass(frozen=True, kw_only=True, eq=False)
class Ask:
    """One thing that is asked of a case: the right answer and the wrong ones there are.

    `told` holds what the stem says already, as fields of a `Hypothesis`.
    """

    asks: Asked
    stem: str
    key: Choice
    rivals: tuple[Choice, ...]
    told: Mapping[str, object]

    def among(self, rivals: Sequence[Choice]) -> "Ask":
        """Give the same with fewer wrong answers."""
        return replace(self, rivals=tuple(rivals))


def claimed(root: str, side: Side | None) -> tuple[str, ...]:
    """Give what an answer says is caught, as the claims of a question name it."""
    if root not in ROOTS:
        return ()
    return (
        (f"{root} {side}",) if side else tuple(f"{root} {one}" for one in (Side.LEFT, Side.RIGHT))
    )


def mirrored(compressions: Iterable[Compression]) -> tuple[Compression, ...]:
    """Give the same compressions on the other side."""
    return tuple(replace(c, side=c.side.other) if c.side else c for c in compressions)
