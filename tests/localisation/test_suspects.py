"""The lesions tried: what each catches is the simulator's answer, how often it is met a table's."""

import pytest

from l45anatomy import Case, Herniation, NerveLesion, Side, evidence
from l45anatomy.localisation.suspects import place_of, suspects


def by_cause(cause, **known):
    """Give the places of a cause with these features."""
    found = [one.place for one in suspects() if one.place.cause == cause]
    return [p for p in found if all(getattr(p, name) == value for name, value in known.items())]


def test_what_is_believed_beforehand_adds_up_to_certainty():
    assert 1.0 == pytest.approx(sum(one.prior for one in suspects()), abs=1e-9)


def test_every_cause_of_the_table_is_tried():
    """A cause without a lesion would be a healthy person under another name."""
    causes = {row.key for row in evidence.priors()["cause", ""]}
    assert causes == {one.place.cause for one in suspects()}
    hurting = {one.place.cause for one in suspects() if any(c.loss for c in one.compressions)}
    assert causes - hurting == {"nothing", "disc degeneration"}


def test_levels_of_herniations_are_met_as_in_operated_ones():
    """[kort1985] 57, 41 and 1.7 % of 403 operated herniations."""
    share = {}
    for one in suspects():
        if one.place.cause == "disc herniation":
            share[one.place.level] = share.get(one.place.level, 0.0) + one.prior
    whole = sum(share.values())
    found = {level: value / whole for level, value in share.items()}
    assert {"L3-L4": 0.017, "L4-L5": 0.57, "L5-S1": 0.41} == pytest.approx(found, abs=0.005)


ALSO = {  # a fragment that migrates up reaches the root that leaves above
    ("L4-L5", "subarticular"): [("L4", Side.LEFT)],
    ("L3-L4", "subarticular"): [("L3", Side.LEFT)],
    ("L5-S1", "subarticular"): [("L5", Side.LEFT)],
}


@pytest.mark.parametrize(
    ("level", "zone", "root"),
    [
        ("L4-L5", "subarticular", "L5"),
        ("L4-L5", "foraminal", "L4"),
        ("L4-L5", "extraforaminal", "L4"),
        ("L3-L4", "subarticular", "L4"),
        ("L3-L4", "foraminal", "L3"),
        ("L5-S1", "subarticular", "S1"),
        ("L5-S1", "foraminal", "L5"),
    ],
)
def test_a_herniation_is_a_suspect_for_the_root_it_catches(level, zone, root):
    """[berra2021] the traversing root or the exiting one, as the geometry answers."""
    caught = {(p.root, p.side) for p in by_cause("disc herniation", level=level, zone=zone)}
    assert (root, Side.LEFT) in caught
    assert caught <= {(root, Side.LEFT), (None, None), *ALSO.get((level, zone), ())}


def test_a_nerve_lesion_catches_a_nerve_at_a_place():
    places = {(p.root, p.zone) for p in by_cause("nerve lesion")}
    assert {
        ("common peroneal nerve", "fibular neck"),
        ("sciatic nerve", "piriformis muscle"),
        ("femoral nerve", "pelvis beside the psoas"),
        ("tibial nerve", "hollow of the knee"),
        ("lumbosacral plexus", "wall of the pelvis"),
        ("superior gluteal nerve", "hip"),
    } == places


def test_the_cauda_equina_is_caught_by_what_fills_the_canal():
    assert {"L3-L4", "L4-L5", "L5-S1"} == {
        p.level for p in by_cause("disc herniation", root="cauda equina", zone="central")
    }


def test_a_degenerate_disc_alone_catches_nothing():
    """[brinj2015] degeneration is in most people without pain."""
    assert {None} == {p.root for p in by_cause("disc degeneration")}


@pytest.mark.parametrize("side", list(Side))
def test_the_place_of_a_mirrored_case_is_the_mirrored_place(side):
    for change in (Herniation(side, "subarticular", 8), NerveLesion.peroneal_palsy(0.8, side)):
        place = place_of(Case(change), "any")
        assert side == place.side
        assert place.mirrored() == place_of(Case(change.mirrored()), "any")
        assert place == place.mirrored().mirrored()
