"""The table of findings reads without colour, and is safe to put into a page."""

import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from itertools import pairwise
from xml.etree.ElementTree import Element

import pytest

from l45anatomy import healthy
from l45anatomy.changes import SynovialCyst
from l45anatomy.clearance import Compression
from l45anatomy.frame import Side
from l45anatomy.neurology import examine
from l45anatomy.spine.build import build
from l45anatomy.views.exam import exam_html, exam_text
from l45anatomy.views.palette import (
    DEFICITS,
    ROOT_GRADES,
    TISSUES,
    contrast,
    ink_on,
    luminance,
)


def caught(root: str = "L5", loss: float = 0.6, grade: int = 3) -> Compression:
    return Compression(
        root=root,
        side=Side.LEFT,
        site="lateral recess",
        level="L4-L5",
        gap_mm=-1.0,
        shift_mm=2.0,
        loss=loss,
        by=("disc L4-L5",),
        grade=grade,
        at=(0.0, 0.0, 0.0),
    )


def parse(page: str) -> Element:
    """Give the page as a tree."""
    return ElementTree.fromstring(page.replace("&nbsp;", " "))  # noqa: S314 (our own page)


def test_text_of_a_healthy_person_is_one_line() -> None:
    assert exam_text(examine([])) == f"All {len(examine([]))} findings are normal."


def test_text_lists_the_abnormal_under_their_headings() -> None:
    exam = examine([caught()])
    lines = exam_text(exam).splitlines()
    assert lines[0] == "Power"
    assert "Stretch tests" in lines
    (line,) = [line for line in lines if "extensor hallucis longus" in line]
    assert line.split("  ")[-1] == "(left L5 root compressed)"
    assert lines[-1] == f"The other {len(exam) - len(exam.abnormal)} findings are normal."
    assert "quadriceps" not in exam_text(exam)


def test_what_a_map_of_the_skin_leaves_out_is_not_counted_as_normal() -> None:
    """The ISNCSCI points have none on the sole, in the web space and at the sides of the leg."""
    exam = examine([caught()], "ISNCSCI points")
    untested = [finding.name for finding in exam if not finding.tested]
    assert "sole, left" in untested
    normal = len(exam) - len(exam.abnormal) - len(untested)
    said = f"The other {normal} findings are normal. {len(untested)} are not tested."
    assert exam_text(exam).endswith(said)
    page = exam_html(exam)
    assert f"<p>Not tested: {'; '.join(untested)}.</p>" in page
    assert "not tested (not on the map" not in page
    assert f"<summary>{normal} normal findings</summary>" in page


def test_text_can_list_everything() -> None:
    text = exam_text(examine([caught()]), only_abnormal=False)
    assert all(finding.item in text for finding in examine([]))


def test_html_is_well_formed_and_folds_the_normal() -> None:
    exam = examine([caught()])
    page = parse(exam_html(exam))
    tables = page.findall(".//table")
    assert len(tables) == 2
    assert page.find("details/table") is tables[1]
    shown = [row for row in tables[0].findall(".//tr") if row.find("td") is not None]
    assert len(shown) == len(exam.abnormal)
    assert all(head.get("scope") for head in page.iter("th"))
    assert page.findtext(".//caption") == f"{len(exam.abnormal)} findings are not normal"


def test_on_a_live_page_every_item_is_a_button_and_opens_its_reasons() -> None:
    exam = examine([caught()])
    name = "extensor hallucis longus, left"
    page = parse(exam_html(exam, opened={name}))
    buttons = {b.get("data-name"): b for b in page.iter("button") if b.get("aria-expanded")}
    assert set(buttons) == {finding.name for finding in exam}
    assert [n for n, b in buttons.items() if b.get("aria-expanded") == "true"] == [name]
    assert [s.get("aria-label") for s in page.iter("section")][1:] == [f"Why {name}"]


def test_a_still_page_has_nothing_to_press() -> None:
    assert "<button" not in exam_html(examine([caught()]))


def test_what_must_not_wait_stands_first() -> None:
    sac = replace(caught(), root="dural sac", side=None, area_mm2=20.0)
    exam = examine([sac])
    page = exam_html(exam)
    assert exam.red_flags
    assert page.index("Must not wait") < page.index("<table")
    assert all(flag.item in page for flag in exam.red_flags)


def test_the_emergency_is_called_before_what_can_wait_for_days_and_each_item_once() -> None:
    sac = replace(caught(), root="dural sac", side=None, area_mm2=20.0)
    roots = [replace(caught(loss=1.0), side=side) for side in Side]
    page = exam_html(examine([sac, *roots]))
    first, second = page.split("Must not wait")[1:3]
    assert "emergency MRI" in first
    assert "saddle, both sides" in first
    assert "within days" in second
    assert 1 == second.partition("</p>")[0].count("extensor hallucis longus")
    one = exam_html(examine(roots[:1]))
    assert f", {roots[0].side}): Severe weakness" in one


def test_the_sac_is_told_by_its_area() -> None:
    sac = replace(caught(), root="dural sac", side=None, area_mm2=40.0)
    assert "dural sac 40 mm²" in exam_html(examine([sac]))


def test_walking_is_told_with_the_sac_of_somebody_who_stands() -> None:
    """As the reasons below it do: bent forward the sac may be almost whole."""
    sac = replace(caught(), root="dural sac", side=None, area_mm2=123.0, standing_mm2=60.0)
    exam = examine([sac])
    row = next(line for line in exam_text(exam).splitlines() if "walking" in line)
    assert "(dural sac 60 mm² while standing)" in row
    assert "123 mm²" not in exam_html(exam)


def test_html_can_leave_the_normal_out() -> None:
    assert "<details" not in exam_html(examine([caught()]), only_abnormal=True)
    assert exam_html(examine([]), only_abnormal=True).count("<table") == 0


def test_every_chip_says_in_words_what_its_colour_says() -> None:
    page = parse(exam_html(examine([caught()])))
    for chip in page.iter("span"):
        assert chip.text


def test_html_escapes_what_it_is_given() -> None:
    sneaky = replace(caught(), by=("disc <script>",), level="<b>")
    page = exam_html(examine([sneaky]))
    assert "<script" not in page
    assert "<b>" not in page


@pytest.mark.parametrize("colour", [*ROOT_GRADES, *DEFICITS])
def test_text_on_every_chip_can_be_read(colour: str) -> None:
    """A contrast of 4.5 is what WCAG 2 asks of text."""
    assert contrast(colour, ink_on(colour)) >= 4.5


@pytest.mark.parametrize("scale", [ROOT_GRADES, DEFICITS])
def test_worse_is_darker(scale: tuple[str, ...]) -> None:
    lights = [luminance(colour) for colour in scale]
    assert lights == sorted(lights, reverse=True)
    assert all(a - b > 0.08 for a, b in pairwise(lights))


def test_black_on_white_has_the_largest_contrast() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)


def test_every_tissue_has_a_colour() -> None:
    ill = SynovialCyst("left", 8.0).apply(healthy())
    assert {structure.tissue for structure in build(ill)} == set(TISSUES)
