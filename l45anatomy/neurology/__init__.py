"""What the leg shows: from caught roots to findings, and from a finding back to its reasons.

No syndrome is written here. A root that lost calibre takes its share of every muscle, patch of skin
and reflex along (`innervation.csv`, added up in `supply`); a curve turns that loss into a grade
(`responses.csv`), which is a model assumption and said to be one. `why` walks the chain back: from
the finding to the root, the millimetres, the structure that presses, the table row and the paper.
"""

from l45anatomy.neurology.examining import examine, found_at, slight_at, step_at
from l45anatomy.neurology.finding import Exam, Finding, UnknownItemError, find_item
from l45anatomy.neurology.reasons import Ground, does, grounds, steps, why

__all__ = [
    "Exam",
    "Finding",
    "Ground",
    "UnknownItemError",
    "does",
    "examine",
    "find_item",
    "found_at",
    "grounds",
    "slight_at",
    "step_at",
    "steps",
    "why",
]
