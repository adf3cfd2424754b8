"""The widget that shows one slice of a volume and tells what is under the pointer.

It knows no anatomy: the grey picture, the map of labels and their names are given to it. When the
browser asks for another plane, weighting or position, whoever observes these shows the new slice.
"""

import threading
from collections.abc import Sequence
from typing import Any

import anywidget
import numpy as np
import traitlets
from numpy.typing import NDArray

from l45anatomy.viewer.message import Buffers, Content
from l45anatomy.viewer.script import STATIC
from l45anatomy.viewer.twin import twinned

__all__ = ["SliceView"]


class SliceView(anywidget.AnyWidget):
    """A live slice, scrolled by slider, keys and wheel.

    `asked` is what was asked for by hand: plane, weighting, position_mm, follows. `marks` are the
    letters at the left, right, upper and lower edge; `ways` are words for a position below and
    above 0; `lines` are measures (`{"from", "to",
    "words"}`, in pixels); `cross` are places of other slices (`{"across"}` or `{"down"}`, in
    pixels). `hovered` and `picked` name a structure; those in `marked` are outlined. `note` is told
    below; `more` are lines that are folded, below the first of them. Where a slice `is_placed`, a
    button asks for one that `follows` again. `revision` counts slices shown.
    """

    _esm = STATIC / "slices.js"
    _css = STATIC / "slices.css"

    planes = traitlets.List(traitlets.Unicode()).tag(sync=True)
    weightings = traitlets.List(traitlets.Unicode()).tag(sync=True)
    plane = traitlets.Unicode("").tag(sync=True)
    weighting = traitlets.Unicode("").tag(sync=True)
    position_mm = traitlets.Float(0.0).tag(sync=True)
    reach_mm = traitlets.List(traitlets.Float(), default_value=[0.0, 1.0]).tag(sync=True)
    ways = traitlets.List(traitlets.Unicode()).tag(sync=True)
    asked = traitlets.Dict().tag(sync=True, echo_update=False)  # the answer to it is the slice
    marks = traitlets.List(traitlets.Unicode()).tag(sync=True)
    lines = traitlets.List(traitlets.Dict()).tag(sync=True)
    cross = traitlets.List(traitlets.Dict()).tag(sync=True)
    names = traitlets.List(traitlets.Unicode()).tag(sync=True)
    note = traitlets.Unicode("").tag(sync=True)
    more = traitlets.List(traitlets.Unicode()).tag(sync=True)
    is_placed = traitlets.Bool(default_value=False).tag(sync=True)
    pixel_mm = traitlets.Float(1.0).tag(sync=True)
    hovered = traitlets.Unicode("").tag(sync=True)
    picked = traitlets.Dict().tag(sync=True)
    marked = traitlets.List(traitlets.Unicode()).tag(sync=True)
    description = traitlets.Unicode("").tag(sync=True)
    revision = traitlets.Int(0).tag(sync=True)
    picture = traitlets.Any(None)  # PNG bytes, or a function that gives them when asked

    def __init__(self, **traits: Any) -> None:
        self._lock = threading.Lock()
        self._shown: tuple[NDArray[np.uint8], NDArray[np.uint8]] | None = None
        super().__init__(**traits)
        self.on_msg(self._answer)

    def show(self, image: NDArray[np.uint8], labels: NDArray[np.uint8], **traits: Any) -> None:
        """Show a slice: grey values and indices of `names`, both (n, n), with what goes with it."""
        with self._lock:
            self._shown = (np.ascontiguousarray(image), np.ascontiguousarray(labels))
            with self.hold_sync():
                for name, value in traits.items():
                    setattr(self, name, value)
                self.revision += 1
            self._give()  # after the names its labels index: held traits leave when let go

    def _give(self, to: str | None = None) -> None:
        if self._shown is not None:
            image, labels = self._shown
            told: Content = {"kind": "slice", "size": len(image), "to": to}
            self.send(told, [image.reshape(-1).data, labels.reshape(-1).data])

    def _answer(self, _widget: object, content: Content, _buffers: Buffers) -> None:
        """Give a front end that joins what is shown."""
        if content.get("kind") == "ready":
            with self._lock:
                self._give(content.get("from"))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.weighting} {self.plane}, {self.position_mm:g} mm)"

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        """Give the live slice with its picture and its text beside it."""
        shown = super()._repr_mimebundle_(**kwargs)
        return twinned(shown, self.picture, self.description or repr(self))

    @traitlets.validate("reach_mm")
    def _check_reach(self, proposal: dict[str, Any]) -> Sequence[float]:
        reach: list[float] = proposal["value"]
        if len(reach) != 2 or not reach[0] < reach[1]:
            raise ValueError(f"reach_mm is {reach!r}, must be two numbers, the lower first")
        return reach
