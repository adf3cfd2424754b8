"""Exam, reasons, chances, report and leg as a learner meets them: by mouse, keys, both themes."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, expect

from l45anatomy import Case, Herniation
from l45anatomy.viewer import PageView
from l45anatomy.views.bodymap import body_svg
from l45anatomy.views.chances import chances_html
from l45anatomy.views.exam import exam_html
from l45anatomy.views.nerves import nerves_html
from l45anatomy.views.report import export_html, grades_html, report_html
from l45anatomy.widgets.prediction import Prediction, judged, verdict_html
from tests.browser.stand import Stand

pytestmark = pytest.mark.browser

CASE = Case(Herniation("left", "subarticular", 7.0))
EHL = "extensor hallucis longus, left"
PAGES = {
    "findings": lambda: exam_html(CASE.exam, opened={EHL}),
    "likelihood": lambda: chances_html(CASE),
    "words": lambda: report_html(CASE) + grades_html(CASE) + export_html(CASE),
    "legs": lambda: body_svg(CASE.exam),
    "guess": lambda: verdict_html(
        judged(Prediction("L4", "right", "Achilles reflex", "sure"), CASE)
    ),
    "nerves": lambda: nerves_html(CASE.compressions, live=True),
}


@pytest.fixture
def stand(chromium: Browser) -> Iterator[Stand]:
    """A stand on a page of its own; what the page complains of fails the test."""
    page = chromium.new_page(viewport={"width": 640, "height": 800})
    shown = Stand(page)
    yield shown
    page.close()
    assert shown.complaints == []


def live_exam() -> PageView:
    """A page whose items open and close their reasons, as a simulator does it."""
    page = PageView(content=exam_html(CASE.exam, opened=()), label="Findings")
    opened: set[str] = set()

    def toggle(change: dict) -> None:
        opened.symmetric_difference_update({change["new"]["name"]})
        page.content = exam_html(CASE.exam, opened=opened)

    page.observe(toggle, "picked")
    return page


def item(place: Locator, name: str) -> Locator:
    return place.locator(f"button[data-name='{name}']")


def test_an_item_opens_its_chain_by_key_and_keeps_the_focus(stand: Stand) -> None:
    place = stand.show(live_exam())
    item(place, EHL).focus()
    stand.page.keyboard.press("Enter")
    expect(place.locator(".l45-why")).to_have_attribute("aria-label", f"Why {EHL}")
    expect(item(place, EHL)).to_be_focused()
    expect(item(place, EHL)).to_have_attribute("aria-expanded", "true")
    stand.page.keyboard.press("Enter")
    expect(place.locator(".l45-why")).to_have_count(0)


def test_the_chain_ends_in_papers_with_links(stand: Stand) -> None:
    place = stand.show(PageView(content=exam_html(CASE.exam, opened={EHL}), label="Findings"))
    place.get_by_text("Table rows and papers").click()
    links = place.locator(".l45-papers a")
    expect(links.first).to_be_visible()
    for link in links.all():
        assert (link.get_attribute("href") or "").startswith("https://")
        assert "noopener" in (link.get_attribute("rel") or "")


def test_normal_items_are_folded_until_asked_for(stand: Stand) -> None:
    place = stand.show(live_exam())
    expect(item(place, "iliopsoas, right")).to_be_hidden()
    place.locator("details[data-fold='normal'] > summary").press("Enter")
    expect(item(place, "iliopsoas, right")).to_be_visible()
    item(place, "iliopsoas, right").click()
    expect(place.locator(".l45-why")).to_contain_text("It is normal because")


def test_the_share_code_is_copied_whole(stand: Stand) -> None:
    place = stand.show(PageView(content=export_html(CASE), label="Take away"))
    place.get_by_role("button", name="Copy share code").click()
    expect(place.get_by_role("status")).to_have_text("Copied.")
    assert Case.from_code(stand.page.evaluate("() => navigator.clipboard.readText()")) == CASE


def test_a_marked_region_of_the_leg_is_framed_and_keeps_its_fill(stand: Stand) -> None:
    page = PageView(content=body_svg(CASE.exam), label="Leg")
    place = stand.show(page, 360)
    sole = place.locator("[data-name='sole, left']").first
    shape = sole.locator("path").first
    before = {kind: stand.colour(shape, kind) for kind in ("stroke", "fill")}
    page.marked = ["sole, left"]
    expect(sole).to_have_class("skin l45-marked")
    assert stand.colour(shape, "stroke") != before["stroke"]
    assert stand.colour(shape, "fill") == before["fill"]
    assert stand.colour(shape, "strokeDasharray") == "none"


@pytest.mark.parametrize("width", [400, 480, 620, 780, 960])
def test_a_finding_takes_two_lines_at_most_at_any_width(stand: Stand, width: int) -> None:
    """Five columns in a narrow place were slivers of five lines each."""
    stand.page.set_viewport_size({"width": 1000, "height": 800})
    place = stand.show(live_exam(), width)
    rows = place.locator(".l45-exam").first.locator("tr:has(.l45-item)")
    expect(rows.first).to_be_visible()
    assert place.get_by_role("row").count() > rows.count()  # laid out anew, and a table still
    heights = rows.evaluate_all("(all) => all.map((e) => e.getBoundingClientRect().height)")
    assert max(heights) <= 76
    body = place.locator(".l45-page-body")
    assert 0 == body.evaluate("(e) => e.scrollWidth - e.clientWidth")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [280, 600])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_wrong_and_nothing_is_cut_off(
    stand: Stand, name: str, width: int, theme: str
) -> None:
    stand.dress(theme)
    marked = ["sole, left", "tibialis anterior, left", EHL, "root L5 left"]
    place = stand.show(
        PageView(content=PAGES[name](), label=f"Page of {name}", marked=marked), width
    )
    expect(place.locator(".l45-page-body > *").first).to_be_visible()
    stand.keep(f"{name}-{theme}-{width}")
    assert stand.sins() == []
    small = place.locator("button").evaluate_all(
        "(all) => all.map((e) => [e.textContent, e.getBoundingClientRect()])"
        ".filter(([, r]) => r.width && (r.width < 24 || r.height < 24)).map(([text]) => text)"
    )
    assert small == []
    body = place.locator(".l45-page-body")
    over = body.evaluate("(e) => e.scrollWidth - e.clientWidth")
    assert over <= (60 if width < 300 else 0), "a table may be pushed aside on a phone, by a little"
