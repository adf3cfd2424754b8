"""Meshes found by the hash of the field they are the surface of: shipped, kept, or made now.

A file whose field has changed since is not found under the new hash: a stale mesh never shows.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from math import floor
from pathlib import Path
from time import perf_counter
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy as np

from l45anatomy.geometry import glb, kept, mesher
from l45anatomy.geometry.fields import Field

if TYPE_CHECKING:
    import pyvista

_PACKAGE = Path(__file__).parent.parent
MANIFEST = "manifest.json"
SLOW_S = 0.1  # what takes longer to mesh is kept
# A number that is no part of a word in quotes: a digest has figures, too, and all of them count.
_NUMBER = re.compile(r"(?<![\w.'])-?\d+(?:\.\d+)?(?:e[+-]?\d+)?(?![\w.'])")
_BETWEEN = 0.3178  # of a millionth: no number with a few decimals lies where two millionths meet


def folder() -> Path:
    """Give the folder of ready-made meshes: inside an installed package, beside a checkout's."""
    inside = _PACKAGE / "_models3d"
    return inside if inside.is_dir() else _PACKAGE.parent / "models3d"


def key(shape: object, spacing: float) -> str:
    """Give the hash of a field, or of another printable value, at a spacing.

    Numbers count to a millionth of a millimetre: another processor may differ in the last digit.
    """
    told = _NUMBER.sub(lambda found: str(_millionths(found[0])), repr(shape))
    return hashlib.sha256(f"{spacing} {told}".encode()).hexdigest()[: kept.KEY_LENGTH]


def _millionths(number: str) -> int:
    return floor(float(number) * 1e6 + _BETWEEN)


@cache
def manifest(where: Path | None = None) -> Mapping[str, Mapping[str, Any]]:
    """Give what is stored in a folder, the package's own unless given, by hash."""
    path = (where or folder()) / MANIFEST
    if not path.is_file():
        return MappingProxyType({})
    rows = json.loads(path.read_text(encoding="utf-8"))["structures"]
    return MappingProxyType({row["hash"]: row for row in rows})


def is_shipped(shape: Field, spacing: float) -> bool:
    """Whether the package brings the surface of a field along."""
    row = manifest().get(key(shape, spacing))
    return row is not None and (folder() / row["file"]).is_file()


def is_ready(shape: Field, spacing: float) -> bool:
    """Whether the surface of a field need not be made."""
    return is_shipped(shape, spacing) or kept.path(_kept_key(shape, spacing)).is_file()


def find(shape: Field, spacing: float) -> "pyvista.PolyData | None":
    """Give the stored surface of a field, or None if there is none that is whole."""
    row = manifest().get(key(shape, spacing))
    if row is not None:
        with suppress(OSError, ValueError):
            return _skin(glb.read(folder() / row["file"]))
    found = kept.find(_kept_key(shape, spacing))
    return None if found is None else _skin(found)


def surface(shape: Field, spacing: float) -> "pyvista.PolyData":
    """Give the surface of a field, made now if it is stored nowhere; what took long is kept."""
    found = find(shape, spacing)
    if found is not None:
        return found
    start = perf_counter()
    made = mesher.mesh(shape, spacing)
    if made.n_points and perf_counter() - start >= SLOW_S:
        kept.keep(_kept_key(shape, spacing), model(made))
    return made


def model(skin: "pyvista.PolyData", **look: Any) -> glb.Model:
    """Give a surface as what a file holds, with the name, colour and extras in `look`."""
    skin = mesher.shaded(skin)
    normals = np.asarray(skin.point_data["Normals"])
    return glb.Model(points=skin.points, faces=skin.regular_faces, normals=normals, **look)


def _skin(found: glb.Model) -> "pyvista.PolyData":
    return mesher.assemble(found.points, found.faces, found.normals)


def _kept_key(shape: Field, spacing: float) -> str:
    """Give the hash of a field as this version of the program computes it."""
    return key((_program(), key(shape, spacing)), spacing)


@cache
def _program() -> str:
    """Give the hash of the code that fields and meshes come from: a new version may differ."""
    files = sorted(Path(__file__).parent.glob("*.py"))
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()
