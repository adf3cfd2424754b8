"""Names beside the picture: they lie on nothing, their lines do not cross, they follow the eye."""

from collections.abc import Iterator
from itertools import combinations
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from l45anatomy import Case, Herniation, Spondylolisthesis
from l45anatomy.viewer import VIEWS
from l45anatomy.views.live import view
from tests.browser.stand import Stand
from tests.browser.viewing import Stage

pytestmark = pytest.mark.browser

TAG = ".l45-name-tag:not([hidden])"
CASE = Case(Herniation("left", "subarticular", 7.0))
FIVE_CAUGHT = Case(Spondylolisthesis(25))


LOOK = """() => {
  const all = (kind) => [...document.querySelectorAll(kind)].filter((one) => one.checkVisibility());
  const box = (one) => {
    const { x, y, width, height } = one.getBoundingClientRect();
    return { x, y, width, height };
  };
  return {
    names: Object.fromEntries(all(".l45-name-tag").map((one) => [one.innerText, box(one)])),
    leaders: all(".l45-leader").map((one) => one.getAttribute("d").match(/-?[\\d.]+/g).map(Number)),
    tags: all(".l45-mark").map(box),
    over: all(".l45-pad, .l45-compass").map(box),
    stage: box(document.querySelector(".l45-stage")),
  };
}"""


def look(page: Page) -> dict[str, Any]:
    """Where all lies that is written on the picture, at one moment: names come and go."""
    seen: dict[str, Any] = page.evaluate(LOOK)
    return seen


def boxes(page: Page) -> dict[str, Any]:
    return dict(look(page)["names"])


def overlap(one: Any, other: Any) -> bool:
    apart = (
        one["x"] + one["width"] <= other["x"] or other["x"] + other["width"] <= one["x"]
        or one["y"] + one["height"] <= other["y"] or other["y"] + other["height"] <= one["y"]
    )  # fmt: skip
    return not apart


def cross(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    def turn(a: Any, b: Any, c: Any) -> float:
        return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])

    a, b, c, d = one[:2], one[2:], other[:2], other[2:]
    return turn(a, b, c) * turn(a, b, d) < 0 and turn(c, d, a) * turn(c, d, b) < 0


def expect_tidy(seen: dict[str, Any], least: int = 4) -> None:
    names, stage, leaders = seen["names"], seen["stage"], seen["leaders"]
    assert len(names) >= least
    for name, box in names.items():
        assert box["x"] >= stage["x"], name
        assert box["x"] + box["width"] <= stage["x"] + stage["width"], name
        assert not any(overlap(box, other) for other in seen["over"]), name
    for (one, a), (other, b) in combinations(names.items(), 2):
        assert not overlap(a, b), f"{one} lies on {other}"
    assert len(names) == len(leaders)
    assert not any(cross(a, b) for a, b in combinations(leaders, 2))


@pytest.fixture
def spine(chromium: Browser) -> Iterator[Any]:
    """Give a function that shows the spine of a case with names at a width."""
    page = chromium.new_page(viewport={"width": 616, "height": 540}, reduced_motion="reduce")

    def show(width: int, case: Case = CASE) -> Page:
        page.set_viewport_size({"width": width + 16, "height": 540})
        shown = view(case)
        shown.height, shown.labelled = 500, True
        Stand(page).show(shown, width)
        page.wait_for_selector(TAG, timeout=60_000)
        return page

    yield show
    page.close()


@pytest.mark.parametrize("width", [600, 1600])
def test_names_lie_apart_from_every_side(spine: Any, width: int) -> None:
    page = spine(width)
    for k, _ in enumerate(VIEWS):
        page.get_by_role("application").press(str(k + 1))
        page.evaluate(
            "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
        )
        expect_tidy(look(page))


@pytest.mark.parametrize("width", [380, 600, 1600])
def test_neither_a_name_nor_its_point_lies_under_a_tag(spine: Any, width: int) -> None:
    """Of five that are caught each has a tag, and these stand where names would."""
    page = spine(width, FIVE_CAUGHT)
    for k, _ in enumerate(VIEWS):
        page.get_by_role("application").press(str(k + 1))
        page.evaluate(
            "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
        )
        seen = look(page)
        assert seen["tags"]
        for name, box in seen["names"].items():
            assert not any(overlap(box, tag) for tag in seen["tags"]), name
        for *_, x, y in seen["leaders"]:
            at = {"x": seen["stage"]["x"] + x, "y": seen["stage"]["y"] + y, "width": 0, "height": 0}
            assert not any(overlap(at, tag) for tag in seen["tags"])
        expect_tidy(seen, least=2)


@pytest.mark.parametrize("width", [600, 1600])
def test_what_is_caught_has_its_name_before_others(spine: Any, width: int) -> None:
    assert "root L5 left" in boxes(spine(width))


def test_names_leave_room_for_the_list(spine: Any) -> None:
    page = spine(600)
    page.get_by_role("button", name="Structures").click()
    page.evaluate(
        "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
    )
    panel = page.get_by_role("region", name="Structures").bounding_box()
    assert all(not overlap(panel, box) for box in boxes(page).values())
    expect_tidy(look(page))


def test_names_are_switched_by_button_and_by_key(stage: Stage) -> None:
    page, button = stage.page, stage.page.get_by_role("button", name="Names")
    assert 0 == page.locator(TAG).count()
    button.click()
    assert stage.trait("labelled")
    page.wait_for_selector(TAG)
    assert "true" == button.get_attribute("aria-pressed")
    page.get_by_role("application").press("l")
    assert not stage.trait("labelled")
    assert not page.locator(".l45-labels").is_visible()


def test_the_name_of_what_is_hidden_leaves(stage: Stage) -> None:
    stage.page.evaluate("model.set('labelled', true)")
    stage.picture()
    assert {"left ball", "right ball", "nerve"} == set(boxes(stage.page))
    stage.page.evaluate("model.set('hidden', ['nerve'])")
    stage.picture()
    assert {"left ball", "right ball"} == set(boxes(stage.page))


def test_what_lies_behind_something_solid_has_no_name(stage: Stage) -> None:
    """From the left the near ball is seen and much of the far one is not, until it stands aside."""
    stage.page.evaluate("model.set('labelled', true)")
    stage.page.evaluate("model.set('view', 'left')")
    stage.picture()
    assert "left ball" in boxes(stage.page)
    assert "right ball" not in boxes(stage.page)
    stage.page.evaluate("model.set('faded', ['left ball'])")
    stage.picture()
    assert "right ball" in boxes(stage.page)


def test_names_follow_the_camera(stage: Stage) -> None:
    stage.page.evaluate("model.set('labelled', true)")
    stage.picture()
    before = look(stage.page)["leaders"]
    stage.page.get_by_role("button", name="Move up").click()
    stage.picture()
    assert all(
        after[3] < line[3] - 5
        for line, after in zip(sorted(before), sorted(look(stage.page)["leaders"]), strict=True)
    )
