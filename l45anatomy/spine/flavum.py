"""The yellow ligaments: from the front of one lamina to the top of the next.

Where the laminae are is felt on the bones themselves, so a ligament keeps its place whatever shape
they have. Its back stays where it is: one that thickens grows forward from there.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from l45anatomy.anatomy import Anatomy, paired
from l45anatomy.frame import Side, Vec
from l45anatomy.geometry.fields import Blend, Field
from l45anatomy.geometry.placement import Placement
from l45anatomy.geometry.plate import Plate
from l45anatomy.spine import sacrum
from l45anatomy.spine.alignment import bone, stack
from l45anatomy.spine.discs import neighbours

_MIDDLE_MM = 1.0  # the halves meet in the midline
_WIDTH_SHARE = 0.8  # of half the canal: there the capsule of the facet joint takes over
_ON_UPPER_MM, _ON_LOWER_MM = 2.0, 1.0  # how far it covers the laminae it hangs on
_SUNK_MM = (1.3, 2.4)  # how deep its back lies behind the front of the upper and lower lamina
_RISE_MM = 4.0  # its outer edge begins so much higher, as the lamina slopes
_LEAST_CANAL_MM = 2.0
_REACH_MM = 26.0
_STEP_MM = 0.5


@lru_cache(maxsize=1024)
def _fronts(whole: Field, x: float, start: float) -> tuple[tuple[float, float], ...]:
    """Give (z, y) of the front of the arch at `x`, where there is any, from below upwards."""
    z = np.arange(-30.0, 16.0, _STEP_MM)
    y = start - np.arange(0.0, _REACH_MM, _STEP_MM)
    points = np.stack([np.full(z.size * y.size, x), np.tile(y, z.size), np.repeat(z, y.size)], 1)
    inside = (whole(points) < 0).reshape(z.size, y.size)
    first = inside.argmax(axis=1)
    met = inside.any(axis=1) & (first > 0)
    return tuple(zip(z[met].tolist(), y[first[met]].tolist(), strict=True))


@dataclass(frozen=True)
class _Arch:
    """One arch as it is felt: a bone, the y of the middle of its canal, and the canal's depth."""

    whole: Field
    start: float
    depth: float

    def edges(self) -> tuple[float, float]:
        """Give z of the lower and of the upper edge of the lamina beside the midline."""
        felt = _fronts(self.whole, _MIDDLE_MM, self.start)
        near = [z for z, y in felt if y > self.start - self.depth]
        return min(near), max(near)

    def front(self, x: float, z: float) -> float:
        """Give y of the front of the arch at `x`, at the height nearest to `z`."""
        return min(_fronts(self.whole, x, self.start), key=lambda felt: abs(felt[0] - z))[1]


def _arch(anatomy: Anatomy, name: str) -> _Arch:
    """Give the arch of a vertebra, or that of the sacrum."""
    if name == "S1":
        sizes = anatomy.vertebra("L5")
        whole, wall = sacrum.sacrum(sizes), sacrum.table(sizes).wall
    else:
        sizes, own = anatomy.vertebra(name), bone(anatomy, name)
        whole, wall = own.whole, own.outline.wall
    # Short pedicles leave so much of the canal: the arch is felt from the middle of what is left.
    deep = max(sizes.canal_depth_mm - sizes.pedicle_shortening_mm, _LEAST_CANAL_MM)
    return _Arch(whole, wall - deep / 2, sizes.canal_depth_mm)


def edges(anatomy: Anatomy, name: str) -> tuple[float, float]:
    """Give z of the lower and upper edge of a lamina beside the midline, in its own frame."""
    return _arch(anatomy, name).edges()


@lru_cache(maxsize=64)
def flavum(anatomy: Anatomy, level: str, side: Side) -> Field:
    """Give one yellow ligament in the frame of the arch below."""
    above, below = neighbours(level)
    pile = stack(anatomy)
    return _between(
        _arch(anatomy, above),
        _arch(anatomy, below),
        pile.arch(below).seen(pile.arch(above)),
        side.sign * _WIDTH_SHARE * anatomy.vertebra(above).canal_width_mm / 2,
        paired(anatomy.segment(level).yellow_mm, side) / 2,
    )


@lru_cache(maxsize=1024)
def _between(upper: _Arch, lower: _Arch, above: Placement, outer: float, half: float) -> Field:
    """Give a ligament between two arches, the upper one placed as the lower one sees it."""
    middle = float(np.copysign(_MIDDLE_MM, outer))

    def at(arch: _Arch, x: float, z: float, sunk: float) -> Vec:
        return (x, arch.front(abs(x), z) - sunk + half, z)

    def hung(x: float, z: float) -> Vec:
        return above.at(at(upper, x, z, _SUNK_MM[0]))

    rise, end = upper.edges()[0] + _ON_UPPER_MM, lower.edges()[1] - _ON_LOWER_MM
    a, b = hung(middle, rise), hung(outer, rise + _RISE_MM)
    c, d = at(lower, outer, end, _SUNK_MM[1]), at(lower, middle, end, _SUNK_MM[1])
    return Blend((Plate(a, b, c, half), Plate(a, c, d, half)), 0.3)
