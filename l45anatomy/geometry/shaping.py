"""Solids made from solids, grown or in common, and the plain block they are cut with."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from l45anatomy.frame import Distances, Points, Vec
from l45anatomy.geometry.fields import Field
from l45anatomy.geometry.placement import Box


@dataclass(frozen=True)
class Block:
    """A block between two corners, its sides along the axes; distances are exact."""

    low: Vec
    high: Vec

    @cached_property
    def bounds(self) -> Box:
        """The box that holds the whole solid."""
        return Box(self.low, self.high)

    def __call__(self, points: Points) -> Distances:
        """Give the distance of each point to the surface."""
        deepest = np.maximum(np.subtract(self.low, points), points - self.high).max(axis=1)
        value: Distances = self.bounds.distance(points) + np.minimum(deepest, 0.0)
        return value


@dataclass(frozen=True)
class Inflated:
    """A solid with `by` mm more on every side."""

    shape: Field
    by: float

    @cached_property
    def bounds(self) -> Box:
        """The box that holds the whole solid."""
        return self.shape.bounds.grown(self.by)

    def __call__(self, points: Points) -> Distances:
        """Give the distance of each point to the surface."""
        value: Distances = self.shape(points) - self.by
        return value


@dataclass(frozen=True)
class Common:
    """What all parts have in common; the first one bounds it and should be the smallest."""

    parts: tuple[Field, ...]

    @property
    def bounds(self) -> Box:
        """The box that holds the whole solid."""
        return self.parts[0].bounds

    def __call__(self, points: Points) -> Distances:
        """Give the distance of each point to the surface, never more than it is."""
        value = self.parts[0](points)
        near = value < 1.0
        for part in self.parts[1:]:
            value[near] = np.maximum(value[near], part(points[near]))
        return value
