"""A whole electrodiagnostic study as one value."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from l45anatomy import evidence
from l45anatomy.clearance import Compression
from l45anatomy.electrodiagnosis import reasons, report
from l45anatomy.electrodiagnosis.conclusion import Verdict, judge
from l45anatomy.electrodiagnosis.record import Record, records
from l45anatomy.evidence import limited
from l45anatomy.frame import Side
from l45anatomy.supply import SIDES


class UnknownStructureError(KeyError):
    """A structure the study does not have; the message lists those it has."""

    def __str__(self) -> str:
        """Give the message as it was written, not quoted."""
        return str(self.args[0])


@dataclass(frozen=True)
class Study:
    """All records of one study, so many days after the onset, in the order they are taken."""

    days: float
    records: tuple[Record, ...]

    def __iter__(self) -> Iterator[Record]:
        """Each record in turn."""
        return iter(self.records)

    def __len__(self) -> int:
        """How many records there are."""
        return len(self.records)

    def __getitem__(self, key: tuple[str, Side | str]) -> Record:
        """Give the record of a structure and side: `study["tibialis posterior", "left"]`.

        Items of the examination and their synonyms are accepted for muscles.
        """
        structure, side = key
        found = [r for r in self.records if r.structure == _structure(structure)]
        for record in found:
            if record.side == side:
                return record
        if found:
            raise UnknownStructureError(f"side is {side!r}, must be one of right, left")
        known = ", ".join(dict.fromkeys(record.structure for record in self.records))
        raise UnknownStructureError(
            f"structure is {structure!r}, must be one of {known} (emg_muscles.csv, conduction.csv)"
        )

    @cached_property
    def abnormal(self) -> tuple[Record, ...]:
        """The records that are not normal."""
        return tuple(record for record in self.records if record.abnormal)

    @cached_property
    def verdicts(self) -> tuple[Verdict, ...]:
        """What each abnormal side looks like, judged from the records alone."""
        judged = (judge(self.records, side, self.days) for side in SIDES)
        return tuple(verdict for verdict in judged if verdict is not None)

    @property
    def conclusion(self) -> str:
        """The conclusion in words."""
        return report.conclusion(self.records, self.days)

    @property
    def text(self) -> str:
        """The report: what was found, what it means, and what it cannot show."""
        return report.text(self.records, self.days)

    def why(self, structure: str, side: Side | str) -> str:
        """Give the reasons behind one record, down to the papers."""
        return reasons.why(self[structure, side], self.records, self.days)

    def __str__(self) -> str:
        """Give the report."""
        return self.text


@lru_cache(maxsize=256)
def _structure(name: str) -> str:
    """Give the structure of that name, or the muscle needled for that item of the examination."""
    folded = str(name).strip().casefold()
    for item in evidence.items().values():
        if folded in (other.casefold() for other in (item.item, *item.synonyms)):
            muscles = evidence.muscles()
            own = [m.muscle for m in muscles.values() if item.item in (m.muscle, m.like)]
            return own[0] if own else folded
    named = {n.casefold(): n for n in (*evidence.muscles(), *evidence.measurements())}
    return named.get(folded, folded)


def study(compressions: Iterable[Compression], days: float | None = None) -> Study:
    """Study somebody whose roots, nerves and sac are caught like that, `days` after the onset.

    Raises `ValueError` for days that `limits.csv` does not allow.
    """
    usual = evidence.limits()["electrodiagnosis.days"].value
    day = limited("electrodiagnosis.days", usual if days is None else days)
    return Study(day, records(compressions, day))
