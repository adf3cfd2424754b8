"""Questions and marks as pieces of a page and as plain text.

Every text of a question file is read as Markdown and cleaned, so none of it can act on the page.
Whether an answer is right is said only in what is made from a mark.
"""

from collections.abc import Sequence
from datetime import datetime
from html import escape

from l45anatomy import evidence
from l45anatomy.quizzes.attempt import Attempt
from l45anatomy.quizzes.item import Feedback, Mark
from l45anatomy.quizzes.kinds import Dermatome, Match, MultipleChoice, Order, Question, Sliders
from l45anatomy.quizzes.markdown import block, line, plain
from l45anatomy.quizzes.mastery import calibration
from l45anatomy.wording import sources_named

__all__ = [
    "alert",
    "block",
    "explained",
    "html",
    "line",
    "plain",
    "said_before",
    "score",
    "sureness",
    "text",
]


def alert(words: str) -> str:
    """A warning that a screen reader speaks at once."""
    return f'<p role="alert">{escape(words)}</p>'


def said_before(marked: Mark, when: datetime) -> str:
    """What was answered in an earlier session, and when, in the learner's own time."""
    local = when.astimezone()
    chosen = "; ".join(line(one.text) for one in marked.feedback if one.chosen)
    day = f"on {local.day} {local:%B %Y, %H:%M}"
    return f'<p class="l45-quiz-before">You answered this before: {chosen}, {day}</p>'


def explained(question: Question, marked: Mark, attempt: Attempt) -> str:
    """The verdict, then every part of the answer with its reason and the error behind it."""
    verdict = _VERDICTS[marked.verdict]
    told: set[str] = set()  # an error that shows in several parts is explained once
    reasons = "".join(_reason(question, one, told) for one in marked.feedback)
    return (
        f'<p class="l45-quiz-verdict l45-{marked.verdict.split()[0]}" role="status">{verdict}</p>'
        f"{_SURE_AND_WRONG if attempt.is_confident_error else ''}"
        f'<ul class="l45-quiz-reasons">{reasons}</ul>'
        f'<p class="l45-quiz-sources">Sources: {escape(sources_named(question.sources))}</p>'
    )


_VERDICTS = {"right": "✓ Right", "partly right": "◐ Partly right", "wrong": "✗ Not quite"}
_SURE_AND_WRONG = (
    '<p class="l45-quiz-surprise">You were sure of this. What surprises is remembered best: it '
    "comes back first.</p>"
)


def _reason(question: Question, one: Feedback, told: set[str]) -> str:
    names = {"l45-right": one.correct, "l45-chosen": one.chosen}
    classes = " ".join(name for name, holds in names.items() if holds)
    is_wrong = one.chosen and not one.correct and one.misconception not in told
    error = _error(one.misconception) if is_wrong else ""
    told.update({one.misconception} if is_wrong and one.misconception else ())
    return (
        f'<li class="{classes}"><span class="l45-quiz-tag">{_tag(question, one)}</span>'
        f"<strong>{line(one.text)}</strong><br>{line(one.reason)}{error}</li>"
    )


def _tag(question: Question, one: Feedback) -> str:
    """Say in a word or two how one part of an answer stands."""
    match question:
        case MultipleChoice() if not one.chosen:
            return "✗ right, but left out" if one.correct else "✓ wrong, rightly left out"
        case Order():
            return "✓ in its place" if one.correct else "✗ elsewhere in your order"
        case Match():
            return "✓ right" if one.correct else "✗ not so"
        case Sliders():
            reached = "✓ reached" if one.correct else "✗ not reached"
            return reached if one.chosen else "✓ right"
        case Dermatome():
            left_out = one.correct and not one.chosen
            return "✗ left out" if left_out else "✓ right" if one.correct else "✗ painted"
    sign = "✓ right" if one.correct else "✗ wrong"
    return f"{sign}, your answer" if one.chosen else sign


def _error(misconception: str | None) -> str:
    """Give the error behind a wrong answer in words, and what helps."""
    if not misconception:
        return ""
    known = evidence.misconceptions().get(misconception)
    title, teach = (known.title, known.teach) if known else (misconception, "")
    return f'<p class="l45-quiz-error"><em>{escape(title)}.</em> {escape(teach)}</p>'


def score(right: Sequence[bool]) -> str:
    """How many are right, of how many."""
    return f"{sum(right)} of {len(right)} right"


def sureness(attempts: Sequence[Attempt]) -> str:
    """How often one was right with each confidence, in one line; empty where it was never said."""
    told = [f"{one.confidence}, {one.right} of {one.given}" for one in calibration(attempts)]
    return f"How often you were right: {'; '.join(told)}." if told else ""


def text(title: str, lists: Sequence[tuple[str, Sequence[str]]]) -> str:
    """Give questions as plain text: each stem with the lines below it, without the key."""
    lines = [f"Quiz: {plain(title)}"]
    for number, (stem, below) in enumerate(lists, start=1):
        lines += ["", f"{number}. {plain(stem)}", *(f"   {plain(one)}" for one in below)]
    return "\n".join(lines)


def html(title: str, lists: Sequence[tuple[str, Sequence[str]]]) -> str:
    """Give questions as a still page: each stem with the lines below it, without the key."""
    items = "".join(
        f"<li>{block(stem)}<ul>{''.join(f'<li>{line(one)}</li>' for one in below)}</ul></li>"
        for stem, below in lists
    )
    return f'<section class="l45-quiz-still"><h3>{line(title)}</h3><ol>{items}</ol></section>'
