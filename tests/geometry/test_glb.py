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
OUT = np.array([[-1.0, -1.0, -1.0], [1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]])
OUT /= np.linalg.norm(OUT, axis=1, keepdims=True)
BONE = "#e8dcc0"


def corner(colour=BONE):
    return glb.Model(
        name="L4 vertebra",
        points=CORNER,
        faces=FACES,
        normals=OUT,
        colour=colour,
        extras={"TA": "vertebra lumbalis IV"},
    )


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "corner.glb"
    glb.write(path, corner())
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
    normals = random.normal(0, 1, (n, 3)).astype("f4")
    path = tmp_path_factory.mktemp("glb") / "any.glb"
    glb.write(path, glb.Model(name="any", points=points, faces=faces, normals=normals))
    again = glb.read(path)
    assert (points == again.points).all()
    assert (faces == again.faces).all()
    assert (normals == again.normals).all()


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
    glb.write(path, corner(colour))
    shade = head_of(path)["materials"][0]["pbrMetallicRoughness"]["baseColorFactor"]
    assert [linear, linear, linear, 1.0] == shade


CUTS = [
    lambda data: data[:-4],
    lambda data: data[:10],
    lambda _: b"",
    lambda data: b"none" + data[4:],
    lambda data: data[:-7] + bytes([data[-7] ^ 1]) + data[-6:],
    lambda data: data[:20] + b"!" + data[21:],
]


@pytest.mark.parametrize("cut", CUTS, ids=["end", "head", "all", "kind", "one bit", "words"])
def test_a_damaged_file_or_another_kind_is_refused(file, cut):
    file.write_bytes(cut(file.read_bytes()))
    with pytest.raises(ValueError, match=r"corner.glb is \d+ bytes, must be a whole file"):
        glb.read(file)


@pytest.mark.parametrize(("count", "bytes_each", "kind"), [(65535, 2, 5123), (65536, 4, 5125)])
def test_numbers_of_points_take_two_bytes_where_two_are_enough(tmp_path, count, bytes_each, kind):
    """65535 itself is no number of a point: glTF reads it as a break."""
    points = np.zeros((count, 3))
    faces = np.array([[0, 1, count - 1]])
    glb.write(tmp_path / "a.glb", glb.Model(points=points, faces=faces, normals=points))
    head = head_of(tmp_path / "a.glb")
    assert kind == head["accessors"][2]["componentType"]
    assert 3 * bytes_each == head["bufferViews"][2]["byteLength"]
    assert (faces == glb.read(tmp_path / "a.glb").faces).all()


def test_the_file_keeps_the_rules_of_the_validator(file):
    """Khronos glTF validator: aligned views inside the buffer, box of positions, unit normals."""
    head, data = head_of(file), file.read_bytes()
    for accessor, view in zip(head["accessors"], head["bufferViews"], strict=True):
        assert 0 == view["byteOffset"] % 4
        assert view["byteOffset"] + view["byteLength"] <= head["buffers"][0]["byteLength"]
        size = {5123: 2, 5125: 4, 5126: 4}[accessor["componentType"]]
        each = 3 if accessor["type"] == "VEC3" else 1
        assert view["byteLength"] == accessor["count"] * each * size
    assert [34962, 34962, 34963] == [view["target"] for view in head["bufferViews"]]
    assert {"POSITION": 0, "NORMAL": 1} == head["meshes"][0]["primitives"][0]["attributes"]
    assert 0 == head["buffers"][0]["byteLength"] % 4
    assert 0 == len(data) % 4
    lengths = np.linalg.norm(glb.read(file).normals, axis=1)
    assert np.ones(len(CORNER)) == pytest.approx(lengths, abs=0.005)


def test_the_file_says_what_it_is_to_whoever_opens_it(file):
    head = head_of(file)
    assert {"TA": "vertebra lumbalis IV"} == head["nodes"][0]["extras"]
    assert "mm" == head["asset"]["extras"]["units"]


def test_other_readers_see_the_same_triangles(file):
    """VTK reads the file too, without our code."""
    import pyvista

    skin = pyvista.read(file).combine(merge_points=True).extract_surface(algorithm=None)
    assert len(FACES) == skin.n_cells
    assert (0.01, 0.03, 0.02) == pytest.approx(np.ptp(np.array(skin.points), axis=0), abs=1e-6)


def test_trimesh_reads_size_in_metres_and_the_colour(file):
    import trimesh

    scene = trimesh.load_scene(file)
    (seen,) = scene.dump()
    assert (0.01, 0.03, 0.02) == pytest.approx(seen.extents)
    assert len(FACES) == len(seen.faces)
    assert seen.is_watertight
    assert seen.volume > 0
    linear = np.array(head_of(file)["materials"][0]["pbrMetallicRoughness"]["baseColorFactor"])
    assert seen.visual.material.baseColorFactor == pytest.approx(255 * linear, abs=1)
