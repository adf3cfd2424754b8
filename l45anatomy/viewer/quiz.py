"""The widget that puts one question on a card, takes what is answered and shows what is told.

It knows no question and no key: texts, forms and feedback are given to it as pieces of a page,
which are trusted. Whoever observes `acted` marks, stores and gives the next card.
"""

from typing import Any

import anywidget
import traitlets

from l45anatomy.viewer.script import STATIC

__all__ = ["QuizCard"]


class QuizCard(anywidget.AnyWidget):
    """A card with a question, with its feedback, or with the review at the end.

    `card` is what it shows: `phase` is "open", "told" or "review", `turn` counts the questions
    shown, `n` the answers to orders; `form` says how an answer is made, of `kind` "one",
    "several", "typed", "order", "match", "pointed", "set" or "stages". `draft` is the answer as
    far as it is made, places instead of texts. `acted` is an order of the learner: `{"name",
    "value", "draft", "sure", "n"}`.
    """

    _esm = STATIC / "quiz.js"
    _css = STATIC / "quiz.css"

    card = traitlets.Dict().tag(sync=True)
    draft = traitlets.Any(None).tag(sync=True)
    acted = traitlets.Dict().tag(sync=True)

    def act(self, name: str, value: Any = "", *, sure: int | None = None) -> None:
        """Do as by hand: press a button of the card, with the draft as it is."""
        order = {"name": name, "value": value, "draft": self.draft, "sure": sure}
        self.acted = {**order, "n": self.acted.get("n", 0) + 1}

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.card.get('place', '')!r})"
