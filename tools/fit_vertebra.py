"""Fit the numbers of the vertebra template to reference surfaces and write them as table rows.

    python tools/fit_vertebra.py REFERENCE_FOLDER            # writes l45anatomy/data/bones.csv

REFERENCE_FOLDER holds L3.ply, L4.ply and L5.ply (mm; x anterior, y left, z up). Points are drawn on
each surface and up to 3 mm off it along the normals; the residual is field value minus offset. Only
fitted numbers are written, never a vertex. Needs scipy and trimesh.
"""

import csv
import sys
from pathlib import Path

import numpy as np
import trimesh
from scipy.optimize import least_squares
from scipy.spatial import cKDTree

from l45anatomy.spine.vertebra import PARTS, Bone, slots

DATA = Path(__file__).parent.parent / "l45anatomy" / "data"
PRIOR = 0.6  # how strongly the first guess holds: keeps parts where their names say
SOURCE, NOTE = "clouthier2023", "fitted to the mean surface of 87 patients"
RNG = np.random.default_rng(4)

# First guess, mm, right half, from looking at the reference from five sides: origin at the centre
# of the body, z along it. The rear wall of the body lies at y = -17.
START = {
    "outline": [9.0, 1.0, 16.0, 15.0, -6.0, 11.0],
    "body": [27.0, 27.0, 5.0, 1.0, 2.0, 1.0],
    "pedicle upper": [[15, -14, 8], [17, -26, 8], [5.5], [5.5]],
    "pedicle lower": [[15, -14, 2], [18, -26, 3], [4.5], [4.5]],
    "transverse inner": [[19, -26, 5], [32, -31, 5], [6.0], [4.5]],
    "transverse outer": [[32, -31, 5], [42, -35, 7], [4.5], [3.5]],
    "superior articular plate": [[24, -29, 6], [15, -31, 10], [22, -31, 21], [3.5]],
    "mamillary": [[22, -36, 8], [21, -38, 15], [4.5], [4.0]],
    "superior articular inner": [[15, -31, 14], [20, -29, 20], [3.0], [3.5]],
    "pars": [[16, -30, 5], [14, -38, -6], [5.5], [5.0]],
    "inferior articular plate": [[9, -40, -6], [18, -38, -8], [14, -39, -24], [4.0]],
    "inferior articular tip": [[15, -39, -14], [15, -38, -26], [4.5], [4.0]],
    "lamina upper": [[14, -33, 4], [0, -42, 2], [0, -43, -8], [3.0]],
    "lamina lower": [[14, -36, -2], [0, -43, -8], [9, -41, -14], [3.0]],
    "spinous upper": [[0, -44, 2], [0, -44, -10], [0, -70, -2], [2.5]],
    "spinous lower": [[0, -44, -10], [0, -70, -2], [0, -68, -16], [3.0]],
    "spinous edge": [[0, -70, -3], [0, -67, -16], [3.5], [4.0]],
}


# L5 differs: wide short pedicles, a massive transverse process, a short spinous process.
START_L5 = START | {
    "body": [28.0, 24.0, 4.0, 1.0, 0.0, 1.0],
    "pedicle upper": [[18, -12, 7], [20, -26, 8], [6.0], [5.5]],
    "pedicle lower": [[19, -12, 2], [24, -24, 2], [5.5], [6.0]],
    "transverse inner": [[24, -24, 3], [33, -29, 4], [7.0], [6.0]],
    "transverse outer": [[33, -29, 4], [42, -32, 8], [6.0], [4.5]],
    "spinous upper": [[0, -46, -2], [0, -44, -12], [0, -62, -10], [3.0]],
    "spinous lower": [[0, -44, -12], [0, -62, -10], [0, -60, -18], [3.0]],
    "spinous edge": [[0, -62, -11], [0, -60, -18], [3.5], [4.0]],
}


def pack(start: dict[str, list]) -> np.ndarray:
    """Give the first guess as a flat row."""
    return np.concatenate(
        [
            np.concatenate([np.atleast_1d(n) for n in part]).ravel()
            if isinstance(part[0], list)
            else np.array(part, float)
            for part in start.values()
        ]
    )


def sampled(path: Path, count: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Points on the reference in our axes, folded to the right half, with normals."""
    surface = trimesh.load(path, force="mesh")
    points, face = trimesh.sample.sample_surface(surface, count, seed=4)
    normals = surface.face_normals[face]
    swap = np.array([[0, -1, 0], [1, 0, 0], [0, 0, 1.0]])
    points, normals = points @ swap.T, normals @ swap.T
    centre = points.mean(axis=0)

    def turned(q):
        rotation = trimesh.transformations.euler_matrix(0, q[0], q[1])[:3, :3]
        return rotation, (points - centre) @ rotation.T - [q[2], 0, 0]

    def asymmetry(q):
        there = turned(q)[1]
        return np.minimum(cKDTree(there).query(there * [-1, 1, 1])[0], 5)

    best = least_squares(asymmetry, [0, 0, 0], diff_step=1e-3).x
    rotation, points = turned(best)
    normals = normals @ rotation.T
    left = points[:, 0] < 0
    points[left, 0] *= -1
    normals[left, 0] *= -1
    return points, normals, best


def fit(path: Path, tilt_deg: float, guess: dict[str, list]) -> tuple[Bone, float, np.ndarray]:
    """Fit one vertebra; give it with its tilt and its misses on the surface, mm."""
    points, normals, _ = sampled(path, 2400)
    offset = RNG.choice([0.0, 0.0, 0.75, -0.75, 1.5, 3.0], len(points))
    points = points + offset[:, None] * normals
    # The body is the front part: put its centre near the origin to start with.
    start = np.concatenate(
        [[tilt_deg, -(points[:, 1].max() - 17.0), -np.median(points[:, 2])], pack(guess)]
    )
    scale = np.concatenate([[2.0, 2.0, 2.0], np.full(len(start) - 3, 2.5)])

    def placed(q):
        c, s = np.cos(np.radians(q[0])), np.sin(np.radians(q[0]))
        y, z = points[:, 1], points[:, 2]
        return np.stack([points[:, 0], c * y - s * z + q[1], s * y + c * z + q[2]], axis=1)

    def residual(q):
        distance = Bone.of(q[3:]).whole(placed(q)) - offset
        prior = (q - start) / scale * PRIOR
        prior[:3] *= 0.05
        return np.concatenate([distance, prior])

    low, high = np.full(len(start), -np.inf), np.full(len(start), np.inf)
    numbers = slots("radius")
    low[3:][numbers] = 2.6
    start = np.maximum(start, low + 0.1)
    fixed = slots("midline")
    found = least_squares(
        residual,
        start,
        bounds=(low, high),
        loss="soft_l1",
        f_scale=0.7,
        max_nfev=40,
        x_scale=scale,
    )
    q = found.x
    q[3:][fixed] = 0.0
    miss = np.abs(Bone.of(q[3:]).whole(placed(q)) - offset)[offset == 0]
    print(
        f"{path.stem}: mean {miss.mean():.2f} mm, p95 {np.quantile(miss, 0.95):.2f} mm, "
        f"tilt {q[0]:.1f} deg, {found.nfev} steps"
    )
    return Bone.of(q[3:]), q[0], miss


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    rows = []
    for level, tilt, guess in (("L3", 3.0, START), ("L4", 12.0, START), ("L5", 26.0, START_L5)):
        bone, _, miss = fit(folder / f"{level}.ply", tilt, guess)
        told = [f"{miss.mean():.2f}", "mm", "", "", SOURCE, "read", NOTE]
        for part, numbers in zip(PARTS, bone.numbers, strict=True):
            rows.append([level, part, ";".join(f"{n:.2f}" for n in numbers), *told])
    with (DATA / "bones.csv").open("w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        head = "level,part,numbers,miss_mm,unit,low,high,source,basis,note"
        writer.writerows([head.split(","), *rows])
