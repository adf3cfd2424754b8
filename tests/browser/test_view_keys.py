"""Whose key it is: the picture's where the hand points at it, the notebook's everywhere else."""

import pytest
from playwright.sync_api import expect

from l45anatomy import Case, Herniation
from tests.browser.conftest import PATIENCE_MS, Screen
from tests.browser.fronts import shown, write_notebook
from tests.browser.viewing import Stage

pytestmark = pytest.mark.browser

# A front end that hears every key first, as Lab does, unless what has it is marked.
FRONT_END = """
window.heard = [];
document.addEventListener("keydown", (e) => {
  if (!e.target.hasAttribute("data-lm-suppress-shortcuts")) heard.push(e.key);
}, true);
const add = (tag) => document.body.prepend(Object.assign(document.createElement(tag), { id: tag }));
add("input");
add("button");
"""


@pytest.fixture
def front(stage: Stage) -> Stage:
    """A view below a front end that listens, a field and a button."""
    stage.page.set_viewport_size({"width": 700, "height": 400})
    stage.page.evaluate(FRONT_END)
    return stage


def point(stage: Stage) -> None:
    """Move the pointer over the picture, without a click."""
    box = stage.page.locator("canvas").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + 60
    stage.page.mouse.move(x, y)
    stage.page.mouse.move(x + 5, y + 5)


def heard(stage: Stage) -> list[str]:
    return stage.page.evaluate("heard")


def test_where_the_hand_points_its_keys_are_taken_and_cut_no_cell(front: Stage) -> None:
    point(front)
    front.page.keyboard.press("x")
    assert [] == heard(front)
    assert front.trait("cut")
    assert front.page.evaluate("document.activeElement.matches('canvas')")
    front.page.keyboard.press("2")
    front.wait("[data-view='anterior']")
    assert [] == heard(front)


@pytest.mark.parametrize("key", ["z", "d", "Control+z", "Enter", "Tab"])
def test_keys_it_does_not_know_go_on_their_way(front: Stage, key: str) -> None:
    point(front)
    front.page.keyboard.press(key)
    assert key.rpartition("+")[2] in heard(front)
    assert not front.page.evaluate("document.activeElement.matches('canvas')")


@pytest.mark.parametrize("key", ["Control+s", "Control+b", "Meta+s"])
def test_with_ctrl_keys_are_the_front_ends_and_without_still_the_pictures(
    front: Stage, key: str
) -> None:
    front.page.locator("canvas").focus()
    front.page.keyboard.press(key)
    assert key[-1] in heard(front)
    told = len(heard(front))
    for own in ("x", "ArrowLeft"):
        front.page.keyboard.press(own)
    assert told == len(heard(front))
    assert front.trait("cut")


def test_a_field_edits_its_text_by_its_own_keys(front: Stage) -> None:
    """In command mode Ctrl+A marks all cells."""
    front.page.get_by_role("button", name="Structures and search").click()
    field = front.page.get_by_role("combobox", name="Search structures")
    field.fill("ball")
    field.press("Control+a")
    field.press("Control+s")
    assert "a" not in heard(front)
    assert "s" in heard(front)
    assert [0, 4] == field.evaluate("(e) => [e.selectionStart, e.selectionEnd]")


def test_without_the_hand_no_key_is_taken(front: Stage) -> None:
    front.page.keyboard.press("x")
    point(front)
    front.page.mouse.move(690, 395)
    front.page.mouse.move(691, 396)
    front.page.keyboard.press("x")
    assert ["x", "x"] == heard(front)
    assert not front.trait("cut")


def test_a_pointer_that_merely_lies_there_takes_no_key(front: Stage) -> None:
    """Who works by keys alone goes on: any key for others, and any other focus, ends it."""
    point(front)
    front.page.keyboard.press("j")
    front.page.keyboard.press("x")
    assert ["j", "x"] == heard(front)
    assert not front.trait("cut")


@pytest.mark.parametrize("place", ["input", "button"])
def test_what_has_the_focus_keeps_its_keys(front: Stage, place: str) -> None:
    front.page.locator(f"#{place}").focus()
    point(front)
    front.page.keyboard.press("x")
    assert ["x"] == heard(front)
    assert not front.trait("cut")


def test_the_help_says_when_keys_work(front: Stage) -> None:
    front.page.get_by_role("button", name="Mouse and keys").click()
    told = front.page.locator(".l45-help").inner_text()
    assert "after a click or Tab" in told
    assert "All other keys go to the notebook, and so do those with Ctrl" in told


def test_the_help_is_read_whole_in_a_narrow_view(front: Stage) -> None:
    front.page.set_viewport_size({"width": 334, "height": 600})
    front.tell("height", 520)
    front.page.get_by_role("button", name="Mouse and keys").click()
    help_ = front.page.locator(".l45-help")
    assert help_.evaluate("(e) => e.scrollHeight <= e.clientHeight + 1")
    assert help_.evaluate("(e) => e.scrollWidth <= e.clientWidth + 1")


def test_in_lab_a_letter_over_the_picture_cuts_no_cell(screen: Screen) -> None:
    """In command mode `x` cuts the cell, with all that is shown below it."""
    write_notebook(
        screen.lab.folder / "keys.ipynb", "from l45anatomy import simulator", "simulator()"
    )
    screen.open("keys.ipynb")
    screen.run_all()
    view = shown(screen.page).view
    canvas = view.locator("canvas")
    canvas.hover(position={"x": 60, "y": 90})
    canvas.hover(position={"x": 80, "y": 100})
    assert not canvas.evaluate("(e) => e === document.activeElement")
    screen.page.keyboard.press("x")
    expect(canvas).to_be_focused(timeout=PATIENCE_MS)
    screen.page.keyboard.press("?")
    expect(view.locator(".l45-help")).to_be_visible()
    expect(screen.page.locator(".jp-CodeCell")).to_have_count(2)


def test_in_lab_enter_takes_what_was_typed_and_ctrl_is_labs(screen: Screen) -> None:
    """Lab keeps `change` from following Enter; Ctrl+B folds its sidebar wherever the focus is."""
    write_notebook(
        screen.lab.folder / "enter.ipynb", "from l45anatomy import simulator\nsimulator()"
    )
    screen.open("enter.ipynb")
    screen.run_all()
    simulator = shown(screen.page)
    exact = simulator.place.get_by_role("spinbutton", name="reach, mm, exactly")
    exact.fill("5.5")
    exact.press("Enter")
    simulator.expect_at(5.5)
    simulator.expect_told(5.5)
    code = simulator.place.get_by_role("textbox", name="Share code")
    code.fill(Case(Herniation("left", "subarticular", 8.0)).code)
    code.press("Enter")
    simulator.expect_at(8.0)
    bar = screen.page.locator("#jp-left-stack")
    was = bar.is_visible()
    simulator.view.locator("canvas").press("Control+b")
    expect(bar).to_be_visible(visible=not was)
    # Undo and redo are ours all over the simulator.
    for key, place, reach in (
        ("Control+z", simulator.view.locator("canvas"), 5.5),
        ("Control+y", simulator.view.locator("canvas"), 8.0),
        ("Control+z", simulator.place.get_by_role("button", name="Report"), 5.5),
        ("Control+Shift+z", simulator.place.get_by_role("button", name="Report"), 8.0),
    ):
        place.press(key)
        simulator.expect_at(reach)
