"""A live view alone in a page: no Lab, no kernel, a stand-in for the widget's model.

The messages are the ones Python makes; only the wire between the two halves is replaced.
"""

import base64
import json
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import pyvista
from PIL import Image

from l45anatomy.viewer import Part, SpineView

STATIC = Path(__file__).parents[2] / "l45anatomy" / "viewer" / "static"
HOME = "http://view.test/"
TRAITS = [
    "view", "hidden", "faded", "isolated", "presets", "preset", "layers", "peeled", "labelled",
    "picked", "hovered", "height", "target", "centre", "span", "description",
    "marks", "cut", "plate", "compare", "was", "note",
]  # fmt: skip
PAGE = """<!doctype html><meta charset="utf-8"><title>view</title>
<link rel="stylesheet" href="view.css"><body style="margin:8px"><div id="cell"></div>
<script type="module">
import widget from "./view.js";
class Model {
  constructor(state) { Object.assign(this, { state, heard: {}, sent: [] }); }
  get(key) { return this.state[key]; }
  set(key, value) {
    if (JSON.stringify(this.state[key]) === JSON.stringify(value)) return;
    this.state[key] = value;
    this.fire(`change:${key}`);
  }
  save_changes() {}
  on(event, act) { (this.heard[event] ??= []).push(act); }
  off(event, act) { this.heard[event] = this.heard[event].filter((one) => one !== act); }
  send(content) { this.sent.push(content); }
  fire(event, ...news) { for (const act of this.heard[event] ?? []) act(...news); }
}
window.open45 = (state) => {
  window.model = new Model(state);
  window.close45 = widget.render({ model, el: document.querySelector("#cell") });
};
window.receive45 = (content, buffers) => model.fire("msg:custom", content, buffers.map((text) =>
  new DataView(Uint8Array.from(atob(text), (c) => c.charCodeAt(0)).buffer)));
window.picture45 = () => {
  const box = {};
  document.querySelector(".l45-view").dispatchEvent(
    new CustomEvent("l45-snapshot", { detail: box }));
  return box.url;
};
window.isLoaded = true;
</script>"""


class Stage:
    """One view in one page, fed by a real `SpineView` whose messages are carried by hand."""

    def __init__(self, page: Any, parts: Sequence[Part], **traits: Any) -> None:
        self.page = page
        self.view = SpineView(parts, **traits)
        self.view.send = self._carry
        page.route(HOME + "**", self._serve)
        self.open()

    def open(self) -> None:
        """Load the page anew and answer what its view asks."""
        page = self.page
        page.goto(HOME)
        page.wait_for_function("window.isLoaded")
        page.evaluate("open45", {key: getattr(self.view, key) for key in TRAITS})
        page.wait_for_function("model.sent.length")  # it asks when it is seen
        for content in page.evaluate("model.sent"):
            self.view._answer(self.view, content, [])

    def _serve(self, route: Any) -> None:
        name = route.request.url.removeprefix(HOME)
        if name == "":
            route.fulfill(body=PAGE, content_type="text/html")
        elif (STATIC / name).is_file():
            route.fulfill(path=STATIC / name)
        else:
            route.fulfill(status=404, body="")

    def _carry(self, content: dict[str, Any], buffers: Sequence[memoryview] = ()) -> None:
        texts = [base64.b64encode(buffer).decode() for buffer in buffers]
        news = json.loads(json.dumps(content))
        self.page.evaluate("([content, texts]) => receive45(content, texts)", [news, texts])

    def trait(self, name: str) -> Any:
        """Give a trait as the browser's model has it."""
        return self.page.evaluate("(name) => model.get(name)", name)

    def tell(self, name: str, value: Any) -> None:
        """Set a trait in both halves."""
        setattr(self.view, name, value)
        self.page.evaluate("([name, value]) => model.set(name, value)", [name, value])

    def wait(self, condition: str) -> None:
        """Wait until a selector fits the view's element."""
        self.page.wait_for_selector(f".l45-view{condition}", state="attached")

    def picture(self) -> Any:
        """Draw, and give the picture as (height, width, 4) uint8."""
        url = self.page.evaluate("picture45()")
        png = base64.b64decode(url.split(",", 1)[1])
        return np.asarray(Image.open(BytesIO(png)).convert("RGBA"))

    def shows(self, channel: int) -> tuple[float, float, int]:
        """Where the part of a pure colour is seen: mean x and y in px, and its count of px."""
        picture = self.picture().astype(int)
        others = [k for k in range(3) if k != channel]
        is_it = picture[..., channel] > picture[..., others].max(axis=-1) + 40
        is_it &= picture[..., 3] > 200
        rows, columns = np.nonzero(is_it)
        if not len(rows):
            return 0.0, 0.0, 0
        return float(columns.mean()), float(rows.mean()), len(rows)

    def spot(self, channel: int) -> tuple[float, float]:
        """Give the place in the page of the middle of a pure colour."""
        x, y, _ = self.shows(channel)
        box = self.page.locator("canvas").bounding_box()
        return box["x"] + x, box["y"] + y


RED, GREEN, BLUE = 0, 1, 2


def ball(name: str, colour: str, x: float, **fields: Any) -> Part:
    mesh = fields.pop("mesh", pyvista.Sphere(radius=9))
    matrix = np.eye(4)
    matrix[:3, 3] = x, fields.pop("y", 0.0), fields.pop("z", 0.0)
    return Part(name=name, mesh=mesh, matrix=matrix, colour=colour, **fields)


def three() -> list[Part]:
    """Give a red ball at the patient's left, a blue one at the right, a green nerve before both."""
    return [
        ball("left ball", "#ff0000", -20, group="bones"),
        ball("right ball", "#0000ff", 20, group="bones"),
        ball("nerve", "#00ff00", 0, y=30, group="nerves", note="caught"),
    ]


@pytest.fixture
def calm_page(chromium: Any) -> Iterator[Any]:
    """Open a page without motion that fails its test when a script in it fails."""
    page = chromium.new_page(viewport={"width": 700, "height": 340}, reduced_motion="reduce")
    page.set_default_timeout(20_000)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    page.close()
    assert [] == errors


@pytest.fixture
def stage(calm_page: Any) -> Stage:
    stage = Stage(calm_page, three(), height=320, description="Two balls and a nerve.")
    stage.wait("[data-ready=true][data-parts='3'][data-draws]")
    return stage
