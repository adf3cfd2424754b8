"""The leg map says the same by colour, pattern, mark and title."""

import math
import xml.etree.ElementTree as ElementTree
from itertools import combinations
from xml.etree.ElementTree import Element

import pytest

from l45anatomy import evidence
from l45anatomy.clearance import Compression
from l45anatomy.frame import Side
from l45anatomy.neurology import examine
from l45anatomy.views.bodymap import _spread, body_svg, drawing

SVG = "{http://www.w3.org/2000/svg}"


def caught(root: str, side: Side, loss: float) -> Compression:
    return Compression(
        root=root,
        side=side,
        site="lateral recess",
        level="L4-L5",
        gap_mm=-1.0,
        shift_mm=2.0,
        loss=loss,
        by=("disc <L4-L5>",),
        grade=3,
        at=(0.0, 0.0, 0.0),
    )


def parse(svg: str) -> Element:
    """Give the root of a drawing."""
    return ElementTree.fromstring(svg)  # noqa: S314 (our own drawing)


def drawn(svg: str) -> dict[str, Element]:
    """Give the groups of the drawing by id."""
    return {element.get("id", ""): element for element in parse(svg).iter()}


def test_a_healthy_map_is_quiet() -> None:
    svg = body_svg(examine([]))
    regions = [e for e in drawn(svg).values() if e.get("class") == "skin"]
    assert regions
    assert all(region.get("fill") == "#ffffff" for region in regions)
    assert "everything is normal" in parse(svg).get("aria-label", "")


def test_a_numb_region_has_pattern_mark_title_and_the_right_side() -> None:
    svg = body_svg(examine([caught("L5", Side.LEFT, 0.6)]))
    groups = drawn(svg)
    left, right = groups["dorsum-of-foot-left"], groups["dorsum-of-foot-right"]
    assert left.get("fill") == "url(#body-hatch)"
    assert right.get("fill") == "#ffffff"
    title = left.find(f"{SVG}title")
    assert title is not None
    assert (title.text or "").startswith("dorsum of foot, left: reduced feeling. The disc")
    assert "presses the left L5 root to 40% of its calibre" in (title.text or "")
    assert "↓" in [text.text for text in parse(svg).iter(f"{SVG}text")]


def test_what_is_normal_though_its_root_is_caught_says_that_it_is_little() -> None:
    exam = examine([caught("L5", Side.LEFT, 0.6)])
    normal = next(f for f in exam if f.because and not f.abnormal and f.modality == "motor")
    (told,) = (
        title.text or ""
        for title in parse(body_svg(exam)).iter(f"{SVG}title")
        if (title.text or "").startswith(f"{normal}.")
    )
    assert f"Too little to show: {normal.loss:.0%} is lost. The disc <L4-L5> presses" in told


def test_worse_loss_changes_the_pattern_not_only_the_colour() -> None:
    fills = [
        drawn(body_svg(examine([caught("L5", Side.LEFT, loss)])))["first-web-space-left"].get(
            "fill"
        )
        for loss in (0.25, 0.45, 1.0)
    ]
    assert fills == ["url(#body-dots)", "url(#body-hatch)", "url(#body-cross)"]


def test_a_weak_muscle_and_a_lost_reflex_carry_their_grade() -> None:
    groups = drawn(body_svg(examine([caught("S1", Side.RIGHT, 0.95)])))
    muscle = groups["gastrocnemius-right"].find(f"{SVG}text")
    reflex = groups["Achilles-reflex-right"].find(f"{SVG}text")
    assert muscle is not None
    assert reflex is not None
    assert (muscle.text, reflex.text) == ("3", "0")
    assert groups["gastrocnemius-left"].find(f"{SVG}text") is None


def test_the_picture_has_a_role_and_a_label() -> None:
    svg = body_svg(examine([caught("L5", Side.LEFT, 0.6)]))
    root = parse(svg)
    assert root.get("role") == "group", "its items can be reached one by one"
    assert "first web space, left: reduced feeling" in root.get("aria-label", "")


def test_every_region_muscle_and_reflex_has_a_title() -> None:
    for name, group in drawn(body_svg(examine([]))).items():
        if group.get("class") in ("skin", "muscle", "reflex"):
            assert group.find(f"{SVG}title") is not None, name


def test_every_muscle_and_reflex_is_drawn_on_both_sides() -> None:
    groups = drawn(body_svg(examine([])))
    for item in evidence.items().values():
        if item.modality in ("motor", "reflex"):
            for side in Side:
                assert f"{item.item.replace(' ', '-')}-{side}" in groups


def test_drawing_twice_gives_the_same_text() -> None:
    exam = examine([caught("L5", Side.LEFT, 0.6)])
    assert body_svg(exam) == body_svg(exam)
    assert body_svg(examine([])) != body_svg(exam)


def test_both_sides_are_named_as_the_patients() -> None:
    texts = [e.text for e in parse(body_svg(examine([]))).iter(f"{SVG}text")]
    assert {"patient's left", "patient's right", "Front", "Back"} <= set(texts)


def test_every_item_that_is_drawn_can_be_reached_and_has_its_name() -> None:
    exam = examine([caught("L5", Side.LEFT, 0.6)])
    parts = [e for e in parse(body_svg(exam)).iter() if e.get("data-name")]
    named = {finding.name: finding for finding in exam}
    assert {part.get("data-name") for part in parts} <= set(named)
    assert all(part.get("tabindex") == "0" and part.get("role") == "button" for part in parts)
    assert all(named[p.get("data-name")].label in p.get("aria-label") for p in parts)


def test_pain_is_drawn_where_there_is_some_and_nowhere_else() -> None:
    exam = examine([caught("L5", Side.LEFT, 0.6)])
    pains = [e for e in parse(body_svg(exam)).iter() if e.get("class") == "pain"]
    shown = {pain.get("data-name") for pain in pains if pain.get("display") != "none"}
    assert shown == {f.name for f in exam.abnormal if f.modality == "pain"}
    assert len(pains) == len([f for f in exam if f.modality == "pain"])


def test_around_every_dot_there_is_room_to_point_and_none_is_taken_from_its_neighbour() -> None:
    rings = [
        (float(ring.get("cx", "0")), float(ring.get("cy", "0")), float(ring.get("r", "0")))
        for ring in parse(body_svg(examine([]))).iter(f"{SVG}circle")
        if ring.get("fill-opacity") == "0"
    ]
    assert rings
    for one, other in combinations(rings, 2):
        apart = math.dist(one[:2], other[:2])
        assert apart >= max(one[2], other[2]), "a dot lies in the ring of another"
    assert all(8 <= radius <= 30 for *_, radius in rings)


def test_signs_never_lie_on_each_other_and_mirror_left_and_right() -> None:
    """Whatever is abnormal at once, each grade can be read."""
    places = _spread()
    for one, other in combinations(places.values(), 2):
        dx, dy = (abs(a - b) for a, b in zip(one, other, strict=True))
        assert dx >= 39 or dy >= 30, "a sign is 40 wide and 30 high; a hair may touch"
    for name, (x, y) in places.items():
        if name.endswith("-left"):
            twin = places[name.removesuffix("left") + "right"]
            own, its = (parse_at(f"{name.removesuffix('left')}{side}") for side in Side)
            shift = (x - its[0], y - its[1])
            assert (twin[0] - own[0], twin[1] - own[1]) == pytest.approx((-shift[0], shift[1]))


def parse_at(name: str) -> tuple[float, float]:
    """Give where the drawing has an item."""
    x, y = (float(one) for one in drawing().find(f".//*[@id='{name}']").get("data-at").split())
    return x, y


def test_words_and_grades_can_be_read_where_the_drawing_is_330_px_wide() -> None:
    """As beside a slice in a window of 1440 px; then a unit is a third of a pixel."""
    tree = parse(body_svg(examine([caught("L5", Side.LEFT, 0.6)])))
    least = [float(e.get("font-size")) for e in tree.iter() if e.get("font-size")]
    assert min(least) * 330 / 900 >= 8
