"""Two cases side by side: what is freed, what is caught anew, and which findings change.

What a table would show alike is called the same; nothing is judged below that. The order is told
from what is lost, never from how it is called, so that comparing back gives the mirror image.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, Protocol

from l45anatomy.clearance import Compression
from l45anatomy.frame import Side
from l45anatomy.grading import Grade
from l45anatomy.neurology import Exam, Finding
from l45anatomy.outlook import residual_of
from l45anatomy.outlook.telling import left_behind
from l45anatomy.wording import in_words, listed, name_of

Verdict = Literal["better", "same", "worse", "changed"]

_GONE = "No longer explained"


class CaseLike(Protocol):
    """What is compared of a case."""

    @property
    def compressions(self) -> Sequence[Compression]:
        """How the roots and the sac fare."""

    @property
    def exam(self) -> Exam:
        """What the legs show."""

    @property
    def grades(self) -> Sequence[Grade]:
        """What a radiologist grades."""


def _verdict(before: float, after: float) -> Verdict:
    """Say whether less is lost after than before."""
    if after == before:
        return "same"
    return "better" if after < before else "worse"


@dataclass(frozen=True)
class RootChange:
    """One root, or the sac, before and after."""

    before: Compression
    after: Compression

    @property
    def root(self) -> str:
        """The root, or "dural sac"."""
        return self.before.root

    @property
    def side(self) -> Side | None:
        """The side, None for the sac."""
        return self.before.side

    @property
    def name(self) -> str:
        """What is compared, as in `left L5 root`."""
        return name_of(self.before)

    @property
    def verdict(self) -> Verdict:
        """Better, same or worse: by the calibre lost in whole percent, then by the grade."""
        lost = [(round(100 * c.loss), c.grade) for c in (self.before, self.after)]
        return "same" if lost[0] == lost[1] else "better" if lost[1] < lost[0] else "worse"

    @property
    def freed(self) -> bool:
        """Whether it was pushed aside or compressed and is now at most touched."""
        return self.before.is_caught and not self.after.is_caught

    @property
    def caught(self) -> bool:
        """Whether it was at most touched and is now pushed aside or compressed."""
        return self.after.is_caught and not self.before.is_caught


@dataclass(frozen=True)
class FindingChange:
    """One item of the examination before and after."""

    before: Finding
    after: Finding

    @property
    def item(self) -> str:
        """What was examined."""
        return self.before.item

    @property
    def side(self) -> Side | None:
        """The side, None for what has none."""
        return self.before.side

    @property
    def verdict(self) -> Verdict:
        """Better or worse where the words differ: by the share of its supply that is lost."""
        if self.before.label == self.after.label:
            return "same"
        return _verdict(self.before.loss, self.after.loss)


@dataclass(frozen=True)
class GradeChange:
    """One radiological grade before and after; None where nothing is left to be graded."""

    before: Grade | None
    after: Grade | None

    @property
    def graded(self) -> Grade:
        """The grade that is there, that before if both are."""
        there = self.before or self.after
        if there is None:
            raise ValueError("before and after are None, must be a grade on one side at least")
        return there

    @property
    def name(self) -> str:
        """What is graded by which system, as in `Schizas, dural sac L4-L5`."""
        grade = self.graded
        where = "" if grade.place in grade.structure else f" {grade.place}"
        side = f", {grade.side}" if grade.side else ""
        return f"{grade.system}, {grade.structure}{where}{side}"

    @property
    def words(self) -> tuple[str, str]:
        """The two grades as they are shown."""
        before, after = (g.grade if g else "not graded" for g in (self.before, self.after))
        return before, after

    @property
    def verdict(self) -> Verdict:
        """Better or worse by rank; changed where another grade is no better and no worse."""
        if self.before is None or self.after is None:
            return "changed"
        if self.before.grade == self.after.grade:
            return "same"
        if self.before.rank == self.after.rank:
            return "changed"
        return _verdict(self.before.rank, self.after.rank)


Difference = RootChange | FindingChange | GradeChange


@dataclass(frozen=True)
class Comparison:
    """Everything that differs between two cases, and what stays the same, in the same order."""

    roots: tuple[RootChange, ...]
    findings: tuple[FindingChange, ...]
    grades: tuple[GradeChange, ...]

    @cached_property
    def freed(self) -> tuple[RootChange, ...]:
        """The roots, or the sac, that were caught and now have room."""
        return tuple(change for change in self.roots if change.freed)

    @cached_property
    def caught(self) -> tuple[RootChange, ...]:
        """The roots, or the sac, that had room and now are caught."""
        return tuple(change for change in self.roots if change.caught)

    @cached_property
    def better(self) -> tuple[Difference, ...]:
        """The roots, findings and grades that are better after."""
        return self._of("better")

    @cached_property
    def worse(self) -> tuple[Difference, ...]:
        """The roots, findings and grades that are worse after."""
        return self._of("worse")

    @cached_property
    def changed(self) -> tuple[Difference, ...]:
        """Everything that is not the same."""
        return tuple(change for change in self._all if change.verdict != "same")

    @property
    def _all(self) -> tuple[Difference, ...]:
        return (*self.roots, *self.findings, *self.grades)

    def _of(self, verdict: Verdict) -> tuple[Difference, ...]:
        return tuple(change for change in self._all if change.verdict == verdict)

    @property
    def text(self) -> str:
        """The comparison in sentences."""
        if not self.changed:
            return "Nothing changes: every root and every finding is as before."
        lines = [*_told_roots(self), *_told_findings(self.findings), self.caveat]
        return "\n".join(filter(None, [*lines, *_told_grades(self.grades)]))

    @property
    def caveat(self) -> str:
        """What must be said where something is freed: that room is not yet recovery."""
        gone = tuple(c.before for c in self.findings if c.before.abnormal and not c.after.abnormal)
        if not (self.freed and gone):
            return ""
        slow = (
            "What was freed is free to recover, no more: that takes weeks to years and may stay "
            "incomplete; see the outlook of the first case."
        )
        return " ".join(filter(None, (slow, left_behind(residual_of(Exam(gone))))))

    def __str__(self) -> str:
        """The text."""
        return self.text

    def _repr_html_(self) -> str:
        from l45anatomy.views.comparison import comparison_html

        return comparison_html(self)


def _told_roots(comparison: Comparison) -> list[str]:
    """Say what is freed, what stays caught and what is caught anew."""
    lines = []
    if comparison.freed:
        lines.append(f"Freed: {listed([change.name for change in comparison.freed])}.")
    still = [c for c in comparison.roots if c.before.is_caught and c.after.is_caught]
    words = {"better": "less than before", "same": "as before", "worse": "more than before"}
    lines += [
        f"Still caught, {words[change.verdict]}: {in_words(change.after)}." for change in still
    ]
    lines += [f"Caught anew: {in_words(change.after)}." for change in comparison.caught]
    told = {*comparison.freed, *comparison.caught, *still}
    for verdict in ("better", "worse"):
        rest = [c.name for c in comparison.roots if c not in told and c.verdict == verdict]
        if rest:
            lines.append(f"A little {verdict}: {listed(rest)}.")
    return lines


def _told_findings(findings: Iterable[FindingChange]) -> list[str]:
    """Say what nothing explains any longer, what is better and what is worse, side by side."""
    changed = [change for change in findings if change.verdict != "same"]
    lines = []
    for head, group in (
        (_GONE, [c for c in changed if not c.after.abnormal]),
        ("Better", [c for c in changed if c.after.abnormal and c.verdict == "better"]),
        ("Worse", [c for c in changed if c.verdict == "worse"]),
    ):
        if group and head == _GONE:
            lines.append(f"{head}: {'; '.join(change.before.name for change in group)}.")
        elif group:
            told = [f"  {c.before.name}: {c.before.label}, now {c.after.label}" for c in group]
            lines += [f"{head}:", *told]
    left = [c for c in findings if c.verdict == "same" and c.after.abnormal]
    if left:
        lines.append(f"Still abnormal, as before: {'; '.join(c.after.name for c in left)}.")
    return lines


def _told_grades(grades: Iterable[GradeChange]) -> list[str]:
    changed = [change for change in grades if change.verdict != "same"]
    told = [f"  {change.name}: {', now '.join(change.words)}" for change in changed]
    return ["Grades:", *told] if told else []


def _grades(before: Iterable[Grade], after: Iterable[Grade]) -> tuple[GradeChange, ...]:
    """Match grades by what they are looked up by; a root's worst point may have moved on."""
    old, new = ({(g.system, g.place, g.side): g for g in some} for some in (before, after))
    return tuple(GradeChange(old.get(key), new.get(key)) for key in dict.fromkeys((*old, *new)))


def compare(before: CaseLike, after: CaseLike) -> Comparison:
    """Compare two cases root by root, finding by finding and grade by grade.

    A nerve beyond the roots that is hurt in one case only shows in the findings alone.
    """
    later = {(c.root, c.side): c for c in after.compressions}
    now = {(f.item, f.side): f for f in after.exam}
    return Comparison(
        roots=tuple(
            RootChange(c, later[c.root, c.side])
            for c in before.compressions
            if (c.root, c.side) in later
        ),
        findings=tuple(FindingChange(f, now[f.item, f.side]) for f in before.exam),
        grades=_grades(before.grades, after.grades),
    )
