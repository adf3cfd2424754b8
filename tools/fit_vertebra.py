"""Fit the vertebra template and its correction to reference surfaces and write them as table rows.

    python tools/fit_vertebra.py REFERENCE_FOLDER

REFERENCE_FOLDER holds L2.ply to L5.ply (mm; x anterior, y left, z up). Writes `bones.csv` (the
named parts) and `bone_lattices.csv` (what they miss, as a smooth correction) and prints for each
level how far the surfaces lie apart. Points are drawn on each surface and off it along the normals;
the residual is field value minus true distance. Only fitted numbers are written, never a vertex.
Needs scipy and trimesh; takes four minutes on two cores.
"""

import csv
import multiprocessing
import sys
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import scipy.sparse as sparse
import trimesh
from scipy.optimize import least_squares
from scipy.spatial import cKDTree

from l45anatomy.geometry.fields import Field
from l45anatomy.geometry.lattice import Lattice
from l45anatomy.geometry.mesher import mesh
from l45anatomy.spine.vertebra import BORROWED, PARTS, Bone, slots

DATA = Path(__file__).parent.parent / "l45anatomy" / "data"
SOURCE = "clouthier2023"
NOTE = "fitted to the mean surface of 87 patients"
NOTE_L1 = "no reference surface: the shape of L2 in the sizes of L1"

PRIOR = 0.8  # how strongly the first guess holds: keeps parts where their names say
WEIGHT = 800  # points that count as much as they are; more of them only lower the noise
CORRECTING = 26_000  # the same for the correction
STEPS = 18
STEP_MM = 4.5  # between the nodes of the correction
SMOOTH, SMALL = 0.5, 0.13  # how strongly the correction is kept smooth, and small
OVER = 60.0  # how much worse a distance overstated is than one understated
SAFE_MM, SAFE_SHARE = 0.03, 0.015  # distances are aimed at so much less than they are
MOST_MM = 2.0  # no correction is larger
# From the reference's axes (anterior, left, up) to ours (right, anterior, up).
OUR_AXES = np.array([[0.0, -1.0, 0.0], [1.0, 0.0, 0.0], [0.0, 0.0, 1.0]])

# First guess, mm, right half, from looking at the reference from five sides: origin at the centre
# of the body, z along it. Outline and body as in their classes; a bar is two points and two radii,
# a leaf three points, its roundness and three thicknesses.
START = {
    "outline": [6.0, 1.0, 16.0, 13.0, -6.0, 13.5],
    "body": [28.3, 27.4, 6.0, 0.5, 4.5, 2.5, 1.5, 1.0, 2.5, 8.0],
    "pedicle upper": [[14, -17, 9], [17, -28, 8], [4.0], [5.0]],
    "pedicle lower": [[15, -17, 3], [18, -28, 2], [5.0], [5.0]],
    "transverse inner": [[20, -28, 4], [28, -31, 4], [4.5], [4.0]],
    "transverse outer": [[24, -29, 4], [40, -36, 5], [40, -35, 3], [3.0], [4.5], [2.3], [2.3]],
    "accessory": [[21, -33, 1], [24, -34, 6], [3.0], [3.0]],
    "superior articular plate": [
        [20, -32, 6],
        [18, -33, 12],
        [20, -37, 13],
        [4.0],
        [3.5],
        [2.6],
        [2.6],
    ],
    "superior articular inner": [
        [14, -32, 6],
        [15, -32, 13],
        [18, -34, 14],
        [3.0],
        [2.6],
        [2.4],
        [2.4],
    ],
    "mamillary": [[21, -41, 6], [21, -42, 12], [3.5], [3.5]],
    "pars": [[17, -33, 3], [14, -36, -6], [5.0], [4.5]],
    "inferior articular plate": [
        [12, -38, -9],
        [16, -39, -11],
        [14, -38, -21],
        [2.5],
        [3.5],
        [3.5],
        [3.2],
    ],
    "inferior articular tip": [[16, -40, -15], [14, -39, -25], [3.5], [3.0]],
    "lamina upper": [[13, -33, 4], [0, -41, 2], [0, -43, -7], [2.0], [3.0], [3.0], [3.0]],
    "lamina lower": [[13, -34, -3], [0, -43, -9], [9, -40, -15], [2.0], [3.5], [3.0], [3.5]],
    "spinous upper": [[0, -44, 0], [0, -46, -8], [0, -62, -4], [2.0], [3.0], [3.0], [2.6]],
    "spinous lower": [[0, -48, -8], [0, -64, -7], [0, -63, -13], [5.0], [3.0], [3.0], [3.2]],
    "spinous edge": [[0, -68, -6], [0, -66, -15], [3.0], [3.6]],
}
START_L5 = START | {
    "outline": [6.0, -4.0, 18.0, 18.0, -6.0, 11.0],
    "body": [29.0, 24.0, 6.0, 0.0, 4.5, 2.5, 1.5, 1.0, 2.5, 8.0],
    "pedicle upper": [[18, -16, 8], [21, -27, 8], [5.5], [5.5]],
    "pedicle lower": [[19, -15, 2], [23, -26, 2], [5.5], [6.0]],
    "transverse inner": [[22, -25, 1], [29, -27, 1], [6.0], [5.5]],
    "transverse outer": [[29, -25, 1], [40, -29, 3], [41, -30, 4], [3.5], [5.0], [3.6], [3.4]],
    "accessory": [[26, -33, 0], [27, -34, 5], [3.0], [3.0]],
    "superior articular plate": [
        [23, -32, 5],
        [21, -33, 11],
        [23, -37, 12],
        [4.0],
        [3.8],
        [2.6],
        [2.6],
    ],
    "superior articular inner": [
        [17, -31, 6],
        [17, -32, 13],
        [20, -34, 14],
        [3.0],
        [2.6],
        [2.4],
        [2.4],
    ],
    "mamillary": [[25, -40, 5], [25, -40, 11], [3.5], [3.5]],
    "pars": [[20, -33, 2], [17, -36, -6], [5.0], [4.5]],
    "inferior articular plate": [
        [15, -38, -9],
        [20, -39, -11],
        [19, -38, -17],
        [2.5],
        [3.5],
        [3.5],
        [3.2],
    ],
    "inferior articular tip": [[22, -41, -12], [19, -38, -21], [3.5], [3.0]],
    "lamina upper": [[15, -33, 2], [0, -42, -1], [0, -44, -8], [2.0], [3.0], [3.0], [3.0]],
    "lamina lower": [[15, -36, -5], [0, -45, -9], [13, -40, -13], [2.0], [3.0], [2.6], [3.5]],
    "spinous upper": [[0, -45, -3], [0, -46, -10], [0, -57, -9], [2.0], [3.0], [3.0], [2.6]],
    "spinous lower": [[0, -47, -9], [0, -58, -11], [0, -57, -14], [4.5], [3.0], [3.0], [3.2]],
    "spinous edge": [[0, -61, -11], [0, -60, -16], [3.0], [3.6]],
}

TILT_DEG = {"L2": -3.0, "L3": 3.0, "L4": 12.0, "L5": 26.0}


@dataclass(frozen=True)
class Samples:
    """Points folded to the right half, their true distances, and their feet on the surface."""

    points: np.ndarray
    distances: np.ndarray
    feet: np.ndarray

    def placed(self, pose: np.ndarray) -> "Samples":
        """Give them turned by pose[0] degrees about x, then shifted along y and z."""
        return replace(self, points=_placed(self.points, pose), feet=_placed(self.feet, pose))


def _placed(points: np.ndarray, pose: np.ndarray) -> np.ndarray:
    c, s = np.cos(np.radians(pose[0])), np.sin(np.radians(pose[0]))
    x, y, z = points.T
    return np.stack([x, c * y - s * z + pose[1], s * y + c * z + pose[2]], axis=1)


def upright(path: Path) -> trimesh.Trimesh:
    """Read a reference into our axes, its plane of symmetry at x = 0."""
    surface = trimesh.load(path, force="mesh")
    surface.vertices = surface.vertices @ OUR_AXES.T
    surface.vertices -= surface.vertices.mean(axis=0)
    points = trimesh.sample.sample_surface(surface, 8000, seed=4)[0]

    def turned(cloud, pose):
        rotation = trimesh.transformations.euler_matrix(0, pose[0], pose[1])[:3, :3]
        return cloud @ rotation.T - [pose[2], 0, 0]

    def asymmetry(pose):
        there = turned(points, pose)
        return np.minimum(cKDTree(there).query(there * [-1, 1, 1])[0], 5)

    best = least_squares(asymmetry, [0, 0, 0], diff_step=1e-3).x
    surface.vertices = turned(surface.vertices, best)
    return surface


def sampled(surface: trimesh.Trimesh, count: int, offsets: list[float], seed: int) -> Samples:
    """Draw points at given offsets along the normals, with their true distances."""
    dense, face = trimesh.sample.sample_surface(surface, 250_000, seed=seed)
    points, own = trimesh.sample.sample_surface(surface, count, seed=seed + 1)
    offset = np.random.default_rng(seed).choice(offsets, count)
    away = points + offset[:, None] * surface.face_normals[own]
    distance, nearest = cKDTree(dense).query(away)
    side = np.einsum("ij,ij->i", away - dense[nearest], surface.face_normals[face[nearest]])
    keep = (offset == 0) | (side * offset > 0)  # not what has come out on another side
    feet = np.where(offset[:, None] == 0, points, dense[nearest])
    folded = (np.column_stack([np.abs(p[:, 0]), p[:, 1:]])[keep] for p in (away, feet))
    away, feet = folded
    return Samples(away, np.where(offset == 0, 0.0, distance * np.sign(offset))[keep], feet)


def pack(start: dict[str, list]) -> np.ndarray:
    """Give the first guess as a flat row."""
    return np.concatenate([np.hstack([np.ravel(n) for n in part]) for part in start.values()])


def fit_template(surface: trimesh.Trimesh, tilt_deg: float, guess: dict) -> tuple[Bone, np.ndarray]:
    """Fit the named parts; give them, rounded as written, and the pose of the reference."""
    drawn = sampled(surface, 3500, [0, 0, 0, 0, -1.0, 1.0, 2.0, 3.5], 7)
    # The body is the front part: put its centre near the origin to start with.
    pose = [tilt_deg, 17.0 - surface.vertices[:, 1].max(), -np.median(drawn.points[:, 2])]
    guessed = np.concatenate([pose, pack(guess)])
    scale = np.concatenate([[2.0, 2.0, 2.0], np.full(len(guessed) - 3, 2.5)])
    share = np.sqrt(WEIGHT / len(drawn.points))
    low = np.full(len(guessed), -np.inf)
    low[3 + slots("radius")] = 1.6
    walls = 3 + 6 + np.arange(10)  # the body: plates, waists, dish, rim and fillet stay sound
    low[walls[[2, 4, 5, 6, 7, 8, 9]]] = [3.0, 0.0, 0.0, 0.0, 0.0, 1.5, 2.0]
    guessed = np.maximum(guessed, low + 0.1)
    free = np.setdiff1d(np.arange(len(guessed)), 3 + slots("midline"))

    def full(q):
        row = guessed.copy()
        row[free] = q
        return row

    def residual(q):
        row = full(q)
        there = _placed(drawn.points, row[:3])
        prior = (row - guessed) / scale * PRIOR
        prior[:3] *= 0.05
        return np.concatenate([(Bone.of(row[3:]).whole(there) - drawn.distances) * share, prior])

    found = least_squares(
        residual,
        guessed[free],
        bounds=(low[free], np.inf),
        loss="soft_l1",
        f_scale=0.7 * share,
        max_nfev=STEPS,
        x_scale=scale[free],
    )
    row = full(found.x)
    return Bone.of(np.round(row[3:], 2)), row[:3]


def _hung(lattice: Lattice, points: np.ndarray) -> sparse.csr_matrix:
    """Give the share each node (column) has in the spline at each point (row)."""
    node, share = lattice.nodes(points)
    margin = (np.array(lattice.shape) - lattice.counts) // 2
    around = [node[:, axis, None] - margin[axis] + [-1, 0, 1] for axis in range(3)]
    weight = np.einsum("ni,nj,nk->nijk", share[:, 0], share[:, 1], share[:, 2])
    places = np.broadcast_arrays(
        np.abs(around[0])[:, :, None, None], around[1][:, None, :, None], around[2][:, None, None]
    )
    column = np.ravel_multi_index(places, lattice.counts)
    row = np.repeat(np.arange(len(points)), 27)
    shape = (len(points), int(np.prod(lattice.counts)))
    return sparse.csr_matrix((weight.ravel(), (row, column.ravel())), shape=shape)


def _bends(counts: tuple[int, int, int], used: np.ndarray) -> sparse.csr_matrix:
    """Give the second differences between neighbouring nodes that are used."""
    places = np.arange(len(used)).reshape(counts)
    even = np.concatenate([places[1:2], places])
    threes = []
    for axis, grid in enumerate((even, places, places)):
        along = np.moveaxis(grid, axis, 0)
        threes.append(np.stack([along[:-2], along[1:-1], along[2:]], axis=-1).reshape(-1, 3))
    three = np.concatenate(threes)
    three = three[used[three].all(axis=1)]
    row = np.repeat(np.arange(len(three)), 3)
    share = np.tile([1.0, -2.0, 1.0], len(three))
    return sparse.csr_matrix((share, (row, three.ravel())), shape=(len(three), len(used)))


def fit_correction(shape: Field, drawn: Samples) -> Lattice:
    """Fit the correction that makes the field the true distance, near the surface and on it.

    Linear least squares, a few rounds: where a distance from the solid's own surface comes out
    overstated, its row counts more in the next.
    """
    low = np.floor(drawn.points.min(axis=0) / STEP_MM - 1.5)
    high = np.ceil(drawn.points.max(axis=0) / STEP_MM + 1.5)
    low[0] = 0
    counts = tuple(int(n) for n in high - low + 1)
    start = (float(low[1] * STEP_MM), float(low[2] * STEP_MM))
    bare = Lattice(start=start, counts=counts, step=STEP_MM, sunk=0.0, heights=())
    at, feet = _hung(bare, drawn.points), _hung(bare, drawn.feet)
    used = np.asarray(at.multiply(at).sum(axis=0) + feet.multiply(feet).sum(axis=0)).ravel() > 1e-3
    bends = _bends(counts, used)[:, used]
    at, own = at[:, used], (at - feet)[:, used]
    outside = drawn.distances > 0
    lack = drawn.distances * np.where(outside, 1 - SAFE_SHARE, 1.0) - shape(drawn.points)
    own_lack = lack + shape(drawn.feet)
    share = CORRECTING / len(drawn.points)
    weight = share * np.where(drawn.distances == 0, 1.0, np.where(outside, 0.35, 0.25))
    own_weight = np.where(outside, 0.5 * share, 0.0)
    held = SMOOTH * bends.T @ bends + SMALL * sparse.eye(used.sum())
    for _ in range(10):
        w, v = sparse.diags(weight), sparse.diags(own_weight)
        normal = (at.T @ w @ at + own.T @ v @ own + held).toarray()
        found = np.linalg.solve(normal, at.T @ (w @ lack) + own.T @ (v @ own_lack))
        over = own @ found - own_lack > -SAFE_MM
        own_weight = np.where(outside, np.where(over, OVER, 1.0) * 0.5 * share, 0.0)
    found = np.clip(found, -MOST_MM, MOST_MM)
    sunk = float(np.ceil(-100 * min(found.min(), 0.0)) / 100)
    heights = np.zeros(len(used), dtype=int)
    heights[used] = np.rint((found + sunk) * 100)
    return replace(bare, sunk=sunk, heights=tuple(heights.tolist()))


def apart(model: trimesh.Trimesh, reference: trimesh.Trimesh) -> tuple[float, float, float]:
    """Give mean and 95th percentile from model to reference, and the mean back, both rigid, mm.

    Two samples of one surface lie 0.24, 0.48 and 0.77 mm apart: that is the floor.
    """
    goal = trimesh.sample.sample_surface(reference, 6000, seed=1)[0]
    points = trimesh.sample.sample_surface(model, 6000, seed=2)[0]
    points = points + goal.mean(axis=0) - points.mean(axis=0)
    tree = cKDTree(goal)
    for _ in range(60):
        far, index = tree.query(points)
        near = far < np.quantile(far, 0.95)
        mine, theirs = points[near], goal[index[near]]
        middle, there = mine.mean(axis=0), theirs.mean(axis=0)
        u, _, vt = np.linalg.svd((mine - middle).T @ (theirs - there))
        turn = vt.T @ np.diag([1, 1, np.sign(np.linalg.det(vt.T @ u.T))]) @ u.T
        points = (points - middle) @ turn.T + there
    way = cKDTree(trimesh.sample.sample_surface(reference, 60_000, seed=3)[0]).query(points)[0]
    back = cKDTree(points).query(trimesh.sample.sample_surface(reference, 6000, seed=4)[0])[0]
    return float(way.mean()), float(np.quantile(way, 0.95)), float(back.mean())


def fit(path: Path) -> tuple[str, Bone, float]:
    """Fit one vertebra; give its level, the bone and its mean miss, mm."""
    level = path.stem
    surface = upright(path)
    template, pose = fit_template(surface, TILT_DEG[level], START_L5 if level == "L5" else START)
    offsets = [0, 0, 0, -1.5, -0.7, 0.7, 1.5, 2.5, 3.7, 5.0]
    drawn = sampled(surface, 60_000, offsets, 11).placed(pose)
    lattice = fit_correction(template.whole.half, drawn)
    bone = replace(template, correction=lattice)
    on = drawn.distances == 0
    bare, miss = (np.abs(b.whole(drawn.points[on])).mean() for b in (template, bone))
    skin = mesh(bone.whole, 1.2)
    model = trimesh.Trimesh(np.array(skin.points), skin.regular_faces)
    there, most, back = apart(model, surface)
    used = sum(height != 0 for height in lattice.heights)
    print(
        f"{level}: {there:.2f} mm to the reference, p95 {most:.2f}, back {back:.2f}; "
        f"misses {bare:.2f} uncorrected, {miss:.2f} corrected by {used} nodes, sunk {lattice.sunk}",
        flush=True,
    )
    return level, bone, float(miss)


def layers(lattice: Lattice) -> list[list[object]]:
    """Give a lattice as rows of cells, one layer each."""
    heights = np.array(lattice.heights).reshape(lattice.counts)
    across = lattice.counts[2]
    return [
        [x * lattice.step, *lattice.start, lattice.step, across, ";".join(map(str, layer.ravel()))]
        for x, layer in enumerate(heights)
    ]


def write(name: str, head: str, rows: list[list[object]]) -> None:
    """Write a table of facts."""
    with (DATA / name).open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerows([f"{head},unit,low,high,source,basis,note".split(","), *rows])


if __name__ == "__main__":
    paths = [Path(sys.argv[1]) / f"{level}.ply" for level in TILT_DEG]
    with multiprocessing.Pool() as pool:
        bones = pool.map(fit, paths, chunksize=1)
    told = ["mm", "", "", SOURCE, "read", NOTE]
    parts = [["L1", BORROWED, "L2", f"{bones[0][2]:.2f}", *told[:-2], "assumption", NOTE_L1]]
    lattices = []
    for level, bone, miss in bones:
        for part, numbers in zip(PARTS, bone.numbers, strict=True):
            parts.append([level, part, ";".join(f"{n:.2f}" for n in numbers), f"{miss:.2f}", *told])
        sunk = bone.correction.sunk
        lattices += [[level, *layer, sunk, *told] for layer in layers(bone.correction)]
    write("bones.csv", "level,part,numbers,miss_mm", parts)
    write("bone_lattices.csv", "level,x_mm,y_mm,z_mm,step_mm,across,heights,sunk_mm", lattices)
