import base64
import hashlib
import sys
import threading
from itertools import pairwise
from subprocess import run

import numpy as np
import pytest
import pyvista
import traitlets

from l45anatomy.viewer import VIEWS, Part, SpineView


@pytest.fixture
def wire(monkeypatch):
    """Stand in for the comm: a list of the messages sent, as (content, buffers)."""
    wire = []

    def send(_view, content, buffers=()):
        wire.append((content, list(buffers)))

    monkeypatch.setattr(SpineView, "send", send)
    return wire


def ball(name="ball", **fields):
    mesh = fields.pop("mesh", None) or pyvista.Sphere(theta_resolution=6, phi_resolution=6)
    return Part(**{"name": name, "mesh": mesh, "colour": "#102030", "group": "bones", **fields})


def ask(view, kind="ready", front_end="one"):
    """Do what a front end does when it joins."""
    view._handle_custom_msg({"kind": kind, "from": front_end}, [])


def moved(mm):
    matrix = np.eye(4)
    matrix[0, 3] = mm
    return matrix


def test_nothing_is_sent_before_a_front_end_asks(wire):
    SpineView([ball()])
    assert [] == wire


def test_a_front_end_that_asks_gets_the_whole_scene_addressed_to_it(wire):
    part = ball()
    view = SpineView([part])
    ask(view, front_end="two")
    [(content, buffers)] = wire
    assert ("whole", "two", ["ball"]) == (content["kind"], content["to"], content["order"])
    assert [part.mesh.n_points * 12, part.mesh.n_cells * 6] == [b.nbytes for b in buffers]


def test_a_reload_gets_what_the_scene_is_now(wire):
    part = ball()
    view = SpineView([part])
    ask(view)
    view.show([ball("other", mesh=part.mesh, matrix=moved(5), glow=0.5)])
    ask(view, front_end="reloaded")
    content, buffers = wire[-1]
    assert ["other"] == content["order"]
    assert 0.5 == content["parts"][0]["glow"]
    assert 3 == len(buffers)


def test_a_change_is_one_message_and_its_bytes_are_given(wire):
    first, second = ball("first"), ball("second")
    view = SpineView([first, second])
    ask(view)
    wire.clear()
    sent = view.show(
        [ball("first", mesh=first.mesh, matrix=moved(1)), ball("second", mesh=second.mesh, glow=1)]
    )
    [(content, buffers)] = wire
    assert 64 == sent == sum(b.nbytes for b in buffers)
    assert "change" == content["kind"]
    assert [{"name": "first", "matrix": 0}, {"name": "second", "glow": 1}] == content["parts"]


def test_showing_the_same_parts_again_sends_nothing(wire):
    parts = [ball("first"), ball("second", matrix=moved(2))]
    view = SpineView(parts)
    ask(view)
    wire.clear()
    assert 0 == view.show(parts)
    assert [] == wire


def test_bad_parts_leave_the_scene_as_it_was():
    view = SpineView([ball("kept")])
    with pytest.raises(ValueError, match="two parts"):
        view.show([ball("twice"), ball("twice")])
    assert ("kept",) == view.names


def test_front_ends_follow_when_many_threads_show(wire):
    """Each change says what differs from the one sent before it, whoever sends it."""
    mesh = pyvista.Sphere(theta_resolution=6, phi_resolution=6)
    view = SpineView([ball(mesh=mesh, matrix=moved(0))])
    ask(view)
    wire.clear()
    steps = 40

    def work(start):
        for step in range(steps):
            view.show([ball(mesh=mesh, matrix=moved(start + step))])

    threads = [threading.Thread(target=work, args=(1000 * k,)) for k in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    last = np.frombuffer(wire[-1][1][0], "<f4").reshape(4, 4, order="F")
    ask(view)
    content, buffers = wire[-1]
    whole = np.frombuffer(buffers[content["parts"][0]["matrix"]], "<f4").reshape(4, 4, order="F")
    assert np.array_equal(whole, last)
    assert all(content["kind"] == "change" for content, _ in wire[:-1])
    seen = [np.frombuffer(buffers[0], "<f4")[12] for _, buffers in wire[:-1]]
    assert all(a != b for a, b in pairwise(seen))


def test_the_repr_is_the_same_in_every_run():
    assert "SpineView(1 parts, view='left')" == repr(SpineView([ball()], view="left"))


def test_the_output_carries_picture_and_text_beside_the_live_view():
    view = SpineView(picture=b"\x89PNG", description="Root L5 left is caught.")
    data, _ = view._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in data
    assert b"\x89PNG" == base64.b64decode(data["image/png"])
    assert "Root L5 left is caught." == data["text/plain"]


def test_the_output_without_picture_says_what_it_is():
    data, _ = SpineView()._repr_mimebundle_()
    assert "image/png" not in data
    assert "SpineView(0 parts, view='posterior')" == data["text/plain"]


def test_a_front_end_without_webgl_gets_the_picture(wire):
    ask(SpineView(picture=b"\x89PNG"), kind="picture")
    [(content, buffers)] = wire
    assert ("picture", b"\x89PNG") == (content["kind"], bytes(buffers[0]))


def test_a_front_end_without_webgl_hears_that_there_is_no_picture(wire):
    ask(SpineView(), kind="picture")
    assert [({"kind": "picture", "to": "one"}, [])] == wire


@pytest.mark.parametrize(
    ("trait", "value", "message"),
    [
        ("view", "above", "view is 'above', must be one of posterior"),
        ("height", 20, "height is 20, must be 200 to 4000"),
        ("target", [1.0], r"target is \[1.0\], must be empty or three"),
    ],
)
def test_a_bad_trait_is_refused(trait, value, message):
    view = SpineView()
    with pytest.raises((ValueError, traitlets.TraitError), match=message):
        setattr(view, trait, value)


@pytest.mark.parametrize("name", VIEWS)
def test_every_named_view_is_accepted(name):
    assert name == SpineView(view=name).view


def test_the_picture_stays_in_the_kernel():
    """Saved with the widget's state it would be in the notebook twice."""
    assert "picture" not in SpineView(picture=b"\x89PNG").get_state()


def test_importing_the_viewer_loads_no_vtk():
    code = "import sys, l45anatomy.viewer; sys.exit('vtkmodules' in sys.modules)"
    assert 0 == run([sys.executable, "-c", code], check=False).returncode


def test_what_was_before_travels_once_and_only_where_it_differs(wire):
    same, was, now = ball("same"), ball("one"), ball("one", colour="#ff0000")
    view = SpineView([now, same], before=lambda: [was, same])
    ask(view)
    view.compare = "outline"
    content, buffers = wire[-1]
    assert ("before", ["one"]) == (content["kind"], content["differing"])
    assert [part["name"] for part in content["parts"]] == ["one"]
    assert buffers
    view.show([ball("one", mesh=now.mesh, colour="#00ff00"), same])
    content, buffers = wire[-1]
    assert (["one"], [], []) == (content["differing"], content["parts"], buffers)
    view.show([was, same])
    assert [] == wire[-1][0]["differing"]


def test_nothing_is_compared_where_nothing_was_before(wire):
    view = SpineView([ball()])
    ask(view)
    view.compare = "wipe"
    assert ["whole"] == [content["kind"] for content, _ in wire]


@pytest.mark.parametrize(
    ("cut", "said"),
    [
        ({"at_mm": 3.0}, "must have plane"),
        ({"plane": "oblique"}, "plane of cut is 'oblique'"),
        ({"plane": "axial", "at_mm": 1e6}, "at_mm of cut"),
        ({"plane": "axial", "depth": 1}, "cut has"),
    ],
)
def test_a_bad_cut_is_refused_with_words(cut, said):
    with pytest.raises(ValueError, match=said):
        SpineView(cut=cut)


def test_the_script_that_draws_goes_to_the_page_that_lacks_it_and_to_no_other(wire):
    """A widget brings a small script: pages keep every one they load."""
    view = SpineView([ball()])
    assert len(str(view._esm)) < 4000
    ask(view, "script", "two")
    [(content, [text])] = wire
    assert {"kind": "script", "to": "two"} == content
    assert view.script_hash == hashlib.sha256(text).hexdigest()
    assert b"WebGL" in bytes(text)
