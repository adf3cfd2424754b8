"""The widget that shows parts in the browser and tells what is pointed at.

The kernel keeps the whole scene, so a front end that joins late (page reload, second view) asks
with a `ready` message and gets all of it. Callbacks may run outside the main thread, hence the
lock; nothing here renders.
"""

import threading
from base64 import b64encode
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from l45anatomy.frame import one_of, within
from l45anatomy.viewer.message import Buffers, Content, State, difference, hold
from l45anatomy.viewer.part import Part
from l45anatomy.viewer.twin import display_with_twin

__all__ = ["VIEWS", "Part", "SpineView"]

VIEWS = ("posterior", "anterior", "left", "right", "superior", "foraminal")

_STATIC = Path(__file__).parent / "static"


class SpineView(anywidget.AnyWidget):
    """A live 3D view of named parts.

    Set `view`, `hidden`, `faded` and `height` from Python or by hand in the browser; observe
    `picked` (`{"name", "point", "n"}`, empty when nothing is) and `hovered` (a name or "").
    `target` is the point, mm, the foraminal view looks at; empty means the middle of the scene.
    The other views show `span` mm around `centre`, or the whole scene where no span is given.
    `picture` (PNG) and `description` stand in where scripts or WebGL are missing.
    """

    _esm = _STATIC / "view.js"
    _css = _STATIC / "view.css"

    view = traitlets.Unicode("posterior").tag(sync=True)
    hidden = traitlets.List(traitlets.Unicode()).tag(sync=True)
    faded = traitlets.List(traitlets.Unicode()).tag(sync=True)
    picked = traitlets.Dict().tag(sync=True)
    hovered = traitlets.Unicode("").tag(sync=True)
    height = traitlets.Int(480).tag(sync=True)
    target = traitlets.List(traitlets.Float(), maxlen=3).tag(sync=True)
    centre = traitlets.List(traitlets.Float(), maxlen=3).tag(sync=True)
    span = traitlets.Float(0.0).tag(sync=True)
    description = traitlets.Unicode("").tag(sync=True)
    picture = traitlets.Any(None)  # PNG bytes, or a function that gives them when asked

    def __init__(self, parts: Sequence[Part] = (), **traits: Any) -> None:
        self._lock = threading.Lock()
        self._state: State = {}
        self._is_watched = False
        super().__init__(**traits)
        self.on_msg(self._answer)
        self.show(parts)

    def show(self, parts: Sequence[Part]) -> int:
        """Make the scene these parts and give the bytes of the buffers that the change takes.

        One message carries it all, and none goes when nothing changed. As long as no front end
        has asked for the scene there is nobody to send to, and the first that asks gets it whole.
        """
        with self._lock:
            state = hold(parts, self._state)
            content, buffers = difference(state, self._state)
            self._state = state
            if content and self._is_watched:
                self.send({"kind": "change", **content}, buffers)
        return sum(buffer.nbytes for buffer in buffers)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the parts in the scene."""
        return tuple(self._state)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({len(self._state)} parts, view={self.view!r})"

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        """Give the live view with its picture and its text beside it."""
        data, metadata = super()._repr_mimebundle_(**kwargs) or ({}, {})
        data = {**data, "text/plain": self.description or repr(self)}
        if picture := self._still():
            data["image/png"] = b64encode(picture).decode()
        return data, metadata

    def _ipython_display_(self) -> None:
        bundle, _ = self._repr_mimebundle_()
        display_with_twin(repr(self), bundle, self._still(), self.description or repr(self))

    def _still(self) -> bytes | None:
        picture = self.picture() if callable(self.picture) else self.picture
        return picture or None

    def _answer(self, _widget: object, content: Content, _buffers: Buffers) -> None:
        """Give a front end what it asked for; `from` names it, so that others need not listen."""
        kind, to = content.get("kind"), content.get("from")
        if kind == "ready":
            with self._lock:
                self._is_watched = True
                whole, buffers = difference(self._state, {})
                self.send({"kind": "whole", "to": to, **whole}, buffers)
        elif kind == "picture":
            picture = self._still()
            self.send({"kind": "picture", "to": to}, [memoryview(picture)] if picture else [])

    @traitlets.validate("view")
    def _check_view(self, proposal: dict[str, Any]) -> str:
        return one_of("view", proposal["value"], VIEWS)

    @traitlets.validate("height")
    def _check_height(self, proposal: dict[str, Any]) -> int:
        return int(within("height", proposal["value"], 200, 4000))

    @traitlets.validate("target", "centre")
    def _check_point(self, proposal: dict[str, Any]) -> list[float]:
        point: list[float] = proposal["value"]
        if len(point) not in (0, 3):
            name = proposal["trait"].name
            raise ValueError(f"{name} is {point!r}, must be empty or three numbers in mm")
        return point
