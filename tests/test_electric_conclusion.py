"""What a study concludes, from its own records alone."""

from dataclasses import replace

import pytest
from hypothesis import given

from l45anatomy import Case, Herniation
from l45anatomy.changes import NerveLesion
from l45anatomy.electrodiagnosis import study
from l45anatomy.frame import ROOTS, Side
from tests.test_electrodiagnosis import LATE, NERVES, left, losses
from tests.test_neurology import caught


@pytest.mark.parametrize("loss", [0.6, 0.8, 1.0])
@pytest.mark.parametrize("day", [2.0, 21.0, 35.0, 120.0, 400.0])
@pytest.mark.parametrize("name", [*ROOTS, *NERVES, "lumbosacral plexus"])
def test_the_conclusion_names_the_lesion(name: str, loss: float, day: float) -> None:
    (verdict,) = study([left(name, loss)], day).verdicts
    named = {(*lesion.roots, *filter(None, [lesion.nerve])) for lesion in verdict.lesions}
    assert (name,) in named


def test_two_roots_are_named_together() -> None:
    found = study([left("L5", 0.8), left("S1", 0.8)], LATE)
    assert found.conclusion.startswith("Active left L5 and S1 radiculopathy.")


@pytest.mark.parametrize(
    ("level", "roots"), [("L4-L5", "L5, S1 and S2-S4"), ("L5-S1", "S1 and S2-S4")]
)
def test_a_crushed_sac_is_named_by_the_roots_inside_and_no_other(level: str, roots: str) -> None:
    """Of L4, which has left the sac above, nothing is lost."""
    case = Case(Herniation(None, "central", 13.0, level, kind="extrusion"))
    found = case.electrodiagnosis(LATE).conclusion
    assert found.startswith(f"Active {roots} radiculopathy on both sides.")
    assert "cauda equina" in found


def test_a_root_on_both_sides_has_the_right_article() -> None:
    both = study([left("L5", 0.3), replace(left("L5", 0.3), side=Side.RIGHT)], 3.0)
    assert both.conclusion.startswith("The pattern of an L5 radiculopathy on both sides.")


def test_both_sides_alike_are_told_at_once() -> None:
    found = study([left("L5", 0.8), caught("L5", Side.RIGHT, 0.8)], LATE)
    assert found.conclusion.startswith("Active L5 radiculopathy on both sides.")
    assert found.conclusion.count("radiculopathy") == 1


def test_low_potentials_show_that_axons_died_before_anything_fibrillates() -> None:
    said = study([left("common peroneal nerve", 0.8)], 21.0).conclusion
    assert "The low potentials show a loss of axons, though nothing fibrillates yet." in said
    mild = study([left("L5", 0.3)], LATE).conclusion
    assert "the fibres that fail are blocked, or too few have died" in mild


def test_a_nerve_has_each_root_only_once_among_its_rivals() -> None:
    (verdict,) = study([left("common peroneal nerve", 0.8)], LATE).verdicts
    rivals = [rival.lesion.roots for rival in verdict.rivals]
    assert rivals[0] == ("L5",)
    assert len(set(rivals)) == len(rivals) == 2


def test_what_no_single_lesion_explains_is_said_to_be_so() -> None:
    nerves = ("superior gluteal nerve", "obturator nerve", "saphenous nerve", "sural nerve")
    odd = [left(nerve, 0.9) for nerve in nerves]
    assert (
        "no root, pair of roots, nerve, or root with a nerve explains"
        in study(odd, LATE).conclusion
    )


@pytest.mark.parametrize(
    ("root", "nerve"),
    [
        ("L3", "common peroneal nerve"),
        ("L4", "common peroneal nerve"),
        ("L5", "femoral nerve"),
        ("S1", "common peroneal nerve"),
        ("S1", "femoral nerve"),
    ],
)
def test_a_root_and_a_nerve_are_named_together_where_neither_explains_all(
    root: str, nerve: str
) -> None:
    """A double lesion is read only where one alone leaves clear findings unexplained."""
    found = study([left(root, 0.7), left(nerve, 0.8)], LATE)
    (verdict,) = found.verdicts
    assert {((root,), nerve)} == {(lesion.roots, lesion.nerve) for lesion in verdict.lesions}
    said = found.conclusion
    assert f"left {root} radiculopathy with a lesion of the left {nerve}." in said
    assert f"Against a lesion of the left {nerve} alone: " in said
    for alone in (left(root, 0.7), left(nerve, 0.8)):
        (single,) = study([alone], LATE).verdicts
        assert not any(lesion.roots and lesion.nerve for lesion in single.lesions)


def test_each_potential_is_told_by_what_carries_it() -> None:
    case = Case(Herniation("left", "foraminal", 7), NerveLesion.peroneal_palsy(0.8, "left"))
    said = case.electrodiagnosis(28).conclusion
    assert "The reduced superficial peroneal potential fits the nerve." in said
    assert "The reduced saphenous potential fits a root lesion at or beyond the ganglion." in said


@given(losses, losses)
def test_a_nerve_cuts_only_what_the_root_has_left(root: float, nerve: float) -> None:
    both = [left("L5", root, "on"), left("common peroneal nerve", nerve)]
    found = study(both, LATE)
    for record in found:
        alone = [study([lesion], LATE)[record.structure, record.side] for lesion in both]
        if {record.fibres} == {one.fibres for one in alone} != {"all fibres"}:
            single = [one.lost for one in alone]
            assert max(single) - 1e-9 <= record.lost <= sum(single) + 1e-9
            assert record.lost < 1.0


def test_the_conclusion_says_what_speaks_against_the_peroneal_nerve() -> None:
    said = study([left("L5", 0.8)], LATE).conclusion
    against = said.partition("Against a lesion of the left common peroneal nerve: ")[2]
    assert "peroneal nerve at the fibular neck" in against.partition("normal;")[0]
    assert "tibialis posterior" in against
    assert "tensor fasciae latae" in against


def test_a_herniation_goes_all_the_way_to_the_report() -> None:
    case = Case(Herniation("left", "subarticular", 7.0))
    found = case.electrodiagnosis(days=35)
    assert case.electrodiagnosis().days == 28.0
    assert found.conclusion.startswith("Active left L5 radiculopathy.")
    assert "it maps neither pain nor loss of feeling" in found.text
    assert str(found) == found.text
