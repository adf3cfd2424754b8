"""Every lesion tried, looked at in the same people: how strongly each item fails in each of them.

The people are the same in every session: points of an integration, no dice. Findings of one root
go together, so each person brings how much every root suffers; and power, feeling, reflexes, pain
and stretch signs of one root differ besides, so each kind is looked at in several draws of its own.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import inf
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from l45anatomy import evidence
from l45anatomy.chance.differences import Rules, asked
from l45anatomy.chance.slots import BUNDLE, KINDS, Array, layout, suffered
from l45anatomy.chance.temper import Temper, taken
from l45anatomy.frame import Side
from l45anatomy.localisation.observed import MARKED
from l45anatomy.localisation.suspects import Place, suspects
from l45anatomy.supply import SIDES
from l45anatomy.tension import felt_from

_PEOPLE = 48  # of each map of the roots
_DRAWS = 6  # of each kind, in each of them
_SEED = 45  # of the people looked at
_CAUDA = KINDS.index("cauda")
ABNORMAL = 1

Levels = NDArray[np.uint8]
Indices = NDArray[np.int_]


@dataclass(frozen=True, eq=False)
class Tried:
    """What every lesion shows, over slots (s), lesions (c), maps (q), people (n), draws (d).

    `levels` (s, c, q, n, d) is how strongly each slot fails in truth, `maps` (q,) how often each
    map of the roots is met. `group` (s,) numbers the slots whose draws go together, one kind of one
    leg, and `part` (s,) those that depend on the same roots: right leg, left leg, sac. `lesion`
    and `place` (m,) say which lesion a member stands for and what it catches, `flipped` (m,)
    whether it is seen in a mirror, `prior` (m,) how often it is met. `told` (4, 4, s) is the chance
    that an examiner tells a state (normal, or abnormal, clear and marked at least) by true level,
    `usual` (4, s) how often it is told over all members, `by_place` (4, p, s) how often in each
    place. `mirror` (s,) swaps the sides of slots.
    """

    places: tuple[Place, ...]
    levels: Levels
    maps: Array
    group: Indices
    part: Indices
    lesion: Indices
    place: Indices
    flipped: NDArray[np.bool_]
    prior: Array
    told: Array
    usual: Array
    by_place: Array
    mirror: Indices

    @property
    def priors(self) -> Array:
        """How often each place is met before anything is examined, (p,)."""
        return self.added(self.prior)

    def added(self, members: Array) -> Array:
        """Give the sums of members (m,) by place, (p,)."""
        sums: Array = np.bincount(self.place, members, len(self.places)).astype(np.float64)
        return sums


@lru_cache(maxsize=1)
def tried() -> Tried:
    """Build the lesions and look at each in the same people; done once, in seconds."""
    law = asked()
    shares, crowd = _crowd(law)
    begins = _begins()
    known: dict[bytes, int] = {}
    levels: list[Levels] = []
    members: list[tuple[int, Place, bool, float]] = []
    for suspect in suspects():
        hurt = suffered(suspect.compressions)
        key = b"".join(part.tobytes() for part in (hurt.loss, hurt.sore, hurt.taut))
        if key not in known:
            known[key] = len(levels)
            lost = np.concatenate([taken(people, hurt, law) for people in crowd])
            levels.append((lost[:, :, None] >= begins).sum(axis=2).astype(np.uint8))
        half = suspect.prior / 2
        members.append((known[key], suspect.place, False, half))
        members.append((known[key], suspect.place.mirrored(), True, half))
    by_slot = np.ascontiguousarray(np.stack(levels).transpose(2, 0, 1))
    shape = (*by_slot.shape[:2], len(shares), _PEOPLE, _DRAWS)
    return _tried(by_slot.reshape(shape), shares, members, _told(law))


def _crowd(law: Rules) -> tuple[Array, tuple[Temper, ...]]:
    """Give how often each map of power is met, and people of each, as evenly spread as can be.

    Pain may follow a map of its own; that one is judged by what is found.
    """
    power = law.maps[:, layout().modality.index("motor")]
    ends = np.cumsum(power)
    source, roots, slots = np.random.default_rng(_SEED), len(layout().roots), len(layout().slots)
    met = np.flatnonzero(power)
    within = (np.arange(_PEOPLE) + 0.5) / _PEOPLE
    place = np.concatenate([ends[n] - power[n] * (1.0 - within) for n in met])
    people = len(place)
    common = np.concatenate([_spread(source, _PEOPLE, (2, roots)) for _ in met])
    own = np.stack([_spread(source, _DRAWS, (len(KINDS), 2, roots)) for _ in range(people)])
    first, *rest = (layout().roots.index(root) for root in BUNDLE)
    for same in (first, *rest):
        for side in range(len(SIDES)):
            common[:, side, same] = common[:, 0, first]
            own[..., side, same] = own[..., 0, first]
    every = people * _DRAWS
    crowd = Temper(
        common=np.repeat(common, _DRAWS, axis=0),
        own=own.reshape(every, *own.shape[2:]),
        map=np.repeat(place, _DRAWS),
        error=np.zeros((every, slots)),
        age=np.zeros(every),
    )
    return power[met], tuple(crowd.only(some) for some in np.split(np.arange(every), len(met)))


def _spread(source: np.random.Generator, n: int, shape: tuple[int, ...]) -> Array:
    """Give n standard normal values, one from each n-th of the curve, for each of a shape."""
    steps = np.arange(n).reshape(n, *(1 for _ in shape)) + source.random((n, *shape))
    mixed = source.permuted(steps / n, axis=0)
    quantile = np.vectorize(NormalDist().inv_cdf, otypes=[np.float64])
    spread: Array = quantile(mixed)
    return spread


def slot_of(where: tuple[str, Side | None]) -> int:
    """Give the slot of an item and side."""
    return _slots()[where]


@lru_cache(maxsize=1)
def _slots() -> dict[tuple[str, Side | None], int]:
    return {slot: n for n, slot in enumerate(layout().slots)}


def telling() -> dict[str, float]:
    """Give how findings are told: the shares of right, overstated and mistaken ones."""
    return {row.key: row.share for row in evidence.priors()["telling", ""]}


def _told(law: Rules) -> Array:
    """Give the chance that an examiner tells each state, by true level, (4, 4, s).

    What is abnormal may be told a step worse than it is.
    """
    shares = telling()
    more = shares["overstated"] / (shares["overstated"] + shares["right"])
    none, sure = np.zeros(len(layout().slots)), np.ones(len(layout().slots))
    abnormal = np.stack([law.false_positive, 1.0 - law.missed, sure, sure])
    clear = np.stack([more * abnormal[0], more * abnormal[1], sure, sure])
    marked = np.stack([none, none, more * sure, sure])
    return np.stack([1.0 - abnormal, abnormal, clear, marked])


def _begins() -> Array:
    """Give what must be taken from each slot to be slight, clear and marked, (s, 3)."""
    marked = np.array([_marked_from(item) for item, _ in layout().slots])
    slight, clear = layout().begins.T
    return np.stack([slight, clear, np.maximum(clear, marked)], axis=1)


@lru_cache(maxsize=64)
def _marked_from(name: str) -> float:
    """Give what makes a finding of an item marked: half way to the corner of that level."""
    item = evidence.items()[name]
    for before, knot in pairwise(evidence.responses()[item.curve]):
        if knot.level >= MARKED:
            lost = (before.loss + knot.loss) / 2
            return felt_from(name, lost) if item.modality == "tension" else lost
    return inf


def _parts() -> Indices:
    """Give what each slot depends on, (s,): 0 and 1 for the legs, 2 for what lies in the sac."""
    known = layout()
    parts: Indices = np.where(known.kind == _CAUDA, len(SIDES), known.looks.argmax(axis=1))
    return parts


def _tried(
    levels: Levels,
    maps: Array,
    members: Sequence[tuple[int, Place, bool, float]],
    told: Array,
) -> Tried:
    """Put lesions and places together."""
    places = tuple(dict.fromkeys(place for _, place, _, _ in members))
    lesion = np.array([member[0] for member in members])
    place = np.array([places.index(member[1]) for member in members])
    flipped = np.array([member[2] for member in members])
    prior = np.array([member[3] for member in members])
    known, part = _slots(), _parts()
    mirror = np.array([known[item, None if side is None else side.other] for item, side in known])
    # How often each lesion is told each state of each slot, over its people.
    at = np.stack([(levels == level).mean(axis=(3, 4)) @ maps for level in range(MARKED + 1)])
    mean = np.einsum("tls,lsc->tcs", told, at)
    shown = np.where(flipped[:, None], mean[:, lesion][:, :, mirror], mean[:, lesion])
    weighted = shown * prior[:, None]
    usual, mistaken = weighted.sum(axis=1), telling()["mistaken"]
    by_place = np.zeros((len(told), len(places), len(mirror)))
    for n in range(len(places)):
        here = place == n
        own = weighted[:, here].sum(axis=1) / prior[here].sum()
        by_place[:, n] = (1.0 - mistaken) * own + mistaken * usual
    return Tried(
        places=places,
        levels=levels,
        maps=maps,
        group=layout().kind + part * len(KINDS),
        part=part,
        lesion=lesion,
        place=place,
        flipped=flipped,
        prior=prior,
        told=told,
        usual=usual,
        by_place=by_place,
        mirror=mirror,
    )
