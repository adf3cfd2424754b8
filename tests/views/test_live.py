"""A case as a live view: the parts of its scene, its words, and what it looks at."""

import base64
import re

import numpy as np
import pytest

from l45anatomy import (
    Case,
    DiscDegeneration,
    Fracture,
    Herniation,
    Laminectomy,
    NerveLesion,
    Spondylolisthesis,
    Stenosis,
)
from l45anatomy.changes import Posture
from l45anatomy.frame import LEVELS
from l45anatomy.viewer import SpineView
from l45anatomy.views.aim import aim, level_of, side_of, view_of
from l45anatomy.views.describe import describe
from l45anatomy.views.live import caption, mimebundle, view
from l45anatomy.views.scene import parts

ILL = Case(Herniation("left", "subarticular", 7.0))
RIGHT = Herniation("right", "foraminal", 7.0, "L5-S1")


def test_the_live_view_holds_the_parts_of_the_case_and_its_words():
    shown = view(ILL)
    assert isinstance(shown, SpineView)
    assert tuple(part.name for part in parts(ILL)) == shown.names
    assert describe(ILL) == shown.description
    assert aim(ILL) == shown.target


def test_showing_a_case_again_sends_nothing():
    assert 0 == view(ILL).show(parts(ILL))


def test_a_herniation_that_grows_sends_less_than_the_whole_scene():
    shown = view(ILL)
    whole = sum(part.mesh.points.nbytes for part in parts(ILL))
    sent = shown.show(parts(Case(Herniation("left", "subarticular", 7.5))))
    assert 0 < sent < whole / 4


@pytest.mark.parametrize("level", LEVELS)
def test_the_foraminal_view_looks_into_the_foramen_on_the_side_and_level_that_changed(level):
    case = Case(Herniation("right", "foraminal", 5.0, level))
    x, _, z = aim(case)
    low, high = (case.spine[f"{name} vertebra"] for name in ("L5", "L3"))
    assert x > 5
    assert aim(Case(Herniation("left", "foraminal", 5.0, level)))[0] < -5
    assert low.matrix[2, 3] - 40 < z < high.matrix[2, 3]
    heights = [aim(Case(Spondylolisthesis(5, each)))[2] for each in LEVELS]
    assert sorted(heights, reverse=True) == heights


def test_a_healthy_case_is_looked_at_between_l4_and_l5():
    assert aim(Case()) == pytest.approx(aim(Case(Herniation("left", "foraminal", 0.0))))


@pytest.mark.parametrize(
    "change",
    [NerveLesion.piriformis(), Fracture("L3"), DiscDegeneration(3), Laminectomy()],
    ids=str,
)
def test_any_kind_of_change_can_be_looked_at(change):
    """Some have no level, and one lies above the uppermost root that is modelled."""
    assert np.isfinite(aim(Case(change))).all()


@pytest.mark.parametrize("other", [Posture(10.0), NerveLesion.piriformis(side="right")], ids=str)
def test_a_change_without_a_level_turns_no_eye_away(other):
    slipped = Herniation("left", "subarticular", 7.0, "L5-S1")
    alone, first, last = Case(slipped), Case(other, slipped), Case(slipped, other)
    assert aim(first) == aim(last)
    assert np.sign(aim(first)[0]) == np.sign(aim(alone)[0])
    assert aim(first)[2] == pytest.approx(aim(alone)[2], abs=3.0)


@pytest.mark.parametrize(
    ("changes", "level", "side"),
    [
        ((Fracture("L3"), RIGHT), "L5-S1", "right"),
        ((Stenosis.central(0.5, "L5-S1"), RIGHT), "L5-S1", "right"),
        ((Stenosis.central(0.5), RIGHT), "L4-L5", "right"),
        ((Herniation("left", "subarticular", 7.0), RIGHT), "L4-L5", "left"),
        ((NerveLesion.piriformis(side="left"), RIGHT), "L5-S1", "right"),
        ((NerveLesion.piriformis(side="right"),), "L4-L5", "right"),
        ((Fracture("L3"),), "L3-L4", "left"),
        ((), "L4-L5", "left"),
    ],
    ids=str,
)
def test_level_and_side_that_pictures_look_at_belong_together(changes, level, side):
    case = Case(*changes)
    assert (level, side) == (level_of(case), side_of(case))
    alone = Case(Herniation(side, "foraminal", 0.0, level))
    assert aim(case) == pytest.approx(aim(alone), abs=5.0)


def test_the_view_of_a_case_is_at_its_level():
    far = Herniation("right", "foraminal", 8.0, "L5-S1")
    assert "foraminal right" == view_of(Case(far))
    assert "posterior" == view_of(Case(Stenosis.central(0.1), far))
    assert "posterior" == view_of(Case(Herniation("left", "subarticular", 7.0)))


def test_show_gives_the_live_view():
    assert np.array_equal(view(ILL).names, ILL.show().names)


def test_a_notebook_gets_a_picture_and_words_where_nothing_is_live():
    bundle = mimebundle(ILL)
    assert describe(ILL) == bundle["text/plain"]
    page = bundle["text/html"]
    (picture,) = re.findall(r"base64,([^\"]+)", page)
    assert base64.b64decode(picture).startswith(b"\x89PNG")
    assert "left L5 root" in page
    assert bundle == ILL._repr_mimebundle_()


def test_a_root_that_is_pushed_aside_goes_before_a_sac_that_loses_a_little():
    case = Case(Stenosis.lateral_recess(0.9, "left"))
    assert case.compressions[0].grade == case.compression("L5", "left").grade == 2
    assert "push the left L5 root" in caption(case)


def test_what_both_sides_share_is_said_of_both():
    assert caption(Case(Spondylolisthesis(20))).endswith("at L4-L5. It is the same on the left.")
    assert "It is the same" not in caption(ILL)


def test_a_healthy_case_is_captioned_as_one():
    assert "Every root has room" in mimebundle(Case())["text/html"]
    assert "<svg" not in mimebundle(ILL)["text/html"]


def test_a_nerve_hurt_beyond_the_spine_is_shown_on_the_legs() -> None:
    """The spine of such a case is healthy: its picture alone would say that nothing is wrong."""
    case = Case(NerveLesion.peroneal_palsy(side="left"))
    page = mimebundle(case)["text/html"]
    assert case.body() in page
    assert page.index("<img") < page.index("<svg")


def test_the_live_view_brings_its_picture_along():
    bundle, _ = view(ILL)._repr_mimebundle_()
    assert base64.b64decode(bundle["image/png"]).startswith(b"\x89PNG")
