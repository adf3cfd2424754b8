"""A binary glTF file gives back what was written, and tells others metres with y up."""

import json
import struct

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l45anatomy.geometry import glb

CORNER = np.array([[0.0, 0.0, 0.0], [10.0, 0.0, 0.0], [0.0, 20.0, 0.0], [0.0, 0.0, 30.0]])
FACES = np.array([[0, 2, 1], [0, 1, 3], [0, 3, 2], [1, 2, 3]])


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "corner.glb"
    glb.write(path, "L4 vertebra", CORNER, FACES, "#e8dcc0")
    return path


def head_of(path):
    data = path.read_bytes()
    (length,) = struct.unpack_from("<I", data, 12)
    return json.loads(data[20 : 20 + length])


@settings(max_examples=20)
@given(st.integers(3, 60), st.integers(1, 90), st.integers(0, 2**32 - 1))
def test_what_was_written_is_read_back_exactly(tmp_path_factory, n, m, seed):
    random = np.random.default_rng(seed)
    points = random.normal(0, 50, (n, 3)).astype("f4").astype(float)
    faces = random.integers(0, n, (m, 3))
    path = tmp_path_factory.mktemp("glb") / "any.glb"
    glb.write(path, "any", points, faces, "#102030")
    again, triangles = glb.read(path)
    assert (points == again).all()
    assert (faces == triangles).all()


def test_the_file_is_glb_2_in_chunks_of_four_bytes(file):
    data = file.read_bytes()
    magic, version, total = struct.unpack_from("<4sII", data, 0)
    assert (b"glTF", 2, len(data)) == (magic, version, total)
    length, kind = struct.unpack_from("<I4s", data, 12)
    assert (0, b"JSON") == (length % 4, kind)
    size, kind = struct.unpack_from("<I4s", data, 20 + length)
    assert (len(data) - 28 - length, b"BIN\0") == (size, kind)
    assert size == head_of(file)["buffers"][0]["byteLength"]


def test_the_node_turns_millimetres_with_z_up_into_metres_with_y_up(file):
    """What stands 30 mm up in our frame stands 0.03 m up in a viewer; right stays right."""
    matrix = np.array(head_of(file)["nodes"][0]["matrix"]).reshape(4, 4, order="F")
    seen = np.column_stack([CORNER, np.ones(4)]) @ matrix.T
    expected = [[0, 0, 0], [0.01, 0, 0], [0, 0, -0.02], [0, 0.03, 0]]
    assert np.array(expected) == pytest.approx(seen[:, :3])
    assert 1e-9 == pytest.approx(np.linalg.det(matrix[:3, :3]))


def test_the_file_says_name_bounds_and_colour(file):
    head = head_of(file)
    place = head["accessors"][0]
    assert ("L4 vertebra", "L4 vertebra") == (head["nodes"][0]["name"], head["meshes"][0]["name"])
    assert ([0, 0, 0], [10, 20, 30]) == (place["min"], place["max"])
    red, green, blue, alpha = head["materials"][0]["pbrMetallicRoughness"]["baseColorFactor"]
    assert red > green > blue
    assert 1.0 == alpha


@pytest.mark.parametrize(("colour", "linear"), [("#000000", 0.0), ("#ffffff", 1.0)])
def test_black_stays_black_and_white_white(tmp_path, colour, linear):
    path = tmp_path / "a.glb"
    glb.write(path, "a", CORNER, FACES, colour)
    shade = head_of(path)["materials"][0]["pbrMetallicRoughness"]["baseColorFactor"]
    assert [linear, linear, linear, 1.0] == shade


@pytest.mark.parametrize("cut", [lambda data: data[:-4], lambda data: b"none" + data[4:]])
def test_half_a_file_or_another_kind_is_refused(file, cut):
    file.write_bytes(cut(file.read_bytes()))
    with pytest.raises(ValueError, match=r"corner.glb is \d+ bytes, must be a whole binary glTF"):
        glb.read(file)


def test_other_readers_see_the_same_triangles(file):
    """VTK reads the file too, without our code."""
    import pyvista

    skin = pyvista.read(file).combine(merge_points=True).extract_surface(algorithm=None)
    assert len(FACES) == skin.n_cells
    assert (0.01, 0.03, 0.02) == pytest.approx(np.ptp(np.array(skin.points), axis=0), abs=1e-6)
