"""A case in a question: shapes, but no names and no tell-tale colour."""

import json
import re

from l45anatomy import Case, Herniation
from l45anatomy.views import scene, unnamed
from l45anatomy.views.mri import take
from l45anatomy.views.palette import ROOT_GRADES

CASE = Case(Herniation("left", "subarticular", 7.0))


def test_every_structure_is_there_under_a_number_that_leads_back_to_its_name():
    view, names = unnamed.view(CASE)
    assert list(names.values()) == [part.name for part in scene.parts(CASE)]
    assert list(names) == list(view.names)
    assert all(name.startswith("structure ") for name in names)


def test_nothing_the_page_gets_names_or_colours_what_is_caught():
    view, _ = unnamed.view(CASE)
    state = {name: value for name, value in view.get_state().items() if name[0] != "_"}
    told = json.dumps(state, default=repr)
    assert "root L" not in told
    assert "L5" not in told
    parts = [held.part for held in view._state.values()]
    assert not {part.colour for part in parts} & set(ROOT_GRADES[1:])
    assert {part.note for part in parts} == {""}
    assert {part.glow for part in parts} == {0.0}


def test_the_first_look_is_the_one_of_the_live_view():
    view, names = unnamed.view(CASE, "superior")
    assert view.view == "superior"
    assert {names[number] for number in view.faded} >= {"L4 vertebra", "L5 vertebra"}


def test_findings_without_causes_are_the_same_findings():
    bare = unnamed.causeless(CASE.exam)
    assert list(map(str, bare)) == list(map(str, CASE.exam))
    assert all(finding.because == () for finding in bare)


def test_a_still_slice_says_how_it_hangs_and_names_nothing_in_it():
    taken = take(CASE, "axial", None, "T2")
    told = unnamed.slice_html(taken)
    assert "A T2 slice: R is on the left, L on the right, A above, P below." in told
    assert 'l45-edge-left">R<' in told
    assert 'l45-edge-top">A<' in told
    words = re.sub(r'src="[^"]*"', "", told)
    assert not [name for name in taken.names if name and name in words]
