"""Whether every table can be read, and every source that the data name exists and can be found."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from l45anatomy.evidence import Fact, definitions, references, structures
from l45anatomy.evidence.index import TABLES

_IDENTIFIER = re.compile(
    r"doi:10\.\d{4,9}/[^\s;]+|PMID \d{5,8}|PMC\d{5,8}|(?:[\w-]+\.)+[a-z]{2,}/\S+"
)


def tables_load(folder: Path) -> Iterator[str]:
    """Check that every table of facts is sound by itself."""
    for table in TABLES.values():
        table(folder)
    yield from ()


def _cited(tree: Any, under: str = "") -> Iterator[str]:
    """Every source key in a TOML tree, wherever it stands."""
    if isinstance(tree, dict):
        for key, branch in tree.items():
            yield from _cited(branch, key)
    elif isinstance(tree, list):
        for branch in tree:
            yield from _cited(branch, under)
    elif under in ("source", "sources", "references"):
        yield str(tree)


def _facts(rows: Any) -> Iterator[Fact]:
    """Every fact of a table: a loader gives rows, or groups of rows by name, however deep."""
    for row in rows.values() if isinstance(rows, Mapping) else rows:
        if isinstance(row, Fact):
            yield row
        else:
            yield from _facts(row)


def used(folder: Path) -> Iterator[tuple[str, str]]:
    """Every (file, source key) the data use."""
    for file, table in TABLES.items():
        yield from ((file, key) for fact in _facts(table(folder)) for key in fact.keys)
    yield from (("structures.csv", k) for term in structures(folder).values() for k in term.source)
    yield from (("terms.csv", k) for word in definitions(folder).values() for k in word.source)
    for path in sorted(folder.glob("**/*.toml")):
        if path.name != "references.toml":
            tree = tomllib.loads(path.read_text(encoding="utf-8"))
            yield from ((path.name, key) for key in _cited(tree))


def sources_exist(folder: Path) -> Iterator[str]:
    """Every source a tree of the data names is in references.toml."""
    for file, key in dict.fromkeys(used(folder)):
        if key not in references(folder):
            yield f"{file}: source {key!r} is not in references.toml"


def identifiers_are_sound(folder: Path) -> Iterator[str]:
    """Every identifier of a source is a DOI, a number of PubMed or an address, as these look."""
    for key, source in references(folder).items():
        for part in filter(None, source.identifier.split("; ")):
            if not _IDENTIFIER.fullmatch(part):
                found = f"the identifier {part!r}, must be doi:10..., PMID, PMC or an address"
                yield f"references.toml: {key!r} has {found}"
