"""QTI packages: whole, and marking as this package marks."""

import io
import zipfile
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings

from l45anatomy.quizzes.exchange import export
from l45anatomy.quizzes.questions import QuestionSet
from tests.quizzes.exchange.generated import quizzes
from tests.quizzes.strategies import KINDS, WRONG, question

Q = "{http://www.imsglobal.org/xsd/imsqti_v2p1}"
P = "{http://www.imsglobal.org/xsd/imscp_v1p1}"
EVERY_KIND = QuestionSet(
    name="kinds", title="Every <kind> & more", questions=tuple(question(kind) for kind in KINDS)
)


def opened(made):
    package = zipfile.ZipFile(io.BytesIO(made.content))
    return {name: package.read(name) for name in package.namelist()}


def parsed(content):
    return ElementTree.fromstring(content)  # noqa: S314 - our own file


def one(kind, **changed):
    quiz = QuestionSet(name="q", title="t", questions=(question(kind, **changed),))
    files = opened(export(quiz, "qti", draws=False))
    return parsed(files[f"items/a-{kind.replace(' ', '-')}.xml"])


class Player:
    """What a player of QTI does with the rules of an item, as far as ours use them."""

    def __init__(self, item):
        self.item = item
        answer = item.find(f"{Q}responseDeclaration")
        self.kind, self.cardinality = answer.get("baseType"), answer.get("cardinality")
        self.right = [value.text for value in answer.iter(f"{Q}value")]
        self.outcomes = {"SCORE": 0.0, "FEEDBACK": []}

    def play(self, response):
        self.response = response if isinstance(response, list) else [response]
        for rule in self.item.find(f"{Q}responseProcessing"):
            self.run(rule)
        texts = [
            "".join(said.itertext())
            for said in self.item.iter(f"{Q}modalFeedback")
            if said.get("identifier") in self.outcomes["FEEDBACK"]
        ]
        return self.outcomes["SCORE"], texts

    def run(self, rule):
        tag = rule.tag.removeprefix(Q)
        if tag == "responseCondition":
            for branch in rule:
                is_else = branch.tag == f"{Q}responseElse"
                if is_else or self.value(branch[0]):
                    for inner in branch if is_else else branch[1:]:
                        self.run(inner)
                    return
        else:
            assert tag == "setOutcomeValue"
            value = self.value(rule[0])
            self.outcomes[rule.get("identifier")] = value

    def value(self, node):
        match node.tag.removeprefix(Q):
            case "variable":
                return self.response
            case "correct":
                return self.right
            case "baseValue":
                return float(node.text) if node.get("baseType") == "float" else node.text
            case "multiple":
                inner = self.value(node[0])
                return inner if isinstance(inner, list) else [inner]
            case "match":
                given, right = self.value(node[0]), self.value(node[1])
                return (
                    given == right
                    if self.cardinality == "ordered"
                    else sorted(given) == sorted(right)
                )
            case "equal":
                low, high = map(float, node.get("tolerance").split())
                return (
                    self.value(node[1]) - low
                    <= float(self.response[0])
                    <= self.value(node[1]) + high
                )
            case "stringMatch":
                return self.response[0].lower() == self.value(node[1]).lower()
            case "or":
                return any(self.value(inner) for inner in node)
        raise AssertionError(node.tag)


ANSWERS = {  # kind -> how the answers of the samples look in QTI
    "single choice": lambda given: f"c-{given}",
    "multiple choice": lambda given: [f"c-{name}" for name in given],
    "number": str,
    "short text": str,
    "order": lambda given: [f"c-{name}" for name in given],
    "match": lambda given: [f"l-{left} r-{right}" for left, right in given.items()],
}
TEXT = {
    "accepted": ["EHL", "extensor hallucis longus"],
    "means": "text",
    "wrong": [{"accepted": ["knee extension"], **WRONG}],
}


@pytest.mark.parametrize("kind", ANSWERS)
def test_a_player_marks_as_this_package_does(kind):
    changed = TEXT if kind == "short text" else {}
    sample, item = question(kind, **changed), one(kind, **changed)
    for answer in KINDS[kind][1:3]:
        marked = sample.mark(answer)
        score, said = Player(item).play(ANSWERS[kind](answer))
        assert float(marked.correct) == score
        first = next(one for one in marked.feedback if one.chosen)
        assert any(first.reason in text for text in said)


def test_the_package_lists_every_file_it_holds():
    files = opened(export(EVERY_KIND, "qti", draws=False))
    manifest = parsed(files["imsmanifest.xml"])
    listed = [file.get("href") for file in manifest.iter(f"{P}file")]
    assert sorted(listed) == sorted(set(files) - {"imsmanifest.xml"})
    test = parsed(files["test.xml"])
    assert "Every <kind> & more" == test.get("title")
    asked = [ref.get("href") for ref in test.iter(f"{Q}assessmentItemRef")]
    assert asked == [name for name in listed if name.startswith("items/") and name.endswith(".xml")]


def test_every_reference_of_an_item_leads_somewhere():
    files = opened(export(EVERY_KIND, "qti", draws=False))
    for name, content in files.items():
        if not name.startswith("items/") or not name.endswith(".xml"):
            continue
        item = parsed(content)
        there = {node.get("identifier") for node in item.iter() if node.get("identifier")}
        for value in item.find(f"{Q}responseDeclaration").iter(f"{Q}value"):
            kind = item.find(f"{Q}responseDeclaration").get("baseType")
            if kind in ("identifier", "directedPair"):
                assert set(value.text.split()) <= there
        for image in item.iter(f"{Q}img"):
            assert f"items/{image.get('src')}" in files
            assert image.get("alt")


def test_a_slice_goes_along_as_an_image():
    quiz = QuestionSet(name="q", title="t", questions=(question("slice"),))
    files = opened(export(quiz, "qti"))
    assert files["items/a-slice.png"].startswith(b"\x89PNG")


def test_what_is_lost_is_listed():
    made = export(EVERY_KIND, "qti", draws=False)
    said = [str(loss) for loss in made.losses]
    assert "a-sliders: left out: sliders are set in the simulator only" in said
    assert "a-number: limits: 0 to 40" in said
    assert "a-single-choice: objective" in said
    assert "a-short-text: leniency: accents and signs count in what is typed" in said


def test_the_same_questions_give_the_same_file():
    assert export(EVERY_KIND, "qti", draws=False) == export(EVERY_KIND, "qti", draws=False)


@settings(max_examples=15)
@given(quizzes())
def test_any_quiz_makes_a_sound_package(quiz):
    files = opened(export(quiz, "qti"))
    assert len(quiz) + 2 == len([parsed(content) for content in files.values()])
