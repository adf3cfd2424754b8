"""The widget with the words of a demo and the keys that move it.

It knows no scene: its words are given to it as a piece of a page, which is trusted. Whoever
observes `acted` gives the next card.
"""

import anywidget
import traitlets

from l45anatomy.viewer.script import STATIC

__all__ = ["DemoCard"]


class DemoCard(anywidget.AnyWidget):
    """Words in large type, buttons, and keys for them.

    `card` is what it shows: `html`, `actions` (`{"name", "label", "key", "primary", "pressed",
    "disabled"}`), `speaker` for the window of notes (`html`, `state`, and the minutes `from`, `to`
    and `of`), `blank` for a dark screen, `turn` for the scene, `n` for the answers to orders.
    `acted` is an order by hand: `{"name", "n"}`. Where the page is the demo's own (`whole`) keys
    are heard wherever nothing else has the keyboard; else the card must have it.
    """

    _esm = STATIC / "demo.js"
    _css = STATIC / "demo.css"

    card = traitlets.Dict().tag(sync=True)
    whole = traitlets.Bool(default_value=False).tag(sync=True)
    acted = traitlets.Dict().tag(sync=True)

    def act(self, name: str) -> None:
        """Do as by hand: press a button."""
        self.acted = {"name": name, "n": self.acted.get("n", 0) + 1}

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.card.get('place', '')!r})"
