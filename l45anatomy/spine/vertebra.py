"""One lumbar vertebra: fitted numbers of `data/bones.csv` made into a solid.

The right half is described and mirrored. The bone comes in two parts that a pars defect separates:
the front (body, pedicles, transverse and superior articular processes) and the arch (laminae,
inferior articular and spinous processes). The own frame has its origin at the centre of the body,
z along it. A person's sizes stretch the fitted bone; they never change how it is put together.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from functools import cache, cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from l45anatomy.anatomy import Vertebra
from l45anatomy.evidence import bones, dimensions
from l45anatomy.frame import VERTEBRAE, Vec
from l45anatomy.geometry.drum import Drum, Outline
from l45anatomy.geometry.fields import Blend, Field, Mirrored, Plate, RoundCone

# How many points and other numbers describe each part: two points make a bar with a radius at each
# end, three a plate with one. The body is a drum: six numbers of its outline, seven of its walls.
PARTS = {
    "outline": (0, 6),
    "body": (0, 6),
    "pedicle upper": (2, 2),
    "pedicle lower": (2, 2),
    "transverse inner": (2, 2),
    "transverse outer": (2, 2),
    "superior articular plate": (3, 1),
    "mamillary": (2, 2),
    "superior articular inner": (2, 2),
    "pars": (2, 2),
    "inferior articular plate": (3, 1),
    "inferior articular tip": (2, 2),
    "lamina upper": (3, 1),
    "lamina lower": (3, 1),
    "spinous upper": (3, 1),
    "spinous lower": (3, 1),
    "spinous edge": (2, 2),
}
_FRONT = (
    "pedicle upper",
    "pedicle lower",
    "transverse inner",
    "transverse outer",
    "superior articular plate",
    "mamillary",
    "superior articular inner",
)
_ARCH = tuple(name for name in PARTS if name not in _FRONT and name not in ("outline", "body"))
FILLET_MM = 6.0
RIM_MM = 2.0


@dataclass(frozen=True)
class Bone:
    """The numbers of one vertebra, part by part, in the order of `PARTS`; mm."""

    numbers: tuple[tuple[float, ...], ...]

    @classmethod
    def of(cls, flat: Iterable[float]) -> "Bone":
        """Cut a flat row of numbers into parts."""
        values, parts, at = [float(v) for v in flat], [], 0
        for points, rest in PARTS.values():
            parts.append(tuple(values[at : at + 3 * points + rest]))
            at += 3 * points + rest
        return cls(tuple(parts))

    def __getitem__(self, part: str) -> tuple[float, ...]:
        return self.numbers[list(PARTS).index(part)]

    def point(self, part: str, index: int) -> Vec:
        """Give one of the points that describe a part, mm, in the bone's own frame."""
        x, y, z = self[part][3 * index : 3 * index + 3]
        return (x, y, z)

    @cached_property
    def outline(self) -> Outline:
        """The outline of the body."""
        names = ("front_x", "front_y", "front_r", "rear_x", "rear_y", "rear_r")
        return Outline(**dict(zip(names, self["outline"], strict=True)))

    @property
    def body(self) -> Drum:
        """The vertebral body."""
        names = ("height_front", "height_rear", "waist_side", "waist_front", "flare", "dish")
        return Drum(outline=self.outline, rim=RIM_MM, **dict(zip(names, self["body"], strict=True)))

    @property
    def pedicle_width(self) -> float:
        """Width of the pedicle, mm: from the canal to its outer side."""
        low = self["pedicle lower"]
        return 2 * (low[6] + low[7]) / 2 + 1.0

    def _solid(self, part: str) -> Field:
        points, _ = PARTS[part]
        corners = [self.point(part, i) for i in range(points)]
        radii = self[part][3 * points :]
        if points == 2:
            return RoundCone(corners[0], corners[1], radii[0], radii[1])
        return Plate(corners[0], corners[1], corners[2], radii[0])

    @property
    def front(self) -> Field:
        """Body, pedicles, transverse and superior articular processes."""
        return Mirrored(Blend((self.body, *map(self._solid, _FRONT)), FILLET_MM))

    @property
    def arch(self) -> Field:
        """Pars, laminae, inferior articular and spinous processes."""
        return Mirrored(Blend(tuple(map(self._solid, _ARCH)), FILLET_MM))

    @cached_property
    def whole(self) -> Field:
        """The bone in one piece."""
        parts = (self.body, *map(self._solid, _FRONT), *map(self._solid, _ARCH))
        return Mirrored(Blend(parts, FILLET_MM))

    def fitted_to(self, name: str, sizes: Vertebra) -> "Bone":
        """Give the bone stretched to a person's sizes.

        The body takes width, depth and heights. Behind it, everything follows the canal: sideways
        with its width, backwards from the rear wall with its depth, up and down with the heights.
        """
        usual = {
            key: dimensions()[f"{name}.{key}"].value for key in vars(sizes) if _is_row(name, key)
        }
        wide = sizes.body_width_mm / usual["body_width_mm"]
        deep = sizes.body_depth_mm / usual["body_depth_mm"]
        front = sizes.height_anterior_mm / usual["height_anterior_mm"]
        rear = sizes.height_posterior_mm / usual["height_posterior_mm"]
        outline = self.outline.scaled(wide, deep)
        numbers = [tuple(getattr(outline, f.name) for f in fields(outline))]
        body = self["body"]
        numbers.append((body[0] * front, body[1] * rear, *body[2:]))
        stretch = np.array(
            [
                sizes.canal_width_mm / usual["canal_width_mm"],
                sizes.canal_depth_mm / usual["canal_depth_mm"],
                rear,
            ]
        )
        old_wall, new_wall = self.outline.wall, outline.wall
        for part, (points, _) in list(PARTS.items())[2:]:
            at = np.array(self[part][: 3 * points]).reshape(-1, 3) - [0.0, old_wall, 0.0]
            behind = at[:, 1] < 0
            at = at * np.where(behind[:, None], stretch, [stretch[0], deep, rear])
            at[behind, 1] = np.minimum(at[behind, 1] + sizes.pedicle_shortening_mm, 0.0)
            at[:, 1] += new_wall
            numbers.append((*(float(v) for v in at.ravel()), *self[part][3 * points :]))
        return Bone(tuple(numbers))


def _is_row(name: str, key: str) -> bool:
    return f"{name}.{key}" in dimensions()


@cache
def fitted() -> dict[str, Bone]:
    """Read the fitted numbers of every vertebra."""
    rows = {(row.level, row.part): row.numbers for row in bones()}
    return {
        name: Bone.of(float(n) for part in PARTS for n in rows[name, part]) for name in VERTEBRAE
    }


@lru_cache(maxsize=64)
def vertebra(name: str, sizes: Vertebra) -> Bone:
    """Give the bone `name` ("L3", "L4", "L5") of a person with these sizes."""
    return fitted()[name].fitted_to(name, sizes)


def slots(kind: str) -> NDArray[np.int_]:
    """Say which places of the flat row hold radii, or the x of points in the midline.

    `kind` is "radius" or "midline"; the fitting script needs to hold these in bounds.
    """
    found: list[int] = []
    at = 0
    for name, (points, rest) in PARTS.items():
        if kind == "radius" and points:
            found += range(at + 3 * points, at + 3 * points + rest)
        if kind == "midline" and name.startswith("spinous"):
            found += range(at, at + 3 * points, 3)
        at += 3 * points + rest
    return np.array(found)
