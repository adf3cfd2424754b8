"""What was set before: undo and redo as one frozen value.

Moves of one control in a row are one step, so that a drag is undone at once.
"""

from collections.abc import Hashable
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

State = TypeVar("State")

LONGEST = 100  # steps kept


@dataclass(frozen=True)
class History(Generic[State]):
    """The present state with those before and those undone, and which control moved last."""

    now: State
    before: tuple[State, ...] = ()
    undone: tuple[State, ...] = ()
    moved: Hashable = None

    def then(self, state: State, moved: Hashable = None) -> "History[State]":
        """Give the history after a move; one by the same control goes on with the last step.

        >>> drag = History(0).then(1, "slider").then(2, "slider")
        >>> drag.undo().now
        0
        """
        if state == self.now:
            return self
        if moved is not None and moved == self.moved and self.before:
            if state == self.before[-1]:  # there and back: nothing is left to be undone
                return History(state, self.before[:-1])
            return History(state, self.before, (), moved)
        return History(state, (*self.before, self.now)[-LONGEST:], (), moved)

    def undo(self) -> "History[State]":
        """Give the history one step back; at the beginning it stays as it is."""
        if not self.before:
            return self
        *before, now = self.before
        return History(now, tuple(before), (*self.undone, self.now))

    def redo(self) -> "History[State]":
        """Give the history with the last undone step done again."""
        if not self.undone:
            return self
        *undone, now = self.undone
        return History(now, (*self.before, self.now), tuple(undone))

    def rested(self) -> "History[State]":
        """Give the same history, the next move being a step of its own."""
        return replace(self, moved=None)
