"""Which finding is told first where there is room for one: the order, and the reason of each step.

A level says how strongly a finding shows on its own scale, not how much it matters: a leg that can
be lifted to 40 degrees only and a foot that cannot be lifted at all are both level 3.
"""

from l45anatomy import evidence

CAUDA = "cauda equina"
ORDER = (  # what comes first
    (CAUDA,),  # bladder, bowel and saddle: hours count, however slight it is
    ("motor",),  # weakness: how much is left says how soon somebody must look
    ("reflex", "sensory"),  # a weak reflex or lost feeling: a root conducts badly
    ("gait",),  # walking: what the weakness comes to, told by its muscle already
    ("tension",),  # stretch tests: a root is sore, and nothing need be lost
    ("pain",),  # pain: what lies elsewhere than the map has it most often
)
_RANKS = {step: rank for rank, steps in enumerate(ORDER) for step in steps}


def gravity(item: str, modality: str, level: int, grade: float) -> tuple[float, ...]:
    """Give what a finding is sorted by: the gravest is the least.

    What `red_flags.csv` lists by name comes first; power goes by its MRC grade, all else by level.
    """
    step = CAUDA if item in evidence.red_flags() else modality
    weakness = grade if modality == "motor" else 0.0
    return _RANKS[step], weakness, -level
