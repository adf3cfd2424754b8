"""Which file of `data/` is read by which loader: the tables whose rows carry source keys."""

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from l45anatomy import evidence

# Tables whose rows are no facts are not in here: `emg_muscles.csv`, `flaw_words.csv`,
# `histories.csv`, `items.csv`, `misconceptions.csv`, `named_findings.csv`, `objectives.csv`,
# `state_words.csv`, `structures.csv`, `terms.csv`, `topics.csv`.
TABLES: Mapping[str, Callable[[Path], Any]] = MappingProxyType(
    {
        "bone_lattices.csv": evidence.bone_lattices,
        "bones.csv": evidence.bones,
        "conduction.csv": evidence.measurements,
        "courses.csv": evidence.courses,
        "degenerations.csv": evidence.degenerations,
        "dermatomes.csv": evidence.dermatomes,
        "dimensions.csv": evidence.dimensions,
        "emg_supply.csv": evidence.muscle_shares,
        "emg_timing.csv": evidence.onsets,
        "flaws.csv": evidence.thresholds,
        "grades.csv": evidence.grades,
        "innervation.csv": evidence.innervation,
        "limits.csv": evidence.limits,
        "measures.csv": evidence.measures,
        "nerve_lesions.csv": evidence.palsies,
        "operations.csv": evidence.operations,
        "outcomes.csv": evidence.outcomes,
        "people.csv": evidence.people,
        "populations.csv": evidence.populations,
        "priors.csv": evidence.priors,
        "quotes.csv": evidence.quotes,
        "recovery.csv": evidence.recovery,
        "red_flags.csv": evidence.red_flags,
        "responses.csv": evidence.responses,
        "sacrum.csv": evidence.sacral_parts,
        "severities.csv": evidence.severities,
        "signals.csv": evidence.signals,
        "signs.csv": evidence.signs,
        "surroundings.csv": evidence.surroundings,
        "trials.csv": evidence.trials,
        "validation.csv": evidence.figures,
        "variation.csv": evidence.variation,
        "yielding.csv": evidence.yielding,
    }
)
