"""Stretch tests: at which angle a leg that is raised, or a knee that is bent, hurts.

Raising the straight leg draws the roots L4 to S1 out of their foramina, bending the knee those
from L2 to L4. A root that is caught cannot slide, so it is stretched more; one that is sore hurts
at less stretch. The angle follows from both; numbers stand in `yielding.csv`. It knows roots that
are sore and stretched, not why they are.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np

from l45anatomy import evidence
from l45anatomy.clearance import Compression


@dataclass(frozen=True, kw_only=True)
class Pull:
    """One stretch test as movement: what share of the whole pull has come by which angle, degrees.

    `last_deg` is where a pain still counts as a sign, `full_deg` where the movement ends; `share`
    is how much of the pull reaches the side that is looked at.
    """

    angles_deg: tuple[float, ...]
    shares: tuple[float, ...]
    last_deg: float
    full_deg: float
    share: float


@cache
def _rule(name: str) -> float:
    return evidence.yielding()[f"tension.{name}"].value


@cache
def pull(item: str) -> Pull:
    """Give the movement of one of the stretch tests of `items.csv`."""
    if item.endswith("straight leg raise"):
        return Pull(
            angles_deg=(_rule("slr_start_deg"), _rule("slr_middle_deg"), _rule("slr_full_deg")),
            shares=(0.0, _rule("slr_middle_share"), 1.0),
            last_deg=_rule("slr_last_deg"),
            full_deg=_full_deg(item),
            share=_rule("crossed_share") if item.startswith("crossed") else 1.0,
        )
    return Pull(
        angles_deg=(_rule("knee_start_deg"), _rule("knee_full_deg")),
        shares=(0.0, 1.0),
        last_deg=_rule("knee_last_deg"),
        full_deg=_full_deg(item),
        share=_rule("crossed_share") if item.startswith("crossed") else 1.0,
    )


def _full_deg(item: str) -> float:
    """Give the angle of a test that is negative, as its curve in `responses.csv` has it."""
    return evidence.responses()[evidence.items()[item].curve][0].grade


def stretch(item: str, share: float, compression: Compression, angle_deg: float) -> float:
    """Give the share by which a root is longer at an angle than at rest.

    `share` is how much of the pull its roots take (`innervation.csv`).
    """
    test = pull(item)
    come = float(np.interp(angle_deg, test.angles_deg, test.shares))
    return _most(test, share, compression) * come


def _most(test: Pull, share: float, compression: Compression) -> float:
    return tautness(compression) * _rule("tolerance") * share * test.share


def tautness(compression: Compression) -> float:
    """Give how much the whole pull stretches a root, in multiples of what a sore one bears."""
    held = 1.0 + _rule("grip") * compression.loss
    return (compression.stretch + _rule("strain") * held) / _rule("tolerance")


def painful_deg(item: str, share: float, sore: float, compression: Compression) -> float | None:
    """Give the angle from which a root of that soreness (0 to 1) hurts, None if at none."""
    test = pull(item)
    return _painful_deg(test, sore * tautness(compression) * share * test.share)


def _painful_deg(test: Pull, felt: float) -> float | None:
    """Give the angle from which it hurts where the whole pull would hurt so many times over."""
    if felt < 1.0:
        return None
    angle = float(np.interp(1.0 / felt, test.shares, test.angles_deg))
    return angle if angle <= test.last_deg else None


def movement_lost(item: str, share: float, sore: float, compression: Compression) -> float:
    """Give the share of the movement that pain takes: 0 where the test is negative."""
    return movement_lost_to(item, sore * tautness(compression) * share * pull(item).share)


def movement_lost_to(item: str, felt: float) -> float:
    """Give the share of the movement lost where the whole pull would hurt `felt` times over."""
    angle = _painful_deg(pull(item), felt)
    return 0.0 if angle is None else 1.0 - angle / _full_deg(item)


def felt_from(item: str, lost: float) -> float:
    """Give how many times over the whole pull must hurt to take that share of the movement."""
    test = pull(item)
    angle = min(test.last_deg, (1.0 - lost) * test.full_deg)
    come = float(np.interp(angle, test.angles_deg, test.shares))
    return 1.0 / come if come > 0.0 else float("inf")
