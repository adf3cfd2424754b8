"""The live slice on a bare page: what is outlined and how far keys scroll."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Browser, expect

from l45anatomy.viewer import SliceView
from tests.browser.stand import Stand

pytestmark = pytest.mark.browser
READ = """(canvas, [x, y]) => [...canvas.getContext("2d").getImageData(x, y, 1, 1).data]"""


@pytest.fixture
def stand(chromium: Browser) -> Iterator[Stand]:
    """One page; it must not complain."""
    page = chromium.new_page(viewport={"width": 500, "height": 700})
    made = Stand(page)
    yield made
    page.close()
    assert made.complaints == []


def halves(left: int, right: int) -> Any:
    """Give a map of labels with two halves."""
    labels = np.full((16, 16), left, np.uint8)
    labels[:, 8:] = right
    return labels


def test_the_outline_stays_with_its_structure_when_the_next_slice_numbers_it_anew(
    stand: Stand,
) -> None:
    grey = np.full((16, 16), 90, np.uint8)
    view = SliceView(planes=["axial"], weightings=["T2"], marked=["bone"])
    view.show(grey, halves(1, 0), names=["", "bone"])
    root = stand.show(view, 300).locator(".l45-slices")
    expect(root).to_have_attribute("data-ready", "true")
    view.show(grey, halves(1, 2), names=["", "disc", "bone"])
    expect(root).to_have_attribute("data-revision", "2")
    read = root.locator("canvas")
    stand.until(lambda: read.evaluate(READ, [8, 4]) == [255, 202, 40, 255])  # the edge of the bone
    assert [90, 90, 90, 255] == read.evaluate(READ, [7, 4]), "the disc is not marked"


def test_keys_pressed_while_a_slice_is_on_its_way_are_not_lost(stand: Stand) -> None:
    view = SliceView(planes=["axial"], weightings=["T2"], reach_mm=[0.0, 100.0], position_mm=50.0)
    view.show(np.zeros((16, 16), np.uint8), halves(0, 0), names=[""])
    canvas = stand.show(view, 300).locator("canvas")
    for _ in range(4):
        canvas.press("ArrowUp")
    stand.until(lambda: view.asked.get("position_mm") == 51.0)
    view.show(np.zeros((16, 16), np.uint8), halves(0, 0), position_mm=51.0)
    stand.until(lambda: view.asked.get("position_mm") != 51.0)
    assert 54.0 == view.asked["position_mm"]


def test_another_plane_is_not_asked_for_at_the_place_of_the_last_one(stand: Stand) -> None:
    """The wish for a place may still wait when the plane is chosen."""
    planes = ["axial", "sagittal"]
    view = SliceView(planes=planes, weightings=["T2"], reach_mm=[0.0, 100.0], position_mm=50.0)
    view.show(np.zeros((16, 16), np.uint8), halves(0, 0), names=[""])
    place = stand.show(view, 300)
    for _ in range(3):
        place.locator("canvas").press("ArrowUp")
    place.get_by_role("combobox", name="Plane").select_option("sagittal")
    stand.until(lambda: view.asked.get("position_mm") == 51.0)
    view.show(np.zeros((16, 16), np.uint8), halves(0, 0), position_mm=51.0)
    stand.until(lambda: view.asked.get("plane") == "sagittal")
    assert "position_mm" not in view.asked


def test_a_position_says_which_way_it_lies(stand: Stand) -> None:
    """A bare -7 tells no one that the slice is on the patient's left."""
    ways = ["left", "right"]
    view = SliceView(planes=["sagittal"], weightings=["T2"], reach_mm=[-45.0, 45.0], ways=ways)
    view.show(np.zeros((16, 16), np.uint8), halves(0, 0), names=[""], position_mm=-7.2)
    place = stand.show(view, 300)
    slider = place.get_by_role("slider")
    expect(place.get_by_text("7 mm left", exact=True)).to_be_visible()
    expect(slider).to_have_attribute("aria-valuetext", "7 mm left")
    slider.press("End")
    expect(place.get_by_text("45 mm right", exact=True)).to_be_visible()
    view.show(np.zeros((16, 16), np.uint8), halves(0, 0), position_mm=0.3)
    expect(place.get_by_text("0 mm", exact=True)).to_be_visible()


def test_a_slice_placed_by_hand_has_a_way_back_and_what_is_folded_can_be_read(stand: Stand) -> None:
    more = ["Grades of the level L4-L5: 3 not normal", "Disc: protrusion"]
    view = SliceView(planes=["axial"], weightings=["T2"], note="Recess: narrow", more=more)
    view.show(np.zeros((16, 16), np.uint8), halves(0, 0), names=[""])
    place = stand.show(view, 300)
    back = place.get_by_role("button", name="Back to what is caught")
    expect(back).to_be_hidden()
    expect(place.get_by_text("Disc: protrusion")).to_be_hidden()
    place.get_by_text(more[0]).click()
    expect(place.get_by_text("Disc: protrusion")).to_be_visible()
    slider = place.get_by_role("slider")
    at = slider.bounding_box()
    view.is_placed = True
    stand.until(back.is_visible)
    assert at == slider.bounding_box(), "it stays where the hand is"
    back.click()
    stand.until(lambda: view.asked.get("follows") is True)
    view.show(np.zeros((16, 16), np.uint8), halves(0, 0), is_placed=False, more=[])
    stand.until(back.is_hidden)
    expect(place.locator("canvas")).to_be_focused()
    expect(place.locator("details")).to_be_hidden()
    assert stand.sins() == []
