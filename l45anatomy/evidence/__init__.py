"""The tables in `data/`: what a row of each is, and where it is read.

Loaders are cached and read nothing before they are called. Reading itself, with the checks of
every row, is `tables`; whether the tables fit together is `soundness`. Nothing here knows what a
number is used for. A new table is described in the module of its subject and added to `TABLES`.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from l45anatomy.evidence.bodies import (
    BoneLayer,
    BonePart,
    Norm,
    Person,
    Quantity,
    SacralPart,
    Term,
    WayPoint,
    bone_lattices,
    bones,
    courses,
    dimensions,
    measures,
    people,
    sacral_parts,
    structures,
)
from l45anatomy.evidence.causes import (
    Aftermath,
    Degeneration,
    Palsy,
    Severity,
    degenerations,
    limited,
    limits,
    operations,
    palsies,
    severities,
    yielding,
)
from l45anatomy.evidence.clinic import (
    DEFAULT_MAP,
    Flag,
    Item,
    Knot,
    Modality,
    Patch,
    Share,
    Sign,
    dermatomes,
    innervation,
    items,
    red_flags,
    responses,
    signs,
)
from l45anatomy.evidence.grades import GradeRow, grades
from l45anatomy.evidence.outcomes import Outcome, RecoveryPoint, outcomes, recovery
from l45anatomy.evidence.patients import Feature, Variation, populations, variation
from l45anatomy.evidence.reasoning import (
    NamedFinding,
    Prior,
    StateWord,
    Trial,
    named_findings,
    priors,
    state_words,
    trials,
)
from l45anatomy.evidence.sources import DATA, Reference, references
from l45anatomy.tables import UNITS, EvidenceError, Fact, read_table

__all__ = [
    "DATA",
    "DEFAULT_MAP",
    "TABLES",
    "UNITS",
    "Aftermath",
    "BoneLayer",
    "BonePart",
    "Degeneration",
    "EvidenceError",
    "Fact",
    "Feature",
    "Flag",
    "GradeRow",
    "Item",
    "Knot",
    "Modality",
    "NamedFinding",
    "Norm",
    "Outcome",
    "Palsy",
    "Patch",
    "Person",
    "Prior",
    "Quantity",
    "RecoveryPoint",
    "Reference",
    "SacralPart",
    "Severity",
    "Share",
    "Sign",
    "StateWord",
    "Term",
    "Trial",
    "Variation",
    "WayPoint",
    "bone_lattices",
    "bones",
    "courses",
    "degenerations",
    "dermatomes",
    "dimensions",
    "grades",
    "innervation",
    "items",
    "limited",
    "limits",
    "measures",
    "named_findings",
    "operations",
    "outcomes",
    "palsies",
    "people",
    "populations",
    "priors",
    "read_table",
    "recovery",
    "red_flags",
    "references",
    "responses",
    "sacral_parts",
    "severities",
    "signs",
    "state_words",
    "structures",
    "trials",
    "variation",
    "yielding",
]

# File -> its loader; every row of these carries source keys. Tables whose rows are
# no facts are not in here: `items.csv`, `structures.csv`, `state_words.csv`, `named_findings.csv`.
TABLES: Mapping[str, Callable[[Path], Any]] = MappingProxyType(
    {
        "bone_lattices.csv": bone_lattices,
        "bones.csv": bones,
        "courses.csv": courses,
        "degenerations.csv": degenerations,
        "dermatomes.csv": dermatomes,
        "dimensions.csv": dimensions,
        "grades.csv": grades,
        "innervation.csv": innervation,
        "limits.csv": limits,
        "measures.csv": measures,
        "nerve_lesions.csv": palsies,
        "outcomes.csv": outcomes,
        "operations.csv": operations,
        "people.csv": people,
        "populations.csv": populations,
        "priors.csv": priors,
        "red_flags.csv": red_flags,
        "recovery.csv": recovery,
        "responses.csv": responses,
        "sacrum.csv": sacral_parts,
        "severities.csv": severities,
        "signs.csv": signs,
        "trials.csv": trials,
        "yielding.csv": yielding,
        "variation.csv": variation,
    }
)
