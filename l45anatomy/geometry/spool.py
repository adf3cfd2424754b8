"""A waisted drum with raised rims: a vertebral body."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from l45anatomy.frame import Distances, Points
from l45anatomy.geometry.drum import Outline
from l45anatomy.geometry.fields import smooth_minimum
from l45anatomy.geometry.placement import Box

_SUNK_MM = 3.0  # how far the core stays below the end plates


@dataclass(frozen=True, kw_only=True)
class Spool:
    """Two end plates of one outline on a narrower core.

    The plates' outer faces are `height_front` and `height_rear` apart at the front and rear edge;
    each plate is `plate` thick, its edge rounded by `rim`, its face hollowed by `dish` in the
    middle. The lower plate reaches `flare` farther out all round than the upper one. The core is
    drawn in by `waist_side`, `waist_front` and `waist_rear`; fillets of about `fillet` lead over.
    All mm.
    """

    outline: Outline
    height_front: float
    height_rear: float
    plate: float
    flare: float
    waist_side: float
    waist_front: float
    waist_rear: float
    dish: float
    rim: float
    fillet: float

    @cached_property
    def bounds(self) -> Box:
        """The box that holds the whole solid."""
        over = abs(self.flare) / 2 + self.fillet / 4
        low, high = self.outline.reach
        wide = self.outline.half_width + over + 2.5  # 2.5: the fillet of the outline
        # The plates lean on beyond the edge, as far as the walls let them.
        tall = max(self.height_front, self.height_rear) / 2
        tall += (over + 2.5) * abs(self._lean) + self.fillet / 4
        return Box((-wide, low - over, -tall), (wide, high + over, tall))

    @property
    def _depth(self) -> float:
        return self.outline.anterior - self.outline.posterior

    @property
    def _lean(self) -> float:
        """How much an end plate rises towards the front, mm per mm."""
        return (self.height_front - self.height_rear) / 2 / self._depth

    def __call__(self, points: Points) -> Distances:
        """Give the distance of each point to the surface."""
        x, y, z = points.T
        wall = self.outline(x, y)
        height = self.height_rear / 2 + self._lean * (y - self.outline.posterior)
        upright = np.sqrt(1.0 + self._lean**2)
        above, below = (z - height) / upright, (-z - height) / upright
        back = (y - self.outline.posterior) / self._depth
        sideways = np.minimum(1.0, (x / self.outline.half_width) ** 2)
        # The hollow of the end plates: deepest in the middle, nothing at the edge.
        hollow = self.dish * np.maximum(1.0 - 1.4 * sideways - (2.4 * back - 1.2) ** 2, 0.0)
        ahead = np.minimum(np.maximum(back, 0.0), 1.0)
        waist = self.waist_rear + (self.waist_front - self.waist_rear) * ahead
        waist = waist + (self.waist_side - waist) * sideways
        core = _rounded(wall + waist, np.maximum(above, below) + _SUNK_MM, self.rim)
        upper = _rounded(
            wall + self.flare / 2,
            np.maximum(above + hollow, -above - self.plate),
            self.rim,
        )
        lower = _rounded(
            wall - self.flare / 2,
            np.maximum(below + hollow, -below - self.plate),
            self.rim,
        )
        value = smooth_minimum(core, upper, self.fillet)
        return smooth_minimum(value, lower, self.fillet)


def _rounded(a: Distances, b: Distances, rim: float) -> Distances:
    """Give the distance to what lies within two walls at right angles, its edge rounded."""
    a, b = a + rim, b + rim
    high, wide = np.maximum(a, 0.0), np.maximum(b, 0.0)
    out: Distances = np.sqrt(high * high + wide * wide)
    return np.minimum(np.maximum(a, b), 0.0) + out - rim
