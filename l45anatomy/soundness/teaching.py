"""Whether the words of the course are told shortly, once, and with a source."""

from collections.abc import Iterator
from pathlib import Path

from l45anatomy.evidence import definitions

LONGEST = 25  # words of a definition: more is no longer read at a glance


def words_are_told(folder: Path) -> Iterator[str]:
    """Check that a definition is short and has a source, and that no name means two things."""
    terms = list(definitions(folder))
    if terms != sorted(terms, key=str.casefold):
        yield "terms.csv: not sorted by term"
    meant: dict[str, str] = {}
    for term, row in definitions(folder).items():
        length = len(row.definition.split())
        if not 0 < length <= LONGEST or not row.definition.endswith("."):
            yield f"terms.csv: {term!r} has {length} words, must be 1 to {LONGEST} and a full stop"
        if not row.source:
            yield f"terms.csv: {term!r} has no source"
        for name in row.names:
            other = meant.setdefault(name.casefold(), term)
            if other != term:
                yield f"terms.csv: {name!r} means both {other!r} and {term!r}"
