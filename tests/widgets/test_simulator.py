"""The simulator by its traits, without a browser: what the controls say is what is shown."""

import pytest

from l45anatomy import Case, Herniation, Spondylolisthesis, Stenosis, healthy, simulator
from l45anatomy.widgets.controls import CONTROLS

LEFT = Herniation("left", "subarticular", 7.0)


def control(widget, name, cause=0):
    """Give one control by the name that `lock` takes."""
    return widget._groups[cause].controls[name]


def html(widget, name):
    """Give what one of the tables beside the picture shows."""
    return getattr(widget, f"_{name}").value


def button(widget):
    found, waiting = [], [widget]
    while waiting:
        one = waiting.pop()
        found += [one] if getattr(one, "description", "") == "Reset" else []
        waiting += getattr(one, "children", ())
    (reset,) = found
    return reset


@pytest.fixture
def widget():
    return simulator()


def test_it_starts_healthy_with_one_cause(widget):
    assert Case() == widget.case
    assert "normal" in html(widget, "why")
    assert [h.names() for h in widget._groups] == [CONTROLS["herniation"].names()]


def test_moving_a_slider_changes_the_case_and_what_is_shown(widget):
    before = {name: html(widget, name) for name in ("findings", "nerves", "leg", "why")}
    control(widget, "reach").value = 7.0
    assert (LEFT,) == widget.case.changes
    for name, old in before.items():
        assert old != html(widget, name), name
    assert "extensor hallucis longus" in html(widget, "findings")
    assert "L5" in widget.view.description


def test_every_control_of_a_herniation_reaches_the_case(widget):
    values = {
        "reach": 6.0,
        "level": "L5-S1",
        "side": "right",
        "zone": "foraminal",
        "migration": -3.0,
    }
    for name, value in values.items():
        control(widget, name).value = value
    expected = Herniation("right", "foraminal", 6.0, "L5-S1", migration_mm=-3.0)
    assert (expected,) == widget.case.changes


def test_the_case_can_be_observed(widget):
    seen = []
    widget.observe(lambda change: seen.append(change["new"]), "case")
    control(widget, "reach").value = 4.0
    control(widget, "reach").value = 0.0
    assert [4.0] == [case.changes[0].reach_mm for case in seen[:1]]
    assert () == seen[-1].changes


def test_reset_goes_back_to_where_it_began():
    start = Case(LEFT)
    widget = simulator(start)
    control(widget, "reach").value = 11.0
    control(widget, "zone").value = "foraminal"
    button(widget).click()
    assert start == widget.case
    assert 7.0 == control(widget, "reach").value


def test_setting_a_case_moves_every_control_at_once(widget):
    seen = []
    widget.observe(lambda change: seen.append(change["new"]), "case")
    case = Case(Herniation("right", "extraforaminal", 5.0, "L3-L4"))
    widget.set(case)
    assert case == widget.case
    assert 1 == len(seen)
    assert ("L3-L4", "right") == (control(widget, "level").value, control(widget, "side").value)


def test_a_locked_control_holds_its_value_and_cannot_be_moved():
    widget = simulator(lock={"level": "L5-S1", "side": "right"})
    assert ("L5-S1", True) == (control(widget, "level").value, control(widget, "level").disabled)
    assert not control(widget, "reach").disabled
    control(widget, "reach").value = 7.0
    assert ("L5-S1", "right") == (widget.case.changes[0].level, widget.case.changes[0].side)


def test_reset_leaves_a_locked_control_where_it_is():
    widget = simulator(Case(LEFT), lock={"level": "L5-S1"})
    widget.reset()
    assert "L5-S1" == control(widget, "level").value
    assert "L5-S1" == widget.case.changes[0].level


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"controls": ()}, "controls is empty, must name any of herniation, stenosis, spondylolis"),
        ({"controls": ("tumour",)}, "controls is 'tumour', must be one of herniation, stenosis"),
        ({"lock": {"colour": 1}}, r"lock names \['colour'\], must be any of level, migration"),
    ],
)
def test_what_does_not_exist_is_refused_with_what_does(asked, message):
    with pytest.raises(ValueError, match=message):
        simulator(**asked)


def test_several_causes_act_together():
    widget = simulator(controls=("herniation", "stenosis", "spondylolisthesis"))
    control(widget, "reach", 0).value = 4.0
    control(widget, "facet", 1).value = 2.0
    control(widget, "slip", 2).value = 10.0
    expected = (
        Herniation("left", "subarticular", 4.0),
        Stenosis(facet_mm=2.0),
        Spondylolisthesis(10.0),
    )
    assert expected == widget.case.changes


def test_the_flavum_slider_starts_at_the_healthy_thickness_and_asks_for_more():
    widget = simulator(controls=("stenosis",))
    usual = healthy().segment("L4-L5").flavum_mm[0]
    assert usual == pytest.approx(control(widget, "flavum").value)
    assert () == widget.case.changes
    control(widget, "flavum").value = 5.0
    assert 5.0 == pytest.approx(widget.case.changes[0].flavum_mm)


@pytest.mark.parametrize(
    "change",
    [
        LEFT,
        Herniation("right", "foraminal", 4.5, "L3-L4", migration_mm=2.0),
        Stenosis(level="L5-S1", side="right", facet_mm=2.0, bulge_mm=1.0),
        Stenosis(flavum_mm=6.0, height_loss_mm=1.0, short_pedicle_mm=2.0),
        Stenosis.central(1.0),
        Stenosis.lateral_recess(0.5, "left"),
        Spondylolisthesis(20),
        Spondylolisthesis(30, "L5-S1", "isthmic"),
        Spondylolisthesis(80, "L5-S1", "isthmic"),
        Herniation(None, "central", 10.0, base_mm=22.0),
        Herniation("left", "subarticular", 14.0, kind="extrusion"),
    ],
    ids=str,
)
def test_a_case_put_into_the_controls_is_the_case_they_show(change):
    """Nothing is clipped or dropped in silence: what a lesson asks for is what is seen."""
    kinds = {Herniation: "herniation", Stenosis: "stenosis"}
    widget = simulator(Case(change), controls=(kinds.get(type(change), "spondylolisthesis"),))
    shown = widget.case
    assert Case(change).compressions == shown.compressions


def test_a_cause_without_controls_stays_as_it_is():
    slip = Spondylolisthesis(15)
    widget = simulator(Case(slip, LEFT))
    control(widget, "reach").value = 3.0
    assert slip in widget.case.changes
    assert 3.0 == next(c for c in widget.case.changes if c != slip).reach_mm


def test_the_person_of_the_start_stays():
    widget = simulator(Case(anatomy=healthy("female")))
    control(widget, "reach").value = 5.0
    assert healthy("female") == widget.case.person


def test_the_view_shows_the_parts_of_the_case_and_looks_at_its_foramen(widget):
    from l45anatomy.views.live import aim
    from l45anatomy.views.scene import parts

    control(widget, "level").value = "L3-L4"
    control(widget, "reach").value = 6.0
    assert tuple(part.name for part in parts(widget.case)) == widget.view.names
    assert aim(widget.case) == widget.view.target


def test_a_move_that_changes_nothing_draws_nothing(widget, monkeypatch):
    drawn = []
    monkeypatch.setattr(widget.view, "show", lambda parts: drawn.append(parts))
    control(widget, "zone").value = "foraminal"
    assert [] == drawn


def test_the_text_of_the_widget_is_short_and_tells_the_case(widget):
    control(widget, "reach").value = 7.0
    assert "Simulator(left subarticular disc protrusion L4-L5, 7 mm)" == repr(widget)


def test_the_text_twin_says_what_the_picture_shows(widget):
    bundle, _ = widget._repr_mimebundle_()
    assert widget.view.description == bundle["text/plain"]


def test_why_is_read_out_when_it_changes(widget):
    assert 'aria-live="polite"' in html(widget, "why")
