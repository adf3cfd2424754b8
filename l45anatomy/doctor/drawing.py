"""Whether VTK draws without a window here, and where a browser says whether it has WebGL.

A missing OpenGL library kills the process instead of raising, so another process tries it.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence

from l45anatomy.doctor.look import Look, Verdict

__all__ = ["drawn_by", "stills", "webgl"]

VARIABLE = "VTK_DEFAULT_OPENGL_WINDOW"
WINDOWS = ("vtkEGLRenderWindow", "vtkOSOpenGLRenderWindow")  # EGL draws more than OSMesa does
DEBIAN = "apt-get install libegl1 libgl1-mesa-dri"
PATIENCE_S = 120

# What is drawn, and that it is no empty picture.
DRAWS = """
import pyvista
plotter = pyvista.Plotter(off_screen=True, window_size=(64, 64))
plotter.add_mesh(pyvista.Sphere())
assert plotter.screenshot().std() > 0
"""


def stills(script: str = DRAWS, environment: Mapping[str, str] = os.environ) -> Look:
    """Draw a sphere in another process, as the environment is and then with other windows."""
    fate = drawn_by(script, environment)
    if not fate:
        return Look(what="stills", verdict=Verdict.SOUND, seen="VTK draws without a window")
    seen = f"VTK cannot draw here, the process {fate}; pictures by `case.png` would end the kernel"
    for window in _windows_to_try(environment):
        if not drawn_by(script, {**environment, VARIABLE: window}):
            remedy = f"set {VARIABLE}={window} before JupyterLab starts; it draws with that"
            return Look(what="stills", verdict=Verdict.FAULT, seen=seen, remedy=remedy)
    return Look(what="stills", verdict=Verdict.FAULT, seen=seen, remedy=_remedy())


def _windows_to_try(environment: Mapping[str, str]) -> Sequence[str]:
    chosen = environment.get(VARIABLE)
    return [name for name in WINDOWS if name != chosen] if sys.platform == "linux" else ()


def _remedy() -> str:
    if sys.platform == "linux":
        return f"as root on Debian or Ubuntu: {DEBIAN}; then set {VARIABLE}={WINDOWS[0]}"
    return "renew the driver of the graphics card; over a remote desktop, try at the machine itself"


def drawn_by(script: str, environment: Mapping[str, str]) -> str:
    """Run a script that draws and say how its process ended; nothing if it ended well."""
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and text
            [sys.executable, "-c", script],
            env=dict(environment),
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE_S,
        )
    except subprocess.TimeoutExpired:
        return f"drew nothing within {PATIENCE_S} s"
    if done.returncode < 0:
        return f"was killed ({signal.Signals(-done.returncode).name})"
    if done.returncode > 0:
        last = (done.stderr.strip().splitlines() or [f"ended with {done.returncode}"])[-1]
        return f"failed: {last}"
    return ""


def webgl() -> Look:
    """Say where the browser tells whether the live view can be drawn; nothing can be seen here."""
    return Look(
        what="WebGL",
        verdict=Verdict.HINT,
        seen="only the browser knows: it draws the live view, not this machine",
        remedy="Chrome or Edge: open chrome://gpu and look for 'WebGL: Hardware accelerated'; "
        "Firefox: open about:support and look for 'WebGL 2 Driver Renderer'. "
        "'Software only' works but is slow; 'disabled' shows the still picture instead: "
        "switch graphics acceleration on under Settings, System, and restart the browser",
    )
