"""Lesions of nerves beyond the roots: what looks like a root lesion and is none."""

from dataclasses import KW_ONLY, dataclass, replace
from typing import Self

from l45anatomy import evidence
from l45anatomy.anatomy import Anatomy, Injury
from l45anatomy.evidence import limited
from l45anatomy.frame import Side, one_of

_BOTH_SIDES = ("cauda equina", "pelvic nerves")  # items name them, but they have no side


def _known() -> tuple[str, ...]:
    """List the nerves an examination can tell apart."""
    named = (nerve for item in evidence.items().values() for nerve in item.nerve)
    return tuple(sorted(set(named) - set(_BOTH_SIDES)))


@dataclass(frozen=True)
class NerveLesion:
    """A nerve that has lost a share of its fibres beyond the spine: which, where, from what.

    Where and from what are the usual ones of `nerve_lesions.csv` unless said. The spine stays as it
    is: no root is caught.
    """

    nerve: str
    side: Side | str
    severity: float
    _: KW_ONLY
    cause: str = ""
    site: str = ""
    level = ""

    def __post_init__(self) -> None:
        set_ = object.__setattr__
        one_of("nerve", self.nerve, _known(), "items.csv")
        set_(self, "side", Side(one_of("side", str(self.side), list(Side))))
        set_(self, "severity", limited("nerve_lesion.severity", self.severity))
        usual = [row for row in evidence.palsies().values() if row.nerve == self.nerve]
        set_(self, "cause", self.cause or (usual[0].cause if usual else "a lesion"))
        set_(self, "site", self.site or (usual[0].site if usual else ""))

    @classmethod
    def _named(cls, lesion: str, severity: float | None, side: Side | str) -> Self:
        row = evidence.palsies()[lesion]
        share = row.value if severity is None else severity
        return cls(row.nerve, side, share, cause=row.cause, site=row.site)

    @classmethod
    def piriformis(cls, severity: float | None = None, side: Side | str = "left") -> Self:
        """Give a sciatic nerve squeezed in the buttock: pain first, weakness seldom."""
        return cls._named("piriformis", severity, side)

    @classmethod
    def peroneal_palsy(cls, severity: float | None = None, side: Side | str = "left") -> Self:
        """Give a common peroneal nerve pressed at the neck of the fibula."""
        return cls._named("peroneal palsy", severity, side)

    @classmethod
    def femoral(cls, severity: float | None = None, side: Side | str = "left") -> Self:
        """Give a lesion of the femoral nerve: the adductors, from the obturator, are spared."""
        return cls._named("femoral", severity, side)

    @classmethod
    def tibial(cls, severity: float | None = None, side: Side | str = "left") -> Self:
        """Give a tibial nerve pressed behind the knee."""
        return cls._named("tibial", severity, side)

    @classmethod
    def superior_gluteal(cls, severity: float | None = None, side: Side | str = "left") -> Self:
        """Give a lesion of the superior gluteal nerve: the pelvis drops, the foot is strong."""
        return cls._named("superior gluteal", severity, side)

    @classmethod
    def plexus(cls, severity: float | None = None, side: Side | str = "left") -> Self:
        """Give a lesion of the whole lumbosacral plexus of one side."""
        return cls._named("plexus", severity, side)

    def apply(self, anatomy: Anatomy) -> Anatomy:
        """Give the anatomy with the nerve injured."""
        if self.severity == 0:
            return anatomy
        injury = Injury(
            nerve=self.nerve,
            side=str(self.side),
            site=self.site,
            cause=self.cause,
            loss=self.severity,
        )
        # Sorted, so that two lesions are the same in either order.
        injuries = tuple(sorted((*anatomy.nerves.injuries, injury)))
        return replace(anatomy, nerves=replace(anatomy.nerves, injuries=injuries))

    def mirrored(self) -> Self:
        """Give the same on the other side."""
        return replace(self, side=Side(self.side).other)

    def __str__(self) -> str:
        """The change in the words of a report."""
        return f"lesion of the {self.side} {self.nerve}, {self.severity:.0%}: {self.cause}"
