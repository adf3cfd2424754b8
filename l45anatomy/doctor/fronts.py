"""The front ends of this environment, their extensions for widgets, and how they call back.

What a browser shows comes from the environment that runs the server. Where lessons run in another
one, `l45 doctor` must be run there too.
"""

import json
import os
import sys
from collections.abc import Iterator, Sequence
from importlib import metadata
from pathlib import Path

from jupyter_core.paths import jupyter_config_dir, jupyter_path
from packaging.version import Version

from l45anatomy.doctor.installed import FindVersion
from l45anatomy.doctor.look import Look, Verdict

__all__ = ["extensions", "fronts", "subshells"]

OTHERS = {"notebook": "7.0"}  # from which version on; JupyterLab and Voila come along
EXTENSIONS = {
    "anywidget": "anywidget",
    "ipywidgets": "@jupyter-widgets/jupyterlab-manager",
}
SETTING = "commsOverSubshells"
PLUGIN = "@jupyterlab/apputils-extension"
FIRST_WITH_SUBSHELLS = "4.4"


def fronts(find_version: FindVersion = metadata.version) -> Iterator[Look]:
    """Look at the other front ends a lesson can be read in; those not installed are no fault."""
    for package, oldest in OTHERS.items():
        try:
            version = find_version(package)
        except metadata.PackageNotFoundError:
            seen = f"not installed; only needed to read lessons in {package.capitalize()}"
            yield Look(what=package, verdict=Verdict.HINT, seen=seen)
            continue
        is_well = Version(version) >= Version(oldest)
        yield Look(
            what=package,
            verdict=Verdict.SOUND if is_well else Verdict.WARNING,
            seen=f"{version}, must be >={oldest}",
            remedy="" if is_well else f'{sys.executable} -m pip install "{package}>={oldest}"',
        )


def extensions(folders: Sequence[str | Path] | None = None) -> Iterator[Look]:
    """Look whether a server of this environment finds what shows widgets in the browser."""
    searched = [Path(folder) for folder in folders or jupyter_path("labextensions")]
    for package, extension in EXTENSIONS.items():
        what = f"{package} in the browser"
        found = next((f for f in searched if (f / extension / "package.json").is_file()), None)
        if found is not None:
            told = json.loads((found / extension / "package.json").read_text("utf-8"))
            yield Look(what=what, verdict=Verdict.SOUND, seen=f"{extension} {told['version']}")
            continue
        yield Look(
            what=what,
            verdict=Verdict.FAULT,
            seen=f"extension {extension} is in none of {', '.join(map(str, searched))}",
            remedy=f"{sys.executable} -m pip install --force-reinstall --no-deps {package}"
            f"{' jupyterlab_widgets' if package == 'ipywidgets' else ''}, then restart the server "
            "and reload the page; where the server runs in another environment, install it there",
        )


def subshells(
    find_version: FindVersion = metadata.version, settings: Sequence[Path] | None = None
) -> Look:
    """Look how JupyterLab sends a widget's moves to the kernel, and say what that means."""
    what = "subshells"
    try:
        has_them = Version(find_version("jupyterlab")) >= Version(FIRST_WITH_SUBSHELLS)
    except metadata.PackageNotFoundError:
        has_them = False
    chosen = next(filter(None, map(_chosen, settings or _settings())), "perCommTarget")
    if not has_them or chosen == "disabled":
        seen = "not used: widgets call back in the kernel's main thread"
        return Look(what=what, verdict=Verdict.SOUND, seen=seen)
    return Look(
        what=what,
        verdict=Verdict.SOUND,
        seen=f"{SETTING} is {chosen}: widgets call back in a thread of their own. Ours bear it, "
        "none draws with VTK there; a callback of your own that draws with PyVista may end the "
        "kernel, then choose Settings, Kernels, Kernel Comms over subshells: Disabled",
    )


def _settings() -> Sequence[Path]:
    """Where a user's choice and an administrator's are written, the stronger first."""
    given = os.environ.get("JUPYTERLAB_SETTINGS_DIR")
    folder = Path(given) if given else Path(jupyter_config_dir(), "lab", "user-settings")
    user = folder / PLUGIN
    shared = [Path(folder, "overrides.json") for folder in jupyter_path("lab", "settings")]
    return [user / "kernels-settings.jupyterlab-settings", *shared]


def _chosen(file: Path) -> str:
    """The setting as a file has it; nothing if it has none or cannot be read as JSON."""
    try:
        told = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        return ""
    told = told.get(f"{PLUGIN}:kernels-settings", told)
    return str(told.get(SETTING, ""))
