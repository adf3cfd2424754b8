"""How many years of school a text asks for.

The formula is the grade level of Kincaid [kincaid1975]: words in a sentence and syllables in a
word, weighed by the numbers of `flaws.csv`. Syllables are groups of vowels, a silent e left out.
The terms of the course are what is taught: they count as short words, or all would be hard.
"""

import re
from functools import cache

from l45anatomy import evidence

__all__ = ["syllables", "terms", "years_of_school"]

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_END = re.compile(r"[.!?:;](?=\s|$)|\n+")


def years_of_school(text: str) -> float | None:
    """Give the level of a text, or None where it is too short to have one."""
    words = _WORD.findall(text)
    if len(words) < _limit("words"):
        return None
    sentences = [part for part in _END.split(text) if _WORD.search(part)]
    known, most = terms(), _limit("term_syllables")
    spoken = sum(
        min(syllables(word), most) if word.casefold() in known else syllables(word)
        for word in words
    )
    per_sentence = _limit("per_sentence") * len(words) / len(sentences)
    return per_sentence + _limit("per_word") * spoken / len(words) - _limit("shift")


def _limit(name: str) -> float:
    return evidence.thresholds()[f"reading level.{name}"].value


def syllables(word: str) -> int:
    """Give the syllables of an English word: its groups of vowels, but for a silent e.

    >>> [syllables(word) for word in ("root", "muscle", "paralysed", "compressed", "area")]
    [1, 2, 4, 3, 2]
    """
    plain = word.casefold()
    groups = len(re.findall(r"[aeiouyäöü]+", plain))
    is_silent = plain.endswith("e") and not re.search(r"([^aeiouy]le|ee|[aeiouy]e)$", plain)
    return max(1, groups - is_silent)


@cache
def terms() -> frozenset[str]:
    """Give the words that the tables name things with."""
    names = [name for item in evidence.items().values() for name in (item.item, *item.synonyms)]
    for term in evidence.structures().values():
        names += [term.structure, term.english, term.latin, *term.synonyms]
    for topic in evidence.topics().values():
        names.append(topic.title)
    for one in evidence.misconceptions().values():
        names.append(one.title)
    return frozenset(word.casefold() for name in names for word in _WORD.findall(name))
