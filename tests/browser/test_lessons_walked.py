"""Every lesson from top to bottom in JupyterLab, each widget used once, without a complaint."""

from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import PATIENCE_MS, Screen

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LESSONS = sorted(file.name for file in (Path(__file__).parents[2] / "lessons").glob("*.ipynb"))


def _use_simulator(simulator: Locator) -> None:
    """Say what is expected where that is asked, look, and move the first slider by a key."""
    simulator.scroll_into_view_if_needed()
    if "l45-covered" in (simulator.get_attribute("class") or ""):
        for asked in ("caught", "not normal"):
            simulator.get_by_role("combobox", name=asked).select_option("nothing")
        simulator.get_by_role("button", name="See what happens").click()
    view = simulator.locator(".l45-view[data-ready='true'][data-draws]").first
    expect(view).to_be_visible(timeout=PATIENCE_MS)
    panel = simulator.locator(".l45-simulator-controls .l45-controls")
    slider = panel.get_by_role("slider", disabled=False).locator("visible=true").first
    if not slider.count():
        return  # all of it is held or folded away
    revision = panel.get_attribute("data-revision") or ""
    at = slider.input_value()
    slider.press("ArrowRight" if at == slider.get_attribute("min") else "ArrowLeft")
    expect(panel).not_to_have_attribute("data-revision", revision, timeout=PATIENCE_MS)


def _use_quiz(quiz: Locator) -> None:
    """Leave one question open and see the next; where nothing is due yet, be told so."""
    quiz.scroll_into_view_if_needed()
    card = quiz.locator(".l45-quiz-card").first
    expect(card).to_be_visible(timeout=PATIENCE_MS)
    skip = quiz.get_by_role("button", name="Skip")
    none_due = quiz.locator(".l45-quiz-score").get_by_text("due", exact=False)
    expect(skip.or_(none_due).first).to_be_visible(timeout=PATIENCE_MS)
    if not skip.count():
        return
    title = quiz.locator(".l45-quiz-title").first  # it says which question of how many this is
    before = title.inner_text()
    skip.first.click()
    expect(title).not_to_have_text(before, use_inner_text=True, timeout=PATIENCE_MS)


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_lesson_can_be_walked_through(screen: Screen, lesson: str) -> None:
    screen.open(lesson)
    screen.run_all()
    for simulator in screen.page.locator(".l45-simulator").all():
        _use_simulator(simulator)
    for quiz in screen.page.locator(".l45-quiz").all():
        _use_quiz(quiz)
    assert screen.errors() == []
