"""The ready-made spine is what the numbers give, and says so where it no longer is."""

import json
from dataclasses import replace

import numpy as np
import pytest

from l45anatomy import healthy, models
from l45anatomy.geometry import glb, stored
from l45anatomy.naming import named
from l45anatomy.spine.build import SPACING_MM, build

FEW = ("disc L4-L5", "facet joint L4-L5 left")
SOLIDS = (*build(healthy()).solids, *build(healthy()).inner)
SWEPT = ("dural sac", "cauda equina", "root L3 right")


def bare(spine):
    """Give the spine without what only shows itself."""
    vars(spine).update(inner=(), bands=(), ganglia=(), plexus=())
    return spine


def only_few(whole):
    solids = tuple(s for s in whole.solids if s.name in FEW)
    tubes = (whole.tubes[0], next(t for t in whole.tubes if t.name in SWEPT[1:]))
    return bare(replace(whole, solids=solids, tubes=tubes))


@pytest.fixture
def few(monkeypatch):
    """A spine of a few structures: the whole takes long to mesh."""
    spine = only_few(build(healthy()))
    monkeypatch.setattr(models, "build", lambda _: spine)
    return spine


@pytest.fixture
def written(shelf, request):
    request.getfixturevalue("few")
    files = models.write(shelf / "made")
    return files, json.loads((shelf / "made" / stored.MANIFEST).read_text(encoding="utf-8"))


def test_every_structure_has_a_file_and_a_row(written):
    files, manifest = written
    assert {*FEW, *SWEPT} == {row["structure"] for row in manifest["structures"]}
    assert [row["file"] for row in manifest["structures"]] == [file.name for file in files]
    assert all(file.is_file() for file in files)
    assert "mm" == manifest["units"]


def test_a_row_tells_size_place_and_licence(written, few):
    files, manifest = written
    for row, file, structure in zip(manifest["structures"], files, few, strict=True):
        found = glb.read(file)
        assert len(found.faces) == row["triangles"]
        expected = np.stack([found.points.min(axis=0), found.points.max(axis=0)]).T.ravel()
        assert expected == pytest.approx(row["box_mm"], abs=0.01)
        assert getattr(structure, "matrix", np.eye(4)) == pytest.approx(
            np.array(row["matrix"]), abs=1e-5
        )
        assert SPACING_MM.get(structure.tissue, 0.0) == row["spacing_mm"]
        assert row["volume_mm3"] > 100
        assert ("CC-BY-4.0", structure.tissue) == (row["licence"], row["tissue"])


def test_rows_and_files_name_a_structure_as_the_standard_does(written):
    files, manifest = written
    for row, file in zip(manifest["structures"], files, strict=True):
        called = named(row["structure"])
        terms = {"TA": called.latin, "english": called.english, "FMA": called.fma}
        assert terms == {key: row[key] for key in terms}
        head = file.read_bytes()
        assert json.dumps(called.latin).encode() in head
        assert json.dumps(row["structure"]).encode() in head


@pytest.mark.usefixtures("written")
def test_what_was_written_is_found_again(few, shelf, monkeypatch):
    monkeypatch.setattr(stored, "folder", lambda: shelf / "made")
    assert () == models.stale()
    assert all(stored.find(s.shape, SPACING_MM[s.tissue]) is not None for s in few.solids)


def test_who_waits_is_told_how_far_it_is(shelf, few):
    told = []
    models.write(shelf / "made", told.append)
    names = [structure.name for structure in few]
    assert [f"{n} of 5: {name}" for n, name in enumerate(names, start=1)] == told


@pytest.mark.usefixtures("written")
def test_files_of_structures_that_are_no_more_go_and_others_stay(shelf, few, monkeypatch):
    (shelf / "made" / "mine.glb").touch()
    fewer = bare(replace(few, solids=few.solids[:1]))
    monkeypatch.setattr(models, "build", lambda _: fewer)
    models.write(shelf / "made")
    names = {file.name for file in (shelf / "made").iterdir()}
    assert "facet_joint_L4-L5_left.glb" not in names
    assert {"disc_L4-L5.glb", "mine.glb"} <= names


@pytest.mark.usefixtures("shelf")
def test_without_files_every_structure_is_stale(few):
    assert {*FEW, *SWEPT} == set(models.stale(spine=few))
    assert {*FEW, *SWEPT} == set(models.stale())


@pytest.mark.usefixtures("written")
def test_a_structure_that_changed_is_stale_and_no_other(shelf):
    bulged = only_few(build(healthy().with_segment("L4-L5", bulge_mm=2.0)))
    assert ("disc L4-L5",) == models.stale(shelf / "made", bulged)


def test_the_shipped_spine_is_fresh():
    """If this fails: `l45 models`."""
    assert () == models.stale()


def test_the_shipped_spine_is_small():
    files = [stored.folder() / row["file"] for row in stored.manifest().values()]
    assert sum(file.stat().st_size for file in files) < 12e6


@pytest.mark.slow
@pytest.mark.parametrize("structure", SOLIDS, ids=lambda s: s.name)
def test_a_shipped_mesh_lies_on_the_surface_of_its_field(structure):
    """A field's text can stay while what it computes changes; then the mesh gives it away."""
    found = stored.find(structure.shape, SPACING_MM[structure.tissue])
    assert found is not None
    off = np.abs(structure.shape(np.array(found.points, dtype=float)))
    assert off.max() < 0.6
    assert np.median(off) < 0.05
