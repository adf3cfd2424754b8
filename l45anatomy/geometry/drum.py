"""A drum with a D-shaped outline: vertebral bodies and discs."""

from dataclasses import dataclass, fields
from functools import cached_property, lru_cache

import numpy as np

from l45anatomy.frame import Distances, Points
from l45anatomy.geometry.counted import counted_once
from l45anatomy.geometry.fields import smooth_minimum
from l45anatomy.geometry.placement import Box

_OUTLINE_FILLET_MM = 10.0
_TRUSTED_MM = 6.0
_HOLLOW_MM = 2.0
_STEEP = 1.01  # a wall counts as a little steeper than upright, so that nothing is overstated


@counted_once
@dataclass(frozen=True, kw_only=True)
class Outline:
    """A D-shaped curve in the xy plane: two blended bars, a front one and a rear one.

    Each bar is a left-right line of half length x at depth y, given roundness r; all mm.
    """

    front_x: float
    front_y: float
    front_r: float
    rear_x: float
    rear_y: float
    rear_r: float

    @property
    def half_width(self) -> float:
        """Half the greatest width, mm."""
        return max(self.front_x + self.front_r, self.rear_x + self.rear_r)

    @property
    def anterior(self) -> float:
        """The front edge of the front bar, as y in mm."""
        return self.front_y + self.front_r

    @property
    def posterior(self) -> float:
        """The rear edge of the rear bar, as y in mm."""
        return self.rear_y - self.rear_r

    @property
    def wall(self) -> float:
        """The rear wall in the midline, the fillet between the bars included, as y in mm."""
        return self.rear(0.0)

    def rear(self, x: float) -> float:
        """Give y of the rear wall at `x`, which must lie within the outline, mm."""
        return _edge(self, abs(x), -1)

    def front(self, x: float) -> float:
        """Give y of the front wall at `x`, which must lie within the outline, mm."""
        return _edge(self, abs(x), 1)

    @property
    def reach(self) -> tuple[float, float]:
        """Lowest and highest y of anything, the fillet between the bars included, mm."""
        fillet = _OUTLINE_FILLET_MM / 4
        low = min(self.rear_y - self.rear_r, self.front_y - self.front_r)
        high = max(self.rear_y + self.rear_r, self.front_y + self.front_r)
        return low - fillet, high + fillet

    def scaled(self, width: float, depth: float) -> "Outline":
        """Give the outline with its width and depth multiplied."""
        front_r, rear_r = self.front_r * depth, self.rear_r * depth
        return Outline(
            front_x=(self.front_x + self.front_r) * width - front_r,
            front_y=self.front_y * depth,
            front_r=front_r,
            rear_x=(self.rear_x + self.rear_r) * width - rear_r,
            rear_y=self.rear_y * depth,
            rear_r=rear_r,
        )

    def between(self, other: "Outline") -> "Outline":
        """Give the outline half way to another one."""
        return Outline(
            **{f.name: (getattr(self, f.name) + getattr(other, f.name)) / 2 for f in fields(self)}
        )

    def __call__(self, x: Distances, y: Distances) -> Distances:
        """Give the distance of points in the plane to the curve, negative inside."""
        across = np.abs(x)
        front, rear = (
            # np.hypot takes four times as long, to be safe from lengths that nothing here has.
            np.sqrt(np.maximum(across - half, 0.0) ** 2 + (y - at) ** 2) - radius
            for half, at, radius in (
                (self.front_x, self.front_y, self.front_r),
                (self.rear_x, self.rear_y, self.rear_r),
            )
        )
        return smooth_minimum(front, rear, _OUTLINE_FILLET_MM)


@lru_cache(maxsize=4096)
def _edge(outline: Outline, x: float, way: int) -> float:
    """Give y of the outline at `x`, coming from behind (-1) or from the front (1)."""
    low, high = outline.reach
    y = np.linspace(low - 1.0, high + 1.0, 1600)
    y = y[::-way]
    return float(y[np.argmax(outline(np.full_like(y, x), y) <= 0.0)])


@counted_once
@dataclass(frozen=True, kw_only=True)
class Drum:
    """An outline raised along z between two planes that may converge, walls hollow or not.

    `height_front` and `height_rear` are the heights at the front and rear edge; `spread` how much
    wider than the outline it is all round. `waist_side` and `waist_front` say how far the wall is
    drawn in at mid height at the sides and in the midline, `flare` how much further the lower rim
    reaches than the upper one, `dish` how far the ends are hollowed in the middle; the edges are
    rounded by `rim`. All mm, waists not negative.
    """

    outline: Outline
    height_front: float
    height_rear: float
    spread: float = 0.0
    waist_side: float = 0.0
    waist_front: float = 0.0
    flare: float = 0.0
    dish: float = 0.0
    rim: float = 2.0

    @cached_property
    def bounds(self) -> Box:
        """The box that holds the whole solid."""
        over = abs(self.flare) / 2 + self.spread
        wide = self.outline.half_width + over + _OUTLINE_FILLET_MM / 4
        low, high = self.outline.reach
        # The ends lean on beyond the edge, as far as the wall lets them.
        tall = float(self._plane(np.array([low - over, high + over])).max()) + max(0.0, -self.dish)
        return Box((-wide, low - over, -tall), (wide, high + over, tall))

    @property
    def _depth(self) -> float:
        return self.outline.anterior - self.outline.posterior

    @property
    def _middle(self) -> float:
        return (self.outline.anterior + self.outline.posterior) / 2

    def _plane(self, y: Distances) -> Distances:
        lean = (self.height_front - self.height_rear) / 2 / self._depth
        return (self.height_front + self.height_rear) / 4 + lean * (y - self._middle)

    @property
    def _lean(self) -> float:
        """How much either end rises away from the middle, mm per mm."""
        return abs(self.height_front - self.height_rear) / 2 / self._depth

    def _to_wall(self, x: Distances, y: Distances, z: Distances) -> Distances:
        """Give the distance to the wall, as if it went on beyond the ends."""
        outside = self.outline(x, y) - self.spread
        sideways = np.minimum(1.0, (x / self.outline.half_width) ** 2)
        trusted = _TRUSTED_MM * (1 - 0.7 * sideways)  # the waist bends most at the sides
        if self.waist_side == self.waist_front == self.flare == 0.0:  # upright, as in a disc
            wall = outside / _STEEP
            return np.where(wall < trusted, wall, np.maximum(outside, trusted))
        mean = (self.height_front + self.height_rear) / 4
        u = np.clip(z / mean, -1.0, 1.0)
        waist = self.waist_front + (self.waist_side - self.waist_front) * sideways
        slope = (2 * waist * u - self.flare / 2) / mean
        drawn_in = outside + waist * (1 - u * u) + self.flare / 2 * u
        # At the sides the waist also deepens outwards, which makes the wall steeper still; less
        # so behind, where the wall faces back.
        outwards = 2 * abs(self.waist_side - self.waist_front) / self.outline.half_width
        facing = np.clip(0.1 + 1.8 * (y - self.outline.posterior) / self._depth, 0.1, 1.0)
        aside = _STEEP + outwards * np.sqrt(sideways) * facing * (1 - u * u)
        wall = drawn_in / np.sqrt(aside * aside + slope * slope)
        filled = outside - abs(self.flare) / 2
        return np.where(wall < trusted, wall, np.maximum(filled, trusted))

    def _to_ends(self, x: Distances, y: Distances, z: Distances) -> Distances:
        """Give the distance to the nearer end, as if it went on beyond the wall."""
        flat: Distances = (np.abs(z) - self._plane(y)) / np.sqrt(1 + self._lean * self._lean)
        if self.dish == 0.0:
            return flat
        steep = self._lean + 2.5 * abs(self.dish) / self._depth
        ends = (np.abs(z) - self.half_height(x, y)) / np.sqrt(1 + steep * steep)
        return np.where(ends < _HOLLOW_MM, ends, np.maximum(flat, _HOLLOW_MM))

    def half_height(self, x: Distances, y: Distances) -> Distances:
        """Give z of the upper end above each (x, y), the dish included."""
        across = (x / (0.8 * self.outline.half_width)) ** 2
        along = ((y - self._middle) / (0.4 * self._depth)) ** 2
        return self._plane(y) - self.dish * np.maximum(0.0, 1.0 - across - along)

    def __call__(self, points: Points) -> Distances:
        """Give the distance of each point to the surface.

        Near the wall of a waist it is exact to first order. Farther than `_TRUSTED_MM` the waist is
        taken as filled, so that no distance is overstated.
        """
        x, y, z = np.ascontiguousarray(points.T)
        wall, ends = self._to_wall(x, y, z), self._to_ends(x, y, z)
        lean = self._lean
        # Outside both, the distance is that to the rim, rounded by `rim`: the diagonal, or less
        # where wall and end meet at more than a right angle.
        cosine = lean / np.sqrt(1 + lean * lean)
        a, b = np.maximum(wall + self.rim, 0.0), np.maximum(ends + self.rim, 0.0)
        corner = np.sqrt(np.maximum(a * a + b * b - 2 * cosine * a * b, 0.0) / (1 - cosine**2))
        far = np.where(np.minimum(a, b) <= cosine * np.maximum(a, b), np.maximum(a, b), corner)
        value: Distances = np.minimum(np.maximum(wall, ends) + self.rim, 0.0) + far - self.rim
        return value
