"""What is behind the trouble, read from the numbers of the person and from what presses where.

The worst compression decides the level; what that level carries decides the cause. No class of
change is asked for: a herniation is disc material beyond the edge that reaches a root.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from l45anatomy.anatomy import Anatomy
from l45anatomy.clearance import Compression
from l45anatomy.frame import DISCS, ROOTS
from l45anatomy.grading import broken
from l45anatomy.supply import SAC

NOTHING = "nothing caught"
HERNIATION = "herniation"
DEGENERATIVE_SLIP = "degenerative slip"
ISTHMIC_SLIP = "isthmic slip"
CYST = "synovial cyst"
FRACTURE = "fracture"
STENOSIS = "stenosis"
FORAMINAL_STENOSIS = "foraminal stenosis"
NERVE = "nerve injury"


@dataclass(frozen=True, kw_only=True)
class Cause:
    """What kind of trouble it is, and at which level or, of a fracture, vertebra.

    `level` is empty where nothing of the spine is behind it.
    """

    kind: str
    level: str

    def __str__(self) -> str:
        """The cause in words, as in `herniation at L4-L5`."""
        return f"{self.kind} at {self.level}" if self.level else self.kind


def _pressed(compressions: Iterable[Compression]) -> list[Compression]:
    """Give roots and sac that are touched, the worst first."""
    own = [c for c in compressions if c.root in (*ROOTS, SAC) and c.grade > 0 and c.by]
    return sorted(own, key=lambda c: (-c.grade, -c.loss))


def _level_of(compression: Compression) -> str:
    """Give the level of the disc or ligament that presses, else that of the compression."""
    for name in compression.by:
        for level in DISCS:
            if level in name:
                return level
    return compression.level


def _kind(anatomy: Anatomy, level: str, worst: Compression) -> str:
    segment = anatomy.segment(level)
    if segment.protrusions and any(name.startswith("disc") for name in worst.by):
        return HERNIATION
    if segment.cysts and any("cyst" in name for name in worst.by):
        return CYST
    if segment.slip_mm > 0:
        return DEGENERATIVE_SLIP if segment.arch_slips else ISTHMIC_SLIP
    outside = worst.site in ("foramen", "extraforaminal zone")
    return FORAMINAL_STENOSIS if outside else STENOSIS


def cause_of(anatomy: Anatomy, compressions: Iterable[Compression]) -> Cause:
    """Give what stands behind the worst compression of a root or of the sac."""
    pressed = _pressed(compressions)
    for name in broken(anatomy):  # a broken bone matters even where it presses on nothing
        if not pressed or any(name in by for by in pressed[0].by):
            return Cause(kind=FRACTURE, level=name)
    if not pressed:
        return Cause(kind=NERVE if anatomy.nerves.injuries else NOTHING, level="")
    level = _level_of(pressed[0])
    return Cause(kind=_kind(anatomy, level, pressed[0]), level=level)
