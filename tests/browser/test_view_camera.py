"""The camera of the live view: named views, and every move by button and by key."""

import pytest

from l45anatomy.viewer import VIEWS
from tests.browser.viewing import BLUE, GREEN, RED, Stage

pytestmark = pytest.mark.browser

LEAST_PX = 24  # a target, by WCAG 2.2
MOVES = [f"{verb} {way}" for verb in ("Turn", "Move") for way in ("left", "right", "up", "down")]
MOVES += ["Zoom in", "Zoom out"]
PRESS_TWICE = """for (let k = 0; k < 2; k += 1) document.querySelector("canvas").dispatchEvent(
  new KeyboardEvent("keydown", { key: "ArrowLeft", bubbles: true }))"""


@pytest.mark.parametrize("name", VIEWS[1:])
def test_a_view_button_turns_the_picture_and_tells_the_kernel(stage: Stage, name: str) -> None:
    before = stage.picture()
    stage.page.get_by_role("button", name=name.capitalize(), exact=True).click()
    stage.wait(f"[data-view='{name}']")
    assert name == stage.trait("view")
    assert (before != stage.picture()).any()


def test_each_view_stands_where_its_name_says(stage: Stage) -> None:
    """From the front left and right change places; the near ball hides much of the far one."""
    stage.page.evaluate("model.set('view', 'anterior')")
    assert stage.shows(RED)[0] > stage.shows(BLUE)[0]
    stage.page.evaluate("model.set('view', 'left')")
    assert stage.shows(GREEN)[0] < stage.shows(RED)[0]
    assert stage.shows(BLUE)[2] < stage.shows(RED)[2] / 2
    stage.page.evaluate("model.set('view', 'right')")
    assert stage.shows(GREEN)[0] > stage.shows(BLUE)[0]
    assert stage.shows(RED)[2] < stage.shows(BLUE)[2] / 2
    stage.page.evaluate("model.set('view', 'superior')")
    assert stage.shows(GREEN)[1] < stage.shows(RED)[1]
    assert stage.shows(RED)[0] < stage.shows(BLUE)[0]


def test_every_camera_move_can_be_made_by_keys(stage: Stage) -> None:
    page = stage.page
    page.get_by_role("application").focus()
    for key, view in zip("2345678", VIEWS[1:], strict=True):
        page.keyboard.press(key)
        stage.wait(f"[data-view='{view}']")
    page.keyboard.press("1")
    seen = [stage.picture()]
    for key in ["ArrowLeft", "ArrowUp", "Shift+ArrowRight", "Shift+ArrowDown", "+", "-", "-"]:
        page.keyboard.press(key)
        picture = stage.picture()
        assert (picture != seen[-1]).any(), key
        seen.append(picture)
    stage.wait("[data-view=free]")
    page.keyboard.press("Home")
    assert (seen[0] == stage.picture()).all()


def test_the_kernel_brings_a_picture_back_that_was_turned_by_hand(stage: Stage) -> None:
    """An instructor's reset: the named view is the same, so that no trait would tell."""
    before = stage.picture()
    stage.page.get_by_role("application").press("ArrowLeft")
    stage.wait("[data-view=free]")
    assert (before != stage.picture()).any()
    stage.view.home()
    stage.wait("[data-view=posterior]")
    assert (before == stage.picture()).all()


@pytest.mark.parametrize("move", MOVES)
@pytest.mark.parametrize("hand", ["mouse", "keys"])
def test_every_move_has_a_button(stage: Stage, move: str, hand: str) -> None:
    button = stage.page.get_by_role("button", name=f"{move} (")
    before = stage.picture()
    if hand == "mouse":
        button.click()
    else:
        button.press("Enter")
    assert (before != stage.picture()).any()
    stage.wait("[data-view=free]")
    stage.page.get_by_role("button", name="Show all").click()
    assert (before == stage.picture()).all()


def test_moves_go_the_way_they_say(stage: Stage) -> None:
    press = lambda name: stage.page.get_by_role("button", name=f"{name} (").click()  # noqa: E731
    red = stage.shows(RED)
    press("Move left")
    left = stage.shows(RED)
    assert left[0] < red[0] - 5
    press("Move up")
    assert stage.shows(RED)[1] < left[1] - 5
    press("Zoom in")
    assert stage.shows(RED)[2] > left[2]


def test_each_button_of_the_view_is_large_enough_to_hit(stage: Stage) -> None:
    stage.page.get_by_role("button", name="Structures").click()
    stage.page.get_by_role("button", name="bones 2").click()
    for button in stage.page.get_by_role("button").all():
        box = button.bounding_box()
        assert min(box["width"], box["height"]) >= LEAST_PX, button.get_attribute("aria-label")


def test_the_pad_can_be_put_away_by_button_and_key(stage: Stage) -> None:
    pad = stage.page.get_by_role("group", name="Move the camera")
    button = stage.page.get_by_role("button", name="Move the camera")
    assert pad.is_visible()
    button.click()
    assert not pad.is_visible()
    assert "false" == button.get_attribute("aria-expanded")
    stage.page.get_by_role("application").press("c")
    assert pad.is_visible()


def test_a_view_of_one_side_looks_at_that_side_wherever_the_target_lies(stage: Stage) -> None:
    """The target is the left ball; the view of the right side looks at its mirror image."""
    stage.page.evaluate("model.set('target', [-20, 0, 0])")
    width = stage.page.locator("canvas").bounding_box()["width"]
    for side, ball in (("left", RED), ("right", BLUE)):
        stage.page.evaluate("(name) => model.set('view', name)", f"foraminal {side}")
        assert stage.shows(ball)[0] == pytest.approx(width / 2, abs=25)


def test_steps_that_follow_fast_add_up_and_are_smooth_where_motion_is_welcome(stage: Stage) -> None:
    """Two presses within one flight end where two sudden ones do, but not at once."""
    page, canvas = stage.page, stage.page.get_by_role("application")
    start = page.evaluate("picture45()")
    canvas.press("ArrowLeft")
    canvas.press("ArrowLeft")
    there = page.evaluate("picture45()")
    page.emulate_media(reduced_motion="no-preference")
    canvas.press("Home")
    page.wait_for_function("(start) => picture45() === start", arg=start)
    assert there != page.evaluate(f"{{ {PRESS_TWICE} }} picture45()")
    page.wait_for_function("(there) => picture45() === there", arg=there)


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_another_view_is_there_at_once_only_without_motion(stage: Stage, motion: str) -> None:
    page = stage.page
    page.evaluate("model.set('view', 'left')")
    left = page.evaluate("picture45()")
    page.evaluate("model.set('view', 'posterior')")
    page.emulate_media(reduced_motion=motion)
    at_once = page.evaluate("(model.set('view', 'left'), picture45())")
    assert (motion == "reduce") == (left == at_once)
    page.wait_for_function("(left) => picture45() === left", arg=left)


def test_after_a_flight_of_any_number_of_pictures_all_is_drawn_in_full(stage: Stage) -> None:
    """What flies is drawn lighter: each further picture once swapped light and full again."""
    page, names = stage.page, ("left", "anterior", "superior", "right", "posterior")
    look = "(name) => (model.set('view', name), picture45())"
    still = {name: page.evaluate(look, name) for name in names}
    page.emulate_media(reduced_motion="no-preference")
    for name in names:
        page.evaluate("(name) => model.set('view', name)", name)
        page.wait_for_function("(there) => picture45() === there", arg=still[name])


@pytest.mark.parametrize("by", ["button", "key"])
def test_full_screen_fills_the_screen(stage: Stage, by: str) -> None:
    page = stage.page
    if by == "button":
        page.get_by_role("button", name="Full screen").click()
    else:
        page.get_by_role("application").press("f")
    page.wait_for_function("document.fullscreenElement?.classList.contains('l45-view')")
    page.wait_for_function(
        """() => { const box = document.querySelector('.l45-view').getBoundingClientRect();
        return Math.abs(box.height - innerHeight) < 2 && Math.abs(box.width - innerWidth) < 2; }"""
    )
    page.wait_for_selector("button[aria-pressed=true][aria-label^='Full screen']")
    page.get_by_role("application").press("f")
    page.wait_for_function("document.fullscreenElement === null")


def test_the_figure_shows_the_letters_that_do_not_point_at_the_eye(stage: Stage) -> None:
    letters = stage.page.locator(".l45-compass text")
    seen = lambda: {  # noqa: E731
        one.text_content()
        for one in letters.all()
        if one.evaluate("e => e.style.display !== 'none'")
    }
    stage.picture()
    assert {"L", "R", "S", "I"} == seen()
    stage.page.evaluate("model.set('view', 'left')")
    stage.picture()
    assert {"A", "P", "S", "I"} == seen()
    stage.page.evaluate("model.set('view', 'foraminal')")
    stage.picture()
    boxes = [one.bounding_box() for one in letters.all() if one.is_visible()]
    assert len(boxes) >= 4
    for k, one in enumerate(boxes):
        for other in boxes[:k]:
            across = abs(one["x"] - other["x"]) - max(one["width"], other["width"])
            along = abs(one["y"] - other["y"]) - max(one["height"], other["height"])
            assert max(across, along) > -3  # a box is taller than its letter
