"""The simulator in each front end, below a prefix as a JupyterHub gives one, without a network.

The Hub itself is not run: what it changes for a widget is the path that everything lies below.
"""

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.conftest import PATIENCE_MS, Lab, Screen, running
from tests.browser.fronts import LAB, NOTEBOOK, START, VOILA, Front, shown, write_notebook

pytestmark = pytest.mark.browser

NAME = "simulator.ipynb"
PREFIX = "/class/user/alice/"
# What Voila fetches for itself, though nothing of ours needs it.
VOILAS_OWN = {"cdn.jsdelivr.net", "cdnjs.cloudflare.com"}

Visit = Callable[[Lab, Front], Screen]


@pytest.fixture(scope="session")
def classroom(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """A server below a prefix, with a notebook that shows a simulator."""
    with running(tmp_path_factory.mktemp("classroom"), PREFIX) as lab:
        write_notebook(
            lab.folder / NAME,
            "from l45anatomy import Case, Herniation, simulator",
            f"case = {START}\nsimulator(case)",
        )
        yield lab


class Asked:
    """The servers a page asked, none but its own reached."""

    def __init__(self, page: Page, lab: Lab) -> None:
        self.own = urlsplit(lab.url).netloc
        self.others: set[str] = set()
        page.route("**/*", self._let_pass)
        page.on("websocket", lambda socket: self._note(socket.url))

    def _let_pass(self, route: Route) -> None:
        self._note(route.request.url)
        if urlsplit(route.request.url).netloc == self.own:
            route.continue_()
        else:
            route.abort()

    def _note(self, url: str) -> None:
        place = urlsplit(url)
        if place.scheme not in ("data", "blob") and place.netloc != self.own:
            self.others.add(place.netloc)


def _run(screen: Screen, front: Front, notebook: str) -> None:
    screen.pardoned, screen.lesson = front.pardoned, notebook
    screen.page.goto(front.url(screen.lab, notebook))
    if not front.runs:
        screen.wait_for_kernel()
        screen.run_all()


@pytest.mark.parametrize("front", [LAB, NOTEBOOK, VOILA], ids=lambda front: front.name)
def test_a_slider_moved_by_key_is_followed_by_picture_and_words(
    classroom: Lab, chromium: Browser, front: Front
) -> None:
    """Nothing is asked of any other server, and nothing complains."""
    page = chromium.new_page(viewport={"width": 1400, "height": 1600})
    page.set_default_timeout(PATIENCE_MS)
    screen = Screen(page, classroom)
    page.on("console", screen.hear)
    page.on("pageerror", lambda error: screen.complain(str(error)))
    asked = Asked(page, classroom)
    try:
        _run(screen, front, NAME)
        simulator = shown(page)
        simulator.expect_told(simulator.at_mm())
        before = simulator.at_mm()
        picture = simulator.view.locator("canvas").first.screenshot()
        simulator.move("ArrowLeft")
        assert simulator.at_mm() < before
        simulator.expect_told(simulator.at_mm())
        assert picture != simulator.view.locator("canvas").first.screenshot()
    finally:
        screen.keep(f"front-{front.name}")
        page.close()
    assert screen.complaints == []
    assert asked.others - (VOILAS_OWN if front is VOILA else set()) == set()


def test_two_front_ends_on_one_kernel_agree(screen: Screen, chromium: Browser) -> None:
    """JupyterLab and Notebook show one simulator; a move in either is seen in both."""
    write_notebook(
        screen.lab.folder / NAME,
        "from l45anatomy import Case, Herniation, simulator",
        f"case = {START}\nsimulator(case)",
    )
    _run(screen, LAB, NAME)
    first = shown(screen.page)
    screen.wait_until_all_ran()
    with screen.page.expect_response(lambda answer: answer.request.method == "PUT"):
        screen.page.keyboard.press("Control+s")
    page = chromium.new_page(viewport={"width": 1400, "height": 1600})
    try:
        page.goto(NOTEBOOK.url(screen.lab, NAME))
        second = shown(page)
        for mover, follower, key in ((first, second, "PageUp"), (second, first, "ArrowLeft")):
            mover.move(key)
            follower.expect_at(mover.at_mm())
            follower.expect_told(mover.at_mm())
        assert 1 == len(screen.lab.ask("kernels"))
    finally:
        page.close()


@pytest.mark.parametrize("front", [LAB, VOILA], ids=lambda front: front.name)
def test_a_quiz_is_answered_and_its_still_list_waits_unseen(screen: Screen, front: Front) -> None:
    """The list of questions is there for the day the kernel is gone."""
    write_notebook(screen.lab.folder / NAME, "from l45anatomy import quiz", 'quiz("03-herniation")')
    _run(screen, front, NAME)
    card = screen.page.locator(".l45-quiz-card")
    again = card.get_by_role("button", name="Answer again")
    expect(card.locator(".l45-quiz-stem")).to_be_visible(timeout=PATIENCE_MS)
    if again.count():  # it was answered in another test, and the file of answers is one
        again.click()
    card.get_by_label("L5 on the left").press("Space")
    card.press("s")
    card.press("Enter")
    expect(card.locator(".l45-quiz-verdict")).to_have_text("✓ Right")
    card.press("p")
    expect(screen.page.locator(".l45-quiz-beside canvas")).to_have_count(2)
    expect(screen.page.locator(".l45-quiz-still")).to_be_hidden()
    expect(screen.page.locator(".l45-quiz-still")).to_have_count(1)


def test_a_notebook_leaves_a_quiz_its_keys(screen: Screen) -> None:
    """Notebook 7 would take an arrow for a step to the next cell."""
    write_notebook(screen.lab.folder / NAME, "from l45anatomy import quiz", 'quiz("03-herniation")')
    _run(screen, NOTEBOOK, NAME)
    options = screen.page.locator(".l45-quiz-options input")
    options.first.press("Space")
    expect(options.first).to_be_checked()
    expect(options.first).to_have_attribute("data-lm-suppress-shortcuts", "true")
    options.first.press("ArrowDown")
    expect(options.nth(1)).to_be_checked()
    expect(options.nth(1)).to_be_focused()
