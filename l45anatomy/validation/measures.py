"""How each published figure is worked out from a cohort: one small function per kind of figure.

Each takes a cohort and the words of the figure's `items` and gives an estimate with its Monte Carlo
error. What is counted is counted as the paper did, as far as it says: the side that hurts, any of
the muscles a doctor tests, a clear weakness or a slight one.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from l45anatomy import evidence
from l45anatomy.chance.differences import rules
from l45anatomy.chance.slots import MAPS, Array, layout
from l45anatomy.changes import Spondylolisthesis
from l45anatomy.cohort import Cohort
from l45anatomy.cohort.selecting import slots_named
from l45anatomy.electrodiagnosis.record import records
from l45anatomy.frame import LEVELS, ROOTS
from l45anatomy.neurology import find_item
from l45anatomy.supply import SIDES
from l45anatomy.tension import movement_lost_to, pull

_BEGINS = 0.1  # the loss from which the curves of power and feeling leave normal
_DAYS = 60.0  # since the onset: fibrillations have come everywhere
_FOUR = 3.5  # weaker than this is MRC 3 rather than MRC 4
_REGIONS = {  # where pain is drawn -> the root it is ascribed to
    "anterior thigh pain": "L3",
    "medial leg pain": "L4",
    "lateral leg pain": "L5",
    "posterior leg pain": "S1",
}


@dataclass(frozen=True)
class Estimate:
    """What a cohort says: the figure, its Monte Carlo error, of how many people."""

    value: float
    error: float
    n: int


Measure = Callable[[Cohort, tuple[str, ...]], Estimate]


def _share(found: NDArray[Any]) -> Estimate:
    n = len(found)
    if n == 0:
        return Estimate(float("nan"), float("nan"), 0)
    share = float(np.mean(found))
    return Estimate(share, float(np.sqrt(max(share * (1 - share), 1 / n) / n)), n)


def _mean(values: Array) -> Estimate:
    n = len(values)
    if n < 2:
        return Estimate(float("nan"), float("nan"), n)
    return Estimate(float(values.mean()), float(values.std(ddof=1) / np.sqrt(n)), n)


def _strongest(people: Cohort, items: tuple[str, ...], where: str = "worse") -> Array:
    strongest: Array = np.max([people.step(item, where) for item in items], axis=0)
    return strongest


def _shows(people: Cohort, items: tuple[str, ...]) -> Estimate:
    """Any of the items is abnormal on the side that is worse off."""
    return _share(_strongest(people, items) >= 1)


def _shows_where_pressed(people: Cohort, items: tuple[str, ...]) -> Estimate:
    """Any of the items is abnormal, of those in whom a root is pushed aside or pressed."""
    return _share((_strongest(people, items) >= 1)[people.body.grade.max(axis=(1, 2)) >= 2])


def _shows_clearly(people: Cohort, items: tuple[str, ...]) -> Estimate:
    """Any of the items is more than slightly abnormal on the side that is worse off."""
    return _share(_strongest(people, items) >= 2)


def _shows_anywhere(people: Cohort, items: tuple[str, ...]) -> Estimate:
    """Any of the items is abnormal on either side."""
    return _share(_strongest(people, items, "any") >= 1)


def _shows_opposite(people: Cohort, items: tuple[str, ...]) -> Estimate:
    """An item is abnormal on the side that is better off."""
    return _share(_strongest(people, items, "better") >= 1)


def _is_sound(people: Cohort, items: tuple[str, ...]) -> Estimate:
    """None of the items is abnormal on the side that is worse off."""
    return _share(_strongest(people, items) == 0)


def _is_sound_opposite(people: Cohort, items: tuple[str, ...]) -> Estimate:
    """None of the items is abnormal on the side that is better off."""
    return _share(_strongest(people, items, "better") == 0)


def _one_sided(people: Cohort, items: tuple[str, ...]) -> Estimate:
    """An item is weaker on the side that is worse off than on the other one."""
    return _share(_strongest(people, items) > _strongest(people, items, "better"))


def _weakest(people: Cohort, items: tuple[str, ...]) -> Array:
    """The MRC grade of the weakest of some muscles on the side that is worse off, (n,)."""
    names = [find_item(item).item for item in items]
    columns = {item: n for n, item in enumerate(_muscles())}
    places = [columns[name] for name in names]
    both = people.power.reshape(len(people), -1, 2)[:, places]
    own: Array = both[np.arange(len(people)), :, people.side].min(axis=1)
    return own


def _muscles() -> tuple[str, ...]:
    return tuple(name for name, item in evidence.items().items() if item.modality == "motor")


def _mild_weakness(people: Cohort, items: tuple[str, ...]) -> Estimate:
    """Of those who are weak, the share with MRC 4."""
    grade = _weakest(people, items)
    return _share(grade[grade < 5.0] >= _FOUR)


def _drop(people: Cohort, items: tuple[str, ...]) -> Estimate:
    """Of those with a foot drop (weaker than MRC 3), the share in whom a root is pressed."""
    muscle, root = items
    weak = _weakest(people, (muscle,)) < 3.0
    return _share(people.grade(root)[weak] >= 2)


def _felt_in(people: Cohort, items: tuple[str, ...]) -> Estimate:
    """The leg hurts most in one of the items."""
    regions = tuple(_REGIONS)
    felt = np.array([people.own(people.seen.taken, region) for region in regions])
    seen = np.array([people.step(region) for region in regions])
    felt = np.where(seen > 0, felt, 0.0)
    most = np.where(felt.max(axis=0) > 0, felt.argmax(axis=0), -1)
    return _share(np.isin(most, [regions.index(item) for item in items]))


def _angle(people: Cohort, items: tuple[str, ...]) -> Estimate:
    """The mean angle of a stretch test in those in whom it is positive, degrees."""
    (item,) = items
    felt = people.own(people.seen.taken, item)
    shown = felt[people.step(item) > 0]
    full = pull(item).full_deg
    angles = np.array([full * (1.0 - movement_lost_to(item, value)) for value in shown])
    return _mean(angles[angles < full])


def _suffers(people: Cohort, items: tuple[str, ...]) -> Estimate:
    """Any of the roots loses what begins to show, on either side, in the canal or in the sac."""
    places = [layout().roots.index(root) for root in items]
    return _share(people.body.loss[:, :, places].max(axis=(1, 2)) >= _BEGINS)


def _mainly(people: Cohort, items: tuple[str, ...]) -> Estimate:
    """A root is the one that is pressed hardest."""
    return _share(np.isin(_main(people), items))


def _main(people: Cohort) -> Array:
    """The root that is pressed hardest on the side that is worse off, by name; (n,)."""
    rows = np.arange(len(people))
    grade = people.body.grade[rows, people.side]
    known = _suffering(people)
    hardest: Array = np.array(ROOTS)[(grade + known).argmax(axis=1)]
    return hardest


def _suffering(people: Cohort) -> Array:
    """How much each root of the worse side loses and how sore it is, (n, roots)."""
    places = [layout().roots.index(root) for root in ROOTS]
    both: Array = people.body.loss + people.body.sore
    return both[np.arange(len(people)), people.side][:, places]


def _sac(people: Cohort, items: tuple[str, ...]) -> Estimate:
    """The mean area of the dural sac at a level, mm2."""
    return _mean(people.body.sac_mm2[:, LEVELS.index(items[0])])


def _sac_spread(people: Cohort, items: tuple[str, ...]) -> Estimate:
    """The SD of the area of the dural sac at a level, mm2."""
    area = people.body.sac_mm2[:, LEVELS.index(items[0])]
    spread = float(area.std(ddof=1))
    return Estimate(spread, spread / np.sqrt(2 * len(area)), len(area))


def _sac_below(people: Cohort, items: tuple[str, ...]) -> Estimate:
    """The dural sac at a level is smaller than so many mm2."""
    level, most = items
    return _share(people.body.sac_mm2[:, LEVELS.index(level)] < float(most))


def _sac_above(people: Cohort, items: tuple[str, ...]) -> Estimate:
    """The dural sac at a level is larger than so many mm2."""
    level, least = items
    return _share(people.body.sac_mm2[:, LEVELS.index(level)] > float(least))


def _walks_less(people: Cohort, items: tuple[str, ...]) -> Estimate:
    """One cannot walk so many metres."""
    knots = evidence.responses()["walking distance"]
    loss = people.own(people.seen.taken, "walking distance")
    metres = np.interp(loss, [k.loss for k in knots], [k.grade for k in knots])
    return _share(metres < float(items[0]))


def _ratio(people: Cohort, items: tuple[str, ...]) -> Estimate:
    """Likelihood ratio of an item for those whose chief root is one of some."""
    item, *roots = items
    shown, has = people.step(item) > 0, np.isin(_main(people), roots)
    a, b = shown[has], shown[~has]
    if not len(a) or not len(b):
        return Estimate(float("nan"), float("nan"), len(people))
    p, q = (a.sum() + 0.5) / (len(a) + 1), (b.sum() + 0.5) / (len(b) + 1)
    error = np.sqrt((1 - p) / (p * len(a)) + (1 - q) / (q * len(b)))
    return Estimate(float(p / q), float(p / q * error), len(people))


def _agrees(people: Cohort, items: tuple[str, ...]) -> Estimate:
    """An item says rightly whether the chief root is one of some."""
    item, *roots = items
    return _share((people.step(item) > 0) == np.isin(_main(people), roots))


def _curve_area(people: Cohort, items: tuple[str, ...]) -> Estimate:
    """The area under the ROC curve of the best of some items for a root, given as the last."""
    *tests, root = items
    has = _main(people) == root
    best = 0.5
    for item in tests:
        step = people.step(item)
        pairs = step[has][:, None] - step[~has][None, :]
        best = max(best, float(np.mean(pairs > 0) + np.mean(pairs == 0) / 2))
    n = min(int(has.sum()), int((~has).sum()))
    return Estimate(best, float(np.sqrt(best * (1 - best) / max(n, 1))), len(people))


def _happened(people: Cohort, items: tuple[str, ...]) -> Estimate:
    """Something of that kind happened to the spine: an input that selection may have changed."""
    kind, *rest = items
    wanted = dict(word.split("=") for word in rest)
    return _share(
        np.array(
            [
                any(
                    type(change).__name__ == kind
                    and all(str(getattr(change, key)) == value for key, value in wanted.items())
                    for change in person.changes
                )
                for person in people.people
            ]
        )
    )


def _exits(level: str) -> str:
    """The root that leaves through the foramen of a level."""
    return level.partition("-")[0]


def _crowded(people: Cohort, items: tuple[str, ...]) -> Estimate:
    """Of foramina behind a disc no higher than so many mm, the share with a pressed root."""
    behind, pressed = [], []
    for n, person in enumerate(people.people):
        level = str(vars(person.changes[0])["level"])
        segment = people.case(n).anatomy.segment(level)
        for side in range(2):
            behind.append(segment.disc_posterior_mm - segment.collapse_mm)
            pressed.append(people.body.grade[n, side, ROOTS.index(_exits(level))] >= 3)
    return _share(np.array(pressed)[np.array(behind) <= float(items[0])])


def _denervated(people: Cohort, items: tuple[str, ...]) -> Estimate:
    """A muscle has lost axons on needle EMG, of those in whom a root has lost any."""
    muscle, root = items
    studies = _studies(people, root)
    return _share(np.array([muscle in lost for lost in studies if lost]))


@lru_cache(maxsize=16)
def _studies(people: Cohort, root: str) -> tuple[frozenset[str], ...]:
    """Give the denervated leg muscles of everybody whose chief root is that one.

    Each of them has the map they have: a prefixed root is needled as the one below it. Operated
    roots are taken to lose what the geometry takes.
    """
    found = []
    for n in np.flatnonzero(_main(people) == root):
        side = SIDES[people.side[n]]
        own = (c for c in people.case(int(n)).compressions if (c.root, c.side) == (root, side))
        felt = [replace(c, root=_carried(root, people.pool.temper.map[n])) for c in own]
        needled = (r for r in records(felt, _DAYS, (side,)) if r.test == "needle EMG")
        found.append(
            frozenset(
                r.structure
                for r in needled
                if r.stage not in ("", "recruitment") and "paraspinals" not in r.structure
            )
        )
    return tuple(found)


def _carried(root: str, place: float) -> str:
    """Give the root whose share this one carries in somebody at that place among the maps."""
    maps = dict(zip(MAPS, rules().maps[:, slots_named("tibialis anterior")[0]], strict=True))
    chain = layout().roots
    n = chain.index(root)
    if maps["usual"] <= place < maps["usual"] + maps["prefixed"]:
        return chain[n + 1]
    return chain[n - 1] if place >= maps["usual"] + maps["prefixed"] else root


def _slip_and_sac(people: Cohort, _items: tuple[str, ...]) -> Estimate:
    """Correlation between the slip and the share of its area the sac has lost at that level."""
    slips, losses = [], []
    lost = 1.0 - people.body.sac_mm2 / people.body.rest_mm2
    for person, share in zip(people.people, lost, strict=True):
        for change in person.changes:
            if isinstance(change, Spondylolisthesis):
                slips.append(change.slip_percent)
                losses.append(share[LEVELS.index(change.level)])
    r = float(np.corrcoef(slips, losses)[0, 1])
    return Estimate(r, float((1 - r * r) / np.sqrt(len(slips))), len(slips))


MEASURES: Mapping[str, Measure] = MappingProxyType(
    {
        "agrees with the root": _agrees,
        "angle": _angle,
        "area under the curve": _curve_area,
        "crowded foramina": _crowded,
        "denervated": _denervated,
        "felt mainly in": _felt_in,
        "foot drop with": _drop,
        "happened": _happened,
        "is sound": _is_sound,
        "is sound opposite": _is_sound_opposite,
        "likelihood ratio": _ratio,
        "mild weakness": _mild_weakness,
        "one-sided": _one_sided,
        "suffers": _suffers,
        "pressed hardest": _mainly,
        "sac above": _sac_above,
        "sac area": _sac,
        "sac area spread": _sac_spread,
        "sac below": _sac_below,
        "shows": _shows,
        "shows anywhere": _shows_anywhere,
        "shows clearly": _shows_clearly,
        "shows where pressed": _shows_where_pressed,
        "shows opposite": _shows_opposite,
        "slip and sac": _slip_and_sac,
        "walks less": _walks_less,
    }
)
