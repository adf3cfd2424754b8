"""Recovery over weeks as a value: published points, and what the model assumes between them.

Between two points everybody who has not recovered has the same chance in every week, which is a
model assumption; past the last point nothing is said. The range of a point is the published one, or
else Wilson's 95 % interval: what chance alone does to a share among that many patients.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby, pairwise
from math import exp, log, sqrt
from statistics import NormalDist

from l45anatomy import evidence
from l45anatomy.evidence import Basis, RecoveryPoint
from l45anatomy.frame import within

_SURE = NormalDist().inv_cdf(0.975)  # both sides of a 95 % interval


@dataclass(frozen=True, kw_only=True)
class Curve:
    """The share of patients that have recovered, week by week.

    `weeks`, `share`, `low` and `high` are as long as each other and begin at week 0 with nobody.
    `definition` says what counts as recovered, `care` what was done, `arm` whether it was `with` an
    operation, `without` one or `any`. `rising` is true where everybody who got there is counted;
    else the share of those who are well at that time, which may fall again. `basis` is that of
    the weakest point: read, recalled or assumption.
    """

    definition: str
    arm: str
    care: str
    rising: bool
    weeks: tuple[float, ...]
    share: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    basis: Basis
    sources: tuple[str, ...]
    notes: tuple[str, ...] = field(repr=False)

    def _on(self, values: Sequence[float], week: float) -> float:
        """Give the value at a week: the share of those left falls evenly on a log scale."""
        week = within("week", week, 0, self.weeks[-1], f"recovery.csv, {self.definition}")
        spans = zip(pairwise(self.weeks), pairwise(values), strict=True)
        (start, end), (first, last) = next(span for span in spans if week <= span[0][1])
        way = (week - start) / (end - start)
        return 1 - exp((1 - way) * log(1 - first) + way * log(1 - last))

    def at(self, week: float) -> float:
        """Give the share recovered at a week, 0 to 1; past the last point it is an error."""
        return self._on(self.share, week)

    def between(self, week: float) -> tuple[float, float]:
        """Give the lowest and highest share at a week."""
        return self._on(self.low, week), self._on(self.high, week)

    def week_of(self, share: float) -> float | None:
        """Give the week by which that share has recovered; None if it never does in this curve."""
        within("share", share, 0, 1)
        for (start, end), (first, last) in zip(
            pairwise(self.weeks), pairwise(self.share), strict=True
        ):
            if first <= share <= last and first < last:
                gone = log((1 - first) / (1 - share)) / log((1 - first) / (1 - last))
                return start + gone * (end - start)
        return None

    def __str__(self) -> str:
        """The points on one line."""
        points = ", ".join(
            f"{share:.0%} at {week:g} weeks"
            for week, share in zip(self.weeks[1:], self.share[1:], strict=True)
        )
        return f"{self.definition}, {self.care}: {points}"


def _by_chance(share: float, n: float) -> tuple[float, float]:
    """Give Wilson's 95 % interval of a share among n patients."""
    square = _SURE**2
    middle = share + square / (2 * n)
    half = _SURE * sqrt(share * (1 - share) / n + square / (4 * n**2))
    return (middle - half) / (1 + square / n), (middle + half) / (1 + square / n)


def _range(point: RecoveryPoint) -> tuple[float, float]:
    if point.low is not None and point.high is not None:
        return point.low, point.high
    return _by_chance(point.share, point.n) if point.n else (point.share, point.share)


def _curve(points: Sequence[RecoveryPoint]) -> Curve:
    first, ranges = points[0], [_range(point) for point in points]
    return Curve(
        definition=first.definition,
        arm=first.arm,
        care=first.care,
        rising=first.counts == "reached",
        weeks=(0.0, *(point.weeks for point in points)),
        share=(0.0, *(point.share for point in points)),
        low=(0.0, *(low for low, _ in ranges)),
        high=(0.0, *(high for _, high in ranges)),
        basis=evidence.weakest(point.basis for point in points),
        sources=tuple(dict.fromkeys(key for point in points for key in point.keys)),
        notes=tuple(dict.fromkeys(point.note for point in points if point.note)),
    )


@lru_cache(maxsize=32)
def curves_of(cause: str) -> tuple[Curve, ...]:
    """Give the curves of a cause in the order of the table; none where nothing was published."""
    points = evidence.recovery().get(cause, ())
    grouped = groupby(points, key=lambda point: (point.definition, point.care))
    return tuple(_curve(tuple(group)) for _, group in grouped)
