"""The board: every number of a chart stands in the words too, and no text acts on the page."""

import re
import xml.etree.ElementTree as ElementTree
from datetime import timedelta
from html import unescape
from json import dumps

import pytest

from l45anatomy import cli
from l45anatomy.quizzes import charts
from l45anatomy.quizzes import generated as making
from l45anatomy.quizzes.board import DAYS, Board
from l45anatomy.quizzes.confusion import MOST_CASES, OTHER, ROOTS, confusion
from l45anatomy.quizzes.dashboard import board_html, board_text, written
from l45anatomy.quizzes.generated import generate
from l45anatomy.quizzes.kinds import Dermatome, Localise, SingleChoice
from l45anatomy.quizzes.mastery import RECENT
from l45anatomy.quizzes.questions import load
from tests.quizzes.strategies import question as made
from tests.quizzes.test_progress import attempt as stored
from tests.quizzes.test_review import START, attempt

NASTY = '<script>alert("x")</script>'


def answered(question: str, answer: str, number: int = 0, **more):
    return stored(
        f"{question}{answer}{number}",
        question=question,
        answer=answer,
        when=START + timedelta(hours=number),
        **more,
    )


GIVEN = (
    answered("subarticular-l4-l5", '"l4-left"', 1, score=0.0, confidence=3),
    answered("subarticular-l4-l5", '"l5-left"', 30, confidence=3, misconceptions=()),
    answered("subarticular-l4-l5", '"l5-right"', 31, score=0.0, confidence=1),
    answered("far-lateral-l4-l5", '"no-signs"', 32, score=0.0, objective="tell-the-places"),
    answered("gone", '"l5-left"', 33, quiz="no quiz of ours"),
)


@pytest.fixture
def board() -> Board:
    return Board(GIVEN, START + timedelta(days=2))


def test_the_matrix_counts_what_it_was_and_what_was_said(board):
    """L5 was caught, L4, L5 and L5 were said; L4 was caught and nothing was said to be."""
    assert dict(board.matrix) == {("L5", "L4"): 1, ("L5", "L5"): 2, ("L4", OTHER): 1}
    assert (*ROOTS, OTHER) == board.roots
    assert ROOTS == Board((), START).roots


def test_generated_cases_are_made_again_for_the_matrix():
    case = generate(3, 1, "localise")
    assert isinstance(case, Localise)
    right = answered(case.id, dumps(case.key), quiz="cases")
    ((true, said),) = confusion([right])
    assert true == said
    skin = generate(3, 1, "dermatome")
    assert isinstance(skin, Dermatome)
    painted = answered(skin.id, dumps([next(iter(skin.key))]), quiz="cases")
    assert dict(confusion([painted])) == {(skin.root, skin.root): 1}


def test_only_the_latest_cases_are_made_again():
    seen = []
    many = [answered(f"case-{n}-1-slice", '"x"', n) for n in range(MOST_CASES + 5)]
    confusion(many, lambda one: seen.append(one.question))
    assert len(seen) == MOST_CASES
    assert f"case-{MOST_CASES + 4}-1-slice" == seen[0]


@pytest.mark.parametrize(
    ("kind", "answer"), [("number", "1"), ("order", '["a"]'), ("single choice", '"l5"')]
)
def test_an_answer_that_names_no_root_is_not_counted(kind, answer):
    one = answered("a", answer)
    assert not confusion([one], lambda _: made(kind))


def test_an_option_that_is_no_longer_there_is_not_counted():
    assert not confusion([answered("subarticular-l4-l5", '"an-older-option"')])
    assert not confusion([answered("case-1-1-essay", '"x"'), answered("no-such-question", "1")])


def test_every_number_of_the_charts_stands_in_the_words(board):
    told = board_text(board)
    for words in (
        "50% in 4 answers: Predict the caught root",
        "L5: said L4 1 x, L5 2 x",
        "L4: said other 1 x",
        "sure: 1 of 2 right, 50%",
        "guessed: 0 of 1 right, 0%",
        f"2 days in a row; 5 answers on 2 of the last {DAYS} days",
        "due now",
        "Mixed up: Wrong side",
    ):
        assert words in told
    page = unescape(re.sub(r"<[^>]+>", " ", board_html(board)))
    for line in (one.strip() for one in told.splitlines() if one.startswith("  ")):
        when, _, rest = line.partition(": ")
        assert line in page or (when.startswith(("now", "in ", "tomorrow")) and rest in page)


def test_what_waits_is_told_the_most_urgent_first(board):
    when = [board.when(one) for one in board.queue]
    now = [one for one in when if one.startswith("now")]
    assert when[: len(now)] == now
    assert board.due == len(now) > 0
    assert "now, a confident error" not in when[1:] or when[0] == "now, a confident error"


def test_later_cards_say_in_how_many_days_they_are_due():
    one = attempt("a", score=1.0)
    (card,) = Board((one,), START).queue
    days = (card.due - START).days
    words = {Board((one,), START + timedelta(days=back)).when(card) for back in range(days + 1)}
    assert "now" in {Board((one,), card.due).when(card)}
    assert words & {"tomorrow", "later today"} or f"in {days} days" in words


def test_charts_are_sound_and_have_names(board):
    for chart in (charts.goals, charts.matrix, charts.sure, charts.days):
        root = ElementTree.fromstring(chart(board))  # noqa: S314 - our own
        assert root.get("role") == "img"
        assert root.get("aria-label")
        high = float(root.get("height", 0))
        heights = [float(t.get("y", 0)) for t in root.iter() if t.tag == "text"]
        assert all(0 <= y <= high for y in heights)


def test_nothing_of_a_question_acts_on_the_page():
    bad = answered(NASTY, '"x"', objective=NASTY, misconceptions=(NASTY,), score=0.0)
    page = board_html(Board((bad,), START + timedelta(days=1)))
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "http" not in page


def test_what_there_is_nothing_of_is_said_instead_of_drawn():
    one = answered("a", "1", quiz="mine", objective="", misconceptions=(), confidence=None)
    later = Board((one,), START)
    assert "no answer names a root yet" in board_text(later)
    assert "not said yet" in board_text(later)
    page = board_html(later)
    assert page.count("<svg") == 1  # the days
    assert "No answer names a root yet." in page
    assert "You have not said yet how sure you were." in page


def test_an_objective_tried_often_counts_its_latest_answers():
    many = tuple(answered("a", "1", n, quiz="mine") for n in range(RECENT + 2))
    assert f"100% in the last {RECENT} of {RECENT + 2} answers" in board_text(Board(many, START))


def test_nothing_due_within_a_week_makes_no_table():
    learnt = tuple(answered("a", "1", 24 * n * n, quiz="mine", hinted=False) for n in range(9))
    later = Board(learnt, learnt[-1].when + timedelta(minutes=1))
    assert later.queue == ()
    assert "0 due now, 0 more within a week" in board_text(later)
    assert "<table>" not in board_html(later)


def test_a_seed_that_gives_no_case_any_more_is_not_counted(monkeypatch):
    monkeypatch.setattr(making, "KINDS", {"slice": lambda _: None})
    assert not confusion([answered("case-77-1-slice", '"l4-l5"')])


def test_a_newcomer_sees_no_empty_charts():
    empty = Board((), START)
    assert board_text(empty) == "No answers yet."
    assert "<svg" not in board_html(empty)


def test_the_page_is_written_to_an_html_file_only(board, tmp_path):
    written(board, tmp_path / "board.html")
    assert board_html(board) == (tmp_path / "board.html").read_text("utf-8")
    with pytest.raises(ValueError, match=r"file is 'board.pdf', must end in .html"):
        written(board, tmp_path / "board.pdf")


def test_the_command_line_writes_the_page(monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("L45_PROGRESS", str(tmp_path / "progress.sqlite"))
    assert cli.main(["progress", "--html", str(tmp_path / "mine.html")]) == 0
    assert "0 answers shown in" in capsys.readouterr().out
    assert "No answers yet" in (tmp_path / "mine.html").read_text("utf-8")


def test_every_question_that_claims_a_root_is_found():
    for one in load("03-herniation"):
        if not isinstance(one, SingleChoice):
            continue
        key = one.key
        assert sum(confusion([answered(one.id, dumps(key.id))]).values()) == bool(one.case)
