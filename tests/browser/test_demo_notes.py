"""The speaker's notes in a window of their own: two pages of one demo that go together.

Lab and Voila, with their kernel between the two windows, open it in `test_demo`.
"""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from l45anatomy import demo
from l45anatomy.widgets.demo import Demo
from tests.browser.conftest import ARTEFACTS
from tests.browser.fronts import close_by_key, notes_of
from tests.browser.stand import Stand

pytestmark = pytest.mark.browser

CHOICE = "Show the notes on the class's screen when this window closes"


@pytest.fixture
def stand(chromium: Browser) -> Iterator[Stand]:
    """The class's screen; it must not complain."""
    page = chromium.new_page(viewport={"width": 900, "height": 900})
    made = Stand(page, "light")
    yield made
    page.close()
    assert made.complaints == []


@pytest.fixture
def made() -> Demo:
    """A demo of eight scenes."""
    return demo("03-herniation", whole=True)


@pytest.fixture
def card(stand: Stand, made: Demo) -> Locator:
    """Its card on the class's screen."""
    return stand.show(made.card, 800)


def scene(place: Locator | Page, number: int) -> None:
    """Wait until this scene is shown."""
    expect(place.get_by_text(f"{number} of 8")).to_be_visible()


def test_the_notes_go_with_the_scene_and_by_its_keys(
    stand: Stand, made: Demo, card: Locator
) -> None:
    """Whichever window has the keyboard, both show the same scene."""
    notes = notes_of(stand.page)
    first, second = made.deck.script.scenes[:2]
    scene(notes, 1)
    for told in (first.title, first.ask, first.wrong[0].says, first.notes, f"Next: {second.title}"):
        expect(notes.locator("main")).to_contain_text(told)
    expect(notes.locator("header")).to_contain_text(
        f"plan: minute 0 to {first.minutes} of {made.deck.script.minutes}"
    )
    notes.keyboard.press("Space")
    expect(card.locator(".l45-demo-told")).to_contain_text("traversing root")
    expect(notes.get_by_role("status")).to_have_text("The answer is told.")
    notes.keyboard.press("ArrowRight")
    scene(notes, 2)
    scene(card, 2)
    stand.page.keyboard.press("PageDown")
    scene(notes, 3)
    notes.get_by_role("button", name="Back").click()
    scene(card, 2)
    notes.keyboard.press("Space")  # on a button it is a press of that button
    scene(card, 1)
    notes.keyboard.press("b")
    expect(notes.get_by_role("status")).to_have_text("The class's screen is blank.")
    expect(card.locator(".l45-demo-cover")).to_be_visible()
    notes.keyboard.press("b")
    expect(card.locator(".l45-demo-cover")).to_be_hidden()
    assert [] == Axe().run(notes).response["violations"]
    ARTEFACTS.mkdir(exist_ok=True)
    notes.screenshot(path=ARTEFACTS / "demo-notes.png")


def test_notes_with_a_window_are_not_on_the_screen_of_the_class(
    stand: Stand, card: Locator
) -> None:
    """They come back when the window closes, if they were there before it opened."""
    here = card.get_by_label("Speaker notes")
    stand.page.keyboard.press("s")
    expect(here).to_be_visible()
    notes = notes_of(stand.page)
    expect(here).to_be_hidden()
    stand.page.keyboard.press("s")
    expect(card.get_by_role("status")).to_contain_text("in their own window")
    expect(here).to_be_hidden()
    expect(notes.get_by_label(CHOICE)).to_be_checked()
    assert stand.sins() == []
    notes.close()
    expect(here).to_be_visible()
    expect(card.get_by_role("button", name="Notes window")).to_have_attribute(
        "aria-pressed", "false"
    )


def test_notes_stay_away_from_the_class_unless_chosen(stand: Stand, card: Locator) -> None:
    """The choice is made in the window; its key closes it from either page."""
    here = card.get_by_label("Speaker notes")
    notes = notes_of(stand.page)
    expect(notes.get_by_label(CHOICE)).not_to_be_checked()
    close_by_key(notes)
    expect(here).to_have_count(0)
    notes = notes_of(stand.page)
    notes.get_by_label(CHOICE).check()
    with notes.expect_event("close"):
        stand.page.keyboard.press("w")
    expect(here).to_be_visible()


def test_a_window_that_the_browser_blocks_is_told(stand: Stand, card: Locator) -> None:
    stand.page.evaluate("window.open = () => null")
    stand.page.keyboard.press("w")
    expect(card.get_by_role("status")).to_contain_text("Allow pop-ups")
    stand.page.keyboard.press("s")
    expect(card.get_by_label("Speaker notes")).to_be_visible()


def test_the_clock_runs_and_tells_who_is_behind(stand: Stand, made: Demo) -> None:
    stand.page.clock.install()
    stand.show(made.card, 800)
    notes = notes_of(stand.page)
    header = notes.locator("header")
    expect(header).to_contain_text("running 0:0")
    stand.page.clock.fast_forward("06:30")
    expect(header).to_contain_text("running 6:3")
    late_min = 6 - made.deck.scene.minutes
    expect(header).to_contain_text(f"{late_min} min behind the plan")
    notes.get_by_role("button", name="Clock to 0").click()
    expect(header).to_contain_text("running 0:0")
    expect(header).not_to_contain_text("behind")


def test_the_window_goes_with_its_card(stand: Stand, card: Locator) -> None:
    notes = notes_of(stand.page)
    with notes.expect_event("close"):
        stand.remove(card)
