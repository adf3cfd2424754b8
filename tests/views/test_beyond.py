"""What a nerve hurt beyond the spine carries stands on the legs, and the spine is not blamed."""

import pytest

from l45anatomy import Case, Herniation, NerveLesion
from l45anatomy.views.beyond import is_spine_touched, legs

DISC = Herniation("left", "subarticular", 7.0)
PALSY = NerveLesion.peroneal_palsy(side="right")


@pytest.mark.parametrize("case", [Case(), Case(DISC)])
def test_where_no_nerve_is_hurt_there_are_no_legs(case):
    assert legs(case) is None


@pytest.mark.parametrize(
    ("case", "touched", "told"),
    [
        (Case(PALSY), False, "The spine below is healthy."),
        (Case(PALSY, DISC), True, "See the spine below."),
    ],
)
def test_the_legs_frame_what_hangs_on_the_nerve_and_on_no_other(case, touched, told):
    shown = legs(case)
    assert touched is is_spine_touched(case)
    assert told in shown.content
    assert "tibialis anterior, right" in shown.marked
    assert {name.rpartition(", ")[2] for name in shown.marked} == {"right"}
    assert "tibialis posterior, right" not in shown.marked
