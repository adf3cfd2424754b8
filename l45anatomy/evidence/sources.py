"""The sources: who said it, when, where, and whether the project has seen it."""

import dataclasses
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from l45anatomy.tables import EvidenceError

DATA = Path(__file__).parent.parent / "data"


@dataclass(frozen=True, kw_only=True)
class Reference:
    """One source: who, when, where, and whether the project has seen its numbers."""

    key: str
    authors: str
    read_as: str
    year: int | None = None
    title: str = ""
    journal: str = ""
    identifier: str = ""
    code: str = ""

    @property
    def is_assumption(self) -> bool:
        """Whether this is an editorial choice of the project and no measurement."""
        return self.read_as == "assumption"

    @property
    def short(self) -> str:
        """Who and when, as in `Berra LV et al 2021`; where nobody is named, the title instead."""
        is_named = not self.authors.startswith("(")
        who = self.authors if is_named else self.title or self.journal or self.authors
        return f"{who} {self.year or ''}".strip()

    def __str__(self) -> str:
        """Give the source on one line, with a word of warning where it was not seen."""
        year = str(self.year) if self.year else ""
        words = [self.authors, self.title, self.journal, year, self.identifier]
        line = ". ".join(word.rstrip(".") for word in words if word)
        warning = {"recalled": " (quoted from memory, unverified)"}.get(self.read_as, "")
        return f"[{self.key}] {line}.{warning}"


@lru_cache(maxsize=16)
def references(folder: Path = DATA) -> Mapping[str, Reference]:
    """Every source, by key."""
    path = folder / "references.toml"
    if not path.is_file():
        raise EvidenceError(path, 0, "file", "no file", "one table per source")
    text = path.read_text(encoding="utf-8")
    allowed = {column.name for column in dataclasses.fields(Reference)} - {"key"}
    found: dict[str, Reference] = {}
    for key, entry in tomllib.loads(text).items():
        if not isinstance(entry, dict) or not {"authors", "read_as"} <= set(entry) <= allowed:
            line = text[: text.find(f"[{key}]")].count("\n") + 1
            listed = ", ".join(sorted(allowed))
            raise EvidenceError(path, line, key, entry, f"authors, read_as and any of {listed}")
        found[key] = Reference(key=key, **entry)
    return MappingProxyType(found)
