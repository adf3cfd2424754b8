"""Predict first, in a real notebook and by keys alone."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PATIENCE_MS, Screen
from tests.browser.fronts import write_notebook

pytestmark = pytest.mark.browser

NAME = "predict.ipynb"
CASE = 'Case(Herniation(side="left", zone="subarticular", reach_mm=7))'


def test_the_views_are_covered_until_a_prediction_is_given_by_keys(screen: Screen) -> None:
    write_notebook(
        screen.lab.folder / NAME,
        "from l45anatomy import Case, Herniation, simulator",
        f"simulator({CASE}, predict=True)",
    )
    screen.page.set_viewport_size({"width": 1400, "height": 760})  # a usual height
    screen.open(NAME)
    screen.run_all()
    simulator = screen.page.locator(".l45-simulator").first
    root = simulator.get_by_role("combobox", name="What is caught?")
    expect(root).to_be_visible(timeout=PATIENCE_MS)
    expect(simulator.locator(".l45-simulator-view")).to_be_hidden()
    expect(simulator).not_to_contain_text("compressed to")
    screen.keep("predict-covered")

    see = simulator.get_by_role("button", name="See what happens")
    see.press("Enter")
    expect(simulator.get_by_role("alert").get_by_text("First say what is caught")).to_be_visible(
        timeout=PATIENCE_MS
    )
    root.focus()
    for _ in range(4):
        root.press("ArrowDown")
    expect(root).to_have_value("L5")
    simulator.get_by_role("combobox", name="On which side?").select_option("left")
    simulator.get_by_role("combobox", name="What is not normal?").select_option(
        "extensor hallucis longus"
    )
    see.press("Enter")

    verdict = simulator.locator(".l45-prediction")
    expect(verdict.get_by_text("✓ right")).to_have_count(2, timeout=PATIENCE_MS)
    heading = simulator.get_by_role("heading", name="Your prediction beside the simulator")
    expect(heading).to_be_focused(timeout=PATIENCE_MS)
    expect(heading).to_be_in_viewport(ratio=1)
    expect(verdict).to_be_in_viewport(ratio=1)
    expect(simulator.locator(".l45-view[data-ready='true'][data-draws]")).to_be_visible(
        timeout=PATIENCE_MS
    )
    expect(root).to_be_hidden()
    screen.keep("predict-seen")

    reach = simulator.get_by_role("slider", name="reach", exact=True)
    reach.press("ArrowRight")
    expect(simulator.locator(".l45-of")).to_contain_text("changed", timeout=PATIENCE_MS)
    expect(verdict.get_by_text("✓ right")).to_have_count(2)

    again = simulator.get_by_role("button", name="Predict again")
    again.focus()
    again.press("Enter")
    expect(root).to_be_focused(timeout=PATIENCE_MS)
    expect(root).to_have_value("choose")
    expect(simulator.locator(".l45-simulator-view")).to_be_hidden()
    leave = simulator.get_by_role("button", name="Show without predicting")
    leave.focus()
    leave.press("Enter")
    expect(simulator.locator(".l45-simulator-view")).to_be_visible(timeout=PATIENCE_MS)
    expect(verdict).to_have_count(0)
