"""What the 3D view shows: the right parts in the right colours, and only news is new."""

import io
from itertools import pairwise

import numpy as np
import pytest
from PIL import Image

from l45anatomy import Case, Herniation, NerveLesion, Spondylolisthesis
from l45anatomy.viewer import VIEWS
from l45anatomy.views import scene
from l45anatomy.views.palette import ROOT_GRADES, ROOT_WORDS, TISSUES
from l45anatomy.views.scene import parts, plotter, png, viewpoint

HEALTHY = Case()
ILL = Case(Herniation("left", "subarticular", 7.0))


def by_name(case):
    return {part.name: part for part in parts(case)}


def signed_volume(mesh):
    a, b, c = np.array(mesh.points, dtype=float)[mesh.regular_faces.T]
    return float(np.einsum("ij,ij->", a, np.cross(b, c)) / 6)


def test_every_structure_is_a_part_under_its_own_name():
    assert [s.name for s in ILL.spine.structures] == [part.name for part in parts(ILL)]


def test_parts_are_grouped_by_tissue():
    groups = {s.name: TISSUES[s.tissue].group for s in ILL.spine.structures}
    assert groups == {part.name: part.group for part in parts(ILL)}
    assert {"bones", "discs", "ligaments", "joints", "nerves"} == set(groups.values())


def test_a_healthy_spine_has_the_colours_of_its_tissues():
    for structure in HEALTHY.spine.structures:
        tint = TISSUES[structure.tissue]
        part = by_name(HEALTHY)[structure.name]
        assert (tint.colour, tint.opacity) == (part.colour, part.opacity)
        assert 0.0 == part.glow


def test_a_caught_root_has_the_colour_of_its_grade_and_glows():
    part, free = by_name(ILL)["root L5 left"], by_name(ILL)["root L5 right"]
    grade = ILL.compression("L5", "left").grade
    assert (3, ROOT_GRADES[3]) == (grade, part.colour)
    assert free.glow < part.glow
    assert (TISSUES["root"].colour, ROOT_WORDS[0]) == (free.colour, free.note)


def test_the_label_of_a_caught_root_says_by_what_and_how_much():
    assert "disc L4-L5 presses the left L5 root" in by_name(ILL)["root L5 left"].note


def test_what_presses_says_so_and_nothing_else_does():
    pressing = {part.name for part in parts(ILL) if part.note == "presses on a nerve"}
    assert pressing == {n for c in ILL.compressions if c.grade >= 2 for n in c.by}
    assert "disc L4-L5" in pressing
    assert not [part for part in parts(HEALTHY) if part.note == "presses on a nerve"]


def test_the_same_case_gives_the_same_meshes():
    for one, other in zip(parts(ILL), parts(ILL), strict=True):
        assert one.mesh is other.mesh


def test_a_herniation_that_moves_changes_the_disc_and_the_nerves_it_presses_only():
    """The budget of the live view rests on it: what is unchanged is the same object."""
    grown = Case(Herniation("left", "subarticular", 8.0))
    pairs = zip(parts(ILL), parts(grown), strict=True)
    changed = {one.name for one, other in pairs if one.mesh is not other.mesh}
    courses = {c.tube.name: c for c in ILL.courses}
    moved = {c.tube.name for c in grown.courses if c is not courses[c.tube.name]}
    assert "disc L4-L5" in changed
    assert "root L5 left" in changed
    # What lies in the sac goes with it, and a ganglion with its root.
    followed = {"cauda equina"} | {name.replace("root", "ganglion") for name in moved}
    assert changed <= {"disc L4-L5"} | moved | followed
    for part in parts(grown):
        before = by_name(ILL)[part.name]
        if part.matrix is not None:
            assert (before.matrix == part.matrix).all()


def test_a_degenerative_slip_moves_the_bones_above_and_keeps_their_meshes():
    slipped = by_name(Case(Spondylolisthesis(15, "L4-L5")))
    for name in ("L3 vertebra", "L4 vertebra"):
        assert slipped[name].mesh is by_name(HEALTHY)[name].mesh
        assert not np.allclose(slipped[name].matrix, by_name(HEALTHY)[name].matrix)
    for name in ("L5 vertebra", "sacrum"):
        assert np.allclose(slipped[name].matrix, by_name(HEALTHY)[name].matrix)


@pytest.mark.parametrize("case", [HEALTHY, ILL], ids=["healthy", "ill"])
def test_every_part_is_closed_and_looks_outwards(case):
    """A surface that looks inwards is not drawn by a browser: one sees through to its far side."""
    for part in parts(case):
        assert part.mesh.is_all_triangles, part.name
        assert 0 == part.mesh.n_open_edges, part.name
    assert [] == [part.name for part in parts(case) if signed_volume(part.mesh) <= 0]


def test_bones_stand_above_each_other():
    heights = [
        by_name(HEALTHY)[name].matrix[2, 3]
        for name in ("L3 vertebra", "L4 vertebra", "L5 vertebra", "sacrum")
    ]
    assert sorted(heights, reverse=True) == heights


def test_a_pressed_root_keeps_its_triangles_so_that_it_can_bend_on_the_screen():
    one, other = by_name(HEALTHY)["root L5 left"].mesh, by_name(ILL)["root L5 left"].mesh
    assert (one.regular_faces == other.regular_faces).all()


def test_the_palette_darkens_with_every_grade():
    from l45anatomy.views.palette import luminance

    assert all(luminance(a) > luminance(b) for a, b in pairwise(ROOT_GRADES))


def test_an_unknown_view_is_refused_with_the_known_ones():
    with pytest.raises(ValueError, match=f"view is 'below', must be one of {', '.join(VIEWS)}"):
        png(HEALTHY, "below")


@pytest.mark.slow
@pytest.mark.usefixtures("drawing")
def test_the_plotter_has_an_actor_for_every_part():
    drawn = plotter(ILL, (160, 120))
    assert {part.name for part in parts(ILL)} <= set(drawn.actors)
    drawn.close()


@pytest.mark.slow
@pytest.mark.usefixtures("drawing")
@pytest.mark.parametrize("view", ["posterior", "left"])
def test_a_picture_is_a_png_of_the_size_asked_for_with_something_on_it(view):
    picture = Image.open(io.BytesIO(png(ILL, view, (160, 120))))
    assert ("PNG", (160, 120)) == (picture.format, picture.size)
    pixels = np.asarray(picture.convert("L"))
    assert 0.1 < (pixels < 250).mean() < 0.95


@pytest.mark.slow
@pytest.mark.usefixtures("drawing")
def test_the_patient_s_left_is_on_the_left_seen_from_behind():
    """The caught root, dark red, is in the left half of the picture."""
    case = Case(Herniation("left", "extraforaminal", 9.0))
    picture = np.asarray(Image.open(io.BytesIO(png(case, "posterior", (320, 240)))).convert("RGB"))
    red, green, blue = (picture[:, :, i].astype(int) for i in range(3))
    columns = np.nonzero((red - green > 40) & (red < 190) & (blue - green > 15))[1]
    assert len(columns)
    assert np.median(columns) < 160


@pytest.mark.slow
@pytest.mark.usefixtures("drawing")
def test_hollows_are_darkened_and_the_paper_stays_white(monkeypatch):
    """Where surfaces come close less light arrives; nowhere is there more of it."""

    def drawn():
        return np.asarray(Image.open(io.BytesIO(png(HEALTHY, "posterior", (320, 240))))).astype(int)

    shaded = drawn()
    monkeypatch.setattr(scene, "_shade_hollows", lambda _: None)
    plain = drawn()
    paper = (plain == 255).all(axis=2) & (shaded == 255).all(axis=2)
    inside = ~paper
    darker = (plain - shaded).mean(axis=2)
    assert paper.mean() > 0.2
    assert darker[inside].mean() > 2
    assert np.quantile(darker[inside], 0.95) > 20
    assert np.quantile(darker[inside], 0.05) > -20  # edges, smooth in one picture only


def test_an_injured_nerve_is_marked_where_it_is_modelled():
    """The sciatic nerve is; the peroneal nerve lies beyond the picture."""
    healthy_, hurt = (
        {part.name: part for part in parts(case)}
        for case in (Case(), Case(NerveLesion.piriformis(0.3)))
    )
    changed = {name for name in hurt if hurt[name].colour != healthy_[name].colour}
    assert {"sciatic nerve left"} == changed
    assert "piriformis" in hurt["sciatic nerve left"].note


@pytest.mark.slow
@pytest.mark.usefixtures("drawing")
def test_the_foramen_is_looked_at_from_the_side_and_at_the_level_it_is_about():
    """As in the live view: a right one at L5-S1 is not shown from the left at L4-L5."""
    right = Case(Herniation("right", "foraminal", 7.0, "L5-S1"))
    size = (160, 120)
    assert png(right, "foraminal", size) == png(right, "foraminal right", size)
    assert png(right, "foraminal", size) != png(right, "foraminal left", size)
    left = Case(Herniation("left", "foraminal", 7.0, "L5-S1"))
    assert png(left, "foraminal", size) == png(left, "foraminal left", size)
    for case, way in ((right, 1), (left, -1)):
        place, middle, _ = viewpoint(case, "foraminal")
        assert way == np.sign(place[0] - middle[0])
        assert middle[2] < case.spine["disc L4-L5"].field.bounds.low[2]
