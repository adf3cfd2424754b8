"""The spine that is measured: its structures by name, each surface and frame taken once."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from l45anatomy.morphometry.bones import VertebraShape
from l45anatomy.morphometry.sacrum import SacrumShape
from l45anatomy.morphometry.section import Surface
from l45anatomy.morphometry.segments import Level
from l45anatomy.spine.build import Spine


class AbsentError(LookupError):
    """A measure needs a structure that this spine does not have."""


@dataclass(frozen=True, eq=False)
class Subject:
    """A spine, measured piece by piece when a piece is asked for."""

    spine: Spine
    _kept: dict[str, Any] = field(default_factory=dict, repr=False)

    def structure(self, name: str) -> Any:
        """Give a structure by name."""
        try:
            return self.spine[name]
        except KeyError:
            raise AbsentError(f"the spine has no {name}") from None

    def surface(self, name: str) -> Surface:
        """Give the surface of a structure in the world."""
        if name not in self._kept:
            self._kept[name] = Surface.of(self.structure(name).mesh)
        surface: Surface = self._kept[name]
        return surface

    def vertebra(self, name: str) -> VertebraShape:
        """Give a vertebra, as "L4", levelled."""
        key = f"{name} levelled"
        if key not in self._kept:
            bone = self.structure(f"{name} vertebra")
            self._kept[key] = VertebraShape.of(bone.mesh, bone.placement)
        shape: VertebraShape = self._kept[key]
        return shape

    @cached_property
    def sacrum(self) -> SacrumShape:
        """The sacrum, levelled."""
        bone = self.structure("sacrum")
        return SacrumShape.of(bone.mesh, bone.placement)

    def level(self, name: str) -> Level:
        """Give a level, as "L4-L5": its two bones, and disc and right capsule between them."""
        if name not in self._kept:
            above, below = name.split("-")
            lower = self.sacrum if below == "S1" else self.vertebra(below)
            fillings = (self.surface(f"disc {name}"), self.surface(f"facet joint {name} right"))
            self._kept[name] = Level(self.vertebra(above), lower, fillings)
        level: Level = self._kept[name]
        return level
