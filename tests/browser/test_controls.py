"""Controls and slices on a bare page, by mouse and keys."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from l45anatomy import Case, Herniation, Stenosis, simulator
from l45anatomy.controls.presets import presets
from l45anatomy.views.mri.plane import through
from tests.browser.stand import Stand

pytestmark = pytest.mark.browser
CASE = Case(Herniation("left", "subarticular", 7.0))
# Moves of a slider and an undo at once, before the kernel has answered to the first.
SLIDE_AND_UNDO = """(root, places) => {
  const input = root.querySelector('[data-field="herniation.reach"] input[type=range]');
  for (const place of places) {
    input.value = place;
    input.dispatchEvent(new Event("input", { bubbles: true }));
  }
  root.querySelector('[data-act="undo"]').disabled = false;
  root.querySelector('[data-act="undo"]').click();
}"""


@pytest.fixture(params=["light", "dark"])
def stand(request: Any, chromium: Browser) -> Iterator[Stand]:
    """A page in each theme; it must not complain."""
    page = chromium.new_page(viewport={"width": 500, "height": 1200})
    made = Stand(page, request.param)
    yield made
    page.close()
    assert made.complaints == []


def test_every_control_is_within_reach_in_both_themes(stand: Stand) -> None:
    widget = simulator(controls="all")
    widget.panel.unfolded = [name.partition(".")[0] for name in widget.panel.values]
    stand.show(widget.panel, 300)
    assert stand.sins() == []
    stand.keep("panel")


def test_a_folded_group_with_something_set_says_so(stand: Stand) -> None:
    widget = simulator(CASE, ("herniation", "stenosis"))
    place = stand.show(widget.panel, 300)
    marks = place.get_by_text("in use")
    expect(marks.filter(visible=True)).to_have_count(0)  # what is open shows it itself
    place.get_by_text("Herniated disc").click()
    expect(marks.filter(visible=True)).to_have_count(1)
    assert stand.sins() == []


def test_findings_to_choose_from_stand_under_headings_in_plain_words(stand: Stand) -> None:
    widget = simulator(CASE, predict=True)
    place = stand.show(widget.guess, 400)
    choice = place.get_by_role("combobox", name="What is not normal?")
    heads = choice.locator("optgroup").evaluate_all("(all) => all.map((e) => e.label)")
    assert ["Power", "Feeling", "Reflexes"] == heads[:3]
    choice.select_option(label="lifts the great toe (extensor hallucis longus)")
    stand.until(lambda: widget.guess.values["predict.item"] == "extensor hallucis longus")
    assert stand.sins() == []
    stand.keep("guess")


def test_keys_move_a_slider_and_undo_takes_the_drag_back(stand: Stand) -> None:
    widget = simulator(CASE)
    place = stand.show(widget.panel, 300)
    slider = place.get_by_role("slider", name="reach", exact=True)
    for _ in range(4):
        slider.press("ArrowRight")
    stand.until(lambda: widget.case.changes[0].reach_mm == 9.0)
    expect(place.get_by_role("spinbutton", name="reach, mm, exactly")).to_have_value("9")
    slider.press("Control+z")
    stand.until(lambda: widget.case == CASE)


def test_what_was_moved_before_an_undo_does_not_come_after_it(stand: Stand) -> None:
    """On a slow machine the last steps of a slider still wait to be sent when undo is pressed."""
    widget = simulator(CASE)
    place = stand.show(widget.panel, 300)
    slider = place.get_by_role("slider", name="reach", exact=True)
    place.evaluate(SLIDE_AND_UNDO, ["8", "9", "10"])
    stand.until(lambda: widget._history.undone)
    stand.until(lambda: slider.input_value() == "7")
    slider.press("ArrowRight")
    stand.until(lambda: widget.case != CASE)
    assert 7.5 == widget.case.changes[0].reach_mm


def test_the_slice_follows_the_keys_while_the_slider_is_still_in_focus(stand: Stand) -> None:
    widget = simulator(Case(Herniation("left", "subarticular", 7.0, level="L3-L4")))
    place = stand.show(widget.panel, 300)
    slider = place.get_by_role("slider", name="migration upward", exact=True)
    for _ in range(3):
        slider.press("ArrowRight")
    stand.until(lambda: widget.slice.position_mm == through(widget.case, "axial").position_mm)
    assert 3.0 == widget.case.changes[0].migration_mm
    expect(slider).to_be_focused()


def test_a_place_to_start_from_opens_the_controls_it_uses(stand: Stand) -> None:
    place = stand.show(simulator(controls=("herniation", "stenosis")).panel, 300)
    folds = place.locator("details")
    assert [True, False] == folds.evaluate_all("(all) => all.map((fold) => fold.open)")
    place.get_by_role("combobox", name="Start from").select_option("central-stenosis")
    expect(place.get_by_role("slider", name="yellow ligament")).to_be_visible()
    expect(place.get_by_role("combobox", name="Start from")).to_have_value("central-stenosis")
    expect(place.get_by_text(presets()["central-stenosis"].look)).to_be_visible()
    assert [False, True] == folds.evaluate_all("(all) => all.map((fold) => fold.open)")


def test_a_number_is_typed_exactly_and_a_bad_one_is_refused_with_words(stand: Stand) -> None:
    widget = simulator(CASE)
    place = stand.show(widget.panel, 300)
    exact = place.get_by_role("spinbutton", name="reach, mm, exactly")
    exact.fill("5.5")
    exact.press("Enter")
    stand.until(lambda: widget.case.changes[0].reach_mm == 5.5)
    exact.fill("99")
    exact.press("Enter")
    stand.until(lambda: widget.panel.note)
    expect(place.get_by_role("alert")).to_contain_text("must be 0 to 16")
    assert widget.case.changes[0].reach_mm == 5.5
    stand.until(lambda: widget.panel.moved.get("pauses"))  # the slider stands: this is no new move
    expect(place.get_by_role("alert")).to_contain_text("must be 0 to 16")


def test_redo_is_still_there_when_the_slider_stands_after_an_undo(stand: Stand) -> None:
    widget = simulator(Case(Stenosis.central(0.5), *CASE.changes), ("herniation", "stenosis"))
    place = stand.show(widget.panel, 300)
    paused: list[bool] = []  # whether redo was still there, each time the slider stood still
    widget.panel.observe(
        lambda told: told.new.get("pauses") and paused.append(bool(widget._history.undone)), "moved"
    )
    place.evaluate(SLIDE_AND_UNDO, ["7.5"])
    stand.until(lambda: paused)
    assert [True] == paused
    place.get_by_role("button", name="Redo").click()
    stand.until(lambda: widget.panel.values["herniation.reach"] == 7.5)


def test_a_control_that_does_nothing_says_why_in_sight(stand: Stand) -> None:
    place = stand.show(simulator(Case(Herniation(None, "central", 7.0))).panel, 300)
    side = place.get_by_role("combobox", name="side")
    expect(side).to_be_disabled()
    expect(place.get_by_text("in the middle there is no side")).to_be_visible()
    expect(side).to_have_accessible_description("in the middle there is no side")
    assert stand.sins() == []


def test_a_group_folded_by_hand_opens_again_with_a_case_that_uses_it(stand: Stand) -> None:
    place = stand.show(simulator(CASE, "all").panel, 300)
    fold = place.locator('details[data-group="herniation"]')
    fold.locator("summary").click()
    expect(fold).not_to_have_attribute("open", "")
    place.get_by_role("combobox", name="Start from").select_option("far-lateral-l4-l5")
    expect(fold).to_have_attribute("open", "")


def test_what_is_typed_in_a_line_outlives_the_answer_to_a_move(stand: Stand) -> None:
    """The answer brings a share code of its own; on a slow machine it comes while one is typed."""
    widget = simulator(CASE)
    place = stand.show(widget.panel, 300)
    line = place.get_by_role("textbox", name="Share code")
    asked = Case(Herniation("left", "subarticular", 8.0))
    line.fill(asked.code)
    widget.set(Case(Herniation("left", "subarticular", 5.5)))
    stand.until(lambda: "5.5" == place.get_by_role("slider", name="reach").first.input_value())
    line.press("Enter")
    stand.until(lambda: widget.case == asked)
    widget.set(CASE)
    expect(line).to_have_value(CASE.code)


def test_quick_moves_are_dropped_but_the_last_one_is_exact(stand: Stand) -> None:
    widget, seen = simulator(CASE), []
    widget.observe(lambda change: seen.append(change["new"]), "case")
    place = stand.show(widget.panel, 300)
    place.get_by_role("slider", name="reach").evaluate(
        """(slider) => {
          for (let n = 0; n <= 30; n += 1) {
            slider.value = n / 2;
            slider.dispatchEvent(new Event("input", { bubbles: true }));
          }
        }"""
    )
    stand.until(lambda: widget.case.changes and widget.case.changes[0].reach_mm == 15.0)
    assert len(seen) <= 3, "the first, the last and hardly any between"


def test_a_locked_control_says_so(stand: Stand) -> None:
    place = stand.show(simulator(lock={"level": "L5-S1"}).panel, 300)
    level = place.get_by_role("combobox", name="level")
    expect(level).to_be_disabled()
    expect(level).to_have_value("L5-S1")


def test_slices_are_scrolled_by_keys_named_under_the_pointer_and_outlined(stand: Stand) -> None:
    widget = simulator(CASE)
    place = stand.show(widget.slice, 400)
    expect(place.locator(".l45-slices")).to_have_attribute("data-ready", "true")
    at = widget.slice.position_mm
    place.locator("canvas").press("ArrowUp")
    stand.until(lambda: widget.slice.position_mm > at)
    box = place.locator("canvas").bounding_box()
    assert box is not None
    stand.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 3)
    expect(place.get_by_role("status")).not_to_be_empty()
    stand.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 3)
    stand.until(lambda: widget.slice.picked.get("name"))
    place.get_by_role("combobox", name="Plane").select_option("sagittal")
    stand.until(lambda: widget.slice.plane == "sagittal")
    assert stand.sins() == []
    stand.keep("slices")


def test_measures_can_be_put_away(stand: Stand) -> None:
    place = stand.show(simulator(CASE).slice, 400)
    words = place.locator(".l45-measure-words").first
    expect(words).to_be_attached()
    button = place.get_by_role("button", name="Measures")
    button.click()
    expect(words).not_to_be_attached()
    place.get_by_role("combobox", name="Plane").select_option("coronal")
    expect(button).to_be_disabled()  # nothing is measured there
    expect(button).to_have_attribute("aria-pressed", "false")


def test_the_labels_of_each_panel_name_its_own_controls(stand: Stand) -> None:
    panels = [simulator(CASE).panel for _ in range(3)]
    places = [stand.show(panel, 300) for panel in panels]
    for place in places:
        expect(place.get_by_role("slider", name="reach", exact=True)).to_have_count(1)
    ids = stand.page.evaluate("[...document.querySelectorAll('[id]')].map((e) => e.id)")
    assert len(ids) == len(set(ids))


def test_the_focus_stays_where_the_hand_is_after_a_button_was_pressed(stand: Stand) -> None:
    widget = simulator(CASE)
    place = stand.show(widget.panel, 300)
    slider = place.get_by_role("slider", name="reach", exact=True)
    slider.press("ArrowRight")
    stand.until(lambda: widget.case != CASE)
    place.get_by_role("button", name="Reset").click()
    stand.until(lambda: widget.case == CASE)
    expect(slider).to_have_value("7")
    slider.press("ArrowRight")
    stand.until(lambda: widget.case != CASE)
    expect(slider).to_be_focused()
    expect(slider).to_have_value("7.5")
    slider.press("ArrowRight")
    stand.until(lambda: widget.case.changes[0].reach_mm == 8.0)
