"""Draw model and reference beside each other from five sides, for the eye of a spine surgeon.

    python tools/sheets.py REFERENCE_FOLDER    # writes docs/pictures/sheet_L4.png and three more
    python tools/sheets.py                     # the sacrum alone, which has no reference

REFERENCE_FOLDER holds L2.ply to L5.ply (mm; x anterior, y left, z up, assembled). They are turned
into our axes and laid on the model by the best rigid fit of L4, or of the one bone shown; nothing
of them is kept. Needs scipy and trimesh for the fit.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pyvista
from PIL import Image, ImageDraw, ImageFont
from scipy.optimize import least_squares
from scipy.spatial import cKDTree
from scipy.spatial.transform import Rotation

from l45anatomy import healthy
from l45anatomy.spine.build import build
from l45anatomy.views.palette import INK, PAPER, TISSUES

PICTURES = Path(__file__).parent.parent / "docs" / "pictures"
SHEETS = {"L4": ("L4",), "L5": ("L5",), "L2-L5": ("L2", "L3", "L4", "L5")}
VIEWS = {  # from the bone towards the eye, and what is up in the picture
    "posterior": ((0.0, -1.0, 0.0), (0.0, 0.0, 1.0)),
    "anterior": ((0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "lateral left": ((-1.0, 0.0, 0.0), (0.0, 0.0, 1.0)),
    "superior": ((0.0, -0.02, 1.0), (0.0, 1.0, 0.0)),
    "oblique posterolateral": ((-0.7, -0.7, 0.35), (0.0, 0.0, 1.0)),
}
LIGHTS = (((-1.0, 1.2, 1.0), 0.7), ((1.2, 0.3, 1.0), 0.4), ((0.0, -0.5, -1.0), 0.2))
REFERENCE_GREY = "#b9bcc0"
TILE, MARGIN, HEAD = 380, 1.08, 30
BAR_MM = 20.0


def bones() -> dict[str, pyvista.PolyData]:
    """The bones of the mean adult, by level, where they stand."""
    solids = {s.name: s for s in build(healthy()).structures}
    names = {level: f"{level} vertebra" for level in ("L1", "L2", "L3", "L4", "L5")}
    names["sacrum"] = "sacrum"
    return {level: solids[name].mesh for level, name in names.items() if name in solids}


def turned(path: Path) -> pyvista.PolyData:
    """Read a reference surface and give it in our axes: x right, y front, z up."""
    mesh = pyvista.read(path)
    x, y, z = mesh.points.T
    mesh.points = np.stack([-y, x, z], axis=1)
    return mesh


def laid_on(moving: pyvista.PolyData, still: pyvista.PolyData) -> np.ndarray:
    """Give the rigid motion (4, 4) that lays one surface on another: each on the nearest point."""
    tree = cKDTree(still.points)
    points = np.asarray(moving.points[:: max(1, moving.n_points // 2000)], float)
    start = points.mean(axis=0)

    def placed(q: np.ndarray) -> np.ndarray:
        return Rotation.from_rotvec(q[:3]).apply(points - start) + q[3:]

    def away(q: np.ndarray) -> np.ndarray:
        return np.minimum(tree.query(placed(q))[0], 8.0)

    first = np.concatenate([np.zeros(3), still.points.mean(axis=0)])
    tilts = [first + np.radians([tilt, 0, 0, 0, 0, 0]) for tilt in (-25, 0, 25)]
    best = min((least_squares(away, q, diff_step=1e-4) for q in tilts), key=lambda f: f.cost)
    motion = np.eye(4)
    motion[:3, :3] = Rotation.from_rotvec(best.x[:3]).as_matrix()
    motion[:3, 3] = best.x[3:] - motion[:3, :3] @ start
    print(f"  laid on the model: {away(best.x).mean():.2f} mm to the nearest point on average")
    return motion


def picture(
    meshes: Sequence[pyvista.PolyData], colour: str, view: str, frame: tuple[np.ndarray, float]
) -> Image.Image:
    """Draw bones from one side; `frame` is what to look at and half the height seen, mm."""
    plotter = pyvista.Plotter(off_screen=True, window_size=[TILE, TILE], lighting="none")
    plotter.background_color = pyvista.Color(PAPER)
    for mesh in meshes:
        smooth = mesh.compute_normals(split_vertices=False)
        plotter.add_mesh(smooth, color=colour, smooth_shading=True, ambient=0.2, specular=0.1)
    for place, strength in LIGHTS:
        light = pyvista.Light(position=place, intensity=strength, light_type="camera light")
        plotter.add_light(light)
    middle, half_mm = frame
    direction, up = VIEWS[view]
    towards = np.array(direction) / np.linalg.norm(direction)
    plotter.camera_position = [tuple(middle + 500 * towards), tuple(middle), up]
    plotter.camera.parallel_projection = True  # one scale bar holds everywhere
    plotter.camera.parallel_scale = half_mm
    plotter.enable_ssao(radius=0.12 * half_mm, bias=0.01 * half_mm, kernel_size=128)
    plotter.enable_anti_aliasing("ssaa")
    pixels = np.asarray(plotter.screenshot(return_img=True))
    plotter.close()
    return Image.fromarray(pixels)


def sheet(rows: dict[str, tuple[list[pyvista.PolyData], str]]) -> Image.Image:
    """Give a sheet: one row of five views for each set of bones, all at the same scale."""
    corners = np.concatenate([mesh.points for meshes, _ in rows.values() for mesh in meshes])
    low, high = corners.min(axis=0), corners.max(axis=0)
    frame = ((low + high) / 2, MARGIN * float((high - low).max()) / 2)
    whole = Image.new("RGB", (TILE * len(VIEWS), (TILE + HEAD) * len(rows)), PAPER)
    draw, font = ImageDraw.Draw(whole), ImageFont.load_default(17)
    bar = BAR_MM / (2 * frame[1]) * TILE
    for row, (name, (meshes, colour)) in enumerate(rows.items()):
        top = row * (TILE + HEAD)
        for column, view in enumerate(VIEWS):
            left = column * TILE
            whole.paste(picture(meshes, colour, view, frame), (left, top + HEAD))
            draw.text((left + 8, top + 5), f"{name}, {view}", fill=INK, font=font)
        foot = top + HEAD + TILE - 12
        draw.line((12, foot, 12 + bar, foot), fill=INK, width=4)
        draw.text((12, foot - 26), f"{BAR_MM:g} mm", fill=INK, font=font)
    return whole


def main(folder: Path | None) -> None:
    """Write the sheets."""
    ours, bone = bones(), TISSUES["bone"].colour
    pages = {"sacrum": {"sacrum": ([ours["sacrum"]], bone)}}
    for name, wanted in SHEETS.items() if folder else ():
        print(name)
        levels = [level for level in wanted if level in ours]
        theirs = {level: turned(folder / f"{level}.ply") for level in levels}
        key = "L4" if "L4" in levels else levels[0]
        motion = laid_on(theirs[key], ours[key])
        moved = [mesh.transform(motion, inplace=False) for mesh in theirs.values()]
        model = [ours[level] for level in levels]
        pages[name] = {"reference": (moved, REFERENCE_GREY), "model": (model, bone)}
    PICTURES.mkdir(parents=True, exist_ok=True)
    for name, rows in pages.items():
        path = PICTURES / f"sheet_{name}.png"
        sheet(rows).quantize(96).save(path, optimize=True)
        print(f"{path.name}: {path.stat().st_size // 1000} kB")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
