"""Slices: exact, hung the right way round, and of the same solids as all else."""

import io

import numpy as np
import pytest
from PIL import Image

from l45anatomy import Case, DiscDegeneration, Herniation, Spondylolisthesis, Stenosis
from l45anatomy.controls.presets import presets
from l45anatomy.frame import Side
from l45anatomy.geometry.clipping import clipped
from l45anatomy.views.mri import PLANES, WEIGHTINGS, patch, through

LEFT = Case(Herniation("left", "subarticular", 9.0))
RIGHT = Case(Herniation("right", "subarticular", 9.0))
SMALL = {"size": 128}


def middle_of(taken, name):
    """Give the mean (column, row) of a structure."""
    rows, columns = np.nonzero(taken.labels == taken.names.index(name))
    return float(columns.mean()), float(rows.mean())


@pytest.mark.parametrize("plane", PLANES)
@pytest.mark.parametrize("weighting", WEIGHTINGS)
def test_the_same_case_and_seed_give_the_same_picture(plane, weighting):
    one, other = (LEFT.mri(plane, weighting=weighting, seed=3, **SMALL) for _ in range(2))
    assert (128, 128) == one.image.shape == one.labels.shape
    assert np.array_equal(one.image, other.image)
    assert not np.array_equal(
        one.image, LEFT.mri(plane, weighting=weighting, seed=4, **SMALL).image
    )
    assert one.labels.max() < len(one.names)


def test_the_mirrored_lesion_gives_the_mirrored_slice():
    left, right = LEFT.mri(**SMALL), RIGHT.mri(**SMALL)
    disc = [one.labels == one.names.index("disc L4-L5") for one in (left, right)]
    assert np.mean(disc[0] != disc[1][:, ::-1]) < 0.005, "edges may fall either way"


@pytest.mark.parametrize("plane", ["axial", "coronal"])
def test_equal_sides_are_shown_equal_and_mirrored_ones_mirrored(plane):
    """What lies on the left is asked as its twin on the right, to the pixel."""

    def shown(case):
        taken = case.mri(plane, {"axial": 45.0, "coronal": -16.0}[plane])
        sideless = [name.replace(" left", "").replace(" right", "") for name in taken.names]
        return np.array(sideless)[taken.labels]

    for case in (Case(), Case(Stenosis.central(0.7))):
        assert (shown(case) == shown(case)[:, ::-1]).all()
    left, right = (shown(Case(Stenosis.lateral_recess(0.8, side))) for side in Side)
    assert (left == right[:, ::-1]).all()
    assert (left != right).any()


def test_what_is_on_the_patients_left_is_on_the_right_of_the_picture():
    assert ("R", "L", "A", "P") == LEFT.mri(**SMALL).plane.marks
    healthy, lesion = Case().mri(position_mm=40.0, **SMALL), LEFT.mri(position_mm=40.0, **SMALL)
    grown = (lesion.labels != healthy.labels) & (lesion.labels == lesion.names.index("disc L4-L5"))
    columns = np.nonzero(grown)[1]
    assert len(columns)
    assert columns.min() > 64


def test_a_point_and_its_place_in_the_picture_belong_together():
    plane = through(LEFT, "sagittal", 4.0, 64)
    assert plane.at(plane.point(10.0, 50.0)) == pytest.approx((10.0, 50.0))
    assert plane.position_mm == 4.0


def test_the_front_is_on_the_left_of_a_sagittal_slice_and_the_head_above():
    taken = Case().mri("sagittal", **SMALL)
    disc, sac = middle_of(taken, "disc L4-L5"), middle_of(taken, "dural sac")
    assert disc[0] < sac[0]
    assert middle_of(taken, "L3 vertebra")[1] < middle_of(taken, "L5 vertebra")[1]


@pytest.mark.parametrize("plane", PLANES)
@pytest.mark.parametrize(
    "case",
    [LEFT, RIGHT, Case(Spondylolisthesis(20.0, kind="isthmic"))],
)
def test_a_slice_that_nobody_placed_goes_through_what_is_caught_in_every_plane(plane, case):
    """A herniation aside is not seen in the midline; of two sides alike, the left one is shown."""
    at = max(case.compressions, key=lambda c: (c.grade, round(c.loss, 3), c.side == "left")).at
    axis = {"sagittal": 0, "coronal": 1, "axial": 2}[plane]
    assert through(case, plane).position_mm == at[axis]


def test_the_sagittal_slice_of_a_healthy_spine_is_in_the_middle():
    assert 0.0 == through(Case(), "sagittal").position_mm


def test_the_sac_has_the_area_that_is_measured():
    """Pixels count within a tenth: roots that leave, ligaments and edges take some of it."""
    case = Case()
    (section,) = (one for one in case.sac if one.level == "L4-L5")
    taken = case.mri(position_mm=section.at[2])
    shown = taken.area_mm2("dural sac") + taken.area_mm2("cauda equina")
    assert shown == pytest.approx(section.area_mm2, rel=0.1)


def test_a_narrow_canal_leaves_less_white():
    narrow = Case(Stenosis.central(1.0))
    z = Case().mri().plane.position_mm
    healthy, tight = Case().mri(position_mm=z), narrow.mri(position_mm=z)
    assert tight.area_mm2("dural sac") < 0.8 * healthy.area_mm2("dural sac")


def test_water_is_bright_in_t2_and_dark_in_t1_and_bone_is_brightest_in_ct():
    def brightness(weighting, name):
        taken = Case().mri("sagittal", weighting=weighting)
        return taken.image[taken.labels == taken.names.index(name)].mean()

    assert brightness("T2", "dural sac") > 200 > 80 > brightness("T1", "dural sac")
    assert brightness("CT", "L4 vertebra") > brightness("CT", "disc L4-L5")


def test_a_worn_nucleus_is_darker():
    def nucleus(case):
        taken = case.mri("sagittal")
        return taken.image[taken.labels == taken.names.index("nucleus pulposus L4-L5")].mean()

    assert nucleus(Case(DiscDegeneration(4))) < 0.7 * nucleus(Case())


def test_measures_lie_in_the_picture_and_are_told():
    taken = LEFT.mri()
    assert taken.distances
    for one in taken.distances:
        assert all(0 <= x <= taken.plane.size for x in (*one.start, *one.end))
        assert f"{one.name}: {one.value:.0f} {one.unit}." in taken.describe()
    assert {grade.level for grade in taken.grades} == {"L4-L5"}


def test_a_sagittal_slice_measures_the_sac_across_its_course_at_every_level():
    case = Case(Herniation("left", "central", 7.0))
    healthy, pressed = Case().mri("sagittal"), case.mri("sagittal", 0.0)
    before, after = told(healthy, "sac"), told(pressed, "sac")
    assert {"L3-L4", "L4-L5", "L5-S1"} == set(before) == set(after)
    assert after["L3-L4"] == before["L3-L4"] > 8.0
    assert after["L4-L5"] < before["L4-L5"] - 2.0
    sac = Case().courses[0]
    for one in healthy.distances:
        (x0, y0), (x1, y1) = one.start, one.end
        assert one.value == pytest.approx(healthy.plane.pixel_mm * np.hypot(x1 - x0, y1 - y0))
        _, y, z = (np.array(healthy.plane.point(*one.end)) - healthy.plane.point(*one.start)).T
        middle = healthy.plane.point((x0 + x1) / 2, (y0 + y1) / 2)
        station = int(np.linalg.norm(sac.path - middle, axis=1).argmin())
        _, forward, up = sac.path[station + 1] - sac.path[station - 1]
        assert abs(y * forward + z * up) < 0.1 * np.hypot(y, z) * np.hypot(forward, up)
        assert f"{one.name}: {one.value:.0f} mm." in healthy.describe()
    assert () == case.mri("sagittal", 30.0).distances


def test_a_sac_squeezed_to_nothing_is_measured_as_nothing_in_a_sagittal_slice():
    crushed = Case(Herniation(None, "central", 13.0))
    assert told(crushed.mri("sagittal", 0.0), "sac")["L4-L5"] == pytest.approx(0.0, abs=0.6)


def test_a_sagittal_slice_beside_the_midline_measures_no_depth_of_the_sac():
    """There its round side is cut, and a healthy level would seem narrow."""
    taken = Case(Herniation("left", "subarticular", 7.0)).mri("sagittal")
    assert abs(taken.plane.position_mm) > 4.0
    assert "dural sac" in taken.names
    assert () == taken.distances


def test_a_slice_goes_through_a_root_rather_than_the_sac():
    case = presets()["lateral-recess-stenosis"].case
    root, sac = case.compression("L5", "left"), case.compression("dural sac")
    assert root.grade == sac.grade == 2
    assert root.at[2] == case.mri().plane.position_mm
    assert root.at[0] == case.mri("sagittal").plane.position_mm


@pytest.mark.parametrize("migration_mm", [8.0, 12.0])
def test_a_slice_through_what_has_migrated_is_measured_and_graded(migration_mm):
    """High above its disc it belongs to no other: what presses there came from below."""
    case = Case(Herniation("left", "subarticular", 8.0, migration_mm=migration_mm))
    taken = case.mri(**SMALL)
    assert "L4-L5" == taken.level
    assert any(one.where.startswith("left L4 root here keeps") for one in taken.distances)
    assert any(grade.rank for grade in taken.grades)
    assert "" == Case().mri(position_mm=taken.plane.position_mm, **SMALL).level


def test_the_area_is_that_of_the_worst_place_of_the_level_wherever_the_slice_passes():
    case = Case(Stenosis.central(1.0))
    (section,) = (one for one in case.sac if one.level == "L4-L5")
    taken = case.mri(position_mm=section.at[2] - 6.0, **SMALL)
    (area,) = (one for one in taken.distances if one.unit == "mm²")
    assert section.area_mm2 == area.value
    assert f"sac, worst place {section.area_mm2:.0f} mm²" == area.words
    (whole,) = (one for one in Case().mri(**SMALL).distances if one.unit == "mm²")
    assert whole.words.startswith("sac, behind its disc ")


@pytest.mark.parametrize("name", ["burst-fracture", "central-stenosis", "central-l4-l5"])
def test_a_sagittal_slice_goes_through_the_sac_that_has_lost_much(name):
    """There it measures the depth; a root that is caught as hard is told in the axial one."""
    taken = presets()[name].case.mri("sagittal", **SMALL)
    assert 0.0 == pytest.approx(taken.plane.position_mm, abs=0.5)
    assert any("front to back" in one.name for one in taken.distances)


def told(taken, word):
    """Give value by the first word of what is measured, for those measures that say a word."""
    return {one.where.split()[0]: one.value for one in taken.distances if word in one.where}


def test_beside_a_root_stands_what_it_has_left_in_this_slice():
    """Left and right are not said to be alike where one of them is pressed."""
    case = Case(Herniation("left", "subarticular", 7.0))
    worst = case.compression("L5", "left")
    roots = told(case.mri(**SMALL), "L5 root")
    assert roots["left"] == pytest.approx(100 * (1 - worst.loss), abs=0.5)
    assert 100.0 == roots["right"]
    assert 95.0 < told(case.mri(position_mm=worst.at[2] - 9.0, **SMALL), "L5 root")["left"]


def pressed(case):
    """The roots that have lost calibre in a case."""
    return [c for c in case.compressions if c.side and c.loss and not c.is_beyond_spine]


@pytest.mark.parametrize(
    "case",
    [preset.case for preset in presets().values() if pressed(preset.case)],
    ids=str,
)
def test_a_slice_that_nobody_placed_says_of_what_is_caught_what_all_else_says(case):
    """Also of a root in its foramen, which runs no farther down."""
    worst = max(pressed(case), key=lambda c: c.loss)
    told = {one.where: one.value for one in case.mri(**SMALL).distances}
    left = told[f"{worst.side} {worst.root} root here keeps"]
    assert left == pytest.approx(100 * (1 - worst.loss), abs=1e-6)


def test_a_root_that_has_left_above_is_not_told():
    assert {} == told(LEFT.mri(**SMALL), "L4 root")


def test_a_sac_too_flat_to_be_seen_takes_no_other_measure_along():
    """Where most is lost one looks for what is left."""
    taken = Case(Herniation("left", "central", 14.0)).mri(**SMALL)
    assert not {"dural sac", "cauda equina"} & {taken.names[n] for n in set(taken.labels.flat)}
    assert {"left", "right"} == set(told(taken, "L5 root"))
    assert ["mm²"] == [one.unit for one in taken.distances if one.unit != "%"]


def test_letters_of_measures_do_not_lie_on_each_other():
    """Each stands at the end of its line, by turns above and below; a letter is 7 pixels wide."""
    for case in (
        Case(),
        Case(Herniation("left", "subarticular", 7.0)),
        Case(Stenosis.central(1.0)),
        Case(Herniation("left", "central", 14.0)),
    ):
        ends = [(d.end[0], d.end[1] + 7) if n % 2 else (d.start[0], d.start[1] - 2)
                for n, d in enumerate(case.mri().distances)]  # fmt: skip
        apart = [max(abs(a[0] - b[0]), abs(a[1] - b[1])) for a in ends for b in ends if a is not b]
        assert min(apart) >= 6.0


def test_the_picture_is_a_png_of_twice_the_size():
    png = Image.open(io.BytesIO(LEFT.mri(**SMALL).png()))
    assert (256, 256) == png.size


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"plane": "oblique"}, "plane is 'oblique', must be one of axial, sagittal, coronal"),
        ({"weighting": "T3"}, "weighting is 'T3', must be one of T2, T1, CT"),
        ({"position_mm": 900.0}, "position_mm is 900.0, must be -200 to 200"),
    ],
)
def test_what_cannot_be_taken_is_refused(asked, said):
    with pytest.raises(ValueError, match=said):
        Case().mri(**asked)


def test_a_notebook_shows_the_slice_and_says_it_in_words():
    """The words stand beside the picture, in its alternative, and alone where none is shown."""
    taken = LEFT.mri(**SMALL)
    bundle = taken._repr_mimebundle_()
    assert taken.describe() == bundle["text/plain"]
    assert 2 == bundle["text/html"].count(taken.describe())
    assert "data:image/png;base64,iVBOR" in bundle["text/html"]


def test_a_herniation_does_not_move_the_muscles_around_the_spine():
    """It makes the disc longer behind, and the body line runs through the discs as they were."""
    rest, ill = (
        Case(*changes).mri(position_mm=45.0)
        for changes in ((), (Herniation("left", "subarticular", 8.0),))
    )
    for name in ("multifidus muscle", "psoas muscle", "erector spinae muscle"):
        assert rest.area_mm2(name) == ill.area_mm2(name)


def test_behind_the_sac_lies_fat_and_no_fat_of_the_skin():
    """The canal has fat of its own; the first structure behind the sac is the yellow ligament."""
    taken = Case().mri(**SMALL)
    column, row = (round(one) for one in middle_of(taken, "dural sac"))
    behind = [taken.names[one] for one in taken.labels[row:, column]]
    met = [name for name in dict.fromkeys(behind) if name not in ("dural sac", "cauda equina")]
    assert met[0] == "fat"
    assert met[1].startswith("ligamentum flavum L4-L5")


def test_of_a_bone_with_equal_halves_one_side_is_asked_and_both_are_shown():
    """What is cut out of it is cut of the whole."""
    bone = next(s for s in Case().spine.solids if s.name == "L5 vertebra").field
    plane = through(Case(), "axial", 45.0)
    distance, at = patch.cut(bone, plane)
    columns = np.arange(plane.size)[at[1]]
    assert (columns + columns[::-1] == plane.size - 1).all()
    assert distance == pytest.approx(distance[:, ::-1], abs=1e-6)


@pytest.mark.parametrize(("kind", "position_mm"), [("axial", 45.0), ("coronal", -40.0)])
def test_a_slice_as_coarse_as_its_solids_are_asked_has_their_very_distances(kind, position_mm):
    """Nothing is filled in there: 1.2 mm from point to point, told up to 2.5 mm."""
    bone = next(s for s in Case().spine.solids if s.name == "L5 vertebra").field
    fine = through(Case(), kind, position_mm)
    coarse = through(Case(), kind, position_mm, round(fine.width_mm / 1.2))
    distance, at = patch.cut(bone, coarse)
    points = coarse.points().reshape(coarse.size, coarse.size, 3)
    assert (distance < 0.0).sum() > 50
    assert clipped(bone, points[at].reshape(-1, 3), 2.5) == pytest.approx(
        distance.ravel(), abs=1e-6
    )
    left_out = np.ones(points.shape[:2], bool)
    left_out[at] = False
    assert (bone(points[left_out]) > 1.2).all()
