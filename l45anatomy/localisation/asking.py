"""What to examine next, and the whole reasoning as text."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from l45anatomy import evidence
from l45anatomy.chance.slots import BUNDLE, KINDS, Array, layout
from l45anatomy.frame import Side
from l45anatomy.localisation.observed import Observed, Told, observed
from l45anatomy.localisation.odds import Belief, belief
from l45anatomy.localisation.ranking import Hypothesis, by_root, caught, localise
from l45anatomy.localisation.suspects import CAUDA_EQUINA
from l45anatomy.localisation.tried import slot_of
from l45anatomy.neurology import find_item
from l45anatomy.supply import looked_at
from l45anatomy.wording import listed, sentence

Culprit = tuple[str | None, Side | None]

_SHOWN = 5  # how many hypotheses a text tells
_SYMPTOM = 0.8  # of what a symptom tells is enough for a sign to come before it
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


def _culprits(believed: Belief) -> list[Culprit]:
    """Give the root or nerve of each place; of both sides, with its likelier side."""
    places = believed.known.places
    share: dict[Culprit, float] = {}
    for place, probability in zip(places, believed.posterior, strict=True):
        share[place.root, place.side] = share.get((place.root, place.side), 0.0) + probability

    found = []
    for place in places:
        sided = [one for one in Side if (place.root, one) in share]
        likelier = max(sided, key=lambda one: share[place.root, one], default=None)
        found.append((place.root, place.side or likelier))
    return found


def _looks_at(slot: tuple[str, Side | None], sides: set[Side | None]) -> bool:
    """Tell whether an item looks at one of these sides, or at a person as a whole."""
    item, side = slot
    looked = looked_at(find_item(item), side)
    return side is None or None in sides or bool(sides & {*looked})


def _between(believed: Belief, culprits: Sequence[Culprit]) -> tuple[Culprit, Culprit, float]:
    """Give the likeliest culprit, its best rival, and the odds of the first, 0 to 1.

    A rival is on the side of the first or of what was found abnormal, or has no side: the same root
    of the other leg would explain nothing. Once something is abnormal, nothing caught is no rival.
    """
    shares: dict[Culprit, float] = {}
    for culprit, share in zip(culprits, believed.posterior, strict=True):
        shares[culprit] = shares.get(culprit, 0.0) + float(share)
    first, *others = sorted(shares, key=lambda culprit: -shares[culprit])
    failing = [one for one in believed.seen if one.abnormal and one.side]
    sides = {side for one in failing for side in looked_at(find_item(one.item), one.side)}
    sides |= {first[1]} if first[1] else set() if sides else {*Side}
    if any(one.abnormal for one in believed.seen):
        others = [other for other in others if other != (None, None)]
    rival = next(other for other in others if other[1] is None or other[1] in sides)
    return first, rival, shares[first] / (shares[first] + shares[rival])


def next_tests(findings: Iterable[Told]) -> tuple[NextTest, ...]:
    """Rank what has not been examined by how well it parts the two likeliest roots or nerves.

    What is pain is only asked for, and comes after signs that tell nearly as much.
    """
    seen = observed(findings)
    believed = belief(seen)
    culprits = _culprits(believed)
    first, second, odds = _between(believed, culprits)
    place, slots = believed.known.place, layout().slots
    groups = [np.array([one == who for one in culprits])[place] for who in (first, second)]
    often = np.array([believed.expected(n, groups) for n in range(len(slots))]).T
    both = odds * often[0] + (1.0 - odds) * often[1]
    bits = _entropy(both) - odds * _entropy(often[0]) - (1.0 - odds) * _entropy(often[1])
    worth = np.where(np.array(layout().modality) == "pain", _SYMPTOM * bits, bits)
    done = {slot_of(one.where) for one in seen}
    return tuple(
        NextTest(
            item=slots[n][0],
            side=slots[n][1],
            between=(caught(*first), caught(*second)),
            expected=(float(often[0][n]), float(often[1][n])),
            bits=max(0.0, float(bits[n])),
        )
        for n in np.argsort(-worth.round(_DECIMALS), kind="stable")
        if n not in done and _looks_at(slots[n], {first[1], second[1]})
    )


def next_test(findings: Iterable[Told]) -> NextTest | None:
    """Give the item and side that would best part the two likeliest; None if all is examined."""
    return next(iter(next_tests(findings)), None)


def explain(findings: Iterable[Told]) -> str:
    """Tell the reasoning as text: what is likely, why, what to examine next, and the sources."""
    told = tuple(findings)
    seen, hypotheses = observed(told), localise(told)
    lines = ["Found", *(f"  {one}" for one in seen)]
    roots = by_root(hypotheses)
    flags = (*_red_flags(seen), *_to_exclude(seen, roots))
    lines += [line for flag in flags for line in ("Red flag", f"  {flag}")]
    lines += ["Likely caught"]
    lines += [f"  {share:.0%} {caught(*where)}" for where, share in _first(roots)]
    lines += ["Likely from", *(f"  {one}" for one in hypotheses[:_SHOWN])]
    best = hypotheses[0]
    lines += ["For the first speaks", *(f"  {why}" for why in best.because or ("nothing",))]
    lines += ["Against it speaks", *(f"  {why}" for why in best.against or ("nothing",))]
    lines += ["Examine next", f"  {next_test(told) or 'all is examined'}"]
    lines += ["How it is reckoned", *_RECKONED]
    return "\n".join(
        [*lines, "Sources", *(f"  {line}" for line in _sources(seen, hypotheses[:_SHOWN]))]
    )


def _first(shares: Mapping[Culprit, float]) -> list[tuple[Culprit, float]]:
    return list(shares.items())[:_SHOWN]


def _red_flags(seen: Sequence[Observed]) -> tuple[str, ...]:
    """Give what must not wait, whatever is likely."""
    return tuple(dict.fromkeys(sentence(one.red_flag) for one in seen if one.red_flag))


def _to_exclude(seen: Sequence[Observed], roots: Mapping[Culprit, float]) -> Iterator[str]:
    """Say what must not be left unexamined while the cauda equina is among the two likeliest."""
    names = [item for item in evidence.items() if item in evidence.red_flags()]
    left = [name for name in names if name not in {one.item for one in seen}]
    if left and (CAUDA_EQUINA, None) in list(roots)[:2]:
        share = roots[CAUDA_EQUINA, None]
        yield f"The cauda equina may be caught ({share:.0%}): examine {listed(left)} at once."


def _sources(seen: Sequence[Observed], hypotheses: Sequence[Hypothesis]) -> list[str]:
    """Give the sources of what is told, each on a line: of the findings and the first hypotheses.

    Of beliefs, those about the causes, levels and zones shown; of the tables of the examination,
    the roots shown of the items told, and how people differ in them.
    """
    rows: list[evidence.Fact] = []
    for one in hypotheses:
        of_cause = ("cause", "", one.cause), ("level", one.cause, one.level)
        asked = (*of_cause, ("zone", f"{one.cause} {one.level}", one.zone))
        for about, given, key in asked:
            rows += [row for row in evidence.priors().get((about, given), ()) if row.key == key]
    roots = {one.root for one in hypotheses}
    roots |= {*BUNDLE} if CAUDA_EQUINA in roots else set()
    differ = {"anyone"}
    for found in seen:
        rows += [row for row in evidence.innervation()[found.item] if row.root in roots]
        n = slot_of(found.where)
        differ |= {found.item, layout().modality[n], KINDS[layout().kind[n]]}
    for (subject, _), row in evidence.variation().items():
        rows += [row] if subject.removeprefix("asked ") in differ else []
    known = evidence.references()
    quoted = [key for key in known if any(f"[{key}]" in line for line in _RECKONED)]
    return [
        str(known[key]) for key in sorted({*quoted, *(key for row in rows for key in row.keys)})
    ]
