"""Grades of discs, facet joints and slips, level by level."""

from collections.abc import Iterator, Sequence

import numpy as np

from l45anatomy import evidence
from l45anatomy.anatomy import Anatomy, paired
from l45anatomy.frame import LEVELS, VERTEBRAE, Side
from l45anatomy.grading.discs import DiscLook, look
from l45anatomy.grading.grade import Grade, definition, graded, named, row_for
from l45anatomy.spine.alignment import stack
from l45anatomy.spine.discs import neighbours

_ROUNDED = 6  # digits: what was built to the millimetre is not graded by the last bit


def segment_grades(anatomy: Anatomy, levels: Sequence[str] = LEVELS) -> Iterator[Grade]:
    """Give the grades of disc, slip and facet joints, level by level."""
    for level in levels:
        yield from _disc(look(anatomy, level))
        yield _worn(anatomy, level)
        rear = anatomy.segment(level).rear_mm
        row = row_for("Hasegawa disc", {"disc height": rear})
        yield graded(row, f"disc {level}", level, rear)
        yield from _slip(anatomy, level)
        for side in Side:
            grown = paired(anatomy.segment(level).facet_growth_mm, side)
            row = row_for("Weishaupt", {"growth": grown})
            yield graded(row, f"facet joint {level}", level, grown, side=side)


def _disc(seen: DiscLook) -> Iterator[Grade]:
    """Give the term of the disc nomenclature and the MSU code of one disc."""
    level, name = seen.level, f"disc {seen.level}"
    if not seen.displaced:
        row = row_for("Disc", {"circumference": seen.share})
        yield graded(row, name, level, seen.share)
        yield graded(row_for("MSU size", {"share of the way": 0.0}), name, level, 0.0, system="MSU")
        return
    worst = max(seen.displaced, key=lambda piece: named("Disc", piece.term).rank)
    yield graded(named("Disc", worst.term), name, level, worst.reach_mm, measure="reach", unit="mm")
    largest = seen.displaced[0]
    size = row_for("MSU size", {"share of the way": largest.way_share})
    code = f"{size.grade}-{largest.location}"
    yield graded(size, name, level, largest.way_share, system="MSU", grade=code)


def _worn(anatomy: Anatomy, level: str) -> Grade:
    """Give the Pfirrmann grade of a disc, by its signal or by its height, whichever is worse."""
    segment = anatomy.segment(level)
    kept = segment.front_mm + segment.rear_mm
    height = round(kept / (segment.disc_anterior_mm + segment.disc_posterior_mm), _ROUNDED)
    by_signal = row_for("Pfirrmann disc", {"nucleus signal": segment.water})
    by_height = row_for("Pfirrmann disc", {"nucleus signal": 1.0, "height": height})
    order = ("I", "II", "III", "IV", "V")
    if order.index(by_height.grade) > order.index(by_signal.grade):
        return graded(by_height, f"disc {level}", level, height)
    return graded(by_signal, f"disc {level}", level, segment.water)


def wedged(anatomy: Anatomy) -> tuple[str, ...]:
    """Give the vertebrae whose front is lower than it should be."""
    usual, found = evidence.dimensions(), []
    for name in VERTEBRAE:
        own = anatomy.vertebra(name)
        rear, front = (usual[f"{name}.height_{w}_mm"].value for w in ("posterior", "anterior"))
        share = own.height_anterior_mm / own.height_posterior_mm / (front / rear)
        if share < definition("wedged"):
            found.append(name)
    return tuple(found)


def broken(anatomy: Anatomy) -> tuple[str, ...]:
    """Give the vertebrae whose body is broken: wedged, or with a fragment in the canal."""
    low = wedged(anatomy)
    return tuple(n for n in VERTEBRAE if n in low or anatomy.vertebra(n).retropulsion_mm > 0)


def slip_percent(anatomy: Anatomy, level: str) -> float:
    """Give how far the vertebra above stands forward as built, in percent of the body below.

    At L5-S1 the depth is that of L5, as the slip is given.
    """
    pile, below = stack(anatomy), neighbours(level)[1]
    # A disc goes half way along with the vertebra above it.
    forward = np.subtract(pile.disc(level).offset, pile.bed(level).offset)
    depth = anatomy.vertebra(below if below in VERTEBRAE else "L5").body_depth_mm
    slip = float(np.copysign(2 * np.linalg.norm(forward), forward[1]))
    return round(slip / depth * 100, _ROUNDED) + 0.0


def _slip(anatomy: Anatomy, level: str) -> Iterator[Grade]:
    """Give how far a level has slipped, and of which kind the slip is."""
    percent = slip_percent(anatomy, level)
    row = row_for("Meyerding", {"slip": max(percent, 0.0)})
    yield graded(row, f"segment {level}", level, percent)
    goes_along = anatomy.segment(level).arch_slips
    kind = "none" if row.rank == 0 else "degenerative" if goes_along else "isthmic"
    yield graded(
        named("Wiltse", kind), f"segment {level}", level, percent, measure="slip", unit="percent"
    )
