"""How likely findings are in each lesion, and each lesion given the findings: Bayes, in arrays.

Findings of one patient go together: one root that suffers much shows everywhere, one that suffers
little nowhere. So every lesion is looked at in many people (`chance`), and what is multiplied is
the chance of each finding in the same person; the mean over people comes last. Multiplying means
would be far too sure. The people are the same in every session: points of an integration, no dice.

Maps of the roots lie a root higher or lower in one of four people [phillips1991], and then a lesion
of L5 looks just like one of L4. Findings cannot tell the two apart, so each map is reasoned with by
itself and counts as often as it is met, whatever is found. This caps the certainty about a root,
and not that about a nerve, which has no map.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from math import inf

import numpy as np
from numpy.typing import NDArray

from l45anatomy import evidence
from l45anatomy.chance import temper
from l45anatomy.chance.differences import Rules, asked
from l45anatomy.chance.slots import Array, layout, suffered
from l45anatomy.frame import Side
from l45anatomy.localisation.observed import SEVERE, Observed
from l45anatomy.localisation.suspects import Place, suspects
from l45anatomy.tension import felt_from

_PEOPLE = 240
_SEED = 45  # of the people looked at
_STATES = ("normal", "abnormal", "clear", "severe")  # by the level an item fails with, at least
_ABNORMAL = 1
_ALL = slice(None)


@dataclass(frozen=True, eq=False)
class Model:
    """What every place would show, over places (p), lesions (c), people (n), slots (s).

    `levels` (s, c, n) is how strongly each slot fails in truth, `abnormal` (s, c * n) how likely an
    examiner finds it so. `lesion` and `place` (m,) say which lesion a member stands for and what it
    catches, `flipped` (m,) whether it is seen in a mirror, `prior` (m,) how often it is met. `map`
    (n,) says by which map of the roots a person goes. `told` (4, 4, s) is the chance that an
    examiner tells a state (normal, or abnormal, clear and severe at least) by true level, `usual`
    (4, s) how often it is told over all members, `by_place` (4, p, s) how often in each place.
    `mirror` (s,) swaps the sides of slots.
    """

    places: tuple[Place, ...]
    levels: NDArray[np.uint8]
    abnormal: NDArray[np.float32]
    lesion: NDArray[np.int_]
    place: NDArray[np.int_]
    flipped: NDArray[np.bool_]
    prior: Array
    map: NDArray[np.int_]
    told: Array
    usual: Array
    by_place: Array
    mirror: NDArray[np.int_]

    @property
    def priors(self) -> Array:
        """How often each place is met before anything is examined, (p,)."""
        return self._added(self.prior)

    def _added(self, members: Array) -> Array:
        added: Array = np.bincount(self.place, members, len(self.places)).astype(np.float64)
        return added

    def weights(self, seen: Sequence[Observed]) -> Array:
        """Give the probability of each member and person given the findings, (m, n), sum 1.

        People of one map are weighed against each other, and the maps keep their shares.
        """
        logs = self._logs(seen)
        weight = np.zeros(logs.shape)
        for name in np.unique(self.map):
            own = self.map == name
            likely = self.prior[:, None] * np.exp(logs[:, own] - logs[:, own].max())
            weight[:, own] = own.mean() * likely / likely.sum()
        return weight

    def posterior(self, weights: Array) -> Array:
        """Give the probability of each place, (p,), from weights (m, n)."""
        return self._added(weights.sum(axis=1))

    def expected(self, weights: Array) -> Array:
        """Give how often each slot would be found abnormal, (s,), by weights (m, n)."""
        total = np.zeros(len(self.mirror))
        for flipped in (False, True):
            here = self.flipped == flipped
            by_lesion = np.zeros(self.levels.shape[1:], dtype=np.float32)
            np.add.at(by_lesion, self.lesion[here], weights[here])
            share = self.abnormal @ by_lesion.ravel()
            total += share[self.mirror] if flipped else share
        return self._mixed(total / weights.sum(), _ABNORMAL)

    def _mixed(self, chance: Array, state: int, slot: int | slice = _ALL) -> Array:
        """Give the chance that a state is told of slots, mistakes included."""
        right = right_share()
        mixed: Array = right * chance + (1.0 - right) * self.usual[state, slot]
        return mixed

    def _by_level(self, one: Observed) -> Array:
        """Give the chance of a finding by true level, (4,); a mistaken one is as usual."""
        slot = slot_of(one)
        return self._mixed(self.told[one.level, :, slot], one.level, slot)

    def _logs(self, seen: Sequence[Observed]) -> Array:
        """Give the logarithm of the chance of all findings, by member and person, (m, n)."""
        straight, mirrored = (np.zeros(self.levels.shape[1:]) for _ in range(2))
        for one in seen:
            slot, logs = slot_of(one), np.log(self._by_level(one))
            straight += logs[self.levels[slot]]
            mirrored += logs[self.levels[self.mirror[slot]]]
        return np.where(self.flipped[:, None], mirrored[self.lesion], straight[self.lesion])

    def fits(self, seen: Sequence[Observed], weights: Array, place: int) -> Array:
        """Give how likely each finding is in one place by all the other findings, (f,).

        `weights` (m, n) are those by all findings; each is taken out again by dividing.
        """
        fit = np.zeros(len(seen))
        members = np.flatnonzero(self.place == place)
        lesion, flipped, own = self.lesion[members], self.flipped[members], weights[members]
        for n, one in enumerate(seen):
            slot = slot_of(one)
            slots = np.where(flipped, self.mirror[slot], slot)
            chance = self._by_level(one)[self.levels[slots, lesion]]
            fit[n] = own.sum() / (own / chance).sum()
        return fit

    def usually(self, seen: Sequence[Observed]) -> Array:
        """Give how often each finding is told over everything tried, (f,)."""
        return np.array([self.usual[one.level, slot_of(one)] for one in seen])

    def ratios(self, seen: Sequence[Observed]) -> Array:
        """Give how much likelier each finding (f) is in each place than in the others, (p, f)."""
        told = [self.by_place[one.level, :, slot_of(one)] for one in seen]
        chance, weight = np.array(told).T.reshape(len(self.places), len(seen)), self.priors[:, None]
        others = ((chance * weight).sum(axis=0) - chance * weight) / (1.0 - weight)
        ratio: Array = chance / others
        return ratio


def right_share() -> float:
    """Give the share of findings that are told rightly and come from what is looked for."""
    return {row.key: row.share for row in evidence.priors()["telling", ""]}["right"]


@lru_cache(maxsize=1)
def _slots() -> dict[tuple[str, Side | None], int]:
    return {slot: n for n, slot in enumerate(layout().slots)}


def slot_of(one: Observed) -> int:
    """Give the slot of a finding."""
    return _slots()[one.where]


def _told(law: Rules) -> Array:
    """Give the chance that an examiner tells each state, by true level, (4, 4, s)."""
    slots = len(layout().slots)
    none, sure = np.zeros(slots), np.ones(slots)
    normal = np.stack([1.0 - law.false_positive, law.missed, none, none])
    clear = np.stack([none, none, sure, sure])
    severe = np.stack([none, none, none, sure])
    return np.stack([normal, 1.0 - normal, clear, severe])


def _begins() -> Array:
    """Give what must be taken from each slot to be slight, clear and severe, (s, 3)."""
    severe = np.array([_severe_from(item) for item, _ in layout().slots])
    slight, clear = layout().begins.T
    return np.stack([slight, clear, np.maximum(clear, severe)], axis=1)


@lru_cache(maxsize=64)
def _severe_from(name: str) -> float:
    """Give what makes a finding of an item severe: half way to the corner of that level."""
    item = evidence.items()[name]
    for before, knot in pairwise(evidence.responses()[item.curve]):
        if knot.level >= SEVERE:
            lost = (before.loss + knot.loss) / 2
            return felt_from(name, lost) if item.modality == "tension" else lost
    return inf


def _mirror() -> NDArray[np.int_]:
    known = _slots()
    return np.array([known[item, None if side is None else side.other] for item, side in known])


@lru_cache(maxsize=1)
def model() -> Model:
    """Build the lesions and look at each in the same people; done once, a second or two."""
    law = asked()
    people, maps = _people(law)
    begins = _begins()
    known: dict[bytes, int] = {}
    levels: list[NDArray[np.uint8]] = []
    members: list[tuple[int, Place, bool, float]] = []
    for suspect in suspects():
        hurt = suffered(suspect.compressions)
        key = b"".join(part.tobytes() for part in (hurt.loss, hurt.sore, hurt.taut))
        if key not in known:
            known[key] = len(levels)
            lost = temper.taken(people, hurt, law)
            levels.append((lost[:, :, None] >= begins).sum(axis=2).astype(np.uint8))
        half = suspect.prior / 2
        members.append((known[key], suspect.place, False, half))
        members.append((known[key], suspect.place.mirrored(), True, half))
    return _model(np.stack(levels), members, _told(law), maps)


def _people(law: Rules) -> tuple[temper.Temper, NDArray[np.int_]]:
    """Give people whose maps are as mixed as those of anybody, and which map carries their power.

    Pain may follow a map of its own; that one is judged by what is found.
    """
    drawn = temper.drawn(np.random.default_rng(_SEED), _PEOPLE)
    places = (np.arange(_PEOPLE) + 0.5) / _PEOPLE
    power = law.maps[:, layout().modality.index("motor")]
    return replace(drawn, map=places), np.searchsorted(np.cumsum(power), places, side="right")


def _model(
    levels: NDArray[np.uint8],
    members: list[tuple[int, Place, bool, float]],
    told: Array,
    maps: NDArray[np.int_],
) -> Model:
    """Put lesions and places together."""
    places = tuple(dict.fromkeys(place for _, place, _, _ in members))
    lesion = np.array([member[0] for member in members])
    place = np.array([places.index(member[1]) for member in members])
    flipped = np.array([member[2] for member in members])
    prior = np.array([member[3] for member in members])
    mirror, slots = _mirror(), np.arange(told.shape[2])
    by_slot = np.ascontiguousarray(levels.transpose(2, 0, 1))
    # How often each lesion is told each state of each slot, over its people.
    at = np.stack([(levels == level).mean(axis=1) for level in range(SEVERE + 1)])
    mean = np.einsum("tls,lcs->tcs", told, at)
    shown = np.where(flipped[:, None], mean[:, lesion][:, :, mirror], mean[:, lesion])
    weighted = shown * prior[:, None]
    usual, right = weighted.sum(axis=1), right_share()
    by_place = np.zeros((len(_STATES), len(places), len(slots)))
    for n in range(len(places)):
        here = place == n
        own = weighted[:, here].sum(axis=1) / prior[here].sum()
        by_place[:, n] = right * own + (1.0 - right) * usual
    return Model(
        places=places,
        levels=by_slot,
        abnormal=np.stack([told[_ABNORMAL, :, n][by_slot[n]].ravel() for n in slots]).astype("f4"),
        lesion=lesion,
        place=place,
        flipped=flipped,
        prior=prior,
        map=maps,
        told=told,
        usual=usual,
        by_place=by_place,
        mirror=mirror,
    )
