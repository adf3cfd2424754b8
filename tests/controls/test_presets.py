"""The places to start from."""

import pytest

from l45anatomy.case import Case
from l45anatomy.controls import case_of, values
from l45anatomy.controls.presets import presets

each = pytest.mark.parametrize("preset", presets().values(), ids=lambda preset: preset.id)


@each
def test_a_preset_changes_something_and_its_controls_show_all_of_it(preset):
    assert preset.case.changes
    shown = values(preset.case, preset.controls)
    assert case_of(shown, Case(), preset.controls).anatomy == preset.case.anatomy


@each
def test_a_preset_says_where_to_look_and_not_what_is_caught(preset):
    """What is caught is for the learner to see: the sentence names no root."""
    assert preset.look.endswith((".", "?"))
    assert preset.id in ("peroneal-palsy",) or not any(
        root in preset.look for root in ("L3 ", "L4 ", "L5", "S1")
    )


def test_presets_have_different_names():
    titles = [preset.title for preset in presets().values()]
    assert len(set(titles)) == len(titles)
