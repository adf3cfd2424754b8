"""What each needle and each electrode finds in somebody whose roots and nerves are caught.

A muscle that lost axons fibrillates once they have died, a potential falls once they no longer
conduct; fibres that are only blocked do neither. Feeling fibres have their cell body in the
ganglion, so a lesion before it leaves their potentials as they are [mondelli2013]. Which root and
which nerve carries what stands in tables; no syndrome is written here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from math import prod

from l45anatomy import evidence
from l45anatomy.clearance import Compression
from l45anatomy.evidence import Fibres, Measurement, Muscle, Test
from l45anatomy.frame import Side
from l45anatomy.supply import SIDES, Caught, Part, caught_by, grade_at

NEEDLE = "needle"
AXONS = "axon loss"

# Stage of a needled muscle -> how it is told.
STAGES = {
    "fibrillation": "fibrillation potentials",
    "reinnervation": "fading fibrillations and polyphasic units",
    "chronic": "large long units and few or no fibrillations",
    "recruitment": "reduced recruitment without fibrillations",
}


@dataclass(frozen=True, kw_only=True)
class Record:
    """One structure that was needled or stimulated, with the compressions that explain it.

    `stage` is empty where it is normal: else one of `STAGES` for a muscle, `changed` for a
    measurement. `fibres` are those that count, `lost` the share of them that it has lost, `parts`
    what each compression took, the most first.
    """

    test: Test
    structure: str
    side: Side
    stage: str
    finding: str
    fibres: Fibres
    lost: float
    because: tuple[Compression, ...]
    sources: tuple[str, ...]
    parts: tuple[Part, ...] = field(default=(), repr=False, compare=False)

    @property
    def abnormal(self) -> bool:
        """Whether it is anything but normal."""
        return bool(self.stage)

    @property
    def name(self) -> str:
        """The structure with its side, as in `soleus, left`."""
        return f"{self.structure}, {self.side}"

    def __str__(self) -> str:
        """Give the record on one line."""
        return f"{self.name}: {self.finding}"


@lru_cache(maxsize=256)
def carriers(name: str) -> tuple[tuple[str, float], ...]:
    """Give each root with its share of a muscle, an item or a nerve, and each nerve with all."""
    muscle, items = evidence.muscles().get(name), evidence.items()
    if muscle is None and name not in items:
        return ((name, 1.0),)
    like = name if muscle is None else muscle.like
    own = evidence.muscle_shares().get(name, ())
    rows = own or evidence.innervation()[like]
    nerves = muscle.nerve if muscle is not None and muscle.nerve else ()
    if like and not nerves:
        nerves = items[like].nerve
    return (*((row.root, row.share) for row in rows), *((nerve, 1.0) for nerve in nerves))


def axons_lost(loss: float) -> float:
    """Give the share of the axons that die where that share of a root or nerve is lost."""
    return grade_at(evidence.responses()[AXONS], loss)


def is_before_ganglion(compression: Compression) -> bool:
    """Whether the cell bodies of the feeling fibres lie beyond the lesion and are spared."""
    return not compression.is_beyond_spine and compression.ganglion == "before"


def _parts(name: str, side: Side, caught: Caught, fibres: Fibres) -> tuple[Part, ...]:
    """Give what each caught root and nerve takes of these fibres, the most first."""
    found = []
    for carrier, share in carriers(name):
        if (carrier, side) not in caught:
            continue
        loss, compression = caught[carrier, side].loss, caught[carrier, side].hardest
        if fibres == "sensory axons" and is_before_ganglion(compression):
            continue
        cut = loss if fibres == "all fibres" else axons_lost(loss)
        if share * cut > 0.0:
            found.append(Part(carrier, share, cut, share * cut, compression))
    return tuple(sorted(found, key=lambda part: -part.taken))


def _sum(parts: Sequence[Part], *, worst: bool = False) -> float:
    """Give what all parts take: roots share a muscle, a nerve cuts what they have left."""
    roots = [part.taken for part in parts if not part.compression.is_beyond_spine]
    left = 1.0 - min(1.0, max(roots, default=0.0) if worst else sum(roots))
    return 1.0 - left * prod(1.0 - p.taken for p in parts if p.compression.is_beyond_spine)


@lru_cache(maxsize=1024)
def _keys(name: str, limit: str, what: str, parts: tuple[str, ...]) -> tuple[str, ...]:
    """Give the sources of the rows a record rests on: shares, limit, curve and day."""
    muscle = evidence.muscles().get(name)
    like = muscle.like if muscle else name
    rows = evidence.muscle_shares().get(name) or evidence.innervation().get(like, ())
    keys = [key for row in rows if not parts or row.root in parts for key in row.keys]
    keys += evidence.measurements()[limit].keys
    keys += [key for knot in evidence.responses()[AXONS] for key in knot.keys]
    keys += [k for (w, _), onset in evidence.onsets().items() if w == what for k in onset.keys]
    return tuple(dict.fromkeys(keys))


def _roots(parts: Sequence[Part]) -> tuple[str, ...]:
    return tuple(part.root for part in parts)


def _has_come(what: str, stage: str, days: float) -> bool:
    return days >= evidence.onsets()[what, stage].day


def _stage(muscle: Muscle, lost: float, weak: float, days: float) -> str:
    """Give the stage of a muscle that has lost that share of its axons, and of all its fibres.

    A sphincter is abnormal only where the finger feels it too: what must not wait has one limit.
    """
    item = evidence.items().get(muscle.like)
    if item is not None and item.modality == "sphincter":
        own = evidence.responses()[item.curve]
        if round(grade_at(own, weak), 1) == own[0].grade:
            return ""
    if lost >= evidence.measurements()[NEEDLE].limit:
        for stage in ("chronic", "reinnervation", "fibrillation"):
            if _has_come(muscle.reach, stage, days):
                return stage
    motor = evidence.responses()["motor"]
    is_weak = round(grade_at(motor, weak), 1) < motor[0].grade
    return "recruitment" if is_weak and muscle.reach != "paraspinal" else ""


def _needled(muscle: Muscle, side: Side, caught: Caught, days: float) -> Record:
    worst = muscle.reach == "paraspinal"  # each root has its own part of them
    all_: tuple[Fibres, ...] = ("motor axons", "all fibres")
    parts = {fibres: _parts(muscle.muscle, side, caught, fibres) for fibres in all_}
    dead, silent = (_sum(parts[fibres], worst=worst) for fibres in all_)
    stage = _stage(muscle, dead, silent, days)
    fibres = all_[stage == "recruitment"]
    return Record(
        test="needle EMG",
        structure=muscle.muscle,
        side=side,
        stage=stage,
        finding=STAGES.get(stage, "normal"),
        fibres=fibres,
        lost=silent if stage == "recruitment" else dead,
        because=tuple(dict.fromkeys(part.compression for part in parts[fibres])),
        sources=_keys(muscle.muscle, NEEDLE, muscle.reach, _roots(parts[fibres])),
        parts=parts[fibres],
    )


def _told(row: Measurement, lost: float, *, changed: bool) -> str:
    """Say what a measurement gave."""
    if row.words != "amplitude":
        return row.words if changed else "normal"
    left = f"{1.0 - lost:.0%} of normal"
    return (
        f"reduced to {left}"
        if changed
        else f"{left}, within limits"
        if round(lost, 2)
        else "normal"
    )


def _measured(row: Measurement, side: Side, caught: Caught, days: float) -> Record:
    parts = _parts(row.like, side, caught, row.fibres)
    lost = _sum(parts) if _has_come(row.test, "shows", days) else 0.0
    changed = lost >= row.limit
    return Record(
        test=row.test,
        structure=row.structure,
        side=side,
        stage="changed" if changed else "",
        finding=_told(row, lost, changed=changed),
        fibres=row.fibres,
        lost=lost,
        because=tuple(dict.fromkeys(part.compression for part in parts)),
        sources=_keys(row.like, row.structure, row.test, _roots(parts)),
        parts=parts,
    )


def records(
    compressions: Iterable[Compression], days: float, sides: Sequence[Side] = SIDES
) -> tuple[Record, ...]:
    """Needle every muscle and measure every nerve of these sides, so many days after the onset."""
    caught = caught_by(compressions)
    rows = [row for name, row in evidence.measurements().items() if name != NEEDLE]
    needled = [_needled(m, s, caught, days) for m in evidence.muscles().values() for s in sides]
    return (*needled, *(_measured(row, side, caught, days) for row in rows for side in sides))
