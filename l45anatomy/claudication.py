"""Neurogenic claudication: how far one walks before the legs give in, and what bending does.

It knows areas of the dural sac in three postures; the geometry has worked them out.
"""

from dataclasses import dataclass
from functools import cached_property

from l45anatomy import evidence
from l45anatomy.supply import cauda_loss, grade_at

_CURVE = "walking distance"


@dataclass(frozen=True)
class Claudication:
    """The dural sac at its tightest level, lying, standing and bent forward, mm2."""

    lying_mm2: float
    standing_mm2: float
    bent_mm2: float

    @cached_property
    def walking_m(self) -> float:
        """How far one walks upright, m; 1000 stands for no limit."""
        return _metres(self.standing_mm2)

    @cached_property
    def cart_m(self) -> float:
        """How far one walks bent forward, as over a shopping cart, m."""
        return _metres(self.bent_mm2)

    @property
    def is_limited(self) -> bool:
        """Whether walking upright is limited at all."""
        return self.walking_m < _metres(float("inf"))

    @property
    def is_relieved(self) -> bool:
        """Whether bending forward brings relief: one walks farther bent than upright."""
        return self.is_limited and self.cart_m > self.walking_m

    @property
    def sources(self) -> tuple[str, ...]:
        """The keys of what this rests on."""
        curves = evidence.responses()
        rows = [*curves["cauda equina"], *curves[_CURVE]]
        posture = [r for name, r in evidence.limits().items() if name.startswith("posture.")]
        return tuple(dict.fromkeys(key for row in (*rows, *posture) for key in row.keys))

    def __str__(self) -> str:
        """Give the text."""
        return self.text

    @property
    def text(self) -> str:
        """The history a patient would tell, with the areas behind it."""
        areas = (
            f"At its tightest level the dural sac measures {self.lying_mm2:.0f} mm² lying, "
            f"{self.standing_mm2:.0f} standing and {self.bent_mm2:.0f} bent forward."
        )
        if not self.is_limited:
            return f"Walking is not limited by a narrow canal. {areas}"
        told = f"The legs give in after about {self.walking_m:.0f} m of walking upright"
        if not self.is_relieved:
            return f"{told}; bending forward brings no relief. {areas}"
        farther = f"{self.cart_m:.0f} m" if self.cart_m < _metres(float("inf")) else "without limit"
        return f"{told}; leaning on a cart, one goes {farther}. {areas}"


def _metres(area_mm2: float) -> float:
    """Give the distance one walks with that area of the sac, to the nearest ten metres."""
    return round(grade_at(evidence.responses()[_CURVE], cauda_loss(area_mm2)), -1)
