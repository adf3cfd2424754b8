from dataclasses import replace

import numpy as np
import pytest
import pyvista
from hypothesis import given, settings
from hypothesis import strategies as st

from l45anatomy.viewer import Part
from l45anatomy.viewer.message import difference, hold


def ball(name="ball", **fields):
    mesh = fields.pop("mesh", None) or pyvista.Sphere(theta_resolution=6, phi_resolution=6)
    return Part(**{"name": name, "mesh": mesh, "colour": "#102030", "group": "bones", **fields})


def news(after, before):
    """Give what travels when the parts `before` become the parts `after`."""
    state = hold(before, {})
    return difference(hold(after, state), state)


def receive(scene, content, buffers):
    """Do what the browser does with a message: the reading half of the format."""
    scene = {name: dict(part) for name, part in scene.items()}
    for name in content.get("removed", ()):
        del scene[name]
    for change in content.get("parts", ()):
        part = scene.setdefault(change["name"], {"matrix": np.eye(4, dtype="f4")})
        for key, value in change.items():
            if key == "points":
                part[key] = np.frombuffer(buffers[value], "<f4").reshape(-1, 3)
            elif key == "faces":
                part[key] = np.frombuffer(
                    buffers[value], "<u2" if part["short"] else "<u4"
                ).reshape(-1, 3)
            elif key == "matrix":
                part[key] = np.frombuffer(buffers[value], "<f4").reshape(4, 4, order="F")
            else:
                part[key] = value
    order = content.get("order", list(scene))
    return {name: scene[name] for name in order}


def test_the_same_parts_are_no_news():
    part = ball()
    assert ({}, []) == news([part], [part])


def test_an_equal_mesh_in_another_object_is_no_news():
    part = ball()
    assert ({}, []) == news([replace(part, mesh=part.mesh.copy())], [part])


def test_a_moved_part_costs_sixteen_floats():
    part = ball()
    matrix = np.eye(4)
    matrix[:3, 3] = 1, 2, 3
    content, buffers = news([replace(part, matrix=matrix)], [part])
    assert {"parts": [{"name": "ball", "matrix": 0}]} == content
    assert [64] == [buffer.nbytes for buffer in buffers]
    column_major = np.frombuffer(buffers[0], "<f4")
    assert [1, 2, 3] == list(column_major[12:15])


def test_a_morphed_part_costs_its_points_only():
    part = ball()
    grown = part.mesh.copy()
    grown.points = np.asarray(grown.points) * 2
    content, buffers = news([replace(part, mesh=grown)], [part])
    assert {"parts": [{"name": "ball", "points": 0}]} == content
    assert [grown.n_points * 12] == [buffer.nbytes for buffer in buffers]


def test_a_mesh_changed_in_place_is_noticed():
    part = ball()
    state = hold([part], {})
    part.mesh.points[0] += 1
    content, _ = difference(hold([part], state), state)
    assert {"parts": [{"name": "ball", "points": 0}]} == content


def test_new_triangles_cost_points_and_faces():
    part = ball()
    finer = pyvista.Sphere(theta_resolution=9, phi_resolution=9)
    content, buffers = news([replace(part, mesh=finer)], [part])
    assert {"parts": [{"name": "ball", "points": 0, "faces": 1, "short": True}]} == content
    assert [finer.n_points * 12, finer.n_cells * 6] == [buffer.nbytes for buffer in buffers]


def test_other_triangles_between_the_same_points_cost_the_faces():
    part = ball()
    flipped = pyvista.PolyData.from_regular_faces(
        np.asarray(part.mesh.points), part.mesh.regular_faces[:, ::-1]
    )
    content, _ = news([replace(part, mesh=flipped)], [part])
    assert [{"name": "ball", "faces": 1, "points": 0, "short": True}] == content["parts"]


@pytest.mark.parametrize(
    ("look", "value"),
    [("colour", "#ff0000"), ("opacity", 0.5), ("glow", 1.0), ("note", "free"), ("group", "discs")],
)
def test_a_new_look_costs_no_buffer(look, value):
    part = ball()
    content, buffers = news([replace(part, **{look: value})], [part])
    assert ({"parts": [{"name": "ball", look: value}]}, []) == (content, buffers)


def test_a_removed_part_goes_by_name():
    kept, gone = ball("kept"), ball("gone")
    assert ({"removed": ["gone"], "order": ["kept"]}, []) == news([kept], [kept, gone])


def test_a_new_order_costs_names_only():
    first, second = ball("first"), ball("second")
    assert ({"order": ["second", "first"]}, []) == news([second, first], [first, second])


def test_squares_arrive_as_triangles():
    content, buffers = news([ball(mesh=pyvista.Plane(i_resolution=2, j_resolution=2))], [])
    assert 8 == len(receive({}, content, buffers)["ball"]["faces"])


def test_a_mesh_without_triangles_is_an_empty_part():
    content, buffers = news([ball(mesh=pyvista.PolyData())], [])
    assert 0 == len(receive({}, content, buffers)["ball"]["faces"])


def test_two_parts_of_one_name_are_refused():
    with pytest.raises(ValueError, match="two parts are named 'ball'"):
        hold([ball(), ball()], {})


MESHES = [
    pyvista.Sphere(radius=r, theta_resolution=t, phi_resolution=4)
    for r, t in [(1, 4), (2, 4), (1, 5)]
]
SCENES = st.lists(
    st.builds(
        ball,
        st.sampled_from(["a", "b", "c"]),
        mesh=st.sampled_from(MESHES),
        matrix=st.sampled_from([None, np.diag([2.0, 2, 2, 1])]),
        opacity=st.sampled_from([0.2, 1.0]),
    ),
    unique_by=lambda part: part.name,
)


@settings(deadline=None, max_examples=60)
@given(st.lists(SCENES, max_size=4))
def test_changes_one_after_another_end_where_the_whole_scene_does(scenes):
    """A page that followed every change shows what a page loaded last shows."""
    state, followed = {}, {}
    for parts in scenes:
        after = hold(parts, state)
        followed = receive(followed, *difference(after, state))
        state = after
    loaded = receive({}, *difference(state, {}))
    assert list(loaded) == list(followed)
    for name, part in loaded.items():
        for key, value in part.items():
            assert np.array_equal(value, followed[name][key])
