"""The numbers of one person: healthy by default, comparable, refused where they make no sense."""

import pytest
from hypothesis import given

from l45anatomy import Side, anatomy, evidence, healthy
from l45anatomy.anatomy import from_parameters, on_sides, paired, parameters
from l45anatomy.frame import LEVELS, ROOTS, VERTEBRAE
from tests.strategies import healthy_people, mirrored, numbers


def test_the_mean_adult_has_the_values_of_the_table():
    values = {name: row.value for name, row in evidence.dimensions().items()}
    assert from_parameters(values) == healthy()


def test_a_healthy_adult_is_one_object():
    """What a slider left alone is built once: equality is not enough, hashing takes time."""
    assert healthy() is healthy()


@given(healthy_people())
def test_a_healthy_person_is_the_same_in_a_mirror(person):
    assert person == mirrored(person)


@given(healthy_people())
def test_people_are_values(person):
    again = eval(repr(person), dict(vars(anatomy)))  # noqa: S307 (our own repr)
    assert (person, hash(person)) == (again, hash(again))


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (lambda p: p.vertebra("L6"), "vertebra is 'L6', must be one of L1, L2, L3, L4, L5"),
        (
            lambda p: p.segment("L4"),
            "level is 'L4', must be one of L1-L2, L2-L3, L3-L4, L4-L5, L5-S1",
        ),
        (lambda p: p.nerves.diameter_mm("S2"), "root is 'S2', must be one of L3, L4, L5, S1"),
        (lambda p: p.with_segment("T12-L1", bulge_mm=1.0), "level is 'T12-L1', must be one of"),
        (lambda p: p.with_vertebra("S1", canal_width_mm=1.0), "vertebra is 'S1', must be one of"),
    ],
)
def test_an_unknown_place_is_told_with_the_known_ones(ask, message):
    with pytest.raises(ValueError, match=message):
        ask(healthy())


@pytest.mark.parametrize("level", LEVELS)
def test_changing_a_segment_leaves_everything_else(level):
    changed = healthy().with_segment(level, bulge_mm=3.0)
    assert 3.0 == changed.segment(level).bulge_mm
    assert changed.with_segment(level, bulge_mm=0.0) == healthy()


@pytest.mark.parametrize("name", VERTEBRAE)
def test_changing_a_vertebra_leaves_everything_else(name):
    usual = healthy().vertebra(name).canal_depth_mm
    changed = healthy().with_vertebra(name, canal_depth_mm=12.0)
    assert 12.0 == changed.vertebra(name).canal_depth_mm
    assert changed.with_vertebra(name, canal_depth_mm=usual) == healthy()


def test_every_root_has_a_diameter():
    rows = evidence.dimensions()
    for root in ROOTS:
        expected = rows[f"nerves.root_{root.lower()}_mm"].value
        assert expected == healthy().nerves.diameter_mm(root)


@given(numbers(0, 9), numbers(0, 9), numbers(0, 9))
def test_one_side_and_the_other_make_both(right, left, more):
    pair = (right, left)
    one_by_one = on_sides(on_sides(pair, Side.RIGHT, more), Side.LEFT, more)
    assert on_sides(pair, None, more) == one_by_one
    assert left == paired(on_sides(pair, Side.RIGHT, more), Side.LEFT)


def test_the_parameters_are_the_rows_of_the_table():
    assert tuple(evidence.dimensions()) == parameters()
