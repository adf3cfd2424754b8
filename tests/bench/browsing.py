"""What a learner's browser sees of a slider's move, in a real JupyterLab and a real Chromium.

Times are taken in the page: when a key goes down, when data come over any of its sockets, when the
view has drawn. A processor that stands in for a graphics card takes half a second for a picture;
that is left out on both sides, and every move waits until nothing comes any more.
"""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from playwright.sync_api import Page, sync_playwright

from l45anatomy import Case
from tests.bench.row import Row
from tests.browser.conftest import PATIENCE_MS, SWITCHES, Screen, executable, running
from tests.browser.fronts import Shown, shown, write_notebook

ROOT = Path(__file__).parents[2]
NAME = "bench.ipynb"
MOVES = 10
QUIET_MS = 1500  # nothing came for so long: the move is over
DATA_BYTES = 1000  # less than that is a message about the data
DRAG = 60  # positions of one drag, one for each frame of a second

# Callbacks in the main thread on both sides: VTK kills a kernel in which it draws in another one.
KERNELS = "@jupyterlab/apputils-extension/kernels-settings.jupyterlab-settings"
WATCH = """
const now = () => performance.timeOrigin + performance.now();
window.times45 = { pressed: [], came: [], drawn: [] };
addEventListener("keydown", () => times45.pressed.push(now()), true);
const Plain = window.WebSocket;
window.WebSocket = class extends Plain {
  constructor(...given) {
    super(...given);
    this.addEventListener("message", ({ data }) =>
      times45.came.push([now(), data.byteLength ?? data.size ?? data.length]));
  }
};
window.watch45 = (view) => {
  let moves = view.dataset.moves;
  new MutationObserver(() => {
    if (view.dataset.moves === moves) return;
    moves = view.dataset.moves;
    new MutationObserver((_, own) => {
      own.disconnect();
      times45.drawn.push(now());
    }).observe(view, { attributeFilter: ["data-draws"] });
  }).observe(view, { attributeFilter: ["data-moves"] });
};
"""
# A hand that drags from one end to the other: one position for each frame, whatever is drawn.
DRAGGED = """(slider, count) => new Promise((done) => {
  const { min, max } = slider;
  let n = 0;
  const timer = setInterval(() => {
    n += 1;
    slider.value = Number(min) + (n / count) * (max - min);
    slider.dispatchEvent(new Event("input", { bubbles: true }));
    if (n === count) done(clearInterval(timer));
  }, 1000 / 60);
})"""

SCENES = (
    "from ipywidgets import IntSlider\nfrom tests.bench import moves\nscenes = moves.herniations()"
)
OURS = (
    SCENES,
    """
from l45anatomy.viewer import SpineView
view = SpineView(scenes[0])
slider = IntSlider(max=len(scenes) - 1, description="reach")
slider.observe(lambda change: view.show(scenes[change.new]), "value")
display(slider, view)
""",
)
THEIRS = (
    SCENES,
    """
import os, tempfile
os.environ["VTK_WASM_DIR_OVERRIDE"] = tempfile.mkdtemp()  # else it looks for a download
from tests.bench.trame_scene import move, plotter_of
plotter = plotter_of(scenes[0])
slider = IntSlider(max=len(scenes) - 1, description="reach")
viewer = plotter.show(jupyter_backend="client", return_viewer=True)
slider.observe(lambda change: move(plotter, scenes[change.new]), "value")
display(slider, viewer)
""",
)
SIMULATOR = (
    "from l45anatomy import Case, simulator",
    'simulator(Case(), controls=("herniation",))',
)


def rows() -> list[Row]:
    """Measure in the browser; without one, or without trame, the lines say what is missing."""
    ours: dict[str, float] = {}
    theirs = None
    try:
        with _screens() as screens:
            ours["data"] = _data_ms(next(screens), OURS)
            ours |= _simulator(next(screens))
            theirs = _client(next(screens))
    except (pytest.skip.Exception, pytest.fail.Exception) as reason:
        print(f"Nothing was measured in a browser: {reason}\n", file=sys.stderr)
    return [
        Row(
            what="slider to data in the browser",
            measured=ours.get("data"),
            unit="ms",
            other="trame client",
            beside=theirs,
            budget_ratio=1 / 15,
        ),
        Row(
            what="slider to drawn, whole simulator, no rasterising",
            measured=ours.get("drawn"),
            unit="ms",
            budget=100,
        ),
        Row(
            what="positions worked out of a drag of one second",
            measured=ours.get("worked out"),
            unit="",
            other="positions set",
            beside=DRAG,
        ),
        Row(
            what="last position of the drag to the one shown",
            measured=ours.get("behind"),
            unit="mm",
            budget=0,
        ),
    ]


@contextmanager
def _screens() -> Iterator[Iterator[Screen]]:
    """Give one fresh page after the other on a Lab of one's own."""
    path = executable()
    with TemporaryDirectory(prefix="l45-") as folder, pytest.MonkeyPatch.context() as patch:
        home = Path(folder)
        patch.setenv("PYTHONPATH", str(ROOT))
        settings = home / "settings" / KERNELS
        settings.parent.mkdir(parents=True)
        settings.write_text('{"commsOverSubshells": "disabled"}')
        with running(home) as lab, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=path, args=list(SWITCHES))

            def fresh() -> Iterator[Screen]:
                while True:
                    page = browser.new_page(
                        viewport={"width": 1400, "height": 1200}, reduced_motion="reduce"
                    )
                    page.set_default_timeout(PATIENCE_MS)
                    page.add_init_script(WATCH)
                    yield Screen(page, lab)
                    page.close()
                    for kernel in lab.ask("kernels"):
                        lab.ask(f"kernels/{kernel['id']}", "DELETE")

            yield fresh()
            browser.close()


def _client(screen: Screen) -> float | None:
    try:
        return _data_ms(screen, THEIRS)
    except AssertionError as error:
        print(f"PyVista's client backend was not measured: {error}\n", file=sys.stderr)
        return None


def _run(screen: Screen, cells: tuple[str, ...]) -> None:
    write_notebook(screen.lab.folder / NAME, *cells)
    screen.open(NAME)
    screen.run_all()


def _told(page: Page, what: str) -> list[Any]:
    """Give what all frames of a page noted, the page's own first; times in ms since 1970."""
    return [one for frame in page.frames for one in frame.evaluate(f"window.times45?.{what} ?? []")]


def _data(page: Page, since: float) -> list[float]:
    """Give when data came since then, in ms since 1970."""
    return [at for at, size in _told(page, "came") if at > since and size >= DATA_BYTES]


def _wait_for_quiet(page: Page, since: float = 0.0) -> None:
    """Wait until data have come since then, and nothing more for a while."""
    known: list[Any] = []
    end = time.monotonic() + PATIENCE_MS / 1000
    while (seen := _told(page, "came")) != known or not _data(page, since):
        assert time.monotonic() < end, "no data came, or they never ended"
        known = seen
        page.wait_for_timeout(QUIET_MS)


def _data_ms(screen: Screen, cells: tuple[str, ...]) -> float:
    """Milliseconds from the key on the slider to the last data of the move, median."""
    page = screen.page
    _run(screen, cells)
    slider = page.locator(".jp-OutputArea-output [role=slider]").first
    slider.scroll_into_view_if_needed()
    _wait_for_quiet(page)
    taken = []
    for _ in range(MOVES):
        slider.press("ArrowRight")
        start = _told(page, "pressed")[-1]
        _wait_for_quiet(page, start)
        taken.append(max(_data(page, start)) - start)
    return median(taken[1:])  # the first move finds nothing warm


def _simulator(screen: Screen) -> dict[str, float]:
    """Milliseconds from key to drawn, and what becomes of the positions of a drag."""
    page = screen.page
    _run(screen, SIMULATOR)
    seen = shown(page)
    seen.view.evaluate("(view) => window.watch45(view)")
    seen.reach.focus()
    taken = []
    for _ in range(MOVES):
        _wait_for_quiet(page)
        page.keyboard.press("ArrowRight")  # looking for elements would hold up what is measured
        page.wait_for_function("times45.drawn.length === times45.pressed.length")
        taken.append(_told(page, "drawn")[-1] - _told(page, "pressed")[-1])
    _wait_for_quiet(page)
    return {"drawn": median(taken), **_drag(seen)}


def _drag(seen: Shown) -> dict[str, float]:
    """Drag the reach over its whole range and see what the kernel made of it."""
    panel = seen.place.locator(".l45-simulator-controls .l45-controls")
    asked = int(panel.get_attribute("data-asked") or 0)
    seen.reach.evaluate(DRAGGED, DRAG)
    _wait_for_quiet(seen.page)
    worked_out = int(panel.get_attribute("data-asked") or 0) - asked
    case = Case.from_code(panel.locator("[data-act=code]").input_value())
    (change,) = case.changes
    return {"worked out": worked_out, "behind": abs(seen.at_mm() - change.reach_mm)}


if __name__ == "__main__":
    os.environ.setdefault("VTK_DEFAULT_OPENGL_WINDOW", "vtkEGLRenderWindow")
    for row in rows():
        print(row.cells)
