"""The legs to be painted."""

from xml.etree.ElementTree import Element, fromstring

from l45anatomy.views.painting import painting_svg

REGIONS = ("sole", "medial leg", "lateral heel")


def elements(svg: str) -> list[Element]:
    return list(fromstring(svg).iter())  # noqa: S314 - our own drawing


def named(svg):
    return {e.get("data-name"): e for e in elements(svg) if e.get("data-name")}


def test_every_region_can_be_picked_on_both_legs_and_says_whether_it_is_painted():
    found = named(painting_svg(REGIONS, {"sole"}))
    assert set(found) == {f"{r}, {side}" for r in REGIONS for side in ("right", "left")}
    pressed = {name for name, e in found.items() if e.get("aria-pressed") == "true"}
    assert pressed == {"sole, right", "sole, left"}
    assert all(e.get("tabindex") == "0" and e.get("aria-label") == n for n, e in found.items())


def test_what_was_due_is_told_after_the_answer_only():
    assert "due" not in painting_svg(REGIONS, {"sole"})
    told = painting_svg(REGIONS, {"sole"}, {"lateral heel"})
    assert not named(told)
    assert "lateral heel, left: not painted, due" in told


def test_two_paintings_on_a_page_share_no_id():
    ids = [
        {e.get("id") for e in elements(svg) if "paint" in e.get("id", "")}
        for svg in (
            painting_svg(REGIONS, (), own="a-paint"),
            painting_svg(REGIONS, (), own="b-paint"),
        )
    ]
    assert ids[0]
    assert ids[0].isdisjoint(ids[1])


def test_a_region_the_map_does_not_have_is_not_drawn():
    svg = painting_svg(("sole",), ())
    group = next(e for e in elements(svg) if e.get("id") == "saddle-left")
    assert group.get("display") == "none"
