"""The front ends a lesson is read in, and what a learner sees of a simulator in any of them.

What is asked of a simulator here holds however it is put together: a slider can be moved by keys,
the picture is drawn anew, and the words follow.
"""

import json
import re
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Locator, Page, expect

from l45anatomy import Case, Herniation
from tests.browser.conftest import PATIENCE_MS, Lab

START = 'Case(Herniation(side="left", zone="subarticular", reach_mm=7.0))'


@dataclass(frozen=True)
class Front:
    """A front end: where it shows a notebook, whether it runs it unasked, its own complaints."""

    name: str
    path: str
    runs: bool = False
    query: str = ""
    pardoned: tuple[str, ...] = ()

    def url(self, lab: Lab, notebook: str) -> str:
        """The address of a notebook in this front end."""
        return f"{lab.url}/{self.path.format(notebook)}?token={lab.token}{self.query}"


LAB = Front("lab", "doc/tree/{}", query="&reset")
# Notebook 7.6 reads the schema of a plugin and calls a command that it has itself removed; where it
# connects to its kernel anew, it gives up asking for the state of the debugger.
NOTEBOOK = Front(
    "notebook",
    "notebooks/{}",
    pardoned=("reading 'schema'", "'filebrowser:open-path' not reg", "restore the debugger state"),
)
# Voila asks two public servers for icons and formulas, and loads Notebook's extension if installed.
VOILA = Front(
    "voila",
    "voila/render/{}",
    runs=True,
    pardoned=(
        "cdn.jsdelivr.net/npm/@fortawesome",
        "cdnjs.cloudflare.com/ajax/libs/mathjax",
        "@jupyterlab/docregistry",
    ),
)


def write_notebook(file: Path, *cells: str) -> Path:
    """Write a notebook of these code cells, not run yet, and give its file."""
    code = [
        {
            "cell_type": "code",
            "execution_count": None,
            "id": f"cell-{number}",
            "metadata": {},
            "outputs": [],
            "source": cell,
        }
        for number, cell in enumerate(cells)
    ]
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    notebook = {"cells": code, "metadata": {"kernelspec": kernel}, "nbformat": 4}
    file.write_text(json.dumps({**notebook, "nbformat_minor": 5}))
    return file


@dataclass
class Shown:
    """A simulator on a page."""

    place: Locator

    @property
    def page(self) -> Page:
        """The page it is on."""
        return self.place.page

    @property
    def view(self) -> Locator:
        """Its live view, drawn."""
        self.place.scroll_into_view_if_needed(timeout=PATIENCE_MS)
        view = self.place.locator(".l45-view[data-ready='true'][data-draws]").first
        expect(view).to_be_visible(timeout=PATIENCE_MS)
        return view

    @property
    def reach(self) -> Locator:
        """The slider of the herniation's reach."""
        return self.place.get_by_role("slider", name="reach", exact=True)

    def at_mm(self) -> float:
        """Where the slider of the reach stands."""
        return float(self.reach.input_value())

    def expect_at(self, reach_mm: float) -> None:
        """Wait until the slider of the reach stands there."""
        expect(self.reach).to_have_value(f"{reach_mm:g}", timeout=PATIENCE_MS)

    def move(self, key: str) -> None:
        """Press a key on the slider of the reach, once, and wait until the view has it."""
        moves = self.view.get_attribute("data-moves") or ""
        self.reach.press(key)
        expect(self.view).not_to_have_attribute("data-moves", moves, timeout=PATIENCE_MS)

    def expect_told(self, reach_mm: float) -> None:
        """Wait until the words say what a left subarticular herniation of this reach does."""
        caught = Case(Herniation("left", "subarticular", reach_mm)).compression("L5", "left")
        told = re.compile(rf"\b{100 * (1 - caught.loss):.0f}\s*%")
        expect(self.place).to_contain_text(told, timeout=PATIENCE_MS)


def shown(page: Page, number: int = 0) -> Shown:
    """The simulator with this number on a page, drawn."""
    simulator = Shown(page.locator(".l45-simulator").nth(number))
    expect(simulator.view).to_be_visible(timeout=PATIENCE_MS)
    return simulator


def notes_of(demo: Page) -> Page:
    """Open the window of a demo's notes by its key, and give it."""
    with demo.expect_popup() as window:
        demo.keyboard.press("w")
    return window.value


def close_by_key(notes: Page) -> None:
    """Press the key that closes the window; it may be gone before the key is let go."""
    with notes.expect_event("close"), suppress(PlaywrightError):
        notes.keyboard.press("w")
