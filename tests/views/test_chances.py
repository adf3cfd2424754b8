"""Chances are told in numbers beside their bars, and with what they rest on."""

import xml.etree.ElementTree as ElementTree

import pytest

from l45anatomy import Case, Herniation
from l45anatomy.views.chances import chances_html

CASE = Case(Herniation("left", "subarticular", 7.0))


@pytest.mark.parametrize("case", [CASE, Case()])
def test_every_chance_is_told_once_as_bar_and_number(case: Case) -> None:
    page = ElementTree.fromstring(chances_html(case))  # noqa: S314 (our own page)
    rows = {
        button.get("data-name"): row
        for row in page.iter("tr")
        if (button := row.find("th/button")) is not None
    }
    assert set(rows) == {chance.name for chance in case.chances}
    for chance in case.chances:
        cells = ["".join(cell.itertext()).strip() for cell in rows[chance.name].findall("td")]
        assert cells[1] == f"{chance.probability:.0%}"
        assert cells[3] == f"{chance.sound:.0%}"
        bar = rows[chance.name].find("td/span/span")
        assert bar is not None
        assert bar.get("style") == f"width:{chance.probability:.0%}"


def test_what_is_no_likelier_than_in_the_healthy_is_folded() -> None:
    page = ElementTree.fromstring(chances_html(CASE))  # noqa: S314 (our own page)
    [fold] = [f for f in page.iter("details") if f.get("data-fold") == "usual"]
    folded = {button.get("data-name") for button in fold.iter("button")}
    assert "iliopsoas, right" in folded
    assert "extensor hallucis longus, left" not in folded
    assert "No finding is likelier than usual." in chances_html(Case())


def test_the_page_says_that_chances_rest_on_assumptions() -> None:
    assert "at their weakest" in chances_html(CASE)
    assert "model assumption, no measurement" in chances_html(CASE)
