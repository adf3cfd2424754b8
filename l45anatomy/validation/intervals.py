"""How sure a published figure is: 95 % intervals from counts, means and correlations."""

from math import atanh, sqrt, tanh

from l45anatomy.evidence import Figure

_Z = 1.959964  # the normal quantile that leaves out 2.5 % on either side


def wilson(share: float, n: int) -> tuple[float, float]:
    """Give the 95 % interval of a share of n people, after Wilson 1927.

    >>> [round(end, 3) for end in wilson(0.8, 10)]
    [0.49, 0.943]
    """
    middle = share + _Z**2 / (2 * n)
    half = _Z * sqrt(share * (1 - share) / n + _Z**2 / (4 * n**2))
    whole = 1 + _Z**2 / n
    return (middle - half) / whole, (middle + half) / whole


def of_mean(mean: float, spread: float, n: int) -> tuple[float, float]:
    """Give the 95 % interval of a mean of n people with that SD."""
    half = _Z * spread / sqrt(n)
    return mean - half, mean + half


def fisher(r: float, n: int) -> tuple[float, float]:
    """Give the 95 % interval of a correlation of n people, after Fisher's z."""
    half = _Z / sqrt(n - 3)
    return tanh(atanh(r) - half), tanh(atanh(r) + half)


def interval(row: Figure) -> tuple[float, float] | None:
    """Give the 95 % interval of a figure, None where the source says nothing to make one from.

    Raises
    ------
    ValueError
        If the row lacks what its kind of interval is made from.
    """
    if row.interval == "none":
        return None
    if row.interval == "printed":
        if row.low is None or row.high is None:
            raise ValueError(f"{row.figure}: low and high must be given (validation.csv)")
        return row.low, row.high
    if not row.n.isdigit():
        raise ValueError(f"{row.figure}: n is {row.n!r}, must be a count (validation.csv)")
    n = int(row.n)
    if row.interval == "wilson":
        return wilson(row.value, n)
    if row.interval == "spread":
        half = _Z * row.value / sqrt(2 * n)
        return row.value - half, row.value + half
    if row.interval == "fisher":
        return fisher(row.value, n)
    if row.spread is None:
        raise ValueError(f"{row.figure}: spread must be given (validation.csv)")
    return of_mean(row.value, row.spread, n)
