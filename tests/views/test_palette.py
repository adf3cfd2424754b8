"""The palette seen by colour-blind eyes, and against the pages of both themes.

Sight is simulated with the matrices of Machado, Oliveira and Fernandes, "A physiologically-based
model for simulation of color vision deficiency", IEEE TVCG 15(6):1291-1298 (2009), severity 1.0, on
linear RGB: `machado2009.csv`. How far two colours are apart is the distance in CIELAB (1976), where
2.3 is just seen by a trained eye side by side.
"""

import csv
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from l45anatomy.frame import Points
from l45anatomy.views.palette import (
    DEFICITS,
    INK,
    PAPER,
    ROOT_GRADES,
    TISSUES,
    contrast,
    ink_on,
)

PLAIN = 10.0  # four times what is just seen: told apart at a glance, by tissue beside tissue
CLEAR = 18.0  # for a scale that is read without its neighbours beside it
LIGHT, DARK = "#ffffff", "#212121"  # what JupyterLab's two themes put behind a cell's output
SIGHTS = ("typical", "protanopia", "deuteranopia", "tritanopia")
# What touches what in the spine, as drawn.
BESIDE = (
    ("bone", "disc"), ("bone", "ligament"), ("bone", "band"), ("bone", "joint"),
    ("bone", "cartilage"), ("bone", "sac"), ("bone", "root"), ("bone", "ganglion"),
    ("disc", "nucleus"), ("disc", "band"), ("disc", "sac"), ("disc", "root"), ("disc", "ligament"),
    ("ligament", "sac"), ("ligament", "root"), ("ligament", "joint"), ("joint", "cartilage"),
    ("joint", "cyst"), ("ligament", "cyst"), ("cyst", "sac"), ("cyst", "root"), ("band", "sac"),
    ("band", "root"), ("sac", "root"), ("sac", "cauda"), ("root", "ganglion"),
)  # fmt: skip


def _matrices() -> dict[str, Points]:
    with Path(__file__).with_name("machado2009.csv").open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    found = {
        sight: np.array([[float(r[c]) for c in "rgb"] for r in rows if r["sight"] == sight])
        for sight in SIGHTS[1:]
    }
    return {"typical": np.eye(3), **found}


MATRICES = _matrices()
TO_XYZ = np.array(  # sRGB, D65 (IEC 61966-2-1)
    [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
)


def seen(colour: str, sight: str) -> Points:
    """Give a colour in CIELAB as eyes of that sight see it."""
    shares = np.array([int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)])
    linear = np.where(shares <= 0.04045, shares / 12.92, ((shares + 0.055) / 1.055) ** 2.4)
    xyz = TO_XYZ @ np.clip(MATRICES[sight] @ linear, 0.0, 1.0) / TO_XYZ.sum(axis=1)
    bent = np.where(xyz > (6 / 29) ** 3, np.cbrt(xyz), xyz / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array([116 * bent[1] - 16, 500 * (bent[0] - bent[1]), 200 * (bent[1] - bent[2])])


def apart(one: str, other: str, sight: str) -> float:
    """Give how far two colours are apart for eyes of that sight."""
    return float(np.linalg.norm(seen(one, sight) - seen(other, sight)))


def test_a_grey_stays_the_grey_it_is_for_all_eyes() -> None:
    """Every row of the matrices adds up to one."""
    for matrix in MATRICES.values():
        assert matrix.sum(axis=1) == pytest.approx(1.0, abs=2e-6)
    assert all(apart("#777777", "#777777", sight) == 0 for sight in SIGHTS)


def test_red_and_green_of_one_lightness_are_lost_where_they_should_be() -> None:
    """What the simulation is for: a pair that typical eyes part easily and deuteranopes do not."""
    red, green = "#c8673e", "#7f8a2c"
    assert apart(red, green, "typical") > 3 * apart(red, green, "deuteranopia")


@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize("scale", [ROOT_GRADES, DEFICITS], ids=["roots", "deficits"])
def test_any_two_steps_of_a_scale_are_told_apart(scale: Sequence[str], sight: str) -> None:
    close = {(a, b): apart(a, b, sight) for a, b in combinations(scale, 2)}
    assert min(close.values()) >= CLEAR, close


@pytest.mark.parametrize("sight", SIGHTS)
def test_tissues_beside_each_other_are_told_apart(sight: str) -> None:
    close = {pair: apart(*(TISSUES[tissue].colour for tissue in pair), sight) for pair in BESIDE}
    assert min(close.values()) >= PLAIN, close


@pytest.mark.parametrize("sight", SIGHTS)
def test_a_caught_root_is_told_from_every_tissue_it_may_lie_on(sight: str) -> None:
    behind = ("bone", "disc", "ligament", "band", "sac", "joint", "cyst", "ganglion")
    close = {
        (grade, tissue): apart(colour, TISSUES[tissue].colour, sight)
        for grade, colour in enumerate(ROOT_GRADES)
        for tissue in behind
        if grade
    }
    assert min(close.values()) >= PLAIN, close


@pytest.mark.parametrize("page", [LIGHT, DARK])
@pytest.mark.parametrize("colour", [*ROOT_GRADES, *DEFICITS])
def test_a_chip_stands_out_from_the_page_by_its_fill_or_its_edge(colour: str, page: str) -> None:
    """WCAG 2 asks 3:1 of what bears meaning; the edge has the colour of the text."""
    assert max(contrast(colour, page), contrast(ink_on(colour), page)) >= 3.0
    assert contrast(ink_on(colour), colour) >= 4.5


@pytest.mark.parametrize("grade", [1, 2, 3])
def test_a_caught_root_stands_out_from_a_light_page(grade: int) -> None:
    assert contrast(ROOT_GRADES[grade], LIGHT) >= 3.0


def test_the_sheet_of_the_leg_is_light_in_both_themes_and_its_ink_is_read_on_it() -> None:
    assert contrast(INK, PAPER) >= 4.5
