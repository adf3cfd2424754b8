"""The instructor's screen by keys: on a bare page, and over a whole page that Voila shows."""

import os
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from l45anatomy import Case, demo
from l45anatomy.widgets.demo import Demo
from tests.browser.conftest import ARTEFACTS, PATIENCE_MS, PATIENCE_S, Screen
from tests.browser.fronts import VOILA, close_by_key, notes_of, write_notebook
from tests.browser.stand import Stand

pytestmark = pytest.mark.browser


@pytest.fixture(params=["light", "dark"])
def stand(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[Stand]:
    """A page in each theme; it must not complain."""
    page = chromium.new_page(viewport={"width": 900, "height": 900})
    made = Stand(page, request.param)
    yield made
    page.close()
    assert made.complaints == []


@pytest.fixture
def shown(stand: Stand) -> tuple[Demo, Locator]:
    """A demo with its card on the page."""
    made = demo("03-herniation", whole=True)
    return made, stand.show(made.card, 800)


def at(card: Locator, scene: int) -> None:
    """Wait until the card shows this scene."""
    expect(card.locator(".l45-demo-place")).to_contain_text(f"{scene} of 8")


def test_a_demo_goes_by_keys_alone(stand: Stand, shown: tuple[Demo, Locator]) -> None:
    made, card = shown
    press = stand.page.keyboard.press
    told, notes = card.locator(".l45-demo-told"), card.locator(".l45-demo-notes")
    expect(card).to_contain_text("Not for diagnosis or treatment of real people")
    expect(told).to_have_count(0)
    assert stand.sins() == []

    press("Space")
    expect(told).to_contain_text("traversing root")
    assert made.simulator.case == made.deck.case != Case()
    press("s")
    expect(notes).to_contain_text("They may say")
    assert stand.sins() == []
    stand.keep(f"demo-{stand.page.evaluate('document.body.dataset.jpThemeLight')}")
    press("s")
    expect(notes).to_have_count(0)

    press("0")
    expect(told).to_have_count(0)
    assert made.simulator.case == Case()

    press("ArrowRight")
    at(card, 2)
    press("PageDown")
    at(card, 3)
    press("ArrowLeft")
    at(card, 2)
    press("p")
    at(card, 1)


def test_a_dark_screen_hides_all_until_the_key_comes_again(
    stand: Stand, shown: tuple[Demo, Locator]
) -> None:
    _, card = shown
    cover = card.locator(".l45-demo-cover")
    expect(cover).to_be_hidden()
    stand.page.keyboard.press("b")
    expect(cover).to_be_visible()
    box = cover.bounding_box()
    assert box is not None
    assert (0, 0, 900, 900) == tuple(round(box[key]) for key in ("x", "y", "width", "height"))
    stand.page.keyboard.press("b")
    expect(cover).to_be_hidden()
    stand.page.keyboard.press("ArrowRight")
    at(card, 2)


def test_space_on_a_button_presses_that_button(stand: Stand, shown: tuple[Demo, Locator]) -> None:
    _, card = shown
    card.locator("[data-act=next]").focus()
    stand.page.keyboard.press("Space")
    at(card, 2)
    expect(card.locator(".l45-demo-told")).to_have_count(0)
    expect(card.locator("[data-act=next]")).to_be_focused()


def test_in_a_notebook_keys_elsewhere_are_not_the_demos(stand: Stand) -> None:
    card = stand.show(demo("03-herniation").card, 800)
    stand.page.evaluate("document.activeElement.blur()")
    stand.page.keyboard.press("ArrowRight")
    card.locator("h2").click()
    stand.page.keyboard.press("ArrowRight")
    at(card, 2)


def test_a_demo_in_a_cell_goes_by_keys_and_leaves_the_notebook_alone(screen: Screen) -> None:
    """JupyterLab would go from cell to cell, or delete one, by the same keys."""
    write_notebook(
        screen.lab.folder / "demo.ipynb", "from l45anatomy import demo\ndemo('04-stenosis')"
    )
    screen.open("demo.ipynb")
    screen.run_all()
    place = screen.page.locator(".l45-demo-place")
    screen.page.locator(".l45-demo-card h2").click()
    for key, scene in (("ArrowRight", 2), ("n", 3), ("ArrowLeft", 2)):
        screen.page.keyboard.press(key)
        expect(place).to_contain_text(f"{scene} of 7")
    screen.page.keyboard.press("r")
    expect(screen.page.locator(".l45-demo-told")).to_contain_text("L4 on the left")
    expect(screen.page.locator(".l45-simulator-facts")).to_contain_text("L4")
    screen.page.keyboard.press("0")
    expect(screen.page.locator(".l45-demo-told")).to_have_count(0)
    notes = notes_of(screen.page)
    notes.keyboard.press("ArrowRight")
    expect(place).to_contain_text("3 of 7")
    expect(notes.locator("main")).to_contain_text("3 of 7")
    close_by_key(notes)
    assert 1 == screen.page.locator(".jp-CodeCell").count()


def _port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def test_the_command_shows_a_demo_over_the_whole_page(
    chromium: Browser, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """`l45 demo` as an instructor starts it, gone through by keys."""
    home = tmp_path_factory.mktemp("demo")
    environment = {**os.environ, "HOME": str(home), "JUPYTER_RUNTIME_DIR": str(home / "runtime")}
    port = _port()
    command = [sys.executable, "-m", "l45anatomy", "demo", "03-herniation", "--no-browser"]
    log = (home / "voila.log").open("wb")
    server = subprocess.Popen(
        [*command, "--port", str(port)], cwd=home, env=environment, stdout=log, stderr=log
    )
    page = chromium.new_page(viewport={"width": 1600, "height": 900})
    page.set_default_timeout(PATIENCE_MS)
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.route(re.compile(r"^https?://(?!localhost)"), lambda route: route.abort())
    try:
        _open(page, port, server)
        screen = page.locator(".l45-demo-whole")
        expect(screen.locator(".l45-view[data-ready='true'][data-draws]")).to_be_visible()
        box = screen.bounding_box()
        assert box is not None
        assert (1600, 900) == (round(box["width"]), round(box["height"]))
        expect(screen.locator(".l45-simulator-leg")).to_be_hidden()
        expect(screen.locator(".l45-demo-card")).to_have_css("font-size", "24px")
        page.keyboard.press("Space")
        expect(screen.locator(".l45-demo-told")).to_contain_text("traversing root")
        expect(screen.locator(".l45-simulator-leg")).to_be_visible()
        expect(screen.locator(".l45-simulator-facts")).to_contain_text("L5")
        page.screenshot(path=str(_artefact("demo-voila")))
        screen.get_by_role("application").first.press("ArrowLeft")
        expect(screen.locator(".l45-view[data-view='free']")).to_be_visible()
        screen.locator("h2").first.click()
        page.keyboard.press("0")
        expect(screen.locator(".l45-view[data-view='posterior']")).to_be_visible()
        page.keyboard.press("ArrowRight")
        expect(screen.locator(".l45-demo-place")).to_contain_text("2 of 8")
        for scene in range(3, 8):
            page.keyboard.press("PageDown")
            expect(screen.locator(".l45-demo-place")).to_contain_text(f"{scene} of 8")
        view = screen.locator(".l45-view")
        expect(view).to_be_hidden()
        page.keyboard.press("r")
        expect(view).to_be_visible()
        expect(view).to_contain_text("right L5 root")
        page.screenshot(path=str(_artefact("demo-uncovered")))
        notes = notes_of(page)
        notes.keyboard.press("ArrowLeft")
        expect(screen.locator(".l45-demo-place")).to_contain_text("6 of 8")
        expect(notes.locator("main")).to_contain_text("6 of 8")
        close_by_key(notes)
        page.keyboard.press("b")
        expect(screen.locator(".l45-demo-cover")).to_be_visible()
    finally:
        page.close()
        server.terminate()
        server.wait(timeout=PATIENCE_S)
        log.close()
    assert [] == [one for one in complaints if not any(p in one for p in VOILA.pardoned)]


def _open(page: Page, port: int, server: subprocess.Popen[bytes]) -> None:
    """Open the page as soon as somebody listens."""
    end = time.monotonic() + PATIENCE_S
    while server.poll() is None and time.monotonic() < end:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                break
        threading.Event().wait(0.1)
    page.goto(f"http://localhost:{port}/")


def _artefact(name: str) -> Path:
    ARTEFACTS.mkdir(exist_ok=True)
    return ARTEFACTS / f"{name}.png"
