"""What is left of a simulator when its kernel is gone: a picture and the words."""

import base64
import json
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from l45anatomy import Case, Herniation
from l45anatomy.viewer.twin import AGAIN
from l45anatomy.views.describe import describe
from tests.browser.conftest import PATIENCE_MS, Lab, Screen, looking
from tests.browser.fronts import LAB, NOTEBOOK, START, shown, write_notebook

pytestmark = pytest.mark.browser

NAME = "saved.ipynb"
CASE = Case(Herniation(side="left", zone="subarticular", reach_mm=7.0))


@pytest.fixture(scope="module")
def saved(lab: Lab, chromium: Browser) -> Path:
    """A notebook that was run and saved with a simulator in it; its kernel is gone."""
    file = write_notebook(
        lab.folder / NAME,
        "from l45anatomy import Case, Herniation, simulator",
        f"case = {START}\nsimulator(case)",
    )
    with looking(lab, chromium, "saved") as screen:
        screen.open(NAME)
        screen.run_all()
        shown(screen.page)
        still = screen.page.locator(".jp-RenderedImage")
        expect(still).to_be_hidden()  # as long as the view lives
        screen.wait_until_all_ran()
        with screen.page.expect_response(lambda answer: answer.request.method == "PUT"):
            screen.page.keyboard.press("Control+s")
    for session in lab.ask("sessions"):
        lab.ask(f"sessions/{session['id']}", "DELETE")
    return file


def _has_twins(page: Page) -> None:
    """A picture that has loaded and is no dot, and the words."""
    picture = page.locator("img[src^='data:image/png'], img[src^='blob:']").first
    expect(picture).to_be_visible(timeout=PATIENCE_MS)
    assert picture.evaluate("(it) => it.naturalWidth * it.naturalHeight") > 10_000
    expect(page.get_by_text(describe(CASE).splitlines()[0]).first).to_be_visible()
    expect(page.get_by_text(AGAIN).first).to_be_visible()


def test_a_reopened_notebook_shows_the_picture(saved: Path, screen: Screen) -> None:
    """The kernel it is given is new and knows no widget, and nothing is run."""
    page = screen.page
    screen.pardoned = ("Error: widget model not found", *NOTEBOOK.pardoned)
    for front in (LAB, NOTEBOOK):
        page.goto(front.url(screen.lab, saved.name))
        _has_twins(page)
        screen.keep(f"reopened-{front.name}")


def test_an_exported_page_shows_picture_and_words_without_a_server(
    saved: Path, screen: Screen
) -> None:
    notebook = json.loads(saved.read_text("utf-8"))
    live, picture, words = (output["data"] for output in notebook["cells"][1]["outputs"])
    assert base64.b64decode(picture["image/png"]).startswith(b"\x89PNG")
    assert f"{describe(CASE)}\n\n{AGAIN}" == "".join(words["text/plain"])
    assert [] == [kind for kind in live if kind.startswith("image/")]
    assert "widgets" not in notebook["metadata"]

    command = [sys.executable, "-m", "nbconvert", "--to", "html", str(saved)]
    subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE_MS / 1000)
    page = screen.page
    screen.pardoned = ("net::ERR_",)  # the page asks public servers for scripts it can do without
    page.route("http*://**", lambda route: route.abort())
    page.goto(saved.with_suffix(".html").as_uri())
    _has_twins(page)
