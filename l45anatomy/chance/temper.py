"""Patients as they come: how susceptible each root is, how the map lies, how the examiner errs.

All draws are standard ones, made before the rules are applied, so that the same patients can be
looked at under other rules. Everything is done for many patients (n) at once.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from l45anatomy.chance.differences import AGEING, Rules
from l45anatomy.chance.slots import (
    BUNDLE,
    KINDS,
    MAPS,
    SORE,
    Array,
    Layout,
    Suffered,
    layout,
    mapped,
)

Flags = NDArray[np.bool_]

_SLIGHT, _CLEAR = 1, 2


@dataclass(frozen=True, eq=False)
class Temper:
    """What n patients and their examiners bring along.

    `common` (n, 2, r) and `own` (n, k, 2, r) are standard normal, `map` (n,), `error` (n, s) and
    `age` (n,) lie between 0 and 1.
    """

    common: Array
    own: Array
    map: Array
    error: Array
    age: Array

    @property
    def n(self) -> int:
        """How many patients."""
        return len(self.map)

    def only(self, chosen: NDArray[np.int_]) -> "Temper":
        """Give the same for some of the patients."""
        return Temper(*(getattr(self, f.name)[chosen] for f in fields(self)))


def joined(parts: Sequence[Temper]) -> Temper:
    """Put patients together."""
    names = [f.name for f in fields(Temper)]
    return Temper(*(np.concatenate([getattr(part, name) for part in parts]) for name in names))


def drawn(source: np.random.Generator, n: int = 1) -> Temper:
    """Draw n patients."""
    known = layout()
    r, s = len(known.roots), len(known.slots)
    common = source.standard_normal((n, 2, r))
    own = source.standard_normal((n, len(KINDS), 2, r))
    first, *rest = (known.roots.index(root) for root in BUNDLE)
    for same in (first, *rest):
        for side in range(2):
            common[:, side, same] = common[:, 0, first]
            own[..., side, same] = own[..., 0, first]
    return Temper(common, own, source.random(n), source.random((n, s)), source.random(n))


def susceptibility(temper: Temper, rules: Rules) -> Array:
    """How much more or less than the deterministic patient each root suffers, (n, k, 2, r)."""
    common = np.sqrt(rules.shared) * temper.common[:, None]
    z = common + np.sqrt(1.0 - rules.shared) * temper.own
    scaled: Array = rules.median[:, None, None] * np.exp(rules.spread[:, None, None] * z)
    # A lesion of a nerve is stated as the fibres it takes: nobody bears that better.
    is_stated = np.array([kind not in SORE for kind in KINDS])[:, None, None] & layout().nerves
    return np.where(is_stated, 1.0, scaled)


def taken(temper: Temper, suffered: Suffered, rules: Rules) -> Array:
    """Give what is taken from each slot, (n, s), in the terms of `Layout.begins`.

    `suffered` holds one case for all patients or one for each.
    """
    known, factor = layout(), susceptibility(temper, rules)
    found = np.zeros((temper.n, len(known.slots)))
    for name, chosen in _maps(temper, rules):
        if not chosen.any():
            continue
        moved = suffered.mapped(name)
        for k, kind in enumerate(KINDS):
            here = known.kind == k
            if not chosen[:, here].any():
                continue
            felt = moved.sore if kind in SORE else moved.loss
            own = np.minimum(1.0, mapped(factor[:, k], name) * felt)
            part = _taken(known, here, own, moved.taut)
            found[:, here] = np.where(chosen[:, here], part, found[:, here])
    return found


def _maps(temper: Temper, rules: Rules) -> tuple[tuple[str, Flags], ...]:
    """By which map whom each slot is carried: the name and (n, s)."""
    ends = np.cumsum(rules.maps, axis=0)
    place = temper.map[:, None]
    return tuple(
        (name, (place >= end - share) & (place < end))
        for name, end, share in zip(MAPS, ends, rules.maps, strict=True)
    )


def _taken(known: Layout, here: Flags, own: Array, taut: Array) -> Array:
    """What is taken from the slots of one kind where roots suffer `own` (n, 2, r), (n, slots)."""
    shares, looks = known.shares[here], known.looks[here]
    if known.worst[here].all():
        pulled = np.where(known.tension[here, None], taut[:, :, None, :], 1.0)
        by_side = (shares * pulled * own[:, :, None, :]).max(axis=-1)
    else:
        by_side = np.minimum(1.0, own @ shares.T)
    seen: Array = np.where(looks.T, by_side, 0.0).max(axis=1)
    return seen


def steps(temper: Temper, taken: Array, ages: Array | None, rules: Rules) -> Array:
    """How the examiner finds each slot: 0 sound, 1 slight, 2 clear, (n, s).

    A slight finding may be missed, a sound item called slightly abnormal; a clear finding is seen.
    """
    known = layout()
    step = (taken[:, :, None] >= known.begins).sum(axis=2)
    if ages is not None:
        gone = temper.age < np.interp(ages, *rules.absent)
        old = np.array([name == AGEING for name, _ in known.slots])
        step = np.where(gone[:, None] & old, _CLEAR, step)
    called = temper.error < rules.false_positive
    missed = temper.error >= 1.0 - rules.missed
    seen: Array = np.where(
        step == 0, np.where(called, _SLIGHT, 0), np.where((step == _SLIGHT) & missed, 0, step)
    )
    return seen
