"""Every kind of question as kinds that others know too, and what is lost on the way.

Others know choices, numbers, short texts, matching and ordering. What is clicked, painted or graded
becomes a choice, a patient to be localised becomes a choice for each step, and findings that are
shown beside a question become part of its text. Sliders have no other form.
"""

from collections.abc import Iterator
from typing import Any

from l45anatomy.case import Case
from l45anatomy.quizzes.exchange.form import Loss
from l45anatomy.quizzes.item import LONGEST_TEXT, Item, Option
from l45anatomy.quizzes.kinds import (
    Dermatome,
    Grade,
    Localise,
    Match,
    MultipleChoice,
    Number,
    Order,
    Question,
    ShortText,
    SingleChoice,
    Sliders,
    Structure,
)
from l45anatomy.quizzes.kinds.choice import MOST_OPTIONS
from l45anatomy.quizzes.markdown import pictures, plain
from l45anatomy.quizzes.questions import QuestionSet

__all__ = ["Portable", "portable"]

Portable = SingleChoice | MultipleChoice | Number | ShortText | Order | Match


def portable(questions: QuestionSet) -> tuple[tuple[Portable, ...], tuple[Loss, ...]]:
    """Give questions as portable ones, and what is lost by that."""
    ported: list[Portable] = []
    losses: list[Loss] = []
    for question in questions:
        bare, lost = _without_images(question)
        losses += lost
        for one in _ported(bare):
            if isinstance(one, Loss):
                losses.append(one)
                continue
            told, cut = _with_findings(one)
            ported.append(told)
            losses += cut
    return tuple(ported), tuple(losses)


def _without_images(question: Question) -> tuple[Question, tuple[Loss, ...]]:
    """Put words for the images in the texts of a question."""
    found: list[str] = []

    def worded(value: Any) -> Any:
        if isinstance(value, str) and pictures(value):
            found.extend(pictures(value))
            return plain(value)
        if isinstance(value, dict):
            return {key: worded(part) for key, part in value.items()}
        return tuple(worded(part) for part in value) if isinstance(value, tuple) else value

    content = worded(question.model_dump())
    if not found:
        return question, ()
    losses = (Loss(question.id, f"picture {name!r} in a text") for name in dict.fromkeys(found))
    return type(question).model_validate(content), tuple(losses)


def _ported(question: Question) -> Iterator[Portable | Loss]:
    match question:
        case SingleChoice():
            yield from _choice(question)
        case Number() | ShortText():
            yield from _typed(question)
        case MultipleChoice() | Order() | Match():
            yield question
        case Structure():
            yield from _structure(question)
        case Dermatome():
            yield from _dermatome(question)
        case Grade():
            yield from _grade(question)
        case Localise():
            yield from _localise(question)
        case Sliders():
            yield Loss(question.id, "left out: sliders are set in the simulator only")


def _choice(question: SingleChoice) -> Iterator[Portable | Loss]:
    if question.kind == "predict":
        yield Loss(question.id, "the case that shows whether the prediction holds")
    elif question.case is not None or question.claim is not None:
        yield Loss(question.id, "the case that proves the key")
    bare = {"claim": None, "case": None}
    options = tuple(option.model_copy(update=bare) for option in question.options)
    yield question.model_copy(update={"kind": "single choice", "options": options, **bare})


def _typed(question: Number | ShortText) -> Iterator[Portable | Loss]:
    if isinstance(question, Number):
        if question.measured is not None:
            yield Loss(question.id, "the case that proves the key")
        yield question.model_copy(update={"measured": None})
        return
    if question.means != "text":
        yield Loss(question.id, f"the synonyms that this package knows of the {question.means}")
    yield question.model_copy(update={"means": "text"})


def _shared(question: Item, **changed: Any) -> dict[str, Any]:
    """Give what every kind of question has."""
    return {name: getattr(question, name) for name in Item.model_fields} | changed


def _structure(question: Structure) -> Iterator[Portable | Loss]:
    others = [(name, wrong) for wrong in question.wrong for name in wrong.names]
    if not others:
        yield Loss(question.id, "left out: a structure to be clicked, with no others to choose")
        return
    yield Loss(question.id, "the click: the structure is chosen by name")
    if len(question.key) > 1:
        yield Loss(question.id, f"further right structures: {', '.join(question.key[1:])}")
    if len(others) >= MOST_OPTIONS:
        left = ", ".join(name for name, _ in others[MOST_OPTIONS - 1 :])
        yield Loss(question.id, f"further wrong structures: {left}")
    right = Option(id="key", text=question.key[0], correct=True, reason=question.reason)
    options = [
        Option(id=f"w{n}", text=name, reason=way.reason, misconception=way.misconception)
        for n, (name, way) in enumerate(others[: MOST_OPTIONS - 1])
    ]
    yield SingleChoice(**_shared(question, kind="single choice", options=(right, *options)))


def _dermatome(question: Dermatome) -> Iterator[Portable | Loss]:
    yield Loss(question.id, "the drawing to be painted: the regions are chosen by name")
    options = []
    for n, (region, owner) in enumerate(question.owners.items()):
        is_right = owner == question.root
        reason = question.reason if is_right else f"In this map most of it belongs to {owner}."
        tag = None if is_right else question.misconception
        options.append(
            Option(id=f"r{n}", text=region, correct=is_right, reason=reason, misconception=tag)
        )
    yield MultipleChoice(
        **_shared(question, kind="multiple choice", options=tuple(options[:MOST_OPTIONS]))
    )


def _grade(question: Grade) -> Iterator[Portable | Loss]:
    yield Loss(question.id, "the case that is graded: its key stands as the simulator has it now")
    options = []
    for grade, words in question.steps().items():
        said = question.mark(grade).feedback[0]
        options.append(
            Option(
                id=f"mrc-{grade.replace('+', '-plus')}",
                text=words,
                correct=said.correct,
                reason=said.reason[:LONGEST_TEXT],
                misconception=said.misconception,
            )
        )
    yield SingleChoice(**_shared(question, kind="single choice", options=tuple(options)))


def _localise(question: Localise) -> Iterator[Portable | Loss]:
    yield Loss(question.id, "the order of the steps: each is a question of its own")
    patient = f"{question.history}\n\n" + "\n".join(f"- {one}" for one in question.findings)
    for step in question.steps:
        stem = f"{question.stem}\n\n{patient}\n\n{step.stem}"
        if len(stem) > LONGEST_TEXT:
            yield Loss(question.id, f"the end of history and findings ({step.asks})")
            room = max(0, LONGEST_TEXT - len(step.stem) - len(question.stem) - 5)
            stem = f"{question.stem}\n\n{patient[:room]}…\n\n{step.stem}"[-LONGEST_TEXT:]
        bare = {"claim": None, "case": None}
        yield SingleChoice(
            **_shared(question, kind="single choice", stem=stem)
            | {
                "id": f"{question.id[: 59 - len(step.asks)].rstrip('-')}-{step.asks}",
                "options": tuple(option.model_copy(update=bare) for option in step.options),
            }
        )


def _with_findings(question: Portable) -> tuple[Portable, tuple[Loss, ...]]:
    """Write findings that are shown beside a question into its stem."""
    if question.picture is None or question.picture.of != "findings":
        return question, ()
    exam = Case.from_dict(question.picture.case).exam
    lines = [f"- {finding.name}: {finding.label}" for finding in exam.abnormal]
    stem = f"{question.stem}\n\n" + "\n".join(lines or ["Every finding is normal."])
    losses = () if len(stem) <= LONGEST_TEXT else (Loss(question.id, "the last of the findings"),)
    return question.model_copy(update={"stem": stem[:LONGEST_TEXT], "picture": None}), losses
