"""Shift the way points of the roots to where the bones leave room, and write them back.

    python tools/place_roots.py [ROOT ...]

The course of a root is a model assumption: it passes the landmarks the textbooks name. Where it
lies between them is settled here: each way point moves as little as it must until every station
keeps `ROOM_MM` to bone, disc and ligament in a crowd of healthy people, without sharp bends. Way
points may be shifted by hand afterwards; a new run keeps near them. Needs scipy.
"""

import csv
import sys
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from scipy.ndimage import map_coordinates
from scipy.optimize import least_squares

from l45anatomy import evidence, people, person
from l45anatomy.anatomy import Anatomy, from_parameters
from l45anatomy.evidence import WayPoint
from l45anatomy.frame import ROOTS
from l45anatomy.geometry.clipping import clipped
from l45anatomy.spine import nerves
from l45anatomy.spine.build import build

COURSES = Path(nerves.__file__).parent.parent / "data" / "courses.csv"
ROOM_MM = 0.45
REACH_MM = 8.0  # how far around the first guess the room is known
LEAST_BEND_MM = 9.0  # radius below which a bend counts as sharp
KEEP, STRAIGHT = 0.25, 0.5  # weights: stay near the first guess, bend gently


def crowd() -> list[Anatomy]:
    """The ready-made people, one at every tight end, one at every roomy end, six mixed ones."""
    table = evidence.dimensions()
    mean = {name: row.value for name, row in table.items()}
    tight, roomy = dict(mean), dict(mean)
    for name, row in table.items():
        bigger_is_tighter = "root_" in name or "flavum" in name or "sac_" in name
        if "body" in name or "deg" in name:
            continue
        tight[name] = row.high if bigger_is_tighter else row.low
        roomy[name] = row.low if bigger_is_tighter else row.high
    rng = np.random.default_rng(5)
    mixed = [
        {name: rng.choice([row.low, row.high]) for name, row in table.items()} for _ in range(6)
    ]
    return [*map(person, people()), *map(from_parameters, (tight, roomy, *mixed))]


@dataclass(frozen=True, eq=False)
class Room:
    """Distances to everything solid on a grid of 1 mm around one root of one person."""

    low: np.ndarray
    distance: np.ndarray

    @classmethod
    def around(cls, someone: Anatomy, path: np.ndarray) -> "Room":
        """Give the room of one person around a path (n, 3)."""
        low = np.floor(path.min(axis=0) - REACH_MM)
        shape = (np.ceil(path.max(axis=0) + REACH_MM) - low).astype(int) + 1
        points = np.stack(np.indices(shape), axis=-1).reshape(-1, 3) + low
        near = np.zeros(len(points), bool)
        for station in path:
            near |= np.abs(points - station).max(axis=1) < REACH_MM
        distance = np.full(len(points), 6.0)
        for solid in build(someone).solids:
            at = near & (solid.field.bounds.distance(points) < 6.0)
            if at.any():
                distance[at] = np.minimum(distance[at], clipped(solid.field, points[at], 6.0))
        return cls(low, distance.reshape(shape))

    def __call__(self, path: np.ndarray) -> np.ndarray:
        """Give the distance from each point of a path to what is nearest, mm."""
        return map_coordinates(self.distance, (path - self.low).T, order=1, mode="nearest")


def sharpness(path: np.ndarray) -> np.ndarray:
    """How much sharper than allowed a path (n, 3) bends at each inner station."""
    step = np.diff(path, axis=0)
    length = np.linalg.norm(step, axis=1)
    heading = step / length[:, None]
    bend = np.linalg.norm(np.diff(heading, axis=0), axis=1) / ((length[1:] + length[:-1]) / 2)
    return np.maximum(0.0, bend * LEAST_BEND_MM - 1.0)


def evenly(values: np.ndarray) -> np.ndarray:
    """The values at 60 places from end to end: stations differ in number from person to person."""
    return np.interp(np.linspace(0, 1, 60), np.linspace(0, 1, len(values)), values)


def place(name: str, rows: list[dict[str, str]], folk: list[Anatomy]) -> None:
    """Shift the way points of one root, in place."""
    root = name.partition(" ")[0]
    mine = [row for row in rows if row["root"] == name]
    start = np.array([[float(row[f"{axis}_mm"]) for axis in "xyz"] for row in mine]).ravel()

    def moved(shift: np.ndarray) -> tuple[WayPoint, ...]:
        at = (start + shift).reshape(-1, 3)
        return tuple(
            replace(step, x_mm=float(x), y_mm=float(y), z_mm=float(z))
            for step, (x, y, z) in zip(nerves.way_points(name), at, strict=True)
        )

    first = [nerves.placed(someone, root, moved(0 * start)) for someone in folk]
    rooms = [Room.around(someone, tube.path) for someone, tube in zip(folk, first, strict=True)]

    def lack(shift: np.ndarray) -> list[np.ndarray]:
        steps, out = moved(shift), []
        for someone, room in zip(folk, rooms, strict=True):
            tube = nerves.placed(someone, root, steps)
            gap = room(tube.path) - tube.radii[:, 0]
            out += [evenly(np.maximum(0.0, ROOM_MM - gap))]
            out += [STRAIGHT * evenly(sharpness(tube.path))]
        return out

    found = least_squares(
        lambda shift: np.concatenate([KEEP * shift, *lack(shift)]),
        np.zeros(len(start)),
        diff_step=0.02,
        x_scale=1.0,
        max_nfev=25,
    )
    for row, at in zip(mine, (start + found.x).reshape(-1, 3), strict=True):
        row.update({f"{axis}_mm": f"{value:.1f}" for axis, value in zip("xyz", at, strict=True)})
    short = [f"{part.max():.2f}" for part in lack(found.x)]
    print(f"{name}: largest shift {np.abs(found.x).max():.1f} mm")
    print("  largest lack of room, mm:", " ".join(short[::2]))
    print("  largest sharpness:", " ".join(short[1::2]))


def main() -> None:
    """Place the roots one after the other and write the table."""
    with COURSES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    folk = crowd()
    for name in sys.argv[1:] or (*ROOTS, nerves.CONJOINED):
        place(name, rows, folk)
    with COURSES.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    main()
