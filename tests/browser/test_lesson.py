"""A learner's way through lesson 03 in JupyterLab, once by hand and once by keyboard alone."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.browser.conftest import PATIENCE_MS, Lab, Screen, looking
from tests.browser.fronts import Shown, shown

pytestmark = pytest.mark.browser

LESSON = "03-herniation.ipynb"
SUBARTICULAR_ANSWER = "L5 on the left"
RIGHT = re.compile(r"\bl45-right\b")
FAR_LATERAL_ANSWER = "A weak knee jerk and numbness on the inner side of the shin, on the right"


@pytest.fixture(scope="module")
def opened(lab: Lab, chromium: Browser) -> Iterator[Screen]:
    """The lesson, run from top to bottom once for all, every cell without an error."""
    with looking(lab, chromium, "lesson") as screen:
        screen.open(LESSON)
        screen.run_all()
        yield screen


@pytest.fixture
def lesson(opened: Screen) -> Iterator[Screen]:
    """The lesson, however the tests before left it; none may make it complain."""
    yield opened
    assert opened.complaints == []


def _quiz(lesson: Screen) -> Locator:
    quiz = lesson.page.locator(".l45-quiz").first
    quiz.scroll_into_view_if_needed()
    return quiz


def _uncovered(lesson: Screen) -> Shown:
    """The simulator of the lesson, once a prediction has been given."""
    place = lesson.page.locator(".l45-simulator").first
    place.scroll_into_view_if_needed()
    expect(place.locator(".l45-simulator-view")).to_be_hidden(timeout=PATIENCE_MS)
    for asked, said in (("What is caught?", "L5"), ("On which side?", "left")):
        place.get_by_role("combobox", name=asked).select_option(said)
    place.get_by_role("combobox", name="What is not normal?").select_option("nothing")
    place.get_by_role("button", name="See what happens").click()
    return shown(lesson.page)


def test_the_slider_changes_the_facts_and_the_picture_and_reset_brings_them_back(lesson):
    simulator = _uncovered(lesson)
    facts = simulator.place.locator(".l45-simulator-facts")
    before, line = facts.inner_text(), simulator.place.locator(".l45-line")
    first = line.inner_text()
    picture = simulator.view.locator("canvas").screenshot()
    lesson.keep("lesson-before")

    simulator.move("Home")
    for _ in range(3):
        simulator.reach.press("PageUp")

    expect(facts).not_to_have_text(before, timeout=PATIENCE_MS)
    simulator.expect_told(simulator.at_mm())
    lesson.keep("lesson-after")
    assert picture != simulator.view.locator("canvas").screenshot()

    simulator.reach.press("Home")
    expect(line).not_to_have_text(first, timeout=PATIENCE_MS)
    simulator.place.get_by_role("button", name="Reset").press("Enter")
    expect(line).to_have_text(first, use_inner_text=True, timeout=PATIENCE_MS)


def test_an_answer_outlives_its_kernel(lesson):
    """An answer is stored before its feedback shows, so a kernel that ends loses none."""
    quiz = _quiz(lesson)
    quiz.locator(".l45-quiz-step").first.press("Enter")
    quiz.get_by_label(SUBARTICULAR_ANSWER).check()
    quiz.locator(".l45-quiz-answer").click()  # waits until it can be clicked
    expect(quiz.locator(".l45-quiz-step").first).to_have_class(RIGHT)
    lesson.keep("quiz-answered")

    lesson.restart_and_run_all()
    lesson.wait_until_all_ran()

    fresh = _quiz(lesson)
    fresh.locator(".l45-quiz-step").first.press("Enter")
    expect(fresh.locator(".l45-quiz-step").first).to_have_class(RIGHT)
    expect(fresh.locator(".l45-quiz-feedback")).to_contain_text(SUBARTICULAR_ANSWER)
    lesson.keep("quiz-after-restart")


def test_the_keyboard_alone_answers_a_question(lesson):
    quiz = _quiz(lesson)
    step, answer = quiz.locator(".l45-quiz-step").nth(1), quiz.locator(".l45-quiz-answer")
    step.press("Enter")
    option = quiz.get_by_label(FAR_LATERAL_ANSWER)
    option.press("Space")
    expect(option).to_be_checked()
    expect(answer).to_be_enabled()
    answer.press("Enter")
    expect(step).to_have_text("2 ✓", use_inner_text=True)
    expect(quiz.locator(".l45-quiz-next")).to_be_focused()


def test_a_linked_word_leads_to_the_list_of_words(lesson):
    lesson.page.get_by_role("link", name="herniation", exact=True).first.click()
    expect(lesson.page.get_by_role("heading", name="Words")).to_be_in_viewport(timeout=PATIENCE_MS)
    assert lesson.errors() == []
