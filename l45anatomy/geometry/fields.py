"""Solids made of simpler ones, as signed-distance fields: operators, each a frozen dataclass.

A field is a value: comparable, hashable and printable, so "what changed?" is `==`. Calling it with
points (n, 3) in mm gives (n,) distances, negative inside. Every field changes by at most 1 mm per
mm, so outside it may understate the distance to its surface and never overstates it. Nothing here
knows anatomy.
"""

from dataclasses import dataclass, field
from functools import cached_property
from itertools import product
from typing import Protocol

import numpy as np

from l45anatomy.frame import Distances, Points
from l45anatomy.geometry.counted import counted_once
from l45anatomy.geometry.lattice import Lattice, Stretch
from l45anatomy.geometry.parts import FEW, Part, Parts
from l45anatomy.geometry.placement import Box, Placement

_CORRECTED_MM = (6.5, 9.5)  # up to here a correction counts in full, from there not at all


class Field(Part, Protocol):
    """A solid by itself: what any part is asked, and it is a value."""

    def __hash__(self) -> int:
        """Count equal solids as one, so that caches know them."""


def smooth_minimum(a: Distances, b: Distances, radius: float) -> Distances:
    """Give the smaller of two distances with a fillet of about `radius` mm between them."""
    least: Distances = np.minimum(a, b)
    if radius <= 0:
        return least
    # In place: parts are joined more often than anything else is done.
    overlap = np.subtract(a, b)
    np.abs(overlap, out=overlap)
    np.subtract(radius, overlap, out=overlap)
    np.maximum(overlap, 0.0, out=overlap)
    overlap *= overlap
    overlap /= 4 * radius
    least -= overlap
    return least


def blended(
    value: Distances, found: Distances, away: Distances, radius: float, limit: float = np.inf
) -> Distances:
    """Give how far points are from a solid once parts are blended with it, (n,) mm.

    `value` (n,) is how far they are from the solid, and is used up; `found` and `away` (k, n) are
    how far from each part, and from its box. What only counts beyond the limit may be left out.
    """
    # A part whose box is farther away than the value found so far and the fillet changes nothing.
    gate = away - radius
    gate[gate > limit] = np.inf
    gate[gate <= 0.0] = -np.inf
    for distance, least in zip(found, gate, strict=True):
        np.copyto(value, smooth_minimum(value, distance, radius), where=least <= value)
    return value


@counted_once
@dataclass(frozen=True)
class Union:
    """All parts together, creases kept."""

    parts: tuple[Field, ...]

    @cached_property
    def bounds(self) -> Box:
        """The box that holds the whole solid."""
        return Box.of(part.bounds for part in self.parts)

    @cached_property
    def together(self) -> Parts:
        """The parts, asked together."""
        return Parts(self.parts)

    def __call__(self, points: Points) -> Distances:
        """Give the distance of each point to the surface."""
        if len(points) <= FEW:
            away, found = self.together.away(points), self.together(points)
            return blended(found[0], found[1:], away[1:], 0.0)
        value = self.parts[0](points)
        for part in self.parts[1:]:
            near = part.bounds.distance(points) <= np.maximum(value, 0.0)
            value[near] = np.minimum(value[near], part(points[near]))
        return value


@counted_once
@dataclass(frozen=True)
class Blend:
    """All parts together with fillets of about `radius` mm; use it inside one structure only."""

    parts: tuple[Field, ...]
    radius: float

    @cached_property
    def bounds(self) -> Box:
        """The box that holds the whole solid."""
        # A fillet adds a quarter of its radius each time two parts meet at the same distance.
        return Box.of(part.bounds for part in self.parts).grown(self.radius / 2)

    @cached_property
    def together(self) -> Parts:
        """The parts, asked together."""
        return Parts(self.parts)

    def __call__(self, points: Points) -> Distances:
        """Give the distance of each point to the surface."""
        if len(points) <= FEW:
            away, found = self.together.away(points), self.together(points)
            return blended(found[0], found[1:], away[1:], self.radius)
        value = self.parts[0](points)
        for part in self.parts[1:]:
            # A part farther away than the value found so far and the fillet changes nothing.
            near = part.bounds.distance(points) <= np.maximum(value, 0.0) + self.radius
            value[near] = smooth_minimum(value[near], part(points[near]), self.radius)
        return value


@counted_once
@dataclass(frozen=True)
class Difference:
    """One solid with others taken out of it, edges rounded by `radius` mm."""

    whole: Field
    taken: tuple[Field, ...]
    radius: float = 0.0

    @property
    def bounds(self) -> Box:
        """The box that holds the whole solid."""
        return self.whole.bounds

    def __call__(self, points: Points) -> Distances:
        """Give the distance of each point to the surface."""
        value = self.whole(points)
        for part in self.taken:
            value = -smooth_minimum(-value, part(points), self.radius)
        return value


@counted_once
@dataclass(frozen=True)
class Mirrored:
    """A right half and its mirror image on the left."""

    half: Field

    @cached_property
    def bounds(self) -> Box:
        """The box that holds the whole solid."""
        box = self.half.bounds
        reach = max(abs(box.low[0]), abs(box.high[0]))
        return Box((-reach, *box.low[1:]), (reach, *box.high[1:]))

    def __call__(self, points: Points) -> Distances:
        """Give the distance of each point to the surface."""
        return self.half(self.folded(points))

    def folded(self, points: Points) -> Points:
        """Give the points with those on the left put to the right."""
        there = points.copy()
        there[:, 0] = np.abs(there[:, 0])
        return there


@counted_once
@dataclass(frozen=True)
class Refined:
    """A solid with a small smooth correction near its surface; far away it is understated.

    The correction is given in a frame of its own, to which `stretch` leads.
    """

    shape: Field
    correction: Lattice
    stretch: Stretch = field(default_factory=Stretch)

    @cached_property
    def bounds(self) -> Box:
        """The box that holds the whole solid."""
        return self.shape.bounds.grown(self.correction.sunk)

    def __call__(self, points: Points) -> Distances:
        """Give the distance of each point to the surface."""
        return self.corrected(self.shape(points), points)

    def corrected(self, value: Distances, points: Points) -> Distances:
        """Give the distances, those to the shape being known."""
        full, none = _CORRECTED_MM
        near = np.flatnonzero(np.abs(value) < none)
        there = self.correction(self.stretch(points[near]))
        ease = np.minimum((none - np.abs(value[near])) / (none - full), 1.0)
        value = value - self.correction.sunk
        value[near] += there * (ease * ease * (3.0 - 2.0 * ease))
        return value


@counted_once
@dataclass(frozen=True)
class Moved:
    """A solid put somewhere else, its shape kept."""

    shape: Field
    placement: Placement

    @cached_property
    def bounds(self) -> Box:
        """The box that holds the whole solid."""
        corners = product(*zip(self.shape.bounds.low, self.shape.bounds.high, strict=True))
        return Box.holding(self.placement.at((x, y, z)) for x, y, z in corners)

    def __call__(self, points: Points) -> Distances:
        """Give the distance of each point to the surface."""
        return self.shape(self.placement.to_local(points))
