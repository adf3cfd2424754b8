"""VTK is tried in a process of its own, and that process may die."""

import sys

import pytest

from l45anatomy.doctor import Verdict, drawing

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="other systems choose no window")


@pytest.mark.parametrize(
    ("script", "told"),
    [
        ("import os; os.abort()", "SIGABRT"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", "SIGSEGV"),
        ("raise OSError('libEGL.so.1 is not there')", "libEGL.so.1 is not there"),
        ("raise SystemExit(3)", "ended with 3"),
    ],
)
def test_how_a_process_ended_is_told(script, told):
    assert told in drawing.drawn_by(script, {})


@on_linux
def test_a_process_that_dies_is_a_fault_that_names_packages_and_variable():
    look = drawing.stills("import os; os.abort()", {})
    assert Verdict.FAULT is look.verdict
    assert "SIGABRT" in look.seen
    assert "libegl1 libgl1-mesa-dri" in look.remedy
    assert "VTK_DEFAULT_OPENGL_WINDOW=vtkEGLRenderWindow" in look.remedy


@on_linux
@pytest.mark.parametrize("window", drawing.WINDOWS)
def test_a_window_that_draws_is_named_as_the_remedy(window):
    script = f"import os; assert os.environ.get('VTK_DEFAULT_OPENGL_WINDOW') == '{window}'"
    look = drawing.stills(script, {})
    assert Verdict.FAULT is look.verdict
    assert f"set VTK_DEFAULT_OPENGL_WINDOW={window} " in look.remedy


def test_a_process_that_draws_is_sound_and_needs_no_remedy():
    look = drawing.stills("", {})
    assert (Verdict.SOUND, "") == (look.verdict, look.remedy)


def test_a_process_that_hangs_is_told(monkeypatch):
    monkeypatch.setattr(drawing, "PATIENCE_S", 0)
    assert "within 0 s" in drawing.drawn_by("import threading; threading.Event().wait()", {})


def test_webgl_is_a_hint_that_names_the_page_of_each_browser():
    look = drawing.webgl()
    assert Verdict.HINT is look.verdict
    for page in ("chrome://gpu", "about:support"):
        assert page in look.remedy
