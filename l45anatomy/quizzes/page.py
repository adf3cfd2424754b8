"""Questions and marks as pieces of a page and as plain text.

Every text of a question file is escaped here or read as Markdown and cleaned, so none of it can act
on the page. Whether an option is right is said only in what is made from a mark.
"""

from collections.abc import Mapping
from datetime import datetime
from html import escape
from pathlib import Path

from l45anatomy.quizzes.item import Feedback, Mark
from l45anatomy.quizzes.kinds import Question
from l45anatomy.quizzes.markdown import block, line, plain
from l45anatomy.quizzes.questions import QuestionSet

__all__ = ["alert", "explained", "heading", "paragraph", "said_before", "summary", "text"]


def heading(questions: QuestionSet, place: str) -> str:
    """The title of the quiz and where in it the learner is."""
    return f"<h3>{escape(questions.title)} &middot; {escape(place)}</h3>"


def paragraph(words: str, folder: Path | None = None) -> str:
    """A text of a question, with pictures from the folder of its file."""
    return block(words, folder)


def alert(words: str) -> str:
    """A warning that a screen reader speaks at once."""
    return f'<p role="alert">{escape(words)}</p>'


def said_before(marked: Mark, when: datetime) -> str:
    """What was answered in an earlier session, and when, in the learner's own time."""
    local = when.astimezone()
    chosen = "; ".join(plain(one.text) for one in marked.feedback if one.chosen)
    words = f"You answered this before: {chosen}"
    day = f"on {local.day} {local:%B %Y, %H:%M}"
    return f'<p class="l45-quiz-before">{escape(words)}, {day}</p>'


def explained(question: Question, marked: Mark) -> str:
    """The verdict, then every option with its reason."""
    verdict = _VERDICTS[marked.verdict]
    reasons = "".join(map(_reason, marked.feedback))
    return (
        f'<p class="l45-quiz-verdict l45-{marked.verdict.split()[0]}" role="status">{verdict}</p>'
        f'<ul class="l45-quiz-reasons">{reasons}</ul>'
        f'<p class="l45-quiz-sources">Sources: {escape(", ".join(question.sources))}</p>'
    )


_VERDICTS = {"right": "✓ Right", "partly right": "✓ Partly right", "wrong": "✗ Not quite"}


def _reason(one: Feedback) -> str:
    names = {"l45-right": one.correct, "l45-chosen": one.chosen}
    classes = " ".join(name for name, holds in names.items() if holds)
    sign = "✓ right" if one.correct else "✗ wrong"
    tag = f"{sign}, your answer" if one.chosen else sign
    return (
        f'<li class="{classes}"><span class="l45-quiz-tag">{tag}</span>'
        f"<strong>{line(one.text)}</strong><br>{line(one.reason)}</li>"
    )


def summary(questions: QuestionSet, right: Mapping[str, bool]) -> str:
    """The score, and for each question what it was about and whether it was right."""
    lines = "".join(
        _line(questions.aim(question), *_SIGNS[right[question.id]]) for question in questions
    )
    return (
        f'<p class="l45-quiz-score" role="status">{sum(right.values())} of {len(right)} right</p>'
        f'<ul class="l45-quiz-reasons">{lines}</ul>'
    )


_SIGNS = {True: ("l45-right", "✓ right"), False: ("l45-chosen", "✗ wrong")}


def _line(objective: str, classes: str, sign: str) -> str:
    tag = f'<span class="l45-quiz-tag">{sign}</span>'
    return f'<li class="{classes}">{tag}{line(objective)}</li>'


def text(questions: QuestionSet, seed: int) -> str:
    """The questions as plain text, without the key."""
    lines = [f"Quiz: {questions.title}"]
    for number, question in enumerate(questions, start=1):
        lines += ["", f"{number}. {plain(question.stem)}"]
        prompt = question.prompt(seed)
        lines += [f"   ( ) {plain(option['text'])}" for option in prompt.get("options", ())]
    return "\n".join(lines)
