"""Shift the way points of the roots to where the bones leave room, and write them back.

    python tools/place_roots.py

The course of a root is a model assumption: it passes the landmarks the textbooks name. Where it
lies between them is settled here: each way point moves as little as it must until every station
keeps `ROOM_MM` to bone, disc and ligament, in a mean adult and in tight and roomy ones of the
healthy range. Way points may be shifted by hand afterwards; a new run keeps near them. Needs scipy.
"""

import csv
from dataclasses import replace
from pathlib import Path

import numpy as np
from scipy.optimize import least_squares

from l45anatomy import evidence
from l45anatomy.anatomy import from_parameters
from l45anatomy.frame import ROOTS
from l45anatomy.spine import nerves
from l45anatomy.spine.build import build

COURSES = Path(nerves.__file__).parent.parent / "data" / "courses.csv"
ROOM_MM = 0.6


def people():
    """A mean adult, one at every tight end, one at every roomy end, three mixed ones."""
    table = evidence.dimensions()
    mean = {name: row.value for name, row in table.items()}
    tight, roomy = dict(mean), dict(mean)
    for name, row in table.items():
        bigger_is_tighter = "root_" in name or "flavum" in name or "sac_" in name
        if "body" in name or "slope" in name:
            continue
        tight[name] = row.high if bigger_is_tighter else row.low
        roomy[name] = row.low if bigger_is_tighter else row.high
    rng = np.random.default_rng(5)
    mixed = [
        {name: rng.choice([row.low, row.high]) for name, row in table.items()} for _ in range(3)
    ]
    return [from_parameters(values) for values in (mean, tight, roomy, *mixed)]


def main() -> None:
    """Place the roots one after the other and write the table."""
    with COURSES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    crowd = [(person, build(person)) for person in people()]
    for root in ROOTS:
        mine = [row for row in rows if row["root"] == root]
        start = np.array([[float(row[f"{axis}_mm"]) for axis in "xyz"] for row in mine]).ravel()

        def lack(shift: np.ndarray, start=start, root=root) -> np.ndarray:
            at = (start + shift).reshape(-1, 3)
            moved = tuple(
                replace(step, x_mm=float(x), y_mm=float(y), z_mm=float(z))
                for step, (x, y, z) in zip(nerves.way_points(root), at, strict=True)
            )
            out = [0.15 * shift]
            for person, spine in crowd:
                tube = nerves.placed(person, root, moved)
                path, radius = tube.path, tube.radii[:, 0]
                gap = np.full(len(path), 9.0)
                for solid in spine.solids:
                    near = solid.field.bounds.distance(path) < 6
                    if near.any():
                        gap[near] = np.minimum(gap[near], solid.field(path[near]) - radius[near])
                out.append(
                    np.interp(
                        np.linspace(0, 1, 50),
                        np.linspace(0, 1, len(gap)),
                        np.maximum(0.0, ROOM_MM - gap),
                    )
                )
            return np.concatenate(out)

        found = least_squares(lack, np.zeros(len(start)), diff_step=0.05, max_nfev=8)
        placed = (start + found.x).reshape(-1, 3)
        for row, at in zip(mine, placed, strict=True):
            row.update(
                {f"{axis}_mm": f"{value:.1f}" for axis, value in zip("xyz", at, strict=True)}
            )
        short = lack(found.x)[len(start) :].reshape(len(crowd), -1)
        print(
            root,
            "largest lack of room, mm, mean tight roomy mixed:",
            short.max(axis=1).round(2),
            f"largest shift {np.abs(found.x).max():.1f} mm",
        )
    with COURSES.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    main()
