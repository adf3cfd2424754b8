"""How likely findings are in each lesion, and each lesion given the findings: Bayes, in arrays.

Findings of one patient go together: one root that suffers much shows everywhere, one that suffers
little nowhere. So every lesion is looked at in many people (`tried`), and what is multiplied is the
chance of each finding in the same person; the mean over people comes last. Multiplying means would
be far too sure. What does not hang together is taken apart and multiplied after its mean: the legs
and the sac, which have no root in common, and in one person power, feeling, reflexes, pain and
stretch signs. So rare patients are reckoned with fairly, as those who lose all of everything.

Maps of the roots lie a root higher or lower in one of four people [phillips1991], and then a lesion
of L5 looks just like one of L4. Findings cannot tell the two apart, so each map is reasoned with by
itself and counts as often as it is met, whatever is found. This caps the certainty about a root,
and not that about a nerve, which has no map.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from l45anatomy.chance.slots import Array
from l45anatomy.localisation.observed import Observed
from l45anatomy.localisation.tried import ABNORMAL, Indices, Tried, slot_of, telling, tried


@dataclass(frozen=True, eq=False)
class Look:
    """The findings in every lesion and person, seen straight or in a mirror.

    `by_draw` holds the logarithm of the chance of the findings of each group, (c, q, n, d), and
    `by_person` of each part, (c, q, n); what has no finding is left out.
    """

    known: Tried
    by_draw: dict[int, Array]
    by_person: dict[int, Array]

    @property
    def logs(self) -> Array:
        """The logarithm of the chance of all findings in each lesion and map, (c, q)."""
        total = np.zeros(self.known.levels.shape[1:3])
        for logs in self.by_person.values():
            total += _log_mean(logs)
        return total

    def mean(self, slot: int, by_level: Array, lesions: Indices) -> Array:
        """Give the mean of something by true level (4,) of a slot, given the findings, (l, q)."""
        value = by_level[self.known.levels[slot, lesions]]
        draws = self.by_draw.get(int(self.known.group[slot]))
        people = self.by_person.get(int(self.known.part[slot]))
        of_person = _weighted(value, None if draws is None else draws[lesions])
        return _weighted(of_person, None if people is None else people[lesions])


def _look(known: Tried, seen: Iterable[tuple[int, Array]]) -> Look:
    """Look for findings, each a slot with the chance of what was told by true level (4,)."""
    by_draw: dict[int, Array] = {}
    by_person: dict[int, Array] = {}
    part_of: dict[int, int] = {}
    for slot, chance in seen:
        group, logs = int(known.group[slot]), np.log(chance)[known.levels[slot]]
        by_draw[group] = by_draw.get(group, 0.0) + logs
        part_of[group] = int(known.part[slot])
    for group, logs in by_draw.items():
        part = part_of[group]
        by_person[part] = by_person.get(part, 0.0) + _log_mean(logs)
    return Look(known, by_draw, by_person)


def _log_mean(logs: Array) -> Array:
    """Give the logarithm of the mean over the last axis of what has these logarithms."""
    most = logs.max(axis=-1)
    mean: Array = most + np.log(np.exp(logs - most[..., None]).mean(axis=-1))
    return mean


def _weighted(values: Array, logs: Array | None) -> Array:
    """Give the mean over the last axis, weighted by what has these logarithms."""
    if logs is None:
        plain: Array = values.mean(axis=-1)
        return plain
    weight = np.exp(logs - logs.max(axis=-1, keepdims=True))
    mean: Array = (values * weight).sum(axis=-1) / weight.sum(axis=-1)
    return mean


@dataclass(frozen=True, eq=False)
class Belief:
    """What is believed of every lesion tried, given the findings (f)."""

    known: Tried
    seen: tuple[Observed, ...]

    @cached_property
    def _looks(self) -> tuple[Look, Look]:
        """The findings as they are, and as they are in lesions seen in a mirror."""
        told = [(slot_of(one.where), _by_level(self.known, one)) for one in self.seen]
        turned = [(int(self.known.mirror[slot]), chance) for slot, chance in told]
        return _look(self.known, told), _look(self.known, turned)

    @cached_property
    def weights(self) -> Array:
        """The probability of each member and map, (m, q), sum 1.

        People of one map are weighed against each other, and the maps keep their shares.
        """
        known, (straight, mirrored) = self.known, self._looks
        own, turned = straight.logs[known.lesion], mirrored.logs[known.lesion]
        logs = np.where(known.flipped[:, None], turned, own)
        likely = self.known.prior[:, None] * np.exp(logs - logs.max(axis=0))
        weights: Array = self.known.maps * likely / likely.sum(axis=0)
        return weights

    @cached_property
    def posterior(self) -> Array:
        """The probability of each place, (p,)."""
        return self.known.added(self.weights.sum(axis=1))

    def _mean(self, slot: int, by_level: Array, members: Indices) -> Array:
        """Give the mean of something by true level (4,) of a slot, given the findings, (k, q)."""
        known, (straight, mirrored) = self.known, self._looks
        flipped, lesions = known.flipped[members], known.lesion[members]
        mean = np.zeros((len(members), len(known.maps)))
        mean[~flipped] = straight.mean(slot, by_level, lesions[~flipped])
        mean[flipped] = mirrored.mean(int(known.mirror[slot]), by_level, lesions[flipped])
        return mean

    def expected(self, slot: int, chosen: Sequence[NDArray[np.bool_]]) -> Array:
        """Give how often a slot would be found abnormal with each choice of members (m,)."""
        abnormal, share = self.known.told[ABNORMAL, :, slot], np.zeros(len(chosen))
        for n, own in enumerate(chosen):
            members = np.flatnonzero(own)
            weights = self.weights[members]
            share[n] = (weights * self._mean(slot, abnormal, members)).sum() / weights.sum()
        return _mixed(self.known, share, ABNORMAL, slot)

    def fits(self, place: int) -> Array:
        """Give how likely each finding is in one place by all the other findings, (f,).

        Each is taken out again by dividing.
        """
        fit = np.zeros(len(self.seen))
        members = np.flatnonzero(self.known.place == place)
        weights = self.weights[members]
        for n, one in enumerate(self.seen):
            without = self._mean(slot_of(one.where), 1.0 / _by_level(self.known, one), members)
            fit[n] = weights.sum() / (weights * without).sum()
        return fit

    @property
    def usually(self) -> Array:
        """How often each finding is told over everything tried, (f,)."""
        return np.array([self.known.usual[one.level, slot_of(one.where)] for one in self.seen])

    @property
    def ratios(self) -> Array:
        """How much likelier each finding (f) is in each place than in the others, (p, f)."""
        known = self.known
        told = [known.by_place[one.level, :, slot_of(one.where)] for one in self.seen]
        chance = np.array(told).T.reshape(len(known.places), len(self.seen))
        weight = known.priors[:, None]
        others = ((chance * weight).sum(axis=0) - chance * weight) / (1.0 - weight)
        ratio: Array = chance / others
        return ratio


def _mixed(known: Tried, chance: Array, state: int, slot: int) -> Array:
    """Give the chance that a state is told of a slot, mistakes included: those are as usual."""
    mistaken = telling()["mistaken"]
    mixed: Array = (1.0 - mistaken) * chance + mistaken * known.usual[state, slot]
    return mixed


def _by_level(known: Tried, one: Observed) -> Array:
    """Give the chance of a finding by true level, (4,)."""
    slot = slot_of(one.where)
    return _mixed(known, known.told[one.level, :, slot], one.level, slot)


def belief(seen: Iterable[Observed]) -> Belief:
    """Give what is to be believed after these findings; the first call builds the lesions."""
    return Belief(tried(), tuple(seen))
