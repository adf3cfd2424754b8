"""Laws of a setting: what is moved goes into the case, and what is taken back leaves no trace."""

import pytest

from l45anatomy import (
    Case,
    Foraminotomy,
    Herniation,
    Microdiscectomy,
    Spondylolisthesis,
    Stenosis,
)
from l45anatomy.controls.history import History
from l45anatomy.controls.setting import Setting
from l45anatomy.controls.sweep import sweep

LEFT = Herniation("left", "subarticular", 7.0)
DONE = Microdiscectomy("left")
RECURRENCE = Case(DONE, LEFT)


def walked(setting: Setting, control: str, *places: object) -> Setting:
    """Give the setting after one control was moved to some places, one after the other."""
    for place in places:
        setting = setting.moved({control: place})
    return setting


def test_a_protrusion_that_had_to_be_an_extrusion_is_a_protrusion_again() -> None:
    setting = Setting.of(Case(), ("herniation",)).moved({"herniation.reach": 6.0})
    narrow = setting.moved({"herniation.base": 4.0})
    assert "extrusion" == narrow.case.changes[0].kind == narrow.values["herniation.kind"]
    wide = narrow.moved({"herniation.base": 12.0})
    assert "protrusion" == wide.case.changes[0].kind == wide.values["herniation.kind"]
    asked = wide.moved({"herniation.kind": "extrusion"})
    assert "extrusion" == walked(asked, "herniation.base", 4.0, 12.0).case.changes[0].kind


@pytest.mark.parametrize("groups", [("herniation", "operation"), ("herniation",), ("operation",)])
def test_what_came_back_after_its_operation_is_not_operated_on_again(
    groups: tuple[str, ...],
) -> None:
    assert 3 == RECURRENCE.compression("L5", "left").grade
    setting = Setting.of(RECURRENCE, groups)
    if "herniation" in groups:
        setting = walked(setting, "herniation.reach", 0.0, 7.0)
        setting = walked(setting, "herniation.migration", 1.0)
    if "operation" in groups:
        setting = setting.moved({"operation.foraminotomy": True})
        setting = setting.moved({"operation.microdiscectomy": False})
        setting = setting.moved({"operation.microdiscectomy": True})
    assert 3 == setting.case.compression("L5", "left").grade
    assert DONE == setting.case.changes[0]


def test_what_is_switched_on_was_there_to_be_operated_on() -> None:
    setting = Setting.of(Case(DONE), ("stenosis", "herniation", "operation"))
    setting = walked(setting, "herniation.reach", 7.0)
    setting = walked(setting, "stenosis.bulge", 2.0)
    setting = setting.moved({"operation.foraminotomy": True})
    kinds = [type(change) for change in setting.case.changes]
    assert [Herniation, Stenosis, Microdiscectomy, Foraminotomy] == kinds


@pytest.mark.parametrize("groups", [("herniation", "stenosis"), ("stenosis", "herniation")])
@pytest.mark.parametrize("case", [Case(Stenosis.central(0.5), LEFT), RECURRENCE])
def test_there_and_back_is_the_setting_it_was(case: Case, groups: tuple[str, ...]) -> None:
    start = Setting.of(case, groups)
    assert start == start.moved({})
    for places in ((8.0, 7.0), (0.0, 7.0)):
        assert start == walked(start, "herniation.reach", *places)


def test_there_and_back_leaves_nothing_to_undo() -> None:
    start = Setting.of(Case(Stenosis.central(0.5), LEFT), ("herniation", "stenosis"))
    drag = History(start)
    for place in (7.5, 8.0, 7.0):
        drag = drag.then(drag.now.moved({"herniation.reach": place}), moved="herniation.reach")
    assert ((), start) == (drag.before, drag.now)


def test_what_rests_is_the_same_however_far_it_had_gone() -> None:
    """Else a drag up and back to rest would leave an undo that does nothing."""
    rests = walked(Setting.of(RECURRENCE, ("herniation", "operation")), "herniation.reach", 0.0)
    assert rests == walked(rests, "herniation.reach", 3.0, 0.0)
    drag = History(rests)
    for place in (1.0, 3.0, 0.0):
        drag = drag.then(drag.now.moved({"herniation.reach": place}), moved="herniation.reach")
    assert () == drag.before


def test_two_of_one_kind_that_no_control_shows_stay_where_they_are() -> None:
    pair = Case(LEFT, DONE, Herniation("right", "foraminal", 3.0))
    moved = Setting.of(pair, ("stenosis",)).moved({"stenosis.bulge": 2.0})
    assert (*pair.changes[:1], Stenosis(bulge_mm=2.0), *pair.changes[1:]) == moved.case.changes
    assert pair.changes == moved.moved({"stenosis.bulge": 0.0}).case.changes


def test_where_the_order_differs_the_settings_do() -> None:
    """Else the chart of one is shown for the other, and a case that is set keeps an old order."""
    groups = ("herniation", "operation")
    again, cured = (
        walked(Setting.of(case, groups), "herniation.reach", 0.0)
        for case in (RECURRENCE, Case(LEFT, DONE))
    )
    assert again.case == cured.case
    assert again != cured
    assert sweep(again, "herniation.reach", 3) != sweep(cured, "herniation.reach", 3)


def test_a_recurrence_is_forgotten_with_its_operation() -> None:
    groups = ("herniation", "operation")
    setting = walked(Setting.of(RECURRENCE, groups), "herniation.reach", 0.0)
    setting = setting.moved({"operation.microdiscectomy": False})
    assert () == setting.stood
    setting = walked(setting, "herniation.reach", 7.0)
    setting = setting.moved({"operation.microdiscectomy": True})
    assert [Herniation, Microdiscectomy] == [type(change) for change in setting.case.changes]


def test_a_new_cause_stands_where_the_catalogue_has_it() -> None:
    groups = ("herniation", "stenosis", "spondylolisthesis")
    setting = Setting.of(Case(), groups).moved({"spondylolisthesis.slip": 10.0})
    setting = setting.moved({"stenosis.facet": 2.0}).moved({"herniation.reach": 4.0})
    kinds = [type(change) for change in setting.case.changes]
    assert [Herniation, Stenosis, Spondylolisthesis] == kinds


def test_what_is_held_stays() -> None:
    setting = Setting.of(Case(), ("herniation",), {"herniation.side": "right"})
    moved = setting.moved({"herniation.reach": 5.0, "herniation.side": "left"})
    assert "right" == moved.case.changes[0].side
    with pytest.raises(ValueError, match=r"control is 'reach', must be one of herniation.level"):
        setting.moved({"reach": 5.0})


def test_a_slider_goes_on_by_steps_like_its_last_one_to_the_end_of_its_track() -> None:
    start = Setting.of(Case(LEFT), ("herniation",))
    (reach,) = (f for f in start.fields if f["name"] == "herniation.reach")
    for places, expected in (
        ((4.0, 4.5), [5.0, 5.5, 6.0]),
        ((4.0, 2.5), [1.0]),  # below 0 there is nothing
        ((reach["high"] - 1.0, reach["high"] - 0.5), [reach["high"]]),
        ((0.1, 0.2), [0.3, 0.4, 0.5]),
    ):
        before, now = (start.moved({"herniation.reach": place}) for place in places)
        further = now.beyond(before, ["herniation.reach"])
        assert expected == [one.values["herniation.reach"] for one in further]


def test_sliders_that_moved_together_go_on_together() -> None:
    names = ("herniation.reach", "herniation.base")
    before = Setting.of(Case(LEFT), ("herniation",)).moved(dict.fromkeys(names, 5.0))
    first, *_ = before.moved({names[0]: 5.5, names[1]: 7.0}).beyond(before, names)
    assert (6.0, 9.0) == tuple(first.values[name] for name in names)
