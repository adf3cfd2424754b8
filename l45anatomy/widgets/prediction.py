"""Predict first: what a learner expects, and how it compares with what the simulator says."""

from dataclasses import dataclass
from html import escape
from typing import Any

from l45anatomy import neurology
from l45anatomy.case import Case
from l45anatomy.controls.field import choice
from l45anatomy.frame import ROOTS, Side
from l45anatomy.neurology import find_item
from l45anatomy.wording import in_words

NOTHING = "nothing"
SAC = "dural sac"
SURE = ("guessed", "fairly sure", "sure")
_ITEMS = (
    "quadriceps", "tibialis anterior", "extensor hallucis longus", "gastrocnemius",
    "gluteus medius", "patellar reflex", "Achilles reflex", "medial leg", "dorsum of foot",
    "lateral heel", "saddle", "straight leg raise", "femoral stretch",
)  # fmt: skip
_GROUP = "Predict first"
_CAUGHT = 2  # pushed aside or compressed


@dataclass(frozen=True)
class Prediction:
    """What is expected to be caught, on which side, what the leg shows, and how sure one is."""

    root: str
    side: str
    item: str
    sure: str


@dataclass(frozen=True)
class Verdict:
    """Whether root and finding were right, with what the simulator says of each and why."""

    prediction: Prediction
    is_root_right: bool
    is_item_right: bool
    caught: str
    shown: str
    why: str


def form() -> list[dict[str, Any]]:
    """Give the controls that ask for a prediction."""
    fields = (
        choice("root", "What is caught?", (NOTHING, *ROOTS, SAC)),
        choice("side", "On which side?", map(str, (Side.LEFT, Side.RIGHT))),
        choice("item", "What is not normal?", (NOTHING, *_ITEMS)),
        choice("sure", "How sure are you?", SURE),
    )
    return [field.to_dict("predict", _GROUP) for field in fields]


def read(values: dict[str, Any]) -> Prediction:
    """Give the prediction that the controls say."""
    told = {field["name"]: values.get(field["name"], field["rest"]) for field in form()}
    return Prediction(*(str(told[f"predict.{name}"]) for name in ("root", "side", "item", "sure")))


def judged(prediction: Prediction, case: Case) -> Verdict:
    """Hold a prediction against a case."""
    hit = [one for one in case.compressions if one.grade >= _CAUGHT]
    named = {(one.root, str(one.side or "")) for one in hit}
    side = "" if prediction.root == SAC else prediction.side
    is_root_right = not hit if prediction.root == NOTHING else (prediction.root, side) in named
    abnormal = case.exam.abnormal
    if prediction.item == NOTHING:
        is_item_right, shown = not abnormal, f"{len(abnormal)} findings are not normal"
        why = ""
    else:
        own_side = None if find_item(prediction.item).sides == "both" else prediction.side
        finding = case.exam[prediction.item, own_side]
        is_item_right, shown, why = finding.abnormal, str(finding), neurology.why(finding)
    return Verdict(
        prediction=prediction,
        is_root_right=is_root_right,
        is_item_right=is_item_right,
        caught="; ".join(map(in_words, hit)) or "nothing is caught",
        shown=shown,
        why=why,
    )


def verdict_html(verdict: Verdict) -> str:
    """Give prediction and simulator side by side."""
    told = verdict.prediction
    root = told.root if told.root in (NOTHING, SAC) else f"root {told.root} {told.side}"
    item = told.item if told.item == NOTHING else f"{told.item}, {told.side}"
    rows = (
        ("caught", root, verdict.caught, verdict.is_root_right),
        ("not normal", item, verdict.shown, verdict.is_item_right),
    )
    cells = "".join(
        f'<tr><th scope="row">{name}</th><td>{escape(said)} {"✓ right" if right else "✗ not so"}'
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
