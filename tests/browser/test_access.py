"""What axe-core finds amiss in our widgets, in the light and the dark theme of JupyterLab.

Only what lies inside a widget of ours is looked at: the front end's own faults are its own.
"""

import json
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, expect

from tests.browser.conftest import PATIENCE_MS, Screen
from tests.browser.fronts import START, shown, write_notebook

pytestmark = pytest.mark.browser

NAME = "access.ipynb"
THEMES = {"light": "JupyterLab Light", "dark": "JupyterLab Dark"}
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    "rules": {"target-size": {"enabled": True}},  # 24 px, with room around what is smaller
    "resultTypes": ["violations"],
}
FIND = """async ([roots, rules]) => (await axe.run({ include: roots }, rules)).violations.flatMap(
  (one) => one.nodes.map((node) => ({
    rule: one.id, at: node.target.join(" "), html: node.html.slice(0, 200),
    why: node.failureSummary,
  })))"""


def violations(page: Page, *roots: str) -> list[Any]:
    """What breaks WCAG 2.1 AA, or the size of a target, below these selectors."""
    page.evaluate(AXE_SCRIPT)
    found: list[Any] = page.evaluate(FIND, [[[root] for root in roots], RULES])
    return found


def _dress(screen: Screen, theme: str) -> None:
    """Choose a theme as its settings have it, before the page is opened."""
    settings = screen.lab.folder.parent / "settings" / "@jupyterlab" / "apputils-extension"
    settings.mkdir(parents=True, exist_ok=True)
    chosen = {"theme": THEMES[theme]}
    (settings / "themes.jupyterlab-settings").write_text(json.dumps(chosen))


def _undress(screen: Screen) -> None:
    folder = screen.lab.folder.parent / "settings" / "@jupyterlab" / "apputils-extension"
    (folder / "themes.jupyterlab-settings").unlink()


def test_what_is_out_of_reach_is_found_inside_a_widget_and_nowhere_else(screen: Screen) -> None:
    """Two nameless buttons of 8 px side by side, once in a widget and once beside it."""
    pair = "<button style='width:8px;height:8px;padding:0;border:0'></button>" * 2
    screen.page.set_content(f"<main><div class='l45-quiz'>{pair}</div><div>{pair}</div></main>")
    rules = sorted(one["rule"] for one in violations(screen.page, ".l45-quiz"))
    assert ["button-name", "button-name", "target-size", "target-size"] == rules


@pytest.mark.parametrize("theme", THEMES)
def test_nothing_is_out_of_reach(screen: Screen, theme: str) -> None:
    write_notebook(
        screen.lab.folder / NAME,
        "from l45anatomy import Case, Herniation, quiz, simulator",
        f"case = {START}\nsimulator(case)",
        'quiz("03-herniation")',
    )
    _dress(screen, theme)
    try:
        screen.open(NAME)
    finally:
        _undress(screen)
    expect(screen.page.locator(f"body[data-jp-theme-name='{THEMES[theme]}']")).to_be_attached()
    screen.run_all()
    simulator = shown(screen.page)
    found = violations(screen.page, ".l45-simulator")
    simulator.place.get_by_role("button", name="Structures").click()
    found += violations(screen.page, ".l45-view")
    quiz = screen.page.locator(".l45-quiz").first
    quiz.scroll_into_view_if_needed(timeout=PATIENCE_MS)
    found += violations(screen.page, ".l45-quiz")
    screen.keep(f"access-{theme}")
    assert found == []
