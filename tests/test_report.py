"""A report names what is caught and nothing else, on the right side, in whole sentences."""

import re

import pytest
from hypothesis import assume, given, settings

from l45anatomy import (
    Case,
    ConjoinedRoot,
    DiscDegeneration,
    Fracture,
    Herniation,
    Laminectomy,
    Microdiscectomy,
    Side,
    Spondylolisthesis,
    Stenosis,
    SynovialCyst,
    TransitionalVertebra,
    healthy,
)
from l45anatomy.anatomy import Window
from l45anatomy.clearance import Compression
from l45anatomy.frame import LEVELS, ROOTS
from l45anatomy.report.phrases import caught, effects, presser
from tests.strategies import cases, mirrored


def parts(case):
    findings, _, last = case.report.partition("\n\nImpression\n")
    return findings, last


def paragraph(case, level):
    findings, _ = parts(case)
    return next(line for line in findings.splitlines() if line.startswith(level))


def roots_in(text):
    """Every root a text names, with its side."""
    one = {(r, Side(s)) for s, r in re.findall(r"(left|right) (L3|L4|L5|S1) root", text)}
    both = {(r, side) for r in re.findall(r"[Bb]oth (\w\w) roots", text) for side in Side}
    return one | both


def roots_caught(case):
    worst = (course.worst for course in case.courses)
    return {(c.root, c.side) for c in worst if c.root in ROOTS and c.grade}


def swapped(text):
    """The text with left and right changed about."""
    other = {"left": "right", "right": "left", "Left": "Right", "Right": "Left"}
    return re.sub(r"\b(left|right|Left|Right)\b", lambda found: other[found[0]], text)


# --- what must hold for any case ------------------------------------------------------------------


def is_possible(case):
    """Whether the spine can be built: pedicles may be too short for a lamina to hang on."""
    try:
        return bool(case.courses)
    except ValueError:
        return False


@pytest.mark.slow
@settings(max_examples=15)
@given(cases())
def test_a_report_names_each_caught_root_and_no_other(case):
    assume(is_possible(case))
    findings, last = parts(case)
    assert roots_in(findings) == roots_in(last) == roots_caught(case)


@pytest.mark.slow
@settings(max_examples=15)
@given(cases())
def test_a_report_is_made_of_whole_sentences(case):
    assume(is_possible(case))
    lines = [
        line for line in case.report.splitlines() if line and line not in ("Findings", "Impression")
    ]
    for line in lines:
        assert line.endswith(".")
        assert not re.search(r"  |\.\.| [,.;)]|\( |None|nan|inf\b|, ,| and and | by ?[.,]", line)
        body = re.sub(r"^(\d\. )?(Alignment|L\d-[LS]\d): ", "", line)
        for sentence in re.split(r"\. (?=\D)", body):
            assert sentence[0].isupper()
    assert [line[:5] for line in lines[1:4]] == [*LEVELS]


@pytest.mark.slow
@settings(max_examples=8)
@given(cases(2))
def test_the_mirror_image_is_reported_on_the_other_side(case):
    assume(is_possible(case))
    findings, last = parts(mirrored(case))
    assert {(root, side.other) for root, side in roots_in(findings)} == roots_caught(case)
    assert roots_in(last) == roots_in(findings)


# --- what it says ---------------------------------------------------------------------------------


def test_a_healthy_spine_is_called_normal():
    assert Case().report == (
        "Findings\n"
        "Alignment: No vertebra has slipped.\n"
        "L3-L4: Disc, canal, lateral recesses and foramina are normal.\n"
        "L4-L5: Disc, canal, lateral recesses and foramina are normal.\n"
        "L5-S1: Disc, canal, lateral recesses and foramina are normal.\n"
        "\n"
        "Impression\n"
        "Normal lumbar spine; no nerve root is touched."
    )


@pytest.mark.parametrize("side", list(Side))
def test_a_herniation_is_told_with_zone_size_code_and_root(side):
    case = Case(Herniation(side, "subarticular", 7.0))
    told = paragraph(case, "L4-L5")
    assert f"L4-L5: {str(side).capitalize()} subarticular disc protrusion, 7 mm deep" in told
    assert "(MSU 2-B)" in told
    left = 1 - case.compression("L5", side).loss
    assert f"The {side} L5 root is compressed" in told
    assert f"to {left:.0%} of its calibre (Pfirrmann root grade 3)" in told
    assert f"The {side} lateral recess is obliterated (Bartynski 3)" in told
    assert "mm² (Schizas A)" in told
    assert paragraph(case, "L3-L4").endswith("are normal.")
    _, last = parts(case)
    named = f"L4-L5: {str(side).capitalize()} subarticular disc protrusion"
    assert last == f"{named}, compressing the {side} L5 root."


def test_what_has_migrated_is_told_with_where_it_lies():
    down = Case(Herniation("left", "subarticular", 8.0, kind="extrusion", migration_mm=-10.0))
    assert re.search(r"reaching down to the \w+ level of L5 \(", paragraph(down, "L4-L5"))
    low = Case(
        Herniation("left", "subarticular", 8.0, "L5-S1", kind="sequestration", migration_mm=-10.0)
    )
    told = paragraph(low, "L5-S1")
    assert "Left subarticular sequestrated disc fragment, 8 mm deep, reaching down behind" in told
    assert "mm wide" not in told


def test_both_sides_alike_are_told_at_once():
    case = Case(Stenosis.central(1.0))
    assert "Both L5 roots are compressed" in paragraph(case, "L4-L5")
    assert "The ligamenta flava are 10.0 mm thick." in paragraph(case, "L4-L5")
    area = case.sac[1].area_mm2
    assert f"to {area:.0f} mm²" in paragraph(case, "L4-L5")
    assert f"Central stenosis (dural sac {area:.0f} mm²)" in parts(case)[1]


def test_a_slip_is_told_with_its_kind_and_grade():
    findings, last = parts(Case(Spondylolisthesis(25)))
    assert "L4 has slipped 9 mm forward on L5, 25% of the endplate (Meyerding I)" in findings
    assert last.startswith("L4-L5: Degenerative spondylolisthesis of L4 on L5 (Meyerding I)")
    findings, last = parts(Case(Spondylolisthesis(30, "L5-S1", "isthmic")))
    assert "(Meyerding II); its arch stays behind a defect of the pars" in findings
    assert "Isthmic spondylolisthesis of L5 on S1 (Meyerding II)" in last


def test_a_worn_disc_is_graded_and_said_not_to_touch_a_root():
    case = Case(DiscDegeneration(3))
    assert "(Pfirrmann III)" in paragraph(case, "L4-L5")
    assert parts(case)[1].startswith("L4-L5: Disc degeneration (Pfirrmann III)")
    assert parts(case)[1].endswith("without contact to a nerve root.")
    early = Case(DiscDegeneration(2))
    assert "Pfirrmann II)" in paragraph(early, "L4-L5")
    assert parts(early)[1] == "No narrowing; no nerve root is touched."


@pytest.mark.parametrize("side", list(Side))
def test_a_bulge_of_one_side_is_called_asymmetric_and_no_protrusion(side):
    """The words are those of the disc nomenclature [fardon2014]."""
    case = Case(Stenosis.foraminal(0.95, side=side))
    assert re.search(rf"The disc bulges by \d mm on the {side}\.", paragraph(case, "L4-L5"))
    last = parts(case)[1]
    named = f"Asymmetric disc bulge on the {side} and stenosis of the {side} foramen"
    assert last == f"L4-L5: {named}, compressing the {side} L4 root."
    assert "protrusion" not in case.report


def test_cysts_and_fractures_are_named():
    cyst = Case(SynovialCyst("left", 9.0))
    assert "A synovial cyst, 9 mm wide, on the left facet joint." in paragraph(cyst, "L4-L5")
    assert "Synovial cyst of the left facet joint" in parts(cyst)[1]
    burst = Case(Fracture("L4"))
    assert "The body of L4 is wedged" in paragraph(burst, "L3-L4")
    assert "stands 6 mm in the canal" in paragraph(burst, "L3-L4")
    assert "Burst fracture of L4" in parts(burst)[1]
    assert "Wedge fracture of L3" in parts(Case(Fracture("L3", kind="compression")))[1]


def test_what_somebody_was_born_with_is_told_and_is_not_called_normal():
    """Who counts levels from the sacrum, or operates, has to know [castellvi1984]."""
    both = parts(Case(TransitionalVertebra()))
    assert "The transverse process of L5 is joined to the sacrum on both sides." in both[0]
    assert both[1] == (
        "1. No narrowing; no nerve root is touched.\n"
        "2. Transitional vertebra: L5 is joined to the sacrum on both sides."
    )
    assert parts(Case(ConjoinedRoot("left")))[1].endswith("Conjoined L5 and S1 roots on the left.")


def test_what_an_operation_left_is_called_post_operative():
    window = Window(kind="laminotomy", side="left", facet_share=0.2)
    person = healthy().with_segment("L4-L5", windows=(window,), fused=True)
    case = Case(anatomy=person)
    told = "laminotomy on the left (20% of the facet joint) and fusion of the segment"
    assert f"Post-operative: {told}." in paragraph(case, "L4-L5")
    assert f"State after {told}" in parts(case)[1]
    assert "Post-operative" not in paragraph(case, "L3-L4")
    opened = Case(Stenosis.central(1.0), Laminectomy())
    assert "of each facet joint)." in paragraph(opened, "L4-L5")
    assert "ligamenta flava" not in paragraph(opened, "L4-L5")


def test_a_far_lateral_approach_is_told_though_it_takes_no_bone():
    case = Case(
        Herniation("left", "foraminal", 7.0), Microdiscectomy("left", approach="far lateral")
    )
    assert "Post-operative: far lateral approach on the left." in paragraph(case, "L4-L5")
    assert parts(case)[1].startswith("L4-L5: State after far lateral approach on the left")


@pytest.mark.parametrize(
    ("level", "migration_mm", "narrows", "told"),
    [
        (
            "L5-S1",
            12.0,
            "obliterated",
            (
                "L4-L5: Narrowing of the left lateral recess by the disc L5-S1, compressing "
                "the left L5 root."
            ),
        ),
        (
            "L4-L5",
            12.0,
            "obliterated",
            (
                "L3-L4: Narrowing of the left lateral recess by the disc L4-L5, compressing "
                "the left L4 root at L4-L5."
            ),
        ),
        (
            "L3-L4",
            -12.0,
            "narrowed",
            (
                "L4-L5: Narrowing of the left foramen by the disc L3-L4, compressing the left L4 "
                "root at L3-L4."
            ),
        ),
    ],
)
def test_what_comes_from_another_level_is_named_with_that_level(level, migration_mm, narrows, told):
    case = Case(
        Herniation(
            "left", "subarticular", 8.0, level, kind="sequestration", migration_mm=migration_mm
        )
    )
    findings, last = parts(case)
    assert told in {line.partition(". ")[2] for line in last.splitlines()}
    assert "without contact" not in last
    assert f"{narrows} by the disc {level} (" in findings


def test_a_foramen_whose_root_is_touched_is_not_called_free():
    told = paragraph(Case(Stenosis.central(0.7)), "L4-L5")
    assert "Both foramina are open, the root touched on two sides (code C34)." in told
    assert "are free" not in told


def test_a_foramen_that_a_fragment_reaches_is_in_the_impression():
    case = Case(
        Herniation("left", "subarticular", 8.0, "L5-S1", kind="sequestration", migration_mm=12.0)
    )
    assert case.grade("Lee foraminal", "L5-S1", "left").grade == "3"
    (own,) = (line for line in parts(case)[1].splitlines() if "L5-S1: " in line)
    assert "fragment and narrowing of the left foramen by it, displacing the left S1" in own
    assert "compressing the left L5 root at L4-L5" in own


def test_the_worst_level_comes_first():
    case = Case(
        Herniation("left", "subarticular", 8.0, "L5-S1"),
        Herniation("right", "subarticular", 4.0),
        Stenosis(level="L3-L4", bulge_mm=1.0),
    )
    lines = parts(case)[1].splitlines()
    assert [line[:8] for line in lines] == ["1. L5-S1", "2. L4-L5", "3. L3-L4"]


# --- phrases --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("disc L4-L5", "the disc"),
        ("disc L3-L4", "the disc L3-L4"),
        ("ligamentum flavum L4-L5 left", "the ligamentum flavum"),
        ("ligamentum flavum L3-L4 left", "the ligamentum flavum L3-L4"),
        ("L4 vertebra", "the L4 vertebra"),
        ("fragment L5", "the fragment of L5"),
        ("sacrum", "the sacrum"),
    ],
)
def test_what_presses_is_named_as_seen_from_the_level(name, words):
    assert words == presser(name, "L4-L5")


def pressed(root, side, grade, loss):
    return Compression(
        root=root,
        side=side,
        site="lateral recess",
        level="L4-L5",
        gap_mm=-1.0,
        shift_mm=1.0,
        loss=loss,
        by=(f"facet joint L4-L5 {side}",),
        grade=grade,
        at=(0.0, 0.0, 0.0),
    )


def test_roots_are_grouped_by_what_becomes_of_them():
    found = caught(
        [
            pressed("L5", Side.RIGHT, 3, 0.5),
            pressed("L5", Side.LEFT, 3, 0.5),
            pressed("L4", Side.LEFT, 1, 0.0),
            pressed("S1", Side.LEFT, 0, 0.0),
        ],
        "L4-L5",
    )
    assert effects(found) == ("compressing both L5 roots", "touching the left L4 root")
    assert found[1].told == (
        "Both L5 roots are compressed in the lateral recess by the facet joint, "
        "to 50% of their calibre (Pfirrmann root grade 3)."
    )
    apart = caught([pressed("L5", Side.RIGHT, 3, 0.5), pressed("L5", Side.LEFT, 3, 0.97)], "L4-L5")
    assert effects(apart) == ("compressing the right L5 root and the left L5 root",)
    assert apart[1].told.endswith("with hardly any calibre left (Pfirrmann root grade 3).")


def test_left_and_right_change_places_in_a_one_sided_case():
    case = Case(Herniation("left", "subarticular", 7.0))
    assert mirrored(case).report == swapped(case.report)


def test_a_sac_with_no_room_left_is_told_as_a_pressed_cauda_equina():
    large = parts(Case(Herniation(None, "central", 12.0, base_mm=24.0)))[1]
    assert large.endswith("narrowing the dural sac to 33 mm² and compressing the cauda equina.")
    assert "cauda equina" not in parts(Case(Herniation(None, "central", 7.0)))[1]


def test_what_lies_beside_a_foramen_narrows_it():
    far = parts(Case(Herniation("left", "extraforaminal", 8.0, level="L5-S1")))[1]
    assert "and narrowing of the left foramen by it, compressing the left L5 root." in far
