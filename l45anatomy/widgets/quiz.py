"""The quiz of a lesson as a widget: one question at a time, stored first, explained at once.

The widget holds where the learner is and what is on the screen. Marking is `quizzes.kinds`, memory
is `quizzes.progress`; if the memory fails, the quiz goes on and says so. The key reaches the page
only after an answer.
"""

import json
import threading
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol

import ipywidgets as widgets
from IPython.display import display

from l45anatomy.quizzes import asking, drafts, page
from l45anatomy.quizzes.chain import chain_html
from l45anatomy.quizzes.item import Mark
from l45anatomy.quizzes.kinds import Dermatome, Question
from l45anatomy.quizzes.progress import Attempt, Progress, ProgressError
from l45anatomy.quizzes.questions import QuestionSet, load, together
from l45anatomy.quizzes.queue import next_due, to_review
from l45anatomy.quizzes.sitting import Sitting
from l45anatomy.viewer import QuizCard
from l45anatomy.widgets import card
from l45anatomy.widgets.beside import Beside

__all__ = ["Quiz", "Store", "quiz"]

STYLE = Path(__file__).with_name("quiz.css")


class Store(Protocol):
    """Where attempts go and come from; `Progress` is one."""

    def record(self, attempt: Attempt) -> None:
        """Keep an attempt, or raise a `ProgressError`."""

    def attempts(self, quiz: str | None = None) -> tuple[Attempt, ...]:
        """Give the attempts at a quiz back, oldest first, or raise a `ProgressError`."""


def _utc() -> datetime:
    return datetime.now(UTC)


def quiz(
    name: str | Path | QuestionSet | None = None,
    progress: Store | str | Path | None = None,
    seed: int = 0,
    *,
    due: bool = False,
) -> "Quiz":
    """Show the questions of a lesson, by name, of a TOML file, by its path, or of a clinic.

    Parameters
    ----------
    name
        All lessons together unless given; generated cases as `clinic(seed)`.
    progress
        The file for the answers; the learner's own by default.
    seed
        Sets the order of the options.
    due
        Ask only what is due for review, confident errors first.
    """
    store = Progress(progress) if isinstance(progress, str | Path | None) else progress
    if isinstance(name, QuestionSet):
        return Quiz(name, store, seed=seed, due=due)
    asked = together() if name is None else load(name)
    return Quiz(asked, store, seed=seed, due=due)


class Quiz(widgets.VBox):  # type: ignore[misc]  # ipywidgets has no types
    """Questions, one at a time, with feedback for each and a review at the end.

    `card` is the question, `beside` its picture; `sitting` says how far the learner is.
    """

    def __init__(
        self,
        questions: QuestionSet,
        store: Store,
        *,
        seed: int = 0,
        due: bool = False,
        now: Callable[[], datetime] = _utc,
    ) -> None:
        self._lock = threading.RLock()
        self._store, self._seed, self._now = store, seed, now
        self._session = uuid.uuid4().hex
        self._unsaved: list[Attempt] = []
        self._notice, self._note, self._turn = "", "", 0
        self._mark: Mark | None = None  # of the answer that is looked at
        self._is_proved = False
        self._questions, self._empty = self._due(questions) if due else (questions, "")
        names = tuple(question.id for question in self._questions)
        answers = {} if due else self._remembered()
        self.sitting = Sitting(names=names, here=next(iter(names), None), answers=answers)
        self.card = QuizCard()
        self.beside = Beside(self._draw)
        self.card.observe(self._act, "acted")
        self.card.observe(self._follow, "draft")
        style = widgets.HTML(f"<style>{STYLE.read_text(encoding='utf-8')}</style>")
        style.add_class("l45-quiz-style")
        front = widgets.VBox([self.card]).add_class("l45-quiz-front")
        screen = widgets.HBox([front, self.beside]).add_class("l45-quiz-screen")
        super().__init__([style, screen])
        self.add_class("l45-quiz")
        self._go(self.sitting)
        self._deal()

    # ---- what is remembered

    def _due(self, questions: QuestionSet) -> tuple[QuestionSet, str]:
        """Give what is due of a quiz, and what is said where that is nothing."""
        try:
            attempts, now = self._store.attempts(), self._now()
        except ProgressError as error:
            self._notice = page.alert(f"What is due can't be known, so all is asked. {error}")
            return questions, ""
        day = next_due(questions, attempts, now)
        local = day and day.astimezone()
        when = f" The next question is due on {local.day} {local:%B %Y}." if local else ""
        return to_review(questions, attempts, now), f"Nothing is due for review.{when}"

    def _remembered(self) -> dict[str, Attempt]:
        """Take up the stored answers, the latest of each question."""
        asked = {question.id: question for question in self._questions}
        homes = dict.fromkeys(self._questions.home(question) for question in self._questions)
        try:
            stored = [one for home in homes for one in self._store.attempts(home)]
        except ProgressError as error:
            self._notice = page.alert(f"Earlier answers can't be read. {error}")
            return {}
        latest = {one.question: one for one in stored if one.question in asked}
        return {n: one for n, one in latest.items() if drafts.is_answer(asked[n], one.given)}

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
            lost = "will be lost when the kernel stops"
            self._notice = page.alert(f"{what} not saved and {lost}. {error}")
        else:
            self._notice = ""

    # ---- what the learner does

    def _act(self, change: Any) -> None:
        """Follow an order of the card, and give one card for it, come what may."""
        order = change["new"]
        with self._lock, self.card.hold_sync():
            try:
                self._note = ""
                self._obey(order["name"], order.get("value"), order.get("draft"), order.get("sure"))
            except ValueError as error:
                self._note = str(error)
            finally:
                self._deal()

    def _obey(self, name: str, value: Any, draft: Any, sure: int | None) -> None:
        sitting = self.sitting
        match name:
            case "answer":
                self._answer(draft, sure)
            case "next":
                self._go(sitting.onward())
            case "go":
                self._go(sitting.at(self._questions.questions[int(value)].id))
            case "review":
                self._go(sitting.at(None))
            case "skip" | "again" | "over" | "repeat_wrong" | "take_open":
                self._go(getattr(sitting, name)())
            case "flag" | "hint":
                self.sitting = getattr(sitting, name)()
            case "show":
                self._prove()
            case "point":
                self._prove()
                self.beside.point(str(value))

    def _answer(self, draft: Any, sure: int | None) -> None:
        question = self._question
        if question is None or self.sitting.answer is not None:
            return
        made = self.beside.answer(question, draft)
        marked = question.mark(drafts.answer(question, self._mixed, made))
        attempt = Attempt(
            id=uuid.uuid4().hex,
            quiz=self._questions.home(question),
            question=question.id,
            objective=question.objective,
            answer=json.dumps(marked.answer),
            score=marked.score,
            misconceptions=marked.misconceptions,
            confidence=sure,
            hinted=question.id in self.sitting.hinted,
            when=self._now(),
            session=self._session,
        )
        self._keep(attempt)
        self.sitting = self.sitting.answered(attempt)
        self._tell(question, marked)

    # ---- an answer that is made beside the card

    def _draw(self, told: Any) -> None:
        """Take what was pointed at or painted into the draft."""
        with self._lock:
            if self.sitting.answer is not None:
                return
            if isinstance(self._question, Dermatome):
                self.card.draft = sorted({told} ^ set(self.card.draft or ()))
            else:
                self.card.draft = told

    def _follow(self, change: Any) -> None:
        """Paint the leg as the card has it."""
        with self._lock:
            question = self._question
            if isinstance(question, Dermatome) and self.sitting.answer is None:
                self.beside.paint(question, change["new"])

    # ---- what is on the screen

    @property
    def _question(self) -> Question | None:
        return None if self.sitting.here is None else self._questions[self.sitting.here]

    @property
    def _mixed(self) -> int:
        """The seed of this round."""
        return self._seed + self.sitting.rounds

    def _go(self, sitting: Sitting) -> None:
        """Show a question, or the review."""
        self.sitting, self._mark, self._is_proved = sitting, None, False
        question, attempt = self._question, sitting.answer
        self._turn += 1
        self.card.draft = drafts.draft(question, attempt) if question else None
        if question is None or (attempt and not isinstance(question, Dermatome)):
            self.beside.clear()
        else:
            self.beside.ask(question)
        if question is not None and attempt is not None:
            self._tell(question, question.mark(attempt.given))

    def _tell(self, question: Question, marked: Mark) -> None:
        """Show what is said of an answer; what was painted, predicted or pointed at is seen."""
        self._mark = marked
        if isinstance(question, Dermatome):
            self.beside.paint(question, self.card.draft, due=True)
        elif question.kind in ("predict", "structure"):
            self._prove()

    def _prove(self) -> None:
        if self._question is not None and self._mark is not None and not self._is_proved:
            self._is_proved = True
            self.beside.prove(self._question, self._mark)

    def _deal(self) -> None:
        """Give the card that shows the present sitting."""
        self.card.card = self._card() | {
            "turn": self._turn,
            "n": self.card.card.get("n", 0) + 1,
            "notice": self._notice,
            "note": self._note,
        }

    def _card(self) -> dict[str, Any]:
        question, marked = self._question, self._mark
        if question is None:
            return card.review(self._questions, self.sitting, self._empty)
        if marked is None:
            return card.asked(self._questions, self.sitting, question, self._mixed)
        attempt = self.sitting.answers[question.id]
        before = attempt.session != self._session
        said = page.said_before(marked, attempt.when) if before else ""
        told = said + page.explained(question, marked, attempt) + chain_html(question, marked)
        can_show = marked.proof is not None and not self._is_proved
        return card.told(self._questions, self.sitting, question, told, can_show=can_show)

    # ---- the static twin

    def _lists(self) -> list[tuple[str, tuple[str, ...]]]:
        return [(one.stem, asking.in_lines(one, self._seed)) for one in self._questions]

    @property
    def text(self) -> str:
        """The questions as text, without the key."""
        return page.text(self._questions.title, self._lists())

    def __repr__(self) -> str:
        return f"Quiz({self._questions.name!r}, {len(self._questions)} questions)"

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        bundle: dict[str, Any] = super()._repr_mimebundle_(**kwargs)
        return {**bundle, "text/plain": self.text}

    def _ipython_display_(self) -> None:
        """Show the live quiz, and after it the questions for the day its kernel is gone."""
        live = {**self._repr_mimebundle_(), "text/plain": repr(self)}
        display(live, raw=True)
        still = page.html(self._questions.title, self._lists())
        display({"text/html": still, "text/plain": self.text}, raw=True)
