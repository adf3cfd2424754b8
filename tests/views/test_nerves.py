"""The table of nerves says by word and by colour what is caught."""

import re
import xml.etree.ElementTree as ElementTree
from dataclasses import replace

import pytest

from l45anatomy import Case, Herniation
from l45anatomy.clearance import Compression
from l45anatomy.frame import ROOTS, Side
from l45anatomy.views.nerves import nerves_html
from l45anatomy.views.palette import ROOT_GRADES, ROOT_WORDS, ink_on
from l45anatomy.views.scene import parts

FREE = Compression(
    root="L5",
    side=Side.LEFT,
    site="lateral recess",
    level="L4-L5",
    gap_mm=1.0,
    shift_mm=0.0,
    loss=0.0,
    by=(),
    grade=0,
    at=(0.0, 0.0, 0.0),
)


def everyone(**caught):
    """All nerves free, but the left L5 root as told."""
    rows = [replace(FREE, root=root, side=side) for root in ROOTS for side in Side]
    rows = [replace(r, **caught) if (r.root, r.side) == ("L5", Side.LEFT) else r for r in rows]
    return [*rows, replace(FREE, root="dural sac", side=None, site="canal", area_mm2=141.4)]


def cells(page):
    """Give the rows of the table: heading, then (text, style, title) of each cell."""
    tree = ElementTree.fromstring(page)  # noqa: S314 (our own page)
    found = {}
    for row in tree.iter("tr"):
        head = row.find("th")
        if head is not None and head.get("scope") == "row":
            found[head.text] = [(c.text, c.get("style"), c.get("title")) for c in row.iter("td")]
    return found


def test_every_root_has_a_row_with_left_before_right_and_the_sac_comes_last():
    page = nerves_html(everyone())
    assert [*(f"root {root}" for root in ROOTS), "dural sac"] == list(cells(page))
    assert page.index(">left<") < page.index(">right<")
    assert 'colspan="2"' in page


def test_who_is_free_is_said_to_be_free_without_colour():
    for text, style, _ in [c for row in cells(nerves_html(everyone())).values() for c in row]:
        assert ROOT_WORDS[0] in text
        assert "" == style


@pytest.mark.parametrize("grade", [1, 2, 3])
def test_a_caught_root_has_the_word_and_the_colour_of_the_3d_view(grade):
    page = nerves_html(everyone(grade=grade, loss=0.4 * (grade == 3), by=("disc L4-L5",)))
    (text, style, title), right = cells(page)["root L5"]
    assert ROOT_WORDS[grade] in text
    assert f"background:{ROOT_GRADES[grade]};color:{ink_on(ROOT_GRADES[grade])}" == style
    assert "disc L4-L5" in title
    assert ROOT_WORDS[0] == right[0]


def test_a_compressed_root_says_how_much_is_left():
    page = nerves_html(everyone(grade=3, loss=0.4, by=("disc L4-L5",)))
    assert "compressed to 60%" == cells(page)["root L5"][0][0]


def test_a_root_of_which_nothing_is_left_is_not_compressed_to_a_number():
    page = nerves_html(everyone(grade=3, loss=0.998, by=("disc L4-L5",)))
    assert "compressed, hardly anything left" == cells(page)["root L5"][0][0]


def test_the_sac_says_its_area_and_where_it_was_measured():
    """Levels differ in size: without the level, a herniation would seem to widen the sac."""
    assert "free, 141 mm² at L4-L5" == cells(nerves_html(everyone()))["dural sac"][0][0]


def test_a_narrowed_sac_says_what_it_has_at_rest():
    *roots, sac = everyone()
    narrow = replace(sac, grade=3, area_mm2=70.0, loss=0.5, by=("disc L4-L5",))
    told = cells(nerves_html([*roots, narrow]))["dural sac"][0][0]
    assert "compressed, 70 of 140 mm² at L4-L5" == told
    less = replace(sac, grade=2, area_mm2=105.0, loss=0.25, by=("disc L4-L5",))
    told = cells(nerves_html([*roots, less]))["dural sac"][0][0]
    assert "narrowed, 105 of 140 mm² at L4-L5" == told


def test_a_name_with_signs_in_it_does_no_harm():
    page = nerves_html(everyone(grade=2, by=('disc "<L4>"',)))
    assert "<L4>" not in page
    assert 'disc "<L4>"' in cells(page)["root L5"][0][2]


def test_an_injured_nerve_has_a_row_of_its_own():
    nerve = replace(FREE, root="sciatic nerve", level="", loss=0.1, grade=3, by=("a cast",))
    assert "sciatic nerve" not in cells(nerves_html(everyone()))
    found = cells(nerves_html([*everyone(), nerve]))["sciatic nerve"]
    assert ["injured: 10% lost", "free"] == [text for text, *_ in found]


def test_on_a_live_page_each_root_and_the_sac_is_a_button_with_its_name_in_the_spine():
    page = nerves_html(everyone(), live=True)
    buttons = list(ElementTree.fromstring(page).iter("button"))  # noqa: S314 (our own page)
    named = [button.get("data-name") for button in buttons]
    sides = (Side.LEFT, Side.RIGHT)
    assert [*(f"root {r} {side}" for r in ROOTS for side in sides), "dural sac"] == named
    assert "<button" not in nerves_html(everyone())


def test_a_root_inside_a_crushed_sac_is_not_called_free():
    """S1 passes the disc L4-L5 inside the sac, and the examination counts it as lost there."""
    rows = nerves_html(Case(Herniation(None, "central", 13.0, base_mm=24.0)).compressions)
    told = re.findall(r"<th scope=\"row\">root S1</th>(.*?)</tr>", rows)
    assert 2 == told[0].count("inside the sac: 100% lost")
    above = re.findall(r"<th scope=\"row\">root L4</th>(.*?)</tr>", rows)
    assert "inside" not in above[0]


def test_table_and_picture_say_the_same_of_a_root_inside_a_crushed_sac():
    case = Case(Herniation(None, "central", 13.0, base_mm=24.0))
    shown = {part.name: part for part in parts(case)}
    for side in Side:
        part = shown[f"root S1 {side}"]
        assert ("inside the sac: 100% lost", ROOT_GRADES[3]) == (part.note, part.colour)
    assert "free" == {part.name: part for part in parts(Case())}["root S1 left"].note
