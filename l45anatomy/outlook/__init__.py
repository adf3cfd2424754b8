"""What becomes of a case over weeks: recovery, regression, recurrence, and how soon to act.

Everything here is read from tables of published figures and chosen by what the case shows: what
stands behind the worst compression, how weak the muscles are, whether a red flag is there. Nothing
here knows the future of one person: a curve is a share of patients.

A herniation shrinks in a share of patients. How fast its reach falls was not found published, so no
smaller herniation is made up here: give a `Herniation` of your own and compare.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from l45anatomy import evidence
from l45anatomy.anatomy import Anatomy
from l45anatomy.clearance import Compression
from l45anatomy.frame import LEVELS, one_of
from l45anatomy.grading import broken
from l45anatomy.neurology import Exam, Finding
from l45anatomy.outlook.cause import FRACTURE, HERNIATION, Cause, cause_of
from l45anatomy.outlook.curve import Curve, curves_of
from l45anatomy.outlook.risk import Risk, recurrent_herniation, risk_of, risks_of
from l45anatomy.outlook.urgency import Urgency, of_cauda, severe_weakness, urgency_of

__all__ = ["Cause", "Curve", "Outlook", "Regression", "Risk", "Urgency", "outlook_of"]

OPERATIONS = ("microdiscectomy", "laminectomy", "foraminotomy", "fusion")


@dataclass(frozen=True, kw_only=True)
class Regression:
    """How often disc material of one kind shrinks, and how often it vanishes, without operation.

    `gone` is None where no share was published.
    """

    level: str
    kind: str
    shrinks: float
    gone: float | None
    sources: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Outlook:
    """What published figures say about the weeks and years after such a case."""

    cause: Cause
    exam: Exam
    kinds: tuple[tuple[str, str], ...]  # (level, kind of disc material)
    operated_levels: tuple[str, ...]
    broken: tuple[str, ...] = ()  # vertebrae

    @cached_property
    def curves(self) -> tuple[Curve, ...]:
        """Every recovery curve for such patients, one per definition and care; often none.

        There is none where nothing shows, and none where the cauda equina is caught: those of
        sciatica are not about it.
        """
        shows = self.exam.abnormal and not self.residual
        return curves_of(self.cause.kind) if shows else ()

    @property
    def definitions(self) -> tuple[str, ...]:
        """What counts as recovered in the curves: the same patients, other shares."""
        return tuple(dict.fromkeys(curve.definition for curve in self.curves))

    def curve(self, arm: str, definition: str | None = None) -> Curve:
        """Give the curve `with` or `without` an operation, by the definition both have if any.

        A `ValueError` says which curves there are.
        """
        one_of("arm", arm, ("with", "without", "any"), "recovery.csv")
        if definition is not None:
            one_of("definition", definition, self.definitions, "recovery.csv")
        wanted = (definition,) if definition else self._by_pairs()
        for name in wanted:
            for curve in self.curves:
                if (curve.arm, curve.definition) == (arm, name):
                    return curve
        known = "; ".join(f"{c.arm}: {c.definition}, {c.care}" for c in self.curves) or "none"
        raise ValueError(
            f"curve is {arm!r}, {definition!r} for {self.cause}, must be one of: {known} "
            "(recovery.csv)"
        )

    def _by_pairs(self) -> tuple[str, ...]:
        """Give the definitions, those that both arms share first."""
        arms = {d: {c.arm for c in self.curves if c.definition == d} for d in self.definitions}
        return tuple(sorted(arms, key=lambda name: not {"with", "without"} <= arms[name]))

    @property
    def without(self) -> Curve | None:
        """The curve without operation, comparable with `operated` where both are published."""
        return self._or_none("without")

    @property
    def operated(self) -> Curve | None:
        """The curve with an operation, None where none is published."""
        return self._or_none("with")

    def _or_none(self, arm: str) -> Curve | None:
        return self.curve(arm) if any(curve.arm == arm for curve in self.curves) else None

    def course(
        self, seed: int, arm: str = "without", definition: str | None = None
    ) -> float | None:
        """Give the week in which one made-up patient recovers, drawn from a curve.

        None where that patient has not recovered by the last published week. The same seed is the
        same patient in every curve. That patients in a curve differ by chance alone is a model
        assumption. A curve whose share may fall cannot be drawn from: `ValueError`.
        """
        curve = self.curve(arm, definition)
        if any(
            later < earlier for earlier, later in zip(curve.share, curve.share[1:], strict=False)
        ):
            raise ValueError(
                f"curve is {curve.definition!r}, {curve.care!r}, must be one that never falls "
                "(recovery.csv)"
            )
        return curve.week_of(float(np.random.default_rng(seed).random()))

    @cached_property
    def regression(self) -> tuple[Regression, ...]:
        """How often the disc material of this case shrinks by itself, level by level."""
        table = evidence.outcomes()
        found = []
        for level, kind in self.kinds:
            shrinks = table["regression", kind, "shrinks"]
            gone = table.get(("regression", kind, "vanishes"))
            found.append(
                Regression(
                    level=level,
                    kind=kind,
                    shrinks=shrinks.value,
                    gone=None if gone is None else gone.value,
                    sources=shrinks.keys,
                )
            )
        return tuple(found)

    def recurrence(
        self, *, smoker: bool = False, diabetes: bool = False, protrusion: bool = False
    ) -> Risk:
        """Give the risk that a herniation comes back after microdiscectomy.

        Smoking, diabetes and a protrusion (against other kinds) multiply the odds where they are
        asked for: the figure without them is that of mixed patients. The tables have no ratio for
        weight here, only one for radicular pain as such. `ValueError` without a herniation.
        """
        if self.cause.kind != HERNIATION:
            raise ValueError(f"cause is {self.cause}, must be a herniation to come back")
        factors = {"smoking": smoker, "diabetes": diabetes, "protrusion": protrusion}
        return recurrent_herniation(name for name, there in factors.items() if there)

    def after(self, operation: str) -> tuple[Risk, ...]:
        """Give what is published on complications and on trouble that comes back; may be empty."""
        one_of("operation", operation, OPERATIONS)
        return (*risks_of("complication", operation), *risks_of("recurrence", operation))

    @cached_property
    def urgency(self) -> Urgency:
        """How soon somebody must act, if nothing is getting worse."""
        return urgency_of(self.exam, self.cause, self.broken)

    @property
    def beyond_flags(self) -> tuple[str, ...]:
        """What must not wait and no red flag of a single finding says, as sentences.

        That is trouble in both legs at once, and a broken vertebra.
        """
        urgency = self.urgency
        if urgency.step == "emergency":
            is_said = bool(of_cauda(self.exam))
        else:
            is_said = any(finding in self.exam.red_flags for finding in urgency.because)
        return (urgency.reason,) if urgency.is_pressing and not is_said else ()

    @property
    def if_worsening(self) -> Urgency:
        """How soon somebody must act if the weakness has been seen to grow."""
        return urgency_of(self.exam, self.cause, self.broken, worsening=True)

    @cached_property
    def foot_drop(self) -> Risk | None:
        """How many get back to MRC 4 after decompression, None unless a foot drops (MRC < 3).

        None after a fracture too: nobody in those series had broken a bone.
        """
        return (
            risk_of(evidence.outcomes()["strength", "foot drop", "MRC 4 or better"])
            if self.dropped and self.cause.kind != FRACTURE
            else None
        )

    @property
    def dropped(self) -> tuple[Finding, ...]:
        """The feet that drop: tibialis anterior of a caught root below MRC 3 [aono2007]."""
        return tuple(f for f in severe_weakness(self.exam) if f.item == "tibialis anterior")

    @property
    def residual(self) -> tuple[Risk, ...]:
        """What stays behind in how many, 3 to 5 years after cauda equina decompression."""
        return residual_of(self.exam)

    @property
    def text(self) -> str:
        """All of it in plain sentences with sizes, certainty and sources."""
        from l45anatomy.outlook.telling import told

        return told(self)

    def __str__(self) -> str:
        """The text."""
        return self.text


def residual_of(exam: Exam) -> tuple[Risk, ...]:
    """Give what stays behind in how many once saddle, bladder or anal tone have failed."""
    return risks_of("residual", "cauda equina") if of_cauda(exam) else ()


def _material(anatomy: Anatomy) -> tuple[tuple[str, str], ...]:
    """Give the kinds of disc material beyond the edge, by level; a bulge only without others."""
    found: list[tuple[str, str]] = []
    for level in LEVELS:
        segment = anatomy.segment(level)
        kinds = [piece.term for piece in segment.protrusions if piece.reach_mm > 0]
        bulges = segment.bulge_mm > 0 or any(segment.lateral_bulge_mm)
        kinds = kinds or (["bulge"] if bulges and segment.slip_mm == 0 else [])
        found += [(level, kind) for kind in dict.fromkeys(kinds)]
    return tuple(found)


def outlook_of(anatomy: Anatomy, compressions: tuple[Compression, ...], exam: Exam) -> Outlook:
    """Give the outlook of somebody with this anatomy, these compressions and these findings."""
    segments = ((level, anatomy.segment(level)) for level in LEVELS)
    return Outlook(
        cause=cause_of(anatomy, compressions),
        exam=exam,
        kinds=_material(anatomy),
        operated_levels=tuple(level for level, s in segments if s.windows or s.fused),
        broken=broken(anatomy),
    )
