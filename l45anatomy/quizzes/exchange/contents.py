"""The answers of a foreign file as a question file has them, kind by kind; gaps become blanks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from l45anatomy.quizzes import blanks
from l45anatomy.quizzes.exchange.ranges import ends
from l45anatomy.quizzes.kinds.words import normal

__all__ = ["Content", "Said", "choice", "match", "number", "numbers", "order", "short"]

_WIDEST = 1e6  # what may be typed where a foreign file sets no limits
_UNNAMED = {"misconception": blanks.MISCONCEPTION}
Content = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Said:
    """An answer of a foreign file, whether it is right, and what is said to it."""

    text: str
    right: bool
    reason: str = ""


def choice(answers: Sequence[Said], *, several: bool) -> Content:
    """Give options of which one is right, or several."""
    options: list[Content] = []
    for n, said in enumerate(answers):
        verdict = {"correct": True} if said.right else {"misconception": blanks.MISCONCEPTION}
        reason = said.reason or blanks.REASON
        options.append({"id": _letter(n), "text": said.text, "reason": reason, **verdict})
    return {"kind": "multiple choice" if several else "single choice", "options": options}


def number(
    middle: float,
    tolerance: float,
    *,
    reason: str = "",
    unit: str = "",
    wrong: Iterable[tuple[float, float, str]] = (),
    otherwise: str = "",
) -> Content:
    """Give a number; `wrong` are low, high and reason of others."""
    widest = max(
        [_WIDEST, 10 * abs(middle), *(10 * abs(end) for near in wrong for end in near[:2])]
    )
    return {
        "kind": "number",
        "key": middle,
        "tolerance": tolerance,
        "unit": unit or blanks.UNIT,
        "low": -widest,
        "high": widest,
        "reason": reason or blanks.REASON,
        "wrong": [
            {"low": low, "high": high, "reason": why or blanks.REASON} | _UNNAMED
            for low, high, why in wrong
        ],
        "otherwise": otherwise or blanks.REASON,
    }


def numbers(
    right: Sequence[tuple[float, float, str]],
    wrong: Sequence[tuple[float, float, str]],
    *,
    unit: str = "",
    otherwise: str = "",
) -> tuple[Content, list[str]]:
    """Give a number from all that a format has of it, and what there is no place for.

    `right` are middle, tolerance and reason, of which one is kept; `wrong` low, high and reason.
    """
    key, tolerance, reason = right[0]
    low, high = ends(key, tolerance)
    apart = [near for near in wrong if near[1] < low or high < near[0]]
    lost = [f"a further right number: {a:g} ± {b:g}" for a, b, _ in right[1:]]
    lost += [
        f"wrong numbers that hold the key: {n[0]:g} to {n[1]:g}" for n in wrong if n not in apart
    ]
    made = number(key, tolerance, unit=unit, reason=reason, wrong=apart, otherwise=otherwise)
    return made, lost


def short(answers: Sequence[Said], otherwise: str = "") -> Content:
    """Give a short text; neighbours among the wrong ones with one reason go together."""
    seen: set[str] = set()
    right: list[Said] = []
    wrong: list[Content] = []
    for said in answers:
        if normal(said.text) in seen or not normal(said.text):
            continue
        seen.add(normal(said.text))
        reason = said.reason or blanks.REASON
        if said.right:
            right.append(said)
        elif wrong and wrong[-1]["reason"] == reason:
            wrong[-1]["accepted"].append(said.text)
        else:
            wrong.append({"accepted": [said.text], "reason": reason} | _UNNAMED)
    return {
        "kind": "short text",
        "accepted": [said.text for said in right],
        "reason": next((said.reason for said in right if said.reason), blanks.REASON),
        "wrong": wrong,
        "otherwise": otherwise or blanks.REASON,
    }


def order(steps: Iterable[tuple[str, str]]) -> Content:
    """Give things in their order, each with its reason."""
    made = [
        {"id": _letter(n), "text": text, "reason": reason or blanks.REASON}
        for n, (text, reason) in enumerate(steps)
    ]
    return {"kind": "order", "steps": made} | _UNNAMED


def match(pairs: Iterable[tuple[str, str]], spare: Iterable[str], reason: str = "") -> Content:
    """Give pairs, with one reason for all of them, and what is left over on the right."""
    why = reason or blanks.REASON
    made = [
        {"id": _letter(n), "left": left, "right": right, "reason": why} | _UNNAMED
        for n, (left, right) in enumerate(pairs)
    ]
    rest = [{"id": f"s{n}", "text": text, "reason": why} for n, text in enumerate(spare)]
    return {"kind": "match", "pairs": made, "spare": rest}


def _letter(n: int) -> str:
    return chr(ord("a") + n) if n < 26 else f"o{n}"
