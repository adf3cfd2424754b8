"""Whether the tables in `data/` fit together: small named checks across tables, by subject.

Each yields a line for every problem it finds. What a single row must be is checked when it is read.
"""

from pathlib import Path

from l45anatomy.evidence import DATA, EvidenceError, references
from l45anatomy.soundness import bodies, clinic, patients, sources, teaching

__all__ = ["check_all", "orphans"]

_CHECKS = (
    sources.tables_load,
    bodies.sacrum_is_whole,
    clinic.shares_add_up,
    clinic.maps_are_sound,
    clinic.items_are_complete,
    clinic.curves_are_sound,
    bodies.grades_are_sound,
    patients.people_differ_soundly,
    clinic.signs_name_items,
    patients.words_are_known,
    patients.beliefs_add_up,
    clinic.red_flags_name_items,
    patients.quotes_name_topics,
    patients.recovery_goes_on,
    clinic.muscles_have_roots,
    clinic.measurements_have_a_day,
    patients.causes_are_whole,
    bodies.structures_are_named,
    bodies.regions_have_items,
    teaching.words_are_told,
    sources.sources_exist,
    sources.identifiers_are_sound,
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
    used = {key for _, key in sources.used(folder)}
    return tuple(key for key in references(folder) if key not in used)
