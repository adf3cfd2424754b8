"""Predict first: what a learner expects, and how it compares with what the simulator says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, Literal

from l45anatomy.case import Case
from l45anatomy.clearance import Compression
from l45anatomy.controls.field import choice
from l45anatomy.evidence import Item
from l45anatomy.frame import ROOTS, Side
from l45anatomy.neurology import Finding, find_item, steps
from l45anatomy.quizzes.attempt import CONFIDENCE
from l45anatomy.supply import SAC, hidden_loss
from l45anatomy.views.exam import MODALITIES
from l45anatomy.views.roles import with_roles
from l45anatomy.views.why import why_html, without_files
from l45anatomy.wording import in_words, name_of, sentence

UNSAID = "choose"  # where a form stands until something is said
NOTHING = "nothing"
NERVE = "a nerve beyond the spine"
# What can be expected: a few items of each part of the examination, the same whatever the case is,
# so that the list gives nothing away. Each root shown has one of its own in power and feeling.
ITEMS = (
    "hip adductors", "quadriceps", "tibialis anterior", "extensor hallucis longus",
    "gluteus medius", "gastrocnemius",
    "anterior thigh", "medial leg", "dorsum of foot", "lateral heel", "saddle",
    "patellar reflex", "Achilles reflex",
    "straight leg raise", "femoral stretch",
    "bladder", "walking distance",
    "anterior thigh pain", "lateral leg pain", "posterior leg pain",
)  # fmt: skip
_GROUP = "Predict first"
_FEELS = "feels touch "  # how the action of a patch of skin begins

Judgement = Literal["right", "partly right", "not so"]


@dataclass(frozen=True)
class Prediction:
    """What is expected to be caught, on which side, what the leg shows, and how sure one is."""

    root: str
    side: str
    item: str
    sure: str


@dataclass(frozen=True)
class Answer:
    """One half of a prediction: what was said, what the simulator says, how right, and why."""

    said: str
    found: str
    right: Judgement
    why: str


@dataclass(frozen=True)
class Verdict:
    """What is caught and what is not normal, as predicted and as it is; `case` is the one meant.

    A root that is caught beside another one that is caught harder is partly right. `finding` is
    the one to be explained further, None where all is normal.
    """

    prediction: Prediction
    case: Case
    caught: Answer
    shown: Answer
    finding: Finding | None


def form() -> list[dict[str, Any]]:
    """Give the controls that ask for a prediction; the findings come in groups, in plain words."""
    fields = (
        choice("root", "What is caught?", (UNSAID, NOTHING, *ROOTS, SAC, NERVE)),
        choice("side", "On which side?", (UNSAID, Side.LEFT, Side.RIGHT)),
        choice("item", "What is not normal?", (UNSAID, NOTHING, *ITEMS)),
        choice("sure", "How sure are you?", CONFIDENCE),
    )
    root, side, item, sure = (field.to_dict("predict", _GROUP) for field in fields)
    unsaid = {UNSAID: f"{UNSAID}…"}
    names = {root: f"{root} root" for root in ROOTS} | {SAC: f"the {SAC}, as a whole"}
    items = [find_item(name) for name in ITEMS]
    titles = dict.fromkeys(MODALITIES[one.modality] for one in items)
    groups = {title: [i.item for i in items if MODALITIES[i.modality] == title] for title in titles}
    words = {one.item: _plain(one) for one in items}
    return [
        root | {"words": unsaid | names},
        side | {"words": unsaid},
        item | {"words": unsaid | words, "groups": groups},
        sure,
    ]


def _plain(item: Item) -> str:
    """Give an item in plain words, with its name where that is another one."""
    match item.modality:
        case "motor":
            return f"{item.action} ({item.item})"
        case "sensory":
            return f"{item.action.removeprefix(_FEELS)} ({item.item})"
        case "reflex":
            return f"{item.synonyms[0]} ({item.item})"
    return item.item


def read(values: dict[str, Any]) -> Prediction:
    """Give the prediction that the controls say."""
    told = {field["name"]: values.get(field["name"], field["rest"]) for field in form()}
    return Prediction(*(str(told[f"predict.{name}"]) for name in ("root", "side", "item", "sure")))


def missing(prediction: Prediction) -> list[str]:
    """Give what has not been said yet; a side is wanted where what is meant has one."""
    root, item = prediction.root, prediction.item
    has_side = root not in (NOTHING, SAC)  # whoever has said nothing is asked for all at once
    has_side |= item not in (UNSAID, NOTHING) and find_item(item).sides != "both"
    asked = {
        "what is caught": root == UNSAID,
        "on which side": has_side and prediction.side == UNSAID,
        "what is not normal": item == UNSAID,
    }
    return [words for words, is_open in asked.items() if is_open]


def judged(prediction: Prediction, case: Case) -> Verdict:
    """Hold a prediction against a case."""
    caught = [one for one in case.compressions if one.is_caught]
    right, why = _root(prediction, case, caught)
    found = sentence("; ".join(map(in_words, caught)) or "nothing is caught")
    shown, finding = _item(prediction, case)
    return Verdict(
        prediction, case, Answer(_said_root(prediction), found, right, why), shown, finding
    )


def _said_root(prediction: Prediction) -> str:
    root = prediction.root
    if root == NERVE:
        return f"{NERVE}, {prediction.side}"
    return root if root in (NOTHING, SAC) else f"{prediction.side} {root} root"


def _root(
    prediction: Prediction, case: Case, caught: Sequence[Compression]
) -> tuple[Judgement, str]:
    """Judge what is said to be caught, and say why."""
    measured, exam = case.compressions, case.exam
    worst = max(measured, key=_how_hard)
    if prediction.root == NOTHING:
        if caught:
            return "not so", "Something is pushed aside or compressed."
        return "right", f"Even at the tightest place there is room: {in_words(worst)}."
    side = "" if prediction.root == SAC else prediction.side
    alike = [c for c in measured if _called(c) == prediction.root]
    own = next((c for c in alike if str(c.side or "") == side), None)
    sac = next(one for one in measured if one.root == SAC)
    if own and own is not sac and hidden_loss(own, sac):
        return "partly right", f"It is caught where it runs inside the sac: {in_words(sac)}."
    if own and own not in caught and any(own in finding.because for finding in exam.abnormal):
        return "partly right", f"It is touched and shows, but is not caught: {in_words(own)}."
    if own is None or own not in caught:
        other = any(c.side and c in caught for c in alike)
        what = "nerve" if prediction.root == NERVE else "root"
        told = sentence(in_words(own) if own else f"no {side} nerve beyond the spine is hurt")
        if own and caught and not other:
            told = _elsewhere(own, worst.level) or told
        return "not so", f"{told}{f' The {what} is right, the side is not.' * other}"
    if own is sac and exam.gravest and own in exam.gravest.because:
        return "right", "The gravest finding comes from it."  # area and calibre do not compare
    if _how_hard(own) < _how_hard(worst):
        return "partly right", f"It is caught, but the {name_of(worst)} is caught harder."
    others = "is caught harder" if len(caught) > 1 else "else is caught"
    return "right", f"Nothing {others}."


def _elsewhere(own: Compression, level: str) -> str:
    """Say where a free root runs at the level where another one is caught; empty if it is there.

    A root leaves below the pedicle of its own vertebra: it has left above the disc of its level,
    and at the levels above it has not left the sac yet.
    """
    upper = level.partition("-")[0]
    if own.grade or own.root not in ROOTS or upper not in ROOTS:
        return ""
    whose, lower = f"The {name_of(own)} is free", ROOTS.index(own.root) - ROOTS.index(upper)
    if lower == 0:
        out = f"the foramen below the pedicle of {upper}"
        return f"{whose}: it has already left the canal above the disc {level}, into {out}."
    if lower < 0:
        return f"{whose}: it has left the canal higher up, and does not come near {level}."
    if lower == 1:
        return f"{whose}: it runs down past the disc {level} inside the canal, in its corner."
    return f"{whose}: at {level} it still lies in the dural sac, and leaves it farther down."


def _called(one: Compression) -> str:
    """Give what the form calls it: which nerve it is, the learner need not say."""
    return one.root if one.root in (*ROOTS, SAC) else NERVE


def _how_hard(one: Compression) -> tuple[int, float]:
    return one.grade, one.loss


def _item(prediction: Prediction, case: Case) -> tuple[Answer, Finding | None]:
    """Judge the finding, and give the one to explain."""
    exam, gravest = case.exam, case.exam.gravest
    if gravest is None:
        every = "Every finding is normal."
    else:
        number = len(exam.abnormal)
        are = "finding is" if number == 1 else "findings are"
        every = f"{number} {are} not normal; the gravest is {gravest}."
    if prediction.item == NOTHING:
        if gravest is None:
            return Answer(NOTHING, every, "right", "No nerve has lost enough to show."), None
        return Answer(NOTHING, every, "not so", _because(gravest)), gravest
    sides = find_item(prediction.item).sides
    finding = exam[prediction.item, None if sides == "both" else prediction.side]
    found = f"{sentence(str(finding))} {every * (finding != gravest)}".strip()
    if finding.abnormal:
        return Answer(finding.name, found, "right", _because(finding)), finding
    turned = finding.side is not None and exam[finding.item, finding.side.other].abnormal
    why = f"{without_files(steps(finding)[-1])}{' The sign is right, the side is not.' * turned}"
    return Answer(finding.name, found, "not so", why), finding


def _because(finding: Finding) -> str:
    return sentence(finding.causes)


_SIGNS: Mapping[Judgement, str] = {"right": "✓", "partly right": "◐", "not so": "✗"}


def headline(verdict: Verdict) -> str:
    """Give in one sentence how right it was, and how sure."""
    rights = [verdict.caught.right, verdict.shown.right]
    told = f"Caught: {rights[0]}. Not normal: {rights[1]}."
    sure, all_right = verdict.prediction.sure, set(rights) == {"right"}
    if sure == CONFIDENCE[-1] and not all_right:
        return f"{told} You were sure: what surprises is worth a second look."
    if sure == CONFIDENCE[0] and all_right:
        return f"{told} You guessed: read why, and next time you know."
    return f"{told} You {'' if sure == CONFIDENCE[0] else 'were '}{sure}."


def verdict_html(verdict: Verdict, *, is_past: bool = False) -> str:
    """Give prediction and simulator side by side, what was right, why, and ways to go on.

    `is_past` says that the spine was changed since.
    """
    rows = (("caught", verdict.caught), ("not normal", verdict.shown))
    cells = "".join(
        f'<tr><th scope="row">{name}</th>'
        f'<td data-head="you">{escape(answer.said)} '
        f'<strong class="l45-right">{_SIGNS[answer.right]} {answer.right}</strong></td>'
        f'<td data-head="simulator">{escape(answer.found)}</td>'
        f'<td data-head="why">{escape(answer.why)}</td></tr>'
        for name, answer in rows
    )
    heads = "".join(f'<th scope="col">{head}</th>' for head in ("you", "simulator", "why"))
    table = with_roles(
        '<table class="l45-prediction" aria-label="Prediction and simulator">'
        f"<thead><tr><td></td>{heads}</tr></thead><tbody>{cells}</tbody></table>"
    )
    fold, finding = "<details data-fold='prediction'><summary>Step by step</summary>", ""
    if verdict.finding:
        finding = f"{fold}{why_html(verdict.finding)}</details>"
    past = " You have changed the spine since then." if is_past else ""
    return (
        '<h3 tabindex="-1" data-first>Your prediction beside the simulator</h3>'
        f'<p role="status">{escape(headline(verdict))}</p>'
        f'<p class="l45-of">It was for: {escape(str(verdict.case))}.{past}</p>'
        f"{table}{finding}"
        '<p class="l45-tabs"><button type="button" data-act="again">Predict again</button>'
        '<button type="button" data-act="close">Close</button></p>'
    )
