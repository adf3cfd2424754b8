"""What is seen of a scene, as the kernel has it; the browser's half has tests in tests/browser."""

import pytest
import pyvista
import traitlets

from l45anatomy.viewer import Part, SpineView

PRESETS = {
    "all": {},
    "bones": {"show": ["bones"], "hide": ["nerves"]},
    "veiled": {"ghost": ["bones"], "show": ["L5"]},
}
LAYERS = [{"name": "bones", "parts": ["bones"]}, {"name": "the root", "parts": ["root"]}]


def part(name, group):
    mesh = pyvista.Sphere(theta_resolution=4, phi_resolution=4)
    return Part(name=name, mesh=mesh, colour="#102030", group=group)


SCENE = [part("L4", "bones"), part("L5", "bones"), part("root", "nerves")]


def view(**traits):
    return SpineView(SCENE, presets=PRESETS, layers=LAYERS, **traits)


def test_everything_is_seen_at_first():
    assert ("L4", "L5", "root") == view().seen


def test_a_preset_hides_and_ghosts_what_it_says():
    shown = view()
    shown.preset = "bones"
    assert (["root"], [], ("L4", "L5")) == (shown.hidden, shown.faded, shown.seen)


def test_a_name_says_more_than_its_group():
    shown = view(preset="veiled")
    assert (["L4"], []) == (shown.faded, shown.hidden)


def test_a_preset_undoes_what_was_isolated_peeled_and_hidden():
    shown = view(isolated=["root"], peeled=1, hidden=["L4"])
    shown.preset = "all"
    assert ([], 0, []) == (shown.isolated, shown.peeled, shown.hidden)


def test_a_part_that_joins_later_follows_the_preset():
    shown = view(preset="bones")
    shown.show([*SCENE, part("ganglion", "nerves")])
    assert {"root", "ganglion"} == set(shown.hidden)


def test_a_part_that_was_shown_by_hand_stays_shown_when_it_comes_back():
    shown = view(preset="bones")
    shown.hidden = []
    shown.show(SCENE[:2])
    shown.show(SCENE)
    assert [] == shown.hidden


def test_what_is_hidden_stays_hidden_when_the_scene_changes():
    shown = view(hidden=["L4"])
    shown.show([part("L4", "bones"), part("new", "bones")])
    assert ("new",) == shown.seen


def test_only_what_is_isolated_is_seen_even_from_a_peeled_layer():
    assert ("L5",) == view(isolated=["L5"], peeled=1).seen


@pytest.mark.parametrize(("peeled", "seen"), [(0, ("L4", "L5", "root")), (1, ("root",)), (2, ())])
def test_layers_go_one_after_the_other_in_their_order(peeled, seen):
    assert seen == view(peeled=peeled).seen


@pytest.mark.parametrize(
    ("traits", "told"),
    [
        ({"presets": {"odd": {"melt": ["L4"]}}}, "preset 'odd' is 'melt', must be one of hide"),
        ({"presets": PRESETS, "preset": "none"}, "preset is 'none', must be one of"),
        ({"layers": [{"name": "bones"}]}, "layer 0 has"),
        ({"layers": LAYERS, "peeled": 3}, "peeled is 3, must be 0 to 2"),
    ],
)
def test_what_there_is_not_is_refused(traits, told):
    with pytest.raises((ValueError, traitlets.TraitError), match=told):
        SpineView(SCENE, **traits)
