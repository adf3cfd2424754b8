"""Search in the live view: by any name, by keys alone, with the flight to what was found."""

import math
from dataclasses import replace
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.viewing import BLUE, GREEN, Stage, three

pytestmark = pytest.mark.browser


@pytest.fixture
def found(calm_page: Any) -> Stage:
    """Show a scene whose nerve has other names, with the focus in the search box."""
    left, right, nerve = three()
    nerve = replace(nerve, synonyms=("nervus exempli", "Äste des Nerven"))
    stage = Stage(calm_page, [left, right, nerve], height=320)
    stage.wait("[data-ready=true][data-draws]")
    calm_page.get_by_role("application").press("/")
    return stage


def options(stage: Stage) -> list[str]:
    return [one.inner_text() for one in stage.page.get_by_role("option").all()]


def test_a_key_leads_to_the_search_box(found: Stage) -> None:
    box = found.page.get_by_role("combobox", name="Search structures")
    assert box.evaluate("e => e === document.activeElement")
    assert "false" == box.get_attribute("aria-expanded")


def test_a_synonym_is_offered_with_the_name_it_belongs_to(found: Stage) -> None:
    found.page.keyboard.type("nervus")
    assert ["nerve\nnervus exempli"] == options(found)


def test_accents_and_capitals_do_not_matter(found: Stage) -> None:
    found.page.keyboard.type("aste DES")
    assert ["nerve\nÄste des Nerven"] == options(found)


def test_of_equal_names_the_one_the_case_is_about_comes_first(found: Stage) -> None:
    for x, first in ((20.0, "right ball"), (-20.0, "left ball")):
        found.tell("target", [x, 0.0, 0.0])
        found.page.get_by_role("combobox").fill("ball")
        assert first == options(found)[0]


def test_the_list_is_walked_by_arrows_and_told_to_a_screen_reader(found: Stage) -> None:
    box = found.page.get_by_role("combobox")
    found.page.keyboard.type("ball")
    assert ["left ball", "right ball"] == options(found)
    assert "true" == box.get_attribute("aria-expanded")
    for key, name in (
        ("ArrowDown", "right ball"),
        ("ArrowDown", "left ball"),
        ("ArrowUp", "right ball"),
    ):
        found.page.keyboard.press(key)
        active = box.get_attribute("aria-activedescendant")
        assert name == found.page.locator(f"#{active}[aria-selected=true]").inner_text()


def test_enter_flies_there_and_picks(found: Stage) -> None:
    found.page.keyboard.type("right")
    found.page.keyboard.press("Enter")
    found.wait("[data-picked='right ball'][data-view=free]")
    x, y, count = found.shows(BLUE)
    box = found.page.locator("canvas").bounding_box()
    assert (x, y) == pytest.approx((box["width"] / 2, box["height"] / 2), abs=4)
    # The ball of 18 mm in a window that is 1.8 times as high.
    assert count == pytest.approx(math.pi * (box["height"] / 1.8 / 2) ** 2, rel=0.1)


def test_over_a_narrow_picture_the_list_makes_way_for_what_was_found(found: Stage) -> None:
    found.page.keyboard.type("right")
    found.page.keyboard.press("Enter")
    assert not found.page.get_by_role("region", name="Structures").is_visible()
    assert found.page.get_by_role("application").evaluate("e => e === document.activeElement")


def test_a_click_on_an_offer_does_the_same(found: Stage) -> None:
    found.page.keyboard.type("nerv")
    found.page.get_by_role("option", name="nerve").click()
    found.wait("[data-picked=nerve][data-view=free]")


def test_what_is_hidden_is_shown_when_it_is_found(found: Stage) -> None:
    found.page.evaluate("model.set('hidden', ['nerve'])")
    found.page.evaluate("model.set('isolated', ['left ball'])")
    found.page.keyboard.type("nerve")
    found.page.keyboard.press("Enter")
    assert ([], []) == (found.trait("hidden"), found.trait("isolated"))
    assert found.shows(GREEN)[2] > 500


def test_nothing_found_is_said_and_enter_goes_nowhere(found: Stage) -> None:
    found.page.keyboard.type("femur")
    assert [] == options(found)
    assert found.page.get_by_text("No structure of this picture is called so.").is_visible()
    found.page.keyboard.press("Enter")
    assert {} == found.trait("picked")


def test_escape_clears_the_box_first_and_closes_the_list_then(found: Stage) -> None:
    found.page.keyboard.type("ball")
    found.page.keyboard.press("Escape")
    assert "" == found.page.get_by_role("combobox").input_value()
    found.page.keyboard.press("Escape")
    assert not found.page.get_by_role("region", name="Structures").is_visible()


def test_how_many_more_there_are_is_said(calm_page: Any) -> None:
    ball, *_ = three()
    balls = [replace(ball, name=f"ball {n}") for n in range(11)]
    stage = Stage(calm_page, balls, height=320)
    stage.wait("[data-ready=true][data-draws]")
    calm_page.get_by_role("application").press("/")
    calm_page.keyboard.type("ball")
    assert 8 == len(options(stage))
    found = calm_page.get_by_role("listbox", name="Structures found")
    expect(found).to_contain_text("and 3 more: type on")
    calm_page.keyboard.type(" 10")
    assert ["ball 10"] == options(stage)
    expect(found).not_to_contain_text("more")


def test_the_picture_makes_way_for_the_list_that_lies_over_it(calm_page: Any) -> None:
    """What lies in its middle stands in the middle of what is free, and is picked there."""
    calm_page.set_viewport_size({"width": 700, "height": 400})
    stage = Stage(calm_page, three(), height=320)
    stage.wait("[data-ready=true][data-draws]")
    toggle = calm_page.get_by_role("button", name="Structures")
    before = stage.spot(GREEN)
    toggle.click()
    panel = calm_page.get_by_role("region", name="Structures").bounding_box()
    after = stage.spot(GREEN)
    assert before[0] - after[0] == pytest.approx(panel["width"] / 2, abs=3)
    calm_page.mouse.click(*after)
    assert "nerve" == stage.trait("picked")["name"]
    toggle.click()
    assert before == pytest.approx(stage.spot(GREEN), abs=2)
