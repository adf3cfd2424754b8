"""What structures are called: standard Latin and English terms, FMA ids, and search by any name.

The terms are rows of `data/structures.csv`; this module fills in level and side.
"""

from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache

from l45anatomy import evidence
from l45anatomy.evidence import Term
from l45anatomy.frame import DISCS, VERTEBRAE, Side

_LATIN_SIDES = {  # as the noun's gender and case want them
    "dexter": ("dexter", "sinister"),
    "dextra": ("dextra", "sinistra"),
    "dextrae": ("dextrae", "sinistrae"),
    "dextrum": ("dextrum", "sinistrum"),
}


@dataclass(frozen=True, kw_only=True)
class Name:
    """How one structure is called; `fma` is empty where no id was found."""

    structure: str
    latin: str
    english: str
    fma: str
    synonyms: tuple[str, ...]
    system: str
    part_of: str = ""

    @property
    def all(self) -> tuple[str, ...]:
        """Every name it answers to, the model's own first."""
        return (self.structure, self.english, self.latin, *self.synonyms)


def named(structure: str) -> Name:
    """Give the standard name of a structure of the model.

    >>> named("root L5 left").latin
    'nervus lumbalis V sinister'
    >>> named("disc L4-L5").fma
    'FMA16036'
    """
    try:
        return _names()[structure]
    except KeyError:
        raise KeyError(f"structure is {structure!r}, did you mean {_near(structure)}") from None


def find(text: str) -> tuple[str, ...]:
    """Give the structures that a text names, in any case: exactly, else in part, else by words.

    >>> find("Thecal sac")
    ('dural sac',)
    """
    wanted = text.casefold().split()
    known = {
        name.structure: [called.casefold().split() for called in name.all]
        for name in _names().values()
    }
    for agrees in (_is_all, _is_part, _has_words):
        found = tuple(n for n, names in known.items() if any(agrees(wanted, own) for own in names))
        if wanted and found:
            return found
    raise ValueError(f"no structure is called {text!r}, did you mean {_near(text)}")


def _is_all(wanted: list[str], name: list[str]) -> bool:
    return wanted == name


def _is_part(wanted: list[str], name: list[str]) -> bool:
    starts = range(len(name) - len(wanted) + 1)
    return any(name[start : start + len(wanted)] == wanted for start in starts)


def _has_words(wanted: list[str], name: list[str]) -> bool:
    return set(wanted) <= set(name)


@cache
def _names() -> dict[str, Name]:
    """Every structure there can be, levels and sides filled in."""
    named_so = (
        _filled(term, place, side)
        for term in evidence.structures().values()
        for place in _places(term.structure)
        for side in (Side if "{side}" in term.structure else (None,))
    )
    return {name.structure: name for name in named_so}


def _places(structure: str) -> tuple[str, ...]:
    """Give what a name may be filled in with: every level, every vertebra, or nothing."""
    if "{vertebra}" in structure:
        return VERTEBRAE
    return DISCS if "{level}" in structure else ("",)


def _filled(term: Term, place: str, side: Side | None) -> Name:
    left = int(side is Side.LEFT)
    words = {word: both[left] for word, both in _LATIN_SIDES.items()}

    def fill(text: str) -> str:
        return text.format(level=place, vertebra=place, side=side or "", **words)

    return Name(
        structure=fill(term.structure),
        latin=fill(term.latin),
        english=fill(term.english),
        fma=term.fma,
        synonyms=tuple(fill(synonym) for synonym in term.synonyms),
        system=term.system,
        part_of=term.part_of,
    )


def _near(text: str) -> str:
    """List the names most like a text."""
    known = {name.casefold(): name for each in _names().values() for name in each.all}
    close = get_close_matches(text.casefold(), known, n=4, cutoff=0.4)
    return ", ".join(known[name] for name in close) or ", ".join(list(_names())[:4])
