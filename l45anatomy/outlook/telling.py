"""An outlook in plain sentences: sizes, how sure they are, and what is contested."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from l45anatomy import evidence
from l45anatomy.outlook import cause as causes
from l45anatomy.outlook.by_cause import recovery
from l45anatomy.outlook.figures import cite, figure, percent, points, sourced
from l45anatomy.outlook.risk import Risk, times_odds
from l45anatomy.outlook.urgency import on_both_sides, severe_weakness
from l45anatomy.wording import listed

if TYPE_CHECKING:
    from l45anatomy.outlook import Outlook

_OPERATIONS = {
    causes.HERNIATION: ("microdiscectomy",),
    causes.STENOSIS: ("laminectomy",),
    causes.DEGENERATIVE_SLIP: ("laminectomy", "fusion"),
    causes.ISTHMIC_SLIP: ("fusion",),
}


def _shrinking(outlook: "Outlook") -> Iterator[str]:
    """The regression of the disc material, and when a scan can be looked at again."""
    for piece in outlook.regression:
        gone = "" if piece.gone is None else f", and vanishes in {percent(piece.gone)}"
        cited = cite("read", piece.sources)
        yield (
            f"Without operation, {_article(piece.kind)} such as that at {piece.level} shrinks in "
            f"{percent(piece.shrinks)} of patients{gone}{cited}."
        )
    herniated = [piece for piece in outlook.regression if piece.kind != "bulge"]
    if herniated:
        soon, late = (
            figure("regression", "any herniation", f"{which} look again")
            for which in ("first", "second")
        )
        yield (
            f"The authors of a review suggest looking at it again after {soon.value:g} and "
            f"{late.value:g} months{sourced(soon)}. A scan alone decides nothing: disc findings "
            "are common in people without pain [brinj2015]."
        )
    if any(piece.kind == "sequestration" for piece in herniated):
        seen, felt = (
            figure("regression", "sequestration", item)
            for item in ("gone on the scan", "symptoms gone")
        )
        yield (
            f"In published cases that did shrink, symptoms were gone after {felt.value:.1f} months "
            f"on average and the fragment on the scan after {seen.value:.1f}, both with a wide "
            f"spread; that says nothing of those that did not shrink{sourced(seen)}."
        )


def _article(kind: str) -> str:
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"


def _power(outlook: "Outlook") -> Iterator[str]:
    """What weakness does: foot drop by series, lighter weakness by the trial."""
    if outlook.foot_drop is not None:
        series = [
            figure("strength", "foot drop", item)
            for item in ("MRC 4 or better in one series", "recovered", "recovered in full")
        ]
        shares = listed([f"{percent(row.value)} (n = {row.n:.0f}){sourced(row)}" for row in series])
        better = figure("strength", "foot drop", "improved at all")
        strong, short = (
            figure("odds", "foot drop recovers", item)
            for item in ("more strength before", "short duration")
        )
        yield (
            f"{_feet(outlook)}. After decompression {percent(better.value)} gain some power"
            f"{sourced(better)}, but how many get it back is contested: {shares}, each by a "
            f"definition of its own. The model takes {percent(outlook.foot_drop.share)} (model "
            f"assumption). The odds are {strong.value:.1f} times as high with more strength before "
            f"and {short.value:.1f} times after a short duration{sourced(strong)}."
        )
        return
    if outlook.dropped:
        yield (
            f"{_feet(outlook)}. How it comes back where a vertebra is broken is not in the tables."
        )
        return
    if severe_weakness(outlook.exam):
        yield (
            "How muscles other than tibialis anterior come back from less than MRC 3 is not in the "
            "tables."
        )
        return
    if outlook.residual or all(f.modality != "motor" for f in outlook.exam.abnormal):
        return  # the trial of lighter weakness took nobody whose cauda equina was caught
    if outlook.cause.kind == causes.HERNIATION:
        mild = figure("strength", "MRC 3 to 4", "recovered in full at 1 year")
        yield (
            f"Weakness of MRC 3 to 4 is gone in about {percent(mild.value)} of patients at 1 year: "
            f"sooner with early surgery, but not more often{sourced(mild)}."
        )
    elif outlook.cause.kind in (*_OPERATIONS, causes.FORAMINAL_STENOSIS):
        yield (
            "An operation most surely relieves leg pain; what it does for power is less certain "
            "[liuk2013]."
        )


def _curves(outlook: "Outlook") -> list[str]:
    told = [points(curve) for curve in outlook.curves]
    between = (
        "The range is the published one, or the 95 % interval of a share among so many patients. "
        "Between two points everybody has the same chance in every week (model assumption)."
    )
    return [*told, between] if told else []


def _feet(outlook: "Outlook") -> str:
    sides = [foot.side for foot in outlook.dropped]
    return "Both feet drop" if len(sides) > 1 else f"The {sides[0]} foot drops"


def left_behind(residual: Sequence[Risk]) -> str:
    """Say what stays behind of a caught cauda equina; empty without any such risk."""
    if not residual:
        return ""
    left = [f"{risk.what} {percent(risk.share)}" for risk in residual]
    return (
        "Three to five years after decompression these are still disturbed: "
        f"{listed(left)}{cite('read', residual[0].sources)}."
    )


def _told_risk(risk: Risk) -> str:
    return f"{risk}{cite(risk.basis, risk.sources[:1])}"


def _again(outlook: "Outlook") -> Iterator[str]:
    """Complications and what comes back, by the operations that belong to the cause."""
    for operation in _OPERATIONS.get(outlook.cause.kind, ()):
        told = [_told_risk(risk) for risk in outlook.after(operation)]
        yield f"After {operation}: {'; '.join(told)}."
    if outlook.cause.kind == causes.HERNIATION:
        smokes, sugar = (
            figure("odds", "recurrent herniation", item) for item in ("smoking", "diabetes")
        )
        weight = figure("odds", "radicular pain", "obesity")
        base = figure("recurrence", "microdiscectomy", "recurrent herniation").value
        yield (
            f"Smoking multiplies the odds that the herniation comes back by {smokes.value:.1f}, "
            f"which makes {percent(base)} into {percent(times_odds(base, smokes.value))} (model "
            f"assumption); diabetes by {sugar.value:.1f}{sourced(smokes)}. Obesity multiplies "
            f"the odds of radicular pain as such by {weight.value:.1f}{sourced(weight)}. For "
            "posture as a cause there is no good evidence."
        )


def _soon(outlook: "Outlook") -> Iterator[str]:
    urgency = outlook.urgency
    if urgency.step == "none":
        yield urgency.reason
        return
    yield f"{urgency.step.capitalize()}. {urgency.reason}"
    if outlook.broken:
        yield (
            f"{listed(outlook.broken)} {'are' if len(outlook.broken) > 1 else 'is'} broken, a red "
            "flag by itself: CT, whatever else is done. Ask how it broke: after a light fall or "
            "none look for osteoporosis, and for tumour and infection where the story fits (from "
            "memory) [textbook]."
        )
    if urgency.contested:
        yield urgency.contested
    growing = outlook.if_worsening
    if growing.step != urgency.step:
        yield f"It becomes {growing.step} if the weakness increases."
    if urgency.step == "emergency":
        return
    if on_both_sides(outlook.exam):
        yield (
            f"Both legs are affected already. From {_article(outlook.cause.kind)} that comes "
            "slowly as a rule; if it came within days, or with a numb saddle or a change of "
            "bladder or bowel, it is an emergency [gardner2011]."
        )
        return
    legs = "more" if on_both_sides(outlook.exam, least=1) else "new"
    yield (
        f"A numb saddle, a change of bladder or bowel, or {legs} trouble in both legs would make "
        "it an emergency [gardner2011]."
    )


def told(outlook: "Outlook") -> str:
    """Give the outlook as text under headings, ending in its sources."""
    parts = [
        ("How soon", list(_soon(outlook))),
        ("Recovery", [*recovery(outlook), *_power(outlook)]),
        ("Curves", _curves(outlook)),
        ("The disc by itself", list(_shrinking(outlook))),
        ("What stays", list(filter(None, (left_behind(outlook.residual),)))),
        ("After an operation", list(_again(outlook))),
    ]
    if outlook.urgency.step == "none":  # nothing to recover from
        parts = [parts[0], parts[3]]
    if outlook.residual:  # no time to see whether the disc shrinks
        parts = [part for part in parts if part[0] != "The disc by itself"]
    lines = [f"Outlook: {outlook.cause}."]
    if outlook.operated_levels and outlook.exam.abnormal:
        lines.append(
            f"Operated on already at {listed(outlook.operated_levels)}: the figures on recovery "
            "are of people without an earlier operation."
        )
    for head, sentences in parts:
        if sentences:
            lines += [head, *(f"  {words}" for words in sentences)]
    body = "\n".join(lines)
    cited = [ref for key, ref in evidence.references().items() if f"[{key}]" in body]
    return "\n".join([body, "Sources", *(f"  {ref}" for ref in cited)] if cited else [body])
