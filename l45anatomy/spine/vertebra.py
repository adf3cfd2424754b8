"""One lumbar vertebra: fitted numbers of `data/bones.csv` made into a solid.

The right half is described and mirrored: a template of named parts, then a smooth correction of
what those miss. The bone comes in two parts that a pars defect separates: the front (body,
pedicles, transverse and superior articular processes) and the arch (laminae, inferior articular and
spinous processes). The own frame has its origin at the centre of the body, z along it. A person's
sizes stretch the fitted bone; they never change how it is put together.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, fields, replace
from functools import cache, cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from l45anatomy.anatomy import Vertebra
from l45anatomy.evidence import bone_lattices, bones, dimensions, limits
from l45anatomy.frame import Vec
from l45anatomy.geometry.cone import RoundCone
from l45anatomy.geometry.drum import Outline
from l45anatomy.geometry.ellipsoid import Ellipsoid
from l45anatomy.geometry.fields import Blend, Field, Mirrored, Refined
from l45anatomy.geometry.lattice import Lattice, Stretch
from l45anatomy.geometry.leaf import Leaf
from l45anatomy.geometry.spool import Spool

# How many points and other numbers describe each part: two points make a bar with a radius at each
# end; three a leaf with one number for its roundness and a thickness at each corner. The body is a
# spool: six numbers of its outline, ten of its plates and walls.
PARTS = {
    "outline": (0, 6),
    "body": (0, 10),
    "pedicle upper": (2, 2),
    "pedicle lower": (2, 2),
    "transverse inner": (2, 2),
    "transverse outer": (3, 4),
    "accessory": (2, 2),
    "superior articular plate": (3, 4),
    "superior articular inner": (3, 4),
    "mamillary": (2, 2),
    "pars": (2, 2),
    "inferior articular plate": (3, 4),
    "inferior articular tip": (2, 2),
    "lamina upper": (3, 4),
    "lamina lower": (3, 4),
    "spinous upper": (3, 4),
    "spinous lower": (3, 4),
    "spinous edge": (2, 2),
}
_FRONT = (
    "pedicle upper",
    "pedicle lower",
    "transverse inner",
    "transverse outer",
    "accessory",
    "superior articular plate",
    "superior articular inner",
    "mamillary",
)
_ARCH = tuple(name for name in PARTS if name not in _FRONT and name not in ("outline", "body"))
_TURNING = {
    "superior": ("superior articular plate", "superior articular inner", "mamillary"),
    "inferior": ("inferior articular plate", "inferior articular tip"),
}
BORROWED = "as"  # the part whose row names the level a bone takes all its numbers from
FILLET_MM = 5.0
_EASE_MM = 8.0  # over so much the stretch of the body passes into that of the arch
_FAR_MM = 300.0
_FRAGMENT_MM = (4.0, 7.0)  # how deep in the body and how far below its rim the middle of one lies


@dataclass(frozen=True)
class Bone:
    """The numbers of one vertebra, part by part, in the order of `PARTS`; mm.

    `correction` is what the parts miss, given for the fitted bone, to which `stretch` leads back.
    `pattern` names the level whose mean sizes the fitted bone has.
    """

    numbers: tuple[tuple[float, ...], ...]
    correction: Lattice | None = None
    stretch: Stretch = field(default_factory=Stretch)
    pattern: str = ""

    @classmethod
    def of(cls, flat: Iterable[float]) -> "Bone":
        """Cut a flat row of numbers into parts."""
        values, parts, at = [float(v) for v in flat], [], 0
        for points, rest in PARTS.values():
            parts.append(tuple(values[at : at + 3 * points + rest]))
            at += 3 * points + rest
        return cls(tuple(parts))

    @cached_property
    def _hash(self) -> int:
        return hash((self.numbers, self.correction, self.stretch))

    def __hash__(self) -> int:
        # Counted once: a bone has hundreds of numbers, and caches ask for the hash at every move.
        return self._hash

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

    @cached_property
    def body(self) -> Spool:
        """The vertebral body, without its correction."""
        names = [part.name for part in fields(Spool)][1:]
        return Spool(outline=self.outline, **dict(zip(names, self["body"], strict=True)))

    @property
    def pedicle_width(self) -> float:
        """Width of the pedicle at its narrowest, mm: it is the same for all sizes of a person."""
        return _pedicle(self.pattern)[0]

    @property
    def pedicle_floor(self) -> float:
        """The z of the lower edge of the pedicle there, mm: the roof of the foramen."""
        _, middle, drop = _pedicle(self.pattern)
        return middle / self.stretch.tall[0] - drop if self.stretch.tall else middle - drop

    @property
    def pedicle_top(self) -> float:
        """The z of the upper edge of the pedicle, mm."""
        return self.point("pedicle upper", 0)[2] + self["pedicle upper"][6]

    def _solid(self, part: str) -> Field:
        points, _ = PARTS[part]
        corners = [self.point(part, i) for i in range(points)]
        rest = self[part][3 * points :]
        if points == 2:
            return RoundCone(corners[0], corners[1], *rest)
        return Leaf(corners[0], corners[1], corners[2], *rest)

    def _made_of(self, parts: Iterable[Field]) -> Field:
        shape = Blend(tuple(parts), FILLET_MM)
        if self.correction is None:
            return Mirrored(shape)
        return Mirrored(Refined(shape, self.correction, self.stretch))

    @cached_property
    def front(self) -> Field:
        """Body, pedicles, transverse and superior articular processes."""
        return self._made_of((self.body, *map(self._solid, _FRONT)))

    @cached_property
    def arch(self) -> Field:
        """Pars, laminae, inferior articular and spinous processes."""
        return self._made_of(map(self._solid, _ARCH))

    @cached_property
    def whole(self) -> Field:
        """The bone in one piece."""
        return self._made_of((self.body, *map(self._solid, _FRONT), *map(self._solid, _ARCH)))

    def fitted_to(self, sizes: Vertebra) -> "Bone":
        """Give the bone stretched to a person's sizes, its facets turned.

        The body takes width, depth and heights. Behind it, everything follows the canal: sideways
        with its width, backwards from the rear wall with its depth, up and down with the heights.
        """
        ratio = {name: _share(self.pattern, name, size) for name, size in vars(sizes).items()}
        wide, deep = ratio["body_width_mm"], ratio["body_depth_mm"]
        front, rear = ratio["height_anterior_mm"], ratio["height_posterior_mm"]
        aside, behind = ratio["canal_width_mm"], ratio["canal_depth_mm"]
        shorter = sizes.pedicle_shortening_mm
        outline = self.outline.scaled(wide, deep)
        body = self["body"]
        numbers = [
            tuple(getattr(outline, part.name) for part in fields(outline)),
            (body[0] * front, body[1] * rear, *body[2:]),
        ]
        for part, (points, _) in list(PARTS.items())[2:]:
            at = np.array(self[part][: 3 * points]).reshape(-1, 3) - [0.0, self.outline.wall, 0.0]
            is_behind = at[:, 1] < 0
            at = at * np.where(is_behind[:, None], [aside, behind, rear], [aside, deep, rear])
            at[is_behind, 1] = np.minimum(at[is_behind, 1] + shorter, 0.0)
            at[:, 1] += outline.wall
            numbers.append((*(float(v) for v in at.ravel()), *self[part][3 * points :]))
        # The same stretch backwards: knots far in front, at the front edge, before, at and behind
        # the rear wall, and far behind it.
        wall, depth = outline.wall, outline.anterior - outline.wall
        away = np.array([-_FAR_MM, -_EASE_MM, 0.0, _EASE_MM, depth, _FAR_MM])
        there = np.where(away < 0, (away - shorter) / behind, away / deep) + self.outline.wall
        middle = 1.0 / (rear + (front - rear) * _EASE_MM / depth)
        stretch = Stretch(
            here=tuple((away + wall).tolist()),
            there=tuple(there.tolist()),
            wide=(1 / aside, 1 / aside, 1 / aside, 1 / wide, 1 / wide, 1 / wide),
            tall=(1 / rear, 1 / rear, 1 / rear, middle, 1 / front, 1 / front),
        )
        bone = replace(self, numbers=tuple(numbers), stretch=stretch)
        bone = bone.turned("superior", sizes.superior_facet_turn_deg)
        return bone.turned("inferior", sizes.inferior_facet_turn_deg)

    def turned(self, facets: str, by_deg: float) -> "Bone":
        """Give the bone with its "superior" or "inferior" facets turned towards the coronal plane.

        Each turns about the vertical through the middle of its plate; a negative turn leads to the
        sagittal plane.
        """
        if not by_deg:
            return self
        c, s = np.cos(np.radians(by_deg)), np.sin(np.radians(by_deg))
        turn = np.array([[c, -s, 0.0], [s, c, 0.0], [0.0, 0.0, 1.0]])
        plate = np.mean([self.point(_TURNING[facets][0], i) for i in range(3)], axis=0)
        numbers = dict(zip(PARTS, self.numbers, strict=True))
        for part in _TURNING[facets]:
            points = PARTS[part][0]
            at = np.array(numbers[part][: 3 * points]).reshape(-1, 3)
            at = (at - plate) @ turn.T + plate
            numbers[part] = (*(float(v) for v in at.ravel()), *numbers[part][3 * points :])
        return replace(self, numbers=tuple(numbers.values()))


def _share(pattern: str, name: str, size: float) -> float:
    """Give a size as a share of what it is in the fitted bone; 1 where the table has none."""
    usual = dimensions().get(f"{pattern}.{name}")
    return size / usual.value if usual else 1.0


@cache
def fitted() -> dict[str, Bone]:
    """Read the fitted numbers of every vertebra."""
    rows = {(row.level, row.part): row.numbers for row in bones()}
    found: dict[str, Bone] = {}
    for level in dict.fromkeys(row.level for row in bones()):
        (pattern,) = rows.get((level, BORROWED), (level,))
        bone = Bone.of(float(n) for part in PARTS for n in rows[pattern, part])
        found[level] = replace(bone, correction=_correction(pattern), pattern=pattern)
    return found


@cache
def _pedicle(level: str) -> tuple[float, float, float]:
    """Give the width of a fitted pedicle, the z of its middle and how far below that it ends, mm.

    The width is the least from the side of the canal outwards, in any direction from straight
    aside to half forward.
    """
    bone = fitted()[level]
    z = float(np.mean([bone.point(part, end)[2] for part in _FRONT[:2] for end in (0, 1)]))
    y = bone.outline.wall - np.arange(0.0, 7.0)
    aside = np.arange(4.0, 30.0, 0.1)
    across = np.stack(np.broadcast_arrays(aside, y[:, None], z), axis=-1)
    is_bone = bone.whole(across.reshape(-1, 3)).reshape(len(y), -1) < 0
    open_canal = is_bone.any(axis=1) & ~is_bone[:, 0]
    starts = np.column_stack([aside[is_bone.argmax(axis=1)], y, np.full(len(y), z)])[open_canal]
    turns = np.radians(np.arange(0.0, 46.0, 5.0))
    ways = np.column_stack([np.cos(turns), np.sin(turns), np.zeros(len(turns))])
    far = np.arange(5.0, 32.0, 0.1)
    rays = starts[:, None, None] + far[:, None] * ways[:, None]
    is_out = bone.whole(rays.reshape(-1, 3)).reshape(rays.shape[:3]) > 0
    widths = np.where(is_out.any(axis=2), far[is_out.argmax(axis=2)], np.inf)
    start, way = np.unravel_index(widths.argmin(), widths.shape)
    width = float(widths[start, way])
    middle = starts[start] + width / 2 * ways[way]
    down = np.arange(0.0, 20.0, 0.1)
    outside = bone.whole(middle - np.outer(down, [0.0, 0.0, 1.0])) > 0
    return width, z, float(down[outside.argmax()])


def _correction(level: str) -> Lattice:
    layers = sorted((row for row in bone_lattices() if row.level == level), key=lambda r: r.x_mm)
    first = layers[0]
    heights = tuple(int(height) for layer in layers for height in layer.heights)
    along = len(first.heights) // first.across
    return Lattice(
        start=(first.y_mm, first.z_mm),
        counts=(len(layers), along, first.across),
        step=first.step_mm,
        sunk=first.sunk_mm,
        heights=heights,
    )


@lru_cache(maxsize=64)
def vertebra(name: str, sizes: Vertebra) -> Bone:
    """Give the bone `name`, "L1" to "L5", of a person with these sizes."""
    return fitted()[name].fitted_to(sizes)


def fragment(bone: Bone, sizes: Vertebra) -> Field | None:
    """Give what stands in the canal of a burst body: a piece of its upper rear wall, or None.

    Its middle stays in the body while it moves back, so a bigger one holds every smaller one.
    """
    if not sizes.retropulsion_mm:
        return None
    wide = limits()["fracture.fragment_share"].value * sizes.canal_width_mm / 2
    deep, tall = _FRAGMENT_MM
    top = sizes.height_posterior_mm / 2
    return Ellipsoid(
        (0.0, bone.outline.wall + deep, top - tall), (wide, deep + sizes.retropulsion_mm, tall)
    )


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
