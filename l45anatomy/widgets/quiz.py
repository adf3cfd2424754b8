"""The quiz of a lesson as a widget: one question at a time, stored first, explained at once.

The widget holds where the learner is and what is on the screen. Marking is `quizzes.questions`,
memory is `quizzes.progress`; if the memory fails, the quiz goes on and says so. The key reaches the
page only after an answer.
"""

import json
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol

import ipywidgets as widgets

from l45anatomy.quizzes import page
from l45anatomy.quizzes.kinds import Question, SingleChoice
from l45anatomy.quizzes.progress import Attempt, Progress, ProgressError
from l45anatomy.quizzes.questions import QuestionSet, load
from l45anatomy.viewer.keys import OwnKeys

__all__ = ["Quiz", "Store", "quiz"]

STYLE = Path(__file__).with_name("quiz.css")
SURE = (("guessed", 1), ("fairly sure", 2), ("sure", 3))


class Store(Protocol):
    """Where attempts go and come from; `Progress` is one."""

    def record(self, attempt: Attempt) -> None:
        """Keep an attempt, or raise a `ProgressError`."""

    def attempts(self, quiz: str | None = None) -> tuple[Attempt, ...]:
        """Give the attempts at a quiz back, oldest first, or raise a `ProgressError`."""


def quiz(name: str | Path, progress: Store | str | Path | None = None, seed: int = 0) -> "Quiz":
    """Show the questions of a lesson, by name, or those of a TOML file, by its path.

    `progress` is the file for the answers (the learner's own by default); `seed` sets the order of
    the options.
    """
    store = Progress(progress) if isinstance(progress, str | Path | None) else progress
    return Quiz(load(name), store, seed=seed)


class Quiz(widgets.VBox):  # type: ignore[misc]  # ipywidgets has no types
    """Questions, one at a time, with feedback for each and a summary at the end."""

    def __init__(
        self,
        questions: QuestionSet,
        store: Store,
        *,
        seed: int = 0,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._questions = questions
        self._store = store
        self._seed = seed
        self._now = now
        self._session = uuid.uuid4().hex
        self._unsaved: list[Attempt] = []
        self._answers: dict[str, Attempt] = {}  # what is shown as answered, by question
        self._here: Question | None = None  # None is the summary
        self._shown: list[dict[str, str]] = []

        self._keys = OwnKeys()
        self._notice = _html("notice")
        self._heading = _html("heading")
        self._stem = _html("stem")
        self._options = widgets.RadioButtons(options=[]).add_class("l45-quiz-options")
        self._sure = widgets.RadioButtons(
            options=SURE, value=None, orientation="horizontal", description="How sure are you?"
        ).add_class("l45-quiz-sure")
        self._feedback = _html("feedback")
        self._answer = _button("Answer", "answer", "primary", self._on_answer)
        self._next = _button("Next question", "next", "primary", self._on_next)
        self._again = _button("Answer again", "again", "", self._on_again)
        self._retry = _button("Start over", "retry", "primary", self._on_retry)
        self._retry_wrong = _button("Repeat the wrong ones", "retry-wrong", "", self._on_wrong)
        actions = [self._answer, self._next, self._again, self._retry, self._retry_wrong]
        self._steps = [self._step(number) for number, _ in enumerate(questions, start=1)]
        self._options.observe(self._on_choice, "index")
        style = _html("style")
        style.value = f"<style>{STYLE.read_text(encoding='utf-8')}</style>"
        super().__init__(
            [
                style,
                self._heading,
                widgets.HBox(self._steps).add_class("l45-quiz-steps"),
                self._notice,
                self._stem,
                self._options,
                self._sure,
                self._feedback,
                widgets.HBox(actions).add_class("l45-quiz-actions"),
            ]
        )
        self.add_class("l45-quiz")
        self._remember()
        self._go(questions.questions[0])

    # what is remembered

    def _remember(self) -> None:
        """Take up the stored answers, the latest of each question."""
        try:
            stored = self._store.attempts(self._questions.name)
        except ProgressError as error:
            self._warn(f"Earlier answers can't be read. {error}")
            return
        asked = {question.id: question for question in self._questions}
        for attempt in stored:
            question = asked.get(attempt.question)
            options = question.options if isinstance(question, SingleChoice) else ()
            if any(option.id == attempt.given for option in options):
                self._answers[attempt.question] = attempt

    def _keep(self, attempt: Attempt) -> None:
        """Store an attempt, and those that could not be stored before."""
        self._unsaved.append(attempt)
        try:
            while self._unsaved:
                self._store.record(self._unsaved[0])
                del self._unsaved[0]
        except ProgressError as error:
            count = len(self._unsaved)
            what = "This answer is" if count == 1 else f"{count} answers are"
            self._warn(f"{what} not saved and will be lost when the kernel stops. {error}")
        else:
            self._notice.value = ""

    def _warn(self, text: str) -> None:
        self._notice.value = page.alert(text)

    # what the learner does

    def _on_choice(self, _change: object) -> None:
        self._answer.disabled = self._options.index is None

    def _on_answer(self, _button: object) -> None:
        question = self._here
        if question is None or self._options.index is None or question.id in self._answers:
            return
        marked = question.mark(self._shown[self._options.index]["id"])
        attempt = Attempt(
            id=uuid.uuid4().hex,
            quiz=self._questions.name,
            question=question.id,
            objective=question.objective,
            answer=json.dumps(marked.answer),
            score=marked.score,
            misconceptions=marked.misconceptions,
            confidence=self._sure.value,
            when=self._now(),
            session=self._session,
        )
        self._keep(attempt)
        self._answers[question.id] = attempt
        self._show_feedback(question, attempt)
        self._next.focus()

    def _on_next(self, _button: object) -> None:
        """Go to the next open question, at the end round to those left out, then to the summary."""
        order = list(self._questions)
        after = order.index(self._here) + 1 if self._here in order else 0
        rest = order[after:] + order[:after]
        self._go(next((item for item in rest if item.id not in self._answers), None))
        self._focus()

    def _on_again(self, _button: object) -> None:
        if self._here is not None:
            self._answers.pop(self._here.id, None)
            self._go(self._here)
            self._focus()

    def _on_retry(self, _button: object) -> None:
        self._answers.clear()
        self._seed += 1
        self._on_next(_button)

    def _on_wrong(self, _button: object) -> None:
        self._answers = {name: one for name, one in self._answers.items() if one.correct}
        self._seed += 1
        self._on_next(_button)

    def _step(self, number: int) -> Any:
        question = self._questions.questions[number - 1]
        return _button(str(number), "step", "", lambda _: self._go(question))

    # what is on the screen

    def _go(self, question: Question | None) -> None:
        """Show a question, or the summary."""
        self._here = question
        self._sure.value = None
        if question is None:
            self._show_summary()
            return
        number = self._questions.questions.index(question) + 1
        self._heading.value = page.heading(self._questions, self._of(number))
        self._stem.value = page.paragraph(question.stem)
        attempt = self._answers.get(question.id)
        if attempt is not None:
            self._show_feedback(question, attempt, before=attempt.session != self._session)
            return
        self._shown = question.prompt(self._seed)["options"]
        self._options.index = None
        self._options.options = [(option["text"], option["id"]) for option in self._shown]
        self._options.index = None
        self._answer.disabled = True
        self._feedback.value = ""
        self._show(self._stem, self._options, self._sure, self._answer)
        self._mark_steps()

    def _show_feedback(self, question: Question, attempt: Attempt, *, before: bool = False) -> None:
        marked = question.mark(attempt.given)
        said = page.said_before(marked, attempt.when) if before else ""
        self._feedback.value = said + page.explained(question, marked)
        left = [item for item in self._questions if item.id not in self._answers]
        self._next.description = "Next question" if left else "Summary"
        self._show(self._stem, self._feedback, self._next, self._again)
        self._mark_steps()

    def _show_summary(self) -> None:
        right = {item.id: self._answers[item.id].correct for item in self._questions}
        self._heading.value = page.heading(self._questions, "summary")
        self._feedback.value = page.summary(self._questions, right)
        parts = [self._feedback, self._retry]
        self._show(*parts, *([] if all(right.values()) else [self._retry_wrong]))
        self._mark_steps()

    def _focus(self) -> None:
        """Put the keyboard where the learner looks: the button pressed last is gone."""
        if self._here is None:
            self._retry.focus()
        else:
            self._steps[self._questions.questions.index(self._here)].focus()

    def _show(self, *visible: Any) -> None:
        parts = [self._stem, self._options, self._sure, self._feedback, self._answer, self._next]
        for part in [*parts, self._again, self._retry, self._retry_wrong]:
            part.layout.display = None if part in visible else "none"

    def _mark_steps(self) -> None:
        for step, question in zip(self._steps, self._questions, strict=True):
            number = self._questions.questions.index(question) + 1
            attempt = self._answers.get(question.id)
            state = "open" if attempt is None else "right" if attempt.correct else "wrong"
            sign = {"open": "", "right": " ✓", "wrong": " ✗"}[state]
            step.description = f"{number}{sign}"
            step.tooltip = f"Question {self._of(number)}, {state}"
            here = ["l45-here"] if question is self._here else []
            step._dom_classes = ["l45-quiz-step", f"l45-{state}", *here]

    def _of(self, number: int) -> str:
        return f"{number} of {len(self._questions)}"

    # the static twin

    @property
    def text(self) -> str:
        """The questions as text, without the key."""
        return page.text(self._questions, self._seed)

    def __repr__(self) -> str:
        return f"Quiz({self._questions.name!r}, {len(self._questions)} questions)"

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        bundle: dict[str, Any] = super()._repr_mimebundle_(**kwargs)
        return {**bundle, "text/plain": self.text}


def _html(name: str) -> Any:
    return widgets.HTML().add_class(f"l45-quiz-{name}")


def _button(text: str, name: str, style: str, act: Callable[[object], None]) -> Any:
    button = widgets.Button(description=text, button_style=style).add_class(f"l45-quiz-{name}")
    button.on_click(act)
    return button
