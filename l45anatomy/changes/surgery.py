"""Operations: what is opened, what is taken out, and what each leaves behind.

An operation is a change like any other and comes last. One that finds nothing to take out is
allowed, as it is in life, and `done` says so. What it leaves behind is told by `operations.csv`.
"""

from dataclasses import KW_ONLY, dataclass, replace
from typing import Self

from l45anatomy import evidence
from l45anatomy.anatomy import Anatomy, Cyst, Protrusion, Window
from l45anatomy.evidence import limited
from l45anatomy.frame import LEVELS, Side, one_of

APPROACHES = ("interlaminar", "far lateral")
_REACHED = {
    "interlaminar": ("central", "subarticular"),
    "far lateral": ("foraminal", "extraforaminal"),
}


def _usual(parameter: str) -> float:
    return evidence.limits()[parameter].value


def _left_behind(operation: str, taken: float) -> tuple[str, ...]:
    """Give what an operation leaves behind that takes that share of a facet joint, with sources."""
    told = []
    for row in evidence.operations():
        if row.operation == operation:
            unseen = ", unverified" if row.basis == "recalled" else ""
            words = row.leaves.format(value=row.value, low=row.low, high=row.high, taken=taken)
            told.append(f"{words} [{', '.join(row.source)}{unseen}]")
    return tuple(told)


def _opened(anatomy: Anatomy, level: str, window: Window) -> Anatomy:
    """Give the anatomy with one more window; the same one again changes nothing."""
    windows = tuple(sorted({*anatomy.segment(level).windows, window}))
    return anatomy.with_segment(level, windows=windows)


@dataclass(frozen=True)
class Microdiscectomy:
    """Takes herniated disc out on one side, the disc itself stays.

    Interlaminar: through a small window beside the spinous process into the canal; reaches central
    and subarticular material that has not gone too far up or down, and a cyst of the joint there.
    Far lateral: from outside, without a window in the canal; reaches foraminal and extraforaminal
    material.
    """

    side: Side | str
    level: str = "L4-L5"
    _: KW_ONLY
    approach: str = "interlaminar"

    def __post_init__(self) -> None:
        object.__setattr__(self, "side", Side(one_of("side", str(self.side), list(Side))))
        one_of("level", self.level, LEVELS)
        one_of("approach", self.approach, APPROACHES)

    def _takes(self, piece: Protrusion) -> bool:
        is_near = abs(piece.migration_mm) <= _usual("microdiscectomy.reach_mm")
        is_here = piece.zone == "central" or piece.side == str(self.side)
        return is_near and is_here and piece.zone in _REACHED[self.approach]

    def _drains(self, cyst: Cyst) -> bool:
        return self.approach == "interlaminar" and cyst.side == str(self.side)

    def apply(self, anatomy: Anatomy) -> Anatomy:
        """Give the anatomy with what could be reached taken out."""
        segment = anatomy.segment(self.level)
        rest = tuple(piece for piece in segment.protrusions if not self._takes(piece))
        cysts = tuple(cyst for cyst in segment.cysts if not self._drains(cyst))
        anatomy = anatomy.with_segment(self.level, protrusions=rest, cysts=cysts)
        if self.approach == "far lateral":
            way = Window(kind="far lateral approach", side=str(self.side), facet_share=0.0)
            return _opened(anatomy, self.level, way)
        share = _usual("laminotomy.facet_share")
        window = Window(kind="laminotomy", side=str(self.side), facet_share=share)
        return _opened(anatomy, self.level, window)

    def done(self, anatomy: Anatomy) -> str:
        """Say what it does to a person: what is taken out and what is not reached."""
        segment = anatomy.segment(self.level)
        pieces = segment.protrusions
        taken = [piece.zone for piece in pieces if self._takes(piece)]
        missed = [piece.zone for piece in pieces if not self._takes(piece)]
        told = [f"{', '.join(taken)} disc material taken out"] if taken else []
        told += ["cyst taken out"] if any(map(self._drains, segment.cysts)) else []
        told = told or ["nothing to take out"]
        if missed:
            told.append(f"{', '.join(missed)} disc material not reached")
        return f"{self}: {'; '.join(told)}"

    @property
    def leaves(self) -> tuple[str, ...]:
        """What it leaves behind, with sources."""
        is_open = self.approach == "interlaminar"
        return _left_behind("microdiscectomy", _usual("laminotomy.facet_share") if is_open else 0.0)

    def mirrored(self) -> Self:
        """Give the same on the other side."""
        return replace(self, side=Side(self.side).other)

    def __str__(self) -> str:
        """The operation in the words of a report."""
        way = "far lateral " if self.approach == "far lateral" else ""
        return f"{way}microdiscectomy {self.level} {self.side}"


@dataclass(frozen=True)
class Laminectomy:
    """Opens the canal from behind on both sides: lower half of the lamina, flavum, inner facets.

    It makes room for the sac and in the lateral recess, and takes out cysts. It does not open the
    foramen and leaves the disc alone.
    """

    level: str = "L4-L5"

    def __post_init__(self) -> None:
        one_of("level", self.level, LEVELS)

    def apply(self, anatomy: Anatomy) -> Anatomy:
        """Give the anatomy with the canal opened."""
        share = _usual("laminectomy.facet_share")
        anatomy = anatomy.with_segment(self.level, cysts=())
        window = Window(kind="laminectomy", side="both", facet_share=share)
        return _opened(anatomy, self.level, window)

    def done(self, anatomy: Anatomy) -> str:
        """Say what it does to a person: the canal is opened whatever narrowed it."""
        cysts = len(anatomy.segment(self.level).cysts)
        return f"{self}: canal and recesses opened" + (", cyst taken out" if cysts else "")

    @property
    def leaves(self) -> tuple[str, ...]:
        """What it leaves behind, with sources."""
        return _left_behind("laminectomy", _usual("laminectomy.facet_share"))

    def mirrored(self) -> Self:
        """Give the same seen in a mirror: it has no side."""
        return replace(self)

    def __str__(self) -> str:
        """The operation in the words of a report."""
        return f"laminectomy {self.level}"


@dataclass(frozen=True)
class Foraminotomy:
    """Opens one foramen from behind: undercuts the upper articular process and its spur there."""

    side: Side | str
    level: str = "L4-L5"
    _: KW_ONLY
    facet_share: float | None = None

    def __post_init__(self) -> None:
        set_ = object.__setattr__
        set_(self, "side", Side(one_of("side", str(self.side), list(Side))))
        one_of("level", self.level, LEVELS)
        usual = _usual("foraminotomy.facet_share")
        share = usual if self.facet_share is None else self.facet_share
        set_(self, "facet_share", limited("foraminotomy.facet_share", share))

    def apply(self, anatomy: Anatomy) -> Anatomy:
        """Give the anatomy with the rear wall of the foramen cut back."""
        if not self.facet_share:
            return anatomy
        window = Window(kind="foraminotomy", side=str(self.side), facet_share=self.facet_share)
        return _opened(anatomy, self.level, window)

    def done(self, anatomy: Anatomy) -> str:
        """Say what it does to a person: bone and spur go, the disc stays."""
        right, left = anatomy.segment(self.level).facet_growth_mm
        spur = right if self.side is Side.RIGHT else left
        return f"{self}: foramen opened" + (", spur taken off" if spur else "")

    @property
    def leaves(self) -> tuple[str, ...]:
        """What it leaves behind, with sources."""
        return _left_behind("foraminotomy", self.facet_share or 0.0)

    def mirrored(self) -> Self:
        """Give the same on the other side."""
        return replace(self, side=Side(self.side).other)

    def __str__(self) -> str:
        """The operation in the words of a report."""
        return f"foraminotomy {self.level} {self.side}, {self.facet_share:.0%} of the facet joint"


@dataclass(frozen=True)
class Fusion:
    """Holds two vertebrae together for good; with reduction, after the slip was put back.

    Reduction puts a cage where the disc was: the height is restored, and what bulged all round is
    gone. A herniation is not taken out: add a `Microdiscectomy`.
    """

    level: str = "L4-L5"
    _: KW_ONLY
    reduce: bool = False

    def __post_init__(self) -> None:
        one_of("level", self.level, LEVELS)
        if not isinstance(self.reduce, bool):
            raise ValueError(f"reduce is {self.reduce!r}, must be True or False")

    def apply(self, anatomy: Anatomy) -> Anatomy:
        """Give the anatomy with the segment held."""
        anatomy = anatomy.with_segment(self.level, fused=True)
        if not self.reduce:
            return anatomy
        return anatomy.with_segment(
            self.level,
            slip_mm=0.0,
            height_loss_mm=0.0,
            bulge_mm=0.0,
            lateral_bulge_mm=(0.0, 0.0),
            pseudobulge_mm=0.0,
        )

    def done(self, anatomy: Anatomy) -> str:
        """Say what it does to a person: what was put back."""
        segment = anatomy.segment(self.level)
        told = ["the segment is held"]
        if self.reduce:
            told += [f"a slip of {segment.slip_mm:.1f} mm put back"] if segment.slip_mm else []
            lost = segment.collapse_mm
            told += [f"{lost:.1f} mm of disc height restored"] if lost else []
        elif segment.slip_mm:
            told.append(f"the slip of {segment.slip_mm:.1f} mm stays")
        told += ["herniated disc material stays"] if segment.protrusions else []
        return f"{self}: {', '.join(told)}"

    @property
    def leaves(self) -> tuple[str, ...]:
        """What it leaves behind, with sources."""
        return _left_behind("fusion", 0.0)

    def mirrored(self) -> Self:
        """Give the same seen in a mirror: it has no side."""
        return replace(self)

    def __str__(self) -> str:
        """The operation in the words of a report."""
        return f"fusion {self.level}" + (" with reduction" if self.reduce else "")
