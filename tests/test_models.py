"""The ready-made spine is what the numbers give, and says so where it no longer is."""

import json

import numpy as np
import pytest

from l45anatomy import models
from l45anatomy.anatomy import healthy
from l45anatomy.geometry import glb, stored
from l45anatomy.spine.build import Spine, build

FEW = ("disc L4-L5", "facet joint L4-L5 left")


@pytest.fixture
def few(monkeypatch):
    """A spine of two structures: the whole takes long to mesh."""
    whole = build(healthy())
    spine = Spine(tuple(s for s in whole.solids if s.name in FEW), whole.tubes)
    monkeypatch.setattr(models, "build", lambda _: spine)
    return spine


@pytest.fixture
def written(shelf, request):
    request.getfixturevalue("few")
    files = models.write(shelf / "made")
    stored.manifest.cache_clear()
    return files, json.loads((shelf / "made" / stored.MANIFEST).read_text(encoding="utf-8"))


def test_every_structure_has_a_file_and_a_row(written):
    files, manifest = written
    assert {"disc_L4-L5.glb", "facet_joint_L4-L5_left.glb"} == {file.name for file in files}
    assert all(file.is_file() for file in files)
    assert set(FEW) == {row["structure"] for row in manifest["structures"]}
    assert "mm" == manifest["units"]


def test_a_row_tells_size_place_and_licence(written, few):
    files, manifest = written
    for row, file, solid in zip(manifest["structures"], files, few.solids, strict=True):
        points, faces = glb.read(file)
        assert len(faces) == row["triangles"]
        expected = np.stack([points.min(axis=0), points.max(axis=0)]).T.ravel()
        assert expected == pytest.approx(row["box_mm"], abs=0.01)
        assert solid.matrix == pytest.approx(np.array(row["matrix"]), abs=1e-5)
        assert row["volume_mm3"] > 100
        assert ("CC-BY-4.0", solid.tissue) == (row["licence"], row["tissue"])


@pytest.mark.usefixtures("written")
def test_what_was_written_is_found_again(few, shelf, monkeypatch):
    monkeypatch.setattr(stored, "folder", lambda: shelf / "made")
    stored.manifest.cache_clear()
    assert () == models.stale(few)
    assert all(stored.find(s.shape, models.SPACING_MM[s.tissue]) is not None for s in few.solids)


@pytest.mark.usefixtures("shelf")
def test_without_files_every_structure_is_stale(few):
    assert set(FEW) == set(models.stale(few))
    assert set(FEW) == set(models.stale())


@pytest.mark.usefixtures("written")
def test_a_structure_that_changed_is_stale_and_no_other(shelf, monkeypatch):
    monkeypatch.setattr(stored, "folder", lambda: shelf / "made")
    stored.manifest.cache_clear()
    bulged = build(healthy().with_segment("L4-L5", bulge_mm=2.0))
    now = Spine(tuple(s for s in bulged.solids if s.name in FEW), bulged.tubes)
    assert ("disc L4-L5",) == models.stale(now)


def test_the_shipped_spine_is_fresh():
    """If this fails: `l45 models`."""
    assert () == models.stale()


@pytest.mark.slow
@pytest.mark.parametrize("structure", build(healthy()).solids, ids=lambda s: s.name)
def test_a_shipped_mesh_lies_on_the_surface_of_its_field(structure):
    """A field's text can stay while what it computes changes; then the mesh gives it away."""
    found = stored.find(structure.shape, models.SPACING_MM[structure.tissue])
    assert found is not None
    off = np.abs(structure.shape(np.array(found.points, dtype=float)))
    assert off.max() < 0.6
    assert np.median(off) < 0.05
