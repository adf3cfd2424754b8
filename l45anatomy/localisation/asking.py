"""What to examine next, and the whole reasoning as text."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from l45anatomy import evidence
from l45anatomy.chance.slots import Array, layout
from l45anatomy.frame import Side
from l45anatomy.localisation.observed import Observed, Told, observed
from l45anatomy.localisation.odds import Model, model, slot_of
from l45anatomy.localisation.ranking import by_root, caught, localise
from l45anatomy.neurology import find_item
from l45anatomy.supply import looked_at
from l45anatomy.wording import sentence

Culprit = tuple[str | None, Side | None]

_SHOWN = 5  # how many hypotheses a text tells
_DECIMALS = 2  # of bits: tests that are as good as each other come as they are examined
_RECKONED = (
    "  Each lesion is built and examined by the model in people who differ (variation.csv).",
    "  How often each is met beforehand stands in priors.csv; shares of causes are choices.",
    "  Probabilities are those of the model, not of a patient: bedside signs tell the level",
    "  less well than texts claim [iversen2013], [hancock2011].",
)


@dataclass(frozen=True, kw_only=True)
class NextTest:
    """An item not yet examined, and what it would tell about the two likeliest culprits.

    `expected` is how often it would be found abnormal with the first and with the second;
    `bits` how much of the question between them the answer settles on average, 0 to 1.
    """

    item: str
    side: Side | None
    between: tuple[str, str]
    expected: tuple[float, float]
    bits: float

    def __str__(self) -> str:
        """Give the test and what it would tell, in words."""
        item = find_item(self.item)
        known = item.synonyms[0] if item.synonyms else ""
        name = f"{known} ({self.item})" if item.modality == "motor" and known else self.item
        where = name if self.side is None else f"{name}, {self.side}"
        (first, second), (often, seldom) = self.between, self.expected
        return (
            f"{where}: abnormal in {often:.0%} with {first}, in {seldom:.0%} with {second}. "
            f"{item.test}"
        )


def _entropy(share: Array) -> Array:
    """Give the uncertainty of a yes or no question, bits."""
    share = np.clip(share, 1e-12, 1.0 - 1e-12)
    bits: Array = -share * np.log2(share) - (1.0 - share) * np.log2(1.0 - share)
    return bits


def _culprits(known: Model, posterior: Array) -> list[Culprit]:
    """Give the root or nerve of each place; of both sides, with its likelier side."""
    share: dict[Culprit, float] = {}
    for place, probability in zip(known.places, posterior, strict=True):
        share[place.root, place.side] = share.get((place.root, place.side), 0.0) + probability

    found = []
    for place in known.places:
        sided = [one for one in Side if (place.root, one) in share]
        likelier = max(sided, key=lambda one: share[place.root, one], default=None)
        found.append((place.root, place.side or likelier))
    return found


def _looks_at(slot: tuple[str, Side | None], sides: set[Side | None]) -> bool:
    """Tell whether an item looks at one of these sides, or at a person as a whole."""
    item, side = slot
    looked = looked_at(find_item(item), side)
    return side is None or None in sides or bool(sides & {*looked})


def next_tests(findings: Iterable[Told]) -> tuple[NextTest, ...]:
    """Rank what has not been examined by how well it parts the two likeliest roots or nerves."""
    seen, known = observed(findings), model()
    weights = known.weights(seen)
    culprits = _culprits(known, known.posterior(weights))
    belief: dict[Culprit, float] = {}
    for culprit, share in zip(culprits, known.posterior(weights), strict=True):
        belief[culprit] = belief.get(culprit, 0.0) + float(share)
    first, second = sorted(belief, key=lambda culprit: -belief[culprit])[:2]
    groups = [np.array([one == who for one in culprits])[known.place] for who in (first, second)]
    often = [known.expected(np.where(group[:, None], weights, 0.0)) for group in groups]
    odds = belief[first] / (belief[first] + belief[second])
    both = odds * often[0] + (1.0 - odds) * often[1]
    bits = _entropy(both) - odds * _entropy(often[0]) - (1.0 - odds) * _entropy(often[1])
    done = {slot_of(one) for one in seen}
    return tuple(
        NextTest(
            item=layout().slots[n][0],
            side=layout().slots[n][1],
            between=(caught(*first), caught(*second)),
            expected=(float(often[0][n]), float(often[1][n])),
            bits=max(0.0, float(bits[n])),
        )
        for n in np.argsort(-bits.round(_DECIMALS), kind="stable")
        if n not in done and _looks_at(layout().slots[n], {first[1], second[1]})
    )


def next_test(findings: Iterable[Told]) -> NextTest | None:
    """Give the item and side that would best part the two likeliest; None if all is examined."""
    return next(iter(next_tests(findings)), None)


def explain(findings: Iterable[Told]) -> str:
    """Tell the reasoning as text: what is likely, why, what to examine next, and the sources."""
    told = tuple(findings)
    seen, hypotheses = observed(told), localise(told)
    lines = ["Found", *(f"  {one}" for one in seen)]
    lines += [line for flag in _red_flags(seen) for line in ("Red flag", f"  {flag}")]
    lines += ["Likely caught"]
    lines += [f"  {share:.0%} {caught(*where)}" for where, share in _first(by_root(hypotheses))]
    lines += ["Likely from", *(f"  {one}" for one in hypotheses[:_SHOWN])]
    best = hypotheses[0]
    lines += ["For the first speaks", *(f"  {why}" for why in best.because or ("nothing",))]
    lines += ["Against it speaks", *(f"  {why}" for why in best.against or ("nothing",))]
    lines += ["Examine next", f"  {next_test(told) or 'all is examined'}"]
    lines += ["How it is reckoned", *_RECKONED]
    return "\n".join([*lines, "Sources", *(f"  {line}" for line in _sources(told))])


def _first(shares: Mapping[Culprit, float]) -> list[tuple[Culprit, float]]:
    return list(shares.items())[:_SHOWN]


def _red_flags(seen: Sequence[Observed]) -> tuple[str, ...]:
    """Give what must not wait, whatever is likely."""
    return tuple(dict.fromkeys(sentence(one.red_flag) for one in seen if one.red_flag))


def _sources(told: tuple[Told, ...]) -> list[str]:
    """Give the sources of what was reckoned with, each on a line."""
    items = {one.item for one in observed(told)}
    rows: list[evidence.Fact] = [row for rows in evidence.priors().values() for row in rows]
    rows += [row for item in items for row in evidence.innervation()[item]]
    rows += evidence.variation().values()
    keys = dict.fromkeys(key for row in rows for key in row.keys)
    known = evidence.references()
    return [str(known[key]) for key in sorted({*keys, "iversen2013", "hancock2011"})]
