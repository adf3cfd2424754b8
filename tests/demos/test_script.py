"""Scripts that come along load and hold; one that does not is refused with what, got, allowed."""

import copy
import re
import tomllib
from pathlib import Path

import pytest

from l45anatomy import Case, Herniation, evidence
from l45anatomy.demos.proof import contradictions
from l45anatomy.demos.script import DemoError, known, load, read
from tests import prose

SCENES = [scene for name in known() for scene in load(name)]

CONTENT = {
    "title": "A demo",
    "scene": [
        {
            "id": "first",
            "title": "First",
            "minutes": 2,
            "before": {"changes": []},
            "case": Case(Herniation("left", "subarticular", 7.0)).to_dict(),
            "controls": ["herniation"],
            "ask": "Which root?",
            "wrong": [{"says": "L4", "answer": "Look again."}],
            "reveal": "L5.",
            "notes": "Wait.",
            "sources": ["edit"],
            "claim": ["L5 left"],
        }
    ],
}


def changed(**keys):
    """The content with some keys of its scene changed; None takes a key away."""
    content = copy.deepcopy(CONTENT)
    scene = content["scene"][0] | keys
    content["scene"][0] = {key: value for key, value in scene.items() if value is not None}
    return content


def only(**keys):
    """The one scene of the content with some keys changed."""
    return read(changed(**keys), "made.toml").scenes[0]


def test_the_script_in_the_docs_can_be_shown_and_holds():
    told = (Path(__file__).parents[2] / "docs" / "demo.md").read_text("utf-8")
    (example,) = re.findall(r"```toml\n(.*?)```", told, re.DOTALL)
    (scene,) = read(tomllib.loads(example), "demo.md")
    assert () == contradictions(scene)


def test_there_is_a_demo_for_each_lesson_that_the_course_asks_for():
    assert {"02-roots", "03-herniation", "04-stenosis", "05-slip", "09-treatment"} == set(known())


@pytest.mark.parametrize("name", known())
def test_a_demo_has_six_to_ten_scenes_and_fits_a_lesson(name):
    assert 6 <= len(load(name)) <= 10
    assert 15 <= load(name).minutes <= 45


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.id)
def test_no_scene_contradicts_the_simulator(scene):
    assert () == contradictions(scene)


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.id)
def test_every_source_of_a_scene_has_its_reference(scene):
    assert set() == set(scene.sources) - set(evidence.references())


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.id)
def test_every_number_that_is_told_stands_in_a_table(scene):
    assert [] == prose.unfounded(scene.reveal, "", scene.sources)


def test_the_small_herniation_of_the_demo_hurts_and_weakens_nothing():
    """What the scene tells of the case before its reveal."""
    (scene,) = (one for one in SCENES if one.id == "how-large-is-too-large")
    found = Case.from_dict(scene.before).exam.abnormal
    assert {"pain", "tension"} == {finding.modality for finding in found}


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"minutes": 0}, "scene 'first': minutes is 0, must be greater than or equal to 1"),
        ({"ask": None}, "scene 'first': ask is missing, must be given"),
        ({"colour": "red"}, "scene 'first': colour is no key of a script"),
        ({"controls": ["magic"]}, "controls is 'magic', must be one of herniation"),
        ({"show": ["brain"]}, "show.0 is 'brain', must be 'controls'"),
        ({"claim": ["L9 left"]}, "claim.0 is 'L9 left'"),
        ({"case": {"changes": [{"change": "Magic"}]}}, "case: "),
        ({"before": None, "claim_before": ["L5 left"]}, "must not be there without before"),
        (
            {"ways": [{"of": "area, mm2", "goes": "up"}]},
            "must come with level, which 'area, mm2' needs",
        ),
        ({"controls": None}, "must offer controls in one scene at least"),
    ],
)
def test_what_is_not_allowed_is_refused_with_its_place(wrong, told):
    with pytest.raises(DemoError) as refused:
        read(changed(**wrong), "made.toml")
    assert told in str(refused.value)
    assert str(refused.value).startswith("made.toml")


def test_two_scenes_have_two_ids():
    content = copy.deepcopy(CONTENT)
    content["scene"] *= 2
    with pytest.raises(DemoError, match="'first' is there twice"):
        read(content, "made.toml")


def test_an_unknown_demo_is_told_what_there_is(tmp_path):
    with pytest.raises(DemoError, match="demo is 'magic', must be one of 02-roots, 03-herniation"):
        load("magic")
    with pytest.raises(DemoError, match="can't be read"):
        load(tmp_path / "missing.toml")
    (tmp_path / "bad.toml").write_text("title = ")
    with pytest.raises(DemoError, match=r"bad\.toml: no TOML"):
        load(tmp_path / "bad.toml")


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ({"claim": []}, "first: case catches L5 left, which is not said"),
        ({"claim": ["L5 left", "L4 left"]}, "first: case is said to catch L4 left, which is free"),
        ({"claim_before": ["S1 left"]}, "first: before is said to catch S1 left, which is free"),
        ({"normal": ["extensor hallucis longus left"]}, "said to be normal, it is not"),
        ({"abnormal": ["patellar reflex left"]}, "said to be abnormal, it is not"),
        ({"abnormal": ["second sight"]}, "'second sight' is no finding"),
        (
            {"ways": [{"of": "loss, percent", "root": "L5", "side": "left", "goes": "down"}]},
            "loss, percent of L5 left is said to go down, it goes 0 to 0.7",
        ),
    ],
)
def test_a_scene_that_says_too_much_is_found_out(keys, said):
    (one,) = contradictions(only(**keys))
    assert said in one
