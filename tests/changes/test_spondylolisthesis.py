"""Slips: graded as Meyerding did, the arch along or left behind [meyerding1932]."""

import pytest
from hypothesis import Phase, given, settings

from l45anatomy import Spondylolisthesis, evidence, healthy
from l45anatomy.changes import affect
from l45anatomy.frame import LEVELS
from tests.checks import check_change
from tests.strategies import changes, numbers, slips

GROWN = ("pseudobulge_mm", "facet_growth_mm", "flavum_growth_mm")


@given(slips())
def test_a_slip_is_a_change(slip):
    check_change(slip, lambda change: change.slip_percent == 0)


@pytest.mark.parametrize(
    ("given_", "message"),
    [
        ({"slip_percent": 300}, r"percent is 300, must be 0 to 35 \(limits.csv, row spondyloli"),
        ({"slip_percent": 300, "kind": "isthmic"}, r"percent is 300, must be 0 to 100 \(limits"),
        ({"slip_percent": -1}, r"percent is -1, must be 0 to 35 \(limits.csv, row spondyloli"),
        ({"slip_percent": "10"}, "percent is '10', must be 0 to 35"),
        ({"slip_percent": True}, "percent is True, must be 0 to 35"),
        ({"slip_percent": 10, "level": "L5"}, "level is 'L5', must be one of L3-L4, L4-L5, L5-S1"),
        ({"slip_percent": 10, "kind": "lytic"}, "kind is 'lytic', must be one of degenerative, is"),
    ],
)
def test_a_bad_slip_is_refused_with_what_is_allowed_and_where_it_says_so(given_, message):
    with pytest.raises(ValueError, match=message):
        Spondylolisthesis(**given_)


@pytest.mark.parametrize(
    ("percent", "grade"),
    [
        (0, "none"),
        (1, "I"),
        (25, "I"),
        (26, "II"),
        (50, "II"),
        (75, "III"),
        (76, "IV"),
        (100, "IV"),
    ],
)
def test_slips_are_graded_by_quarters(percent, grade):
    """Meyerding: I to 25 %, II to 50 %, III to 75 %, IV to 100 %."""
    assert grade == Spondylolisthesis(percent, "L5-S1", "isthmic").meyerding


@given(numbers(0.0, 35.0))
def test_a_degenerative_slip_takes_the_arch_along_and_leaves_the_disc(percent):
    after = Spondylolisthesis(percent, "L4-L5").apply(healthy())
    before, segment = healthy().segment("L4-L5"), after.segment("L4-L5")
    assert segment.arch_slips
    assert before.disc_posterior_mm == segment.disc_posterior_mm
    depth = healthy().vertebra("L5").body_depth_mm
    assert percent / 100 * depth == pytest.approx(segment.slip_mm)


@given(numbers(0.0, 35.0), numbers(0.0, 35.0))
def test_worn_joints_and_thick_yellow_ligaments_come_with_a_degenerative_slip(one, other):
    """Limits.csv, rows degenerative.*: so much a mm of slip, never more than a most."""
    less, more = (
        Spondylolisthesis(p).apply(healthy()).segment("L4-L5") for p in sorted((one, other))
    )
    limits, rest = evidence.limits(), healthy().segment("L4-L5")
    most = limits["degenerative.facet_growth_mm"].value
    assert less.facet_growth_mm <= more.facet_growth_mm <= (most, most)
    thickest = max(rest.yellow_mm) + limits["degenerative.flavum_growth_mm"].value
    assert less.yellow_mm <= more.yellow_mm <= (thickest + 1e-9,) * 2
    assert thickest <= 8.0  # 4 to 8 mm are published in stenosis (limits.csv)
    assert bool(one) == (
        Spondylolisthesis(one).apply(healthy()).segment("L4-L5").yellow_mm
        > healthy().segment("L4-L5").yellow_mm
    )


@given(numbers(0.1, 100.0))
def test_an_isthmic_slip_leaves_the_arch_behind_and_flattens_the_disc(percent):
    segment = Spondylolisthesis(percent, "L5-S1", "isthmic").apply(healthy()).segment("L5-S1")
    before = healthy().segment("L5-S1")
    assert not segment.arch_slips
    assert 1.0 <= segment.rear_mm < before.rear_mm
    assert segment.pseudobulge_mm > 0 == before.pseudobulge_mm
    wedge = before.front_mm - before.rear_mm
    assert wedge == pytest.approx(segment.front_mm - segment.rear_mm)


@settings(phases=(Phase.explicit, Phase.generate))
@given(slips(), changes())
def test_a_slip_and_anything_else_are_the_same_in_either_order(slip, other):
    """Every number of the person, not only what shows (DESIGN: changes commute)."""
    ab, ba = affect(healthy(), (slip, other)), affect(healthy(), (other, slip))
    for level in LEVELS:
        one, two = ab.segment(level), ba.segment(level)
        assert (one.arch_slips, one.protrusions) == (two.arch_slips, two.protrusions)
        for name in ("disc_anterior_mm", "disc_posterior_mm", "bulge_mm", "slip_mm", *GROWN):
            assert getattr(one, name) == pytest.approx(getattr(two, name)), name


def test_a_slip_is_told_with_its_grade():
    assert "degenerative spondylolisthesis L4-L5, 20 % (Meyerding I)" == str(Spondylolisthesis(20))
