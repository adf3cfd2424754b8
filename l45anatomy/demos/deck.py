"""Where an instructor is in a script, as one frozen value; every key gives the next one."""

from dataclasses import dataclass, replace
from typing import Self

from l45anatomy.case import Case
from l45anatomy.demos.script import Scene, Script

__all__ = ["MOVES", "Deck"]

MOVES = ("next", "back", "reveal", "blank", "reset", "notes")


@dataclass(frozen=True, kw_only=True)
class Deck:
    """A script, the place in it, and whether its answer, the notes or nothing at all is seen."""

    script: Script
    place: int = 0
    is_revealed: bool = False
    is_blank: bool = False
    has_notes: bool = False

    def __post_init__(self) -> None:
        if not 0 <= self.place < len(self.script):
            raise ValueError(f"place is {self.place}, must be 0 to {len(self.script) - 1}")

    # ---- what is seen

    @property
    def scene(self) -> Scene:
        """The scene one is at."""
        return self.script.scenes[self.place]

    @property
    def case(self) -> Case:
        """The case on the stage."""
        return self.scene.shown(revealed=self.is_revealed)

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts of the simulator that are seen."""
        return self.scene.parts(revealed=self.is_revealed)

    @property
    def is_first(self) -> bool:
        """Whether nothing comes before."""
        return self.place == 0

    @property
    def is_last(self) -> bool:
        """Whether nothing follows."""
        return self.place == len(self.script) - 1

    @property
    def follows(self) -> Scene | None:
        """The scene after this one; the last has none."""
        return None if self.is_last else self.script.scenes[self.place + 1]

    @property
    def minutes_before(self) -> int:
        """How many minutes the scenes before this one take by the plan."""
        return sum(scene.minutes for scene in self.script.scenes[: self.place])

    # ---- moves

    def next(self) -> Self:
        """Go to the next scene, its answer covered; the last one stays as it is."""
        return self._at(self.place + 1)

    def back(self) -> Self:
        """Go to the scene before, its answer covered; the first one stays as it is."""
        return self._at(self.place - 1)

    def reveal(self) -> Self:
        """Tell the answer; it stays told until one goes on or resets."""
        return replace(self, is_revealed=True, is_blank=False)

    def blank(self) -> Self:
        """Show nothing, so that the class looks up; once more brings all back."""
        return replace(self, is_blank=not self.is_blank)

    def reset(self) -> Self:
        """Begin this scene afresh."""
        return replace(self, is_revealed=False, is_blank=False)

    def notes(self) -> Self:
        """Show the speaker's notes, or put them away."""
        return replace(self, has_notes=not self.has_notes)

    def _at(self, place: int) -> Self:
        if not 0 <= place < len(self.script):
            return replace(self, is_blank=False)
        return replace(self, place=place, is_revealed=False, is_blank=False)
