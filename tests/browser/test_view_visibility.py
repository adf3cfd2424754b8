"""What is seen in the live view: isolation, presets, layers, and back, by mouse and keys."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.stand import Stand
from tests.browser.viewing import BLUE, GREEN, RED, SpineView, Stage, ball, three

pytestmark = pytest.mark.browser

PRESETS = {
    "first": {"ghost": ["right ball"]},
    "bones": {"show": ["bones"], "hide": ["nerves"]},
    "nerves": {"show": ["nerves"], "hide": ["bones"]},
}
LAYERS = [{"name": "nerves", "parts": ["nerves"]}, {"name": "left ball", "parts": ["left ball"]}]


@pytest.fixture
def dressed(calm_page: Any) -> Stage:
    """Show a scene with presets and layers, its list open."""
    stage = Stage(calm_page, three(), height=320, presets=PRESETS, preset="first", layers=LAYERS)
    stage.wait("[data-ready=true][data-draws]")
    calm_page.get_by_role("button", name="Structures").click()
    return stage


def seen(stage: Stage) -> set[int]:
    """Give the colours that are seen in full."""
    return {channel for channel in (RED, GREEN, BLUE) if stage.shows(channel)[2] > 300}


def choose(stage: Stage, name: str, hand: str) -> None:
    button = stage.page.get_by_role("button", name=name, exact=True)
    if hand == "mouse":
        button.click()
    else:
        button.press("Enter")


@pytest.mark.parametrize("hand", ["mouse", "keys"])
def test_one_structure_or_one_system_can_be_seen_alone(dressed: Stage, hand: str) -> None:
    choose(dressed, "only bones", hand)
    assert {"left ball", "right ball"} == set(dressed.trait("isolated"))
    assert {RED} == seen(dressed)  # the other ball is a ghost
    dressed.page.get_by_role("button", name="nerves 1").click()
    choose(dressed, "only nerve", hand)
    assert {GREEN} == seen(dressed)
    assert "true" == dressed.page.get_by_role(
        "button", name="only nerve", exact=True
    ).get_attribute("aria-pressed")
    choose(dressed, "only nerve", hand)
    assert [] == dressed.trait("isolated")
    assert {RED, GREEN} == seen(dressed)


@pytest.mark.parametrize("hand", ["mouse", "keys"])
def test_presets_show_ghost_and_hide(dressed: Stage, hand: str) -> None:
    choose(dressed, "Bones", hand)
    assert {RED, BLUE} == seen(dressed)
    assert (["nerve"], [], "bones") == tuple(map(dressed.trait, ("hidden", "faded", "preset")))
    choose(dressed, "Nerves", hand)
    assert {GREEN} == seen(dressed)
    choose(dressed, "First", hand)
    assert {RED, GREEN} == seen(dressed)
    assert ["right ball"] == dressed.trait("faded")


def test_the_preset_that_agrees_with_what_is_seen_is_pressed(dressed: Stage) -> None:
    pressed = dressed.page.locator("[data-preset][aria-pressed=true]")
    assert ["First"] == pressed.all_inner_texts()
    dressed.page.evaluate("model.set('hidden', ['left ball'])")
    assert [] == pressed.all_inner_texts()
    dressed.page.evaluate("model.set('hidden', ['nerve'])")
    dressed.page.evaluate("model.set('faded', [])")
    assert ["Bones"] == pressed.all_inner_texts()


@pytest.mark.parametrize("hand", ["mouse", "keys"])
def test_layers_are_taken_away_and_put_back_one_by_one(dressed: Stage, hand: str) -> None:
    def step(name: str, key: str) -> None:
        if hand == "mouse":
            dressed.page.get_by_role("button", name=name).click()
        else:
            dressed.page.get_by_role("application").press(key)

    told = dressed.page.locator(".l45-peeled")
    for peeled, left, words in (
        (1, {RED}, "without nerves (1 of 2)"),
        (2, set(), "left ball (2 of 2)"),
    ):
        step("Take a layer away", "p")
        assert (peeled, left) == (dressed.trait("peeled"), seen(dressed))
        assert words in told.inner_text()
    assert dressed.page.get_by_role("button", name="Take a layer away").is_disabled()
    step("Put a layer back", "P")
    assert {RED} == seen(dressed)


@pytest.mark.parametrize("hand", ["mouse", "keys"])
def test_reset_goes_back_to_the_first_look(dressed: Stage, hand: str) -> None:
    start = dressed.picture()
    dressed.page.evaluate("model.set('hidden', ['left ball'])")
    dressed.page.evaluate("model.set('isolated', ['nerve'])")
    dressed.page.evaluate("model.set('peeled', 1)")
    assert set() != {RED, GREEN} - seen(dressed)
    if hand == "mouse":
        dressed.page.get_by_role("button", name="Reset").click()
    else:
        dressed.page.get_by_role("application").press("r")
    assert (start == dressed.picture()).all()


def test_what_is_picked_is_isolated_hidden_and_ghosted_by_keys(dressed: Stage) -> None:
    canvas = dressed.page.get_by_role("application")
    canvas.press("i")
    assert "Pick a structure first." == dressed.page.locator(".l45-status").inner_text()
    dressed.page.evaluate("model.set('picked', {name: 'nerve', point: [0, 30, 0], n: 1})")
    for key, trait in (("i", "isolated"), ("h", "hidden"), ("g", "faded")):
        canvas.press(key)
        assert "nerve" in dressed.trait(trait), key


def test_choices_stay_when_the_scene_changes(dressed: Stage) -> None:
    choose(dressed, "only nerves", "mouse")
    dressed.view.show([*three()[:2], ball("nerve", "#00ff00", 5, y=30, group="nerves")])
    dressed.wait("[data-moves='2']")
    assert {GREEN} == seen(dressed)


@pytest.fixture
def stand(chromium: Browser) -> Iterator[Stand]:
    """Give a page that carries traits both ways."""
    page = chromium.new_page(viewport={"width": 1000, "height": 420}, reduced_motion="reduce")
    stand = Stand(page)
    yield stand
    page.close()
    assert [] == stand.complaints


def test_page_and_kernel_agree_on_what_is_seen(stand: Stand) -> None:
    view = SpineView(three(), height=400, presets=PRESETS, preset="first", layers=LAYERS)
    stand.show(view)
    page = stand.page
    page.wait_for_selector(".l45-view[data-ready=true][data-draws]")
    page.get_by_role("button", name="Bones", exact=True).click()
    stand.until(lambda: view.seen == ("left ball", "right ball"))
    page.get_by_role("button", name="Take a layer away").click()
    page.get_by_role("button", name="Take a layer away").click()
    stand.until(lambda: view.seen == ("right ball",))
    page.get_by_role("button", name="only bones").click()
    stand.until(lambda: view.isolated == ["left ball", "right ball"])
    view.preset = "nerves"
    page.wait_for_selector("[data-preset=nerves][aria-pressed=true]")
    assert ("nerve",) == view.seen
