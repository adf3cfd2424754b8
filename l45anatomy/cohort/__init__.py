"""Virtual patients by the thousand: who they are, what presses, what an examiner finds.

A population says how people are drawn and who of them is selected (`populations.csv`); geometry is
measured as for one patient, and findings are as noisy as those of `chance`. Each person has a seed
of their own, so a cohort is the same on one core, on many and on a cluster.
"""

import sys
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from l45anatomy.case import Case
from l45anatomy.chance import examined
from l45anatomy.chance.differences import Rules, rules
from l45anatomy.chance.slots import Array, layout
from l45anatomy.cohort.drawing import Proposal, names, parts_of
from l45anatomy.cohort.measuring import Measured
from l45anatomy.cohort.pool import Pool, joined, pool, temper_of
from l45anatomy.cohort.selecting import Index, Seen, pain, power, slots_named
from l45anatomy.frame import LEVELS, ROOTS, Side, whole
from l45anatomy.neurology import Exam, find_item
from l45anatomy.supply import SIDES

__all__ = ["Cohort", "Pool", "cohort", "names", "pool"]

_MORE = 1.15  # how many more are drawn than seem to be needed
_MOST = 400  # who selects fewer than one in so many selects nobody


@dataclass(frozen=True, eq=False)
class Cohort:
    """n people of a population.

    `pool` holds who they are and what presses, `seen` what examiners found, `drawn` how many had to
    be drawn to find them.
    """

    pool: Pool = field(repr=False)
    seen: Seen = field(repr=False)
    drawn: int

    @classmethod
    def of(cls, everybody: Pool, law: Rules | None = None) -> "Cohort":
        """Examine the people of a pool and select those who belong."""
        seen = everybody.examined(rules() if law is None else law)
        those = everybody.selected(seen)
        return cls(everybody.only(those), seen.only(those), len(everybody.numbers))

    def __len__(self) -> int:
        """How many people there are."""
        return len(self.pool.numbers)

    def __str__(self) -> str:
        """The cohort on one line."""
        return f"{self.pool.population}: {len(self)} of {self.drawn} drawn, seed {self.pool.seed}"

    @property
    def people(self) -> tuple[Proposal, ...]:
        """Who they are and what happened to their spines."""
        return self.pool.people

    @property
    def body(self) -> Measured:
        """What presses on roots and sac."""
        return self.pool.body

    @cached_property
    def side(self) -> Index:
        """On which side each person's roots suffer more: 0 right, 1 left; (n,)."""
        more: Index = (self.body.sore.sum(axis=2) + self.body.grade.sum(axis=2)).argmax(axis=1)
        return more

    @cached_property
    def power(self) -> Array:
        """The MRC grade of every muscle and side as the examiner saw it, (n, muscles)."""
        return power(self.seen)

    @cached_property
    def pain(self) -> Array:
        """The strongest leg pain: 0 none, 1 mild, 2 more; (n,)."""
        return pain(self.seen)

    def own(self, values: Array, item: str, where: str = "worse") -> Array:
        """Give the values (n, s) of an item on one side, (n,).

        `where` is the side that is "worse" or "better" off, or "any" for the larger of both.
        """
        place = slots_named(find_item(item).item)
        found = values[:, place]
        if where == "any" or len(place) == 1:
            either: Array = found.max(axis=1)
            return either
        side = self.side if where == "worse" else 1 - self.side
        one: Array = found[np.arange(len(self)), side]
        return one

    def step(self, item: str, where: str = "worse") -> Array:
        """How an item was found: 0 sound, 1 slight, 2 clear; (n,). `where` as in `own`."""
        return self.own(self.seen.step, item, where)

    def grade(self, root: str, where: str = "worse") -> Array:
        """How strongly a root is pressed, 0 free to 3 compressed; (n,). `where` as in `own`."""
        both = self.body.grade[:, :, ROOTS.index(root)]
        side = self.side if where == "worse" else 1 - self.side
        found: Array = both.max(axis=1) if where == "any" else both[np.arange(len(self)), side]
        return found

    def case(self, n: int) -> Case:
        """Give one of the people as a case."""
        return Case(*self.people[n].changes, anatomy=self.people[n].body)

    def exam(self, n: int) -> Exam:
        """Give what the examiner found in one of the people, with the reasons."""
        one = temper_of(self.pool.seed, self.pool.numbers[n])
        return examined(self.case(n).compressions, one, self.people[n].age)

    @cached_property
    def table(self) -> NDArray[Any]:
        """One row per person, with a name for each column: who, what presses, what was found."""
        columns: list[tuple[str, str, Any]] = [
            ("number", "i8", self.pool.numbers),
            ("sex", "U6", [person.sex for person in self.people]),
            ("age", "f8", [person.age for person in self.people]),
            ("canal_mm", "f8", [person.canal_mm for person in self.people]),
            ("changes", "U400", ["; ".join(map(str, person.changes)) for person in self.people]),
        ]
        columns += [
            (f"{root} {side}", "i1", self.body.grade[:, m, n])
            for n, root in enumerate(ROOTS)
            for m, side in enumerate(SIDES)
        ]
        columns += [
            (f"sac {level} mm2", "f8", self.body.sac_mm2[:, n]) for n, level in enumerate(LEVELS)
        ]
        columns += [
            (_named(item, side), "i1", self.seen.step[:, n])
            for n, (item, side) in enumerate(layout().slots)
        ]
        rows = np.zeros(len(self), dtype=[(name, kind) for name, kind, _ in columns])
        for name, _, values in columns:
            rows[name] = values
        return rows


def _named(item: str, side: Side | None) -> str:
    return item if side is None else f"{item} {side}"


def cohort(
    population: str,
    n: int,
    seed: int = 0,
    *,
    jobs: int | None = None,
    progress: bool = False,
    law: Rules | None = None,
) -> Cohort:
    """Draw n people of a population, measure and examine them.

    Parameters
    ----------
    population
        One of `names()`.
    n
        How many, at least 1.
    seed
        The same seed gives the same people, whatever `jobs` is; more of them begin with the same.
    jobs
        On how many cores, as in joblib; None leaves it to `joblib.parallel_config`, so that the
        same call runs on a Dask cluster.
    progress
        Show a bar on the standard error stream.
    law
        How people differ; that of `variation.csv` unless given.

    Raises
    ------
    ValueError
        If there is no such population, n is below 1, or hardly anybody drawn is selected.
    """
    parts_of(population)
    n, seed = whole("n", n, 1), whole("seed", seed, 0)
    law = rules() if law is None else law
    pools: list[Pool] = []
    found: list[Seen] = []
    taken, tried, wanted = 0, 0, n
    with tqdm(total=n, desc=population, disable=not progress, file=sys.stderr) as bar:
        while taken < n:
            batch = pool(population, seed, range(tried, tried + int(wanted * _MORE) + 1), jobs)
            seen = batch.examined(law)
            keep = batch.selected(seen)[: n - taken]
            pools.append(batch.only(keep))
            found.append(seen.only(keep))
            taken += len(keep)
            tried = batch.numbers[int(keep[-1])] + 1 if taken == n else batch.numbers[-1] + 1
            bar.update(len(keep))
            if taken * _MOST < tried - _MOST:
                raise ValueError(
                    f"population {population!r} has {taken} of {tried} drawn people selected, "
                    f"must be more than 1 in {_MOST} (populations.csv, selection)"
                )
            wanted = (n - taken) * tried // max(taken, 1)
    return Cohort(joined(pools), Seen.joined(found), tried)
