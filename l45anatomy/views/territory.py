"""Which items a root carries, and which roots an item hangs on: what links the leg to the spine.

The shares are those the examination itself uses; nothing is decided here.
"""

from functools import lru_cache

from l45anatomy import evidence
from l45anatomy.frame import ROOTS, Side
from l45anatomy.neurology import Exam, Finding

LEAST = 0.15  # a smaller share is not shown as the root's own, though it counts in the examination


@lru_cache(maxsize=64)
def roots_of(item: str, least: float = LEAST) -> tuple[str, ...]:
    """Give the roots that carry an item of the examination, the largest share first.

    >>> roots_of("Achilles reflex")
    ('S1', 'S2')
    """
    shares = evidence.innervation().get(item, ())
    told = sorted((row for row in shares if row.share >= least), key=lambda row: -row.share)
    return tuple(row.root for row in told)


@lru_cache(maxsize=64)
def territory(root: str) -> tuple[str, ...]:
    """Give the items a root carries, in the order in which they are examined."""
    return tuple(item for item in evidence.items() if root in roots_of(item))


def structures_of(finding: Finding) -> tuple[str, ...]:
    """Give the structures behind a finding: what is caught, else the roots that carry it."""
    caught = [c for c in finding.because if c.root in ROOTS and c.side is not None]
    if caught:
        return tuple(f"root {c.root} {c.side}" for c in caught)
    sides = [finding.side] if finding.side is not None else list(Side)
    roots = (root for root in roots_of(finding.item) if root in ROOTS)
    return tuple(f"root {root} {side}" for root in roots for side in sides)


def findings_of(structure: str, exam: Exam) -> tuple[str, ...]:
    """Give the names of the findings a root carries; none for what is no root.

    `structure` is a name as in `root L5 left`.
    """
    kind, _, rest = structure.partition(" ")
    root, _, side = rest.partition(" ")
    if kind != "root" or root not in ROOTS:
        return ()
    items = set(territory(root))
    return tuple(f.name for f in exam if f.item in items and f.side in (side, None))


def supplied_by(nerve: str, side: Side | str | None, exam: Exam) -> tuple[str, ...]:
    """Give the names of the findings that a nerve beyond the spine carries on its side."""
    items = evidence.items()
    return tuple(f.name for f in exam if nerve in items[f.item].nerve and f.side in (side, None))
