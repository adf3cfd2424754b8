"""The kinds of questions: each reads its own keys, tells its prompt and marks its answers.

Every kind has `kind`, `key`, `prompt(seed)` and `mark(answer)`; answers are plain JSON values. A
new kind is a class with these four, added to `Question`.
"""

from typing import Annotated

from pydantic import Field

from l45anatomy.quizzes.kinds.arranging import Match, Order
from l45anatomy.quizzes.kinds.choice import MultipleChoice, SingleChoice
from l45anatomy.quizzes.kinds.localising import Localise
from l45anatomy.quizzes.kinds.number import Number
from l45anatomy.quizzes.kinds.pointing import Dermatome, Structure
from l45anatomy.quizzes.kinds.simulated import Grade, Sliders
from l45anatomy.quizzes.kinds.words import ShortText

__all__ = [
    "Dermatome",
    "Grade",
    "Localise",
    "Match",
    "MultipleChoice",
    "Number",
    "Order",
    "Question",
    "ShortText",
    "SingleChoice",
    "Sliders",
    "Structure",
]

Question = Annotated[
    SingleChoice
    | MultipleChoice
    | Number
    | ShortText
    | Order
    | Match
    | Structure
    | Dermatome
    | Grade
    | Sliders
    | Localise,
    Field(discriminator="kind"),
]
