"""The chain of reasons behind one record: what presses, what that takes, from when it shows."""

from collections.abc import Sequence

from l45anatomy import evidence
from l45anatomy.electrodiagnosis.record import AXONS, NEEDLE, Record, is_before_ganglion
from l45anatomy.evidence import Sign
from l45anatomy.supply import Part
from l45anatomy.wording import capital, counted, in_words, measured, name_of, sentence

_FATE = {
    "motor axons": f"of its motor axons die (curve {AXONS!r}, responses.csv, model assumption)",
    "sensory axons": f"of its sensory axons die (curve {AXONS!r}, responses.csv, model assumption)",
    "all fibres": "of its fibres no longer conduct",
}


def _table(record: Record, part: Part) -> str:
    """Name the table a share stands in."""
    muscle = evidence.muscles().get(record.structure)
    if part.compression.is_beyond_spine:
        return "emg_muscles.csv" if muscle and muscle.nerve else "items.csv"
    if muscle and muscle.muscle in evidence.muscle_shares():
        return "emg_supply.csv, model assumption"
    skin = record.test == "sensory potential"
    return f"{'dermatomes' if skin else 'innervation'}.csv, model assumption"


def _step(record: Record, part: Part) -> str:
    """How one caught root or nerve reaches the structure."""
    c = part.compression
    who = f"the {name_of(c)}" if part.root == c.root else f"root {part.root}, inside the sac,"
    at_ganglion = record.fibres == "sensory axons" and not c.is_beyond_spine
    where = "It lies at or beyond the ganglion. " if at_ganglion else ""
    return (
        f"{sentence(in_words(c))} {measured(c)} {where}\n     "
        f"{capital(who)} carries {part.share:.0%} of: {record.structure} "
        f"({_table(record, part)}). {part.loss:.0%} {_FATE[record.fibres]}, "
        f"which takes {part.taken:.0%}."
    ).replace(" \n", "\n")


def _shows(record: Record, days: float) -> str:
    """Say from what loss and from which day on it shows."""
    if record.stage == "recruitment":
        return (
            f"In all {record.lost:.0%} of its fibres no longer conduct: it is weak, and fires "
            f"fewer units from the first day on (responses.csv, model assumption). So many axons "
            f"that it fibrillates have not died, or not yet by day {days:g}."
        )
    muscle = evidence.muscles().get(record.structure)
    row = evidence.measurements()[NEEDLE if muscle else record.structure]
    what, stage = (muscle.reach, record.stage) if muscle else (row.test, "shows")
    onset = evidence.onsets().get((what, stage)) or evidence.onsets()[what, "fibrillation"]
    known = "" if row.basis == "read" else ", model assumption"
    unseen = ", unverified" if onset.basis == "recalled" else ""
    span = f"from about day {onset.day:g}, {onset.low:g} to {onset.high:g}"
    when = span if onset.day else "at once"
    return (
        f"In all {record.lost:.0%} is lost. It shows from {row.limit:.0%} on "
        f"(conduction.csv{known}) and {when} (emg_timing.csv{unseen}); this is day {days:g}."
    )


def _untouched(record: Record, found: Sequence[Record]) -> list[str]:
    """Why nothing reaches a structure."""
    caught = dict.fromkeys(c for r in found if r.side == record.side for c in r.because)
    before = [c for c in caught if is_before_ganglion(c)]
    if record.test != "sensory potential" or not before:
        return ["No root and no nerve that carries it is caught."]
    spared = (
        "That is before the ganglion: the cell bodies and the sensory axons beyond it live on, so "
        "the potential is preserved even where feeling is lost [mondelli2013]."
    )
    return [" ".join([*(sentence(in_words(c)) for c in before), spared])]


def _often(record: Record, found: Sequence[Record]) -> tuple[Sign, ...]:
    """Give the published frequencies of a structure in lesions of its chief root."""
    on_side = [part for r in found if r.side == record.side for part in r.parts[:1]]
    told_by = record.parts[:1] or on_side
    if any(part.compression.is_beyond_spine for part in told_by):
        return ()  # what was counted is root lesions
    roots = {part.root for part in told_by} | {"any"}
    muscle = evidence.muscles().get(record.structure)
    for name in (record.structure, muscle.like if muscle else ""):
        told = [sign for sign in evidence.signs() if sign.item == name and sign.root in roots]
        own = name == record.structure and name not in evidence.items()
        told = [sign for sign in told if own or "needle EMG" in sign.setting]
        if told:
            return tuple(told)
    return ()


def _told(sign: Sign) -> str:
    found = "Normal" if sign.measure == "specificity" else "Abnormal"
    whom = " of those without such a lesion" if sign.measure == "specificity" else ""
    return f"{found} in {sign.value:.0%}{whom} {counted(sign)}."


def why(record: Record, found: Sequence[Record], days: float) -> str:
    """Give the reasons behind a record of the study `found` as text, ending in its sources."""
    steps = [_step(record, part) for part in record.parts] or _untouched(record, found)
    if record.parts:
        steps.append(_shows(record, days))
    lines = [sentence(str(record)), "Why"]
    lines += [f"  {n}. {step}" for n, step in enumerate(steps, start=1)]
    signs = _often(record, found)
    if signs:
        lines += ["How often", *(f"  {_told(sign)}" for sign in signs)]
    keys = dict.fromkeys((*record.sources, *(key for sign in signs for key in sign.keys)))
    known = evidence.references()
    return "\n".join([*lines, "Sources", *(f"  {known[key]}" for key in keys)])
