"""Builds `models3d/`: every structure of the default spine, a GLB file each and a manifest.

The package reads back the solids, which are slow to mesh. Nerves and bands, swept along their
courses in a millisecond, are written for whoever opens the files elsewhere.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from l45anatomy.geometry import glb, mesher, stored
from l45anatomy.naming import named
from l45anatomy.people import healthy
from l45anatomy.spine.build import SPACING_MM, Drawn, Spine, Structure, build
from l45anatomy.views.palette import TISSUES

LICENCE = "CC-BY-4.0"


def write(folder: Path, say: Callable[[str], None] = lambda _: None) -> list[Path]:
    """Write every structure of the healthy adult into a folder; give the files.

    `say` is told how far it is. Files of structures that are no more are removed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    structures = build(healthy()).structures
    rows = []
    for count, structure in enumerate(structures, start=1):
        say(f"{count} of {len(structures)}: {structure.name}")
        rows.append(_written(folder, structure))
    before = stored.manifest(folder).values()
    text = json.dumps({"units": "mm", "structures": rows}, indent=1)
    (folder / stored.MANIFEST).write_text(text + "\n", encoding="utf-8")
    stored.manifest.cache_clear()
    files = [str(row["file"]) for row in rows]
    for gone in {str(row["file"]) for row in before} - set(files):
        (folder / gone).unlink(missing_ok=True)
    return [folder / file for file in files]


def _written(folder: Path, structure: Drawn) -> dict[str, Any]:
    """Write one structure and give its row of the manifest."""
    matrix, spacing = np.eye(4), 0.0
    if isinstance(structure, Structure):
        matrix, spacing = structure.matrix, SPACING_MM[structure.tissue]
        skin = mesher.mesh(structure.shape, spacing)
    else:
        skin = structure.mesh
    called = named(structure.name)
    file = f"{structure.name.replace(' ', '_')}.glb"
    terms = {"TA": called.latin, "english": called.english, "FMA": called.fma}
    glb.write(
        folder / file,
        stored.model(
            skin,
            name=structure.name,
            colour=TISSUES[structure.tissue].colour,
            extras={**terms, "units": "mm", "licence": LICENCE},
        ),
    )
    return {
        "structure": structure.name,
        **terms,
        "tissue": structure.tissue,
        "file": file,
        "hash": _key(structure),
        "spacing_mm": spacing,
        "triangles": skin.n_cells,
        "volume_mm3": round(float(skin.volume), 1),
        "box_mm": [round(float(v), 2) for v in skin.bounds],
        "matrix": [[round(float(v), 6) for v in row] for row in matrix],
        "licence": LICENCE,
    }


def _key(structure: Drawn) -> str:
    if isinstance(structure, Structure):
        return stored.key(structure.shape, SPACING_MM[structure.tissue])
    return stored.key(structure, 0.0)


def stale(folder: Path | None = None, spine: Spine | None = None) -> tuple[str, ...]:
    """Name the structures of the healthy adult that have no ready-made mesh in a folder."""
    known = stored.manifest(folder)
    return tuple(s.name for s in spine or build(healthy()) if _key(s) not in known)
