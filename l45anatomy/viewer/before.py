"""What a view is compared with: the scene as it was before, told only as far as it differs now."""

from collections.abc import Callable, Sequence

from l45anatomy.viewer.message import Buffers, Content, State, difference, hold
from l45anatomy.viewer.part import Part

WAYS = ("", "outline", "wipe")


class Before:
    """The earlier scene, as the front ends hold it."""

    def __init__(self) -> None:
        self._state: State = {}
        self._told: State = {}

    def told(self, parts: Callable[[], Sequence[Part]], now: State) -> tuple[Content, Buffers]:
        """Give the message that says what was different from `now`; what was told is not again."""
        self._state = hold(parts(), self._state)
        changes, _ = difference(now, self._state)
        names = [one["name"] for one in changes.get("parts", ())] + changes.get("removed", [])
        differing = [name for name in names if name in self._state]
        wanted = {**self._told, **{name: self._state[name] for name in differing}}
        content, buffers = difference(wanted, self._told)
        self._told = wanted
        return {
            "kind": "before",
            "parts": content.get("parts", []),
            "differing": differing,
        }, buffers

    def forget(self) -> None:
        """Tell all of it again, to a front end that has just come."""
        self._told = {}
