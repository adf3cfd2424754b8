"""The widget that shows a made piece of HTML or SVG and tells which of its parts is pointed at.

What is shown is trusted: it is made here, and whoever makes it escapes what came from outside.
"""

from typing import Any

import anywidget
import traitlets

from l45anatomy.viewer.script import STATIC
from l45anatomy.viewer.twin import twinned

__all__ = ["PageView"]


class PageView(anywidget.AnyWidget):
    """A live page of named parts.

    Elements with `data-name` are pointed at by mouse or focus (`hovered`) and picked by click,
    Enter or Space (`picked`, `{"name", "n"}`); those named in `marked` carry the class
    `l45-marked`. A button with `data-act` tells its name in `acted`; `data-copy` copies and
    `data-download` with `data-text` saves without the kernel. An open `<details data-fold="...">`
    stays open when the content changes. `text` and `picture` (PNG) stand in where scripts are
    missing. `revision` says which state is shown. Raising `called` brings the page into sight and
    its element with `data-first` into focus.
    """

    _esm = STATIC / "page.js"
    _css = STATIC / "page.css"

    content = traitlets.Unicode("").tag(sync=True)
    label = traitlets.Unicode("").tag(sync=True)
    picked = traitlets.Dict().tag(sync=True)
    hovered = traitlets.Unicode("").tag(sync=True)
    marked = traitlets.List(traitlets.Unicode()).tag(sync=True)
    acted = traitlets.Dict().tag(sync=True)
    revision = traitlets.Int(0).tag(sync=True)
    called = traitlets.Int(0).tag(sync=True)
    text = traitlets.Unicode("")
    picture = traitlets.Any(None)  # PNG bytes, or a function that gives them when asked

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.label!r})"

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        """Give the live page with its picture and its text beside it."""
        shown = super()._repr_mimebundle_(**kwargs)
        return twinned(shown, self.picture, self.text or repr(self))
