"""Why a finding is there: from the structure that presses to the paper."""

from dataclasses import replace

from hypothesis import given

from l45anatomy import evidence
from l45anatomy.clearance import Compression
from l45anatomy.frame import Side
from l45anatomy.neurology import examine, why
from l45anatomy.supply import cauda_loss
from tests.test_neurology import caught, compressions, sac


def test_why_walks_from_the_disc_to_the_paper() -> None:
    finding = examine([caught("L5", Side.LEFT, 0.55)])["EHL", "left"]
    text = why(finding)
    for part in (
        "Extensor hallucis longus, left: weak against resistance (MRC 4).",
        "The disc L4-L5 presses the left L5 root to 45% of its calibre in the lateral recess",
        "they overlap by 1.2 mm",
        "moves 2.3 mm aside",
        "carries 75% of: extensor hallucis longus (innervation.csv, model assumption)",
        "75% of its loss of 55% is 41%",
        "By assumption (responses.csv), the model makes of this",
        "n = 11) [tsao2003]",
        "[edit] Editorial teaching default",
        "[tsao2003] Tsao BE et al. Muscle Nerve",
    ):
        assert part in text
    assert text.count("  [tsao2003]") == 1


def test_walking_is_explained_by_the_sac_while_standing() -> None:
    """Bent forward it may be almost whole, and yet the legs give way once the patient walks."""
    bent = replace(sac(123.0), grade=2, standing_mm2=60.0)
    finding = examine([bent])["walking distance"]
    assert finding.abnormal
    assert "the dural sac keeps 60 mm² at its narrowest while standing" == finding.causes
    told = why(finding)
    assert told.index("60 mm² at its narrowest") < told.index("In the posture shown, ")
    assert "leave the dural sac 123 mm²" in told or "leaves the dural sac 123 mm²" in told
    lost = cauda_loss(60.0)
    assert f"At 60 mm² the model gives them a loss of {lost:.0%}" in told


def test_a_chain_through_the_sac_goes_from_area_to_loss_in_one_step_that_is_told() -> None:
    finding = examine([replace(sac(19.0), level="L4-L5")])["bladder"]
    told = f"At 19 mm² the model gives them a loss of {cauda_loss(19.0):.0%} (responses.csv)"
    assert told in why(finding)


def test_why_of_a_normal_item_says_why_it_is_normal() -> None:
    text = why(examine([])["patellar reflex", "left"])
    assert "none of the roots that carry it is caught: L2 (10%), L3 (30%) and L4 (60%)." in text
    text = why(examine([caught("L5", Side.LEFT, 0.1)])["EHL", "left"])
    assert "In all 8%: too little to show. The model lets it fail from 10% on" in text


def test_why_of_the_bladder_starts_at_the_sac() -> None:
    text = why(examine([sac(45.0)])["bladder"])
    assert "leaves the dural sac 45 mm² in the canal at L4-L5" in text
    assert "Below 75 mm² the roots inside are affected [schonstrom1988]" in text
    assert "Roots S2-S4, inside the sac, carry 100% of: bladder" in text


@given(compressions)
def test_every_reason_ends_in_sources_that_exist(
    case: tuple[list[Compression], list[Compression]],
) -> None:
    for finding in examine([*case[0], *case[1]]).abnormal:
        assert finding.sources
        assert set(finding.sources) <= set(evidence.references())
        text = why(finding)
        assert f"  [{finding.sources[0]}]" in text
        assert "model assumption" in text
        assert " mm" in text


def test_why_of_pain_says_that_a_root_without_a_disc_on_it_is_less_sore() -> None:
    told = "No disc touches it, and all else irritates it less"
    by_bone = replace(caught("L5", loss=1.0), by=("L4 vertebra",))
    text = why(examine([by_bone])["lateral leg pain", "left"])
    assert told in text
    assert "In all an irritation of 30%." in text
    assert told not in why(examine([caught("L5", loss=1.0)])["lateral leg pain", "left"])
    beyond = replace(by_bone, root="common peroneal nerve", level="", by=("pressure",))
    assert told not in why(examine([beyond])["lateral leg pain", "left"])
