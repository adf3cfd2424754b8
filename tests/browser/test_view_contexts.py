"""Many views on one page: the browser takes no context away, and each is drawn when it is seen."""

from collections.abc import Iterator
from io import BytesIO

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Browser, Locator, expect

from l45anatomy.viewer import SpineView
from tests.browser.stand import Stand
from tests.browser.test_growth import COUNT, LIVING
from tests.browser.viewing import ball

pytestmark = pytest.mark.browser
MANY, MOST = 24, 8
# Count the modules that are made of text: a view's script is one.
COUNT_SCRIPTS = """
window.scripts45 = 0;
const createObjectURL = URL.createObjectURL;
URL.createObjectURL = function (thing) {
  if (thing.type === "text/javascript") scripts45 += 1;
  return createObjectURL.call(this, thing);
};
"""


@pytest.fixture
def stand(chromium: Browser) -> Iterator[Stand]:
    """A page that counts its drawing contexts and its scripts, and must not complain."""
    page = chromium.new_page(viewport={"width": 600, "height": 700})
    page.add_init_script(COUNT)
    page.add_init_script(COUNT_SCRIPTS)
    made = Stand(page)
    yield made
    page.close()
    assert made.complaints == []


def _red(place: Locator) -> int:
    """How many pixels of a view are red, as it is on the screen."""
    shot = place.locator(".l45-stage").screenshot()
    pixels = np.asarray(Image.open(BytesIO(shot)).convert("RGB")).astype(int)
    return int(((pixels[..., 0] > 120) & (pixels[..., 1] < 90)).sum())


def test_views_out_of_sight_give_their_context_back_and_are_drawn_again(stand: Stand) -> None:
    warnings: list[str] = []
    stand.page.on("console", lambda message: warnings.append(message.text))
    red = ball("red", "#cc2222", 0, group="balls")
    places = [stand.show(SpineView([red], height=480), 560) for _ in range(MANY)]
    for place in [*places, *places[:2], places[-1]]:
        place.scroll_into_view_if_needed()
        view = place.locator(".l45-view[data-draws]")
        expect(view).not_to_have_attribute("data-paused", "true")
        stand.until(lambda place=place: _red(place) > 2000)
    stand.page.evaluate("scrollTo(0, 0)")
    stand.until(lambda: stand.page.evaluate(LIVING) <= MOST)
    assert [] == [text for text in warnings if "Too many active" in text]


def test_a_view_out_of_sight_keeps_its_last_picture(stand: Stand) -> None:
    red = ball("red", "#cc2222", 0, group="balls")
    places = [stand.show(SpineView([red], height=480), 560) for _ in range(MOST + 3)]
    for place in places:
        place.scroll_into_view_if_needed()
        stand.until(lambda place=place: _red(place) > 2000)
    first = places[0].locator(".l45-view")
    expect(first).to_have_attribute("data-paused", "true")
    kept = first.locator("canvas").evaluate("(e) => getComputedStyle(e).backgroundImage")
    assert kept.startswith('url("data:image/png')


def test_a_view_that_changes_while_it_is_paused_is_drawn_as_it_is_now(stand: Stand) -> None:
    views = [
        SpineView([ball("one", "#2222cc", 0, group="balls")], height=480) for _ in range(MOST + 3)
    ]
    places = [stand.show(view, 560) for view in views]
    for place in places:
        place.scroll_into_view_if_needed()
        expect(place.locator(".l45-view")).not_to_have_attribute("data-paused", "true")
    expect(places[0].locator(".l45-view")).to_have_attribute("data-paused", "true")
    views[0].show([ball("one", "#cc2222", 0, group="balls")])
    stand.until(lambda: True)
    places[0].scroll_into_view_if_needed()
    stand.until(lambda: _red(places[0]) > 2000)


def test_a_view_is_sent_its_scene_when_it_is_first_seen(stand: Stand) -> None:
    views = [SpineView([ball("one", "#cc2222", 0, group="balls")], height=480) for _ in range(4)]
    first, *_, last = [stand.show(view, 560) for view in views]
    stand.until(lambda: _red(first) > 2000)
    assert not views[-1]._is_watched
    last.scroll_into_view_if_needed()
    stand.until(lambda: _red(last) > 2000)
    assert views[-1]._is_watched


def test_all_views_of_a_page_are_drawn_by_one_script(stand: Stand) -> None:
    """A browser keeps every script it loads as long as the page is open."""
    balls = [ball("one", "#cc2222", 0, group="balls")]
    for place in [stand.show(SpineView(balls), 560) for _ in range(4)]:
        place.locator(".l45-view").wait_for()
    assert stand.page.evaluate("scripts45") == 1
