"""What a disc looks like: bulge or herniation, where, how large, and by what name."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l45anatomy import (
    Case,
    Herniation,
    Side,
    Stenosis,
    grading,
    healthy,
)
from l45anatomy.frame import LEVELS, ZONES
from l45anatomy.geometry.clipping import clipped
from l45anatomy.grading import discs as felt
from l45anatomy.spine.discs import disc, outline
from tests.strategies import cases


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("side", list(Side))
@pytest.mark.parametrize("zone", ["central", "subarticular", "foraminal", "extraforaminal"])
def test_the_zone_and_size_that_is_seen_is_the_one_that_was_made(zone, side, level):
    case = Case(Herniation(side, zone, 6.0, level))
    (piece,) = grading.look(case.anatomy, level).displaced
    assert (piece.zone, piece.side) == (zone, None if zone == "central" else side)
    assert piece.reach_mm == pytest.approx(6.0, abs=0.3)
    assert piece.term == "protrusion"
    assert not piece.is_migrated
    location = {"central": "A", "subarticular": "B"}.get(zone, "C")
    assert case.grade("MSU", level).grade[-1] == location
    assert case.grade("MSU", level).source == ("mysliwiec2010",)


@pytest.mark.parametrize("kind", ["protrusion", "extrusion", "sequestration"])
def test_the_term_is_the_one_the_shape_shows(kind):
    """A head that is wider than its neck is an extrusion [fardon2014]."""
    case = Case(Herniation("left", "subarticular", 8.0, kind=kind))
    assert kind == case.grade("Disc", "L4-L5").grade
    down = Case(Herniation("left", "subarticular", 8.0, kind="extrusion", migration_mm=-10.0))
    (piece,) = grading.look(down.anatomy, "L4-L5").displaced
    assert (piece.term, piece.is_migrated) == ("extrusion", True)
    assert piece.height.endswith("pedicular level of L5")
    assert piece.tip_mm == pytest.approx(-10.0, abs=1.5)


def test_a_bulge_is_no_herniation_and_hides_none():
    """More than a quarter of the circumference is a bulge [fardon2014]."""
    assert Case(Stenosis(bulge_mm=3.0)).grade("Disc", "L4-L5").grade == "bulge"
    assert Case(Stenosis(bulge_mm=3.0)).grade("MSU", "L4-L5").grade == "none"
    both = Case(Stenosis(bulge_mm=2.0), Herniation("left", "subarticular", 7.0))
    assert both.grade("Disc", "L4-L5").grade == "protrusion"


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("far", [2.0, 4.0, 6.0])
def test_a_bulge_of_one_side_is_a_bulge(far, level):
    """It takes more than a quarter of the circumference, which makes it asymmetric [fardon2014]."""
    case = Case(Stenosis(level=level, side="left", bulge_mm=far))
    seen = grading.look(case.anatomy, level)
    assert seen.displaced == ()
    (bulge,) = seen.aside
    assert bulge.side == Side.LEFT
    assert seen.share > 0.25
    assert bulge.reach_mm == pytest.approx(far, abs=1.0)
    assert case.grade("Disc", level).grade == "bulge"
    assert case.grade("MSU", level).grade == "none"


@pytest.mark.parametrize("level", LEVELS)
def test_a_bulge_of_one_side_is_never_a_herniation_and_grows_as_it_is_told(level):
    """Low ones stand out most where the edge turns; from one millimetre on it is a bulge."""
    looks = []
    for far in np.arange(0.1, 2.05, 0.1):
        case = Case(Stenosis(level=level, side="left", bulge_mm=float(far)))
        seen = grading.look(case.anatomy, level)
        assert () == seen.displaced, far
        assert {bulge.side for bulge in seen.aside} <= {Side.LEFT}
        assert ("bulge" if seen.aside else "normal") == case.grade("Disc", level).grade
        looks.append(seen.aside[0].reach_mm if seen.aside else 0.0)
    assert sorted(looks) == looks
    assert 0.0 == looks[5], "0.6 mm are no bulge yet"
    assert 1.0 < looks[12] < 2.0, "1.3 mm are one"


@pytest.mark.parametrize(
    ("level", "changes", "small"),
    [
        ("L4-L5", (Herniation(None, "central", 1.9, base_mm=30),), 1450),
        ("L5-S1", (Herniation(None, "central", 1.9, "L5-S1", base_mm=30),), 1500),
        ("L4-L5", (Herniation("left", "subarticular", 1.9, base_mm=30),), 1450),
        (
            "L4-L5",
            (Stenosis(side="left", bulge_mm=0.5), Herniation("left", "subarticular", 1.9)),
            1600,
        ),
    ],
)
def test_what_stands_out_by_more_than_a_millimetre_is_always_told(level, changes, small):
    case = Case(*changes, anatomy=healthy("female", small))
    seen = grading.look(case.anatomy, level)
    told = [*(bulge.reach_mm for bulge in seen.aside), *(p.reach_mm for p in seen.displaced)]
    assert 1.9 == pytest.approx(max(told), abs=0.5)
    assert case.grade("Disc", level).grade in {"bulge", "protrusion"}


def test_a_bulge_of_one_side_hides_no_herniation():
    case = Case(Stenosis(side="left", bulge_mm=2.0), Herniation("left", "subarticular", 7.0))
    seen = grading.look(case.anatomy, "L4-L5")
    assert [bulge.side for bulge in seen.aside] == [Side.LEFT]
    assert [(p.side, p.zone, p.term) for p in seen.displaced] == [
        ("left", "subarticular", "protrusion")
    ]


def test_two_herniations_are_two():
    case = Case(Herniation("left", "subarticular", 6.0), Herniation("right", "foraminal", 4.0))
    pieces = grading.look(case.anatomy, "L4-L5").displaced
    assert [(p.side, p.zone) for p in pieces] == [
        ("left", "subarticular"),
        ("right", "foraminal"),
    ]


def test_a_small_protrusion_on_a_bulge_is_no_extrusion():
    """Its depth counts from the bulge it stands on, as its base does."""
    case = Case(Herniation("right", "extraforaminal", 3.84, base_mm=14.0), Stenosis(bulge_mm=2.0))
    assert case.grade("Disc", "L4-L5").grade == "protrusion"


@settings(max_examples=15)
@given(cases(), st.sampled_from(LEVELS), st.integers(0, 2**32 - 1))
def test_a_ray_feels_in_stretches_what_it_feels_depth_by_depth(case, level, seed):
    """Only what is farther than the next depth may be told less exactly."""
    solid, rng = disc(case.anatomy, level), np.random.default_rng(seed)
    starts = rng.uniform(-25.0, 25.0, (40, 3)) * (1.0, 1.0, 0.4)
    ways = rng.normal(size=(40, 3))
    ways /= np.linalg.norm(ways, axis=1, keepdims=True)
    points = starts[:, None] + felt._DEPTHS[:, None] * ways[:, None]
    plain = clipped(solid, points.reshape(-1, 3), felt._FAR_MM).reshape(points.shape[:2])
    room = np.full((len(starts), *felt._STRETCHES.shape), felt._FAR_MM)
    ray, stretch, found = felt._along(solid, solid.bounds, starts, ways)
    room[ray, stretch] = found
    quick = room.reshape(len(starts), -1)[:, : len(felt._DEPTHS)]
    near = plain < 0.5
    assert (plain[near] == quick[near]).all()
    assert (quick[~near] >= 0.5).all()


@pytest.mark.parametrize("zone", ZONES)
def test_only_what_has_left_a_disc_is_felt_anew(zone):
    """What is known of the disc without it is what all of the disc tells there."""
    anatomy = Case(Herniation("left", zone, 6.0), Stenosis(bulge_mm=1.5)).anatomy
    whole, edge = disc(anatomy, "L4-L5"), outline(anatomy, "L4-L5")
    heights, room = felt._felt(whole, edge)
    ray, at, starts, ways = felt._rays(edge, len(heights) // 2)
    points = starts[:, None] + felt._DEPTHS[:, None] * ways[:, None]
    plain = clipped(whole, points.reshape(-1, 3), felt._FAR_MM).reshape(len(starts), -1)
    assert plain == pytest.approx(room[ray, at], abs=1e-12)
