"""The longitudinal ligaments lie on bodies and discs, and a disc that bulges lifts them."""

import numpy as np
import pytest
from hypothesis import given, settings

from l45anatomy import Herniation, healthy
from l45anatomy.frame import DISCS, VERTEBRAE
from l45anatomy.spine.build import build
from tests.strategies import healthy_people

FRONT, BACK = "anterior longitudinal ligament", "posterior longitudinal ligament"


def clearance(spine, name):
    """Give how far every point of a band is from the nearest body or disc."""
    points = np.array(spine[name].mesh.points, dtype=float)
    under = [*(f"{v} vertebra" for v in VERTEBRAE), *(f"disc {d}" for d in DISCS), "sacrum"]
    return np.min([spine[each].field(points) for each in under], axis=0)


@pytest.mark.parametrize("name", [FRONT, BACK])
@settings(max_examples=3)
@given(person=healthy_people())
def test_a_band_lies_on_what_is_below_it(name, person):
    """Neither deep in bone nor far off it: a few millimetres where it bridges a hollow wall."""
    apart = clearance(build(person), name)
    assert apart.min() > -3.5
    assert apart.max() < 5.0
    assert np.median(apart) > -0.5


def test_a_central_herniation_lifts_the_posterior_ligament_and_leaves_the_anterior_one():
    rest = build(healthy())
    ill = build(Herniation(None, "central", 6.0).apply(healthy()))
    assert rest[FRONT].mesh is ill[FRONT].mesh
    lifted = np.array(rest[BACK].mesh.points) - np.array(ill[BACK].mesh.points)
    assert 4.0 < np.linalg.norm(lifted, axis=1).max() < 8.0


def test_a_foraminal_herniation_spares_both():
    rest = build(healthy())
    ill = build(Herniation("left", "foraminal", 6.0).apply(healthy()))
    assert rest[BACK].mesh is ill[BACK].mesh
