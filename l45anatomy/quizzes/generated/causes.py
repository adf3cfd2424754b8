"""Asking for the cause: what presses on a root that is known, or what the whole picture is from."""

from collections.abc import Iterator
from dataclasses import replace

from l45anatomy import neurology
from l45anatomy.clearance import Compression
from l45anatomy.frame import ROOTS
from l45anatomy.localisation.suspects import Place, suspects
from l45anatomy.quizzes.generated import phrases
from l45anatomy.quizzes.generated.choice import Ask, Choice, claimed, mirrored
from l45anatomy.quizzes.generated.lesion import HERNIATION, NERVE, STENOSIS, Lesion
from l45anatomy.quizzes.generated.roots import mistaken
from l45anatomy.quizzes.proof import caught

_BESIDE = ("subarticular", "lateral recess")  # where a disc and a joint can do the same


def causes(lesion: Lesion) -> Ask:
    """Ask for the cause together with what it catches, on the side that is affected."""
    own, hit = lesion.place, caught(lesion.plain)
    made: dict[str, Choice] = {}
    for place in _of_causes(own):
        claims = claimed(place.root or "", place.side)
        is_same = (place.cause, place.root) == (own.cause, own.root)
        if not is_same and any(n in hit and n not in _claims(own) for n in claims):
            continue
        text = phrases.cause(place)
        would = lesion.case.exam if is_same else neurology.examine(_of_cause(place))
        made[text] = Choice(
            id=phrases.slug(text),
            text=text,
            where={"cause": place.cause, "root": place.root, "side": place.side},
            would=would,
            lead=f"Were it {phrases.uncapped(text)}",
            misconception=""
            if is_same
            else mistaken(own, place.root or "", place.side) or "anatomy-mixed",
            claim=claims,
        )
    key = made.pop(phrases.cause(own))
    stem = "What is the cause?"
    return Ask(asks="cause", stem=stem, key=key, rivals=tuple(made.values()), told={})


def presses(lesion: Lesion) -> Ask | None:
    """Ask what presses on a root that is known: disc on one side, bone on one, a slip on both.

    Each is given the same loss. What tells them apart is that a disc makes a root sore early, and
    that a slip narrows both sides.
    """
    own = lesion.place
    if own.side is None or lesion.zone not in _BESIDE or own.root not in ROOTS:
        return None
    hit = max(
        (c for c in lesion.case.compressions if (c.root, c.side) == (own.root, own.side)),
        key=lambda c: c.loss,
    )
    disc = replace(hit, by=(f"disc {hit.level}",), touch=1.0)
    bone = replace(hit, by=("facet joint",), touch=0.0)
    would = {
        HERNIATION: (disc,),
        STENOSIS: (bone,),
        "degenerative slip": (bone, *mirrored((bone,))),
    }
    made = {
        name: Choice(
            id=phrases.slug(name),
            text=phrases.press(name),
            where={"cause": name},
            would=lesion.case.exam if name == lesion.cause else neurology.examine(pressing),
            lead=f"Were it {phrases.press(name)} that takes as much of the root",
            misconception="" if name == lesion.cause else "anatomy-mixed",
        )
        for name, pressing in would.items()
    }
    key = made.pop(lesion.cause)
    told = {"root": own.root, "side": own.side}
    stem = "What presses on it?"
    return Ask(asks="cause", stem=stem, key=key, rivals=tuple(made.values()), told=told)


def _claims(place: Place) -> tuple[str, ...]:
    return claimed(place.root or "", place.side)


def _of_causes(own: Place) -> Iterator[Place]:
    """Give what other causes catch on the same side, and what this one does.

    One that catches the same root is no rival: it may be as large as one likes, so strength tells
    the two no more apart than skin does.
    """
    yield own
    for one in suspects():
        place = one.place
        if place.side and own.side and place.side is not own.side:
            place = place.mirrored()
        if (
            place.root not in (None, own.root)
            and place.side is own.side
            and place.cause != own.cause
        ):
            yield place
        if place.cause == own.cause == NERVE and place.root != own.root:
            yield place


def _of_cause(place: Place) -> tuple[Compression, ...]:
    """Give what the commonest lesion of this cause with this effect does."""
    found = [
        one
        for one in suspects()
        if one.place.cause == place.cause
        and one.place.root == place.root
        and (one.place.side is None) is (place.side is None)
    ]
    likely = max(found, key=lambda one: one.prior)
    return likely.compressions if likely.place.side is place.side else mirrored(likely.compressions)
