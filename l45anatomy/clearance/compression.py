"""What is left of a root or of the sac, in words and numbers, and what the numbers are called."""

from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from typing import Literal

import numpy as np

from l45anatomy import evidence
from l45anatomy.frame import ROOTS, Distances, Points, Side, Vec
from l45anatomy.spine.tube import Tube


@dataclass(frozen=True, kw_only=True)
class Compression:
    """The worst point of one root, or of the sac, in words and numbers.

    `grade` follows the four steps a radiologist uses: 0 free, 1 contact, 2 deviation, 3 compression
    [pfirrmann2004]; the sac is compressed where it has lost area and less than the critical area is
    left. `stretch` is the share by which giving way has lengthened a root, `ganglion` where its
    worst point lies, seen from the dorsal root ganglion. `area_mm2` is what the sac has left at
    `at`; its worst point may lie elsewhere in another case, so compare `loss`. `standing_mm2` is
    the least it has left when the same person stands, where that was asked for. `touch` is how
    much a disc touches it anywhere on its way, 0 to 1; where that was not measured, None, `by`
    tells.
    """

    root: str
    side: Side | None
    site: str
    level: str
    gap_mm: float
    shift_mm: float
    loss: float
    by: tuple[str, ...]
    grade: int
    at: Vec
    stretch: float = 0.0
    ganglion: Literal["before", "on", "beyond"] = "before"
    area_mm2: float | None = None
    standing_mm2: float | None = None
    touch: float | None = None

    @property
    def is_caught(self) -> bool:
        """Whether it is pushed aside, narrowed or compressed, and not only touched."""
        return self.grade >= 2

    @property
    def is_compressed(self) -> bool:
        """Whether it is compressed, the last of the four grades."""
        return self.grade == 3

    def __str__(self) -> str:
        """Give it on one line, as in `L5 left, lateral recess L4-L5: grade 3, 40% left`."""
        left = f"{1.0 - self.loss:.0%} left"
        if self.area_mm2 is not None:
            left = f"{self.area_mm2:.0f} mm² left"
        what = " ".join(filter(None, (self.root, str(self.side or ""))))
        where = " ".join(filter(None, (self.site, self.level)))
        told = f"{what}, {where}" if where else what
        by = f", by {', '.join(self.by)}" if self.by else ""
        return f"{told}: grade {self.grade}, {left}{by}"

    @property
    def mirrored(self) -> "Compression":
        """The same in the mirror image of the spine."""
        x, y, z = self.at
        by = tuple(_on_other_side(name) for name in self.by)
        return replace(self, side=self.side and self.side.other, by=by, at=(0.0 - x, y, z))

    @property
    def upright_mm2(self) -> float | None:
        """The area of the sac in somebody who stands, mm2; that of now where it is unknown."""
        return self.area_mm2 if self.standing_mm2 is None else self.standing_mm2

    @property
    def is_beyond_spine(self) -> bool:
        """Whether it is a lesion of a nerve beyond the roots, which no shape of the spine made."""
        return self.side is not None and self.root not in ROOTS


@dataclass(frozen=True, kw_only=True)
class SacSection:
    """The dural sac of one disc level where it has lost most: area left and at rest there, mm2.

    Where nothing is lost it is the section behind the disc. Higher up or lower down the sac may be
    smaller by nature: compare with `rest_mm2`.
    `by` names what takes the area, `at` is the middle of the section, mm.
    """

    level: str
    area_mm2: float
    rest_mm2: float
    by: tuple[str, ...]
    at: Vec

    def __str__(self) -> str:
        """Give it on one line, as in `dural sac L4-L5: 71 of 125 mm², by disc L4-L5`."""
        by = f", by {', '.join(self.by)}" if self.by else ""
        return f"dural sac {self.level}: {self.area_mm2:.0f} of {self.rest_mm2:.0f} mm²{by}"

    @property
    def loss(self) -> float:
        """The share of its area that is lost."""
        return 1.0 - self.area_mm2 / self.rest_mm2


@dataclass(frozen=True, eq=False)
class Course:
    """What becomes of one tube: where it lies now and how much of it is left, station by station.

    `path` (n, 3) mm, `left` (n,) share of the calibre, `worst` the summary. A root gives way;
    the sac keeps its path and only loses area, told level by level in `sections`.
    """

    tube: Tube
    path: Points = field(repr=False)
    left: Distances = field(repr=False)
    worst: Compression
    sections: tuple[SacSection, ...] = ()

    def mirrored(self, tube: Tube) -> "Course":
        """Give the course of the root on the other side of a spine whose sides are alike."""
        path = self.path * np.array([-1.0, 1.0, 1.0])
        return kept_course(tube, path.tobytes(), self.left.tobytes(), self.worst.mirrored)


@lru_cache(maxsize=512)
def kept_course(
    tube: Tube,
    path: bytes,
    left: bytes,
    worst: Compression,
    sections: tuple[SacSection, ...] = (),
) -> Course:
    """Give one object for equal courses: what did not change is not drawn again."""
    return Course(tube, np.frombuffer(path).reshape(-1, 3), np.frombuffer(left), worst, sections)


@cache
def rule(name: str) -> float:
    """Give one number of `yielding.csv`."""
    return evidence.yielding()[name].value


def root_grade(gap: float, shift: float, loss: float) -> int:
    """Grade a root: free, touched, displaced, compressed [pfirrmann2004]."""
    if loss > rule("root.compressed_loss"):
        return 3
    if gap < 0 and shift >= rule("root.deviation_mm"):
        return 2
    return int(gap < rule("root.contact_mm"))


def sac_grade(gap: float, loss: float, area: float) -> int:
    """Grade the sac: touched, narrowed, or narrowed below the area that counts as compressed."""
    if loss > rule("sac.narrowed_loss"):
        return 3 if area < rule("sac.compressed_mm2") else 2
    return int(gap < rule("root.contact_mm"))


def pressing(rest: dict[str, float]) -> tuple[str, ...]:
    """Name what touches at rest, closest first; the closest sets the measure."""
    order = sorted(rest, key=lambda name: rest[name])
    within = max(rest[order[0]], 0.0) + rule("pressing.beside_mm")
    return tuple(name for name in order if rest[name] < within)[:3]


def _on_other_side(name: str) -> str:
    """Give the name on the other side: of "facet joint L4-L5 left" that of the right one."""
    whole, _, side = name.rpartition(" ")
    return f"{whole} {Side(side).other}" if side in list(Side) else name


def vec(point: Points) -> Vec:
    """Give a point as a tuple of plain floats."""
    return (float(point[0]), float(point[1]), float(point[2]))
