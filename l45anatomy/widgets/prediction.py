"""Predict first: what a learner expects, and how it compares with what the simulator says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, Literal

from l45anatomy import evidence, neurology
from l45anatomy.case import Case
from l45anatomy.clearance import Compression
from l45anatomy.controls.field import choice
from l45anatomy.frame import ROOTS, Side
from l45anatomy.neurology import Finding, find_item
from l45anatomy.quizzes.attempt import CONFIDENCE
from l45anatomy.supply import SAC
from l45anatomy.wording import in_words

NOTHING = "nothing"
NERVE = "a nerve beyond the spine"
_GROUP = "Predict first"
_CAUGHT = 2  # pushed aside or compressed

Judgement = Literal["right", "partly right", "not so"]


@dataclass(frozen=True)
class Prediction:
    """What is expected to be caught, on which side, what the leg shows, and how sure one is."""

    root: str
    side: str
    item: str
    sure: str


@dataclass(frozen=True)
class Verdict:
    """How right root and finding were, with what the simulator says of each and why.

    A root that is caught beside another one that is caught harder is partly right.
    """

    prediction: Prediction
    root: Judgement
    item: Judgement
    caught: str
    shown: str
    why: str


def form() -> list[dict[str, Any]]:
    """Give the controls that ask for a prediction."""
    fields = (
        choice("root", "What is caught?", (NOTHING, *ROOTS, SAC, NERVE)),
        choice("side", "On which side?", map(str, (Side.LEFT, Side.RIGHT))),
        choice("item", "What is not normal?", (NOTHING, *evidence.items())),
        choice("sure", "How sure are you?", CONFIDENCE),
    )
    return [field.to_dict("predict", _GROUP) for field in fields]


def read(values: dict[str, Any]) -> Prediction:
    """Give the prediction that the controls say."""
    told = {field["name"]: values.get(field["name"], field["rest"]) for field in form()}
    return Prediction(*(str(told[f"predict.{name}"]) for name in ("root", "side", "item", "sure")))


def judged(prediction: Prediction, case: Case) -> Verdict:
    """Hold a prediction against a case."""
    caught = [one for one in case.compressions if one.grade >= _CAUGHT]
    item, shown, finding = _item(prediction, case)
    return Verdict(
        prediction=prediction,
        root=_root(prediction, caught),
        item=item,
        caught="; ".join(map(in_words, caught)) or "nothing is caught",
        shown=shown,
        why=neurology.why(finding) if finding else "",
    )


def _root(prediction: Prediction, caught: Sequence[Compression]) -> Judgement:
    if prediction.root == NOTHING or not caught:
        return "right" if prediction.root == NOTHING and not caught else "not so"
    side = "" if prediction.root == SAC else prediction.side
    own = [one for one in caught if (_called(one), str(one.side or "")) == (prediction.root, side)]
    if not own:
        return "not so"
    worst = max(caught, key=_how_hard)
    return "right" if _how_hard(own[0]) == _how_hard(worst) else "partly right"


def _called(one: Compression) -> str:
    """Give what the form calls it: which nerve it is, the learner need not say."""
    return one.root if one.root in (*ROOTS, SAC) else NERVE


def _how_hard(one: Compression) -> tuple[int, float]:
    return one.grade, one.loss


def _item(prediction: Prediction, case: Case) -> tuple[Judgement, str, Finding | None]:
    """Judge the finding, and give what is shown and the finding to explain."""
    abnormal = case.exam.abnormal
    if prediction.item == NOTHING:
        if not abnormal:
            return "right", "every finding is normal", None
        worst = max(abnormal, key=lambda finding: finding.level)
        return "not so", f"{len(abnormal)} not normal, as {worst}", worst
    side = None if find_item(prediction.item).sides == "both" else prediction.side
    finding = case.exam[prediction.item, side]
    return "right" if finding.abnormal else "not so", str(finding), finding


_SIGNS: Mapping[Judgement, str] = {"right": "✓", "partly right": "✓", "not so": "✗"}


def verdict_html(verdict: Verdict) -> str:
    """Give prediction and simulator side by side."""
    told = verdict.prediction
    root = told.root
    if root in ROOTS:
        root = f"root {root} {told.side}"
    elif root == NERVE:
        root = f"{NERVE}, {told.side}"
    item = told.item if told.item == NOTHING else f"{told.item}, {told.side}"
    rows = (
        ("caught", root, verdict.caught, verdict.root),
        ("not normal", item, verdict.shown, verdict.item),
    )
    cells = "".join(
        f'<tr><th scope="row">{name}</th><td>{escape(said)} {_SIGNS[right]} {right}'
        f"</td><td>{escape(found)}</td></tr>"
        for name, said, found, right in rows
    )
    fold = "<details data-fold='prediction'><summary>Why</summary>"
    why = f"{fold}<pre>{escape(verdict.why)}</pre></details>"
    return (
        '<table class="l45-prediction"><caption>Your prediction beside the simulator '
        f"({escape(told.sure)})</caption><thead><tr><td></td><th scope='col'>you</th>"
        f"<th scope='col'>simulator</th></tr></thead><tbody>{cells}</tbody></table>"
        f"{why if verdict.why else ''}"
    )
