"""Bones stand on each other as the numbers say, and a slip carries what is above."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings

from l45anatomy import healthy
from l45anatomy.frame import DISCS, VERTEBRAE
from l45anatomy.spine.alignment import stack
from l45anatomy.spine.vertebra import vertebra
from tests.strategies import healthy_people, numbers


def rear_edge(person, name, share):
    """Give the world's place of a body's rear wall: share -1 at its lower end, 1 at its upper."""
    sizes = person.vertebra(name)
    wall = vertebra(name, sizes).outline.wall
    at = np.array([[0.0, wall, share * sizes.height_posterior_mm / 2]])
    return stack(person).body(name).to_world(at)[0]


def wedge(person, level):
    sizes, segment = person.vertebra(level[:2]), person.segment(level)
    rise = segment.disc_anterior_mm - segment.disc_posterior_mm
    return np.degrees(2 * np.arctan(rise / 2 / sizes.body_depth_mm))


def lean(person, name):
    sizes = person.vertebra(name)
    rise = sizes.height_anterior_mm - sizes.height_posterior_mm
    return np.degrees(2 * np.arctan(rise / 2 / sizes.body_depth_mm))


@settings(max_examples=10)
@given(healthy_people())
def test_rear_walls_are_as_far_apart_as_the_disc_between_is_high_behind(person):
    """From edge to edge it is the disc's own height, and a small step back that facets hold."""
    for above, below in pairwise(VERTEBRAE):
        gap = np.linalg.norm(rear_edge(person, above, -1) - rear_edge(person, below, 1))
        segment = person.segment(f"{above}-{below}")
        expected = np.hypot(segment.disc_posterior_mm, segment.setback_mm)
        assert expected == pytest.approx(gap, rel=0.1)


@settings(max_examples=10)
@given(healthy_people())
def test_discs_and_bodies_wedge_as_their_numbers_say(person):
    pile = stack(person)
    for above, below in pairwise((*VERTEBRAE, "S1")):
        floor = pile.body(above).tilt_deg - lean(person, above) / 2
        roof = pile.body(below).tilt_deg
        roof += lean(person, below) / 2 if below != "S1" else 0.0
        assert wedge(person, f"{above}-{below}") == pytest.approx(floor - roof, abs=0.05)


@settings(max_examples=10)
@given(healthy_people())
def test_a_disc_lies_half_way_between_the_endplates(person):
    pile = stack(person)
    for level in DISCS:
        above, below = level.split("-")
        low, high = pile.body(below).offset[2], pile.body(above).offset[2]
        assert low < pile.disc(level).offset[2] < high


@given(numbers(20.0, 55.0))
def test_the_sacrum_leans_by_its_slope(slope):
    from dataclasses import replace

    pile = stack(replace(healthy(), sacral_slope_deg=slope))
    assert -slope == pile.body("S1").tilt_deg
    assert (0.0, 0.0, 0.0) == pile.sacrum.offset


def test_the_lumbar_spine_is_hollow_behind():
    """Lordosis: from L3 to the sacrum every endplate leans further forward."""
    pile = stack(healthy())
    tilts = [pile.body(name).tilt_deg for name in (*VERTEBRAE, "S1")]
    assert sorted(tilts, reverse=True) == tilts


@pytest.mark.parametrize("level", DISCS)
@settings(max_examples=6)
@given(slip=numbers(0.5, 12.0))
def test_a_slip_moves_everything_above_by_its_size_and_nothing_below(level, slip):
    rest = stack(healthy())
    slipped = stack(healthy().with_segment(level, slip_mm=slip))
    first = DISCS.index(level)
    for at, name in enumerate(VERTEBRAE):
        shift = np.subtract(slipped.body(name).offset, rest.body(name).offset)
        assert (slip if at <= first else 0.0) == pytest.approx(np.linalg.norm(shift), abs=1e-6)
        assert shift[1] >= 0
        assert slipped.arch(name) == slipped.body(name)
        assert slipped.body(name).tilt_deg == rest.body(name).tilt_deg


@pytest.mark.parametrize("level", DISCS)
def test_a_broken_pars_leaves_the_arch_of_the_slipped_vertebra_only(level):
    rest = stack(healthy())
    slipped = stack(healthy().with_segment(level, slip_mm=8.0, arch_slips=False))
    name = level[:2]
    assert rest.arch(name).offset == pytest.approx(slipped.arch(name).offset)
    assert slipped.body(name).offset != pytest.approx(slipped.arch(name).offset)
    for other in set(VERTEBRAE) - {name}:
        assert slipped.body(other) == slipped.arch(other)


def test_a_disc_bed_is_where_the_disc_was_before_the_slip():
    rest = stack(healthy())
    slipped = stack(healthy().with_segment("L4-L5", slip_mm=8.0))
    assert rest.disc("L4-L5").offset == pytest.approx(slipped.bed("L4-L5").offset)
    forward = np.subtract(slipped.disc("L4-L5").offset, slipped.bed("L4-L5").offset)
    assert 4.0 == pytest.approx(np.linalg.norm(forward))
