"""The reasons behind a finding: what presses, what that takes, what the curve makes of it."""

from dataclasses import dataclass

from l45anatomy import dermatomes as maps
from l45anatomy import evidence, tension
from l45anatomy.evidence import Item
from l45anatomy.neurology.finding import Finding
from l45anatomy.supply import Part, curves_of, irritation_curve, lost, worst_counts
from l45anatomy.tables import Basis, weakest
from l45anatomy.wording import (
    critical_area,
    in_words,
    in_words_standing,
    listed,
    measured,
    name_of,
    sentence,
)

_SAME = 1e-9  # two losses are one


@dataclass(frozen=True, kw_only=True)
class Ground:
    """A table row, or a curve of rows, that a finding rests on.

    `says` tells in words what stands there, `basis` the least sure of its rows, `keys` its sources.
    """

    table: str
    says: str
    basis: Basis
    keys: tuple[str, ...]
    note: str


def _step(item: Item, part: Part, skin: str | None) -> str:
    """How one caught root or nerve reaches the item."""
    shares = f"dermatomes.csv, {skin}" if skin else "innervation.csv"
    table = "items.csv" if part.root in item.nerve else f"{shares}, model assumption"
    if item.modality == "tension":
        taken = _pulled(item, part, _carrier(part))
    else:
        carries = f"{_carrier(part)} {part.share:.0%} of: {item.item} ({table})."
        taken = f"{carries} {_taken(item, part)}"
    return f"{_pressed(part)}\n     {taken}"


def _pressed(part: Part) -> str:
    """What presses, and how much it leaves; the sac as it is while walking where that counts."""
    c = part.compression
    if not part.is_upright or c.standing_mm2 is None:
        return f"{sentence(in_words(c))} {measured(c)}"
    shown = f" In the posture shown, {in_words(c)}." if c.by else ""
    return f"{sentence(in_words_standing(c))}{shown} {critical_area()}"


def _carrier(part: Part) -> str:
    """Who carries the item: a root or nerve itself, or roots inside the sac."""
    if part.sac_mm2 is None:
        return f"The {name_of(part.compression)} carries"
    roots, carry = ("Roots", "carry") if "-" in part.root else ("Root", "carries")
    where = "inside the sac of somebody who stands" if part.is_upright else "inside the sac"
    return f"{roots} {part.root.removesuffix(' standing')}, {where}, {carry}"


def _taken(item: Item, part: Part) -> str:
    """How much of the item that takes, from the area of the sac on where roots run inside it."""
    word, before = ("irritation", _sore(part)) if worst_counts(item) else ("loss", "")
    if part.sac_mm2 is None:
        return f"{before}{part.share:.0%} of its {word} of {part.loss:.0%} is {part.taken:.0%}."
    article = "an" if word == "irritation" else "a"
    return (
        f"At {part.sac_mm2:.0f} mm² the model gives them {article} {word} of {part.loss:.0%} "
        f"(responses.csv); {part.share:.0%} of that is {part.taken:.0%}."
    )


def _sore(part: Part) -> str:
    """Say that a root is less sore where no disc touches it, if that is so."""
    is_so = irritation_curve(part.compression) == "irritation without disc"
    if part.compression.is_beyond_spine or not is_so:
        return ""
    return "No disc touches it, and all else irritates it less (responses.csv). "


def _pulled(item: Item, part: Part, who: str) -> str:
    """Say how a stretch test reaches a sore root and from which angle it hurts."""
    test = tension.pull(item.item)
    angle = tension.painful_deg(item.item, part.share, part.loss, part.compression)
    reached = test.last_deg if angle is None else angle
    longer = tension.stretch(item.item, part.share, part.compression, reached)
    return (
        f"{who} {part.share:.0%} of the pull of: {item.item} (innervation.csv, model assumption). "
        f"At {round(reached, 1):.0f}° it is stretched by {longer:.1%}; as sore as it is "
        f"({part.loss:.0%}), that is where it hurts (yielding.csv, model assumption)."
    )


def _normal(item: Item, finding: Finding) -> list[str]:
    """Why nothing shows."""
    rows = evidence.innervation(skin=finding.dermatomes or maps.DEFAULT).get(item.item, ())
    if not rows:
        return [f"It is not tested: {finding.dermatomes} does not have it."]
    if not finding.because:
        roots = listed([f"{row.root} ({row.share:.0%})" for row in rows])
        many = "none of the roots that carry it is" if len(rows) > 1 else "what carries it is not"
        return [f"It is normal because {many} caught: {roots}."]
    steps = [_step(item, part, finding.dermatomes) for part in finding.parts]
    knots = evidence.responses()[item.curve]
    first = max(knot.loss for knot in knots if knot.grade == knots[0].grade)
    end = (
        f"In all {finding.loss:.0%}: too little to show. The model lets it fail "
        f"from {first:.0%} on (responses.csv, model assumption)."
    )
    return [*steps, end]


def _chain(item: Item, finding: Finding) -> list[str]:
    """Why it is not normal, from the structure that presses to the grade."""
    parts = finding.parts
    steps = [_step(item, part, finding.dermatomes) for part in parts]
    if not parts:
        steps = ["Nothing that was measured explains it: an error of the examiner, or age."]
    elif abs(lost(item, parts) - finding.loss) > _SAME:
        steps.append("Not everybody suffers the same; this person differs (variation.csv).")
    elif item.modality == "tension":
        end = f"The smallest angle decides: {finding.label}." if len(steps) > 1 else ""
        return [*steps, *filter(None, [end])]
    worst, count = worst_counts(item), len(steps)
    total = "The worst of these decides:" if worst and count > 1 else "In all"
    what = f"an irritation of {finding.loss:.0%}" if worst else f"{finding.loss:.0%} is lost"
    end = (
        f"{total} {what}. By assumption (responses.csv), the model makes of this: {finding.label}."
    )
    return [*steps, end]


def does(item: Item) -> str:
    """Say what an item does, or what the patient does in a test of walking, as a sentence."""
    return f"{'The patient' if item.modality == 'gait' else 'It'} {item.action}."


def steps(finding: Finding) -> list[str]:
    """Give the chain of reasons in order, from the structure that presses to what is found.

    A line break parts what presses from what that takes.
    """
    item = evidence.items()[finding.item]
    return _chain(item, finding) if finding.abnormal else _normal(item, finding)


def grounds(finding: Finding) -> tuple[Ground, ...]:
    """Give the table rows a finding rests on: what its roots carry, then the curves it took."""
    item, skin = evidence.items()[finding.item], finding.dermatomes or maps.DEFAULT
    told = evidence.innervation(skin=skin).get(item.item, ())
    caught = {part.root for part in finding.parts}
    found = [
        Ground(
            table="dermatomes.csv" if finding.dermatomes else "innervation.csv",
            says=f"{row.root} carries {row.share:.0%} of: {row.item}",
            basis=row.basis,
            keys=row.keys,
            note=row.note,
        )
        for row in told
        if row.root in caught or not caught
    ]
    for curve in dict.fromkeys(curves_of(item, finding.parts)):
        knots = evidence.responses()[curve]
        found.append(
            Ground(
                table="responses.csv",
                says=f"the curve {curve!r}, {len(knots)} rows",
                basis=weakest(knot.basis for knot in knots),
                keys=tuple(dict.fromkeys(key for knot in knots for key in knot.keys)),
                note=knots[0].note,
            )
        )
    return tuple(found)


def why(finding: Finding) -> str:
    """Give the chain of reasons of a finding as text, ending in its sources."""
    item = evidence.items()[finding.item]
    known = evidence.references()
    lines = [sentence(str(finding)), f"  {does(item)} Test: {item.test}", "Why"]
    lines += [f"  {n}. {step}" for n, step in enumerate(steps(finding), start=1)]
    if finding.red_flag:
        lines += ["Red flag", f"  {sentence(finding.red_flag)}"]
    if finding.maps:
        lines += ["Maps of the skin", f"  {finding.maps}"]
    if finding.frequency:
        lines += ["In studies", f"  {finding.frequency}"]
    keys = dict.fromkeys((*finding.sources, *finding.told_by))
    lines += ["Sources", *(f"  {known[key]}" for key in keys)]
    return "\n".join(lines)
