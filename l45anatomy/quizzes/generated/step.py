"""What makes a generated case easy or hard: five steps, said once."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from l45anatomy.quizzes.item import Picture, Plain

HEALTHY: Plain = {"changes": []}
_DRAWN = 2  # up to this difficulty the leg is drawn with all its findings


@dataclass(frozen=True, kw_only=True)
class Step:
    """One difficulty.

    `rivals` wrong answers stand beside the right one: `near` of them among those that would show
    nearly the same, the others among those that would show most else. Each is contradicted by
    at least `against` of the findings shown. Lesions are drawn from the part `low` to `high` of the
    sizes in `trials.csv`: small ones leave partial findings. `complaints` is how many the history
    names, `abnormal` how many findings besides are abnormal at least.
    """

    difficulty: int
    rivals: int
    near: int
    against: int
    low: float
    high: float
    complaints: int
    abnormal: int

    def picture(self, case: Plain) -> Picture:
        """Give what is shown beside the findings: the leg while it is easy, then a whole spine."""
        if self.difficulty <= _DRAWN:
            return Picture(of="leg", case=case)
        return Picture(of="spine", case=HEALTHY)

    @property
    def beside(self) -> str:
        """What that picture is, in a sentence: neither the findings again nor this patient."""
        if self.difficulty <= _DRAWN:
            return "The legs beside it show the whole examination."
        return "The spine beside it is a healthy one, to find your way; it is not this patient's."


STEPS: Mapping[int, Step] = MappingProxyType(
    {
        number: Step(
            difficulty=number,
            rivals=rivals,
            near=near,
            against=against,
            low=0.15 * (5 - number),
            high=0.15 * (5 - number) + 0.4,
            complaints=complaints,
            abnormal=abnormal,
        )
        for number, rivals, near, against, complaints, abnormal in (
            (1, 2, 0, 3, 2, 5),
            (2, 3, 1, 2, 2, 4),
            (3, 3, 2, 2, 1, 3),
            (4, 3, 3, 1, 1, 3),
            (5, 4, 4, 1, 1, 2),
        )
    }
)
