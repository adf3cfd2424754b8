"""The live view alone in a real browser: what it draws, and what pointer and list tell."""

from io import BytesIO
from typing import Any

import pytest
import pyvista
from PIL import Image

from tests.browser.viewing import BLUE, GREEN, RED, Stage, ball, three

pytestmark = pytest.mark.browser


def test_the_scene_is_drawn_with_the_patients_left_at_the_left_from_behind(stage: Stage) -> None:
    red, blue = stage.shows(RED), stage.shows(BLUE)
    assert min(red[2], blue[2]) > 500
    assert red[0] < blue[0]


def test_hovering_names_the_structure_with_its_note(stage: Stage) -> None:
    stage.page.mouse.move(*stage.spot(GREEN))
    stage.wait("[data-hovered=nerve]")
    label = stage.page.get_by_role("tooltip")
    assert "nervecaught" == label.text_content()
    stage.page.wait_for_function("model.get('hovered') === 'nerve'")
    stage.page.mouse.move(0, 0)
    stage.wait("[data-hovered='']")
    assert not label.is_visible()


def test_a_click_reports_name_and_point_in_mm(stage: Stage) -> None:
    stage.page.mouse.click(*stage.spot(RED))
    stage.wait("[data-picked='left ball']")
    picked = stage.trait("picked")
    assert {"name", "point", "n"} == set(picked)
    x, y, z = picked["point"]
    assert (x + 20) ** 2 + y**2 + z**2 == pytest.approx(81, rel=0.05)
    assert y < 0  # the near side, seen from behind
    assert "left ball" == stage.page.get_by_role("status").text_content()


def test_a_second_click_on_the_same_structure_is_news(stage: Stage) -> None:
    place = stage.spot(RED)
    stage.page.mouse.click(*place)
    first = stage.trait("picked")["n"]
    stage.page.wait_for_function("(n) => Date.now() > n", arg=first)
    stage.page.mouse.click(*place)
    assert stage.trait("picked")["n"] > first


def test_a_drag_turns_the_scene_and_picks_nothing(stage: Stage) -> None:
    before = stage.picture()
    x, y = stage.spot(RED)
    stage.page.mouse.move(x, y)
    stage.page.mouse.down()
    stage.page.mouse.move(x + 60, y + 20, steps=4)
    stage.page.mouse.up()
    stage.wait("[data-view=free]")
    assert {} == stage.trait("picked")
    assert (before != stage.picture()).any()


def test_while_the_eye_moves_fewer_triangles_are_drawn_and_at_rest_all(stage: Stage) -> None:
    """The lighter surface has the same points: it looks alike, and where one clicks it is whole."""
    globe = pyvista.Sphere(radius=20, theta_resolution=90, phi_resolution=90)
    stage.view.show([ball("left ball", "#ff0000", 0, mesh=globe, group="bones")])
    stage.wait(f"[data-moves='2'][data-triangles='{globe.n_cells}']")
    x, y = stage.spot(RED)
    page = stage.page
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 60, y + 20, steps=4)
    drawn = "Number(document.querySelector('.l45-view').dataset.triangles)"
    page.wait_for_function(f"{drawn} < {0.6 * globe.n_cells}")
    assert page.evaluate(drawn) > 100
    page.mouse.up()
    stage.wait(f"[data-triangles='{globe.n_cells}']")


def test_one_step_by_a_key_is_drawn_in_full_at_once(stage: Stage) -> None:
    globe = pyvista.Sphere(radius=20, theta_resolution=90, phi_resolution=90)
    stage.view.show([ball("left ball", "#ff0000", 0, mesh=globe, group="bones")])
    stage.wait("[data-moves='2']")
    stage.page.get_by_role("application").focus()
    draws = "Number(document.querySelector('.l45-view').dataset.draws)"
    before = stage.page.evaluate(draws)
    stage.page.keyboard.press("ArrowLeft")
    stage.page.wait_for_function(f"{draws} > {before}")
    stage.wait(f"[data-triangles='{globe.n_cells}']")


def test_the_list_hides_and_shows_one_structure(stage: Stage) -> None:
    page = stage.page
    page.get_by_role("button", name="Structures").click()
    before = stage.picture()
    page.get_by_role("button", name="bones 2").click()
    page.get_by_role("radio", name="hide left ball").check()
    assert ["left ball"] == stage.trait("hidden")
    assert 0 == stage.shows(RED)[2]
    page.get_by_role("radio", name="show left ball").check()
    assert [] == stage.trait("hidden")
    assert (before == stage.picture()).all()


def test_the_list_fades_a_whole_group(stage: Stage) -> None:
    stage.page.get_by_role("button", name="Structures").click()
    stage.page.get_by_role("radio", name="fade bones").check()
    assert {"left ball", "right ball"} == set(stage.trait("faded"))
    assert 0 == stage.shows(RED)[2]  # glassy: no px is opaque and red
    assert stage.shows(GREEN)[2] > 500


def test_what_is_faded_lets_the_pointer_through_to_what_is_behind(stage: Stage) -> None:
    stage.view.show([*three(), ball("cover", "#ffffff", 0, y=-30, group="bones")])
    place = stage.spot(BLUE)
    middle = (2 * place[0] + 2 * stage.spot(RED)[0]) / 4, place[1]
    stage.page.mouse.move(*middle)
    stage.wait("[data-hovered=cover]")
    stage.page.evaluate("model.set('faded', ['cover'])")
    stage.page.mouse.move(middle[0] + 1, middle[1])
    stage.wait("[data-hovered=nerve]")


def test_the_list_can_be_worked_by_keys_alone(stage: Stage) -> None:
    page = stage.page
    page.get_by_role("button", name="Structures").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="nerves 1").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")  # to the choice for the group
    page.keyboard.press("Tab")  # to what shows the group alone
    page.keyboard.press("Tab")  # to the structure
    stage.wait("[data-hovered=nerve]")
    page.keyboard.press("Enter")
    stage.wait("[data-picked=nerve]")
    assert stage.trait("picked")["point"] == pytest.approx([0, 30, 0], abs=0.1)
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowLeft")  # from show round to hide
    assert ["nerve"] == stage.trait("hidden")
    page.get_by_role("application").focus()
    page.keyboard.press("Escape")
    stage.wait("[data-picked='']")
    assert {} == stage.trait("picked")


def test_a_moved_part_moves_in_the_picture_and_the_eye_stays(stage: Stage) -> None:
    red, blue = stage.shows(RED), stage.shows(BLUE)
    parts = three()
    parts = [
        ball(p.name, p.colour, x, mesh=stage.view._state[p.name].part.mesh, z=z, y=y, group=p.group)
        for p, (x, y, z) in zip(parts, [(-20, 0, 8), (20, 0, 0), (0, 30, 0)], strict=True)
    ]
    assert 64 == stage.view.show(parts)
    stage.wait("[data-moves='2']")
    assert stage.shows(RED)[1] < red[1] - 10
    assert stage.shows(BLUE) == pytest.approx(blue, abs=1)


def test_morphed_new_and_removed_parts_arrive(stage: Stage) -> None:
    *_, count = stage.shows(RED)
    big = pyvista.Sphere(radius=14)
    cube = pyvista.Box((-9, 9, -9, 9, -9, 9))
    stage.view.show(
        [
            ball("left ball", "#ff0000", -20, mesh=big, group="bones"),
            ball("right ball", "#0000ff", 20, mesh=cube, group="bones"),
            ball("nothing", "#ffffff", 0, mesh=pyvista.PolyData(), group="bones"),
        ]
    )
    stage.wait("[data-moves='2'][data-parts='3']")
    assert stage.shows(RED)[2] > 1.5 * count
    assert 0 == stage.shows(GREEN)[2]
    assert 0 == stage.page.get_by_role("button", name="nerves").count()


def test_a_reloaded_page_shows_the_scene_as_it_is_now(stage: Stage) -> None:
    stage.view.show(three()[:2])
    stage.open()
    stage.wait("[data-ready=true][data-parts='2']")
    assert 0 == stage.shows(GREEN)[2]
    assert stage.shows(RED)[2] > 500


@pytest.mark.parametrize("width", [600, 1600])
def test_everything_fits_at_any_width(stage: Stage, width: int) -> None:
    """The list stands beside a wide picture and waits behind its button beside a narrow one."""
    page = stage.page
    page.set_viewport_size({"width": width, "height": 340})
    stage.wait(".l45-wide" if width > 900 else ".l45-narrow")
    assert (width > 900) == page.get_by_role("region", name="Structures").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert 44 >= page.get_by_role("toolbar").bounding_box()["height"]
    for channel in (RED, BLUE):
        assert stage.shows(channel)[2] > 500


def test_a_closed_view_leaves_nothing_behind(stage: Stage) -> None:
    stage.page.evaluate("close45()")
    assert 0 == stage.page.locator("canvas").count()
    assert 0 == stage.page.evaluate("Object.values(model.heard).flat().length")


def test_without_webgl_the_picture_stands_in(calm_page: Any) -> None:
    page = calm_page
    page.add_init_script("HTMLCanvasElement.prototype.getContext = () => null")
    png = BytesIO()
    Image.new("RGB", (20, 10), "red").save(png, "PNG")
    stage = Stage(page, three(), picture=png.getvalue(), description="Two balls and a nerve.")
    stage.wait("[data-ready=still]")
    assert page.get_by_role("img", name="Two balls and a nerve.").is_visible()
