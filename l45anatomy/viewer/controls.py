"""The widget with sliders, choices and switches, described by data.

It knows no anatomy: what the controls are called, how far they go and what their tracks say is
given to it. The browser sends the newest values only, and the next ones when `answer` was called.
"""

from collections.abc import Iterable
from typing import Any

import anywidget
import traitlets

from l45anatomy.viewer.script import STATIC

__all__ = ["ControlPanel"]


class ControlPanel(anywidget.AnyWidget):
    """Controls as `fields` describe them, standing where `values` says.

    `moved` is what was moved by hand (`{"values", "n", "from", "rests", "pauses"}`, the last two
    saying that the hand let go, or only stands still); whoever observes it raises `revision` when
    done, also if it was refused.
    `actions` are buttons (`{"name", "label"}` with `key`, `disabled`, `pressed`), menus (with
    `options`, the one that holds as `text`, and a `hint` below) and lines of text (with `text`);
    `acted` says which was used (`{"name", "value", "values", "n"}`, with the values that were moved
    and are still to be told). `unfolded` names the groups that are open, until somebody opens
    another by hand or `reopened` counts on, `used` those that are marked as set; `below` puts the
    actions under them. `note` is a complaint. A choice may have `words` for its options and
    `groups` that put them under headings.
    Raising `called` brings the panel into sight and its first control into focus.
    """

    _esm = STATIC / "controls.js"
    _css = STATIC / "controls.css"

    fields = traitlets.List(traitlets.Dict()).tag(sync=True)
    values = traitlets.Dict().tag(sync=True)
    moved = traitlets.Dict().tag(sync=True, echo_update=False)  # the answer to it is `values`
    actions = traitlets.List(traitlets.Dict()).tag(sync=True)
    acted = traitlets.Dict().tag(sync=True)
    unfolded = traitlets.List(traitlets.Unicode()).tag(sync=True)
    reopened = traitlets.Int(0).tag(sync=True)
    used = traitlets.List(traitlets.Unicode()).tag(sync=True)
    below = traitlets.Bool(default_value=False).tag(sync=True)
    note = traitlets.Unicode("").tag(sync=True)
    revision = traitlets.Int(0).tag(sync=True)
    called = traitlets.Int(0).tag(sync=True)

    def move(self, **values: Any) -> None:
        """Move controls as by hand; dots in names are written as double underscores."""
        told = {name.replace("__", "."): value for name, value in values.items()}
        self.moved = {"values": told, "n": self.revision + 1, "from": "kernel", "rests": False}

    def unfold(self, groups: Iterable[str]) -> None:
        """Open these groups and no other, also where somebody has folded one by hand."""
        with self.hold_sync():
            self.unfolded = list(groups)
            self.reopened += 1

    def rest(self) -> None:
        """Come to rest as by hand: what follows is a step of its own."""
        self.moved = {"values": {}, "n": self.revision + 1, "from": "kernel", "rests": True}

    def __repr__(self) -> str:
        return f"{type(self).__name__}({len(self.fields)} controls)"
