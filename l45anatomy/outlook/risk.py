"""A share with its range, and what an odds ratio does to it."""

from collections.abc import Iterable
from dataclasses import dataclass

from l45anatomy import evidence
from l45anatomy.evidence import Outcome


@dataclass(frozen=True, kw_only=True)
class Risk:
    """How many of a hundred, as a share 0 to 1, with its lowest and highest figure.

    `what` says of what, `basis` is that of the weakest row it rests on.
    """

    what: str
    share: float
    low: float
    high: float
    basis: str
    sources: tuple[str, ...]
    factors: tuple[str, ...] = ()

    def __str__(self) -> str:
        """The risk in words, as in `recurrent herniation 10 % (5 to 15 %)`."""
        if self.low == 0 and self.high == self.share:  # published as an upper bound
            return f"{self.what} less than {_whole(self.share)} %"
        spread = f" ({_whole(self.low)} to {_whole(self.high)} %)" if self.low < self.high else ""
        return f"{self.what} {_whole(self.share)} %{spread}"


def _whole(share: float) -> str:
    """Give a share in percent: whole, but one decimal below 2 %."""
    percent = 100 * share
    return f"{percent:.1f}" if 0 < percent < 1.95 else f"{percent:.0f}"


def risk_of(row: Outcome) -> Risk:
    """Give a published share as a risk; without a published range low and high are the share."""
    return Risk(
        what=row.item,
        share=row.value,
        low=row.value if row.low is None else row.low,
        high=row.value if row.high is None else row.high,
        basis=row.basis,
        sources=row.keys,
    )


def times_odds(share: float, ratio: float) -> float:
    """Give the share whose odds are `ratio` times those of `share`.

    >>> times_odds(0.5, 3.0)
    0.75
    """
    return ratio * share / (1 - share + ratio * share)


def _with_factor(risk: Risk, factor: Outcome) -> Risk:
    """Give the risk of those with one more factor; the widest range of both is kept."""
    low = factor.value if factor.low is None else factor.low
    high = factor.value if factor.high is None else factor.high
    return Risk(
        what=risk.what,
        share=times_odds(risk.share, factor.value),
        low=times_odds(risk.low, low),
        high=times_odds(risk.high, high),
        basis="assumption",  # that the factors multiply, and that the start is of those without
        sources=tuple(dict.fromkeys((*risk.sources, *factor.keys))),
        factors=(*risk.factors, factor.item),
    )


def recurrent_herniation(factors: Iterable[str]) -> Risk:
    """Give the risk that a herniation comes back after microdiscectomy, with these factors.

    The published risk is taken as that of somebody without any factor, and odds ratios multiply:
    both are model assumptions, and the first one overstates a little.
    """
    table = evidence.outcomes()
    risk = risk_of(table["recurrence", "microdiscectomy", "recurrent herniation"])
    for factor in factors:
        risk = _with_factor(risk, table["odds", "recurrent herniation", factor])
    return risk


def risks_of(topic: str, operation: str) -> tuple[Risk, ...]:
    """Give what is published on `recurrence` or `complication` after an operation."""
    rows = evidence.outcomes().values()
    return tuple(risk_of(row) for row in rows if (row.topic, row.subject) == (topic, operation))
