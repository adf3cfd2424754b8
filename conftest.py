"""What every test run shares: no screen, no answers or cache of anybody touched, VTK heard."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

# Before anything loads VTK. Kernels that lessons start inherit all of it.
os.environ.setdefault("PYVISTA_OFF_SCREEN", "true")
if sys.platform == "linux":
    os.environ.setdefault("VTK_DEFAULT_OPENGL_WINDOW", "vtkEGLRenderWindow")
_OURS = tempfile.TemporaryDirectory(prefix="l45-")
os.environ["L45_PROGRESS"] = str(Path(_OURS.name) / "progress.sqlite")
os.environ["L45_MESHES"] = str(Path(_OURS.name) / "meshes")

_DRAWS = """
import pyvista
plotter = pyvista.Plotter(window_size=(64, 64))
plotter.add_mesh(pyvista.Sphere())
plotter.screenshot()
"""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let stored pictures be replaced, by hand and on purpose."""
    parser.addoption("--overwrite", action="store_true", help="store the pictures as they are now")


def pytest_unconfigure() -> None:
    """Throw away what was answered and meshed during the tests."""
    _OURS.cleanup()


@pytest.fixture(scope="session")
def drawing() -> None:
    """Skip, with the reason, where VTK cannot draw; without OpenGL it would end the process."""
    done = subprocess.run([sys.executable, "-c", _DRAWS], check=False, capture_output=True)
    if done.returncode == 0:
        return
    reason = "VTK cannot draw here: apt-get install libegl1 libgl1-mesa-dri (make system)"
    pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)


@pytest.fixture(autouse=True)
def _heard_vtk() -> Iterator[None]:
    """Fail a test during which VTK logged an error: VTK only prints them."""
    if "pyvista" not in sys.modules:
        yield
        return
    import pyvista

    with pyvista.VtkErrorCatcher(raise_errors=True, send_to_logging=False):
        yield
