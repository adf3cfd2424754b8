"""Numbers become named solids; what did not change stays the same object."""

import numpy as np
import pytest
from hypothesis import given, settings

from l45anatomy import Herniation, Side, Spondylolisthesis, Stenosis, healthy
from l45anatomy.changes import SynovialCyst
from l45anatomy.frame import DISCS, ROOTS, VERTEBRAE
from l45anatomy.spine.build import build
from l45anatomy.views.palette import TISSUES
from tests.strategies import healthy_people

NAMES = (
    {f"{name} vertebra" for name in VERTEBRAE}
    | {"sacrum", "dural sac", "cauda equina"}
    | {f"{which} longitudinal ligament" for which in ("anterior", "posterior")}
    | {f"{kind} {level}" for kind in ("disc", "nucleus pulposus") for level in DISCS}
    | {
        f"{kind} {lv} {s}"
        for kind in ("ligamentum flavum", "facet joint", "facet cartilage")
        for lv in DISCS
        for s in Side
    }
    | {f"{kind} {root} {side}" for kind in ("root", "ganglion") for root in ROOTS for side in Side}
    | {f"{nerve} {side}" for nerve in ("lumbosacral trunk", "sciatic nerve") for side in Side}
)
DEGENERATIVE = Spondylolisthesis(20, "L4-L5").apply(healthy())
ISTHMIC = Spondylolisthesis(30, "L5-S1", "isthmic").apply(healthy())


def test_every_structure_is_there_under_its_name():
    names = [structure.name for structure in build(healthy())]
    assert set(names) == NAMES
    assert len(names) == len(NAMES)


def test_every_structure_is_of_a_known_tissue():
    ill = SynovialCyst("left", 8.0).apply(healthy())
    tissues = {structure.tissue for structure in build(ill).structures}
    assert set(TISSUES) == tissues


def test_an_unknown_structure_is_told_with_the_known_ones():
    with pytest.raises(KeyError, match=r"structure is 'L6 vertebra', must be one of .*L4 vertebra"):
        build(healthy())["L6 vertebra"]


@pytest.mark.parametrize("name", sorted(NAMES))
def test_a_structure_is_found_by_its_name(name):
    assert name == build(healthy())[name].name


@pytest.mark.slow
@settings(max_examples=4)
@given(healthy_people())
def test_a_healthy_spine_is_the_same_in_a_mirror(person):
    """To a micrometre: left and right take different roads through the same arithmetic."""
    spine = build(person)
    mirror = np.array([-1.0, 1.0, 1.0])
    for solid in spine.solids:
        box = solid.field.bounds.grown(6.0)
        points = np.random.default_rng(1).uniform(box.low, box.high, (300, 3))
        name = solid.name.replace(" right", " x").replace(" left", " right").replace(" x", " left")
        seen = spine[name].field(points * mirror)
        assert solid.field(points) == pytest.approx(seen, abs=1e-3), solid.name


def test_a_person_is_built_once():
    assert build(healthy()) is build(healthy())


def test_what_a_herniation_leaves_alone_keeps_its_mesh_and_its_place():
    rest, ill = build(healthy()), build(Herniation("left", "subarticular", 7.0).apply(healthy()))
    for one, other in zip(rest.solids, ill.solids, strict=True):
        assert (one.shape_mesh is other.shape_mesh) == (one.name != "disc L4-L5")
        assert (one.matrix == other.matrix).all()


def test_a_degenerative_slip_takes_the_arch_along():
    """The bone stays whole: same shape, another place."""
    rest, slipped = build(healthy())["L4 vertebra"], build(DEGENERATIVE)["L4 vertebra"]
    assert rest.shape == slipped.shape
    assert rest.shape_mesh is slipped.shape_mesh
    assert slipped.matrix[1, 3] > rest.matrix[1, 3] + 4.0


def test_an_isthmic_slip_leaves_the_arch_behind():
    """The tip of the spinous process stays where it was against the sacrum; the body goes."""
    rest, slipped = build(healthy()), build(ISTHMIC)
    ends = []
    for spine in (rest, slipped):
        box = spine["L5 vertebra"].field.bounds
        ends.append((box.low[1], box.high[1]))
    assert ends[0][0] == pytest.approx(ends[1][0], abs=3.0)
    assert ends[1][1] > ends[0][1] + 4.0
    assert rest["L5 vertebra"].shape != slipped["L5 vertebra"].shape
    assert rest["L4 vertebra"].shape == slipped["L4 vertebra"].shape


def test_the_mesh_of_a_structure_stands_in_the_world():
    structure = build(healthy())["disc L4-L5"]
    box = structure.field.bounds.grown(0.6)
    assert (box.distance(np.array(structure.mesh.points, dtype=float)) == 0).all()


@pytest.mark.parametrize("name", sorted(NAMES))
def test_every_mesh_is_closed_and_looks_outwards(name):
    mesh = build(healthy())[name].mesh
    assert 0 == mesh.n_open_edges
    assert mesh.volume > 0
    assert mesh.is_manifold


def test_equal_sides_have_one_surface_reflected():
    """What is the same on both sides is meshed once, and neither side looks better."""
    spine = build(Stenosis.central(0.6).apply(healthy()))
    for kind in ("ligamentum flavum", "facet joint"):
        left, right = (spine[f"{kind} L4-L5 {side}"].shape_mesh for side in ("left", "right"))
        assert (right.points * np.array([-1.0, 1.0, 1.0], dtype="f4") == left.points).all()
