"""Inborn variants: another anatomy, still a healthy one."""

import pytest
from hypothesis import given

from l45anatomy import Case, ConjoinedRoot, Herniation, Side, TransitionalVertebra, healthy
from l45anatomy.spine.build import build
from tests.checks import check_change
from tests.strategies import mirrored, variants


@given(variants())
def test_a_variant_keeps_the_laws_of_a_change(variant):
    check_change(variant, lambda _: False)


@pytest.mark.parametrize(
    "variant",
    [ConjoinedRoot("left"), TransitionalVertebra(), TransitionalVertebra("right")],
    ids=str,
)
def test_nobody_is_ill_with_a_variant_alone(variant):
    assert not [c for c in Case(variant).compressions if c.grade]


def test_a_conjoined_root_lies_beside_its_neighbour_in_the_recess():
    """S1 leaves the sac a level higher than usual: it begins above the disc, with L5."""
    usual = next(t for t in build(healthy()).tubes if t.name == "root S1 left")
    spine = build(ConjoinedRoot("left").apply(healthy()))
    joined = next(t for t in spine.tubes if t.name == "root S1 left")
    other = next(t for t in spine.tubes if t.name == "root S1 right")
    assert joined.path[0, 2] > usual.path[0, 2] + 10.0
    assert other == next(t for t in build(healthy()).tubes if t.name == "root S1 right")


def test_a_conjoined_root_makes_one_herniation_catch_two_roots():
    """What surgeons warn of: at L5-S1 the lump that presses S1 now presses it in the recess."""
    lump = Herniation("left", "subarticular", 7.0, "L5-S1")
    plain, joined = Case(lump), Case(ConjoinedRoot("left"), lump)
    assert joined.compression("S1", "left").grade == 3
    assert plain.compression("S1", "right") == joined.compression("S1", "right")


def test_a_transitional_vertebra_has_a_low_disc_below_and_a_joint_with_the_sacrum():
    healthy_disc = healthy().segment("L5-S1").disc_posterior_mm
    person = TransitionalVertebra().apply(healthy())
    assert person.segment("L5-S1").disc_posterior_mm == pytest.approx(0.6 * healthy_disc)
    spine = build(person)
    bone, pelvic = spine["L5 vertebra"], spine["sacrum"]
    apart = pelvic.field(bone.mesh.points.astype(float))
    assert 0.8 < apart.min() < 2.0


def test_one_sided_variants_are_seen_in_the_mirror():
    one, other = TransitionalVertebra("left"), TransitionalVertebra("right")
    assert mirrored(one) == other
    assert mirrored(one.apply(healthy())) == other.apply(healthy())


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: ConjoinedRoot("middle"), "side is 'middle', must be one of right, left"),
        (lambda: ConjoinedRoot(Side.LEFT, "L4-L5"), "level of a conjoined root is 'L4-L5'"),
        (lambda: TransitionalVertebra("up"), "side is 'up', must be one of right, left"),
        (lambda: TransitionalVertebra(None, 2.0), r"disc_share is 2\.0, must be 0\.3 to 1"),
    ],
)
def test_a_variant_that_is_none_is_refused(make, message):
    with pytest.raises(ValueError, match=message):
        make()
