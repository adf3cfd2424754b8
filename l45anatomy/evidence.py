"""The tables in `data/`: what a row of each is, where it is read, and whether all are sound.

Loaders are cached and read nothing before they are called. Reading itself, with the checks of every
row, is `tables`; the checks here look across tables. Nothing here knows what a number is used for.
"""

import dataclasses
import tomllib
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, get_args

from l45anatomy.tables import UNITS, EvidenceError, Fact, read_table

__all__ = [
    "DATA",
    "UNITS",
    "EvidenceError",
    "Fact",
    "Item",
    "Knot",
    "Quantity",
    "Reference",
    "Severity",
    "Share",
    "Sign",
    "WayPoint",
    "check_all",
    "courses",
    "dimensions",
    "innervation",
    "items",
    "limits",
    "orphans",
    "read_table",
    "references",
    "responses",
    "severities",
    "signs",
]

DATA = Path(__file__).parent / "data"

Modality = Literal["motor", "sensory", "reflex", "tension", "sphincter", "gait", "pain"]
Sides = Literal["own", "crossed", "both"]
Measure = Literal["sensitivity", "specificity", "frequency"]


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

    def __str__(self) -> str:
        """Give the source on one line, with a word of warning where it was not seen."""
        year = str(self.year) if self.year else ""
        words = [self.authors, self.title, self.journal, year, self.identifier]
        line = ". ".join(word.rstrip(".") for word in words if word)
        warning = {"recalled": " (quoted from memory, unverified)"}.get(self.read_as, "")
        return f"[{self.key}] {line}.{warning}"


@dataclass(frozen=True, kw_only=True)
class Quantity(Fact):
    """One number of the anatomy with its unit and the range it may take."""

    name: str = field(metadata={"column": "parameter"})
    value: float


@dataclass(frozen=True, kw_only=True)
class Severity(Fact):
    """What one contributor amounts to in a named form of stenosis at severity 1."""

    form: str
    contributor: str
    value: float


@dataclass(frozen=True, kw_only=True)
class WayPoint(Fact):
    """One way point of a root: each coordinate is a landmark, plus mm, plus so many radii.

    `size` is the radius there as a share of the root's; `mobility_mm` how far it may move aside.
    """

    root: str
    step: int
    site: str
    frame: str
    x_from: str
    x_mm: float
    x_radii: float
    y_from: str
    y_mm: float
    y_radii: float
    z_from: str
    z_mm: float
    z_radii: float
    size: float
    mobility_mm: float


@dataclass(frozen=True, kw_only=True)
class Share(Fact):
    """How much of one item of the examination one root carries."""

    item: str
    root: str
    share: float


@dataclass(frozen=True, kw_only=True)
class Knot(Fact):
    """One corner of a straight-line curve from loss to grade.

    `words` say the grade, `level` how strongly it is shown: 0 normal, 1 slight, 2 clear, 3 severe.
    """

    curve: str
    loss: float
    level: int
    words: str
    grade: float


@dataclass(frozen=True, kw_only=True)
class Sign(Fact):
    """How often patients of a study showed an item as abnormal."""

    item: str
    root: str
    measure: Measure
    setting: str
    n: str
    value: float


@dataclass(frozen=True, kw_only=True)
class Item:
    """One thing that is examined: how it is tested, what carries it, how it is also called."""

    item: str
    modality: Modality
    sides: Sides
    curve: str
    nerve: tuple[str, ...]
    synonyms: tuple[str, ...]
    action: str
    test: str


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


@lru_cache(maxsize=16)
def dimensions(folder: Path = DATA) -> Mapping[str, Quantity]:
    """Every number of the anatomy, by parameter."""
    rows = read_table(folder / "dimensions.csv", Quantity, ("name",), references(folder))
    return MappingProxyType({row.name: row for row in rows})


@lru_cache(maxsize=16)
def limits(folder: Path = DATA) -> Mapping[str, Quantity]:
    """What a change of the anatomy may be given, by parameter."""
    rows = read_table(folder / "limits.csv", Quantity, ("name",), references(folder))
    return MappingProxyType({row.name: row for row in rows})


@lru_cache(maxsize=16)
def severities(folder: Path = DATA) -> tuple[Severity, ...]:
    """Give what the named forms of stenosis are made of."""
    key = ("form", "contributor")
    return read_table(folder / "severities.csv", Severity, key, references(folder))


@lru_cache(maxsize=16)
def courses(folder: Path = DATA) -> tuple[WayPoint, ...]:
    """Give the way points of every root, from the canal outwards."""
    return read_table(folder / "courses.csv", WayPoint, ("root", "step"), references(folder))


@lru_cache(maxsize=16)
def items(folder: Path = DATA) -> Mapping[str, Item]:
    """Every item of the examination, by name, in the order it is examined."""
    rows = read_table(folder / "items.csv", Item, ("item",))
    return MappingProxyType({row.item: row for row in rows})


@lru_cache(maxsize=16)
def innervation(folder: Path = DATA) -> Mapping[str, tuple[Share, ...]]:
    """Give the roots that carry each item, by item."""
    rows = read_table(folder / "innervation.csv", Share, ("item", "root"), references(folder))
    names = dict.fromkeys(row.item for row in rows)
    return MappingProxyType({n: tuple(row for row in rows if row.item == n) for n in names})


@lru_cache(maxsize=16)
def responses(folder: Path = DATA) -> Mapping[str, tuple[Knot, ...]]:
    """Give the corners of each curve from loss to grade, by curve, loss rising."""
    rows = read_table(folder / "responses.csv", Knot, ("curve", "loss"), references(folder))
    names = dict.fromkeys(row.curve for row in rows)
    return MappingProxyType({n: tuple(row for row in rows if row.curve == n) for n in names})


@lru_cache(maxsize=16)
def signs(folder: Path = DATA) -> tuple[Sign, ...]:
    """How often patients show an item as abnormal."""
    key = ("item", "root", "measure", "setting", "source")
    return read_table(folder / "signs.csv", Sign, key, references(folder))


def _shares_add_up(folder: Path) -> Iterator[str]:
    """Shares of what adds up make a whole; of what the worst root decides, the largest is 1."""
    for item, rows in innervation(folder).items():
        if item not in items(folder):
            yield f"innervation.csv: {item!r} is not in items.csv"
            continue
        worst_counts = items(folder)[item].modality in ("tension", "pain")
        shares = [row.share for row in rows]
        whole = max(shares) if worst_counts else sum(shares)
        if abs(whole - 1.0) > 1e-9:
            what = "largest share" if worst_counts else "sum of shares"
            yield f"innervation.csv: {item!r} has a {what} of {whole:g}, must be 1"


def _items_are_complete(folder: Path) -> Iterator[str]:
    """Every item has roots and a curve, and no two share a name."""
    names: dict[str, str] = {}
    for item in items(folder).values():
        if item.item not in innervation(folder):
            yield f"items.csv: {item.item!r} has no row in innervation.csv"
        if item.curve not in responses(folder):
            yield f"items.csv: {item.item!r} names the curve {item.curve!r}, not in responses.csv"
        for name in (item.item, *item.synonyms):
            other = names.setdefault(name.casefold(), item.item)
            if other != item.item:
                yield f"items.csv: {name!r} means both {other!r} and {item.item!r}"


def _curves_are_sound(folder: Path) -> Iterator[str]:
    """Check that a curve runs from loss 0 to loss 1 and never turns back."""
    for curve, knots in responses(folder).items():
        losses, grades = [k.loss for k in knots], [k.grade for k in knots]
        if losses != sorted(losses) or losses[0] != 0.0 or losses[-1] != 1.0:
            yield f"responses.csv: {curve!r} has the losses {losses}, must rise from 0 to 1"
        if grades not in (sorted(grades), sorted(grades, reverse=True)):
            yield f"responses.csv: {curve!r} has the grades {grades}, must not turn back"


def _signs_name_items(folder: Path) -> Iterator[str]:
    """Check that a sign is an item, or a modality as a whole."""
    known = {*items(folder), *get_args(Modality)}
    for sign in signs(folder):
        if sign.item not in known:
            yield f"signs.csv: {sign.item!r} is no item and no modality"


def _sizes_load(folder: Path) -> Iterator[str]:
    """Check that the tables of the anatomy and of its changes are sound."""
    for table in (dimensions, limits, severities, courses):
        table(folder)
    yield from ()


def _regions_have_items(folder: Path) -> Iterator[str]:
    """Every region of the drawing is an item, and every patch of skin is drawn on both sides."""
    path = folder / "body.svg"
    if not path.is_file():
        yield "body.svg: no file"
        return
    ids = {e.get("id", "") for e in ElementTree.parse(path).iter()}  # noqa: S314 (our own file)
    regions = {i for i in ids if i.endswith(("-left", "-right"))}
    paired = {n.replace(" ", "-"): i for n, i in items(folder).items() if i.sides != "both"}
    for region in sorted(regions):
        if region.rpartition("-")[0] not in paired:
            yield f"body.svg: region {region!r} is not an item of items.csv"
    for name, item in paired.items():
        for side in ("left", "right"):
            if item.modality == "sensory" and f"{name}-{side}" not in regions:
                yield f"body.svg: {item.item!r} has no region {name}-{side}"


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


def _used(folder: Path) -> Iterator[tuple[str, str]]:
    """Every (file, source key) the data use."""
    tables = [("innervation.csv", row) for rows in innervation(folder).values() for row in rows]
    facts: list[tuple[str, Fact]] = [*tables]
    facts += [("responses.csv", k) for knots in responses(folder).values() for k in knots]
    facts += [("signs.csv", sign) for sign in signs(folder)]
    facts += [("dimensions.csv", number) for number in dimensions(folder).values()]
    facts += [("limits.csv", number) for number in limits(folder).values()]
    facts += [("severities.csv", row) for row in severities(folder)]
    facts += [("courses.csv", row) for row in courses(folder)]
    yield from ((file, key) for file, fact in facts for key in fact.keys)
    for path in sorted(folder.glob("**/*.toml")):
        if path.name != "references.toml":
            tree = tomllib.loads(path.read_text(encoding="utf-8"))
            yield from ((path.name, key) for key in _cited(tree))


def _sources_exist(folder: Path) -> Iterator[str]:
    """Every source a tree of the data names is in references.toml."""
    for file, key in dict.fromkeys(_used(folder)):
        if key not in references(folder):
            yield f"{file}: source {key!r} is not in references.toml"


_CHECKS = (
    _sizes_load,
    _shares_add_up,
    _items_are_complete,
    _curves_are_sound,
    _signs_name_items,
    _regions_have_items,
    _sources_exist,
)


def check_all(folder: Path = DATA) -> list[str]:
    """Every problem of the data in `folder`, one line each; an empty list is the good answer."""
    problems: list[str] = []
    for check in _CHECKS:
        try:
            problems.extend(check(folder))
        except EvidenceError as broken:
            problems.append(str(broken))
    return list(dict.fromkeys(problems))


def orphans(folder: Path = DATA) -> tuple[str, ...]:
    """Give the references no table uses: a warning, no problem."""
    used = {key for _, key in _used(folder)}
    return tuple(key for key in references(folder) if key not in used)
