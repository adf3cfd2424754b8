"""The live slice by its traits, without a browser."""

import numpy as np
import pytest

from l45anatomy.viewer import SliceView


@pytest.fixture
def wire(monkeypatch):
    """Stand in for the comm: a list of the messages sent, as (content, buffers)."""
    sent = []
    monkeypatch.setattr(
        SliceView, "send", lambda _view, content, buffers=(): sent.append((content, buffers))
    )
    return sent


def grey(value=7):
    return np.full((4, 4), value, np.uint8)


def test_a_slice_travels_as_two_buffers_of_bytes(wire):
    view = SliceView()
    view.show(grey(9), grey(1), names=["", "disc"], plane="axial")
    ((content, buffers),) = wire
    assert ("slice", 4) == (content["kind"], content["size"])
    assert [bytes([9] * 16), bytes([1] * 16)] == [bytes(buffer) for buffer in buffers]
    assert (1, ["", "disc"]) == (view.revision, view.names)


def test_a_front_end_that_joins_gets_what_is_shown_addressed_to_it(wire):
    view = SliceView()
    view._handle_custom_msg({"kind": "ready", "from": "early"}, [])
    assert [] == wire
    view.show(grey(), grey())
    view._handle_custom_msg({"kind": "ready", "from": "late"}, [])
    assert [None, "late"] == [content["to"] for content, _ in wire]


def test_the_reach_has_a_lower_and_an_upper_end():
    with pytest.raises(ValueError, match="must be two numbers"):
        SliceView(reach_mm=[3.0])
    with pytest.raises(ValueError, match="must be two numbers, the lower first"):
        SliceView(reach_mm=[3.0, 1.0])


def test_picture_and_words_stand_in():
    view = SliceView(description="a slice", picture=lambda: b"png")
    data, _ = view._repr_mimebundle_()
    assert "a slice" == data["text/plain"]
    assert data["image/png"]


def test_the_names_leave_before_the_labels_that_index_them(monkeypatch):
    told = []
    monkeypatch.setattr(SliceView, "send", lambda *_a, **_k: told.append("labels"))
    monkeypatch.setattr(
        SliceView, "send_state", lambda _view, key=None: told.append("names" in (key or ()))
    )
    SliceView().show(grey(), grey(), names=["", "disc"])
    assert [True, "labels"] == told[-2:]
