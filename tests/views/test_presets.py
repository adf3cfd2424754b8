"""Presets and layers name what is in a scene, and leave what their title promises."""

from itertools import pairwise

import pytest

from l45anatomy import Case, Herniation
from l45anatomy.views.live import view
from l45anatomy.views.presets import FIRST, LAYERS, PRESETS, VEILS
from l45anatomy.views.scene import parts

CASE = Case(Herniation("left", "subarticular", 7.0))
PARTS = {part.name: part for part in parts(CASE)}
TITLES = {*PARTS, *(part.group for part in PARTS.values())}


def groups(names):
    return {PARTS[name].group for name in names}


def test_every_name_in_a_preset_or_layer_is_a_part_or_a_group():
    named = {title for preset in PRESETS.values() for way in preset.values() for title in way}
    named |= {title for layer in LAYERS for title in layer["parts"]}
    assert named <= TITLES


def test_a_view_begins_with_its_first_preset():
    shown = view(CASE)
    assert (FIRST, next(iter(PRESETS))) == (shown.preset, FIRST)
    assert set(VEILS) & set(PARTS) == set(shown.faded) & set(PARTS)
    assert tuple(PARTS) == shown.seen


@pytest.mark.parametrize(
    ("title", "seen"),
    [
        ("all", {"bones", "discs", "ligaments", "joints", "nerves"}),
        ("bones", {"bones"}),
        ("nerves only", {"nerves"}),
        ("disc and roots", {"bones", "discs", "nerves"}),
    ],
)
def test_a_preset_leaves_the_systems_of_its_title(title, seen):
    shown = view(CASE)
    shown.preset = title
    assert seen == groups(shown.seen)


def test_the_canal_shows_what_bounds_it_and_what_is_in_it():
    shown = view(CASE)
    shown.preset = "canal"
    clear = set(shown.seen) - set(shown.faded)
    assert {"dural sac", "root L5 left", "ligamentum flavum L4-L5 left"} <= clear
    assert "anterior longitudinal ligament" not in shown.seen


def test_each_layer_takes_something_away_and_the_last_leaves_little():
    shown = view(CASE)
    left = []
    for peeled in range(len(LAYERS) + 1):
        shown.peeled = peeled
        left.append(set(shown.seen))
    assert all(after < before for before, after in pairwise(left))
    assert {"anterior longitudinal ligament"} == left[-1]


def test_every_part_can_be_searched_for_by_its_latin_name():
    assert "nervus lumbalis V sinister" in PARTS["root L5 left"].synonyms
    assert all(part.synonyms for part in PARTS.values())
