"""One slice as a value: the picture, what lies where, what was measured and graded."""

import io
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from l45anatomy import evidence
from l45anatomy.case import Case
from l45anatomy.frame import DISCS, LEVELS, Vec, one_of
from l45anatomy.grading.grade import Grade
from l45anatomy.views.mri.plane import Plane, disc_middle, through
from l45anatomy.views.mri.tissue import layers

WEIGHTINGS = ("T2", "T1", "CT")
_NOISE = 0.012  # share of the brightest grey
_NEAR_MM = 14.0  # a slice belongs to the disc it passes so near
_IN_SAC = ("dural sac", "cauda equina")


@dataclass(frozen=True, kw_only=True)
class Distance:
    """Something measured in the slice, between two places of it in pixels (column, row)."""

    name: str
    start: tuple[float, float]
    end: tuple[float, float]
    value: float
    unit: str
    where: str = ""

    @property
    def words(self) -> str:
        """What is written in the picture."""
        return f"{self.where} {self.value:.0f} {self.unit}".strip()


@dataclass(frozen=True, eq=False, kw_only=True)
class Slice:
    """A slice of a case.

    `image` is (size, size) uint8, 0 black; `labels` (size, size) uint8 indexes `names`, whose first
    is "" for what has no name. Rows and columns are hung as `plane` says.
    """

    plane: Plane
    weighting: str
    image: NDArray[np.uint8]
    labels: NDArray[np.uint8]
    names: tuple[str, ...]
    distances: tuple[Distance, ...]
    grades: tuple[Grade, ...]
    level: str

    def name_at(self, column: float, row: float) -> str:
        """Give the structure under a place of the picture; "" where there is none."""
        return self.names[int(self.labels[int(row), int(column)])]

    def area_mm2(self, name: str) -> float:
        """Give the area a structure has in the slice, mm²."""
        if name not in self.names:
            return 0.0
        count = np.count_nonzero(self.labels == self.names.index(name))
        return float(count * self.plane.pixel_mm**2)

    def describe(self) -> str:
        """Give what the picture shows, in words."""
        left, right, upper, lower = self.plane.marks
        where = f" at {self.level}" if self.level else ""
        edges = f"{left} on the left, {right} on the right, {upper} above, {lower} below"
        kind = f"{self.weighting} {self.plane.kind} slice{where}"
        told = [f"{kind}, seen as radiologists hang it: {edges}."]
        told += [f"{one.name}: {one.value:.0f} {one.unit}." for one in self.distances]
        told += [f"{one.system}: {one.grade}." for one in self.grades if one.rank > 0]
        return " ".join(told)

    def png(self, *, overlay: bool = True, scale: int = 2) -> bytes:
        """Give the slice as PNG bytes, with marks of direction and measures unless told not to."""
        from PIL import Image, ImageDraw, ImageFont

        picture = Image.fromarray(self.image).resize([scale * self.plane.size] * 2).convert("RGB")
        if overlay:
            font = ImageFont.load_default(7 * scale)
            pen, size = ImageDraw.Draw(picture), scale * self.plane.size
            places = (
                (6, size // 2),
                (size - 14, size // 2),
                (size // 2, 6),
                (size // 2, size - 18),
            )
            for mark, at in zip(self.plane.marks, places, strict=True):
                pen.text(at, mark, fill="#ffffff", font=font)
            for one in self.distances:
                ends = [(scale * x, scale * y) for x, y in (one.start, one.end)]
                pen.line(ends, fill="#ffd54f", width=scale)
                x, y = ends[1]
                words = one.words.replace("²", "2")  # the font has no ²
                pen.text((x + 6, y), words, fill="#ffd54f", font=font)
        out = io.BytesIO()
        picture.save(out, "PNG", optimize=True)
        return out.getvalue()


def take(
    case: Case,
    plane: str = "axial",
    position_mm: float | None = None,
    weighting: str = "T2",
    size: int = 256,
    seed: int = 0,
) -> Slice:
    """Take a slice of a case; `seed` gives the noise."""
    one_of("weighting", weighting, WEIGHTINGS)
    where = through(case, plane, position_mm, size)
    image, labels, names = _painted(case, where, weighting)
    grey = np.clip(255 * (image + _noise(seed, size)), 0, 255).astype(np.uint8)
    level = _level_at(case, where)
    return Slice(
        plane=where,
        weighting=weighting,
        image=grey,
        labels=labels,
        names=names,
        distances=_measured(case, where, labels, names, level),
        grades=case.grades_at(level) if level else (),
        level=level,
    )


@lru_cache(maxsize=8)
def _noise(seed: int, size: int) -> NDArray[np.float64]:
    return np.random.default_rng(seed).normal(0.0, _NOISE, (size, size))


def _painted(
    case: Case, plane: Plane, weighting: str
) -> tuple[NDArray[np.float64], NDArray[np.uint8], tuple[str, ...]]:
    """Paint every layer over those before, and remember which one covers most of a pixel."""
    image = np.zeros((plane.size, plane.size))
    labels = np.zeros((plane.size, plane.size), np.uint8)
    names: dict[str, int] = {"": 0}
    for layer in layers(case, plane):
        at, share = layer.patch.at, layer.patch.share
        if not share.any():
            continue
        signal = _signal(case, layer.name, layer.tissue, weighting)
        image[at] += share * (signal - image[at])
        number = names.setdefault(layer.name, len(names))
        labels[at][share >= 0.5] = number
    return image, labels, tuple(names)


def _signal(case: Case, name: str, tissue: str, weighting: str) -> float:
    """Give how bright a tissue is; a worn nucleus loses its water."""
    signal = _brightness(tissue, weighting)
    level = name.removeprefix("nucleus pulposus ")
    if tissue == "nucleus" and weighting == "T2" and level in DISCS:
        dry = _brightness("annulus", weighting)
        signal = dry + case.anatomy.segment(level).water * (signal - dry)
    return signal


@lru_cache(maxsize=64)
def _brightness(tissue: str, weighting: str) -> float:
    return evidence.signals()[tissue, weighting].value


def _level_at(case: Case, plane: Plane) -> str:
    """Give the level an axial slice belongs to; the others show all levels."""
    if plane.kind != "axial":
        return ""
    off = {level: abs(disc_middle(case, level)[2] - plane.position_mm) for level in LEVELS}
    nearest = min(off, key=lambda level: off[level])
    return nearest if off[nearest] <= _NEAR_MM else ""


def _measured(
    case: Case, plane: Plane, labels: NDArray[np.uint8], names: tuple[str, ...], level: str
) -> tuple[Distance, ...]:
    """Measure the room of the sac from front to back, and say its area where it is narrowest."""
    inside = [names.index(name) for name in _IN_SAC if name in names]
    if not level or not inside:
        return ()
    section = next(one for one in case.sac if one.level == level)
    sac = np.isin(labels, inside)
    rows, columns = np.nonzero(sac)
    if not len(rows):
        return ()
    middle = round(float(columns.mean()))
    own = rows[columns == middle]
    if not len(own):
        return ()
    top, bottom = (float(middle), float(own.min())), (float(middle), float(own.max() + 1))
    depth = (bottom[1] - top[1]) * plane.pixel_mm
    made = [Distance(name="sac, front to back", start=top, end=bottom, value=depth, unit="mm")]
    at: Vec = section.at
    wide = (float(columns.max() + 4), float(rows.mean()))
    if abs(at[2] - plane.position_mm) <= _NEAR_MM:
        made.append(
            Distance(
                name=f"narrowest area of the dural sac at {level}",
                start=wide,
                end=wide,
                value=section.area_mm2,
                unit="mm²",
                where="narrowest",
            )
        )
    return tuple(made)
