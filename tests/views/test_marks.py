import pytest

from l45anatomy import (
    Case,
    DiscDegeneration,
    Herniation,
    Laminectomy,
    NerveLesion,
    Posture,
    Stenosis,
)
from l45anatomy.views import live, scene
from l45anatomy.views.beyond import note
from l45anatomy.views.marks import marks
from l45anatomy.wording import name_of


def test_a_healthy_spine_has_no_marks():
    assert [] == marks(Case())


@pytest.mark.parametrize("reach_mm", [4.0, 6.0, 8.0])
def test_a_mark_names_parts_of_the_scene_and_says_what_was_measured(reach_mm):
    case = Case(Herniation("left", "subarticular", reach_mm))
    [mark] = [one for one in marks(case) if one["title"] == "left L5 root"]
    caught = case.compression("L5", "left")
    assert f"{abs(caught.gap_mm):.1f} mm" in mark["words"]
    assert mark["parts"] == ["root L5 left", *caught.by]
    assert set(mark["parts"]) <= {part.name for part in scene.parts(case)}
    assert tuple(mark["point"]) == caught.at


def test_the_sac_is_marked_with_its_area_once_it_is_narrowed():
    case = Case(Stenosis.central(0.8))
    [mark] = [one for one in marks(case) if one["parts"][0] == "dural sac"]
    sac = case.compressions[0]
    assert mark["words"].startswith(f"{sac.area_mm2:.0f} of ")


def test_where_there_is_little_room_a_mark_says_who_and_what_is_left():
    case = Case(Herniation("left", "subarticular", 7.0))
    kept = 1 - case.compression("L5", "left").loss
    assert f"L5 left, keeps {kept:.0%}" == marks(case)[0]["short"]
    told = {one["parts"][0]: one["short"] for one in marks(Case(Stenosis.central(0.8)))}
    sac = Case(Stenosis.central(0.8)).compressions[0]
    assert f"sac, {sac.area_mm2:.0f} mm²" == told["dural sac"]


def test_a_root_that_keeps_its_calibre_is_told_to_be_touched_or_pushed():
    """Grade 1 and 2 take nothing of a root: a share of 100% would tell nothing."""
    for case in (Case(Herniation("left", "subarticular", r)) for r in (4.0, 5.0, 5.5, 6.0)):
        for one in marks(case):
            found = case.compression(*one["parts"][0].split()[1:])
            word = {1: "touched", 2: "pushed aside"}.get(found.grade, "%")
            assert found.loss or word in one["short"]


def test_a_root_that_is_only_touched_says_how_far_it_is_from_what():
    case = Case(DiscDegeneration(5))
    touched, _ = [c for c in case.compressions if c.grade == 1 and c.root == "L4"]
    assert touched.gap_mm > 0
    told = {one["title"]: one["words"] for one in marks(case)}
    assert f"{touched.gap_mm:.1f} mm from the {touched.by[0]}" == told[name_of(touched)]


def test_the_gravest_comes_first():
    told = marks(Case(Herniation("left", "central", 9.0), Stenosis.central(0.6)))
    grades = {
        name: c.grade
        for c in Case(Herniation("left", "central", 9.0), Stenosis.central(0.6)).compressions
        for name in [f"root {c.root} {c.side}" if c.side else c.root]
    }
    order = [grades[one["parts"][0]] for one in told]
    assert order == sorted(order, reverse=True)


def test_a_case_is_compared_with_the_healthy_spine_in_the_same_posture_or_before_surgery():
    lesion, posture = Herniation("left", "subarticular", 7.0), Posture(10.0)
    assert (None, "") == live.before(Case(posture))
    assert (Case(posture), "the same spine, healthy") == live.before(Case(lesion, posture))
    operated = Case(lesion, Laminectomy())
    assert (Case(lesion), "before the operation") == live.before(operated)


def test_a_nerve_hurt_beyond_the_spine_is_told_in_the_picture():
    """Else a normal spine would stand beside a weak leg without a word."""
    case = Case(NerveLesion("common peroneal nerve", "left", 0.6))
    assert [] == marks(case)
    told = note(case)
    assert told.startswith("Not in the spine: the left common peroneal nerve has lost 60%")
    assert told == live.view(case).note
    assert "" == note(Case(Herniation("left", "subarticular", 7.0)))
