"""Whether what is examined, needled or measured has roots, maps, curves, signs and days."""

from collections.abc import Iterator
from pathlib import Path
from typing import get_args

from l45anatomy.evidence import (
    DEFAULT_MAP,
    Modality,
    dermatomes,
    innervation,
    items,
    measurements,
    muscle_shares,
    muscles,
    onsets,
    red_flags,
    responses,
    signs,
)


def shares_add_up(folder: Path) -> Iterator[str]:
    """Shares of what adds up make a whole; of what the worst root decides, the largest is 1."""
    for item, rows in innervation(folder).items():
        if item not in items(folder):
            yield f"innervation.csv: {item!r} is not in items.csv"
            continue
        worst_counts = items(folder)[item].modality in ("tension", "pain")
        shares = [row.share for row in rows]
        whole = max(shares) if worst_counts else sum(shares)
        if abs(whole - 1.0) > 1e-9:
            what = "largest share" if worst_counts else "sum of shares"
            yield f"innervation.csv: {item!r} has a {what} of {whole:g}, must be 1"


def maps_are_sound(folder: Path) -> Iterator[str]:
    """Shares of a patch of skin make a whole on every map, and stand nowhere else.

    The saddle may not be missing on any map: its loss is an emergency.
    """
    skin = {name for name, item in items(folder).items() if item.modality == "sensory"}
    for name, patches in dermatomes(folder).items():
        for item, rows in patches.items():
            whole = sum(row.share for row in rows)
            if item not in skin:
                yield f"dermatomes.csv: {item!r} is no patch of skin of items.csv"
            if abs(whole - 1.0) > 1e-9:
                yield f"dermatomes.csv: {item!r} on {name} has a sum of shares of {whole:g}, not 1"
        for item in sorted((skin if name == DEFAULT_MAP else {"saddle"}) - {*patches}):
            yield f"dermatomes.csv: {name} has no row for {item!r}"


def items_are_complete(folder: Path) -> Iterator[str]:
    """Every item has roots and a curve, and no two share a name."""
    names: dict[str, str] = {}
    for item in items(folder).values():
        if item.item not in innervation(folder):
            yield f"items.csv: {item.item!r} has no row in innervation.csv"
        if item.curve not in responses(folder):
            yield f"items.csv: {item.item!r} names the curve {item.curve!r}, not in responses.csv"
        for name in (item.item, *item.synonyms):
            other = names.setdefault(name.casefold(), item.item)
            if other != item.item:
                yield f"items.csv: {name!r} means both {other!r} and {item.item!r}"


def curves_are_sound(folder: Path) -> Iterator[str]:
    """Check that a curve runs from loss 0 to loss 1 and never turns back."""
    for curve, knots in responses(folder).items():
        losses, found = [k.loss for k in knots], [k.grade for k in knots]
        if losses != sorted(losses) or losses[0] != 0.0 or losses[-1] != 1.0:
            yield f"responses.csv: {curve!r} has the losses {losses}, must rise from 0 to 1"
        if found not in (sorted(found), sorted(found, reverse=True)):
            yield f"responses.csv: {curve!r} has the grades {found}, must not turn back"


def signs_name_items(folder: Path) -> Iterator[str]:
    """Check that a sign is an item, or a modality as a whole."""
    electric = {*muscles(folder), *measurements(folder)}
    known = {*items(folder), *get_args(Modality), *electric}
    for sign in signs(folder):
        if sign.item not in known:
            yield f"signs.csv: {sign.item!r} is no item and no modality"


def red_flags_name_items(folder: Path) -> Iterator[str]:
    """Check that a red flag is an item, or a modality as a whole."""
    known = {*items(folder), *get_args(Modality)}
    for name in red_flags(folder):
        if name not in known:
            yield f"red_flags.csv: {name!r} is no item and no modality"


def muscles_have_roots(folder: Path) -> Iterator[str]:
    """Every muscle that is needled has roots: those of an item, or its own, which make a whole.

    Of the paraspinals each root has a part of its own: there nothing has to add up.
    """
    needled, shares = muscles(folder), muscle_shares(folder)
    for name in sorted({*shares} - {*needled}):
        yield f"emg_supply.csv: {name!r} is not in emg_muscles.csv"
    for muscle in needled.values():
        row = f"emg_muscles.csv: {muscle.muscle!r}"
        own = [share.share for share in shares.get(muscle.muscle, ())]
        if muscle.like and muscle.like not in items(folder):
            yield f"{row} is like {muscle.like!r}, no item of items.csv"
        if not muscle.like and not own:
            yield f"{row} has no roots: neither an item it is like nor rows in emg_supply.csv"
        if own and muscle.reach != "paraspinal" and abs(sum(own) - 1.0) > 1e-9:
            total = f"{sum(own):g}"
            yield f"emg_supply.csv: {muscle.muscle!r} has a sum of shares of {total}, must be 1"


def measurements_have_a_day(folder: Path) -> Iterator[str]:
    """Every measurement is of something known, and shows from a day on."""
    nerves = {nerve for item in items(folder).values() for nerve in item.nerve}
    known = {"", *muscles(folder), *items(folder), *nerves}
    stages = ("fibrillation", "reinnervation", "chronic")
    needed: set[tuple[str, str]] = {
        (muscle.reach, stage) for muscle in muscles(folder).values() for stage in stages
    }
    for row in measurements(folder).values():
        needed |= {(row.test, "shows")} - {("needle EMG", "shows")}
        if row.like not in known:
            yield f"conduction.csv: {row.like!r} is no muscle, no item and no nerve"
    for what, stage in sorted(needed - {*onsets(folder)}):
        yield f"emg_timing.csv: no row for {what!r}, {stage!r}"
