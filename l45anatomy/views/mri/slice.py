"""One slice as a value: the picture, what lies where, what was measured and graded."""

import io
from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from html import escape

import numpy as np
from numpy.typing import NDArray

from l45anatomy import evidence
from l45anatomy.case import Case
from l45anatomy.frame import DISCS, LEVELS, one_of
from l45anatomy.grading.grade import Grade
from l45anatomy.views.mri.measures import Distance, measured
from l45anatomy.views.mri.patch import Pixels
from l45anatomy.views.mri.plane import Plane, disc_middle, through
from l45anatomy.views.mri.tissue import Layer, background, foreground

WEIGHTINGS = ("T2", "T1", "CT")
LETTERS = "abcdefghijkl"  # which line is which measure
_MEASURE = "#ffd54f"
_NOISE = 0.012  # share of the brightest grey
_NEAR_MM = 14.0  # a slice belongs to the disc it passes so near
_CAUGHT_MM = 1.0  # what is caught so near to a slice is seen in it


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
        told += [f"{one.at_its_level}." for one in self.grades if one.rank > 0]
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
            for letter, one in zip(LETTERS, self.distances, strict=False):
                ends = [(scale * x, scale * y) for x, y in (one.start, one.end)]
                pen.line(ends, fill=_MEASURE, width=scale)
                place = LETTERS.index(letter)
                x, y = ends[place % 2]  # by turns above and below: lines lie close together
                up = 0 if place % 2 else 8 * scale
                pen.text((x - 2 * scale, y - up), letter, fill=_MEASURE, font=font)
                told = f"{letter}  {one.words}".replace("²", "2")  # the font has no ²
                row = 4 + 9 * place
                pen.text((4 * scale, row * scale), told, fill=_MEASURE, font=font)
        out = io.BytesIO()
        picture.save(out, "PNG", optimize=True)
        return out.getvalue()

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        """Give what a notebook shows: the picture with its text twin, or the twin alone."""
        told, image = self.describe(), b64encode(self.png()).decode()
        return {
            "text/plain": told,
            "text/html": (
                f'<figure class="l45-slice"><img alt="{escape(told)}" width="480" '
                f'src="data:image/png;base64,{image}">'
                f"<figcaption>{escape(told)}</figcaption></figure>"
            ),
        }


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
    painted = _painted(case, where, weighting)
    labels, names = painted.labels, painted.names
    grey = np.clip(255 * (painted.image + _noise(seed, size)), 0, 255).astype(np.uint8)
    level = _level_at(case, where)
    grades = case.grades_at(level) if level else ()
    return Slice(
        plane=where,
        weighting=weighting,
        image=grey,
        labels=labels,
        names=names,
        distances=measured(where, labels, names, level, case.courses),
        grades=grades,
        level=level,
    )


@lru_cache(maxsize=8)
def _noise(seed: int, size: int) -> Pixels:
    return np.random.default_rng(seed).normal(0.0, _NOISE, (size, size)).astype(np.float32)


@dataclass(frozen=True, eq=False)
class _Canvas:
    """A picture as far as it is painted: grey, which structure covers most, and their names."""

    image: Pixels
    labels: NDArray[np.uint8]
    names: tuple[str, ...]

    def over(self, layers: Iterable[tuple[Layer, float]]) -> "_Canvas":
        """Give it with more layers, each with its brightness, painted over those before."""
        image, labels = self.image.copy(), self.labels.copy()
        names = {name: number for number, name in enumerate(self.names)}
        for layer, signal in layers:
            at, share = layer.patch.at, layer.patch.share
            if not share.any():
                continue
            image[at] += share * (signal - image[at])
            number = names.setdefault(layer.name, len(names))
            np.copyto(labels[at], number, where=share >= 0.5)
        return _Canvas(image, labels, tuple(names))


def _painted(case: Case, plane: Plane, weighting: str) -> _Canvas:
    """Paint every layer over those before."""

    def bright(layers: Iterable[Layer]) -> Iterable[tuple[Layer, float]]:
        return ((one, _signal(case, one.name, one.tissue, weighting)) for one in layers)

    behind = _primed(plane.size, tuple(bright(background(case, plane))))
    return behind.over(bright(foreground(case, plane)))


@lru_cache(maxsize=8)
def _primed(size: int, layers: tuple[tuple[Layer, float], ...]) -> _Canvas:
    """Paint on nothing; what lies behind is painted once as long as it stays."""
    nothing = np.zeros((size, size), np.float32)
    return _Canvas(nothing, nothing.astype(np.uint8), ("",)).over(layers)


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
    """Give the level an axial slice belongs to; the others show all levels.

    Between two discs it belongs to the one from which something has come to press here.
    """
    if plane.kind != "axial":
        return ""
    off = {level: abs(disc_middle(case, level)[2] - plane.position_mm) for level in LEVELS}
    nearest = min(off, key=lambda level: off[level])
    if off[nearest] <= _NEAR_MM:
        return nearest
    caught = (c for c in case.compressions if c.is_caught and c.level in LEVELS)
    here = [c for c in caught if abs(c.at[2] - plane.position_mm) <= _CAUGHT_MM]
    return max(here, key=lambda c: (c.grade, c.loss)).level if here else ""
