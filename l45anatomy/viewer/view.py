"""The widget that shows parts in the browser and tells what is pointed at.

The kernel keeps the whole scene, so a front end that joins late (page reload, second view) asks
with a `ready` message and gets all of it. Callbacks may run outside the main thread, hence the
lock; nothing here renders.
"""

import threading
from collections.abc import Sequence
from typing import Any

import anywidget
import traitlets

from l45anatomy.frame import one_of, within
from l45anatomy.viewer import before, script
from l45anatomy.viewer.cut import check_cut
from l45anatomy.viewer.message import Buffers, Content, State, difference, hold
from l45anatomy.viewer.part import Part
from l45anatomy.viewer.twin import display_with_twin, drawn, twinned
from l45anatomy.viewer.visibility import by_preset, check_layers, check_presets, is_away

__all__ = ["VIEWS", "Part", "SpineView"]

VIEWS = (
    "posterior",
    "anterior",
    "left",
    "right",
    "superior",
    "foraminal",
    "foraminal left",
    "foraminal right",
)


class SpineView(anywidget.AnyWidget):
    """A live 3D view of named parts.

    Set `view`, `hidden`, `faded` and `height` from Python or by hand in the browser; observe
    `picked` (`{"name", "point", "n"}`, empty when nothing is) and `hovered` (a name or "").
    `target` is the point, mm, the foraminal views look at, mirrored where the side asks for it;
    empty means the middle of the scene.
    The other views show `span` mm around `centre`, or the whole scene where no span is given.
    `picture` (PNG) and `description` stand in where scripts or WebGL are missing.

    What is seen: `hidden` and `faded` name parts; where `isolated` names any, only those are seen.
    `presets` maps a title to names or groups to `show`, `ghost` and `hide`, the first one being
    what a reset goes back to; `preset` is the last one chosen, and parts that join the scene later
    follow it. `layers` (`{"name", "parts"}`) lie in the order in which they are taken away, and
    the first `peeled` of them are. `labelled` puts names beside the picture.

    What is laid over it: `marks` (`{"parts", "point", "radius_mm", "title", "words", "short"}`)
    glow on their parts and say their words, or the short ones where there is little room; `cut`
    (`{"plane", "at_mm", "flipped"}`, empty for none) leaves out what lies before a plane; `plate`
    (four `corners`, and `lines` of two points) is a plane drawn into the scene; `note` is a
    sentence at its upper edge. `compare` shows an "outline" of the parts that `before` gives, which
    `was` names, or a "wipe" between them and those of now.
    """

    _esm = script.STATIC / "shelf.js"
    _css = script.STATIC / "view.css"

    view = traitlets.Unicode("posterior").tag(sync=True)
    hidden = traitlets.List(traitlets.Unicode()).tag(sync=True)
    faded = traitlets.List(traitlets.Unicode()).tag(sync=True)
    isolated = traitlets.List(traitlets.Unicode()).tag(sync=True)
    presets = traitlets.Dict().tag(sync=True)
    preset = traitlets.Unicode("").tag(sync=True)
    layers = traitlets.List(traitlets.Dict()).tag(sync=True)
    peeled = traitlets.Int(0).tag(sync=True)
    labelled = traitlets.Bool(default_value=False).tag(sync=True)
    picked = traitlets.Dict().tag(sync=True)
    hovered = traitlets.Unicode("").tag(sync=True)
    height = traitlets.Int(480).tag(sync=True)
    target = traitlets.List(traitlets.Float(), maxlen=3).tag(sync=True)
    centre = traitlets.List(traitlets.Float(), maxlen=3).tag(sync=True)
    span = traitlets.Float(0.0).tag(sync=True)
    description = traitlets.Unicode("").tag(sync=True)
    marks = traitlets.List(traitlets.Dict()).tag(sync=True)
    note = traitlets.Unicode("").tag(sync=True)
    cut = traitlets.Dict().tag(sync=True)
    plate = traitlets.Dict().tag(sync=True)
    compare = traitlets.Unicode("").tag(sync=True)
    was = traitlets.Unicode("").tag(sync=True)
    script_hash = traitlets.Unicode(read_only=True).tag(
        sync=True
    )  # which one draws this in the page
    before = traitlets.Any(None)  # a function that gives the parts as they were
    picture = traitlets.Any(None)  # PNG bytes, or a function that gives them when asked

    def __init__(self, parts: Sequence[Part] = (), **traits: Any) -> None:
        self._lock = threading.Lock()
        self._state: State = {}
        self._is_watched = False
        self._met: set[str] = set()  # names of all parts there ever were
        self._before = before.Before()
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
            self._tell_before()
        self._dress([name for name in state if name not in self._met])
        return sum(buffer.nbytes for buffer in buffers)

    def home(self) -> None:
        """Look from `view` again, wherever the picture was turned or moved by hand."""
        self.send({"kind": "home"})

    def _tell_before(self) -> None:
        if self.compare and self.before is not None and self._is_watched:
            self.send(*self._before.told(self.before, self._state))

    @traitlets.observe("compare")
    def _compare(self, _change: object) -> None:
        with self._lock:
            self._tell_before()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the parts in the scene."""
        return tuple(self._state)

    @property
    def seen(self) -> tuple[str, ...]:
        """The names of the parts that are not hidden in any way."""
        return tuple(name for name, held in self._state.items() if self._is_seen(held.part))

    def _is_seen(self, part: Part) -> bool:
        if part.name in self.hidden:
            return False
        if self.isolated:
            return part.name in self.isolated
        return not is_away(part, self.layers, self.peeled)

    def _dress(self, names: Sequence[str]) -> None:
        """Show these parts as the preset wants them, unless it is said of them already."""
        self._met.update(names)
        self._put(names, keep=True)

    def _put(self, names: Sequence[str], *, keep: bool) -> None:
        preset = self.presets.get(self.preset)
        if preset is None:
            return
        known = {*self.hidden, *self.faded} if keep else set()
        ways = {n: by_preset(self._state[n].part, preset) for n in names if n not in known}
        with self.hold_sync():
            self.hidden = [*(self.hidden if keep else ()), *_named(ways, "hide")]
            self.faded = [*(self.faded if keep else ()), *_named(ways, "ghost")]

    @traitlets.observe("preset")
    def _wear(self, _change: object) -> None:
        """Show the whole scene as the preset wants it; what comes later follows in `show`."""
        if self.preset and self._state:
            with self.hold_sync():
                self._put(self.names, keep=False)
                self.isolated, self.peeled = [], 0

    def __repr__(self) -> str:
        return f"{type(self).__name__}({len(self._state)} parts, view={self.view!r})"

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        """Give the live view with its picture and its text beside it."""
        shown = super()._repr_mimebundle_(**kwargs)
        return twinned(shown, self.picture, self.description or repr(self))

    def _ipython_display_(self) -> None:
        bundle, _ = self._repr_mimebundle_()
        display_with_twin(repr(self), bundle)

    def _answer(self, _widget: object, content: Content, _buffers: Buffers) -> None:
        """Give a front end what it asked for; `from` names it, so that others need not listen."""
        kind, to = content.get("kind"), content.get("from")
        if kind == "ready":
            with self._lock:
                self._is_watched = True
                whole, buffers = difference(self._state, {})
                self.send({"kind": "whole", "to": to, **whole}, buffers)
                self._before.forget()
                self._tell_before()
        elif kind == "script":
            self.send({"kind": "script", "to": to}, [memoryview(script.text())])
        elif kind == "picture":
            picture = drawn(self.picture)
            self.send({"kind": "picture", "to": to}, [memoryview(picture)] if picture else [])

    @traitlets.default("script_hash")
    def _script_hash(self) -> str:
        return script.sha256()

    @traitlets.validate("view")
    def _check_view(self, proposal: dict[str, Any]) -> str:
        return one_of("view", proposal["value"], VIEWS)

    @traitlets.validate("presets")
    def _check_presets(self, proposal: dict[str, Any]) -> dict[str, Any]:
        check_presets(proposal["value"])
        return dict(proposal["value"])

    @traitlets.validate("preset")
    def _check_preset(self, proposal: dict[str, Any]) -> str:
        return one_of("preset", proposal["value"], ("", *self.presets))

    @traitlets.validate("compare")
    def _check_compare(self, proposal: dict[str, Any]) -> str:
        return one_of("compare", proposal["value"], before.WAYS)

    @traitlets.validate("cut")
    def _check_cut(self, proposal: dict[str, Any]) -> dict[str, Any]:
        return check_cut(proposal["value"])

    @traitlets.validate("layers")
    def _check_layers(self, proposal: dict[str, Any]) -> list[Any]:
        check_layers(proposal["value"])
        return list(proposal["value"])

    @traitlets.validate("peeled")
    def _check_peeled(self, proposal: dict[str, Any]) -> int:
        return int(within("peeled", proposal["value"], 0, len(self.layers)))

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


def _named(ways: dict[str, str], way: str) -> list[str]:
    return [name for name, wanted in ways.items() if wanted == way]
