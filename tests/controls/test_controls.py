"""From the values of controls to a case and back: laws that need no screen."""

import pytest
from hypothesis import given

from l45anatomy import controls, evidence
from l45anatomy.case import Case
from l45anatomy.changes import (
    KINDS,
    Herniation,
    Laminectomy,
    Microdiscectomy,
    NerveLesion,
    Spondylolisthesis,
)
from l45anatomy.controls import case_of, catalogue, fields, group_of, locked, names, values
from l45anatomy.people import healthy
from tests import strategies

ALL = names("all")
LEFT = Case(Herniation(side="left", zone="subarticular", reach_mm=7))


def moved(case: Case, **told: object) -> Case:
    """The case after some controls were moved; `herniation_reach=3.0` for herniation.reach."""
    new = {name.replace("_", ".", 1): value for name, value in told.items()}
    return case_of(values(case, ALL) | new, case, ALL)


def can_be_shown(case: Case) -> bool:
    """Whether no kind of change is there twice, and all operations are at one place."""
    try:
        values(case, ALL)
    except ValueError:
        return False
    return True


def canonical(case: Case) -> tuple[object, ...]:
    return tuple(sorted(map(repr, case.changes)))


def test_every_change_there_is_has_controls():
    assert {kind for one in catalogue().values() for kind in one.kinds} == set(KINDS.values())


@given(strategies.cases().filter(lambda case: can_be_shown(case)))
def test_a_case_survives_the_controls(case):
    """Case to values to case: the anatomy is the same, and once there nothing moves."""
    made = case_of(values(case, ALL), case, ALL)
    assert made.anatomy == case.anatomy
    assert case_of(values(made, ALL), made, ALL) == made


@given(strategies.cases())
def test_what_the_controls_do_not_show_is_kept(case):
    groups = names("posture")
    assert canonical(case_of(values(case, groups), case, groups)) == canonical(
        Case(*case.changes, anatomy=case.person)
    )


def test_at_rest_the_controls_ask_for_nothing():
    told = values(Case(), ALL)
    assert case_of(told, Case(), ALL) == Case()
    assert told == {f["name"]: f["rest"] for f in fields(ALL)}


def test_the_person_stays_whatever_is_moved():
    tall = Case(anatomy=healthy(stature_mm=1850))
    assert moved(tall, herniation_reach=5.0).person == tall.person


def test_operations_come_after_every_cause():
    case = Case(Microdiscectomy("left"))
    made = moved(case, herniation_reach=6.0, operation_laminectomy=True)
    kinds = [type(change) for change in made.changes]
    assert kinds == [Herniation, Microdiscectomy, Laminectomy]


def test_a_base_that_was_never_set_goes_along_with_the_reach_and_one_that_was_set_stays():
    assert moved(LEFT, herniation_reach=12.0).changes[0] == Herniation(
        side="left", zone="subarticular", reach_mm=12
    )
    narrow = moved(LEFT, herniation_base=6.0)
    assert (narrow.changes[0].base_mm, narrow.changes[0].kind) == (6.0, "extrusion")
    assert moved(narrow, herniation_reach=12.0).changes[0].base_mm == 6.0


def test_a_degenerative_slip_goes_less_far_than_an_isthmic_one():
    def farthest(case: Case) -> float:
        shown = fields(ALL, told=values(case, ALL))
        return next(f["high"] for f in shown if f["name"] == "spondylolisthesis.slip")

    limits = evidence.limits()
    for kind in ("degenerative", "isthmic"):
        case = Case(Spondylolisthesis(10, kind=kind))
        assert farthest(case) == limits[f"spondylolisthesis.{kind}_percent"].high


def test_values_that_do_not_go_together_say_what_is_allowed():
    with pytest.raises(ValueError, match=r"slip_percent is 60.*must be 0 to 35"):
        moved(Case(), spondylolisthesis_slip=60.0)
    with pytest.raises(ValueError, match=r"reach is 99, must be 0 to 16 \(limits.csv"):
        moved(Case(), herniation_reach=99)
    with pytest.raises(ValueError, match="zone is 'up', must be one of central"):
        moved(Case(), herniation_zone="up")
    with pytest.raises(ValueError, match="laminectomy is 1, must be True or False"):
        moved(Case(), operation_laminectomy=1)


def test_two_changes_of_one_kind_are_not_lost_in_silence():
    with pytest.raises(ValueError, match="must have one Herniation at most"):
        values(Case(*LEFT.changes, *LEFT.changes), ALL)
    with pytest.raises(ValueError, match="operations are at L3-L4, L4-L5, must be at one level"):
        values(Case(Laminectomy("L3-L4"), Microdiscectomy("left")), ALL)


def test_names_are_checked_and_kept_in_order():
    assert names("stenosis") == ("stenosis",)
    assert names(["posture", "stenosis", "posture"]) == ("posture", "stenosis")
    with pytest.raises(ValueError, match="controls is 'cure', must be one of herniation"):
        names("cure")
    with pytest.raises(ValueError, match="controls is empty"):
        names(())


def test_a_bare_name_locks_a_control_in_every_group_that_has_it():
    held = locked(("herniation", "cyst"), {"level": "L5-S1", "herniation.reach": 5})
    assert held == {"herniation.level": "L5-S1", "cyst.level": "L5-S1", "herniation.reach": 5.0}
    shown = {f["name"]: f["disabled"] for f in fields(("herniation", "cyst"), held)}
    assert {name for name, is_held in shown.items() if is_held} == set(held)
    with pytest.raises(ValueError, match="lock names 'colour', must be any of base, kind"):
        locked(("herniation",), {"colour": "red"})
    with pytest.raises(ValueError, match="lock of level is 'L9', must be one of"):
        locked(("herniation",), {"level": "L9"})


REAR = "its rear wall holds: only a burst sends a fragment back"
IDLE = (
    ("herniation.side", {"zone": "central"}, "in the middle there is no side"),
    ("herniation.side", {"zone": "foraminal"}, ""),
    ("fracture.height", {"kind": "none"}, "choose a kind of fracture first"),
    ("fracture.retropulsion", {"kind": "none"}, "choose a kind of fracture first"),
    ("fracture.retropulsion", {"kind": "compression"}, REAR),
    ("fracture.height", {"kind": "compression"}, ""),
    ("fracture.retropulsion", {"kind": "burst"}, ""),
    ("operation.approach", {"microdiscectomy": False}, "it belongs to a microdiscectomy"),
    ("operation.approach", {"microdiscectomy": True}, ""),
    ("operation.reduce", {"fusion": False}, "it belongs to a fusion"),
    ("operation.reduce", {"fusion": True}, ""),
    ("stenosis.side", {"pedicle": 3.0}, "disc height and pedicles have no side"),
    ("stenosis.side", {"height": 3.0}, "disc height and pedicles have no side"),
    ("stenosis.side", {"height": 3.0, "facet": 1.0}, ""),
    ("stenosis.side", {"flavum": 5.0, "pedicle": 3.0}, ""),
    ("stenosis.side", {}, ""),
)


@pytest.mark.parametrize(("name", "told", "because"), IDLE)
def test_a_control_that_does_nothing_as_things_stand_cannot_be_moved_and_says_why(
    name, told, because
):
    group = group_of(name)
    shown = fields((group,), told={f"{group}.{own}": value for own, value in told.items()})
    (one,) = (field for field in shown if field["name"] == name)
    assert (bool(because), because, because) == (one["disabled"], one["because"], one["idle"])


@pytest.mark.parametrize("field", fields(ALL), ids=lambda field: field["name"])
def test_bands_and_ticks_lie_on_their_track_and_have_words(field):
    for band in field["bands"]:
        assert field["low"] <= band["low"] < band["high"] <= field["high"], band
        assert band["word"]
    for tick in field["ticks"]:
        assert field["low"] <= tick["at"] <= field["high"], tick
        assert tick["word"]
    assert field["kind"] != "range" or field["low"] <= field["rest"] <= field["high"]


def test_grades_of_a_slip_stand_on_its_track():
    slip = next(f for f in fields(ALL) if f["name"] == "spondylolisthesis.slip")
    assert [band["word"] for band in slip["bands"]][:2] == ["Meyerding I", "Meyerding II"]


def test_controls_are_public_by_name():
    assert set(controls.__all__) <= set(dir(controls))


def test_lost_fibres_are_set_in_percent_and_kept_as_a_share():
    """Every share a case may have comes back the same from the controls that show it."""
    [field] = [f for f in fields(["nerve"]) if f["name"] == "nerve.severity"]
    assert ("%", 0.0, 100.0) == (field["unit"], field["low"], field["high"])
    for percent in range(5, 101, 5):
        case = Case(NerveLesion("femoral nerve", "right", percent / 100))
        told = values(case, ["nerve"])
        assert percent == told["nerve.severity"]
        assert case == case_of(told, case, ["nerve"])


@pytest.mark.parametrize(
    ("told", "remark"),
    [
        ({"reach": 7.0}, ""),
        ({"reach": 7.0, "base": 5.0}, "as it lies it is called an extrusion"),
        ({"reach": 7.0, "migration": 3.0}, "as it lies it is called an extrusion"),
        ({"reach": 7.0, "migration": 3.0, "kind": "sequestration"}, ""),
        ({"migration": 3.0}, ""),
    ],
)
def test_a_kind_says_what_it_is_called_where_that_is_another_word(told, remark):
    values = {f"herniation.{name}": value for name, value in told.items()}
    (kind,) = (one for one in fields(("herniation",), {}, values) if "kind" in one["name"])
    assert (remark, False) == (kind["remark"], kind["disabled"])
