"""Objective, level, difficulty and sources as tags, for formats that know tags.

A tag is one of these words, a colon and the value, as in `bloom: apply`.
"""

from collections.abc import Iterable
from typing import Any, get_args

from l45anatomy.evidence.teaching import Bloom
from l45anatomy.quizzes import blanks
from l45anatomy.quizzes.exchange.form import Loss
from l45anatomy.quizzes.item import Item

__all__ = ["known", "labels", "too_long"]

_LONGEST = 200  # letters: databases cut tags at 255


def labels(question: Item) -> list[str]:
    """Give what is known of a question as tags."""
    values = [("objective", question.objective, blanks.OBJECTIVE)]
    values += [("bloom", question.bloom, "")]
    values += [("difficulty", str(question.difficulty), "")]
    values += [("source", source, blanks.SOURCE) for source in question.sources]
    return [f"{key}: {v}" for key, v, blank in values if v != blank and len(v) <= _LONGEST]


def too_long(question: Item) -> list[Loss]:
    """Give what is too long for a tag."""
    is_long = len(question.objective) > _LONGEST
    return [Loss(question.id, "objective (too long for a tag)")] if is_long else []


def known(tags: Iterable[str]) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Give what tags say, and the tags that say nothing here.

    >>> known(["bloom: apply", "spine"])
    ({'bloom': 'apply'}, ("tag 'spine'",))
    """
    said: dict[str, Any] = {}
    lost = []
    for tag in tags:
        key, _, value = (part.strip() for part in tag.partition(":"))
        if (key == "objective" and value) or (key == "bloom" and value in get_args(Bloom)):
            said[key] = value
        elif key == "difficulty" and value in ("1", "2", "3", "4", "5"):
            said[key] = int(value)
        elif key == "source" and value:
            said.setdefault("sources", []).append(value)
        else:
            lost.append(f"tag {tag!r}")
    return said, tuple(lost)
