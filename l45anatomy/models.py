"""Builds `models3d/`: the solids of the default spine, ready made, a GLB file each and a manifest.

Nerves are not stored: they are swept along their courses in a millisecond.
"""

import json
from pathlib import Path

from l45anatomy.anatomy import healthy
from l45anatomy.geometry import glb, mesher, stored
from l45anatomy.spine.build import SPACING_MM, Spine, build
from l45anatomy.views.palette import TISSUES

LICENCE = "CC-BY-4.0"


def write(folder: Path) -> list[Path]:
    """Write every structure of the healthy adult into a folder; give the files."""
    folder.mkdir(parents=True, exist_ok=True)
    spine = build(healthy())
    rows, files = [], []
    for solid in spine.solids:
        mesh = mesher.mesh(solid.shape, SPACING_MM[solid.tissue])
        file = folder / f"{solid.name.replace(' ', '_')}.glb"
        faces = mesh.regular_faces
        glb.write(file, solid.name, mesh.points, faces, TISSUES[solid.tissue].colour)
        files.append(file)
        rows.append(
            {
                "structure": solid.name,
                "tissue": solid.tissue,
                "file": file.name,
                "hash": stored.key(solid.shape, SPACING_MM[solid.tissue]),
                "triangles": len(faces),
                "volume_mm3": round(float(mesh.volume), 1),
                "box_mm": [round(float(v), 2) for v in mesh.bounds],
                "matrix": [[round(float(v), 6) for v in row] for row in solid.matrix],
                "licence": LICENCE,
            }
        )
    text = json.dumps({"units": "mm", "structures": rows}, indent=1)
    (folder / stored.MANIFEST).write_text(text + "\n", encoding="utf-8")
    return files


def stale(spine: Spine | None = None) -> tuple[str, ...]:
    """Name the structures of the healthy adult that have no ready-made mesh."""
    solids = (spine or build(healthy())).solids
    known = stored.manifest()
    return tuple(s.name for s in solids if stored.key(s.shape, SPACING_MM[s.tissue]) not in known)
