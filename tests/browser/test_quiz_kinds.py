"""Each kind of question on a bare page: by mouse, by keyboard, in both themes, without its key."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, expect

from l45anatomy.quizzes.attempt import Attempt
from l45anatomy.quizzes.questions import QuestionSet
from l45anatomy.widgets.quiz import Quiz
from tests.browser.stand import Stand
from tests.quizzes.strategies import HERNIATION, KINDS, question

pytestmark = pytest.mark.browser

NOW = datetime(2026, 11, 22, tzinfo=UTC)
STEM = "The disc L4-L5 is herniated on the left. What do you expect?"
KEYS = ("so it is", "not so", "comes here", "as the map has it", "one way", "wrong-side")


class Memory:
    """A store that keeps attempts in a list."""

    def __init__(self) -> None:
        self.kept: list[Attempt] = []

    def record(self, attempt: Attempt) -> None:
        """Keep it."""
        self.kept.append(attempt)

    def attempts(self, quiz: str | None = None) -> tuple[Attempt, ...]:
        """Give what was kept."""
        return tuple(one for one in self.kept if quiz in (None, one.quiz))


class Desk:
    """A quiz with one question of a kind, on a stand with all that stands beside it."""

    def __init__(self, stand: Stand, kind: str, **changed: Any) -> None:
        asked = (question(kind, stem=STEM, **changed), question("single choice", id="last"))
        self.stand, self.memory = stand, Memory()
        made = QuestionSet(name="kinds", title="Kinds", questions=asked)
        self.quiz = Quiz(made, self.memory, now=lambda: NOW)
        self.card = stand.show(self.quiz.card, 520)
        self.beside = [stand.show(one, 520) for one in self.live()]

    def live(self) -> list[Any]:
        """The widgets beside the card."""
        return [box.children[0] for box in self.quiz.beside.children]

    def press(self, *keys: str) -> None:
        """Press keys where the keyboard is."""
        for key in keys:
            self.stand.page.keyboard.press(key)

    def focus(self) -> None:
        """Put the keyboard on the card, as a click on the question does."""
        self.card.locator(".l45-quiz-stem").click()

    def answer(self) -> Attempt:
        """Press Answer by mouse and give what was stored."""
        self.card.locator(".l45-quiz-answer").click()
        return self.kept()

    def kept(self) -> Attempt:
        """Give what was stored, once its feedback is there."""
        expect(self.card.locator(".l45-quiz-verdict")).to_be_visible()
        (one,) = self.memory.kept
        return one

    def place(self, text: str) -> int:
        """Which option in the list has this text, from 1."""
        options = self.quiz.card.card["form"]["options"]
        return [option["plain"] for option in options].index(text) + 1


@pytest.fixture(params=["light", pytest.param("dark", marks=pytest.mark.long)])
def themed(request: Any, chromium: Browser) -> Iterator[Stand]:
    """A page in each theme; it must not complain."""
    yield from _stand(chromium, request.param)


@pytest.fixture
def stand(chromium: Browser) -> Iterator[Stand]:
    """A light page; it must not complain."""
    yield from _stand(chromium, "light")


def _stand(chromium: Browser, theme: str) -> Iterator[Stand]:
    page = chromium.new_page(viewport={"width": 560, "height": 1500})
    made = Stand(page, theme)
    yield made
    page.close()
    assert made.complaints == []


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_out_of_reach_before_and_after_the_answer(themed: Stand, kind: str) -> None:
    desk = Desk(themed, kind, hint="Think of the midline.")
    desk.focus()
    desk.press("h")
    expect(desk.card.locator(".l45-quiz-tip")).to_contain_text("midline")
    assert themed.sins() == []
    theme = themed.page.evaluate("document.body.dataset.jpThemeLight") == "true"
    themed.keep(f"quiz-{kind.replace(' ', '-')}-{'light' if theme else 'dark'}")
    MOUSE[kind](desk)
    desk.card.locator("summary").first.click() if desk.card.locator("summary").count() else None
    assert themed.sins() == []
    themed.keep(f"quiz-{kind.replace(' ', '-')}-told-{'light' if theme else 'dark'}")


@pytest.mark.parametrize("kind", KINDS)
def test_the_key_is_not_in_the_page_before_the_answer(stand: Stand, kind: str) -> None:
    desk = Desk(stand, kind)
    states = stand.page.evaluate(
        "JSON.stringify(Object.values(stand.models).map((model) => model.state))"
    )
    page = stand.page.content() + states
    for told in KEYS:
        assert told not in page
    if kind in ("structure", "slice", "predict"):
        assert "L5 left" not in page
    assert desk.memory.kept == []


# ---- by mouse


def _choice(desk: Desk, text: str) -> Attempt:
    desk.card.get_by_label(text, exact=False).check()
    return desk.answer()


def _by_text(text: str) -> Callable[[Desk], Attempt]:
    def act(desk: Desk) -> Attempt:
        desk.card.locator(".l45-quiz-options label").nth(desk.place(text) - 1).click()
        return desk.answer()

    return act


def _several(desk: Desk) -> Attempt:
    for text in "AC":
        desk.card.locator(".l45-quiz-options label").nth(desk.place(text) - 1).click()
    return desk.answer()


def _typed(text: str) -> Callable[[Desk], Attempt]:
    def act(desk: Desk) -> Attempt:
        desk.card.get_by_role("textbox").fill(text)
        return desk.answer()

    return act


def _row(desk: Desk, text: str) -> Locator:
    return desk.card.locator(".l45-quiz-order li").filter(has_text=text)


def _drag(desk: Desk) -> Attempt:
    """Drag each step to its place, the last first."""
    for number, text in enumerate("xyz"):
        rows = desk.card.locator(".l45-quiz-order li")
        if rows.nth(number).locator("span").inner_text() != text:
            _row(desk, text).drag_to(rows.nth(number))
        expect(rows.nth(number)).to_contain_text(text)
    return desk.answer()


def _match(desk: Desk) -> Attempt:
    desk.card.get_by_role("combobox", name="P").select_option(label="1")
    desk.card.get_by_role("combobox", name="Q").select_option(label="2")
    return desk.answer()


def _click(desk: Desk) -> Attempt:
    """Click here and there until it is the root, which one who sees would do at once."""
    (view,) = desk.beside
    number = next(n for n, name in desk.quiz.beside._names.items() if name == "root L5 left")
    expect(view.locator(".l45-view")).to_have_attribute("data-ready", "true")
    box = view.locator("canvas").bounding_box()
    assert box is not None
    for x, y in _grid():
        at = box["x"] + x * box["width"], box["y"] + y * box["height"]
        desk.stand.page.mouse.click(*at)
        desk.stand.until(lambda: True)
        if desk.quiz.card.draft == number:
            break
    assert desk.quiz.card.draft == number
    expect(desk.card.locator(".l45-quiz-now")).to_contain_text(number)
    return desk.answer()


def _grid() -> Iterator[tuple[float, float]]:
    for y in (0.62, 0.7, 0.55, 0.8):
        for x in range(30, 50):
            yield x / 100, y


def _paint(desk: Desk) -> Attempt:
    (leg,) = desk.beside
    for region in ("sole, right", "lateral heel, left"):
        leg.locator(f"[data-name='{region}'] path").first.click()
    expect(desk.card.get_by_role("checkbox", checked=True)).to_have_count(2)
    return desk.answer()


def _slide(desk: Desk) -> Attempt:
    panel, _view = desk.beside
    slider = panel.get_by_role("slider", name="reach")
    box = slider.bounding_box()
    assert box is not None
    desk.stand.page.mouse.click(box["x"] + box["width"] * 7 / 16, box["y"] + box["height"] / 2)
    desk.stand.until(lambda: desk.quiz.beside.simulator.case.changes)
    return desk.answer()


def _stages(desk: Desk) -> Attempt:
    for text in ("L5", "left"):
        desk.card.get_by_label(text, exact=False).check()
        desk.card.locator(".l45-quiz-answer").click()
    return desk.kept()


MOUSE: dict[str, Callable[[Desk], Attempt]] = {
    "single choice": _by_text("A"),
    "predict": _by_text("L5"),
    "slice": _by_text("A"),
    "multiple choice": _several,
    "number": _typed("7,2"),
    "short text": _typed("great toe extension"),
    "order": _drag,
    "match": _match,
    "structure": _click,
    "dermatome": _paint,
    "grade": _by_text("normal power (MRC 5)"),
    "sliders": _slide,
    "localise": _stages,
}


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_answered_by_mouse(stand: Stand, kind: str) -> None:
    desk = Desk(stand, kind)
    desk.card.get_by_label("fairly sure").check()
    kept = MOUSE[kind](desk)
    assert (kept.score, kept.confidence) == (1.0, 2)
    desk.card.get_by_role("button", name="Next question").click()
    expect(desk.card.locator("h3")).to_contain_text("2 of 2")


# ---- by keyboard


def _digit(text: str) -> Callable[[Desk], None]:
    return lambda desk: desk.press(str(desk.place(text)))


def _digits(*texts: str) -> Callable[[Desk], None]:
    return lambda desk: desk.press(*(str(desk.place(text)) for text in texts))


def _type(text: str) -> Callable[[Desk], None]:
    def act(desk: Desk) -> None:
        desk.press("s", "Tab")
        expect(desk.card.get_by_role("textbox")).to_be_focused()
        desk.stand.page.keyboard.type(text)

    return act


def _move(desk: Desk) -> None:
    """Arrow keys on a row, reached by its digit."""
    for number, text in enumerate("xyz"):
        rows = desk.card.locator(".l45-quiz-order li span")
        there = rows.all_inner_texts().index(text)
        desk.press(str(there + 1), *["ArrowUp"] * (there - number))
        expect(rows.nth(number)).to_have_text(text)
    desk.focus()


def _partner(desk: Desk) -> None:
    for number, text in enumerate("12"):
        desk.press("Tab" if number else "1")
        expect(desk.card.get_by_role("combobox").nth(number)).to_be_focused()
        desk.stand.page.keyboard.type(text)
    desk.focus()


def _choose_structure(desk: Desk) -> None:
    """The list of structures of the view, whose buttons light up what they mean."""
    (view,) = desk.beside
    number = next(n for n, name in desk.quiz.beside._names.items() if name == "root L5 left")
    view.get_by_role("button", name="Structures").press("Enter")
    view.locator("[data-group='nerves'] .l45-group").press("Enter")
    view.locator(f"[data-name='{number}'] .l45-part").press("Enter")
    desk.stand.until(lambda: desk.quiz.card.draft == number)
    desk.focus()


def _set(desk: Desk) -> None:
    panel, _view = desk.beside
    slider = panel.get_by_role("slider", name="reach")
    for _ in range(14):
        slider.press("ArrowRight")
    desk.stand.until(lambda: desk.quiz.beside.simulator.case.changes)
    desk.stand.until(lambda: desk.quiz.beside.simulator.case.changes[0].reach_mm == 7.0)
    desk.focus()


def _steps(desk: Desk) -> None:
    for number, text in enumerate(("L5", "left")):
        options = desk.quiz.card.card["form"]["stages"][number]["options"]
        desk.press(str([one["plain"] for one in options].index(text) + 1))
        if number == 0:
            desk.press("Enter")


KEYBOARD: dict[str, Callable[[Desk], None]] = {
    "single choice": _digit("A"),
    "predict": _digit("L5"),
    "slice": _digit("A"),
    "multiple choice": _digits("A", "C"),
    "number": _type("7.2"),
    "short text": _type("EHL"),
    "order": _move,
    "match": _partner,
    "structure": _choose_structure,
    "dermatome": _digits("sole", "lateral heel"),
    "grade": lambda desk: desk.press("5"),
    "sliders": _set,
    "localise": _steps,
}


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_answered_by_keyboard(stand: Stand, kind: str) -> None:
    desk = Desk(stand, kind)
    desk.focus()
    KEYBOARD[kind](desk)
    if kind not in ("number", "short text"):
        desk.press("s")
    desk.press("Enter")
    kept = desk.kept()
    assert (kept.score, kept.confidence) == (1.0, 3)
    expect(desk.card.get_by_role("button", name="Next question")).to_be_focused()
    desk.press("Enter")
    expect(desk.card.locator("h3")).to_contain_text("2 of 2")
    expect(desk.card.locator(".l45-quiz-stem")).to_be_focused()


# ---- around the questions


def test_a_key_that_grades_share_goes_round_among_them(stand: Stand) -> None:
    desk = Desk(stand, "grade")
    desk.focus()
    for label in ("MRC 4+", "MRC 4)", "MRC 4+"):
        desk.press("4")
        expect(desk.card.locator("label:has(:checked)")).to_contain_text(label)


def test_arrow_keys_choose_as_in_any_list_of_options(stand: Stand) -> None:
    desk = Desk(stand, "single choice")
    desk.focus()
    desk.press("1", "ArrowDown")
    stand.until(lambda: desk.quiz.card.draft == 1)


def test_a_number_of_no_sense_is_refused_in_words_and_nothing_is_stored(stand: Stand) -> None:
    desk = Desk(stand, "number")
    desk.card.get_by_role("textbox").fill("many")
    desk.card.locator(".l45-quiz-answer").click()
    expect(desk.card.get_by_role("alert")).to_contain_text("must be a number from 0 to 40 mm")
    expect(desk.card.get_by_role("textbox")).to_have_value("many")
    assert desk.memory.kept == []


def test_skip_flag_and_review_by_keyboard(stand: Stand) -> None:
    desk = Desk(stand, "single choice")
    desk.focus()
    desk.press("m")
    expect(desk.card.locator(".l45-quiz-step").first).to_have_text("1 ⚑")
    desk.press("k")
    expect(desk.card.locator("h3")).to_contain_text("2 of 2")
    desk.press("k")
    expect(desk.card.locator("h3")).to_contain_text("review")
    expect(desk.card.locator(".l45-quiz-review button").first).to_contain_text("skipped ⚑ flagged")
    assert stand.sins() == []
    stand.keep("quiz-review")
    expect(desk.card.get_by_role("button", name="Answer the open ones")).to_be_focused()
    desk.press("Enter")
    expect(desk.card.locator("h3")).to_contain_text("1 of 2")


def test_show_it_puts_the_proof_beside_the_card(stand: Stand) -> None:
    desk = Desk(stand, "single choice", case=HERNIATION, options=KINDS["predict"][0]["options"])
    desk.focus()
    desk.press(str(desk.place("L4")), "s", "Enter")
    expect(desk.card.locator(".l45-quiz-surprise")).to_contain_text("comes back first")
    desk.press("p")
    stand.until(lambda: desk.quiz.beside.children)
    view, cut = [stand.show(one, 520) for one in desk.live()]
    expect(cut.locator(".l45-slices")).to_have_attribute("data-ready", "true")
    expect(view.locator(".l45-view")).to_have_attribute("data-ready", "true")
    desk.card.locator("summary").first.click()
    desk.card.get_by_role("button", name="root L5 left", exact=True).first.click()
    stand.until(lambda: desk.quiz.beside.view.picked.get("name") == "root L5 left")
    stand.keep("quiz-proof")


def test_two_cards_on_a_page_share_no_id_and_no_choice(stand: Stand) -> None:
    one, other = Desk(stand, "single choice"), Desk(stand, "match")
    third = Desk(stand, "single choice")
    one.card.locator(".l45-quiz-options label").first.click()
    third.card.locator(".l45-quiz-options label").nth(1).click()
    expect(one.card.locator(".l45-quiz-options input").first).to_be_checked()
    other.card.get_by_role("combobox", name="P").select_option(label="1")
    ids = stand.page.evaluate("[...document.querySelectorAll('[id]')].map((e) => e.id)")
    assert len(ids) == len(set(ids))


def test_a_second_view_of_a_card_shows_the_same_draft(stand: Stand) -> None:
    desk = Desk(stand, "multiple choice")
    again = stand.show(desk.quiz.card, 520)
    desk.card.locator(".l45-quiz-options label").nth(2).click()
    expect(again.get_by_role("checkbox").nth(2)).to_be_checked()


def test_the_card_names_the_keys_that_do_something_on_it(stand: Stand) -> None:
    plain, hinted = (Desk(stand, "single choice", hint=hint) for hint in (None, "Look."))
    expect(hinted.card.locator(".l45-quiz-keys")).to_contain_text("h hint")
    keys = plain.card.locator(".l45-quiz-keys")
    expect(keys).to_contain_text("k skip")
    expect(keys).not_to_contain_text("hint")
    expect(keys).not_to_contain_text("p show")


def test_enter_before_an_answer_says_what_is_missing(stand: Stand) -> None:
    desk = Desk(stand, "single choice")
    desk.focus()
    desk.press("Enter")
    expect(desk.card.get_by_role("status").first).to_contain_text("Answer first")
    assert desk.memory.kept == []
