"""What stands beside a live widget for the day its kernel is gone: a picture and the words.

A front end that reopens a saved notebook knows the widget no more, and shows an error in its place
even if the same output holds a picture. So picture and words are outputs of their own; the style
sheet of the live view hides them as long as the widget before them is alive.
"""

from base64 import b64encode
from collections.abc import Callable, Mapping
from typing import Any

from IPython.display import display

__all__ = ["AGAIN", "Picture", "display_with_twin", "drawn", "twinned"]

PNG = "image/png"
AGAIN = "This is how it began. Run this cell to move it."
Picture = bytes | Callable[[], bytes | None] | None  # PNG, or a function that gives it when asked


def drawn(picture: Picture) -> bytes | None:
    """Give a picture, made now if it was not made before."""
    return (picture() if callable(picture) else picture) or None


def twinned(shown: Any, picture: Picture, text: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Give what a widget shows, by MIME type, with its picture and its text; then its metadata.

    `shown` is what the widget's own `_repr_mimebundle_` gave: one of the two forms, or None.
    """
    bundle, metadata = shown if isinstance(shown, tuple) else (shown or {}, {})
    image = drawn(picture)
    own = {PNG: b64encode(image).decode()} if image else {}
    return {**bundle, "text/plain": text, **own}, metadata


def display_with_twin(name: str, bundle: Mapping[str, Any]) -> None:
    """Show a widget by what `twinned` gave, and after it the twins in it: PNG, if any, and text.

    The twins stay as they are whatever is moved, so the text says that, and how to move it again.
    """
    live = {kind: value for kind, value in bundle.items() if kind != PNG}
    display({**live, "text/plain": name}, raw=True)
    if PNG in bundle:
        display({PNG: bundle[PNG], "text/plain": "a still picture"}, raw=True)
    display({"text/plain": f"{bundle['text/plain']}\n\n{AGAIN}"}, raw=True)
