"""Windows: what was cut is gone, what was not is the very same solid."""

import numpy as np
import pytest

from l45anatomy import Case, Foraminotomy, Laminectomy, Microdiscectomy, Side, healthy
from l45anatomy.frame import LEVELS
from l45anatomy.spine import windows
from l45anatomy.spine.build import build
from tests.checks import around

WINDOWS = (
    Laminectomy(),
    Laminectomy("L5-S1"),
    Microdiscectomy("left"),
    Microdiscectomy("right", "L3-L4"),
    Foraminotomy("left"),
    Foraminotomy("right", "L5-S1", facet_share=0.75),
)


def solids(*changes):
    return {solid.name: solid for solid in Case(*changes).spine.solids}


@pytest.mark.parametrize("operation", WINDOWS, ids=str)
def test_a_window_only_adds_room(operation):
    """A clearance is never less than before, and what is left is no farther than it seems."""
    before, after = solids(), solids(operation)
    changed = [name for name in {*before} & {*after} if before[name] != after[name]]
    assert changed
    for name in changed:
        points = around(before[name].shape, 400)
        assert (after[name].shape(points) >= before[name].shape(points) - 1e-9).all(), name


@pytest.mark.parametrize("operation", WINDOWS, ids=str)
def test_what_is_not_at_the_level_stays_the_same_solid(operation):
    """Its mesh is found in the store as before."""
    before, after = solids(), solids(operation)
    touched = {n for n in before if n not in after or before[n].shape != after[n].shape}
    above, below = operation.level.split("-")
    bones = {f"{above} vertebra", "sacrum" if below == "S1" else f"{below} vertebra"}
    assert touched
    assert not {n for n in touched if operation.level not in n} - bones
    assert f"disc {operation.level}" not in touched


@pytest.mark.parametrize("operation", WINDOWS, ids=str)
def test_a_window_takes_bone_and_leaves_the_rest(operation):
    bone = f"{operation.level[:2]} vertebra"
    if isinstance(operation, Foraminotomy):
        bone = "sacrum" if operation.level == "L5-S1" else f"{operation.level[3:]} vertebra"
    before, after = solids()[bone].shape, solids(operation)[bone].shape
    box = before.bounds
    points = np.random.default_rng(0).uniform(box.low, box.high, (60_000, 3))
    was, left = before(points) < 0, after(points) < 0
    assert not (left & ~was).any()
    assert 0.0005 < 1 - left.sum() / was.sum() < 0.2


def test_a_laminectomy_leaves_the_pars_and_the_pedicle():
    """What holds the joint to the body must stay whole on both sides."""
    after = solids(Laminectomy())["L4 vertebra"].shape
    own = solids()["L4 vertebra"].shape
    for x in (15.0, -15.0):
        column = np.array([[x, y, z] for y in np.arange(-37, -20, 0.5) for z in (-4.0, 0.0, 4.0)])
        assert ((own(column) < 0) == (after(column) < 0)).all()


def test_a_window_opens_the_flavum_of_its_side():
    left = {s.name for s in Case(Microdiscectomy("left")).spine.solids}
    assert "ligamentum flavum L4-L5 left" not in left
    assert "ligamentum flavum L4-L5 right" in left
    both = {s.name for s in Case(Laminectomy()).spine.solids}
    assert not {n for n in both if n.startswith("ligamentum flavum L4-L5")}
    assert "ligamentum flavum L4-L5 left" in {
        s.name for s in Case(Foraminotomy("left")).spine.solids
    }


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize(
    "make",
    [
        Laminectomy,
        lambda level: Microdiscectomy("left", level),
        lambda level: Foraminotomy("left", level),
        lambda level: Foraminotomy("left", level, facet_share=0.75),
    ],
)
def test_no_window_catches_a_healthy_root(make, level):
    assert {0} == {c.grade for c in Case(make(level)).compressions}


def test_a_healthy_spine_has_no_windows():
    for level in LEVELS:
        assert () == windows.off_lamina(healthy(), level) == windows.off_processes(healthy(), level)
        for side in Side:
            assert windows.has_flavum(healthy(), level, side)
            assert 0.0 == windows.undercut_mm(healthy(), level, side)


def test_the_window_of_one_side_is_the_mirror_of_the_other():
    left = build(Microdiscectomy("left").apply(healthy()))["L4 vertebra"].shape
    right = build(Microdiscectomy("right").apply(healthy()))["L4 vertebra"].shape
    points = around(left, 300)
    assert np.allclose(left(points), right(points * [-1, 1, 1]))
