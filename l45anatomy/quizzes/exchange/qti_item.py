"""One question as an assessment item of QTI 2.1: its text, interaction, rules and feedback."""

from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement

from l45anatomy.quizzes import blanks
from l45anatomy.quizzes.exchange import ranges
from l45anatomy.quizzes.exchange.form import general_feedback
from l45anatomy.quizzes.exchange.pictures import Image
from l45anatomy.quizzes.exchange.portable import Portable
from l45anatomy.quizzes.exchange.xhtml import fill
from l45anatomy.quizzes.kinds import Match, MultipleChoice, Number, Order, ShortText, SingleChoice
from l45anatomy.quizzes.markdown import block, line

__all__ = ["QTI", "item"]

QTI = "http://www.imsglobal.org/xsd/imsqti_v2p1"


def item(question: Portable, shown: Image | None) -> Element:
    """Give a question as an assessment item."""
    root = Element(
        "assessmentItem",
        xmlns=QTI,
        identifier=f"q-{question.id}",
        title=question.id,
        adaptive="false",
        timeDependent="false",
    )
    made = _Item(root=root)
    match question:
        case SingleChoice() | MultipleChoice():
            _choice(made, question, shown)
        case Number():
            _number(made, question, shown)
        case ShortText():
            _short(made, question, shown)
        case Order():
            _order(made, question, shown)
        case Match():
            _match(made, question, shown)
    return root


@dataclass(eq=False, kw_only=True)
class _Item:
    """An item that is being made."""

    root: Element

    def add(self, under: Element, tag: str, text: str = "", **given: str) -> Element:
        """Add an element."""
        made = SubElement(under, tag, given)
        made.text = text or None
        return made

    def declare(self, cardinality: str, kind: str, right: list[str]) -> Element:
        """Declare the answer, the score and which feedback is shown."""
        given = {"identifier": "RESPONSE", "cardinality": cardinality, "baseType": kind}
        answer = self.add(self.root, "responseDeclaration", **given)
        correct = self.add(answer, "correctResponse")
        for value in right:
            self.add(correct, "value", value)
        score = {"identifier": "SCORE", "cardinality": "single", "baseType": "float"}
        default = self.add(self.add(self.root, "outcomeDeclaration", **score), "defaultValue")
        self.add(default, "value", "0")
        said = {"identifier": "FEEDBACK", "cardinality": "multiple", "baseType": "identifier"}
        self.add(self.root, "outcomeDeclaration", **said)
        return answer

    def body(self, question: Portable, shown: Image | None) -> Element:
        """Add the text and the picture, and give the body."""
        body = self.add(self.root, "itemBody")
        fill(self.add(body, "div"), block(question.stem))
        if shown is not None:
            self.add(self.add(body, "p"), "img", src=shown.name, alt=shown.words)
        return body

    def says(self, identifier: str, text: str) -> None:
        """Add what is said when an identifier is among the feedback."""
        if not text or text == blanks.REASON:
            return
        given = {"outcomeIdentifier": "FEEDBACK", "showHide": "show", "identifier": identifier}
        fill(self.add(self.root, "modalFeedback", **given), block(text))

    def rules(self) -> Element:
        """Add the rules that mark."""
        return self.add(self.root, "responseProcessing")

    def rule(self, condition: Element, tag: str, feedback: str, score: str = "0") -> Element:
        """Add a branch that sets score and feedback; its test is put in first."""
        branch = self.add(condition, tag)
        given = {"identifier": "SCORE"}
        self.add(self.add(branch, "setOutcomeValue", **given), "baseValue", score, baseType="float")
        chosen = self.add(branch, "setOutcomeValue", identifier="FEEDBACK")
        named = self.add(chosen, "multiple")
        self.add(named, "baseValue", feedback, baseType="identifier")
        return branch

    def all_or_nothing(self) -> None:
        """Add the rule that all must be right, and say the same whatever was answered."""
        condition = self.add(self.rules(), "responseCondition")
        right = self.rule(condition, "responseIf", "said", "1")
        test = Element("match")
        self.add(test, "variable", identifier="RESPONSE")
        self.add(test, "correct", identifier="RESPONSE")
        right.insert(0, test)
        self.rule(condition, "responseElse", "said")


def _choice(made: _Item, question: SingleChoice | MultipleChoice, shown: Image | None) -> None:
    several = isinstance(question, MultipleChoice)
    right = [f"c-{option.id}" for option in question.options if option.correct]
    made.declare("multiple" if several else "single", "identifier", right)
    most = "0" if several else "1"
    given = {"responseIdentifier": "RESPONSE", "shuffle": "true", "maxChoices": most}
    asked = made.add(made.body(question, shown), "choiceInteraction", **given)
    for option in question.options:
        choice = made.add(asked, "simpleChoice", identifier=f"c-{option.id}")
        fill(choice, line(option.text))
    rules = made.rules()
    condition = made.add(made.add(rules, "responseCondition"), "responseIf")
    test = made.add(condition, "match")
    made.add(test, "variable", identifier="RESPONSE")
    made.add(test, "correct", identifier="RESPONSE")
    score = made.add(condition, "setOutcomeValue", identifier="SCORE")
    made.add(score, "baseValue", "1", baseType="float")
    chosen = made.add(rules, "setOutcomeValue", identifier="FEEDBACK")
    around = chosen if several else made.add(chosen, "multiple")
    made.add(around, "variable", identifier="RESPONSE")
    for option in question.options:
        made.says(f"c-{option.id}", option.reason)


def _number(made: _Item, question: Number, shown: Image | None) -> None:
    made.declare("single", "float", [repr(question.key)])
    body = made.add(made.body(question, shown), "p")
    made.add(body, "textEntryInteraction", responseIdentifier="RESPONSE", expectedLength="12")
    body[-1].tail = "" if question.unit == blanks.UNIT else f" {question.unit}"
    condition = made.add(made.rules(), "responseCondition")
    branch = made.rule(condition, "responseIf", "right", "1")
    branch.insert(0, _equal(made, question.key, question.tolerance))
    made.says("right", question.reason)
    for n, near in enumerate(question.wrong):
        branch = made.rule(condition, "responseElseIf", f"near-{n}")
        branch.insert(0, _equal(made, *ranges.band(near.low, near.high)))
        made.says(f"near-{n}", near.reason)
    made.rule(condition, "responseElse", "otherwise")
    made.says("otherwise", question.otherwise)


def _equal(made: _Item, middle: float, half: float) -> Element:
    """Give the test whether the answer is within a range, both ends included."""
    given = {"toleranceMode": "absolute", "tolerance": f"{half!r} {half!r}"}
    test = Element("equal", given)
    made.add(test, "variable", identifier="RESPONSE")
    made.add(test, "baseValue", repr(middle), baseType="float")
    return test


def _short(made: _Item, question: ShortText, shown: Image | None) -> None:
    made.declare("single", "string", [question.accepted[0]])
    body = made.add(made.body(question, shown), "p")
    made.add(body, "textEntryInteraction", responseIdentifier="RESPONSE", expectedLength="40")
    condition = made.add(made.rules(), "responseCondition")
    branch = made.rule(condition, "responseIf", "right", "1")
    branch.insert(0, _among(made, question.accepted))
    made.says("right", question.reason)
    for n, wrong in enumerate(question.wrong):
        branch = made.rule(condition, "responseElseIf", f"near-{n}")
        branch.insert(0, _among(made, wrong.accepted))
        made.says(f"near-{n}", wrong.reason)
    made.rule(condition, "responseElse", "otherwise")
    made.says("otherwise", question.otherwise)


def _among(made: _Item, texts: tuple[str, ...]) -> Element:
    """Give the test whether the answer is one of some texts, in any case."""
    test = Element("or")
    for text in texts:
        one = made.add(test, "stringMatch", caseSensitive="false")
        made.add(one, "variable", identifier="RESPONSE")
        made.add(one, "baseValue", text, baseType="string")
    return test


def _order(made: _Item, question: Order, shown: Image | None) -> None:
    made.declare("ordered", "identifier", [f"c-{step.id}" for step in question.steps])
    given = {"responseIdentifier": "RESPONSE", "shuffle": "true"}
    asked = made.add(made.body(question, shown), "orderInteraction", **given)
    for step in question.steps:
        choice = made.add(asked, "simpleChoice", identifier=f"c-{step.id}")
        fill(choice, line(step.text))
    made.all_or_nothing()
    made.says("said", general_feedback(question))


def _match(made: _Item, question: Match, shown: Image | None) -> None:
    pairs = [f"l-{pair.id} r-{pair.id}" for pair in question.pairs]
    made.declare("multiple", "directedPair", pairs)
    most = str(len(pairs))
    given = {"responseIdentifier": "RESPONSE", "shuffle": "true", "maxAssociations": most}
    asked = made.add(made.body(question, shown), "matchInteraction", **given)
    left, right = made.add(asked, "simpleMatchSet"), made.add(asked, "simpleMatchSet")
    for pair in question.pairs:
        fill(_associable(made, left, f"l-{pair.id}", "1"), line(pair.left))
        fill(_associable(made, right, f"r-{pair.id}", most), line(pair.right))
    for spare in question.spare:
        fill(_associable(made, right, f"r-{spare.id}", most), line(spare.text))
    made.all_or_nothing()
    made.says("said", general_feedback(question))


def _associable(made: _Item, under: Element, identifier: str, most: str) -> Element:
    return made.add(under, "simpleAssociableChoice", identifier=identifier, matchMax=most)
