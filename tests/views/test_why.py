"""The chain on the page ends in the paper and says how sure each number is."""

import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from xml.etree.ElementTree import Element

import pytest

from l45anatomy import evidence
from l45anatomy.clearance import Compression
from l45anatomy.frame import Side
from l45anatomy.neurology import examine, grounds, steps
from l45anatomy.views.why import BASES, paper_html, why_html

L5 = Compression(
    root="L5",
    side=Side.LEFT,
    site="lateral recess",
    level="L4-L5",
    gap_mm=-1.0,
    shift_mm=2.1,
    loss=0.6,
    by=("disc L4-L5",),
    grade=3,
    at=(0.0, 0.0, 0.0),
)


def parse(page: str) -> Element:
    """Give the page as a tree."""
    return ElementTree.fromstring(page)  # noqa: S314 (our own page)


def test_the_chain_goes_from_millimetres_over_structure_and_row_to_the_paper() -> None:
    finding = examine([L5])["EHL", "left"]
    page = parse(why_html(finding))
    told = ["".join(step.itertext()) for step in page.findall("ol/li")]
    assert "they overlap by 1.0 mm" in told[0]
    assert "The disc L4-L5 presses the left L5 root to 40%" in told[0]
    assert finding.label in told[-1]
    rows = ["".join(row.itertext()) for row in page.findall("details/ul[1]/li")]
    assert any(row.startswith("innervation.csv: L5 carries 75%") for row in rows)
    assert any(row.startswith("responses.csv: the curve 'motor'") for row in rows)
    cited = {key for ground in grounds(finding) for key in ground.keys}
    papers = ["".join(paper.itertext()) for paper in page.findall("details/ul[2]/li")]
    assert cited <= {paper[1 : paper.index("]")] for paper in papers}


def test_the_steps_name_no_file_and_the_rows_below_them_do() -> None:
    """A learner reads the steps; who wants to check them unfolds the rows."""
    for item in ("extensor hallucis longus", "dorsum of foot", "straight leg raise"):
        page = why_html(examine([L5])[item, "left"])
        chain, rows = page.partition("</ol>")[::2]
        assert ".csv" not in chain
        assert "model assumption)" in chain
        assert ".csv" in rows


@pytest.mark.parametrize("key", evidence.references())
def test_every_source_says_how_it_was_seen_and_links_where_it_can(key: str) -> None:
    reference = evidence.references()[key]
    line = parse(paper_html(key))
    assert BASES[reference.read_as] in "".join(line.itertext())
    link = line.find("a")
    if "doi:" in reference.identifier:
        assert link is not None
        assert link.get("href", "").startswith("https://doi.org/10.")
        assert not link.get("href", "").endswith((".", ";", ","))
    elif "PMID" not in reference.identifier:
        assert link is None


def test_every_finding_of_a_bad_and_of_a_sound_case_has_steps_and_rows() -> None:
    sac = replace(L5, root="dural sac", side=None, area_mm2=40.0)
    for finding in (*examine([L5, sac]), *examine([])):
        assert steps(finding)
        assert {ground.table for ground in grounds(finding)} & {"innervation.csv", "dermatomes.csv"}
        assert len(parse(why_html(finding)).findall("ol/li")) == len(steps(finding))


def test_what_the_chain_names_can_be_picked_by_its_name_in_the_spine() -> None:
    page = parse(why_html(examine([L5])["EHL", "left"]))
    named = [button.get("data-name") for button in page.iter("button")]
    assert named == ["root L5 left", "disc L4-L5"]


def test_a_cause_beyond_the_spine_is_no_structure_to_pick() -> None:
    nerve = replace(L5, root="common peroneal nerve", site="leg", level="", by=("<b>splint",))
    page = why_html(examine([nerve])["tibialis anterior", "left"])
    assert "<b>" not in page
    assert not [b for b in parse(page).iter("button") if "splint" in (b.get("data-name") or "")]


def test_a_red_flag_is_told_on_the_chain() -> None:
    sac = replace(L5, root="dural sac", side=None, area_mm2=20.0)
    assert "Must not wait" in why_html(examine([sac])["bladder"])
