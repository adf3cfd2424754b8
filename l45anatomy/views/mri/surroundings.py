"""What one expects around a spine, muscles, fat and skin: ellipses, and no solid of the model."""

from collections.abc import Iterator
from functools import lru_cache

import numpy as np

from l45anatomy import evidence
from l45anatomy.frame import DISCS
from l45anatomy.geometry.placement import Box
from l45anatomy.spine.alignment import stack
from l45anatomy.spine.build import Spine
from l45anatomy.spine.discs import outline
from l45anatomy.views.mri.patch import Patch, edged, soft_mm
from l45anatomy.views.mri.plane import Plane

# Fat lies below the skin and between all that is built, as around the sac: it has no nearer name.
_AROUND = ("fat", "abdomen", "psoas muscle", "erector spinae muscle", "multifidus muscle")
_Line = tuple[tuple[float, float], ...]


def surroundings(spine: Spine, plane: Plane) -> Iterator[tuple[str, str, Patch]]:
    """Give name, tissue and cover of each, from the outside in."""
    line = _body_line(spine)
    for name in _AROUND:
        tissue = next(iter(evidence.surroundings()[name].values())).tissue
        yield name, tissue, _cover(name, line, plane)


@lru_cache(maxsize=64)
def _cover(name: str, line: _Line, plane: Plane) -> Patch:
    size = {measure: row.value for measure, row in evidence.surroundings()[name].items()}
    wide, deep = size["half_width"], size["half_depth"]
    heights, places = np.array(line).T
    x, y, z = plane.lines()
    middle, soft = np.interp(z, heights, places), soft_mm(plane)
    aside, begins = size["aside"] + wide, size.get("begins", -np.inf)
    front, behind = size["front"] + deep, max(size["front"] - deep, begins)
    low = (-aside, float(middle.min()) + behind, float(z.min()))
    box = Box(low, (aside, float(middle.max()) + front, float(z.max())))
    at = plane.window(box, soft, plane.size)
    x, y, z = plane.lines(at)
    y = y - np.interp(z, heights, places)
    across, along = (np.abs(x) - size["aside"]) / wide, (y - size["front"]) / deep
    away = (np.sqrt(across * across + along * along) - 1) * min(wide, deep)
    # It covers nothing behind where it begins.
    return edged(np.maximum(away, begins - y), at, plane)


def _body_line(spine: Spine) -> _Line:
    """Give height and place of the middle of each disc, from below, mm: between them lie bodies.

    What leaves a disc does not move the muscles around it.
    """
    pile, found = stack(spine.anatomy), []
    for level in DISCS:
        middle = sum(outline(spine.anatomy, level).reach) / 2
        _, y, z = pile.disc(level).at((0.0, middle, 0.0))
        found.append((z, y))
    return tuple(sorted(found))
