"""A widget shows itself first, then what is left of it without a kernel."""

from base64 import b64decode

import pytest

from l45anatomy.viewer import SpineView
from l45anatomy.viewer.twin import AGAIN


@pytest.mark.parametrize("picture", [b"PNG", None])
def test_a_view_shows_itself_then_its_picture_if_any_then_its_words(picture, monkeypatch):
    shown = []
    monkeypatch.setattr("l45anatomy.viewer.twin.display", lambda data, **_: shown.append(data))
    SpineView(picture=picture, description="Two balls.")._ipython_display_()
    live, *pictures, words = shown
    assert "application/vnd.jupyter.widget-view+json" in live
    assert "image/png" not in live
    assert [picture] * bool(picture) == [b64decode(data["image/png"]) for data in pictures]
    assert {"text/plain": f"Two balls.\n\n{AGAIN}"} == words


def test_who_reopens_a_notebook_is_told_how_old_it_is_and_what_to_do():
    assert "began" in AGAIN
    assert "Run this cell" in AGAIN


def test_the_picture_beside_a_view_is_drawn_once(monkeypatch):
    """Drawing it takes longer than all else about showing a view."""
    monkeypatch.setattr("l45anatomy.viewer.twin.display", lambda *_, **__: None)
    drawn = []
    SpineView(picture=lambda: drawn.append(1) or b"PNG")._ipython_display_()
    assert [1] == drawn
