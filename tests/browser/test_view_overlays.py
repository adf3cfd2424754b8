"""What is laid over the picture: a cut with filled faces, marks, a plane, and how it was before."""

from typing import Any

import numpy as np
import pytest
import pyvista
from playwright.sync_api import expect

from l45anatomy.viewer import Part
from tests.browser.viewing import BLUE, GREEN, RED, Stage, ball

pytestmark = pytest.mark.browser
YELLOW_RGB = (190, 150, 130)  # more red, more green and less blue than these


def _yellow(stage: Stage) -> int:
    picture = stage.picture().astype(int)
    red, green, blue = YELLOW_RGB
    is_it = (picture[..., 0] > red) & (picture[..., 1] > green) & (picture[..., 2] < blue)
    return int((is_it & (picture[..., 3] > 200)).sum())


def _open(page: Any, parts: list[Part], height: int = 320, **traits: Any) -> Stage:
    stage = Stage(page, parts, height=height, **traits)
    stage.wait("[data-ready=true][data-draws]")
    return stage


def test_a_cut_solid_is_closed_with_a_flat_face_of_its_colour(calm_page: Any) -> None:
    stage = _open(calm_page, [ball("red", "#ff0000", 0, group="balls")], view="superior")
    whole = stage.picture()
    stage.tell("cut", {"plane": "axial", "at_mm": 0.0, "flipped": False})
    face = stage.picture()
    assert (face != whole).any()
    rows, columns = face.shape[:2]
    patch = face[rows // 2 - 20 : rows // 2 + 20, columns // 2 - 20 : columns // 2 + 20, :3]
    assert np.ptp(patch.reshape(-1, 3), axis=0).max() <= 2
    assert patch[0, 0, RED] > 200
    assert patch[0, 0, BLUE] < 20


@pytest.mark.parametrize("plane", ["axial", "sagittal", "coronal"])
def test_each_plane_takes_one_half_away_and_the_other_when_it_is_turned(
    calm_page: Any, plane: str
) -> None:
    axis = ("sagittal", "coronal", "axial").index(plane)
    places = np.zeros((2, 3))
    places[0, axis], places[1, axis] = -20, 20
    (x, y, z), (a, b, c) = places
    two = [
        ball("low", "#ff0000", x, y=y, z=z, group="balls"),
        ball("high", "#0000ff", a, y=b, z=c, group="balls"),
    ]
    view = "left" if plane == "coronal" else "posterior"
    stage = _open(calm_page, two, view=view)
    counts = []
    for flipped in (False, True):
        stage.tell("cut", {"plane": plane, "at_mm": 0.0, "flipped": flipped})
        counts.append((stage.shows(RED)[2] > 100, stage.shows(BLUE)[2] > 100))
    below, above = (True, False), (False, True)
    assert counts == ([below, above] if plane == "axial" else [above, below])


@pytest.mark.parametrize("is_moving", [False, True], ids=["at rest", "while the eye moves"])
def test_a_hollow_stays_open_in_the_face(calm_page: Any, *, is_moving: bool) -> None:
    inner = pyvista.Sphere(radius=5).flip_faces()
    shell = ball("shell", "#ff0000", 0, mesh=pyvista.Sphere(radius=9).merge(inner), group="balls")
    core = ball("core", "#0000ff", 0, mesh=pyvista.Sphere(radius=2), group="balls")
    stage = _open(calm_page, [shell, core], view="superior")
    if is_moving:  # fewer triangles are drawn then, and none of the cut may stay coarse after it
        box = stage.page.locator("canvas").bounding_box()
        stage.page.mouse.move(box["x"] + 20, box["y"] + 20)
        stage.page.mouse.down()
        stage.page.mouse.move(box["x"] + 40, box["y"] + 20)
    draws = int(stage.page.locator(".l45-view").get_attribute("data-draws"))
    stage.tell("cut", {"plane": "axial", "at_mm": 0.0, "flipped": False})
    stage.page.wait_for_function(
        "(draws) => document.querySelector('.l45-view').dataset.draws > draws", arg=draws
    )
    if is_moving:
        stage.page.mouse.up()
    flat = stage.picture().reshape(-1, 4).astype(int)

    def largest(channel: int) -> int:
        """How many pixels have the commonest shade of a pure colour: a cut face has but one."""
        others = [k for k in range(3) if k != channel]
        own = flat[(flat[:, others] == 0).all(axis=1) & (flat[:, 3] == 255), channel]
        return int(np.bincount(own[own > 200]).max())

    # Rings of 9 and 5 mm around a core of 2 mm: 14 times its area; were the hollow filled, 19.
    assert 12 < largest(RED) / largest(BLUE) < 16


def test_what_is_cut_away_is_not_picked_and_the_face_is(calm_page: Any) -> None:
    two = [
        ball("near", "#ff0000", 0, z=30, group="balls"),
        ball("far", "#0000ff", 0, z=0, group="balls"),
    ]
    stage = _open(calm_page, two, view="superior")
    stage.tell("cut", {"plane": "axial", "at_mm": 0.0, "flipped": False})
    stage.page.mouse.click(*stage.spot(BLUE))
    assert stage.trait("picked")["name"] == "far"
    assert abs(stage.trait("picked")["point"][2]) < 0.5


def test_keys_and_buttons_cut_and_the_slider_moves_it(calm_page: Any) -> None:
    stage = _open(calm_page, [ball("red", "#ff0000", 0, group="balls")], view="superior")
    canvas = stage.page.locator("canvas")
    canvas.focus()
    canvas.press("x")
    assert stage.trait("cut")["plane"] == "axial"  # it faces an eye above
    stage.page.get_by_role("button", name="Structures and search").click()
    expect(stage.page.get_by_role("button", name="Axial")).to_have_attribute("aria-pressed", "true")
    slider = stage.page.get_by_role("slider", name="Cut at, mm")
    before = stage.trait("cut")["at_mm"]
    slider.press("ArrowRight")
    assert stage.trait("cut")["at_mm"] == before + 0.5
    stage.page.get_by_role("button", name="Other side").click()
    assert stage.trait("cut")["flipped"] is True
    stage.page.get_by_role("button", name="Axial").click()
    assert stage.trait("cut") == {}


def test_a_mark_glows_on_its_parts_and_says_its_words(calm_page: Any) -> None:
    blue = ball("nerve", "#0000ff", 0, group="nerves")
    stage = _open(calm_page, [blue], view="posterior")
    assert _yellow(stage) == 0
    mark = {"parts": ["nerve", "disc"], "point": [0.0, -9.0, 0.0], "radius_mm": 4.0}
    stage.tell("marks", [{**mark, "title": "left L5 root", "words": "3.0 mm too little room"}])
    assert _yellow(stage) > 200
    tag = stage.page.locator(".l45-mark")
    expect(tag).to_contain_text("3.0 mm too little room")
    expect(tag).to_be_visible()
    stage.tell("cut", {"plane": "coronal", "at_mm": 0.0, "flipped": False})
    stage.picture()
    expect(tag).to_be_hidden()  # what it tells of is cut away
    stage.tell("cut", {})
    stage.tell("hidden", ["nerve"])
    stage.picture()
    expect(tag).to_be_hidden()
    stage.tell("marks", [])
    stage.tell("hidden", [])
    assert _yellow(stage) == 0


def _meet(one: dict[str, float], other: dict[str, float]) -> bool:
    ends = (("x", "width"), ("y", "height"))
    return all(
        one[at] < other[at] + other[long] and other[at] < one[at] + one[long] for at, long in ends
    )


@pytest.mark.parametrize("width", [318, 480, 700])
@pytest.mark.parametrize("view", ["posterior", "left", "superior"])
def test_tags_hide_neither_what_they_tell_of_nor_a_button_nor_each_other(
    calm_page: Any, width: int, view: str
) -> None:
    calm_page.set_viewport_size({"width": width + 16, "height": 560})
    names = [f"nerve {n}" for n in range(5)]
    places = [(-8.0, 0.0), (8.0, 0.0), (0.0, 2.0), (-12.0, -25.0), (12.0, -25.0)]
    balls = [
        ball(name, "#0000ff", x, z=z, mesh=pyvista.Sphere(radius=3), group="nerves")
        for name, (x, z) in zip(names, places, strict=True)
    ]
    far = ball("bone", "#ff0000", 0, z=40, group="bones")
    stage = _open(calm_page, [*balls, far], height=520, view=view)
    words = {"words": "3.0 mm too little room, by disc L4-L5", "short": "L5 left, keeps 25%"}
    stage.tell(
        "marks",
        [
            {"parts": [n], "point": [x, -3.0, z], "radius_mm": 4.0, "title": n, **words}
            for n, (x, z) in zip(names, places, strict=True)
        ],
    )
    stage.picture()
    page = stage.page
    tags = [tag.bounding_box() for tag in page.locator(".l45-mark:visible").all()]
    dots = [dot.bounding_box() for dot in page.locator(".l45-mark-lines circle").all()]
    taken = page.locator(".l45-pad, .l45-compass, .l45-toolbar, .l45-status:not(:empty)")
    others = [one.bounding_box() for one in taken.all()]
    body = page.locator(".l45-stage").bounding_box()
    assert len(tags) == len(dots) >= 3
    for k, tag in enumerate(tags):
        for one in (*dots, *others, *tags[:k]):
            assert not _meet(tag, one)
        assert body["x"] <= tag["x"]
        assert tag["x"] + tag["width"] <= body["x"] + body["width"]


def test_from_above_one_looks_into_the_spine_at_what_is_caught(calm_page: Any) -> None:
    """What stands over it would hide it; a cut that was made by hand stays as it is."""
    two = [
        ball("near", "#00ff00", 0, z=30, group="balls"),
        ball("nerve", "#0000ff", 0, z=0, mesh=pyvista.Sphere(radius=5), group="nerves"),
    ]
    stage = _open(calm_page, two, view="posterior")
    canvas = stage.page.locator("canvas")
    canvas.press("5")
    stage.wait("[data-view='superior']")
    assert stage.trait("cut") == {}  # nothing is caught
    mark = {"parts": ["nerve"], "point": [0.0, 0.0, 3.0], "radius_mm": 4.0, "title": "L5 root"}
    stage.tell("marks", [{**mark, "words": "3.0 mm too little room", "short": "L5"}])
    canvas.press("5")
    assert stage.trait("cut") == {"plane": "axial", "at_mm": 3, "flipped": False}
    assert stage.shows(BLUE)[2] > 100
    assert stage.shows(GREEN)[2] == 0
    expect(stage.page.locator(".l45-status")).to_contain_text("Cut at what is caught")
    expect(stage.page.locator(".l45-mark")).to_be_visible()
    canvas.press("1")
    assert stage.trait("cut") == {}
    by_hand = {"plane": "sagittal", "at_mm": 1.0, "flipped": False}
    stage.tell("cut", by_hand)
    for key in ("5", "1"):
        canvas.press(key)
        assert stage.trait("cut") == by_hand


def test_where_there_is_little_room_a_tag_is_short(calm_page: Any) -> None:
    stage = _open(calm_page, [ball("nerve", "#0000ff", 0, group="nerves")], view="posterior")
    mark = {"parts": ["nerve"], "point": [0.0, -9.0, 0.0], "radius_mm": 4.0, "title": "L5 root"}
    stage.tell(
        "marks", [{**mark, "words": "3.0 mm too little room", "short": "L5 left, keeps 25%"}]
    )
    tag = stage.page.locator(".l45-mark")
    expect(tag.get_by_text("3.0 mm too little room")).to_be_visible()
    stage.page.set_viewport_size({"width": 330, "height": 340})
    expect(tag.get_by_text("3.0 mm too little room")).to_be_hidden()
    expect(tag.get_by_text("L5 left, keeps 25%")).to_be_visible()


def test_a_tag_does_not_break_the_name_of_a_level(calm_page: Any) -> None:
    stage = _open(calm_page, [ball("nerve", "#0000ff", 0, group="nerves")], view="posterior")
    mark = {"parts": ["nerve"], "point": [0.0, -9.0, 0.0], "radius_mm": 4.0, "title": "dural sac"}
    words = "19 of 125 mm², by disc L4-L5 and disc L5-S1"
    stage.tell("marks", [{**mark, "words": words}])
    tag = stage.page.locator(".l45-mark-words")
    expect(tag).to_contain_text(words)
    lines = "(all) => all.map((one) => one.getClientRects().length)"
    assert [1, 1] == tag.locator(".l45-level").evaluate_all(lines)


def test_a_plane_is_drawn_as_a_frame(calm_page: Any) -> None:
    stage = _open(calm_page, [ball("red", "#ff0000", 0, group="balls")], view="superior")
    assert stage.shows(BLUE)[2] == 0
    corners = [[-8, -8, 12], [8, -8, 12], [8, 8, 12], [-8, 8, 12]]
    lines = [[[0, -8, 12], [0, 8, 12]]]
    stage.tell("plate", {"corners": corners, "lines": lines})
    assert stage.shows(BLUE)[2] > 100


def test_a_wipe_shows_before_on_the_left_and_now_on_the_right(calm_page: Any) -> None:
    def earlier() -> list[Part]:
        return [ball("one", "#00ff00", 0, group="balls"), still]

    still = ball("two", "#ff0000", 0, z=-30, group="balls")
    now = ball("one", "#0000ff", 0, mesh=pyvista.Sphere(radius=8), group="balls")
    stage = _open(calm_page, [now, still], before=earlier, was="healthy")
    assert stage.shows(GREEN)[2] == 0
    stage.tell("compare", "wipe")
    green_x, _, green = stage.shows(GREEN)
    blue_x, _, blue = stage.shows(BLUE)
    assert min(green, blue) > 200
    assert green_x < blue_x
    assert stage.view._before._told.keys() == {"one"}  # what is as it was does not travel
    expect(stage.page.locator(".l45-wipe-line")).to_contain_text("healthy")
    wipe = stage.page.get_by_role("slider", name="Wipe")
    wipe.fill("1")
    assert stage.shows(BLUE)[2] == 0
    stage.tell("compare", "")
    assert stage.shows(GREEN)[2] == 0
    expect(wipe).to_be_hidden()


def test_an_outline_of_before_stands_round_what_is_now(calm_page: Any) -> None:
    was = ball("one", "#00ff00", 0, mesh=pyvista.Sphere(radius=14), group="balls")
    now = ball("one", "#ff0000", 0, group="balls")
    stage = _open(calm_page, [now], before=lambda: [was], was="healthy")
    seen = (stage.picture()[..., 3] > 0).sum()
    canvas = stage.page.locator("canvas")
    canvas.focus()
    canvas.press("b")
    stage.tell("compare", "outline")
    assert (stage.picture()[..., 3] > 0).sum() > 1.5 * seen
    assert stage.shows(RED)[2] > 200


def test_nothing_is_marked_on_the_side_that_shows_how_it_was(calm_page: Any) -> None:
    now = ball("nerve", "#0000ff", 0, group="nerves")
    was = ball("nerve", "#00ff00", 0, group="nerves")
    stage = _open(calm_page, [now], before=lambda: [was], was="healthy")
    mark = {"parts": ["nerve"], "point": [0.0, -9.0, 0.0], "radius_mm": 4.0}
    stage.tell("marks", [{**mark, "title": "left L5 root", "words": "3.0 mm too little room"}])
    stage.tell("compare", "wipe")
    tag, wipe = stage.page.locator(".l45-mark"), stage.page.get_by_role("slider", name="Wipe")
    for share, is_seen in ((0.2, True), (0.8, False)):
        wipe.fill(str(share))
        stage.picture()
        expect(tag).to_be_visible(visible=is_seen)


@pytest.mark.parametrize(
    ("view", "plane"), [("posterior", "coronal"), ("left", "sagittal"), ("superior", "axial")]
)
def test_a_cut_by_key_begins_with_the_plane_that_faces_the_eye(
    calm_page: Any, view: str, plane: str
) -> None:
    stage = _open(calm_page, [ball("red", "#ff0000", 0, group="balls")], view=view)
    stage.page.locator("canvas").focus()
    planes = []
    for _ in range(4):
        stage.page.keyboard.press("x")
        planes.append(stage.trait("cut").get("plane", ""))
    assert planes[0] == plane
    assert sorted(planes) == ["", "axial", "coronal", "sagittal"]


def test_a_note_stands_at_the_upper_edge_and_goes_again(calm_page: Any) -> None:
    stage = _open(calm_page, [ball("red", "#ff0000", 0, group="balls")])
    note = stage.page.locator(".l45-beyond")
    expect(note).to_be_hidden()
    stage.tell("note", "Not in the spine: the left femoral nerve.")
    expect(note).to_have_text("Not in the spine: the left femoral nerve.")
    stage.tell("note", "")
    expect(note).to_be_hidden()


def test_no_tag_lies_under_the_pad(calm_page: Any) -> None:
    """Whatever is caught at the foot of the picture, its words can be read."""
    red = ball("red", "#ff0000", 0, group="balls")
    stage = _open(calm_page, [red])
    place = stage.page.locator(".l45-pad").bounding_box()
    canvas = stage.page.locator("canvas").bounding_box()
    for x in range(-40, 41, 10):
        for z in range(-40, 1, 10):
            mark = {"parts": ["red"], "point": [float(x), 0.0, float(z)], "radius_mm": 4.0}
            stage.tell("marks", [{**mark, "title": "left L5 root", "words": "3.0 mm too little"}])
            stage.picture()
            tag = stage.page.locator(".l45-mark").bounding_box()
            if tag is None:
                continue  # its place is out of the picture
            assert not _meet(tag, place), (x, z)
            assert tag["x"] + tag["width"] <= canvas["x"] + canvas["width"]


def _meet(one: Any, other: Any) -> bool:
    return all(
        one[at] < other[at] + other[size] and other[at] < one[at] + one[size]
        for at, size in (("x", "width"), ("y", "height"))
    )


@pytest.mark.parametrize(("titles", "width"), [("abc", 0), ("abcdefgh", 340)])
def test_tags_of_places_close_together_lie_beside_each_other(
    calm_page: Any, titles: str, width: int
) -> None:
    """None over another, none over the pad, all in the picture; what has no room is left out."""
    if width:
        calm_page.set_viewport_size({"width": width, "height": 700})
    stage = _open(calm_page, [ball("red", "#ff0000", 0, group="balls")], height=520)
    mark = {"parts": ["red"], "point": [0.0, 0.0, -6.0], "radius_mm": 4.0}
    words = "0.9 mm too little room, by disc L5-S1 and ligamentum flavum L5-S1 right"
    stage.tell("marks", [{**mark, "title": title, "words": words} for title in titles])
    stage.picture()
    expect(stage.page.locator(".l45-mark").first).to_be_visible()
    tags = [tag.bounding_box() for tag in stage.page.locator(".l45-mark:visible").all()]
    assert len(tags) == len(titles) or width
    pad, canvas = (stage.page.locator(name).bounding_box() for name in (".l45-pad", "canvas"))
    for place, tag in enumerate(tags):
        assert not any(_meet(tag, other) for other in [*tags[:place], pad])
        assert canvas["x"] <= tag["x"]
        assert tag["x"] + tag["width"] <= canvas["x"] + canvas["width"]
