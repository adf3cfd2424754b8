"""Asking for the level or the zone of a lesion: the same one elsewhere catches something else."""

from collections.abc import Mapping

from l45anatomy.frame import LEVELS, ROOTS, Side
from l45anatomy.localisation.suspects import suspects
from l45anatomy.quizzes.generated import phrases
from l45anatomy.quizzes.generated.choice import Ask, Choice, claimed
from l45anatomy.quizzes.generated.lesion import (
    CENTRAL,
    FRACTURE,
    HERNIATION,
    NERVE,
    STENOSIS,
    Lesion,
    keys,
)
from l45anatomy.quizzes.generated.roots import off
from l45anatomy.quizzes.kinds.localising import Asked
from l45anatomy.quizzes.proof import caught

_USUAL = 0.2  # a share of a kind of lesion that is not rare


def levels(lesion: Lesion) -> Ask | None:
    """Ask for the level of a lesion whose cause, and zone if it has one, are told."""
    if lesion.cause in (NERVE, FRACTURE) or lesion.place.root not in ROOTS:
        return None  # a broken bone is named after the bone, not after a disc
    there = [at for at in LEVELS if at in keys("level", lesion.cause)]
    made = [_elsewhere(lesion, lesion.at(level=at), at, {"level": at}) for at in there]
    told: dict[str, object] = {"cause": lesion.cause}
    if lesion.zone:
        told["zone"] = lesion.zone
    stem = f"A scan shows {phrases.lesion(lesion, level=False)}. At which disc does it lie?"
    return _located(lesion, "level", stem, made, told)


def zones(lesion: Lesion) -> Ask | None:
    """Ask for the zone of a herniation or stenosis whose level is told."""
    if lesion.cause not in (HERNIATION, STENOSIS) or lesion.place.root not in ROOTS:
        return None
    there = keys("zone", f"{lesion.cause} {lesion.level}")
    made = [_elsewhere(lesion, lesion.at(zone=at), phrases.zone(at), {"zone": at}) for at in there]
    told = {"cause": lesion.cause, "level": lesion.level}
    stem = f"A scan shows {phrases.lesion(lesion, zone=False)}. In which place does it lie?"
    return _located(lesion, "zone", stem, made, told)


def _elsewhere(lesion: Lesion, moved: Lesion, text: str, where: Mapping[str, object]) -> Choice:
    """Give the answer that the lesion lies at another place."""
    if "level" in where:
        wrong, lead = off(LEVELS, moved.level, lesion.level), f"At {moved.level}"
    else:
        wrong, lead = _displaced(lesion.zone, moved.zone), f"If it lay {phrases.inside(moved.zone)}"
    root, side = moved.place.root, moved.place.side
    named = f", where it would catch {phrases.the(root, side)}" if root else ""
    return Choice(
        id=phrases.slug(text),
        text=text,
        where=where,
        would=moved.case.exam,
        lead=f"{lead}{named}",
        misconception=wrong if moved != lesion else "",
        case=moved.plain,
    )


def _displaced(own: str, other: str) -> str:
    """Name the misconception that puts a lesion into another zone."""
    inner = {CENTRAL, "subarticular", "lateral recess"}
    if (own in inner) is (other in inner):
        return "canal-for-foramen" if own in inner else "exiting-traversing-swap"
    if CENTRAL in (own, other):
        return "no-nerve-outside-canal" if own not in inner else "canal-for-foramen"
    return "exiting-traversing-swap"


def _located(
    lesion: Lesion, asks: Asked, stem: str, made: list[Choice], told: Mapping[str, object]
) -> Ask | None:
    """Put together what is asked: no other answer explains what is caught."""
    key = next(one for one in made if one.case == lesion.plain)
    claims = claimed(lesion.place.root or "", lesion.place.side)
    own = (lesion.place.root, lesion.place.side)
    rivals = [
        one
        for one in made
        if one is not key
        and not all(name in caught(one.case or {}) for name in claims)
        and own not in _usually(lesion, {**told, **one.where})
    ]
    return Ask(asks=asks, stem=stem, key=key, rivals=tuple(rivals), told=told)


def _usually(lesion: Lesion, where: Mapping[str, object]) -> set[tuple[str | None, Side | None]]:
    """Give what lesions at another place catch that are not rare, on the side of this one.

    Where a larger one would catch the same, size alone tells the two apart, which is no proof.
    """
    own = lesion.place.side
    shares: dict[tuple[str | None, Side | None], float] = {}
    for one in suspects():
        if all(getattr(one.place, name) == value for name, value in where.items()):
            side = own if one.place.side and own else one.place.side
            shares[one.place.root, side] = shares.get((one.place.root, side), 0.0) + one.prior
    return {pair for pair, share in shares.items() if share >= _USUAL * sum(shares.values())}
