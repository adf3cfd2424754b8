"""A short text that may be put in several ways."""

import re
import unicodedata
from typing import Annotated, Literal, Self

from pydantic import Field, JsonValue, model_validator

from l45anatomy import naming
from l45anatomy.neurology import UnknownItemError, find_item
from l45anatomy.quizzes.item import Feedback, Item, Mark, Prompt, Text, Wrong, doubled, refuse

LONGEST = 200  # letters: a short text


def normal(text: str) -> str:
    """Give a text as it is compared: no case, no accents, no marks, single spaces.

    >>> normal("  N. peronaeus  communis (Fibularis)")
    'n peronaeus communis fibularis'
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(re.findall(r"[a-z0-9]+", plain.casefold()))


class Mistaken(Wrong):
    """Wrong texts with one reason."""

    accepted: Annotated[tuple[Text, ...], Field(min_length=1)]


class ShortText(Item):
    """A text to be typed; any of `accepted` is right, and any synonym where it names something.

    `means` says what is named: a structure of the spine or an item of the examination.
    """

    kind: Literal["short text"]
    accepted: Annotated[tuple[Text, ...], Field(min_length=1)]
    means: Literal["text", "structure", "item"] = "text"
    reason: Text
    wrong: tuple[Mistaken, ...] = ()
    otherwise: Text

    @model_validator(mode="after")
    def _tells_answers_apart(self) -> Self:
        lists = (self.accepted, *(wrong.accepted for wrong in self.wrong))
        texts = [normal(text) for texts in lists for text in texts]
        if double := doubled(texts):
            raise ValueError(f"must accept each text once, {double!r} is there twice")
        if "" in texts:
            raise ValueError("accepted must have letters or digits")
        return self

    def prompt(self, seed: int) -> Prompt:  # noqa: ARG002 - every kind is asked alike
        """Give what may be told before the answer."""
        return self._prompt(self.kind, longest=LONGEST)

    def mark(self, answer: JsonValue) -> Mark:
        """Mark a text.

        Raises
        ------
        ValueError
            If it is no text, empty or longer than a short text.
        """
        if not isinstance(answer, str) or not normal(answer) or len(answer) > LONGEST:
            raise refuse(self.id, answer, f"a text of 1 to {LONGEST} letters")
        said = answer.strip()
        is_right = self._fits(said, self.accepted)
        key = Feedback(text=self.accepted[0], correct=True, chosen=is_right, reason=self.reason)
        feedback = (key,) if is_right else (self._wrong(said), key)
        return Mark(question=self.id, answer=said, score=float(is_right), feedback=feedback)

    def _fits(self, said: str, accepted: tuple[str, ...]) -> bool:
        if normal(said) in map(normal, accepted):
            return True
        meant = _meaning(said, self.means)
        return meant is not None and meant in {_meaning(text, self.means) for text in accepted}

    def _wrong(self, said: str) -> Feedback:
        for wrong in self.wrong:
            if self._fits(said, wrong.accepted):
                why = {"reason": wrong.reason, "misconception": wrong.misconception}
                return Feedback(text=said, correct=False, chosen=True, **why)
        return Feedback(text=said, correct=False, chosen=True, reason=self.otherwise)


def _meaning(text: str, means: str) -> object:
    """Give what a text names, or None where it names nothing."""
    try:
        if means == "structure":
            return naming.find(text)
        return find_item(text).item if means == "item" else None
    except (UnknownItemError, ValueError):
        return None
