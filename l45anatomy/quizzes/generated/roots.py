"""Asking for the root or nerve that is caught, and for its side."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from l45anatomy import neurology
from l45anatomy.clearance import Compression
from l45anatomy.frame import ROOTS, Side
from l45anatomy.localisation.suspects import CAUDA_EQUINA, Place, suspects
from l45anatomy.quizzes.generated import phrases
from l45anatomy.quizzes.generated.choice import Ask, Choice, claimed, mirrored
from l45anatomy.quizzes.generated.lesion import Lesion
from l45anatomy.supply import SAC

_PUSHED = 2  # a root that is pushed aside, or worse, is no wrong answer
_MIMICS = (
    ({"common peroneal nerve", "L5"}, "peroneal-for-l5"),
    ({"femoral nerve", "L4"}, "femoral-for-l4"),
    ({"femoral nerve", "L3"}, "femoral-for-l4"),
    ({"sciatic nerve", "L5"}, "sciatic-for-root"),
    ({"sciatic nerve", "S1"}, "sciatic-for-root"),
)


def roots(lesion: Lesion) -> Ask:
    """Ask for the root or nerve and its side."""
    return Ask(
        asks="root",
        stem="What is caught?",
        key=_root(lesion, lesion.place.root or "", lesion.place.side),
        rivals=tuple(
            _root(lesion, root, side)
            for root, side in _places()
            if _rivals(lesion, root, side) and (root, side) not in _hit(lesion)
        ),
        told={},
    )


def bare_roots(lesion: Lesion) -> Ask:
    """Ask for the root or nerve alone, for who is asked for the side apart."""
    whole, side = roots(lesion), lesion.place.side
    same = [one for one in whole.rivals if one.where["side"] in (side, None)]
    key, *rivals = (_bare(one) for one in (whole.key, *same))
    kept = {one.id: one for one in rivals if one.id != key.id}
    return Ask(asks="root", stem=whole.stem, key=key, rivals=tuple(kept.values()), told={})


def _bare(one: Choice) -> Choice:
    root = str(one.where["root"])
    text = phrases.bare(root)
    return replace(one, id=phrases.slug(root), text=text, where={"root": root})


def _root(lesion: Lesion, root: str, side: Side | None) -> Choice:
    name = phrases.who(root, side)
    return Choice(
        id=phrases.slug(name),
        text=name,
        where={"root": root, "side": side},
        would=neurology.examine(_would(lesion, root, side)),
        lead=f"Were it {phrases.the(root, side)}",
        misconception=mistaken(lesion.place, root, side),
        claim=claimed(root, side),
    )


def _rivals(lesion: Lesion, root: str, side: Side | None) -> bool:
    """Tell whether an answer is worth offering: of the other side only the root itself."""
    own = lesion.place
    if (root, side) == (own.root, own.side):
        return False
    if root == CAUDA_EQUINA or own.root == CAUDA_EQUINA:
        return side is None or root in ROOTS
    if own.side is None:
        return root in ROOTS and (side is None or (root, side) == (own.root, Side.LEFT))
    return side is own.side or (side is own.side.other and root == own.root)


def _hit(lesion: Lesion) -> set[tuple[str, Side | None]]:
    """Give what the lesion pushes aside or presses besides, which is no wrong answer."""
    own = lesion.place
    hit = {(c.root, c.side) for c in lesion.case.compressions if c.grade >= _PUSHED}
    both = {(root, None) for root, _ in hit if all((root, side) in hit for side in Side)}
    return (hit | both) - {(own.root or "", side) for side in (*Side, None)}


@lru_cache(maxsize=1)
def _places() -> tuple[tuple[str, Side | None], ...]:
    """Give every root or nerve, with its side, that some lesion catches."""
    found = dict.fromkeys(
        (place.root, place.side)
        for one in suspects()
        for place in (one.place, one.place.mirrored())
        if place.root
    )
    order = sorted(found, key=lambda pair: (pair[0] or "", str(pair[1])))
    return tuple((root, side) for root, side in order if root)


def _would(lesion: Lesion, root: str, side: Side | None) -> tuple[Compression, ...]:
    """Give what an answer means: the loss of the right root put into another, or a usual lesion.

    The cauda equina adds what fails with it to what is there, so that saddle and bladder decide.
    """
    own = lesion.place
    if root == CAUDA_EQUINA != own.root:
        sac = (one for one in _usual(root, side) if one.root == SAC)
        return (*(one for one in lesion.case.compressions if one.root != SAC), *sac)
    at = (side,) if side else (Side.LEFT, Side.RIGHT)
    worst = [one for one in lesion.case.compressions if one.root == own.root]
    if root in ROOTS and own.root in ROOTS and worst:
        model = max(worst, key=lambda one: one.loss)
        return tuple(replace(model, root=root, side=one) for one in at)
    return _usual(root, side)


@lru_cache(maxsize=64)
def _usual(root: str, side: Side | None) -> tuple[Compression, ...]:
    """Give what the commonest lesion that catches this does; of a root that root alone."""
    found = [one for one in suspects() if one.place.root == root]
    sided = [one for one in found if (one.place.side is None) is (side is None)]
    likely = max(sided or found, key=lambda one: one.prior)
    turned = likely.place.side not in (side, None)
    all_ = mirrored(likely.compressions) if turned else likely.compressions
    return tuple(one for one in all_ if one.root == root) if root in ROOTS else all_


def mistaken(own: Place, root: str, side: Side | None) -> str:
    """Name the misconception that takes `root` for what is caught."""
    if (root, side) == (own.root, own.side):
        return ""
    if root == own.root:
        return "one-root-only" if None in (side, own.side) else "wrong-side"
    if CAUDA_EQUINA in (root, own.root):
        return "emergency-missed" if own.root == CAUDA_EQUINA else "emergency-seen-everywhere"
    pair = {root, own.root or ""}
    if pair <= set(ROOTS):
        return off(ROOTS, root, own.root or "")
    return next(
        (name for names, name in _MIMICS if pair == names),
        "myotome-shift" if pair & set(ROOTS) else "nerve-for-nerve",
    )


def off(order: Sequence[str], one: str, other: str) -> str:
    """Name the misconception that is one or two places off in an order."""
    apart = abs(order.index(one) - order.index(other))
    return "level-off-by-one" if apart == 1 else "level-off-by-two"


def sides(lesion: Lesion) -> Ask:
    """Ask for the side: left, right or both."""
    own, all_ = lesion.place.side, lesion.case.compressions
    told: dict[Side | None, Sequence[Compression]] = {None: all_}
    if own is None:
        told |= {one: [c for c in all_ if c.side in (one, None)] for one in Side}
    else:
        turned = mirrored(all_)
        told |= {own: all_, own.other: turned, None: (*all_, *turned)}
    made = {
        side: Choice(
            id=str(side or "both"),
            text=str(side or "both sides"),
            where={"side": side},
            would=neurology.examine(tuple(told[side])),
            lead="With both legs affected" if side is None else f"Were the {side} leg affected",
            misconception="one-root-only" if None in (side, own) else "wrong-side",
        )
        for side in (Side.LEFT, Side.RIGHT, None)
    }
    key = made.pop(own)
    stem = "Which side is affected?"
    return Ask(asks="side", stem=stem, key=key, rivals=tuple(made.values()), told={})
