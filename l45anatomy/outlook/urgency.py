"""How soon somebody must act: from the findings, with reasons, and with what is contested.

It teaches the order of things; it triages nobody.
"""

from dataclasses import dataclass
from typing import Literal

from l45anatomy import evidence
from l45anatomy.evidence import Outcome
from l45anatomy.frame import Side
from l45anatomy.neurology import Exam, Finding
from l45anatomy.outlook.cause import FRACTURE, HERNIATION, NERVE, Cause
from l45anatomy.wording import sentence

Step = Literal["emergency", "urgent", "elective", "none"]

ACUTE = (HERNIATION, FRACTURE)  # come at once; a narrow canal and a slip take years
_CLEAR = 2  # a finding of this level or more is called clear (`Finding.level`)


@dataclass(frozen=True, kw_only=True)
class Urgency:
    """How soon: `emergency` today, `urgent` within days, `elective` after weeks, or `none`.

    `because` are the findings that decide it, `reason` says it in a sentence, `contested` what the
    sources do not agree on, empty where they do.
    """

    step: Step
    because: tuple[Finding, ...]
    reason: str
    contested: str
    sources: tuple[str, ...]

    @property
    def is_pressing(self) -> bool:
        """Whether somebody must act within days."""
        return self.step in ("emergency", "urgent")

    def __str__(self) -> str:
        """The step and the reason."""
        return f"{self.step}: {self.reason}"


def _time(item: str, subject: str) -> Outcome:
    return evidence.outcomes()["timing", subject, item]


def of_cauda(exam: Exam) -> tuple[Finding, ...]:
    """Give the red flags of the cauda equina: saddle, bladder and anal tone."""
    return tuple(f for f in exam.red_flags if f.modality == "sphincter" or f.item == "saddle")


def on_both_sides(exam: Exam, least: int = _CLEAR) -> tuple[Finding, ...]:
    """Give loss of power or pain of that level or more where it is there on both sides."""
    clear = [f for f in exam.abnormal if f.level >= least and f.is_of_spine]
    found: list[Finding] = []
    for modality in ("motor", "pain"):
        own = [f for f in clear if f.modality == modality]
        if {f.side for f in own} == set(Side):
            found += own
    return tuple(found)


def severe_weakness(exam: Exam) -> tuple[Finding, ...]:
    """Give the muscles of caught roots that are a red flag, the weakest first."""
    weak = (f for f in exam.red_flags if f.modality == "motor" and f.is_of_spine)
    return tuple(sorted(weak, key=lambda finding: finding.grade))


def _emergency(found: tuple[Finding, ...], reason: str) -> Urgency:
    first, second = _time("operate within", "cauda equina"), _time("better before", "cauda equina")
    worse = evidence.outcomes()["effect", "cauda equina", "risk of a poor bladder when later"]
    return Urgency(
        step="emergency",
        because=found,
        reason=f"{reason} [gardner2011].",
        contested=(
            f"The limit is contested. A review aims at {first.value:.0f} hours [gardner2011]. "
            f"Pooled patients did better within {second.value:.0f} hours, and no better still "
            f"within {first.value:.0f} (n = {second.n:.0f}) [ahn2000]. In other pooled studies "
            f"the risk of a poor bladder was {worse.low:.1f} to {worse.high:.1f} times as high "
            "when the operation came later [delong2008]. A small series found no difference by "
            "timing [qureshi2007]."
        ),
        sources=("gardner2011", "ahn2000", "delong2008", "qureshi2007"),
    )


def _urgent(found: tuple[Finding, ...], reason: str, cause: Cause) -> Urgency:
    days = _time("better before", "severe weakness")
    if cause.kind == FRACTURE:  # nobody in those studies had broken a bone
        return Urgency(
            step="urgent", because=found, reason=reason, contested="", sources=("textbook",)
        )
    return Urgency(
        step="urgent",
        because=found,
        reason=reason,
        contested=(
            f"How much speed gains is contested. Power came back better with surgery within "
            f"{days.value:.0f} days in one centre (n = {days.n:.0f}, observed) [petr2022]. In a "
            "trial of herniations with MRC 3 to 4 early surgery was quicker but no better by 1 "
            "year (from memory) [overdev2014]; weaker muscles were not in that trial."
        ),
        sources=("textbook", "petr2022", "overdev2014"),
    )


def _elective(cause: Cause, exam: Exam) -> Urgency:
    least, most = _time("wait at least", "leg pain"), _time("wait at most", "leg pain")
    late = _time("late from", "leg pain")
    if cause.kind == HERNIATION:
        return Urgency(
            step="elective",
            because=exam.abnormal,
            reason=(
                f"No finding calls for haste. An operation is an option when leg pain that fits "
                f"the root has not settled in {least.value:.0f} to {most.value:.0f} weeks (from "
                "memory) [textbook]."
            ),
            contested=(
                "Up to about that time waiting costs pain, not the result at 1 year [peul2007]. "
                f"After {late.low:.0f} to {late.high:.0f} months of sciatica an operation does "
                "better than going on without [bailey2020]."
            ),
            sources=("textbook", "peul2007", "bailey2020"),
        )
    return Urgency(
        step="elective",
        because=exam.abnormal,
        reason="No finding calls for haste: what decides is how far the trouble limits daily life.",
        contested="",
        sources=(),
    )


def urgency_of(
    exam: Exam, cause: Cause, broken: tuple[str, ...] = (), *, worsening: bool = False
) -> Urgency:
    """Give how soon somebody must act.

    `broken` are the broken vertebrae, `worsening` says that weakness has been seen to grow.
    """
    found = of_cauda(exam)
    if found:
        return _emergency(
            found,
            "The saddle, the bladder or the anal sphincter is affected: scan now and free the sac "
            "as soon as it can be done",
        )
    both = on_both_sides(exam)
    if both and cause.kind in ACUTE:
        return _emergency(
            both,
            f"A {cause.kind} with trouble in both legs is a red flag: scan now, and ask about "
            "saddle and bladder",
        )
    weak = severe_weakness(exam)
    if weak:
        return _urgent(
            weak,
            f"{sentence(str(weak[0]))} Below MRC 3 a scan and a surgical opinion are due within "
            "days (from memory) [textbook].",
            cause,
        )
    lame = tuple(f for f in exam.abnormal if f.modality == "motor" and f.is_of_spine)
    if worsening and lame:
        return _urgent(
            lame,
            "Weakness that increases needs a scan and a surgical opinion within days (from memory) "
            "[textbook].",
            cause,
        )
    if broken:
        return Urgency(
            step="urgent",
            because=exam.abnormal,
            reason="A broken vertebra does not wait, whatever the legs show.",
            contested="",
            sources=("textbook",),
        )
    if exam.abnormal and cause.level:
        return _elective(cause, exam)
    return Urgency(
        step="none",
        because=(),
        reason=(
            "No root is caught. The tables say nothing about nerves beyond the roots."
            if cause.kind == NERVE
            else "No root shows anything: there is no hurry."
        ),
        contested="",
        sources=(),
    )
