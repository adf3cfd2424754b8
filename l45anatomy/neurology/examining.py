"""From caught roots to grades: shares are lost, a curve says what an examiner finds.

The shares stand in `innervation.csv` and `dermatomes.csv`, the curves in `responses.csv`.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from l45anatomy import dermatomes as maps
from l45anatomy import evidence
from l45anatomy.clearance import Compression
from l45anatomy.evidence import Item, Knot
from l45anatomy.frame import Side
from l45anatomy.neurology.finding import Exam, Finding
from l45anatomy.supply import (
    SIDES,
    Caught,
    Part,
    caught_by,
    curves_of,
    grade_at,
    looked_at,
    lost,
    parts_of,
)


def _parts(item: Item, side: Side | None, caught: Caught, skin: str) -> tuple[Part, ...]:
    """Give what is taken from an item on the side that decides it, or on the worse of both."""
    first, *others = (parts_of(item, looked, caught, skin) for looked in looked_at(item, side))
    return max([first, *others], key=lambda parts: lost(item, parts)) if others else first


@lru_cache(maxsize=256)
def _sources(
    item: Item, roots: tuple[str, ...], curves: tuple[str, ...], skin: str
) -> tuple[str, ...]:
    """Give the keys of the table rows a finding rests on."""
    told = evidence.innervation(skin=skin).get(item.item, ())
    rows = [r for r in told if not roots or r.root in roots]
    keys = [key for row in rows for key in row.keys]
    keys += [key for curve in curves for knot in evidence.responses()[curve] for key in knot.keys]
    return tuple(dict.fromkeys(keys))


def _grade(knots: Sequence[Knot], loss: float) -> tuple[float, Knot]:
    """Give the rounded grade at a loss, and the knot whose words say it."""
    normal, grade = knots[0], round(grade_at(knots, loss), 1)
    if grade == normal.grade:
        return grade, normal
    failing = [knot for knot in knots if knot.grade != normal.grade]
    said = round(grade, -1) if "{coarse" in failing[0].words else grade  # what is said decides
    return grade, min(failing, key=lambda knot: abs(knot.grade - said))


@lru_cache(maxsize=1024)
def _sound(item: str, side: Side | None, skin: str) -> Finding:
    """Give an item that nothing touches."""
    return _found(evidence.items()[item], side, (), skin)


def step_at(curve: str, loss: float) -> int:
    """Give which of the curve's words a loss deserves: 0 sound, 1 the first that is not, and on."""
    knots = evidence.responses()[curve]
    failing = [knot for knot in knots if knot.level > 0]
    knot = _grade(knots, loss)[1]
    return failing.index(knot) + 1 if knot.level > 0 else 0


def slight_at(curve: str) -> float:
    """Give the loss at which a curve says its first word that is not sound."""
    knots = evidence.responses()[curve]
    return next(knot.loss for knot in knots if knot.level > 0)


def found_at(name: str, side: Side | None, loss: float, caught: Caught) -> Finding:
    """Give the finding of one who loses that much of an item, whatever the mean patient loses.

    The parts that `caught` takes from it are its reasons; a finding without any is none the body
    gave.
    """
    item = evidence.items()[name]
    parts = _parts(item, side, caught, evidence.DEFAULT_MAP)
    return _found(item, side, parts, evidence.DEFAULT_MAP, loss)


def _found(
    item: Item,
    side: Side | None,
    parts: tuple[Part, ...],
    skin: str,
    loss: float | None = None,
) -> Finding:
    """One item on one side from which these parts are taken."""
    loss = lost(item, parts) if loss is None else loss
    knots = evidence.responses()[item.curve]
    grade, knot = _grade(knots, loss)
    of_spine = tuple(part for part in parts if not part.compression.is_beyond_spine)
    is_mixed = len(of_spine) < len(parts)
    tested = item.item in evidence.innervation(skin=skin)
    label = knot.words if tested else f"not tested (not on the map {skin})"
    return Finding(
        item=item.item,
        modality=item.modality,
        side=side,
        grade=grade,
        label=label.format(grade=grade, coarse=round(grade, -1)),
        level=knot.level,
        loss=loss,
        share=parts[0].share if parts else None,
        because=tuple(dict.fromkeys(part.compression for part in parts)),
        sources=_sources(item, tuple(part.root for part in parts), curves_of(item, parts), skin),
        dermatomes=skin if item.modality == "sensory" else None,
        parts=parts,
        spine_grade=_grade(knots, lost(item, of_spine))[0] if is_mixed else None,
    )


def examine(compressions: Iterable[Compression], dermatomes: str = maps.DEFAULT) -> Exam:
    """Examine the legs of somebody whose roots, nerves and sac are caught like that.

    `dermatomes` names the map that feeling is examined by, one of `dermatomes.maps()`.
    """
    skin, caught = maps.known(dermatomes), caught_by(compressions)
    findings: list[Finding] = []
    for name, item in evidence.items().items():
        for side in (None,) if item.sides == "both" else SIDES:
            parts = _parts(item, side, caught, skin)
            found = _found(item, side, parts, skin) if parts else _sound(name, side, skin)
            findings.append(found)
    return Exam(tuple(findings))
