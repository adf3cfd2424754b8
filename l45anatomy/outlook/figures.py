"""Published figures in words: shares in percent, how sure they are, and where they come from.

A row quoted from memory or chosen by this project is said to be.
"""

from l45anatomy import evidence
from l45anatomy.evidence import Outcome
from l45anatomy.outlook.curve import Curve
from l45anatomy.wording import capital, listed

_UNSURE = {"recalled": " (from memory)", "assumption": " (model assumption)"}


def figure(topic: str, subject: str, item: str) -> Outcome:
    """Give one row of `outcomes.csv`."""
    return evidence.outcomes()[topic, subject, item]


def cite(basis: str, keys: tuple[str, ...]) -> str:
    """Give how sure it is and where it comes from, to follow a number."""
    shown = "".join(f"[{key}]" for key in keys if key != "edit")
    return f"{_UNSURE.get(basis, '')} {shown}".rstrip()


def sourced(*rows: Outcome) -> str:
    """Give the sources of rows that belong together, and the weakest of their bases."""
    basis = evidence.weakest(row.basis for row in rows)
    return cite(basis, tuple(dict.fromkeys(key for row in rows for key in row.source)))


def percent(share: float) -> str:
    """Give a share in whole percent."""
    return f"{100 * share:.0f} %"


def spread(curve: Curve, week: float) -> str:
    """Give the share at a week with its lowest and highest, as in `63 % (55 to 71 %)`."""
    low, high = curve.between(week)
    return f"{percent(curve.at(week))} ({100 * low:.0f} to {percent(high)})"


def points(curve: Curve) -> str:
    """One curve as a sentence: definition, care, share with spread at each published week."""
    told = [f"{spread(curve, week)} at {when(week)}" for week in curve.weeks[1:]]
    cited = cite(curve.basis, curve.sources)
    return f"{capital(curve.definition)}, {curve.care}: {listed(told)}{cited}."


def when(weeks: float) -> str:
    """Give a time as it is said: in weeks up to a year, then in years."""
    years = weeks / 52
    if weeks >= 104:
        return f"{years:.0f} years"
    return "1 year" if years == 1 else f"{weeks:.0f} weeks"
