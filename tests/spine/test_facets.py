"""Facet joints: overgrowth takes room, cartilage lies on the facet."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l45anatomy import Side, Stenosis, healthy
from l45anatomy.frame import DISCS, LEVELS
from l45anatomy.spine.build import build
from tests.spine.test_discs import field, near_disc
from tests.strategies import numbers


@settings(max_examples=10)
@given(st.sampled_from(LEVELS), st.sampled_from(tuple(Side)), numbers(0.5, 6.0), numbers(0.1, 1.0))
def test_an_overgrown_joint_holds_the_healthy_one_and_grows_inwards(level, side, growth, more):
    name = f"facet joint {level} {side}"
    points = near_disc(level)
    rest, grown, larger = (
        field(Stenosis(level=level, facet_mm=mm).apply(healthy()), name)
        for mm in (0.0, growth, growth + more)
    )
    inside = points[rest(points) < 0]
    assert (grown(inside) <= 1e-9).all()
    assert (larger(points) < 0).sum() >= (grown(points) < 0).sum()


@pytest.mark.parametrize("level", DISCS)
def test_cartilage_lies_on_the_facet_a_millimetre_thick(level):
    spine = build(healthy())
    points = np.array(spine[f"facet cartilage {level} right"].mesh.points, dtype=float)
    below = level.partition("-")[2]
    bone = spine["sacrum" if below == "S1" else f"{below} vertebra"]
    proud = bone.field(points)
    assert proud.max() == pytest.approx(1.0, abs=0.2)
    assert (proud > 0.5).any()
