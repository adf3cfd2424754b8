"""The yellow ligaments hang between laminae and grow forward."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l45anatomy import Side, Stenosis, healthy
from l45anatomy.changes import affect
from l45anatomy.frame import DISCS, LEVELS
from l45anatomy.spine.build import build
from l45anatomy.spine.flavum import flavum
from tests.spine.test_discs import field, near_disc
from tests.strategies import numbers


@settings(max_examples=10)
@given(st.sampled_from(LEVELS), st.sampled_from(tuple(Side)), numbers(3.5, 8.0), numbers(0.1, 0.9))
def test_a_thicker_flavum_holds_the_thinner_one_in_front(level, side, thick, more):
    name = f"ligamentum flavum {level} {side}"
    points = near_disc(level)
    thin, swollen = (
        field(Stenosis(level=level, flavum_mm=mm).apply(healthy()), name)
        for mm in (thick, thick + more)
    )
    assert swollen.bounds.high[1] >= thin.bounds.high[1]
    assert (swollen(points) < 0).sum() >= (thin(points) < 0).sum()


@pytest.mark.parametrize("level", DISCS)
def test_a_flavum_touches_the_bones_it_hangs_on(level):
    spine = build(healthy())
    points = np.array(spine[f"ligamentum flavum {level} left"].mesh.points, dtype=float)
    above, below = level.split("-")
    for name in (f"{above} vertebra", "sacrum" if below == "S1" else f"{below} vertebra"):
        assert spine[name].field(points).min() < 0.5


@pytest.mark.parametrize("level", LEVELS)
def test_a_flavum_keeps_its_back_while_it_grows(level):
    """Hypertrophy takes room from the canal, not from the muscles behind."""
    name = f"ligamentum flavum {level} left"
    people = (Stenosis(level=level, flavum_mm=mm).apply(healthy()) for mm in (4.0, 8.0))
    backs = [field(person, name) for person in people]
    points = near_disc(level)
    lowest = [points[back(points) < 0][:, 1].min() for back in backs]
    assert lowest[0] == pytest.approx(lowest[1], abs=1.5)


def test_both_halves_meet_in_the_midline():
    spine = build(healthy())
    halves = [spine[f"ligamentum flavum L4-L5 {side}"].mesh for side in Side]
    assert halves[0].bounds[0] < 0.0 < halves[1].bounds[1]
    assert halves[0].bounds[0] == pytest.approx(-halves[1].bounds[1], abs=0.1)


def test_two_narrow_canals_in_one_still_have_a_ligament():
    """Short pedicles that add up leave little: the arch is felt from the middle of what is left."""
    narrow = Stenosis(level="L3-L4", short_pedicle_mm=5.0)
    person = affect(healthy(), (narrow, narrow))
    for side in Side:
        assert flavum(person, "L3-L4", side).bounds.low[2] < 20.0
