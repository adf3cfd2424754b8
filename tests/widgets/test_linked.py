"""The linked views by themselves: they show what they are given, and ask for what they lack."""

import pytest

from l45anatomy import Case, Herniation
from l45anatomy.widgets.facts import PAGES
from l45anatomy.widgets.linked import LinkedViews

LEFT = Case(Herniation("left", "subarticular", 7.0))


def linked(case=LEFT):
    """Give views that hear what is picked, and the list of moves they ask for."""
    asked = []
    views = LinkedViews(case, PAGES, asked.append)
    views.listen(lambda what, act: lambda change: act(change["new"].get(what, "")))
    return views, asked


def test_nothing_is_drawn_before_it_is_shown():
    views, _ = linked()
    assert ((), "", "", 0) == (
        views.view.names,
        views.leg.content,
        views.facts.content,
        views.slice.revision,
    )
    views.show(LEFT, 1)
    assert "root L5 left" in views.view.names
    assert "extensor hallucis longus" in views.facts.content
    assert views.leg.content
    assert 1 == views.slice.revision


def test_a_place_in_a_chart_asks_for_a_move_and_changes_nothing_itself():
    views, asked = linked()
    views.show(LEFT, 1)
    told = views.facts.content
    views.facts.picked = {"name": "herniation.reach=4", "n": 1}
    assert [{"herniation.reach": 4.0}] == asked
    assert (LEFT, told) == (views.case, views.facts.content)


def test_what_is_pointed_at_is_pointed_at_once():
    """A second pick of the same structure would come back from the browser as news."""
    views, _ = linked()
    views.show(LEFT, 1)
    seen = []
    views.view.observe(lambda change: seen.append(change["new"]["name"]), "picked")
    for name in ("root L5 left", "root L5 left", "no such structure"):
        views.point_at(name)
    assert ["root L5 left"] == seen


@pytest.mark.parametrize("plane", ["axial", "sagittal", "coronal"])
def test_a_slice_put_somewhere_stays_there(plane):
    views, _ = linked()
    views.show(LEFT, 1)
    views.take(plane, "T1", 12.0)
    views.show(Case(Herniation("right", "foraminal", 7.0, level="L5-S1")), 2)
    shown = views.slice
    assert (plane, "T1", 12.0) == (shown.plane, shown.weighting, shown.position_mm)


def test_a_slice_that_was_refused_is_put_nowhere():
    views, _ = linked()
    views.show(LEFT, 1)
    before = views.slice.position_mm
    views.slice.asked = {"position_mm": 900.0, "n": 1}
    assert "position_mm is 900" in views.slice.note
    assert before == views.slice.position_mm
    views.show(Case(Herniation("left", "subarticular", 7.0, level="L3-L4")), 2)
    assert before + 20 < views.slice.position_mm
