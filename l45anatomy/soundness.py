"""Whether the tables in `data/` fit together: small named checks across tables.

Each yields a line for every problem it finds. What a single row must be is checked when it is read.
"""

import re
import tomllib
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args

from l45anatomy.evidence import (
    DATA,
    DEFAULT_MAP,
    TABLES,
    EvidenceError,
    Fact,
    Modality,
    RecoveryPoint,
    degenerations,
    dermatomes,
    grades,
    innervation,
    items,
    measurements,
    muscle_shares,
    muscles,
    named_findings,
    onsets,
    palsies,
    priors,
    recovery,
    red_flags,
    references,
    responses,
    sacral_parts,
    signs,
    state_words,
    structures,
    trials,
    variation,
    yielding,
)

_NEARLY_WHOLE = 0.9  # a source may count levels the model does not have
_MAPS = ("prefixed", "postfixed", "swapped")
_ERRORS = ("false_positive", "missed")
_FMA = re.compile(r"FMA\d+")


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


def _maps_are_sound(folder: Path) -> Iterator[str]:
    """Shares of a patch of skin make a whole on every map, and stand nowhere else.

    The saddle may not be missing on any map: its loss is an emergency.
    """
    skin = {name for name, item in items(folder).items() if item.modality == "sensory"}
    for name, patches in dermatomes(folder).items():
        for item, rows in patches.items():
            whole = sum(row.share for row in rows)
            if item not in skin:
                yield f"dermatomes.csv: {item!r} is no patch of skin of items.csv"
            if abs(whole - 1.0) > 1e-9:
                yield f"dermatomes.csv: {item!r} on {name} has a sum of shares of {whole:g}, not 1"
        for item in sorted((skin if name == DEFAULT_MAP else {"saddle"}) - {*patches}):
            yield f"dermatomes.csv: {name} has no row for {item!r}"


def _muscles_have_roots(folder: Path) -> Iterator[str]:
    """Every muscle that is needled has roots: those of an item, or its own, which make a whole.

    Of the paraspinals each root has a part of its own: there nothing has to add up.
    """
    needled, shares = muscles(folder), muscle_shares(folder)
    for name in sorted({*shares} - {*needled}):
        yield f"emg_supply.csv: {name!r} is not in emg_muscles.csv"
    for muscle in needled.values():
        row = f"emg_muscles.csv: {muscle.muscle!r}"
        own = [share.share for share in shares.get(muscle.muscle, ())]
        if muscle.like and muscle.like not in items(folder):
            yield f"{row} is like {muscle.like!r}, no item of items.csv"
        if not muscle.like and not own:
            yield f"{row} has no roots: neither an item it is like nor rows in emg_supply.csv"
        if own and muscle.reach != "paraspinal" and abs(sum(own) - 1.0) > 1e-9:
            total = f"{sum(own):g}"
            yield f"emg_supply.csv: {muscle.muscle!r} has a sum of shares of {total}, must be 1"


def _causes_are_whole(folder: Path) -> Iterator[str]:
    """Nerve lesions name nerves that are examined; every grade of wear has every contributor."""
    nerves = {nerve for item in items(folder).values() for nerve in item.nerve}
    for palsy in palsies(folder).values():
        if palsy.nerve not in nerves:
            yield f"nerve_lesions.csv: {palsy.nerve!r} is no nerve of items.csv"
    found = {(row.grade, row.contributor) for row in degenerations(folder)}
    for name in sorted({contributor for _, contributor in found}):
        for grade in sorted({grade for grade, _ in found}):
            if (grade, name) not in found:
                yield f"degenerations.csv: grade {grade} has no {name}"


def _measurements_have_a_day(folder: Path) -> Iterator[str]:
    """Every measurement is of something known, and shows from a day on."""
    nerves = {nerve for item in items(folder).values() for nerve in item.nerve}
    known = {"", *muscles(folder), *items(folder), *nerves}
    stages = ("fibrillation", "reinnervation", "chronic")
    needed: set[tuple[str, str]] = {
        (muscle.reach, stage) for muscle in muscles(folder).values() for stage in stages
    }
    for row in measurements(folder).values():
        needed |= {(row.test, "shows")} - {("needle EMG", "shows")}
        if row.like not in known:
            yield f"conduction.csv: {row.like!r} is no muscle, no item and no nerve"
    for what, stage in sorted(needed - {*onsets(folder)}):
        yield f"emg_timing.csv: no row for {what!r}, {stage!r}"


def _red_flags_name_items(folder: Path) -> Iterator[str]:
    """Check that a red flag is an item, or a modality as a whole."""
    known = {*items(folder), *get_args(Modality)}
    for name in red_flags(folder):
        if name not in known:
            yield f"red_flags.csv: {name!r} is no item and no modality"


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
    electric = {*muscles(folder), *measurements(folder)}
    known = {*items(folder), *get_args(Modality), *electric}
    for sign in signs(folder):
        if sign.item not in known:
            yield f"signs.csv: {sign.item!r} is no item and no modality"


def _words_are_known(folder: Path) -> Iterator[str]:
    """Check that a word belongs to a modality and a named finding to an item it is no name of."""
    for (modality, word), level in state_words(folder).items():
        if modality not in (*get_args(Modality), "named") or not 0 <= level <= 3:
            yield f"state_words.csv: {word!r} has the modality {modality!r} and the level {level}"
    taken = {name.casefold() for i in items(folder).values() for name in (i.item, *i.synonyms)}
    for name, finding in named_findings(folder).items():
        if name in taken:
            yield f"named_findings.csv: {finding.name!r} is the name of an item"
        if finding.item not in items(folder) or not 1 <= finding.level <= 3:
            yield f"named_findings.csv: {finding.name!r} has no item or a level beyond 1 to 3"


def _beliefs_add_up(folder: Path) -> Iterator[str]:
    """Priors of one question make a whole, or nearly; so do the variants tried for a cause."""
    for (about, given), rows in priors(folder).items():
        whole = sum(row.share for row in rows)
        if not _NEARLY_WHOLE <= whole <= 1.0 + 2e-3:
            yield f"priors.csv: {about} given {given!r} has a sum of {whole:g}, must be about 1"
    for (cause, zone), tried in trials(folder).items():
        whole = sum({row.variant: row.weight for row in tried}.values())
        if abs(whole - 1.0) > 1e-9:
            yield f"trials.csv: {cause!r} {zone!r} has weights of {whole:g}, must be 1"


def _sacrum_is_whole(folder: Path) -> Iterator[str]:
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


def _people_differ_soundly(folder: Path) -> Iterator[str]:
    """Check that nobody is shifted both ways, and that an error never helps: it would turn back."""
    rows = variation(folder)
    modalities = get_args(Modality)
    for subject, _ in rows:
        if subject not in (*modalities, *items(folder), "anyone", "irritation", "cauda"):
            yield f"variation.csv: {subject!r} is no item, no modality and no kind"
    for modality in ("anyone", *modalities):
        shifted = [rows[k].value for k in rows if k[0] == modality and k[1] in _MAPS]
        if sum(shifted) > 1.0:
            yield f"variation.csv: {modality!r} is shifted in {sum(shifted):g}, must be at most 1"
    for modality in modalities:
        for needed in _ERRORS:
            if (modality, needed) not in rows:
                yield f"variation.csv: {modality!r} has no row {needed!r}"
        errors = [rows[k].value for k in rows if k[0] == modality and k[1] in _ERRORS]
        if sum(errors) > 1.0:
            yield f"variation.csv: {modality!r} errs in {sum(errors):g}, must be at most 1"


def _recovery_goes_on(folder: Path) -> Iterator[str]:
    """Weeks rise along a curve, nobody is certain to recover, and what is reached stays reached."""
    curves: dict[tuple[str, str, str], list[RecoveryPoint]] = {}
    for of_cause in recovery(folder).values():
        for point in of_cause:
            curves.setdefault((point.cause, point.definition, point.care), []).append(point)
    for name, points in curves.items():
        row, weeks = f"recovery.csv: {', '.join(name)}", [0.0, *(point.weeks for point in points)]
        if any(later <= earlier for earlier, later in pairwise(weeks)):
            yield f"{row} has the weeks {weeks[1:]}, must rise from above 0"
        if any(not 0 < point.share < 1 or (point.high or 0) >= 1 for point in points):
            yield f"{row} has a share that is not between 0 and 1"
        shares = [point.share for point in points]
        if points[0].counts == "reached" and shares != sorted(shares):
            yield f"{row} has the shares {shares}, must not fall: what is reached stays reached"
        if len({(point.arm, point.counts) for point in points}) > 1:
            yield f"{row} has more than one arm or way of counting, must have one"


def _grades_are_sound(folder: Path) -> Iterator[str]:
    """Every grading system has one normal grade, and calls a root compressed as clearance does."""
    caught = yielding(folder)["root.compressed_loss"].value
    for system, rows in grades(folder).items():
        if system != "definition" and [row.rank for row in rows].count(0) != 1:
            yield f"grades.csv: {system!r} has no rank 0 or several, must have one normal grade"
        for row in rows:
            if (row.measure, row.when) == ("calibre lost", "above") and row.value != caught:
                found = f"{row.value:g}, must be {caught:g} as in yielding.csv"
                yield f"grades.csv: {system!r} calls a root deformed from {found}"


def _tables_load(folder: Path) -> Iterator[str]:
    """Check that every table of facts is sound by itself."""
    for table in TABLES.values():
        table(folder)
    yield from ()


def _structures_are_named(folder: Path) -> Iterator[str]:
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


def _facts(rows: Any) -> Iterator[Fact]:
    """Every fact of a table: a loader gives rows, or groups of rows by name, however deep."""
    for row in rows.values() if isinstance(rows, Mapping) else rows:
        if isinstance(row, Fact):
            yield row
        else:
            yield from _facts(row)


def _used(folder: Path) -> Iterator[tuple[str, str]]:
    """Every (file, source key) the data use."""
    for file, table in TABLES.items():
        yield from ((file, key) for fact in _facts(table(folder)) for key in fact.keys)
    yield from (("structures.csv", k) for term in structures(folder).values() for k in term.source)
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
    _tables_load,
    _sacrum_is_whole,
    _shares_add_up,
    _maps_are_sound,
    _items_are_complete,
    _curves_are_sound,
    _grades_are_sound,
    _people_differ_soundly,
    _signs_name_items,
    _words_are_known,
    _beliefs_add_up,
    _red_flags_name_items,
    _recovery_goes_on,
    _muscles_have_roots,
    _measurements_have_a_day,
    _causes_are_whole,
    _structures_are_named,
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
