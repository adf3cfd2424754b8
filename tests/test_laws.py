"""Laws of sizes: what grows frees nobody, and a tenth of a millimetre makes nobody's leg jump."""

from itertools import pairwise

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from l45anatomy import (
    Case,
    Fracture,
    Herniation,
    NerveLesion,
    Spondylolisthesis,
    Stenosis,
    SynovialCyst,
    evidence,
)
from l45anatomy.frame import LEVELS, ROOTS
from tests.strategies import SIDED_ZONES, numbers

PLAIN = (Phase.explicit, Phase.reuse, Phase.generate)
STEP_MM = 0.1
SLACK = 0.01  # the sac is counted in cells, the places a root may take are few

GROWING = {  # what grows, at a level, and how far
    **{
        f"herniation, {zone}": (
            lambda mm, level, zone=zone: Herniation("left", zone, mm, level, 16.0),
            14.0,
        )
        for zone in ("central", *SIDED_ZONES)
    },
    "flavum": (lambda mm, level: Stenosis(level=level, flavum_mm=1.0 + mm, facet_mm=5.0), 8.0),
    "facet": (lambda mm, level: Stenosis(level=level, facet_mm=mm, flavum_mm=7.0), 7.0),
    "bulge": (lambda mm, level: Stenosis(level=level, bulge_mm=mm), 6.0),
    "ridge": (lambda mm, level: Stenosis(level=level, side="left", bulge_mm=mm), 6.0),
    "lost height": (
        lambda mm, level: Stenosis(level=level, side="left", height_loss_mm=mm, bulge_mm=5.0),
        6.0,
    ),
    "cyst": (lambda mm, level: SynovialCyst("left", mm, level), 15.0),
    "isthmic slip": (
        lambda mm, level: Spondylolisthesis(mm / 0.344, level, "isthmic"),
        15.0,
    ),
    "degenerative slip": (lambda mm, level: Spondylolisthesis(mm / 0.344, level), 11.5),
    "fragment": (lambda mm, level: Fracture(level[:2], retropulsion_mm=mm), 12.0),
    "base": (lambda mm, level: Herniation("left", "subarticular", 6.5, level, 8.0 + mm), 14.0),
    "short pedicles": (
        lambda mm, level: Stenosis(level=level, short_pedicle_mm=mm, bulge_mm=3.0, facet_mm=4.0),
        6.0,
    ),
}
MOVING = {  # what moves on, freeing one root for the next
    "migration": (
        lambda mm, level: Herniation(
            "left", "subarticular", 7.0, level, 14.0, mm - 15.0, "sequestration"
        ),
        30.0,
    ),
}


def grown(kind, level, mm):
    """Give the case in which one thing has grown to a size."""
    return Case((GROWING | MOVING)[kind][0](mm, level))


def rung(finding):
    """Give on which of the levels of its own curve a finding stands, counted from normal."""
    curve = evidence.responses()[evidence.items()[finding.item].curve]
    return sum(level < finding.level for level in {knot.level for knot in curve})


@pytest.mark.slow
@pytest.mark.parametrize("kind", GROWING | MOVING)
@settings(max_examples=4, phases=PLAIN)
@given(st.data())
def test_a_tenth_of_a_millimetre_never_makes_a_finding_jump(kind, data):
    """No finding skips a level of its curve, no muscle loses an MRC grade, no root a sixth."""
    level = data.draw(st.sampled_from(LEVELS))
    mm = data.draw(numbers(0.0, (GROWING | MOVING)[kind][1] - STEP_MM))
    before, after = grown(kind, level, mm), grown(kind, level, mm + STEP_MM)
    for one, other in zip(before.exam, after.exam, strict=True):
        assert abs(rung(one) - rung(other)) < 2, (one, other)
        if one.modality == "motor":
            assert abs(one.grade - other.grade) < 1.0, (one, other)
    for one, other in zip(before.compressions, after.compressions, strict=True):
        assert abs(one.loss - other.loss) < 1 / 6, (one, other)


@pytest.mark.slow
@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("kind", GROWING)
def test_what_grows_frees_no_root_and_gives_the_sac_no_room(kind, level):
    most = GROWING[kind][1]
    sizes = [most * share for share in (0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)]
    for less, more in pairwise(grown(kind, level, mm).compressions for mm in sizes):
        freed = [(a, b) for a, b in zip(less, more, strict=True) if b.loss < a.loss - SLACK]
        assert [] == freed


@pytest.mark.slow
@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize(
    "change",
    [
        lambda level: Herniation("left", "subarticular", 8.0, level),
        lambda level: Herniation("left", "foraminal", 8.0, level),
        lambda level: Herniation("left", "extraforaminal", 9.0, level),
        lambda level: Stenosis.lateral_recess(1.0, "left", level),
        lambda level: Stenosis.foraminal(1.0, "left", level),
        lambda level: SynovialCyst("left", 12.0, level),
    ],
    ids=["subarticular", "foraminal", "extraforaminal", "recess", "foramen", "cyst"],
)
def test_what_happens_at_one_level_on_one_side_catches_one_root_there(change, level):
    """One of the two roots of that level, on that side; all others lose nothing."""
    case = Case(change(level))
    hurt = [c for c in case.compressions if c.loss > 0 and c.root in ROOTS]
    assert ["left"] == [c.side for c in hurt]
    own = ROOTS.index(level[:2])
    assert hurt[0].root in ROOTS[own : own + 2]


@pytest.mark.parametrize("nerve", ["sciatic nerve", "common peroneal nerve", "femoral nerve"])
def test_a_worse_lesion_of_a_nerve_is_never_better(nerve):
    exams = [Case(NerveLesion(nerve, "left", share / 10)).exam for share in range(11)]
    for less, more in pairwise(exams):
        assert all(rung(a) <= rung(b) for a, b in zip(less, more, strict=True))
