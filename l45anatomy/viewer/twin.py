"""What stands beside a live widget for the day its kernel is gone: a picture and the words.

A front end that reopens a saved notebook knows the widget no more, and shows an error in its place
even if the same output holds a picture. So picture and words are outputs of their own; the style
sheet of the live view hides them as long as the widget before them is alive.
"""

from base64 import b64encode
from collections.abc import Mapping
from typing import Any

from IPython.display import display

__all__ = ["display_with_twin"]

PNG = "image/png"


def display_with_twin(
    name: str, bundle: Mapping[str, Any], picture: bytes | None, text: str
) -> None:
    """Show a widget by its bundle of MIME types, and its twins after it: PNG, if any, and text."""
    live = {kind: value for kind, value in bundle.items() if kind != PNG}
    display({**live, "text/plain": name}, raw=True)
    if picture:
        display({PNG: b64encode(picture).decode(), "text/plain": "a still picture"}, raw=True)
    display({"text/plain": text}, raw=True)
