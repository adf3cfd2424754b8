"""Whether the parts of a body have their names, numbers and regions, and grades agree with them."""

import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path

from l45anatomy.evidence import grades, items, sacral_parts, structures, yielding

_FMA = re.compile(r"FMA\d+")


def sacrum_is_whole(folder: Path) -> Iterator[str]:
    """Every part of the sacrum is a bar or a hull, and what is asked for by name is there."""
    parts = sacral_parts(folder)
    for part in parts:
        allowed = (7,) if part.role == "drum" else (8, 12)
        if len(part.numbers) not in allowed:
            found, right = len(part.numbers), " or ".join(map(str, allowed))
            yield f"sacrum.csv: {part.part!r} has {found} numbers, must be {right}"
    names = {part.part for part in parts}
    for name in ("body S1", *(f"ventral foramen S{n}" for n in (1, 2, 3, 4))):
        if name not in names:
            yield f"sacrum.csv: no row {name!r}"


def structures_are_named(folder: Path) -> Iterator[str]:
    """Every structure has names of its own, and an id with a source or a note why it has none."""
    names: dict[str, str] = {}
    for term in structures(folder).values():
        row = f"structures.csv: {term.structure!r}"
        if not (term.latin and term.english):
            yield f"{row} lacks its Latin or English term"
        if term.fma and not _FMA.fullmatch(term.fma):
            yield f"{row} has the id {term.fma!r}, must be FMA and digits"
        if (term.basis == "read") != bool(term.fma) or not (
            term.source and (term.fma or term.note)
        ):
            yield f"{row} needs an id that was read with its source, or a note why there is none"
        for name in (term.structure, *term.synonyms):
            other = names.setdefault(name.casefold(), term.structure)
            if other != term.structure:
                yield f"structures.csv: {name!r} means both {other!r} and {term.structure!r}"


def regions_have_items(folder: Path) -> Iterator[str]:
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


def grades_are_sound(folder: Path) -> Iterator[str]:
    """Every grading system has one normal grade, and calls a root compressed as clearance does."""
    caught = yielding(folder)["root.compressed_loss"].value
    for system, rows in grades(folder).items():
        if system != "definition" and [row.rank for row in rows].count(0) != 1:
            yield f"grades.csv: {system!r} has no rank 0 or several, must have one normal grade"
        for row in rows:
            if (row.measure, row.when) == ("calibre lost", "above") and row.value != caught:
                found = f"{row.value:g}, must be {caught:g} as in yielding.csv"
                yield f"grades.csv: {system!r} calls a root deformed from {found}"
