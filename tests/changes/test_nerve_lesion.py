"""Lesions of nerves beyond the roots: what looks like a root lesion and is none."""

import pytest
from hypothesis import given

from l45anatomy import Case, Herniation, NerveLesion, healthy
from l45anatomy.changes import affect
from l45anatomy.spine.build import build
from tests.checks import check_change
from tests.strategies import nerve_lesions


def abnormal(case, side="left"):
    return {finding.item for finding in case.exam.abnormal if finding.side == side}


@given(nerve_lesions())
def test_a_nerve_lesion_is_a_change(lesion):
    check_change(lesion, lambda change: change.severity == 0)


@given(nerve_lesions(), nerve_lesions())
def test_two_nerve_lesions_are_the_same_in_either_order(one, other):
    assert affect(healthy(), (one, other)) == affect(healthy(), (other, one))


def test_a_nerve_lesion_leaves_the_spine_as_it_is():
    case = Case(NerveLesion.plexus())
    assert build(healthy()) == case.spine
    assert Case().compressions == case.compressions[:-1]


def test_a_nerve_lesion_is_one_more_compression_that_names_site_and_cause():
    found = Case(NerveLesion.peroneal_palsy(0.7, "right")).compressions[-1]
    assert ("common peroneal nerve", "right", "fibular neck", "", 0.7) == (
        found.root,
        found.side,
        found.site,
        found.level,
        found.loss,
    )
    assert ("pressure on the nerve",) == found.by
    assert found.is_beyond_spine


def test_a_peroneal_palsy_spares_inversion_and_hip_abduction():
    """The two signs that tell it from an L5 root lesion [baima2008]."""
    weak = abnormal(Case(NerveLesion.peroneal_palsy()))
    assert {"tibialis anterior", "extensor hallucis longus", "peroneus longus"} <= weak
    assert {"dorsum of foot", "first web space", "heel walk"} <= weak
    assert not {"tibialis posterior", "gluteus medius", "Trendelenburg"} & weak


def test_an_l5_root_lesion_takes_inversion_and_hip_abduction_too():
    root = abnormal(Case(Herniation("left", "subarticular", 9.0)))
    assert {"tibialis posterior", "gluteus medius", "tibialis anterior"} <= root


def test_a_femoral_lesion_spares_the_adductors():
    """The obturator nerve carries them; a lesion of L4 or of the plexus does not spare them."""
    weak = abnormal(Case(NerveLesion.femoral()))
    assert {"quadriceps", "patellar reflex", "medial leg", "femoral stretch"} <= weak
    assert not {"hip adductors", "tibialis anterior", "gluteus medius"} & weak


def test_a_plexus_lesion_crosses_the_bounds_of_nerves():
    weak = abnormal(Case(NerveLesion.plexus()))
    assert {"hip adductors", "quadriceps", "gluteus medius", "tibialis anterior"} <= weak


def test_the_piriformis_hurts_and_weakens_nothing():
    """Pain and a tender notch; knee reflex and usually power are sound [hopay2010]."""
    found = Case(NerveLesion.piriformis()).exam.abnormal
    assert {"pain", "tension"} == {finding.modality for finding in found}
    assert "buttock pain" in {finding.item for finding in found}


def test_a_tibial_lesion_behind_the_knee_spares_the_hamstrings():
    weak = abnormal(Case(NerveLesion.tibial()))
    assert {"gastrocnemius", "tibialis posterior", "sole"} <= weak
    assert not {"medial hamstrings", "lateral hamstrings", "tibialis anterior"} & weak


@given(nerve_lesions())
def test_a_nerve_lesion_leaves_the_other_leg_alone(lesion):
    """Crossed tests included: they pull the roots of this side, and those are sound."""
    assert not abnormal(Case(lesion), lesion.side.other)


def test_why_says_that_no_root_is_caught():
    told = Case(NerveLesion.peroneal_palsy()).why("EHL", "left")
    for words in ("fibular neck", "common peroneal nerve", "no root is caught", "items.csv"):
        assert words in told


def test_an_injured_nerve_is_asked_for_like_a_root():
    case = Case(NerveLesion.femoral(0.4))
    assert 0.4 == case.compression("femoral nerve", "left").loss
    with pytest.raises(ValueError, match="side is 'right', must be the one on which the femoral"):
        case.compression("femoral nerve", "right")
    with pytest.raises(ValueError, match="root is 'sciatic nerve', must be one of L3"):
        case.compression("sciatic nerve", "left")


@pytest.mark.parametrize(
    ("given_", "message"),
    [
        (("median nerve", "left", 0.5), r"nerve is 'median nerve', must be one of .*\(items.csv\)"),
        (("cauda equina", "left", 0.5), "nerve is 'cauda equina', must be one of common peroneal"),
        (("femoral nerve", "up", 0.5), "side is 'up', must be one of right, left"),
        (("femoral nerve", "left", 1.5), r"severity is 1.5, must be 0 to 1 \(limits.csv, row ner"),
        (("femoral nerve", "left", None), "severity is None, must be 0 to 1"),
    ],
)
def test_a_bad_nerve_lesion_is_refused_with_what_is_allowed(given_, message):
    with pytest.raises(ValueError, match=message):
        NerveLesion(*given_)


def test_a_nerve_lesion_is_told_in_the_words_of_a_report():
    told = str(NerveLesion.peroneal_palsy(0.7, "right"))
    assert "lesion of the right common peroneal nerve, 70%: pressure on the nerve" == told
