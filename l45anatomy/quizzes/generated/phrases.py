"""How a generated case is put into words: answers, findings, the history, reasons.

The phrases of the history are rows of `histories.csv`; all else is named as the tables name it.
"""

import re
from collections.abc import Sequence
from random import Random
from typing import TYPE_CHECKING

from l45anatomy import evidence
from l45anatomy.frame import ROOTS, Side
from l45anatomy.localisation.suspects import CAUDA_EQUINA, Place
from l45anatomy.neurology import Finding, find_item
from l45anatomy.wording import capital, listed

if TYPE_CHECKING:
    from l45anatomy.quizzes.generated.lesion import Lesion

_OPENING = "opening"
_CAUSES = {
    "degenerative slip": "a degenerative slip",
    "disc herniation": "a disc herniation",
    "fracture": "a burst fracture with a fragment in the canal",
    "isthmic slip": "an isthmic slip",
    "stenosis": "a stenosis",
    "synovial cyst": "a synovial cyst of a facet joint",
}
_ZONES = {
    "central": "in the middle of the canal",
    "extraforaminal": "outside the foramen",
    "foraminal": "in the foramen",
    "lateral recess": "in the lateral recess",
    "subarticular": "beside the midline, in the subarticular zone",
}


def slug(text: str) -> str:
    """Give a text as an id.

    >>> slug("root L5, left")
    'root-l5-left'
    """
    return "-".join(re.findall(r"[a-z0-9]+", text.casefold()))[:60].strip("-")


def bare(root: str) -> str:
    """Give a root or nerve without its side, as in `root L5`."""
    return f"root {root}" if root in ROOTS else root


def who(root: str, side: Side | None) -> str:
    """Give a root or nerve with its side, as in `root L5, left`."""
    return root if root == CAUDA_EQUINA else f"{bare(root)}, {side or 'both sides'}"


def the(root: str, side: Side | None) -> str:
    """Give a root or nerve within a sentence, as in `the root L5 on the left`."""
    if root == CAUDA_EQUINA:
        return "the cauda equina"
    return f"the {bare(root)} on {f'the {side}' if side else 'both sides'}"


def zone(name: str) -> str:
    """Give a zone as an answer."""
    return _ZONES[name]


def inside(name: str) -> str:
    """Give a zone within a sentence."""
    return _ZONES[name]


def uncapped(text: str) -> str:
    """Give a text that begins within a sentence."""
    return text[:1].lower() + text[1:]


def lesion(one: "Lesion", *, level: bool = True, zone: bool = True) -> str:
    """Name a spinal lesion, without its level or its zone if those are asked for.

    Its side is left to the findings.
    """
    words = [_CAUSES[one.cause]]
    if zone and one.zone:
        words.append(_ZONES[one.zone])
    if level:
        words.append(f"at {one.level}")
    return " ".join(words)


def cause(place: Place) -> str:
    """Name a cause with what it catches, as an answer."""
    if place.cause not in _CAUSES:
        return capital(f"a lesion of {the(place.root or '', place.side)} ({place.zone})")
    return capital(f"{_CAUSES[place.cause]} that catches {the(place.root or '', place.side)}")


def press(name: str) -> str:
    """Name a cause alone, within a sentence."""
    return _CAUSES[name]


def named(item: str, side: Side | None) -> str:
    """Name what is examined, a muscle by its movement first if that has a name.

    >>> named("extensor hallucis longus", None)
    'great toe extension (extensor hallucis longus)'
    """
    known = find_item(item)
    moves = (name for name in known.synonyms if known.modality == "motor" and name.endswith("ion"))
    move = next(moves, "")
    name = f"{move} ({item})" if move else item
    return name if side is None else f"{name}, {side}"


def found(one: Finding) -> str:
    """Give a finding as an examiner notes it."""
    return f"{named(one.item, one.side)}: {one.label}"


def history(source: Random, complaints: Sequence[Finding]) -> str:
    """Give one sentence on what brings the patient; complaints of both sides are told as one."""
    told: list[str] = []
    for item in dict.fromkeys(one.item for one in complaints):
        own = [one for one in complaints if one.item == item]
        sides = [str(one.side) for one in own if one.side]
        where = "both legs" if len(sides) > 1 else f"the {sides[0]} leg" if sides else ""
        side = "on both sides" if len(sides) > 1 else f"on the {sides[0]}" if sides else ""
        rows = evidence.histories()
        row = source.choice(rows.get(item) or rows[own[0].modality])
        how = min(own, key=lambda one: one.level).label.partition(" (")[0]
        told.append(row.words.format(where=where, side=side, how=how))
    opening = source.choice(evidence.histories()[_OPENING])
    return opening.words.format(complaint=listed(told))
