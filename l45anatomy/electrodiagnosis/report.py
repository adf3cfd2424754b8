"""The report of a study in words: what was found, what it means, what it cannot show.

The words say what records and verdicts hold; the limits of the method are said every time.
"""

from collections.abc import Sequence

from l45anatomy import evidence
from l45anatomy.electrodiagnosis.conclusion import Lesion, Rival, Verdict, judge
from l45anatomy.electrodiagnosis.record import STAGES, Record, carriers
from l45anatomy.frame import Side
from l45anatomy.supply import SIDES
from l45anatomy.wording import listed, sentence

_NEEDLE, _SENSORY, _BLOCK = "needle EMG", "sensory potential", "conduction block"
_LATE = ("motor potential", "late response", _BLOCK)
_SPHINCTER = "anal sphincter"
_REACHES = ("paraspinal", "proximal", "distal")
_TOLD = 5  # so many structures are told against a rival


def _of(found: Sequence[Record], side: Side, *tests: str) -> tuple[Record, ...]:
    return tuple(r for r in found if r.side == side and r.test in tests)


def _findings(records: Sequence[Record]) -> tuple[tuple[str, str], ...]:
    return tuple((record.structure, record.finding) for record in records)


def _sides(found: Sequence[Record], *tests: str) -> tuple[tuple[str, Side], ...]:
    """Give the sides to tell, each with its words: both at once where they are alike."""
    right, left = (_findings(_of(found, side, *tests)) for side in SIDES)
    if right == left:
        return (("on both sides", Side.LEFT),)
    many = sorted(SIDES, key=lambda side: -sum(r.abnormal for r in _of(found, side, *tests)))
    return tuple((f"on the {side}", side) for side in many)


# Findings


def _needled(found: Sequence[Record], side: Side, where: str) -> str:
    """Give what the needle found on one side, by stage."""
    here = _of(found, side, _NEEDLE)
    parts = []
    for stage, words in STAGES.items():
        names = [record.structure for record in here if record.stage == stage]
        if names:
            parts.append(f"{words} in {listed(names)}")
    normal = sum(not record.abnormal for record in here)
    if not parts:
        return sentence(f"all {normal} muscles are normal {where}")
    rest = f"; the other {normal} muscles are normal" if normal else ""
    return sentence(f"{where}: {'; '.join(parts)}{rest}")


def _measured(found: Sequence[Record], *tests: str) -> str:
    """Give what stimulation found, and what is normal on both sides in one breath."""
    said = []
    for where, side in _sides(found, *tests):
        told = [f"{r.structure} {r.finding}" for r in _of(found, side, *tests) if not _plain(r)]
        said += [sentence(f"{where}: {'; '.join(told)}")] if told else []
    here = [record for record in found if record.test in tests]
    touched = {record.structure for record in here if not _plain(record)}
    normal = [s for s in dict.fromkeys(r.structure for r in here) if s not in touched]
    if normal:
        verb = "are" if len(normal) > 1 else "is"
        said.append(sentence(f"{listed(normal)} {verb} normal on both sides"))
    return " ".join(said)


def _plain(record: Record) -> bool:
    return record.finding == "normal"


# Conclusion


def _age(found: Sequence[Record], side: Side) -> str:
    """Give the word for how old the loss of axons looks; empty where none is shown."""
    stages = {record.stage for record in _of(found, side, _NEEDLE)}
    if "fibrillation" in stages:
        return "active"
    if "reinnervation" in stages:
        return "subacute, reinnervating"
    return "chronic" if "chronic" in stages else ""


def _unshown(found: Sequence[Record], side: Side, days: float) -> str:
    """Say why nothing fibrillates."""
    low = [r for r in _of(found, side, _SENSORY, "motor potential") if r.abnormal]
    if low:
        return "The low potentials show a loss of axons, though nothing fibrillates yet."
    if days < max(evidence.onsets()[reach, "fibrillation"].day for reach in _REACHES):
        return "No loss of axons is shown: the fibres that fail are blocked, or it is too early."
    return "No loss of axons is shown: the fibres that fail are blocked, or too few have died."


def _named(lesion: Lesion, place: str) -> str:
    """Give a lesion in words, as in `left L5 radiculopathy`."""
    roots = f"{listed(lesion.roots)} radiculopathy" if lesion.roots else ""
    nerve = f"lesion of the {'' if place == 'both' else f'{place} '}{lesion.nerve}"
    named = roots if place == "both" or not roots else f"{place} {roots}"
    both = " with a ".join(filter(None, (named, nerve if lesion.nerve else "")))
    return f"{both} on both sides" if place == "both" else both


def _one(lesion: str) -> str:
    """Give a lesion with its article: `an L5 radiculopathy`, `a left L5 radiculopathy`."""
    return f"an {lesion}" if lesion[0].isupper() else f"a {lesion}"


def _ganglion(verdict: Verdict, found: Sequence[Record], days: float) -> str:
    """Say on which side of the ganglion the sensory potentials put a lesion."""
    fallen = [r.structure for r in _of(found, verdict.side, _SENSORY) if r.abnormal]
    lesion = verdict.lesions[0]
    if lesion.roots and lesion.nerve:
        return _two(lesion, fallen)
    if fallen:
        does = "potentials are" if len(fallen) > 1 else "potential is"
        return f"The {listed(fallen)} {does} reduced, so the lesion lies at or beyond the ganglion."
    if days < evidence.onsets()[_SENSORY, "shows"].day:
        return (
            "It is too early for the sensory potentials to say whether the lesion lies before the "
            "ganglion."
        )
    if verdict.lesions[0].nerve:
        return "The sensory potentials are preserved: few sensory axons are lost, if any."
    if any(lesion.at_ganglion for lesion in verdict.lesions):
        return (
            "The sensory potentials are preserved, as where the lesion lies proximal to the "
            "ganglion; a milder one at the ganglion would look the same."
        )
    return "The sensory potentials are preserved, so the lesion lies proximal to the ganglion."


def _two(lesion: Lesion, fallen: Sequence[str]) -> str:
    """Say which potentials fit the nerve, and what the others say of the root."""
    potentials = evidence.measurements()
    fit = [s for s in fallen if lesion.nerve in dict(carriers(potentials[s].like))]
    rest = [s for s in fallen if s not in fit]
    told = []
    if fit:
        told.append(f"The reduced {listed(fit)} {_potential(fit)} the nerve.")
    if rest:
        told.append(
            f"The reduced {listed(rest)} {_potential(rest)} a root lesion at or beyond the "
            "ganglion."
        )
    return " ".join(told) or "No sensory potential is reduced."


def _potential(names: Sequence[str]) -> str:
    return "potentials fit" if len(names) > 1 else "potential fits"


def _few(names: Sequence[str]) -> str:
    """Give the first of the structures as one phrase with its verb."""
    clear = [f"{n} potential" if _is_sensory(n) else n for n in names[:_TOLD]]
    more = len(names) - len(clear)
    told = listed([*clear, f"{more} more"] if more else clear)
    return f"{told} {'is' if len(names) == 1 and not told.endswith('paraspinals') else 'are'}"


def _is_sensory(structure: str) -> bool:
    row = evidence.measurements().get(structure)
    return row is not None and row.test == _SENSORY


def _against(rival: Rival, here: Sequence[Record], place: str, alone: str = "") -> str:
    """Say what speaks against a rival, what is most abnormal first."""
    lost = {record.structure: record.lost for record in here}
    beyond = sorted(rival.beyond, key=lambda structure: -lost[structure])
    said = [f"{_few(rival.spared)} normal"] if rival.spared else []
    said += [f"{_few(beyond)} abnormal"] if beyond else []
    lesion = f"{_one(_named(rival.lesion, place))}{alone}"
    return f"Against {lesion}: {'; '.join(said)}." if said else ""


def _concluded(found: Sequence[Record], side: Side, place: str, days: float) -> str:
    """Give the conclusion for one side, or for both where they are alike; empty where normal."""
    verdict = judge(found, side, days)
    if verdict is None:
        return ""
    where = "both sides" if place == "both" else f"the {place}"
    if not verdict.lesions:
        one = "no root, pair of roots, nerve, or root with a nerve"
        return f"On {where} {one} explains what is abnormal."
    names = " or ".join(dict.fromkeys(_named(lesion, place) for lesion in verdict.lesions))
    age = _age(found, side)
    told = [sentence(f"{age} {names}" if age else f"the pattern of {_one(names)}")]
    if not age:
        told.append(_unshown(found, side, days))
    blocks = [record for record in _of(found, side, _BLOCK) if record.abnormal]
    told += [f"The {record.structure} shows {record.finding}." for record in blocks]
    told.append(_ganglion(verdict, found, days))
    here = [record for record in found if record.side == side]
    two = all((verdict.lesions[0].roots, verdict.lesions[0].nerve))
    told += [_against(rival, here, place, " alone" * two) for rival in verdict.rivals]
    return " ".join(filter(None, told))


def conclusion(found: Sequence[Record], days: float) -> str:
    """Give the conclusion, judged from the records alone."""
    sides = _sides(found, _NEEDLE, _SENSORY, *_LATE)
    told = [_concluded(found, side, "both" if len(sides) == 1 else side, days) for _, side in sides]
    if not any(told):
        return "Normal study: no loss of motor axons is shown."
    if all(record.abnormal for record in found if record.structure == _SPHINCTER):
        told.append(
            "The anal sphincter is affected on both sides: think of the cauda equina. "
            "That never waits for electrodiagnosis: emergency MRI."
        )
    return " ".join(filter(None, told))


def _limits(days: float) -> str:
    """Say what the study cannot show."""
    rows = [evidence.onsets()[reach, "fibrillation"] for reach in _REACHES]
    motor = (
        "It tests motor axons, and sensory ones from the ganglion on; it maps neither pain nor "
        "loss of feeling, and a purely sensory root lesion leaves it normal."
    )
    told = ["A normal study does not exclude a root lesion [wilb1998].", motor]
    told.append("F waves add little.")
    if days < max(row.day for row in rows):
        when = listed([f"{row.day:g} in {row.what} muscles" for row in rows])
        unseen = " from memory, unverified" if any(r.basis == "recalled" for r in rows) else ""
        told.append(
            f"Day {days:g} is early: fibrillations are taken to appear about day {when} (model "
            f"assumption within ranges{unseen}), so repeat it later."
        )
    told.append(
        "That fibrillations spread from the spine outwards is classic teaching, doubted by later "
        "series."
    )
    return " ".join(told)


def text(found: Sequence[Record], days: float) -> str:
    """Give the report: what was found, what it means, what it cannot show."""
    needled = [_needled(found, side, where) for where, side in _sides(found, _NEEDLE)]
    return "\n".join(
        (
            f"Electrodiagnostic study, day {days:g} after the onset.",
            f"Needle EMG: {' '.join(needled)}",
            f"Sensory potentials: {_measured(found, _SENSORY)}",
            f"Motor potentials and late responses: {_measured(found, *_LATE)}",
            f"Conclusion: {conclusion(found, days)}",
            f"Limits: {_limits(days)}",
        )
    )
