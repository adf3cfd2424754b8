"""Ready-made meshes on disk, found by the hash of the field they are the surface of.

A file whose field has changed since is not found under the new hash: a stale mesh never shows.
"""

import hashlib
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from l45anatomy.geometry import glb
from l45anatomy.geometry.fields import Field

if TYPE_CHECKING:
    import pyvista

_PACKAGE = Path(__file__).parent.parent
MANIFEST = "manifest.json"


def folder() -> Path:
    """Give the folder of ready-made meshes: inside an installed package, beside a checkout's."""
    inside = _PACKAGE / "_models3d"
    return inside if inside.is_dir() else _PACKAGE.parent / "models3d"


def key(shape: Field, spacing: float) -> str:
    """Give the hash of a field at a spacing."""
    return hashlib.sha256(f"{spacing} {shape!r}".encode()).hexdigest()[:24]


@cache
def manifest() -> Mapping[str, Mapping[str, Any]]:
    """Give what is stored, by hash."""
    path = folder() / MANIFEST
    if not path.is_file():
        return MappingProxyType({})
    rows = json.loads(path.read_text(encoding="utf-8"))["structures"]
    return MappingProxyType({row["hash"]: row for row in rows})


def find(shape: Field, spacing: float) -> "pyvista.PolyData | None":
    """Give the stored surface of a field, or None if there is none."""
    row = manifest().get(key(shape, spacing))
    if row is None or not (folder() / row["file"]).is_file():
        return None
    import pyvista

    points, faces = glb.read(folder() / row["file"])
    found: pyvista.PolyData = pyvista.PolyData.from_regular_faces(points, faces)
    return found
