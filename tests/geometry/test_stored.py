"""Ready-made meshes are found by what they are made of, and by nothing else."""

import json

import numpy as np
import pytest
from hypothesis import given

from l45anatomy.geometry import glb, kept, mesher, stored
from l45anatomy.geometry.ellipsoid import Ellipsoid
from tests.strategies import fields

BALL = Ellipsoid((0.0, 0.0, 0.0), (5.0, 5.0, 5.0))
CORNER = np.array([[0.0, 0.0, 0.0], [1.0, 0.0, 0.0], [0.0, 2.0, 0.0], [0.0, 0.0, 3.0]])
FACES = np.array([[0, 2, 1], [0, 1, 3], [0, 3, 2], [1, 2, 3]])
MODEL = glb.Model(points=CORNER, faces=FACES, normals=np.tile([0.0, 0.0, 1.0], (4, 1)))


def put(shelf, shape, spacing):
    glb.write(shelf / "ball.glb", MODEL)
    rows = [{"structure": "ball", "file": "ball.glb", "hash": stored.key(shape, spacing)}]
    (shelf / stored.MANIFEST).write_text(json.dumps({"structures": rows}), encoding="utf-8")
    stored.manifest.cache_clear()


@given(fields())
def test_equal_fields_have_one_key(field):
    import copy

    assert stored.key(field, 1.2) == stored.key(copy.deepcopy(field), 1.2)


def test_another_shape_or_spacing_has_another_key():
    other = Ellipsoid((0.0, 0.0, 0.0), (5.0, 5.0, 5.01))
    assert 3 == len({stored.key(BALL, 1.0), stored.key(BALL, 1.2), stored.key(other, 1.0)})


@pytest.mark.parametrize("off", [1e-13, -1e-13, 3e-16])
def test_a_last_digit_that_another_processor_counts_otherwise_changes_no_key(off):
    other = Ellipsoid((0.0, off, 0.0), (5.0, 5.0 + off, 5.0 * (1.0 + off)))
    assert stored.key(BALL, 1.0) == stored.key(other, 1.0)


@pytest.mark.parametrize("half", [15.3117205, 14.2621355, 40.1097425])
def test_a_last_digit_changes_no_key_where_two_millionths_meet(half):
    one, other = (Ellipsoid((0.0, 0.0, 0.0), (5.0, 5.0, half + off)) for off in (1e-13, -1e-13))
    assert stored.key(one, 1.0) == stored.key(other, 1.0)


@pytest.mark.parametrize(
    ("one", "other"), [("ab7e0f", "ab7e00f"), ("1e400", "2e400"), ("9e9", "9e09")]
)
def test_a_digest_is_no_number(one, other):
    """A lattice is told by its digest, and any of its figures may be all that tells it."""
    assert stored.key(one, 1.0) != stored.key(other, 1.0)


@pytest.mark.usefixtures("shelf")
def test_an_empty_shelf_has_nothing():
    assert {} == stored.manifest()
    assert stored.find(BALL, 1.0) is None


def test_what_is_on_the_shelf_is_found_by_its_field(shelf):
    put(shelf, BALL, 1.0)
    found = stored.find(BALL, 1.0)
    assert (CORNER == found.points).all()
    assert (FACES == found.regular_faces).all()


def test_a_field_that_changed_finds_no_stale_mesh(shelf):
    put(shelf, BALL, 1.0)
    assert stored.find(Ellipsoid((0.0, 0.0, 0.0), (5.0, 5.0, 6.0)), 1.0) is None
    assert stored.find(BALL, 1.2) is None


def test_a_row_without_its_file_is_nothing_found(shelf):
    put(shelf, BALL, 1.0)
    (shelf / "ball.glb").unlink()
    assert stored.find(BALL, 1.0) is None


def test_a_damaged_file_is_nothing_found(shelf):
    put(shelf, BALL, 1.0)
    (shelf / "ball.glb").write_bytes(b"glTF")
    assert stored.find(BALL, 1.0) is None


@pytest.mark.usefixtures("shelf")
def test_what_took_long_is_made_once_and_found_again(own_cache, monkeypatch):
    monkeypatch.setattr(stored, "SLOW_S", 0.0)
    assert not stored.is_ready(BALL, 1.0)
    made = stored.surface(BALL, 1.0)
    assert stored.is_ready(BALL, 1.0)
    monkeypatch.setattr(mesher, "mesh", None)
    again = stored.surface(BALL, 1.0)
    assert (made.points == again.points).all()
    assert (made.regular_faces == again.regular_faces).all()
    assert (made.point_data["Normals"] == again.point_data["Normals"]).all()
    assert 1 == len(list(own_cache.iterdir()))


@pytest.mark.usefixtures("shelf")
def test_what_is_quickly_made_is_not_kept(own_cache, monkeypatch):
    """The disc that a slider moves would fill the cache."""
    monkeypatch.setattr(stored, "SLOW_S", 60.0)
    stored.surface(BALL, 1.0)
    assert not own_cache.exists()


@pytest.mark.usefixtures("shelf")
def test_another_version_of_the_program_finds_nothing_kept(own_cache, monkeypatch):
    """Equal numbers may make another solid when the code that reads them has changed."""
    monkeypatch.setattr(stored, "SLOW_S", 0.0)
    stored.surface(BALL, 1.0)
    monkeypatch.setattr(stored, "_program", lambda: "other")
    assert not stored.is_ready(BALL, 1.0)
    assert kept.folder() == own_cache


def test_the_folder_is_beside_the_package_or_inside_it():
    assert stored.folder().name in ("models3d", "_models3d")
