"""Every structure has its standard name and is found by the names people use."""

import re

import pytest

from l45anatomy.frame import Side
from l45anatomy.naming import find, named
from l45anatomy.people import healthy
from l45anatomy.spine.build import build

STRUCTURES = [structure.name for structure in build(healthy()).structures]


@pytest.mark.parametrize("structure", STRUCTURES)
def test_every_structure_of_the_model_has_a_name(structure):
    name = named(structure)
    assert name.structure == structure
    assert name.latin
    assert re.fullmatch(r"FMA\d+", name.fma)
    assert "{" not in " ".join(name.all)


@pytest.mark.parametrize("structure", STRUCTURES)
def test_a_structure_is_found_by_each_of_its_names(structure):
    for name in named(structure).all:
        assert structure in find(name.upper())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("L4", ("L4 vertebra",)),
        ("l4-l5", ("disc L4-L5",)),
        ("thecal sac", ("dural sac",)),
        ("PLL", ("posterior longitudinal ligament",)),
        ("DRG S1 left", ("ganglion S1 left",)),
        ("L5 root", ("root L5 right", "root L5 left")),
        ("yellow ligament L4-L5", tuple(f"ligamentum flavum L4-L5 {side}" for side in Side)),
        ("nervus ischiadicus sinister", ("sciatic nerve left",)),
        ("isthmus", ("part: pars interarticularis",)),
    ],
)
def test_people_find_what_they_mean(text, expected):
    assert find(text) == expected


def test_sides_are_said_in_both_languages():
    assert named("root L5 left").latin == "nervus lumbalis V sinister"
    assert named("ligamentum flavum L4-L5 right").latin == "ligamentum flavum L4-L5 dextrum"
    assert named("sciatic nerve right").english == "right sciatic nerve"


def test_levels_have_ids_of_their_own():
    """Seen in the list of parts of BodyParts3D: the disc is named after the vertebra above."""
    assert named("L4 vertebra").fma == "FMA13075"
    assert named("disc L4-L5").fma == "FMA16036"


def test_an_unknown_name_lists_near_ones():
    with pytest.raises(KeyError, match="'root L5 lef', did you mean root L5 left"):
        named("root L5 lef")
    with pytest.raises(
        ValueError, match="no structure is called 'dural sack', did you mean dural sac"
    ):
        find("dural sack")


def test_a_part_says_whose_it_is():
    assert named("part: pedicle").part_of == "vertebra"
