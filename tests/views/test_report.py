"""Report, grades and what is taken away say what the case says, word for word."""

import csv
import io
import xml.etree.ElementTree as ElementTree

import pytest

from l45anatomy import Case, Herniation
from l45anatomy.views.report import export_html, grades_html, report_html

CASE = Case(Herniation("left", "subarticular", 7.0), name='Fuß & "Bein" <1>')


def words(page: str) -> str:
    tree = ElementTree.fromstring(page)  # noqa: S314 (our own page)
    return " ".join(" ".join(tree.itertext()).split())


@pytest.mark.parametrize("case", [CASE, Case()])
def test_the_report_loses_no_word(case: Case) -> None:
    said = words(report_html(case)).replace(" ", "")
    assert said == case.report.replace("\n", "").replace(" ", "")


def test_grades_are_all_told_the_worst_first_and_the_normal_folded() -> None:
    page = ElementTree.fromstring(grades_html(CASE))  # noqa: S314 (our own page)
    tables = page.findall(".//table")
    bodies = [[row.findtext("th") for row in table.findall("tbody/tr")] for table in tables]
    ranks = {grade.system: grade.rank for grade in CASE.grades if grade.rank > 0}
    assert len(bodies[0]) == sum(grade.rank > 0 for grade in CASE.grades)
    assert len(bodies[0]) + len(bodies[1]) == len(CASE.grades)
    assert bodies[0][0] in ranks
    assert page.find("details/table") is tables[1]
    assert "quoted from memory, unverified" in words(grades_html(CASE))


def test_a_healthy_spine_has_normal_grades_only() -> None:
    assert "All grades are normal." in grades_html(Case())


def test_what_is_copied_and_saved_is_the_exam_itself() -> None:
    page = ElementTree.fromstring(export_html(CASE))  # noqa: S314 (our own page)
    text, sheet, code = (b.get("data-copy") for b in page.iter("button") if b.get("data-copy"))
    [saved] = [b for b in page.iter("button") if b.get("data-download")]
    assert code == CASE.code
    assert sheet == CASE.exam.to_csv("\t")
    assert saved.get("data-text") == CASE.exam.to_csv()
    assert CASE.report in (text or "")
    rows = list(csv.DictReader(io.StringIO(saved.get("data-text"))))
    assert len(rows) == len(CASE.exam)


def test_a_number_says_what_was_measured():
    """A bare 73 % of a recess tells nobody of what it is."""
    told = grades_html(Case(Herniation("left", "subarticular", 7.0)))
    cells = [cell.text for cell in ElementTree.fromstring(told).iter("td")]  # noqa: S314 (our own)
    assert {"calibre lost 73%", "share of the way 55%", "reach 6.9 mm"} <= set(cells)
