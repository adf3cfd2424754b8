"""What the card of a quiz shows, as plain data: a question, its feedback, or the review.

Nothing here keeps state, marks or stores; the key is in none of it but in what it is told.
"""

from typing import Any

from l45anatomy.quizzes import asking, page
from l45anatomy.quizzes.kinds import Question
from l45anatomy.quizzes.questions import QuestionSet
from l45anatomy.quizzes.sitting import Sitting

__all__ = ["asked", "review", "told"]

Card = dict[str, Any]

_SIGNS = {"open": "", "right": " ✓", "partly right": " ◐", "wrong": " ✗", "skipped": " …"}
_FLAG = "⚑"


def asked(questions: QuestionSet, sitting: Sitting, question: Question, seed: int) -> Card:
    """Give the card that asks a question."""
    hint = question.hint if question.id in sitting.hinted else None
    can_hint = question.hint is not None and hint is None
    actions: list[Card] = [
        {"name": "answer", "label": "Answer", "primary": True},
        *([{"name": "hint", "label": "Hint"}] if can_hint else []),
        {"name": "skip", "label": "Skip"},
        _flag(sitting),
    ]
    return {
        **_frame(questions, sitting, "open"),
        "stem": page.block(question.stem, questions.folder),
        "form": asking.form(question, seed),
        "hint": page.block(hint, questions.folder) if hint else "",
        "actions": actions,
    }


def told(
    questions: QuestionSet, sitting: Sitting, question: Question, feedback: str, *, can_show: bool
) -> Card:
    """Give the card that shows what is said of an answer."""
    onward = "Next question" if sitting.following else "Review"
    actions: list[Card] = [
        {"name": "next", "label": onward, "primary": True},
        *([{"name": "show", "label": "Show it"}] if can_show else []),
        {"name": "again", "label": "Answer again"},
        _flag(sitting),
    ]
    return {
        **_frame(questions, sitting, "told"),
        "stem": page.block(question.stem, questions.folder),
        "feedback": feedback,
        "actions": actions,
    }


def review(questions: QuestionSet, sitting: Sitting, empty: str) -> Card:
    """Give the card at the end: every question with its verdict, and ways to go on."""
    given = [sitting.answers[name] for name in sitting.names if name in sitting.answers]
    score = page.score([sitting.state(name) == "right" for name in sitting.names])
    score = score if sitting.names else empty
    sure = page.sureness(given)
    actions: list[Card] = [
        *([{"name": "take_open", "label": "Answer the open ones"}] if sitting.open else []),
        *([{"name": "repeat_wrong", "label": "Repeat the wrong ones"}] if sitting.wrong else []),
        *([{"name": "over", "label": "Start over"}] if sitting.names else []),
    ]
    if actions:
        actions[0] = {**actions[0], "primary": True}
    return {
        **_frame(questions, sitting, "review"),
        "feedback": f'<p class="l45-quiz-score" role="status">{page.plain(score)}</p><p>{sure}</p>',
        "lines": [_line(questions, sitting, n) for n in range(len(sitting.names))],
        "actions": actions,
    }


def _frame(questions: QuestionSet, sitting: Sitting, phase: str) -> Card:
    """Give what every card shows: where the learner is, and how far."""
    count = len(sitting.names)
    place = f"{sitting.number} of {count}" if sitting.here else "review"
    return {
        "phase": phase,
        "place": place,
        "title": f"<h3>{page.line(questions.title)} &middot; {place}</h3>",
        "steps": [_step(sitting, n) for n in range(count)],
        "done": len(sitting.answers),
        "of": count,
    }


def _step(sitting: Sitting, n: int) -> Card:
    name = sitting.names[n]
    state = sitting.state(name)
    flag = f" {_FLAG}" if name in sitting.flagged else ""
    return {
        "label": f"{n + 1}{_SIGNS[state]}{flag}",
        "title": f"Question {n + 1} of {len(sitting.names)}, {state}{', flagged' * bool(flag)}",
        "state": state,
        "here": name == sitting.here,
    }


def _flag(sitting: Sitting) -> Card:
    return {"name": "flag", "label": f"{_FLAG} Flag", "pressed": sitting.here in sitting.flagged}


def _line(questions: QuestionSet, sitting: Sitting, n: int) -> Card:
    """Give one question in the review: its verdict, what it asked, and what it was for."""
    question = questions.questions[n]
    state = sitting.state(question.id)
    sign = _SIGNS[state].strip() or "–"
    flag = f" {_FLAG} flagged" if question.id in sitting.flagged else ""
    words = {"open": "not answered"}.get(state, state)
    return {
        "n": n,
        "state": state,
        "html": f'<span class="l45-quiz-tag">{sign} {words}{flag}</span>'
        f'{n + 1}. {page.line(question.stem)}<br><span class="l45-quiz-aim">'
        f"{page.line(questions.aim(question))}</span>",
    }
