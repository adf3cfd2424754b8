"""The instructor's screen: the scenes of a script in large type beside one simulator.

The widget holds a deck and puts it on the screen. Where one is in the script, and what the next key
does, is `demos.deck`; the words are `demos.page`.
"""

import threading
from pathlib import Path
from typing import Any, get_args

import ipywidgets as widgets

from l45anatomy.demos import page
from l45anatomy.demos.deck import MOVES, Deck
from l45anatomy.demos.script import Part, Script, load
from l45anatomy.viewer import DemoCard
from l45anatomy.viewer.twin import display_with_twin, twinned
from l45anatomy.widgets.layout import dress
from l45anatomy.widgets.simulator import Simulator

__all__ = ["Demo", "demo"]

STYLE = Path(__file__).with_name("demo.css")


def demo(name: str | Path | Script, *, whole: bool = False) -> "Demo":
    """Show the scenes of a lesson to a class, by name, or those of a TOML file, by its path.

    Parameters
    ----------
    name
        A demo that comes along, as "03-herniation", the path of a script, or a script.
    whole
        Whether the page is the demo's own, as `l45 demo` has it: it fills the window then, and
        keys are heard wherever nothing else has the keyboard.

    Raises
    ------
    DemoError
        If there is no such demo, or its file can't be used.
    """
    return Demo(name if isinstance(name, Script) else load(name), whole=whole)


class Demo(widgets.VBox):  # type: ignore[misc]  # ipywidgets has no types
    """Words and keys in `card`, the spine in `simulator`; `deck` says where one is."""

    def __init__(self, script: Script, *, whole: bool = False) -> None:
        self._lock = threading.RLock()
        self._turn = 0
        self.deck = Deck(script=script)
        self.card = DemoCard(whole=whole)
        self.simulator = Simulator(self.deck.case, script.controls, {}, trains=False)
        self.card.observe(self._act, "acted")
        style = widgets.HTML(f"<style>{STYLE.read_text(encoding='utf-8')}</style>")
        style.add_class("l45-demo-style")
        front = widgets.VBox([self.card]).add_class("l45-demo-front")
        stage = widgets.VBox([self.simulator]).add_class("l45-demo-stage")
        screen = widgets.HBox([front, stage]).add_class("l45-demo-screen")
        super().__init__([style, screen])
        self.add_class("l45-demo")
        if whole:
            self.add_class("l45-demo-whole")
        self._arrive()
        self._deal()

    # ---- what the instructor does

    def _act(self, change: Any) -> None:
        """Follow an order of the card, and give one card for it, come what may."""
        name = change["new"].get("name")
        with self._lock:
            try:
                if name in MOVES:
                    self._go(getattr(self.deck, name)(), afresh=name == "reset")
            finally:
                self._deal()

    def _go(self, deck: Deck, *, afresh: bool) -> None:
        """Put a deck on the screen: a scene anew, or only what the reveal changes."""
        before, self.deck = self.deck, deck
        if afresh or deck.place != before.place:
            self._arrive()
        elif deck.is_revealed and not before.is_revealed:
            if deck.scene.before is not None:
                self.simulator.set(deck.case)
                self._slice()
            self._dress()

    # ---- what is on the stage

    def _arrive(self) -> None:
        """Set the stage for the scene one is at, as its script has it."""
        self._turn += 1
        look, view = self.deck.scene.look, self.simulator.view
        self._dress()
        self.simulator.offer(self.deck.scene.controls)
        self.simulator.set(self.deck.case)
        self._slice()
        with view.hold_sync():
            view.picked = {}
            view.preset = ""  # so that the same preset is put on anew
            view.preset = look.preset
            view.view = look.view
            view.cut = look.cut.model_dump() if look.cut else {}
            view.compare = look.compare
        view.home()

    def _slice(self) -> None:
        taken = self.deck.scene.look.slice
        self.simulator.take(taken.plane, taken.weighting, taken.position_mm)

    def _dress(self) -> None:
        """Put away the parts of the simulator that are not to be seen."""
        for part in get_args(Part):
            dress(self.simulator, f"l45-without-{part}", is_on=part not in self.deck.parts)

    def _deal(self) -> None:
        """Give the card that shows the deck."""
        told = {"turn": self._turn, "n": self.card.card.get("n", 0) + 1}
        self.card.card = page.card(self.deck) | told

    # ---- the static twin

    @property
    def text(self) -> str:
        """The whole script as text."""
        return page.text(self.deck.script)

    def __repr__(self) -> str:
        return f"Demo({self.deck.script.name!r}, {len(self.deck.script)} scenes)"

    def _ipython_display_(self) -> None:
        bundle, _ = self._repr_mimebundle_()
        display_with_twin(repr(self), bundle)

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        """Give the widget with its text beside it."""
        return twinned(super()._repr_mimebundle_(**kwargs), None, self.text)
