"""Skins are closed, lie on the zero of their field, and bend without changing their triangles."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l45anatomy.geometry.cone import RoundCone
from l45anatomy.geometry.ellipsoid import Ellipsoid
from l45anatomy.geometry.fields import Blend, Union
from l45anatomy.geometry.mesher import Grid, mesh, shaded, sweep
from l45anatomy.geometry.mesher import _near_surface as near_surface
from l45anatomy.geometry.mesher import _sampled as sampled
from l45anatomy.geometry.placement import Box
from l45anatomy.geometry.plate import Plate
from tests.strategies import boxes, ellipsoids, numbers, primitives

BALL = Ellipsoid((1, 2, 3), (10, 10, 10))
BARS = tuple(RoundCone((0, 0, 6 * k), (5, 3, 6 * k + 9), 4, 3) for k in range(6))


def straight(n=21, length=40.0):
    return np.outer(np.linspace(0.0, -length, n), [0.0, 0.0, 1.0])


def bent(n=21, bend=8.0):
    path = straight(n)
    path[:, 0] += bend * np.sin(np.linspace(0, 3, n))
    path[:, 1] += bend * np.cos(np.linspace(0, 2, n))
    return path


@settings(max_examples=15)
@given(primitives())
def test_the_skin_of_a_solid_is_closed(field):
    assert 0 == mesh(field, 1.0).n_open_edges


@settings(max_examples=15)
@given(primitives())
def test_the_corners_of_a_skin_lie_on_the_surface(field):
    """Corners are put between two samples along a straight line; a thin solid bends it most."""
    skin = mesh(field, 0.8)
    assert np.abs(field(np.array(skin.points, dtype=float))).max() < 0.5


def test_the_skin_of_a_ball_has_its_radius_and_volume():
    skin = mesh(BALL, 1.0)
    away = np.linalg.norm(skin.points - np.array(BALL.centre), axis=1)
    assert away == pytest.approx(np.full(len(away), 10.0), abs=0.05)
    assert skin.volume == pytest.approx(4 / 3 * np.pi * 1000, rel=0.01)


def signed_volume(skin):
    """Positive if the triangles look outwards, as three.js and glTF want them."""
    a, b, c = np.array(skin.points, dtype=float)[skin.regular_faces.T]
    return float(np.einsum("ij,ij->", a, np.cross(b, c)) / 6)


def test_a_skin_looks_outwards():
    assert 0 < signed_volume(mesh(BALL, 1.0))


@pytest.mark.parametrize("way", [straight(), straight()[::-1]], ids=["down", "up"])
def test_a_tube_looks_outwards_whichever_way_it_runs(way):
    assert 0 < signed_volume(sweep(way, np.full(21, 2.0)))


def test_a_skin_is_triangles_with_normals_and_no_other_data():
    skin = mesh(BALL, 1.5)
    assert skin.is_all_triangles
    assert ["Normals"] == skin.array_names


@pytest.mark.parametrize("field", [BALL, Blend(BARS, 3.0)], ids=["ball", "blend"])
def test_the_corners_of_a_coarse_skin_lie_on_the_surface_as_well(field):
    """One step of Newton's puts them where a straight line between two samples misses."""
    off = np.abs(field(np.array(mesh(field, 2.0).points, dtype=float)))
    assert np.median(off) < 0.02
    assert off.max() < 0.2


def test_a_solid_no_larger_than_a_cell_is_still_a_solid():
    """All its corners crowd around one point of the grid."""
    skin = mesh(Ellipsoid((0, 0, 0), (0.4, 0.4, 0.4)), 1.0)
    assert 0 < signed_volume(skin)
    assert 0 == skin.n_open_edges


@pytest.mark.parametrize("spacing", [0.7, 1.7, 3.0])
def test_normals_are_those_of_the_field_however_coarse_the_skin(spacing):
    skin = mesh(BALL, spacing)
    out = np.array(skin.points, dtype=float) - BALL.centre
    expected = out / np.linalg.norm(out, axis=1, keepdims=True)
    assert expected == pytest.approx(skin.point_data["Normals"], abs=0.02)


@settings(max_examples=15)
@given(primitives(), st.sampled_from((0.8, 1.2, 1.7)))
def test_no_edge_of_a_skin_has_more_than_two_triangles(field, spacing):
    assert mesh(field, spacing).is_manifold


def test_a_skin_has_no_slivers_and_a_third_fewer_triangles_than_its_contour():
    """Cells that the surface only grazes give no triangles of their own."""
    skin = mesh(BALL, 1.0)
    corners = np.array(skin.points)[skin.regular_faces]
    sides = np.linalg.norm(corners - np.roll(corners, 1, axis=1), axis=2)
    area = skin.compute_cell_sizes(length=False, volume=False)["Area"]
    roundness = 4 * np.sqrt(3) * area / (sides**2).sum(axis=1)
    assert roundness.min() > 0.2
    assert skin.n_cells < 3 * skin.area * 0.75


def test_a_sheet_thinner_than_the_grid_stays_a_sheet():
    """Its two faces lie in the same cells and must not be sewn together."""
    thin = Plate((0, 0, 0), (20, 1, 3), (2, 20, 5), 0.3)
    for spacing in (0.6, 0.8, 1.0):
        skin = mesh(thin, spacing)
        assert skin.is_manifold
        assert 0 == skin.n_open_edges


def test_a_field_without_a_surface_has_an_empty_skin():
    assert 0 == mesh(BALL, 1.0, Box((40, 40, 40), (50, 50, 50))).n_points


def test_shading_keeps_the_normals_of_a_skin_and_gives_a_tube_those_of_its_triangles():
    skin, tube = mesh(BALL, 1.5), sweep(straight(), np.full(21, 2.0))
    assert shaded(skin) is skin
    sideways = np.array(shaded(tube).point_data["Normals"])[20:-30]
    assert np.linalg.norm(sideways, axis=1) == pytest.approx(np.ones(len(sideways)), abs=1e-5)
    assert np.abs(sideways[:, 2]).max() < 0.01


def test_a_skin_reaches_no_farther_than_it_is_asked_to():
    half = mesh(BALL, 1.0, Box((-10, -10, 3), (15, 15, 20)))
    assert half.bounds[4] > -2
    assert half.n_open_edges > 0


@given(boxes(), st.sampled_from((0.8, 1.0, 1.2)))
def test_a_grid_covers_its_box_with_a_margin(box, spacing):
    grid = Grid.over(box, spacing)
    points = grid.points()
    assert np.prod(grid.shape) == len(points)
    assert (points.min(axis=0) <= np.array(box.low) - 0.99 * spacing).all()
    assert (points.max(axis=0) >= np.array(box.high) + 0.99 * spacing).all()


def test_a_block_of_a_grid_is_known_by_its_middle():
    grid = Grid.over(Box((0, 0, 0), (6, 6, 6)), 1.0)
    whole, blocks = grid.points(), grid.points(2)
    nx, ny, _ = grid.shape
    block = [x + nx * (y + ny * z) for x in range(2) for y in range(2) for z in range(2)]
    assert whole[block].mean(axis=0) == pytest.approx(blocks[0])


@given(boxes(), boxes(), st.integers(0, 2**31))
@settings(max_examples=20)
def test_a_grid_gives_some_of_its_points_and_how_far_all_are_from_a_box(box, other, seed):
    grid = Grid.over(box, 1.2)
    points = grid.points()
    chosen = np.random.default_rng(seed).random(len(points)) < 0.1
    assert (points[chosen] == grid.some(chosen)).all()
    assert (other.distance(points) == grid.away(other)).all()


@settings(max_examples=15)
@given(primitives(), st.sampled_from((0.0, 2.0)))
def test_sampling_in_blocks_is_plain_sampling_near_the_surface(field, margin):
    """By itself a field is needed a cell around its surface, in a blend as far as the fillet."""
    grid = Grid.over(field.bounds, 1.0)
    plain, quick = field(grid.points()), near_surface(field, grid, margin)
    near = np.abs(plain) < 1.0 + margin
    assert (plain[near] == quick[near]).all()
    assert (np.sign(plain) == np.sign(quick)).all()


@pytest.mark.parametrize(
    "field",
    [
        Blend((BALL, RoundCone((9, 2, 3), (16, 2, 3), 4, 3)), 2.0),
        Union((BALL, Plate((9, 2, 3), (16, 2, 3), (16, 9, 3), 2))),
        Blend(BARS, 3.0),
        Union(BARS),
    ],
    ids=["blend of two", "union of two", "blend of many", "union of many"],
)
def test_sampling_part_by_part_is_plain_sampling_near_the_surface(field):
    """What a slider left alone is not sampled again, and that must not show."""
    grid = Grid.over(field.bounds, 1.0)
    plain, quick = field(grid.points()), sampled(field, grid)
    near = (plain > 0) & (plain < 0.5)
    assert plain[near] == pytest.approx(quick[near], abs=0.01)
    assert ((plain <= 0) == (quick <= 0)).all()


@given(ellipsoids(), numbers(0.1, 3.0))
@settings(max_examples=10)
def test_growing_one_part_of_a_blend_leaves_a_closed_skin(dome, more):
    grown = Ellipsoid(dome.centre, tuple(v + more for v in dome.half), dome.turn_deg)
    assert 0 == mesh(Blend((BALL, grown), 2.0), 1.2).n_open_edges


@given(st.integers(3, 40), st.integers(3, 30), numbers(-9.0, 9.0))
def test_a_tube_that_bends_keeps_its_triangles(n, sides, bend):
    rest = sweep(straight(n), np.full(n, 2.0), sides)
    moved = sweep(bent(n, bend), np.linspace(1.0, 3.0, n), sides)
    assert (rest.regular_faces == moved.regular_faces).all()
    assert rest.n_points == moved.n_points == n * sides + 2


@given(numbers(-6.0, 6.0), numbers(0.0, 0.45))
def test_a_tube_is_closed(bend, taper):
    tube = sweep(bent(bend=bend), np.full((21, 2), 2.0), taper=taper)
    assert 0 == tube.n_open_edges
    assert tube.is_manifold


def test_a_straight_tube_has_the_volume_of_a_cylinder():
    tube = sweep(straight(), np.full(21, 2.0), sides=64)
    assert np.pi * 4 * 40 == pytest.approx(tube.volume, rel=0.01)


def test_a_tube_is_as_wide_and_as_deep_as_it_says():
    tube = sweep(straight(), np.tile([5.0, 3.0], (21, 1)), sides=40)
    x0, x1, y0, y1, z0, z1 = tube.bounds
    assert (10.0, 6.0, 40.0) == pytest.approx((x1 - x0, y1 - y0, z1 - z0), abs=0.01)


@pytest.mark.parametrize("way", [straight(), straight()[::-1]], ids=["down", "up"])
def test_a_tapered_tube_is_broad_in_front_whichever_way_it_runs(way):
    """The sac is a rounded triangle, its broad side to the discs."""
    points = np.array(sweep(way, np.full((21, 2), 5.0), sides=40, taper=0.45).points)
    front, rear = points[points[:, 1] > 3.0], points[points[:, 1] < -3.0]
    assert np.ptp(front[:, 0]) > 1.5 * np.ptp(rear[:, 0])


@given(numbers(-6.0, 6.0))
def test_the_tube_of_a_mirrored_path_is_the_mirror_image(bend):
    path, mirror = bent(bend=bend), np.array([-1.0, 1.0, 1.0])
    one, other = (sweep(p, np.full(21, 2.0), sides=20) for p in (path, path * mirror))
    expected = np.array(one.points) * mirror
    apart = np.linalg.norm(expected[:, None] - np.array(other.points)[None], axis=2).min(axis=1)
    assert apart.max() < 1e-4
