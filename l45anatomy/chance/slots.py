"""The tables of the examination as arrays: who carries what, and where a finding begins.

A slot is one item on one side. What a root loses becomes the loss of a slot by one product with the
shares of `innervation.csv`; the curves of `responses.csv` become the losses at which a finding is
slight and clear. The rules are those of `neurology`: a test holds that both agree.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from l45anatomy import evidence
from l45anatomy.clearance import Compression
from l45anatomy.frame import Side
from l45anatomy.neurology import step_at
from l45anatomy.supply import (
    SIDES,
    STANDING,
    carriers,
    caught_by,
    known_roots,
    looked_at,
    worst_counts,
)
from l45anatomy.tension import felt_from, pull, tautness

Array = NDArray[np.float64]

KINDS = ("motor", "sensory", "reflex", "pain", "tension", "cauda")
SORE = ("pain", "tension")  # the kinds that go by how sore a root is
BUNDLE = ("S2-S4", STANDING)  # one and the same, without a side: it lies inside the sac
MAPS = ("usual", "prefixed", "postfixed", "swapped")
_CHAIN = ("L1", "L2", "L3", "L4", "L5", "S1", "S2", "S3")  # in whose order maps shift
_SWAPPED = ("L5", "S1")  # whose pains are told apart by nobody
STEPS = 2  # slight: the first word of a curve that is not sound; clear: any later one
_HALVINGS = 40


@dataclass(frozen=True, eq=False)
class Layout:
    """The examination as arrays over `slots` (s) and `roots` (r).

    `nerves` (r,) which of them are nerves beyond the roots, `kind` (s,) what kind of susceptibility
    counts, `shares` (s, r), `looks` (s, 2) at which sides, `worst` (s,) whether the worst root
    decides and not the sum, `tension` (s,) whether it is a stretch test, `begins` (s, 2) what must
    be taken for a slight and for a clear finding, infinite where it never is. What is taken is a
    loss; of stretch tests how many times over they hurt.
    """

    slots: tuple[tuple[str, Side | None], ...]
    roots: tuple[str, ...]
    kind: NDArray[np.int_]
    shares: Array
    looks: NDArray[np.bool_]
    nerves: NDArray[np.bool_]
    worst: NDArray[np.bool_]
    tension: NDArray[np.bool_]
    begins: Array
    modality: tuple[str, ...]


@lru_cache(maxsize=1)
def layout() -> Layout:
    """Give the examination as arrays."""
    items = evidence.items()
    others = (root for root in known_roots() if root not in _CHAIN)
    roots = (*_CHAIN, *others)
    nerves = {nerve for item in items.values() for nerve in item.nerve}
    place = {root: n for n, root in enumerate(roots)}
    slots = tuple(
        (name, side)
        for name, item in items.items()
        for side in ((None,) if item.sides == "both" else SIDES)
    )
    shares = np.zeros((len(slots), len(roots)))
    looks = np.zeros((len(slots), len(SIDES)), dtype=bool)
    for n, (name, side) in enumerate(slots):
        for root, share in carriers(name):
            reaches = pull(name).share if items[name].modality == "tension" else 1.0
            shares[n, place[root]] = share * reaches
        looks[n] = [looked in looked_at(items[name], side) for looked in SIDES]
    return Layout(
        slots=slots,
        roots=roots,
        nerves=np.array([root in nerves for root in roots]),
        kind=np.array([KINDS.index(_kind(name)) for name, _ in slots]),
        shares=shares,
        looks=looks,
        worst=np.array([worst_counts(items[name]) for name, _ in slots]),
        tension=np.array([items[name].modality == "tension" for name, _ in slots]),
        begins=np.array([_begins(name) for name, _ in slots]),
        modality=tuple(items[name].modality for name, _ in slots),
    )


def _kind(name: str) -> str:
    """Give the kind of susceptibility an item answers to."""
    item = evidence.items()[name]
    if any(row.root in BUNDLE for row in evidence.innervation()[name]):
        return "cauda"
    return item.modality if item.modality in KINDS else "motor"


@lru_cache(maxsize=64)
def _begins(name: str) -> tuple[float, ...]:
    """Give what must be taken from an item for a slight and for a clear finding."""
    item = evidence.items()[name]
    first = tuple(_first(item.curve, step) for step in range(1, STEPS + 1))
    return tuple(felt_from(name, lost) for lost in first) if item.modality == "tension" else first


def _first(curve: str, step: int) -> float:
    """Give the smallest loss with at least that step, by halving."""
    if step_at(curve, 1.0) < step:
        return float("inf")
    low, high = 0.0, 1.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if step_at(curve, middle) < step:
            low = middle
        else:
            high = middle
    return high


@lru_cache(maxsize=8)
def _map(name: str) -> NDArray[np.int_]:
    """Give the place of the root that carries what each root usually does, -1 for none; (r,)."""
    known = layout().roots
    place = np.arange(len(known))
    chain = place[: len(_CHAIN)]
    if name == "prefixed":
        chain -= 1
    elif name == "postfixed":
        chain += 1
        chain[-1] = -1
    elif name == "swapped":
        one, other = (_CHAIN.index(root) for root in _SWAPPED)
        place[[one, other]] = other, one
    return place


def mapped(values: Array, name: str) -> Array:
    """Give values (..., r) as somebody with that map feels them: prefixed, L5 holds what L4 has.

    A nerve and the bundle in the sac stay.
    """
    if name == "usual":
        return values
    place = _map(name)
    moved: Array = np.where(place < 0, 0.0, values[..., place])
    return moved


@dataclass(frozen=True, eq=False)
class Suffered:
    """What roots suffer in n cases, right and left, each (n, 2, r).

    `loss` of calibre, `sore` from 0 to 1, `taut` how many times over a stretch test would hurt a
    root that is wholly sore.
    """

    loss: Array
    sore: Array
    taut: Array

    def mapped(self, name: str) -> "Suffered":
        """Give the same by another map, as `mapped`."""
        return Suffered(*(mapped(value, name) for value in (self.loss, self.sore, self.taut)))


def suffered(*cases: Iterable[Compression]) -> Suffered:
    """Give what every root suffers in each case."""
    known = layout().roots
    loss, sore, taut = (np.zeros((len(cases), len(SIDES), len(known))) for _ in range(3))
    for n, compressions in enumerate(cases):
        for (root, side), hit in caught_by(compressions).items():
            for own, place in enumerate(SIDES):
                if side in (place, None):
                    at = (n, own, known.index(root))
                    loss[at], sore[at], taut[at] = hit.loss, hit.sore, tautness(hit.sorest)
    return Suffered(loss, sore, taut)
