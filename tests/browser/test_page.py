"""The page of named parts in a real browser, by mouse and by keyboard, in both themes."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from l45anatomy.viewer import PageView
from tests.browser.stand import Stand

pytestmark = pytest.mark.browser

CONTENT = """
<h3>Power</h3>
<p tabindex="0" role="button" data-name="toe, left" data-words="toe, left: weak">toe</p>
<svg viewBox="0 0 100 40" width="200" role="group" aria-label="leg"><g tabindex="0" role="button"
  aria-label="sole, left: numb" data-name="sole, left"><title>sole, left: numb</title>
  <rect width="40" height="30" fill="#f4864a"/></g></svg>
<details data-fold="normal"><summary>2 normal findings</summary><p>knee</p></details>
<button data-act="report">Report</button>
<button data-copy="a,b">Copy</button>
<button data-download="exam.csv" data-text="item,side&#10;sole,left">Save</button>
"""


@pytest.fixture
def stand(chromium: Browser) -> Iterator[Stand]:
    """A stand on a page of its own; what the page complains of fails the test."""
    page = chromium.new_page(viewport={"width": 700, "height": 600}, accept_downloads=True)
    shown = Stand(page)
    yield shown
    page.close()
    assert shown.complaints == []


@pytest.fixture
def page() -> PageView:
    """A page with a part in HTML, one in SVG, a fold and three buttons."""
    return PageView(content=CONTENT, label="Exam")


def test_what_is_pointed_at_is_said_below_and_told_to_python(stand: Stand, page: PageView) -> None:
    place = stand.show(page)
    line = place.get_by_role("status")
    place.locator("rect").hover()
    expect(line).to_have_text("sole, left: numb")
    stand.until(lambda: page.hovered == "sole, left")
    place.get_by_role("button", name="toe").focus()
    expect(line).to_have_text("toe, left: weak")
    stand.until(lambda: page.hovered == "toe, left")


def test_what_is_no_longer_pointed_at_is_forgotten(stand: Stand, page: PageView) -> None:
    place = stand.show(page)
    place.locator("rect").hover()
    stand.until(lambda: page.hovered)
    stand.page.mouse.move(690, 590)
    stand.until(lambda: page.hovered == "")
    expect(place.get_by_role("status")).to_have_text("")


def test_a_part_is_picked_by_click_enter_and_space(stand: Stand, page: PageView) -> None:
    place = stand.show(page)
    heard: list[str] = []
    page.observe(lambda change: heard.append(change["new"]["name"]), "picked")
    place.locator("rect").click()
    stand.until(lambda: heard == ["sole, left"])
    place.get_by_role("button", name="toe").press("Enter")
    stand.until(lambda: len(heard) == 2)
    place.get_by_role("button", name="toe").press(" ")
    stand.until(lambda: heard == ["sole, left", "toe, left", "toe, left"])
    place.get_by_role("button", name="toe").press("Escape")
    stand.until(lambda: page.picked["name"] == "")


def test_the_keyboard_alone_reaches_everything_in_reading_order(
    stand: Stand, page: PageView
) -> None:
    place = stand.show(page)
    reached = []
    for _ in range(6):
        stand.page.keyboard.press("Tab")
        focus = place.locator(":focus")
        reached.append(focus.get_attribute("data-name") or focus.inner_text())
        assert stand.colour(focus, "outlineStyle") == "solid"
    assert reached == [
        "toe, left", "sole, left", "2 normal findings", "Report", "Copy", "Save",
    ]  # fmt: skip


def test_a_button_tells_python_what_was_asked_for(stand: Stand, page: PageView) -> None:
    place = stand.show(page)
    place.get_by_role("button", name="Report").press("Enter")
    stand.until(lambda: page.acted.get("name") == "report")


def test_marked_parts_carry_a_class_and_lose_it_again(stand: Stand, page: PageView) -> None:
    place = stand.show(page)
    page.marked = ["sole, left"]
    expect(place.locator(".l45-marked")).to_have_attribute("data-name", "sole, left")
    page.marked = []
    expect(place.locator(".l45-marked")).to_have_count(0)


def test_new_content_keeps_focus_folds_and_marks(stand: Stand, page: PageView) -> None:
    page.marked = ["toe, left"]
    place = stand.show(page)
    place.locator("summary").click()
    place.locator("[data-name='sole, left']").focus()
    page.content = CONTENT.replace("numb", "normal")
    expect(place.locator("title")).to_have_text("sole, left: normal")
    expect(place.locator(":focus")).to_have_attribute("data-name", "sole, left")
    expect(place.locator("details")).to_have_attribute("open", "")
    expect(place.locator(".l45-marked")).to_have_attribute("data-name", "toe, left")


def test_copying_fills_the_clipboard_and_says_so(stand: Stand, page: PageView) -> None:
    place = stand.show(page)
    place.get_by_role("button", name="Copy").click()
    expect(place.get_by_role("status")).to_have_text("Copied.")
    assert stand.page.evaluate("() => navigator.clipboard.readText()") == "a,b"


def test_what_was_said_of_copying_goes_with_the_page(stand: Stand, page: PageView) -> None:
    place = stand.show(page)
    place.get_by_role("button", name="Copy").click()
    expect(place.get_by_role("status")).to_have_text("Copied.")
    page.content = "<p>another page</p>"
    expect(place.get_by_role("status")).to_have_text("")


def test_a_file_is_offered_under_its_name(stand: Stand, page: PageView) -> None:
    place = stand.show(page)
    with stand.page.expect_download() as saved:
        place.get_by_role("button", name="Save").click()
    assert saved.value.suggested_filename == "exam.csv"
    assert saved.value.path().read_text("utf-8") == "item,side\nsole,left"
    expect(place.get_by_role("status")).to_have_text("exam.csv saved.")


def test_two_views_of_one_page_show_the_same(stand: Stand, page: PageView) -> None:
    first, second = stand.show(page), stand.show(page)
    page.content = "<p>new</p>"
    expect(first.get_by_text("new")).to_be_visible()
    expect(second.get_by_text("new")).to_be_visible()
    stand.remove(second)
    page.content = "<p>newer</p>"
    expect(first.get_by_text("newer")).to_be_visible()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [280, 600])
def test_axe_finds_nothing_wrong(stand: Stand, page: PageView, theme: str, width: int) -> None:
    stand.dress(theme)
    page.marked = ["sole, left"]
    place = stand.show(page, width)
    expect(place.locator(".l45-marked")).to_be_visible()
    stand.keep(f"page-{theme}-{width}")
    assert stand.sins() == []


def test_what_is_equal_in_new_content_stays_the_element_it_was(
    stand: Stand, page: PageView
) -> None:
    """An element that stays needs no new layout, and keeps its scroll, its focus and its fold."""
    place = stand.show(page)
    place.locator("h3, svg, [data-name], details").evaluate_all(
        "all => all.forEach((e) => e.old = 1)"
    )
    page.marked = ["sole, left"]
    page.content = CONTENT.replace(">toe<", ">great toe<").replace("#f4864a", "#ffffff")
    expect(place.get_by_role("button", name="toe")).to_have_text("great toe")
    expect(place.locator("rect")).to_have_attribute("fill", "#ffffff")
    expect(place.locator("[data-name='sole, left']")).to_have_class("l45-marked")
    kept = place.locator("h3, svg, [data-name], details").evaluate_all(
        "all => all.map((e) => e.old)"
    )
    assert [1] * 5 == kept


def test_new_content_is_there_whole_whatever_was_there_before(stand: Stand, page: PageView) -> None:
    """As if it had been written on an empty page: parts come, go and change places."""
    body = stand.show(page).locator(".l45-page-body")
    lines = CONTENT.strip().splitlines()
    for content in ("\n".join(lines[::-1][:4]), CONTENT, "", "<p>knee</p>" * 3, CONTENT * 2):
        page.content = content
        plain = stand.page.evaluate(
            "(text) => Object.assign(document.createElement('div'), {innerHTML: text}).innerHTML",
            content,
        )
        assert plain == body.inner_html()


def test_a_part_of_another_name_is_another_element(stand: Stand, page: PageView) -> None:
    """What has the focus keeps it, though another part stands where it stood."""
    place = stand.show(page)
    toe = place.get_by_role("button", name="toe")
    toe.focus()
    page.content = CONTENT.replace("<p tab", '<p tabindex="0" data-name="hip">hip</p><p tab')
    expect(place.locator("[data-name=hip]")).to_be_visible()
    expect(toe).to_be_focused()
