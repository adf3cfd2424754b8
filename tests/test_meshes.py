"""What is drawn is sound: closed, symmetric, never through itself and no bone through another."""

from itertools import combinations, pairwise

import numpy as np
import pytest
from hypothesis import given, settings

from l45anatomy import Case, Herniation, Spondylolisthesis, TransitionalVertebra, healthy
from l45anatomy.frame import VERTEBRAE
from l45anatomy.spine.build import build
from l45anatomy.views import scene
from tests.checks import self_intersections
from tests.strategies import healthy_people, limited

BONES = (*(f"{name} vertebra" for name in VERTEBRAE), "sacrum")
CASES = [
    Case(),
    Case(Herniation("left", "subarticular", 8.0)),
    Case(Spondylolisthesis(25)),
    Case(TransitionalVertebra("left")),
]


def test_the_scene_at_rest_has_at_most_150_000_triangles():
    assert sum(part.mesh.n_cells for part in scene.parts(Case())) <= 150_000


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES, ids=str)
def test_no_surface_passes_through_itself(case):
    # Nerves in a narrowed sac are crowded: there they may touch each other.
    parts = [p for p in scene.parts(case) if p.name != "cauda equina" or not case.changes]
    found = {part.name: self_intersections(part.mesh) for part in parts}
    assert {} == {name: count for name, count in found.items() if count}


def overlap(one, other):
    """Give how deep the surface of one bone lies inside another, mm; 0 if they are apart."""
    points = np.array(one.mesh.points, dtype=float)
    near = points[other.field.bounds.distance(points) < 1.0]
    return max(0.0, -float(other.field(near).min())) if len(near) else 0.0


@pytest.mark.slow
@settings(max_examples=6)
@given(
    limited("healthy.stature_mm"), limited("healthy.canal_mm"), limited("healthy.facet_angle_deg")
)
def test_no_bone_passes_through_another_in_a_healthy_person(stature_mm, canal_mm, facet_angle_deg):
    """Facets may meet within the 2 mm that their cartilages are thick, and nothing else meets."""
    made = healthy(stature_mm=stature_mm, canal_mm=canal_mm, facet_angle_deg=facet_angle_deg)
    spine = build(made)
    for one, other in pairwise(BONES):
        assert overlap(spine[one], spine[other]) < 2.0, (one, other)


@pytest.mark.slow
@settings(max_examples=4)
@given(healthy_people())
def test_bones_of_the_oddest_neighbours_overlap_at_their_facets_only(person):
    """Each number at an end of its range by itself: real neighbours are more alike than that."""
    spine = build(person)
    for one, other in pairwise(BONES):
        assert overlap(spine[one], spine[other]) < 4.0, (one, other)


def test_bones_that_are_no_neighbours_do_not_meet():
    spine = build(healthy())
    for one, other in combinations(BONES, 2):
        if BONES.index(other) - BONES.index(one) > 1:
            assert spine[one].field.bounds.gap(spine[other].field.bounds) > -1e-9
            assert overlap(spine[one], spine[other]) == 0.0


@pytest.mark.parametrize("name", BONES)
def test_a_bone_is_its_own_mirror_image(name):
    mesh = build(healthy())[name].mesh
    assert mesh.bounds[1] == pytest.approx(-mesh.bounds[0], abs=0.05)
    assert 0.0 == pytest.approx(mesh.center_of_mass()[0], abs=0.05)
