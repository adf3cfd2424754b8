"""Whether what befalls patients, how they differ, recover and are spoken of, hangs together."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import get_args

from l45anatomy.evidence import (
    Modality,
    RecoveryPoint,
    degenerations,
    items,
    named_findings,
    palsies,
    priors,
    quotes,
    recovery,
    state_words,
    topics,
    trials,
    variation,
)

_NEARLY_WHOLE = 0.9  # a source may count levels the model does not have
_MAPS = ("prefixed", "postfixed", "swapped")
_ERRORS = ("false_positive", "missed")


def causes_are_whole(folder: Path) -> Iterator[str]:
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


def people_differ_soundly(folder: Path) -> Iterator[str]:
    """Check that nobody is shifted both ways, and that an error never helps: it would turn back."""
    rows = variation(folder)
    modalities = get_args(Modality)
    for subject, _ in rows:
        if subject.removeprefix("asked ") not in (*modalities, *items(folder), "anyone", "cauda"):
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


def recovery_goes_on(folder: Path) -> Iterator[str]:
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


def words_are_known(folder: Path) -> Iterator[str]:
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


def beliefs_add_up(folder: Path) -> Iterator[str]:
    """Priors of one question make a whole, or nearly; so do the variants tried for a cause."""
    for (about, given), rows in priors(folder).items():
        whole = sum(row.share for row in rows)
        if not _NEARLY_WHOLE <= whole <= 1.0 + 2e-3:
            yield f"priors.csv: {about} given {given!r} has a sum of {whole:g}, must be about 1"
    for (cause, zone), tried in trials(folder).items():
        whole = sum({row.variant: row.weight for row in tried}.values())
        if abs(whole - 1.0) > 1e-9:
            yield f"trials.csv: {cause!r} {zone!r} has weights of {whole:g}, must be 1"


def quotes_name_topics(folder: Path) -> Iterator[str]:
    """Check that a quoted figure belongs to a topic of the course."""
    for topic, item, _ in quotes(folder):
        if topic not in topics(folder):
            yield f"quotes.csv: {item!r} is about {topic!r}, must be a topic of topics.csv"
