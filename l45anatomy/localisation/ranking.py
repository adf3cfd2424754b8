"""Which root or nerve the findings point to, on which side, at which level and from what."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TypeVar

import numpy as np

from l45anatomy.chance.slots import Array
from l45anatomy.frame import Side
from l45anatomy.localisation.observed import Observed, Told, observed
from l45anatomy.localisation.odds import belief
from l45anatomy.localisation.suspects import Place

Key = TypeVar("Key")

_UNEXPECTED = 0.5  # a finding less likely than usual by this, given the rest, is said not to fit
_TELLING = 1.25  # a finding that changes the odds by less is not listed


@dataclass(frozen=True, kw_only=True)
class Hypothesis:
    """One thing the findings may come from, with its probability and what speaks for it.

    `root` is a root, a nerve or "cauda equina", None where nothing is caught; `side` is None where
    both sides are caught, or neither. `because` and `against` say, the strongest first, how much
    likelier or less likely each finding is here than in all other hypotheses together.
    """

    root: str | None
    side: Side | None
    level: str | None
    zone: str | None
    cause: str
    probability: float
    because: tuple[str, ...]
    against: tuple[str, ...]

    def __str__(self) -> str:
        """Give the hypothesis on one line."""
        where = " ".join(word for word in (self.level, self.zone) if word)
        from_what = f"{self.cause} {where}".strip()
        return f"{self.probability:.0%} {caught(self.root, self.side)}: {from_what}"

    def __repr__(self) -> str:
        """Give the same: many of them are listed, each on one line."""
        return str(self)


def caught(root: str | None, side: Side | None) -> str:
    """Give what is caught in words, as in `L5 left`, `S1 both sides`, `nothing caught`."""
    if root is None:
        return "nothing caught"
    if root == "cauda equina":
        return root
    return f"{root} {side or 'both sides'}"


def localise(findings: Iterable[Told]) -> tuple[Hypothesis, ...]:
    """Rank what the findings may come from, the most probable first.

    Lesions are built by the simulator and looked at in many people, who differ and whose examiners
    err; what is believed beforehand stands in `priors.csv`. Partial and contradictory findings are
    taken as they are: what does not fit lowers the certainty and is named.

    Parameters
    ----------
    findings
        Tuples (item, side, state) such as ("great toe extension", "left", "weak"), findings, or a
        whole `Exam`. Items go by name or synonym; a state is a word or a number on the item's
        scale; ("foot drop", "left") needs none, what has no side needs none.

    Raises
    ------
    ValueError
        If an item, side or state is unknown, or one item is told as normal and as failing.
    """
    seen = observed(findings)
    believed = belief(seen)
    places, probability, ratios = believed.known.places, believed.posterior, believed.ratios
    order = np.argsort(-probability, kind="stable")
    ranked = [_told(places[n], float(probability[n]), seen, ratios[n]) for n in order]
    first = ranked[0]
    fits = believed.fits(int(order[0])) / believed.usually
    notes = _unexpected(seen, fits)
    ranked[0] = replace(first, because=(*first.because, *notes))
    return tuple(ranked)


def _told(place: Place, probability: float, seen: Sequence[Observed], ratios: Array) -> Hypothesis:
    """Give a hypothesis with what speaks for and against it, the strongest first."""
    order = np.argsort(-ratios, kind="stable")
    speaking = [(seen[n], float(ratios[n])) for n in order]
    return Hypothesis(
        root=place.root,
        side=place.side,
        level=place.level,
        zone=place.zone,
        cause=place.cause,
        probability=probability,
        because=tuple(
            f"{one}: {ratio:.1f} times as likely here as elsewhere"
            for one, ratio in speaking
            if ratio > _TELLING
        ),
        against=tuple(
            f"{one}: {1 / ratio:.1f} times less likely here than elsewhere"
            for one, ratio in reversed(speaking)
            if 1 / ratio > _TELLING
        ),
    )


def _unexpected(seen: Sequence[Observed], fits: Array) -> tuple[str, ...]:
    """Name the findings that the first hypothesis and the rest make less likely than usual."""
    return tuple(
        f"{one}: does not fit, {1 / fit:.1f} times less likely with the rest than in any patient"
        for one, fit in zip(seen, fits, strict=True)
        if fit < _UNEXPECTED
    )


def by_root(hypotheses: Iterable[Hypothesis]) -> Mapping[tuple[str | None, Side | None], float]:
    """Give the probability of each root or nerve and side, the most probable first."""
    return _summed(((one.root, one.side), one.probability) for one in hypotheses)


def by_cause(hypotheses: Iterable[Hypothesis]) -> Mapping[str, float]:
    """Give the probability of each cause, the most probable first."""
    return _summed((one.cause, one.probability) for one in hypotheses)


def _summed(pairs: Iterable[tuple[Key, float]]) -> Mapping[Key, float]:
    total: dict[Key, float] = {}
    for key, share in pairs:
        total[key] = total.get(key, 0.0) + share
    return MappingProxyType(dict(sorted(total.items(), key=lambda pair: -pair[1])))
