"""Meshes of people seen before, in the user's cache: what took long is made only once.

Any number of kernels may use the folder at once. A file that is damaged counts as none, and a
folder that cannot be written costs time and nothing else.
"""

import os
import re
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

from platformdirs import user_cache_path

from l45anatomy.geometry import glb

VARIABLE = "L45_MESHES"
LIMIT_BYTES = 200_000_000
KEY_LENGTH = 24  # hexadecimal digits
# The folder may be one of the user's, with more in it.
_OWN = re.compile(rf"[0-9a-f]{{{KEY_LENGTH}}}\.glb|tmp\w+\.part")


def folder() -> Path:
    """Give where meshes are kept: `L45_MESHES` if it is set, else the user's cache folder."""
    named = os.environ.get(VARIABLE)
    return Path(named) if named else user_cache_path("l45anatomy") / "meshes"


def path(key: str) -> Path:
    """Give the file of a mesh."""
    return folder() / f"{key}.glb"


def find(key: str) -> glb.Model | None:
    """Give a mesh that was kept, or None if there is none that is whole."""
    try:
        found = glb.read(path(key))
    except (OSError, ValueError):
        return None
    with suppress(OSError):
        path(key).touch()  # what is in use is thrown away last
    return found


def keep(key: str, model: glb.Model) -> None:
    """Keep a mesh; whoever reads meanwhile sees the old file or the new one, never half of one."""
    part = None
    try:
        folder().mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=folder(), suffix=".part", delete=False) as file:
            part = Path(file.name)
            file.write(glb.packed(model))
        part.replace(path(key))
    except OSError:
        if part is not None:
            with suppress(OSError):
                part.unlink()
        return
    _throw_away()


def _throw_away() -> None:
    """Remove what was used longest ago, until the rest is no larger than it may be."""
    ages = []
    for file in folder().iterdir():
        if not _OWN.fullmatch(file.name):
            continue
        with suppress(OSError):  # another kernel was quicker
            told = file.stat()
            ages.append((told.st_mtime, told.st_size, file))
    total = 0
    for _, size, file in sorted(ages, reverse=True):
        total += size
        if total > LIMIT_BYTES:
            with suppress(OSError):
                file.unlink()
