"""What each caught root takes from each muscle, patch of skin, reflex and stretch test.

Power, feeling and reflexes add up over the roots that carry them; pain and stretch signs are as bad
as the worst root, and there a disc that only touches already counts. For stretch signs what is lost
is movement: `tension` says from which angle a root hurts. Roots that still run inside the dural
sac where it is narrow lose what it leaves them; S2-S4 are one bundle. A nerve named in place of a
root takes all it carries.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from l45anatomy import evidence, tension
from l45anatomy.clearance import Compression
from l45anatomy.evidence import Item, Knot
from l45anatomy.frame import LEVELS, ROOTS, Side, one_of

SAC = "dural sac"
CAUDA = ("S2", "S2-S4")
STANDING = "S2-S4 standing"  # the same roots in the sac of somebody who stands or walks
SIDES = (Side.RIGHT, Side.LEFT)

_WORST_COUNTS = ("tension", "pain")


@dataclass(frozen=True)
class Hit:
    """How hard a root is hit, and how sore it is, each 0 to 1 with the compression that says so."""

    loss: float
    sore: float
    hardest: Compression
    sorest: Compression


Caught = Mapping[tuple[str, Side | None], Hit]


@dataclass(frozen=True)
class Part:
    """What one caught root or nerve takes from one item: its share, its loss, its compression.

    `taken` is the share of the item's supply, for a stretch test of its movement, that is lost.
    """

    root: str
    share: float
    loss: float
    taken: float
    compression: Compression

    @property
    def is_upright(self) -> bool:
        """Whether it is taken from somebody who stands."""
        return self.root == STANDING

    @property
    def sac_mm2(self) -> float | None:
        """The area of the sac that its roots run inside, mm2; None for what is caught itself."""
        return self.compression.upright_mm2 if self.is_upright else self.compression.area_mm2


def grade_at(knots: Sequence[Knot], loss: float) -> float:
    """Give the grade on the straight lines between the knots, at a loss from 0 to 1."""
    for left, right in pairwise(knots):
        if loss <= right.loss:
            way = (loss - left.loss) / (right.loss - left.loss)
            return left.grade + way * (right.grade - left.grade)
    return knots[-1].grade


def cauda_loss(area_mm2: float) -> float:
    """Give the loss of the roots S2-S4 in a sac of that area: the curve read backwards."""
    knots = evidence.responses()["cauda equina"]
    if area_mm2 >= knots[0].grade:
        return 0.0
    for wide, tight in pairwise(knots):
        if area_mm2 >= tight.grade:
            way = (wide.grade - area_mm2) / (wide.grade - tight.grade)
            return wide.loss + way * (tight.loss - wide.loss)
    return knots[-1].loss


def passing(level: str) -> tuple[str, ...]:
    """Give the roots that pass a disc inside the sac: those below the one that leaves it there.

    >>> passing("L4-L5")
    ('S1',)
    """
    return ROOTS[LEVELS.index(level) + 2 :]


def lost_in_sac(sac: Compression) -> dict[str, float]:
    """Give what the roots have lost inside the sac where it is caught; both sides are alike.

    Those of walking are as in somebody who stands.

    Raises
    ------
    ValueError
        If the area of the sac is not known.
    """
    if sac.area_mm2 is None or sac.upright_mm2 is None:
        raise ValueError("area_mm2 of the dural sac is None, must be its area in mm2")
    here = dict.fromkeys((*passing(sac.level), *CAUDA), cauda_loss(sac.area_mm2))
    return {STANDING: cauda_loss(sac.upright_mm2), **here}


def hidden_loss(root: Compression, sac: Compression) -> float:
    """Give what a root has lost inside the sac, where that is more than on its way; else 0."""
    lost = lost_in_sac(sac).get(root.root, 0.0)
    return lost if lost > root.loss else 0.0


def _touch(compression: Compression) -> float:
    """Give how much a disc touches a root, 0 to 1."""
    if compression.touch is not None:
        return compression.touch
    disc = any(name.startswith("disc") for name in compression.by)
    return float(compression.grade > 0 and disc)


def irritation_curve(compression: Compression) -> str:
    """Give the curve that says how sore this compression makes a root."""
    if any(name.endswith("muscle") for name in compression.by):
        return "irritation by muscle"
    return "irritation with disc" if _touch(compression) else "irritation without disc"


def irritation(compression: Compression) -> float:
    """How sore a root is, 0 to 1: disc and muscle hurt early, bone late, a ganglion more.

    A disc counts as much as it touches, wherever it does and whatever else presses harder.
    """
    curves, loss = evidence.responses(), compression.loss
    sore = grade_at(curves[irritation_curve(compression)], loss)
    touch = _touch(compression)
    if 0.0 < touch < 1.0:
        sore = touch * sore + (1.0 - touch) * grade_at(curves["irritation without disc"], loss)
    more = (
        evidence.yielding()["tension.ganglion_factor"].value
        if compression.ganglion == "on"
        else 1.0
    )
    return min(sore * more, 1.0)


def worst_counts(item: Item) -> bool:
    """Whether the worst root decides, as for pain and stretch signs, and not the sum."""
    return item.modality in _WORST_COUNTS


@lru_cache(maxsize=1)
def known_roots() -> tuple[str, ...]:
    """Every name a compression may carry: roots, nerves and the sac."""
    roots = {row.root for rows in evidence.innervation().values() for row in rows}
    nerves = {nerve for item in evidence.items().values() for nerve in item.nerve}
    return (*sorted(roots), SAC, *sorted(nerves))


def _loss(hit: Hit) -> float:
    return hit.loss


def _sore(hit: Hit) -> tuple[float, float]:
    """Order by soreness; of two that are equally sore, the harder one pulls earlier."""
    return hit.sore, hit.sorest.loss


def caught_by(compressions: Iterable[Compression]) -> Caught:
    """(root, side) -> how hard it is hit and how sore it is, by the worst of its compressions.

    Bone that takes more does not soothe what a disc makes sore: the two may differ.
    """
    caught: dict[tuple[str, Side | None], Hit] = {}
    found: list[tuple[tuple[str, Side | None], float, float]]
    for compression in compressions:
        root = one_of("root", compression.root, known_roots(), "innervation.csv, items.csv")
        if root == SAC:
            lost = lost_in_sac(compression).items()
            found = [((name, side), own, own) for name, own in lost for side in SIDES]
        else:
            found = [((root, compression.side), compression.loss, irritation(compression))]
        for key, loss, sore in found:
            if not (loss or sore):
                continue
            hit, before = Hit(loss, sore, compression, compression), caught.get(key)
            if before:
                hardest, sorest = max(before, hit, key=_loss), max(before, hit, key=_sore)
                hit = Hit(hardest.loss, sorest.sore, hardest.hardest, sorest.sorest)
            caught[key] = hit
    return caught


@lru_cache(maxsize=512)
def carriers(item: str, skin: str = evidence.DEFAULT_MAP) -> tuple[tuple[str, float], ...]:
    """Every root with its share of an item, and every nerve with the whole of it.

    A patch of skin that the map `skin` does not have is not tested: nothing carries it.
    """
    rows = evidence.innervation(skin=skin).get(item, ())
    nerves = evidence.items()[item].nerve if rows else ()
    return (*((row.root, row.share) for row in rows), *((nerve, 1.0) for nerve in nerves))


def parts_of(
    item: Item, side: Side, caught: Caught, skin: str = evidence.DEFAULT_MAP
) -> tuple[Part, ...]:
    """Give what each caught root and nerve of that side takes from the item, the most first.

    `skin` names the map of the dermatomes that patches of skin are shared out by.
    """
    found = []
    for root, share in carriers(item.item, skin):
        if (root, side) in caught:
            hit = caught[root, side]
            sore = worst_counts(item)
            own, compression = (hit.sore, hit.sorest) if sore else (hit.loss, hit.hardest)
            taken = share * own
            if item.modality == "tension":
                taken = tension.movement_lost(item.item, share, own, compression)
            if taken > 0.0:
                found.append(Part(root, share, own, taken, compression))
    return tuple(sorted(found, key=lambda part: -part.taken))


def lost(item: Item, parts: Sequence[Part]) -> float:
    """Give the share of the item's supply that is lost: the worst part for pain, else the sum."""
    taken = [part.taken for part in parts]
    return min(1.0, max(taken, default=0.0) if worst_counts(item) else sum(taken))


def looked_at(item: Item, side: Side | None) -> tuple[Side, ...]:
    """Give the sides whose roots decide an item: its own, the other one, or both."""
    if side is None:
        return SIDES
    return (side.other,) if item.sides == "crossed" else (side,)


def curves_of(item: Item, parts: Sequence[Part]) -> tuple[str, ...]:
    """Give the curves of `responses.csv` an item went through."""
    curves = [item.curve]
    if any(part.compression.root == SAC for part in parts):
        curves.append("cauda equina")
    if worst_counts(item):
        curves += [irritation_curve(part.compression) for part in parts[:1]]
    return tuple(curves)
