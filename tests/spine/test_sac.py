"""The sac and what runs inside it."""

import numpy as np
import pytest
from hypothesis import given, settings

from l45anatomy import Case, Stenosis, healthy
from l45anatomy.geometry.curve import across
from l45anatomy.spine.build import build
from l45anatomy.spine.sac import STRAND_MM
from l45anatomy.views import scene
from tests.strategies import healthy_people


def shares(cauda):
    """Give where each point of each strand lies in its section: 1 is the skin of the sac."""
    path, radii = cauda.held.path, cauda.held.radii
    aside, back = across(path)
    for strand in cauda.strands:
        line = strand.within(path, radii)
        line = line if strand.leaves is None else line[:-1]
        for point in line:
            at = int(np.argmin(np.linalg.norm(path - point, axis=1)))
            off = point - path[at]
            yield np.hypot(off @ aside[at] / radii[at, 0], off @ back[at] / radii[at, 1])


@settings(max_examples=4)
@given(healthy_people())
def test_every_strand_of_the_cauda_equina_stays_inside_the_sac(person):
    assert max(shares(build(person).cauda)) < 1.0


def test_eight_roots_and_the_sacral_bundle_run_in_the_sac():
    strands = build(healthy()).cauda.strands
    assert 8 == sum(strand.leaves is not None for strand in strands)
    assert 6 == sum(strand.leaves is None for strand in strands)


@pytest.mark.parametrize("root", ["L3", "L4", "L5", "S1"])
def test_a_strand_ends_where_its_root_begins(root):
    spine = build(healthy())
    starts = {tuple(t.path[0]) for t in spine.tubes if t.root == root}
    assert starts <= {strand.leaves for strand in spine.cauda.strands}


def test_strands_are_crowded_where_the_sac_is_narrowed():
    """What MRI shows as a loss of fluid around the roots [schizas2010]."""
    rest, tight = Case(), Case(Stenosis.central(1.0))
    wide = [
        next(part for part in scene.parts(case) if part.name == "cauda equina").mesh.volume
        for case in (rest, tight)
    ]
    spread = [
        np.abs(part.mesh.points[:, 0]).mean()
        for case in (rest, tight)
        for part in scene.parts(case)
        if part.name == "cauda equina"
    ]
    assert wide[0] == pytest.approx(wide[1], rel=0.1)
    assert spread[1] < spread[0]
    assert STRAND_MM < 1.0
