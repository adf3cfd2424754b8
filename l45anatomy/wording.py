"""Compressions and published frequencies in plain words, for reasons, tables and text twins.

Nothing is worked out here: the words say the numbers a `Compression` or a row carries.
"""

from collections.abc import Sequence

from l45anatomy import evidence
from l45anatomy.clearance import Compression
from l45anatomy.evidence import Sign, references
from l45anatomy.frame import Side
from l45anatomy.supply import SAC

NO_ROOM = 0.05  # less of a root than this is not told in percent
_WHERE = {
    "disc level": "at the level of the disc",
    "extraforaminal": "outside the foramen",
    "extraforaminal zone": "outside the foramen",
}
_PLURALS = {"ligamentum flavum": "ligamenta flava"}
_NO_PAPER = {"edit": "an assumption of this model", "textbook": "textbook knowledge, unverified"}


def listed(words: Sequence[str]) -> str:
    """Give the words as one phrase, as in `a, b and c`."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def name_of(compression: Compression) -> str:
    """Give what is caught, as in `left L5 root`, `left sciatic nerve` or `dural sac`."""
    if compression.root == SAC:
        return SAC
    kind = "" if compression.root.endswith(("nerve", "nerves", "plexus", "equina")) else " root"
    return f"{compression.side} {compression.root}{kind}"


def pressers(names: Sequence[str]) -> str:
    """Give structures as a sentence says them, two sides of one kind together.

    >>> pressers(["facet joint L4-L5 left", "disc L4-L5"])
    'the left facet joint L4-L5 and the disc L4-L5'
    >>> pressers(["ligamentum flavum L4-L5 right", "ligamentum flavum L4-L5 left"])
    'both ligamenta flava L4-L5'
    """
    sides: dict[str, list[str]] = {}
    for kind, side in map(_parted, names):
        sides.setdefault(kind, []).extend([side] if side else [])
    return listed([_with_article(kind, own) for kind, own in sides.items()])


def presser(name: str, level: str) -> str:
    """Give what presses, as seen from a level: its own structures need no level and no side.

    >>> presser("facet joint L4-L5 left", "L4-L5")
    'the facet joint'
    """
    kind, _ = _parted(name)
    return _with_article(kind.removesuffix(f" {level}"), ())


def _parted(name: str) -> tuple[str, str]:
    """Give a structure without its side, and the side, empty where it has none."""
    kind, _, side = name.rpartition(" ")
    return (kind, side) if side in list(Side) else (name, "")


def _with_article(kind: str, sides: Sequence[str]) -> str:
    """Give a kind of structure of one side, of none or of both; of both only with its level."""
    if kind.startswith("fragment "):
        return f"the fragment of {kind.removeprefix('fragment ')}"
    if len(sides) < 2:
        return " ".join(["the", *sides, kind])
    noun, _, level = kind.rpartition(" ")
    return f"both {_PLURALS.get(noun, f'{noun}s')} {level}"


def same_on(side: Side) -> str:
    """Give the sentence that ends what holds of the other side as well."""
    return f" It is the same on the {side}."


def inside_sac(loss: float) -> str:
    """Give what a root has lost where it runs inside the sac."""
    return f"inside the sac: {loss:.0%} lost"


def in_words_standing(compression: Compression) -> str:
    """One compression as a clause, the sac as somebody has it who stands and walks."""
    if compression.standing_mm2 is None:
        return in_words(compression)
    room = f"{compression.standing_mm2:.0f} mm²"
    return f"the {SAC} keeps {room} at its narrowest while standing"


def in_words(compression: Compression) -> str:
    """One compression as a clause: what presses, on what, how far and where."""
    who, what = pressers(compression.by), f"the {name_of(compression)}"
    if compression.is_beyond_spine:
        who = listed(compression.by)
        lost = f"{what} has lost {compression.loss:.0%} of its fibres"
        is_told = not compression.site or who.endswith(compression.site)
        return lost + ("" if is_told else f" at the {compression.site}") + f", from {who}"
    where = _WHERE.get(compression.site, f"in the {compression.site}")
    place = f"{where} at {compression.level}" if compression.level else where
    room = f"{compression.area_mm2 or 0.0:.0f} mm²"
    many = len(compression.by) > 1
    left, aside = f"{1 - compression.loss:.0%}", f"{compression.shift_mm:.1f} mm aside"
    if compression.grade == 0 or not compression.by:
        kept = room if compression.root == SAC else f"{left} of its calibre"
        return f"{what} keeps {kept} {place}" if compression.loss else f"{what} is free {place}"
    if compression.root == SAC:
        return f"{who} {'leave' if many else 'leaves'} {what} {room} {place}"
    if compression.grade == 1:
        return f"{who} {'touch' if many else 'touches'} {what} {place}"
    if compression.grade == 2:
        return f"{who} {'push' if many else 'pushes'} {what} {aside} {place}"
    press = "press" if many else "presses"
    kept = f"to {left} of its calibre"
    if 1 - compression.loss < NO_ROOM:
        kept = "until hardly any of its calibre is left"
    return f"{who} {press} {what} {kept} {place}"


def measured(compression: Compression) -> str:
    """Give the millimetres behind a compression, as sentences."""
    if compression.root == SAC:
        return f"The sac has lost {compression.loss:.0%} of its area. {critical_area()}"
    if compression.is_beyond_spine:
        return "The lesion lies beyond the spine: no root is caught there."
    gap = compression.gap_mm
    room = f"{gap:.1f} mm of room is left" if gap >= 0 else f"they overlap by {-gap:.1f} mm"
    return (
        f"At rest {room}; the root moves {compression.shift_mm:.1f} mm aside "
        f"and loses {compression.loss:.0%} of its calibre."
    )


def critical_area() -> str:
    """Say from which area of the sac on the roots inside are affected."""
    wide = evidence.responses()["cauda equina"][0]
    keys = ", ".join(wide.keys)
    return f"Below {wide.grade:.0f} mm² the roots inside are affected [{keys}]."


def capital(words: str) -> str:
    """Give the words with a capital letter in front."""
    return words[:1].upper() + words[1:]


def sentence(words: str) -> str:
    """Give the clause with a capital and a full stop."""
    return f"{capital(words)}."


def sources_named(keys: Sequence[str]) -> str:
    """Give keys of sources as learners read them: who and when, and in words what is no paper.

    >>> sources_named(["pfirrmann2004", "edit"])
    'Pfirrmann CW et al. 2004; an assumption of this model'
    """
    known = references()
    return "; ".join(_NO_PAPER.get(key) or known[key].short for key in keys)


def counted(sign: Sign) -> str:
    """Give in whom and by whom a frequency was counted, as in `(before surgery, n = 11) [key]`."""
    number = f"n = {sign.n}" if sign.n.isdigit() else sign.n.replace("not given", "n not given")
    unseen = ", unverified" if sign.basis == "recalled" else ""
    keys = "".join(f"[{key}]" for key in sign.source)
    return f"({sign.setting}, {number}{unseen}) {keys}"
