"""Work done in pauses: what the next steps of a slider ask for is there when they come.

The model remembers what it has worked out, so asking for a case beforehand is all it takes.
"""

import asyncio
from collections.abc import Iterator
from contextlib import suppress

__all__ = ["Ahead"]

PAUSE_S = 0.15  # till then the browser draws what it got, on the same machine as a rule
BREATH_S = 0.005  # a move that comes meanwhile waits for one piece of work, not for all


class Ahead:
    """Does a list of work piece by piece while nobody asks for anything; a new list replaces it."""

    def __init__(self) -> None:
        self._work: Iterator[object] = iter(())

    def leave(self) -> None:
        """Leave the rest of the work undone."""
        self._work = iter(())

    def begin(self, work: Iterator[object]) -> None:
        """Do this work from the next pause on; without an event loop there are no pauses."""
        self._work = work
        with suppress(RuntimeError):
            self._wait(PAUSE_S, work)

    def finish(self) -> None:
        """Do all that is left at once."""
        for _ in self._work:
            pass

    def _wait(self, seconds: float, work: Iterator[object]) -> None:
        asyncio.get_running_loop().call_later(seconds, self._go_on, work)

    def _go_on(self, work: Iterator[object]) -> None:
        if work is not self._work:  # somebody moved on
            return
        with suppress(ValueError):  # what cannot be is refused when it is asked for
            for _ in work:
                self._wait(BREATH_S, work)
                return
