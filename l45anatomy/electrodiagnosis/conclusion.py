"""Which lesion a study looks like, judged from the study alone, as whoever reads it must.

For each root, before the ganglion and at it, for pairs of roots, for the roots inside a narrow sac
and for each nerve, the study it would give is worked out at several losses. The lesion whose study
has most in common with the one at hand is named, with what speaks against its nearest rival. Where
that leaves clear findings unexplained, a root and a nerve together are tried. The compressions are
not looked at.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations, product

from l45anatomy import evidence
from l45anatomy.clearance import Compression
from l45anatomy.electrodiagnosis.record import NEEDLE, Record, carriers, records
from l45anatomy.frame import LEVELS, ROOTS, Side
from l45anatomy.supply import CAUDA, SAC, grade_at, passing

Signature = frozenset[tuple[str, str]]  # structures that are abnormal, with their stage

_LOSSES = tuple(step / 20 for step in range(1, 21))  # meets every pattern one lesion can give
_PAIRED = (0.25, 0.5, 0.75, 1.0)  # coarser: two losses at a time
_WORTH = 0.05  # a second root must explain so much more of the study than one alone
_NERVES_TOLD, _ROOTS_TOLD = 3, 2  # rivals of a root, and of a nerve
_MILD = "recruitment"
_BUNDLE = CAUDA[-1]  # stands for S2 as well
_LEFT = 2  # so many structures that one lesion leaves unexplained ask for a second
_LIKE = 0.5  # a lesion that has less than half in common with the study explains nothing


@dataclass(frozen=True, order=True)
class Lesion:
    """What a study may come from: roots, before the ganglion or at it, one nerve, or both."""

    roots: tuple[str, ...]
    nerve: str = ""
    at_ganglion: bool = False


@dataclass(frozen=True, kw_only=True)
class Rival:
    """A lesion that was thought of, and what speaks against it.

    `spared` is what it would show and the study does not, `beyond` what it would not show.
    """

    lesion: Lesion
    spared: tuple[str, ...]
    beyond: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What one side of a study looks like: the lesions it looks like most, and their rivals.

    There are several `lesions` where they would look the same, none where nothing has half in
    common with the study. `likeness` is the share of what is abnormal that both have in common.
    """

    side: Side
    lesions: tuple[Lesion, ...]
    likeness: float
    rivals: tuple[Rival, ...]


def signature(found: Iterable[Record], side: Side) -> Signature:
    """Give what is abnormal on one side."""
    return frozenset((r.structure, r.stage) for r in found if r.side == side and r.abnormal)


def _nerves() -> tuple[str, ...]:
    """Every nerve on the way to something that is needled or measured."""
    likes = [row.like for name, row in evidence.measurements().items() if name != NEEDLE]
    roots = {row.root for rows in evidence.innervation().values() for row in rows}
    names = [name for like in (*evidence.muscles(), *likes) for name, _ in carriers(like)]
    return tuple(dict.fromkeys(name for name in names if name not in roots))


def _caught(root: str, loss: float, *, at_ganglion: bool = False) -> Compression:
    return Compression(
        root=root, side=Side.LEFT, site="", level="", gap_mm=0.0, shift_mm=0.0, loss=loss,
        by=(), grade=3, at=(0.0, 0.0, 0.0), ganglion="on" if at_ganglion else "before",
    )  # fmt: skip


def _crushed(level: str, loss: float) -> Compression:
    """Give a sac so narrow at a level that the roots inside lose that share."""
    area = grade_at(evidence.responses()["cauda equina"], loss)
    return replace(_caught(SAC, loss), side=None, level=level, area_mm2=area)


def _possible() -> Iterator[tuple[Lesion, tuple[Compression, ...]]]:
    """Every lesion at every loss, on one side."""
    for loss, at_ganglion, root in product(_LOSSES, (False, True), ROOTS):
        caught = _caught(root, loss, at_ganglion=at_ganglion)
        yield Lesion((root,), at_ganglion=at_ganglion), (caught,)
    for loss, nerve in product(_LOSSES, _nerves()):
        yield Lesion((), nerve), (_caught(nerve, loss),)
    for pair in combinations(ROOTS, 2):
        for losses in product(_PAIRED, repeat=2):
            yield Lesion(pair), tuple(map(_caught, pair, losses))
    for level, root in reversed(tuple(zip(LEVELS, ROOTS[1:], strict=True))):  # fewest first
        inside = (*passing(level), _BUNDLE)
        for loss in _LOSSES:
            yield Lesion(inside), (_crushed(level, loss),)
        for loss, own in product(_PAIRED, repeat=2):
            yield Lesion((root, *inside)), (_crushed(level, loss), _caught(root, own))


def _settled(days: float) -> float:
    """Give the last day up to `days` on which anything changed: the study is the same since."""
    return max((row.day for row in evidence.onsets().values() if row.day <= days), default=0.0)


@lru_cache(maxsize=32)
def _expected(days: float) -> Mapping[Lesion, tuple[Signature, ...]]:
    """Give what each lesion would show on its side after so many days, at each loss."""
    found: dict[Lesion, dict[Signature, None]] = {}
    for lesion, compressions in _possible():
        shown = signature(records(compressions, days, (Side.LEFT,)), Side.LEFT)
        fewer = {lesion.roots[1:], *((root,) for root in lesion.roots)}
        alone = (found.get(Lesion(roots), {}) for roots in fewer)
        adds = len(lesion.roots) < 2 or not any(shown in signatures for signatures in alone)
        if shown and adds:  # one more root that changes nothing is none
            found.setdefault(lesion, {})[shown] = None
    return {lesion: tuple(signatures) for lesion, signatures in found.items()}


def _likeness(one: Signature, other: Signature) -> float:
    """Give the share of all abnormal structures that two studies have in common."""
    return len(one & other) / len(one | other)


def _nearest(seen: Signature, shown: tuple[Signature, ...]) -> Signature:
    return max(shown, key=lambda signature: _likeness(seen, signature))


def _others(first: tuple[Lesion, ...], scores: Mapping[Lesion, float]) -> tuple[Lesion, ...]:
    """Give the nearest of the other kind: the nerves that get hurt for a root, roots for these."""
    ranked = sorted(scores, key=lambda lesion: -scores[lesion])
    if not first[0].nerve:
        hurt = {row.nerve for row in evidence.palsies().values()}
        return tuple(lesion for lesion in ranked if lesion.nerve in hurt)[:_NERVES_TOLD]
    nearest: dict[tuple[str, ...], Lesion] = {}
    for lesion in ranked:  # of a root before the ganglion and at it, the one that is more alike
        if len(lesion.roots) == 1 and lesion.roots[0] in ROOTS:
            nearest.setdefault(lesion.roots, lesion)
    return tuple(nearest.values())[:_ROOTS_TOLD]


def _rival(lesion: Lesion, seen: Signature, days: float) -> Rival:
    here = {structure for structure, _ in seen}
    there = {structure for structure, _ in _nearest(seen, _expected(days)[lesion])}
    order = (*evidence.muscles(), *evidence.measurements())
    spared = tuple(name for name in order if name in there - here)
    return Rival(
        lesion=lesion, spared=spared, beyond=tuple(name for name in order if name in here - there)
    )


def _both(root: Signature, nerve: Signature) -> Signature:
    """Give what two lesions show together: of each structure what more is lost for."""
    stages = dict(root) | {name: at for name, at in nerve if dict(root).get(name) in (None, _MILD)}
    return frozenset(stages.items())


def _doubles(seen: Signature, days: float) -> Iterator[tuple[Lesion, float]]:
    """Give each root with each nerve that gets hurt, and how like the study they are together.

    What is left of a study without a nerve is compared with each root first: only the losses that
    come near it are combined.
    """
    expected = _expected(days)
    hurt = {row.nerve for row in evidence.palsies().values()}
    roots = [one for one in expected if len(one.roots) == 1 and one.roots[0] in ROOTS]
    for nerve in (one for one in expected if one.nerve in hurt):
        for shown in expected[nerve]:
            rest = frozenset(pair for pair in seen if pair[0] not in dict(shown))
            for root in roots:
                fits = [len(own & rest) - len(own - seen) for own in expected[root]]
                own = expected[root][fits.index(max(fits))]
                lesion = replace(root, nerve=nerve.nerve)
                yield lesion, _likeness(seen, _both(own, shown)) - _WORTH * 2


def _double(
    seen: Signature, first: Lesion, best: float, days: float
) -> tuple[Lesion, float] | None:
    """Give the root and nerve that together explain clearly more than the likeliest lesion alone.

    Only where that leaves clear findings unexplained; with how like the study they are.
    """
    there = {name for name, _ in _nearest(seen, _expected(days)[first])}
    left = [name for name, stage in seen if name not in there and stage != _MILD]
    if len(left) < _LEFT:
        return None
    lesion, score = max(_doubles(seen, days), key=lambda pair: pair[1], default=(first, 0.0))
    return (lesion, score) if score > best + _WORTH else None


@lru_cache(maxsize=256)
def _judged(seen: Signature, side: Side, days: float) -> Verdict:
    scores = {
        lesion: _likeness(seen, _nearest(seen, shown)) - _WORTH * (len(lesion.roots) > 1)
        for lesion, shown in _expected(days).items()
    }
    best = max(scores.values(), default=0.0)
    likeliest = max(scores, key=lambda lesion: scores[lesion], default=None)
    two = _double(seen, likeliest, best, days) if likeliest else None
    if two:
        lesion, score = two
        alone = (Lesion((), lesion.nerve), replace(lesion, nerve=""))
        told = tuple(_rival(one, seen, days) for one in alone)
        return Verdict(side=side, lesions=(lesion,), likeness=score, rivals=told)
    if best < _LIKE:
        return Verdict(side=side, lesions=(), likeness=best, rivals=())
    first = tuple(lesion for lesion, score in scores.items() if score >= best - 1e-9)
    rivals = tuple(_rival(lesion, seen, days) for lesion in _others(first, scores))
    return Verdict(side=side, lesions=first, likeness=best, rivals=rivals)


def judge(found: Iterable[Record], side: Side, days: float) -> Verdict | None:
    """Judge one side of a study; None where nothing is abnormal there."""
    seen = signature(found, side)
    return _judged(seen, side, _settled(days)) if seen else None
