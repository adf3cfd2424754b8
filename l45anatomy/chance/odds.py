"""The probability of each finding without drawing anybody: closed form, and a small quadrature.

One root alone is a lognormal tail. Where several add up, all but the one that takes most are
integrated on Gauss-Legendre nodes and that one stays in closed form. Where the worst counts, the
chances of staying below are multiplied.
"""

from functools import lru_cache
from itertools import product

import numpy as np

from l45anatomy.chance.differences import AGEING, Rules, absent
from l45anatomy.chance.slots import MAPS, STEPS, Array, Suffered, layout

_NODES = (0, 16, 8, 5, 3)  # per root that is integrated, by how many of them there are


def normal(z: Array) -> Array:
    """Give the normal distribution function to 1.5e-7 (Abramowitz and Stegun 7.1.26)."""
    x = np.abs(z) / np.sqrt(2.0)
    t = 1.0 / (1.0 + 0.3275911 * x)
    series = 0.254829592 + t * (
        -0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))
    )
    upper = 0.5 * t * series * np.exp(-x * x)
    below: Array = np.where(z > 0, 1.0 - upper, upper)
    return below


@lru_cache(maxsize=8)
def _nodes(roots: int) -> tuple[Array, Array]:
    """Give standard normal nodes (q, roots) and their weights (q,)."""
    if not roots:
        return np.zeros((1, 0)), np.ones(1)
    count = _NODES[min(roots, len(_NODES) - 1)]
    where, weight = np.polynomial.legendre.leggauss(count)
    at = _quantile((where + 1.0) / 2.0)
    grid = np.array(list(product(at, repeat=roots)))
    weights = np.array(list(product(weight / 2.0, repeat=roots))).prod(axis=1)
    return grid, weights


def _quantile(share: Array) -> Array:
    """Give the normal quantile by reading the distribution function backwards."""
    z = np.linspace(-6.0, 6.0, 4001)
    return np.interp(share, normal(z), z)


def _tail(needed: Array, at_most: Array, taken: Array, rule: tuple[Array, Array]) -> Array:
    """Probability that a root takes as much as is needed, by its full loss and its share."""
    median, spread = rule
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        z = (np.log(needed / taken) - np.log(median)) / np.maximum(spread, 1e-12)
    chance = normal(-z)
    chance = np.where(needed > at_most + 1e-12, 0.0, chance)
    sure: Array = np.where(needed <= 0.0, 1.0, np.where(taken > 0.0, chance, 0.0))
    return sure


def _summed(cap: Array, taken: Array, begin: Array, rule: tuple[Array, Array]) -> Array:
    """Probability that roots together take as much as each `begin` (m, b), (m, b).

    `cap` and `taken` (m, r) are what the r roots at work can take and what they take at s = 1, the
    strongest first.
    """
    nodes, weights = _nodes(taken.shape[1] - 1)
    first = (rule[0][:, :1, None], rule[1][:, :1, None])
    factor = rule[0][:, None, 1:] * np.exp(rule[1][:, None, 1:] * nodes)
    others = np.minimum(cap[:, None, 1:], factor * taken[:, None, 1:]).sum(axis=2)
    left = begin[:, None, :] - others[:, :, None]
    chance: Array = weights @ _tail(left, cap[:, :1, None], taken[:, :1, None], first)
    return chance


def _reached(taken: Array, cap: Array, begin: Array, rule: tuple[Array, Array]) -> Array:
    """Probability that slots lose as much as each `begin` (m, b), (m, b); all add up or all do not.

    `rule` holds median and spread (m, r) of the susceptibility.
    """
    chance = np.zeros(begin.shape)
    at_work = (taken > 0.0).sum(axis=1)
    for count in np.unique(at_work[at_work > 0]):
        here = np.flatnonzero(at_work == count)
        columns = np.argsort(-taken[here], axis=1)[:, :count]
        own = np.take_along_axis(taken[here], columns, axis=1)
        most = np.take_along_axis(cap[here], columns, axis=1)
        median, spread = (np.take_along_axis(value[here], columns, axis=1) for value in rule)
        chance[here] = _summed(most, own, begin[here], (median, spread))
    return chance


def _worst(taken: Array, cap: Array, begin: Array, rule: tuple[Array, Array]) -> Array:
    """Probability that the worst root of each slot takes as much as each `begin`, (m, b)."""
    wide = (rule[0][:, :, None], rule[1][:, :, None])
    each = _tail(begin[:, None, :], cap[:, :, None], taken[:, :, None], wide)
    chance: Array = 1.0 - (1.0 - each).prod(axis=1)
    return chance


def probabilities(suffered: Suffered, age: float | None, rules: Rules) -> tuple[Array, Array]:
    """Give the probability that each slot is found abnormal, and that it is clearly so, (s,).

    `suffered` holds one case.
    """
    known = layout()
    pairs = [_decisive(suffered.mapped(name)) for name in MAPS]
    taken, cap = (np.concatenate(each) for each in zip(*pairs, strict=True))
    reached = np.zeros((len(taken), STEPS))
    touched, worst = taken.any(axis=1), np.tile(known.worst, len(MAPS))
    for how, chosen in ((_worst, worst), (_reached, ~worst)):
        here = np.flatnonzero(touched & chosen)
        slot = here % len(known.slots)
        kind = known.kind[slot][:, None]
        stated = known.nerves & ~known.worst[slot][:, None]
        median = np.where(stated, 1.0, rules.median[kind])
        rule = (median, np.where(stated, 0.0, rules.spread[kind]))
        reached[here] = how(taken[here], cap[here], known.begins[slot], rule)
    weight = rules.maps.reshape(-1, 1)
    mixed = (weight * reached).reshape(len(MAPS), len(known.slots), STEPS).sum(axis=0)
    gone = np.array([absent(age, rules) if name == AGEING else 0.0 for name, _ in known.slots])
    slight, clear = (gone + (1.0 - gone) * mixed[:, step] for step in range(STEPS))
    clear = np.minimum(clear, slight)
    found = rules.false_positive * (1.0 - slight) + (1.0 - rules.missed) * (slight - clear) + clear
    return found, clear


def _decisive(suffered: Suffered) -> tuple[Array, Array]:
    """Give what each root takes from each slot at s = 1, and can take at most, (s, r).

    Of two sides that on which more is taken decides.
    """
    known = layout()
    felt = np.where(known.worst[:, None, None], suffered.sore, suffered.loss)  # (s, 2, r)
    pulled = np.where(known.tension[:, None, None], suffered.taut, 1.0)
    most = known.shares[:, None, :] * pulled * known.looks[:, :, None]
    taken = most * felt
    more = taken.sum(axis=2).argmax(axis=1)
    every = np.arange(len(more))
    return taken[every, more], most[every, more]
