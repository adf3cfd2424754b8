"""A plain page that shows real widgets without Jupyter: no server, no kernel, no front end.

Modules and styles are the widgets' own, served from memory; the widget's comm is replaced by one
that ends in the page. What the page saves or sends reaches the Python half at once, and what that
half sends back (traits, custom messages, buffers) reaches the page. Nothing waits by the clock.
"""

import base64
import json
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import anywidget
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, Request, Route

HOME = "http://localhost/"  # a name the browser trusts with the clipboard; nothing is asked there
ARTEFACTS = Path(__file__).parents[2] / "artefacts"
PATIENCE_S = 60.0
SCRIPT = Path(__file__).with_name("stand.js")
# The variables of JupyterLab's two themes that a widget may use.
THEMES = {
    "light": {
        "layout-color0": "#ffffff", "layout-color1": "#ffffff", "layout-color2": "#eeeeee",
        "layout-color3": "#bdbdbd", "content-font-color0": "#000000",
        "content-font-color1": "rgba(0,0,0,.87)", "content-font-color2": "rgba(0,0,0,.54)",
        "ui-font-color0": "#000000", "ui-font-color1": "rgba(0,0,0,.87)",
        "ui-font-color2": "rgba(0,0,0,.54)", "border-color0": "#bdbdbd",
        "border-color1": "#bdbdbd", "border-color2": "#e0e0e0", "border-color3": "#eeeeee",
        "brand-color1": "#1976d2", "content-link-color": "#1565c0",
        "input-background": "#ffffff", "ui-font-family": "system-ui, sans-serif",
    },
    "dark": {
        "layout-color0": "#111111", "layout-color1": "#212121", "layout-color2": "#424242",
        "layout-color3": "#616161", "content-font-color0": "#ffffff",
        "content-font-color1": "#ffffff", "content-font-color2": "rgba(255,255,255,.7)",
        "ui-font-color0": "#ffffff", "ui-font-color1": "rgba(255,255,255,.87)",
        "ui-font-color2": "rgba(255,255,255,.54)", "border-color0": "#616161",
        "border-color1": "#616161", "border-color2": "#424242", "border-color3": "#212121",
        "brand-color1": "#2196f3", "content-link-color": "#64b5f6",
        "input-background": "#424242", "ui-font-family": "system-ui, sans-serif",
    },
}  # fmt: skip


@dataclass
class Wire:
    """The comm of one widget: what Python sends waits in `sent` until the page has taken it."""

    comm_id: str
    on_send: Callable[[], None]
    sent: list[dict[str, Any]] = field(default_factory=list)
    hears: Callable[[dict[str, Any]], None] | None = None

    def send(self, data: Any = None, buffers: Any = None, **_rest: Any) -> None:
        """Take one message of the widget."""
        told = [base64.b64encode(memoryview(b).cast("B")).decode() for b in buffers or ()]
        self.sent.append({"id": self.comm_id, "data": data, "buffers": told})
        self.on_send()

    def on_msg(self, hears: Callable[[dict[str, Any]], None]) -> None:
        """Remember who wants to hear of messages from the page."""
        self.hears = hears

    def close(self, *_args: Any, **_kwargs: Any) -> None:
        """There is nothing to close."""


class Stand:
    """One page with any number of widgets on it.

    Parameters
    ----------
    page
        A fresh playwright page.
    theme
        "light" or "dark", as JupyterLab has them.
    """

    def __init__(self, page: Page, theme: str = "light") -> None:
        self.page = page
        self.complaints: list[str] = []
        self._wires: dict[str, Wire] = {}
        self._is_hearing = False
        self._thread = threading.current_thread()
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", self._listen)
        page.route(f"{HOME}**", self._serve)
        page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=HOME)
        page.expose_function("standTell", self._hear)
        self._modules: dict[str, str] = {}
        page.goto(HOME)
        self.dress(theme)

    # ---- what a test does

    def show(self, widget: anywidget.AnyWidget, width: int | None = None) -> Locator:
        """Show a widget below the others, so many px wide, and give the element it is drawn in.

        A widget shown twice has two views on one model, as in a notebook.
        """
        name = widget.model_id
        if name not in self._wires:
            self._wires[name] = wire = Wire(name, self._flush)
            widget.comm = wire
        state, paths, buffers = _apart(widget.get_state())
        self._modules[f"{name}.js"] = str(widget._esm)
        told = [base64.b64encode(buffer).decode() for buffer in buffers]
        css = str(getattr(widget, "_css", "") or "")
        place = self.page.evaluate(
            "(given) => stand.show(given)",
            {"id": name, "state": state, "paths": paths, "buffers": told, "css": css,
             "width": width},
        )  # fmt: skip
        return self.page.locator(f"#{place}")

    def remove(self, place: Locator) -> None:
        """Take one view off the page, as a front end does when its cell is cleared."""
        self.page.evaluate("(id) => stand.remove(id)", place.get_attribute("id"))

    def dress(self, theme: str) -> None:
        """Put on JupyterLab's light or dark theme."""
        variables = {f"--jp-{name}": value for name, value in THEMES[theme].items()}
        self.page.evaluate("([theme, all]) => stand.dress(theme, all)", [theme, variables])

    def until(self, holds: Callable[[], object]) -> None:
        """Let the page draw frame after frame until something holds on the Python side."""
        end = time.monotonic() + PATIENCE_S
        while not holds():
            assert time.monotonic() < end, f"still waiting; the page complained {self.complaints}"
            self.page.evaluate("() => new Promise(requestAnimationFrame)")
            self._flush()

    def colour(self, place: Locator, kind: str = "color") -> str:
        """Give a computed style of an element."""
        found: str = place.evaluate("(e, kind) => getComputedStyle(e)[kind]", kind)
        return found

    def sins(self, *, ignored: tuple[str, ...] = ()) -> list[str]:
        """Give what axe-core finds wrong with the page, rule by rule with the element."""
        found = Axe().run(self.page).response["violations"]
        return [
            f"{rule['id']}: {node['html'][:120]}"
            for rule in found
            if rule["id"] not in {*PLAIN, *ignored}
            for node in rule["nodes"]
        ]

    def keep(self, name: str) -> bytes:
        """Keep a picture of the whole page as an artefact and give its bytes."""
        ARTEFACTS.mkdir(exist_ok=True)
        return self.page.screenshot(path=ARTEFACTS / f"{name}.png", full_page=True)

    # ---- the wire

    def _serve(self, route: Route, request: Request) -> None:
        name = request.url.removeprefix(HOME)
        if name in self._modules:
            route.fulfill(content_type="text/javascript", body=self._modules[name])
        elif name == "stand.js":
            route.fulfill(content_type="text/javascript", body=SCRIPT.read_text("utf-8"))
        elif not name:
            route.fulfill(content_type="text/html", body=BLANK)
        else:
            route.fulfill(status=404, body="")

    def _listen(self, message: Any) -> None:
        if message.type == "error" and "favicon" not in message.location.get("url", ""):
            self.complaints.append(message.text)

    def _hear(self, told: str) -> None:
        """Hand a message of the page to its widget; answers go back with the next flush."""
        message = json.loads(told)
        wire = self._wires[message["id"]]
        buffers = [memoryview(base64.b64decode(text)) for text in message.get("buffers", ())]
        self._is_hearing = True
        try:
            assert wire.hears is not None
            wire.hears({"content": {"data": message["data"]}, "buffers": buffers})
        finally:
            self._is_hearing = False
        self._flush()

    def _flush(self) -> None:
        """Let the page take what Python has sent so far.

        What another thread sends waits until the test's own thread comes by, in `until`.
        """
        if self._is_hearing or threading.current_thread() is not self._thread:
            return
        for wire in list(self._wires.values()):
            while wire.sent:
                self.page.evaluate("(message) => stand.receive(message)", wire.sent.pop(0))


PLAIN = ("landmark-one-main", "page-has-heading-one", "region")  # a bare page is no notebook
BLANK = """<!doctype html><html lang="en"><meta charset="utf-8"><title>stand</title>
<body style="margin:8px"><script type="module" src="stand.js"></script></body></html>"""


def _apart(
    state: Mapping[str, Any],
) -> tuple[dict[str, Any], list[list[str]], list[bytes]]:
    """Take bytes out of a state: what JSON carries, the places of the rest, and the rest."""
    plain = {k: v for k, v in state.items() if not isinstance(v, bytes | bytearray | memoryview)}
    plain = {k: v for k, v in plain.items() if not k.startswith("_")}
    names = [k for k, v in state.items() if isinstance(v, bytes | bytearray | memoryview)]
    plain.pop("layout", None)
    plain.pop("tabbable", None)
    return plain, [[name] for name in names], [bytes(state[name]) for name in names]
