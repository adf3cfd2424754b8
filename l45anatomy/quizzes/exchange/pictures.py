"""The pictures beside questions as files, for formats that take them along.

A picture of ours is a case seen from somewhere; elsewhere it is an image. What an image shows must
not tell the key, so slices come without measures and the drawing of the legs without reasons.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from json import dumps, loads

from l45anatomy.case import Case
from l45anatomy.quizzes.exchange.form import Loss
from l45anatomy.quizzes.item import Item, Picture

__all__ = ["Image", "image"]

# Each region says its finding, and behind it what is caught.
_REASON = re.compile(r"""((?:<title>|role="button" aria-label=")[^<".]*\.)[^<"]*""")


@dataclass(frozen=True, kw_only=True)
class Image:
    """An image as a file, and the words that stand for it."""

    name: str
    content: bytes
    words: str


def image(question: Item, *, draws: bool) -> Image | Loss | None:
    """Give the image of a question, or the loss of it; without `draws` nothing is rendered."""
    picture = question.picture
    if picture is None:
        return None
    if picture.of == "spine" and not draws:
        return Loss(question.id, "picture: nothing can be drawn in 3D on this machine")
    suffix = "svg" if picture.of == "leg" else "png"
    return Image(
        name=f"{question.id}.{suffix}",
        content=_content(dumps(picture.model_dump(), sort_keys=True)),
        words=_words(picture),
    )


def _words(picture: Picture) -> str:
    match picture.of:
        case "spine":
            return f"the spine, {picture.view} view"
        case "slice":
            return f"a slice, {picture.plane}, {picture.weighting}"
    return "both legs with what was found"


@lru_cache(maxsize=64)
def _content(plain: str) -> bytes:
    """Draw a picture, once for the same data."""
    picture = Picture.model_validate(loads(plain))
    case = Case.from_dict(picture.case)
    match picture.of:
        case "spine":
            return case.png(picture.view)
        case "slice":
            seen = case.mri(picture.plane, picture.position_mm, picture.weighting)
            return seen.png(overlay=False)
    return _REASON.sub(r"\1", case.body()).encode()
