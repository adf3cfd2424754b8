"""The simulator's own chain behind an answer: what is caught, what follows, and why.

It is worked out from the case that proves the answer, as everywhere else; nothing here is written.
"""

from html import escape

from l45anatomy.case import Case
from l45anatomy.frame import Side
from l45anatomy.neurology import Finding
from l45anatomy.quizzes.item import Mark
from l45anatomy.quizzes.kinds import Grade, Question, Sliders
from l45anatomy.views.why import why_html
from l45anatomy.wording import in_words, sentence

__all__ = ["chain_html"]


def chain_html(question: Question, marked: Mark) -> str:
    """Give the chain as a fold, or nothing where no case proves the answer."""
    if marked.proof is None:
        return ""
    case = Case.from_dict(dict(marked.proof))
    caught = [one for one in case.compressions if one.is_caught]
    worst_first = sorted(caught, key=lambda one: (-one.grade, -one.loss))
    told = "; ".join(in_words(one) for one in worst_first) or "every root has room"
    finding = _asked(question, case)
    why = why_html(finding) if finding else "<p>Nothing is abnormal.</p>"
    changes = "; ".join(map(str, case.changes)) or "a healthy spine"
    return (
        '<details class="l45-quiz-chain"><summary>What the simulator says</summary>'
        f"<p>{escape(sentence(changes))} {escape(sentence(told))}</p>{why}</details>"
    )


def _asked(question: Question, case: Case) -> Finding | None:
    """Give the finding the question is about, else the gravest one."""
    match question:
        case Grade():
            return case.exam[question.item, question.side]
        case Sliders():
            goal = question.goals[0]
            return case.exam[goal.item, goal.side and Side(goal.side)]
    return case.exam.gravest
