"""Numbers as files of questions write them: read from text, and as a middle with half a width."""

import re
from decimal import Decimal, localcontext

__all__ = ["band", "ends", "number_in"]


def number_in(text: str) -> float | None:
    """Give the number that a text is, or None."""
    if not re.fullmatch(r"\s*[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d{1,3})?\s*", text, re.ASCII):
        return None
    value = float(text)
    return value if abs(value) < 1e15 else None


def band(low: float, high: float) -> tuple[float, float]:
    """Give the middle of a range and half its width, without the noise of binary halves.

    >>> band(0.1, 0.3)
    (0.2, 0.1)
    """
    with localcontext(prec=60):
        first, last = Decimal(repr(low)), Decimal(repr(high))
        return float((first + last) / 2), float((last - first) / 2)


def ends(middle: float, half: float) -> tuple[float, float]:
    """Give both ends of a range from its middle and half its width.

    >>> ends(0.2, 0.1)
    (0.1, 0.3)
    """
    with localcontext(prec=60):
        centre, reach = Decimal(repr(middle)), Decimal(repr(half))
        return float(centre - reach), float(centre + reach)
