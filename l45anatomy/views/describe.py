"""The text twins of the views: what the spine, the leg map and the examination show, in words.

They need no more of a case than its changes, compressions and exam, and they work out nothing.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from l45anatomy.clearance import Compression
from l45anatomy.frame import Side
from l45anatomy.neurology import Exam, Finding
from l45anatomy.views.exam import MODALITIES
from l45anatomy.wording import in_words, listed, sentence

_DRAWN = ("motor", "sensory", "reflex", "pain")  # what the leg map has a place for


class CaseLike(Protocol):
    """What `describe` reads of a case."""

    @property
    def changes(self) -> Sequence[object]:
        """What was changed, each printable."""

    @property
    def compressions(self) -> Sequence[Compression]:
        """How the roots and the sac fare."""

    @property
    def exam(self) -> Exam:
        """What the legs show."""


def _in_the_legs(abnormal: Sequence[Finding]) -> Iterator[str]:
    """Give what shows on each side, the strongest first, and what belongs to no side."""
    right, left, whole = (
        _clauses([finding for finding in abnormal if finding.side == side])
        for side in (Side.RIGHT, Side.LEFT, None)
    )
    if right and right == left:
        yield f"On both sides, {right}."
    else:
        for side, clauses in ((Side.RIGHT, right), (Side.LEFT, left)):
            yield f"On the {side}, {clauses}." if clauses else f"On the {side}: nothing abnormal."
    if whole:
        yield sentence(whole)


def _clauses(found: Iterable[Finding]) -> str:
    """Give findings in words, the strongest first, items that sound alike together."""
    alike: dict[str, list[str]] = {}
    for finding in sorted(found, key=lambda finding: -finding.level):
        alike.setdefault(finding.label, []).append(finding.item)
    return "; ".join(f"{listed(items)}: {label}" for label, items in alike.items())


def _worst_first(compressions: Iterable[Compression]) -> list[Compression]:
    """Give the compressions that touch something, the worst first."""
    caught = [compression for compression in compressions if compression.grade > 0]
    return sorted(caught, key=lambda compression: (-compression.grade, -compression.loss))


def _each_once(caught: Sequence[Compression]) -> Iterator[str]:
    """Give each compression as a clause; what is alike on both sides is told once."""
    said, told = {in_words(one): one for one in caught}, set[str]()
    for words, one in said.items():
        if words in told:
            continue
        mirrored = in_words(one.mirrored)
        told.add(mirrored)
        is_paired = one.side is not None and mirrored in said
        yield f"{words}, and likewise on the {one.mirrored.side}" if is_paired else words


def describe_spine(case: CaseLike) -> str:
    """Give the 3D picture in sentences: what was changed and what is caught, the worst first."""
    changes = [str(change) for change in case.changes]
    hit = _worst_first(case.compressions)
    beyond = [compression for compression in hit if compression.is_beyond_spine]
    caught = [compression for compression in hit if not compression.is_beyond_spine]
    own = "Nothing is changed in this person's spine." if hit else "A healthy spine, unchanged."
    lines = [f"Changed: {'; '.join(changes)}." if changes else own]
    if caught:
        lines.append(f"Seen from behind: {'; '.join(_each_once(caught))}.")
    else:
        lines.append("Seen from behind, every root and the dural sac have room.")
    lines += [f"Beyond the spine: {in_words(compression)}." for compression in beyond]
    return "\n".join(lines)


def _by_place(abnormal: Sequence[Finding]) -> list[str]:
    """Give a line for each side and modality, the strongest finding first.

    Sides that are alike in all are told as one.
    """
    right, left, whole = (
        [
            f"{title.lower()}. {sentence(clauses)}"
            for modality, title in MODALITIES.items()
            if (
                clauses := _clauses(f for f in abnormal if (f.side, f.modality) == (side, modality))
            )
        ]
        for side in (Side.RIGHT, Side.LEFT, None)
    )
    if right == left:
        return [f"Both sides, {line}" for line in (*right, *whole)]
    placed = (("Right", right), ("Left", left), ("Both sides", whole))
    return [f"{where}, {line}" for where, lines in placed for line in lines]


def describe_leg(exam: Exam) -> str:
    """Give the leg map in sentences: what is marked on each leg, and which leg is clean."""
    shown = [f for f in exam.abnormal if f.modality in _DRAWN]
    clean = [side for side in Side if not any(f.side in (side, None) for f in shown)]
    if len(clean) == len(Side):
        return "Both legs from the front and from behind: nothing is marked."
    count = f"{len(shown)} {'item is' if len(shown) == 1 else 'items are'} marked"
    lines = [f"Both legs from the front and from behind: {count}.", *_by_place(shown)]
    lines += [f"Nothing is marked on the {side} leg." for side in clean]
    return "\n".join(lines)


def describe_exam(exam: Exam, beyond: Iterable[str] = ()) -> str:
    """Give the examination in sentences: how many findings are not normal, each, and red flags.

    `beyond` is what must not wait and no finding by itself says.
    """
    tested, found = [f for f in exam if f.tested], exam.abnormal
    untested = len(exam) - len(tested)
    rest = f" {untested} {'is' if untested == 1 else 'are'} not tested." if untested else ""
    are = "is" if len(found) == 1 else "are"
    lines = [f"{len(found)} of {len(tested)} findings {are} not normal.{rest}", *_by_place(found)]
    if not found:
        lines = [f"All {len(tested)} findings are normal.{rest}"]
    flags = dict.fromkeys([*beyond, *(f.red_flag for f in exam.red_flags)])
    return "\n".join([*lines, *(f"Must not wait: {words.rstrip('.')}." for words in flags)])


def describe(case: CaseLike) -> str:
    """Give the case in sentences: changes, then what is caught, then what is not normal."""
    abnormal, lines = case.exam.abnormal, [describe_spine(case)]
    if not abnormal:
        return "\n".join([*lines, "The examination is normal."])
    return "\n".join([*lines, *_in_the_legs(abnormal)])
