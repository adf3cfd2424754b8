"""People drawn and measured, before anybody examined or selected them.

Each has a number and from it a seed of their own, so it does not matter who measures whom, nor how
many are drawn at once.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import joblib
import numpy as np

from l45anatomy.chance import temper
from l45anatomy.chance.differences import Rules
from l45anatomy.chance.temper import Temper
from l45anatomy.cohort.drawing import Proposal, draw
from l45anatomy.cohort.measuring import Measured, measured
from l45anatomy.cohort.selecting import Index, Seen, chosen

_CHUNK = 48  # people of one body measured in one go


@dataclass(frozen=True, eq=False)
class Pool:
    """n people of a population, drawn and measured; `numbers` tell them apart."""

    population: str
    seed: int
    numbers: tuple[int, ...]
    people: tuple[Proposal, ...]
    body: Measured
    temper: Temper

    def only(self, those: Index) -> "Pool":
        """Give the same for some of the people."""
        return Pool(
            self.population,
            self.seed,
            tuple(self.numbers[n] for n in those),
            tuple(self.people[n] for n in those),
            self.body.only(those),
            self.temper.only(those),
        )

    def examined(self, law: Rules) -> Seen:
        """Examine everybody."""
        taken = temper.taken(self.temper, self.body.suffered, law)
        ages = np.array([person.age for person in self.people])
        return Seen(temper.steps(self.temper, taken, ages, law), taken)

    def selected(self, seen: Seen) -> Index:
        """Say who of those examined belongs to the population."""
        return np.flatnonzero(chosen(self.population, self.body, seen))


def pool(population: str, seed: int, numbers: Sequence[int], jobs: int | None = None) -> Pool:
    """Draw the people of these numbers and measure them, on as many cores as there may be."""
    people = [draw(population, source_of_person(seed, number, 0)) for number in numbers]
    return Pool(
        population,
        seed,
        tuple(numbers),
        tuple(people),
        _measured(people, jobs),
        temper.joined([temper_of(seed, number) for number in numbers]),
    )


def joined(parts: list[Pool]) -> Pool:
    """Put pools of one population together."""
    return Pool(
        parts[0].population,
        parts[0].seed,
        tuple(number for part in parts for number in part.numbers),
        tuple(person for part in parts for person in part.people),
        Measured.joined([part.body for part in parts]),
        temper.joined([part.temper for part in parts]),
    )


def temper_of(seed: int, number: int) -> Temper:
    """Give how one person and their examiner are."""
    return temper.drawn(source_of_person(seed, number, 1))


def source_of_person(seed: int, number: int, stream: int) -> np.random.Generator:
    """Give the source of one person: stream 0 draws what is there, 1 how it shows."""
    return np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(number, stream)))


def _measured(people: list[Proposal], jobs: int | None) -> Measured:
    """Measure people grouped by body; the order is kept."""
    chunks = list(_chunks(people))
    work = (joblib.delayed(measured)([people[n] for n in chunk]) for chunk in chunks)
    parts = joblib.Parallel(n_jobs=jobs)(work)
    return Measured.joined(parts).only(np.argsort(np.concatenate(chunks)))


def _chunks(people: list[Proposal]) -> Iterable[list[int]]:
    """Part people by body, and put side by side what changed alike."""
    groups: dict[tuple[str, float], list[int]] = {}
    for n, person in enumerate(people):
        groups.setdefault((person.sex, person.canal_mm), []).append(n)
    for group in groups.values():
        alike = sorted(group, key=lambda n: str(people[n].changes))
        yield from (alike[start : start + _CHUNK] for start in range(0, len(alike), _CHUNK))
