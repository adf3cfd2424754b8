"""From findings back to what is caught: root or nerve, side, level, zone and cause.

Bayes over lesions that the simulator builds. `localise` ranks them, `next_test` says what to
examine next, `explain` tells the reasoning; `by_root` and `by_cause` add up what `localise` gives.
"""

from l45anatomy.localisation.asking import NextTest, explain, next_test, next_tests
from l45anatomy.localisation.ranking import Hypothesis, by_cause, by_root, localise

__all__ = [
    "Hypothesis",
    "NextTest",
    "by_cause",
    "by_root",
    "explain",
    "localise",
    "next_test",
    "next_tests",
]
