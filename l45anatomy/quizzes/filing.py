"""Questions as the text of a question file, and the file that authors start from."""

from typing import Any

import tomli_w

from l45anatomy.evidence import DATA
from l45anatomy.quizzes.questions import LARGEST_FILE, QuestionError, QuestionSet

__all__ = ["TEMPLATE", "as_toml"]

TEMPLATE = DATA / "question_template.toml"


def as_toml(questions: QuestionSet) -> str:
    """Give questions as the text of a file that `questions.load` reads back the same.

    Raises
    ------
    QuestionError
        If the file would be too large to be read.
    """
    content: dict[str, Any] = {"title": questions.title}
    if questions.objectives:
        content["objectives"] = dict(questions.objectives)
    content["question"] = [
        one.model_dump(mode="json", exclude_none=True, exclude_defaults=True) for one in questions
    ]
    text = tomli_w.dumps(content, multiline_strings=True)
    size = len(text.encode())
    if size > LARGEST_FILE:
        raise QuestionError(f"{questions.name}: {size} bytes, must be at most {LARGEST_FILE}")
    return text
