"""Where the parts of a simulator stand at widths people have: boxes of their size, real styles."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

import l45anatomy.widgets

pytestmark = pytest.mark.browser
STYLES = Path(l45anatomy.widgets.__file__).parent
TALL_PX = {"controls": 480, "view": 520, "slice": 400, "leg": 300, "facts": 700, "guess": 300}
PAGE = "<!doctype html><style>{style}</style><div class='{demo}'><div class='l45-simulator {seen}'>"
SCREEN = "<div class='l45-simulator-screen'>{parts}</div></div></div>"
LINE = "<div class='l45-page-line' style='font: 14px sans-serif'>{}</div>"
Place = dict[str, dict[str, float]]
Arrange = Callable[..., Place]


@pytest.fixture
def arrange(chromium: Browser) -> Iterator[Arrange]:
    """Give where each part stands in a simulator of this width, by classes it carries."""
    page: Page = chromium.new_page()

    def arranged(width: int, seen: str = "", demo: str = "", told: str | None = None) -> Place:
        css = [(STYLES / f"{name}.css").read_text("utf-8") for name in ("simulator", "demo")]
        parts = "".join(
            f"<div class='l45-simulator-{name}'><div style='height:{tall}px'></div>"
            f"{LINE.format(told) if name == 'leg' and told is not None else ''}</div>"
            for name, tall in TALL_PX.items()
        )
        page.set_viewport_size({"width": width + 16, "height": 900})
        style = "body { margin: 8px }" + "".join(css)
        page.set_content(
            PAGE.format(style=style, demo=demo, seen=seen) + SCREEN.format(parts=parts)
        )
        places = {name: page.locator(f".l45-simulator-{name}") for name in TALL_PX}
        return {n: box for n, part in places.items() if (box := part.bounding_box())}

    yield arranged
    page.close()


@pytest.mark.parametrize("width", [680, 800, 950, 960, 1008, 1020, 1200, 1400, 1600])
def test_the_picture_has_more_room_than_anything_beside_it(arrange: Arrange, width: int) -> None:
    place = arrange(width)
    assert place["view"]["width"] >= 400
    for name in ("controls", "slice", "leg"):
        if place[name]["y"] < place["view"]["y"] + place["view"]["height"]:
            assert place[name]["width"] < place["view"]["width"]


@pytest.mark.parametrize("width", [1008, 1020, 1400, 1600])
def test_controls_and_leg_are_seen_together_and_slice_and_facts_follow(
    arrange: Arrange, width: int
) -> None:
    place = arrange(width)
    assert place["controls"]["y"] == place["view"]["y"] == place["leg"]["y"]
    assert place["slice"]["y"] < place["leg"]["y"] + place["leg"]["height"] + 20
    assert place["facts"]["y"] < place["view"]["y"] + place["view"]["height"] + 20


@pytest.mark.parametrize(
    ("width", "order"),
    [
        (600, ["view", "controls", "facts", "leg", "slice"]),
        (850, ["controls", "view", "facts", "slice", "leg"]),
        (1400, ["controls", "view", "leg", "slice", "facts"]),
    ],
)
def test_keys_go_through_the_parts_as_the_eye_does(
    arrange: Arrange, chromium: Browser, width: int, order: list[str]
) -> None:
    """By rows, from left to right, whichever way they stand."""
    place = arrange(width)
    page = chromium.contexts[-1].pages[0]
    for name in place:
        page.locator(f".l45-simulator-{name} div").evaluate("(e) => (e.tabIndex = 0)")
    went = []
    for _ in order:
        page.keyboard.press("Tab")
        went.append(page.evaluate("document.activeElement.parentElement.className"))
    assert [f"l45-simulator-{name}" for name in order] == went


def test_a_narrow_place_has_one_column(arrange: Arrange) -> None:
    place = arrange(600)
    assert 1 == len({box["x"] for box in place.values()})


@pytest.mark.parametrize("width", [1020, 1400])
def test_a_question_takes_the_room_of_what_it_covers(arrange: Arrange, width: int) -> None:
    place = arrange(width, seen="l45-covered")
    assert {"controls", "guess"} == set(place)
    assert place["guess"]["width"] >= 700


@pytest.mark.parametrize("width", [850, 1046])
def test_what_a_reveal_shows_takes_no_room_from_the_picture(arrange: Arrange, width: int) -> None:
    asked = "l45-without-controls l45-without-leg l45-without-facts"
    before = arrange(width, seen=asked, demo="l45-demo")
    after = arrange(width, seen="l45-without-controls", demo="l45-demo")
    assert before["view"] == after["view"]
    assert before["slice"] == after["slice"]
    assert {"leg", "facts"} == set(after) - set(before)


@pytest.mark.parametrize("width", [760, 1100, 1500])
def test_what_is_told_of_the_leg_moves_nothing_below_it(arrange: Arrange, width: int) -> None:
    """The pointer wanders over the leg: a slice that jumps with each region cannot be read."""
    told = (
        "Extensor hallucis longus, left: movement against gravity only (MRC 3). The disc L4-L5 "
        "presses the left L5 root to 27% of its calibre in the subarticular zone at L4-L5."
    )
    assert arrange(width, told="") == arrange(width, told=told)
