"""The last lines of a report: what matters, the worst level first."""

from collections.abc import Iterator, Sequence

from l45anatomy.anatomy import Anatomy
from l45anatomy.frame import Side
from l45anatomy.grading.grade import definition
from l45anatomy.report.level import NORMAL, told
from l45anatomy.report.phrases import VERBS, effects, on_sides
from l45anatomy.report.seen import (
    Level,
    intruder,
    is_pseudobulge,
    named,
    narrow_foramina,
    operations,
    pressed_by,
    sources,
    thick_flava,
    wedged_at,
)
from l45anatomy.wording import capital, listed

_NO_FINDING = "Normal lumbar spine; no nerve root is touched."
_MINOR = "No narrowing; no nerve root is touched."
_NO_ROOT = "without contact to a nerve root"
_NOUNS = (("lateral recess", "Bartynski"), ("foramen", "Lee foraminal"))
_MOST = 2  # pieces of disc material named in one line


def impression(levels: Sequence[Level]) -> tuple[str, ...]:
    """Give one line for each level that is not normal, the worst first, then inborn variants."""
    lines = [(_weight(level), _line(level)) for level in levels if any(_causes(level))]
    lines.sort(key=lambda pair: pair[0], reverse=True)
    inborn = tuple(_inborn(levels[0].anatomy))
    is_normal = not inborn and all(told(level) == NORMAL for level in levels)
    found = tuple(line for _, line in lines) or (_NO_FINDING if is_normal else _MINOR,)
    return (*found, *inborn)


def _inborn(anatomy: Anatomy) -> Iterator[str]:
    """Give what somebody was born with, which whoever counts levels or operates must know."""
    joined, conjoined = anatomy.segments[-1].assimilated, anatomy.nerves.conjoined
    if any(joined):
        yield f"Transitional vertebra: L5 is joined to the sacrum {on_sides(joined)}."
    if any(conjoined):
        yield f"Conjoined L5 and S1 roots {on_sides(conjoined)}."


def _weight(level: Level) -> tuple[int, float, float]:
    """How much a level matters: by its worst root, then by what the sac has lost."""
    worst = [pair.worst for pair in level.caught]
    return (
        max((c.grade for c in worst), default=0),
        max((c.loss for c in worst), default=0.0),
        level.sac.loss,
    )


def _line(level: Level) -> str:
    is_crushed = level.grade("Schizas").grade == "D"
    effect = [*effects(level.caught), *_afar(level)] or ([] if is_crushed else [_NO_ROOT])
    if level.look.displaced and level.is_narrow and level.sac.by:
        effect.append(f"narrowing the dural sac to {level.sac.area_mm2:.0f} mm²")
    if is_crushed:
        effect.append("compressing the cauda equina")
    return f"{level.name}: {capital(listed(list(_causes(level))))}, {listed(effect)}."


def _afar(level: Level) -> Iterator[str]:
    """Give the roots caught at another level by what belongs here, or here by what belongs there.

    Each is told where it is caught at its worst; that is named.
    """
    own = [c for c in level.roots if sources(c) == (level.name,) and c.level != level.name]
    for noun, system in _NOUNS:
        if not level.caught:
            own += filter(None, (intruder(level, noun, s) for s in level.sides(system)))
    for c in dict.fromkeys(own):
        yield f"{VERBS[c.grade]} the {c.side} {c.root} root at {c.level}"


def _causes(level: Level) -> Iterator[str]:
    """Give what is wrong at a level, as noun phrases; minor things only where nothing else is."""
    found = tuple(_main(level)) or tuple(_minor(level))
    if found or not level.caught:
        yield from found
        return
    there = [pair.worst for pair in level.caught if level.name not in sources(pair.worst)]
    by = dict.fromkeys(pressed_by(level, c) for c in there if sources(c))
    yield f"pressure from {listed(list(by))}" if by else "little room for the roots"


def _main(level: Level) -> Iterator[str]:
    done = operations(level)
    if done:
        yield f"state after {listed(done)}"
    slip = level.grade("Meyerding")
    if slip.rank:
        above, below = level.name.split("-")
        kind = level.grade("Wiltse").grade
        yield f"{kind} spondylolisthesis of {above} on {below} (Meyerding {slip.grade})"
    for name in level.bones:
        if level.anatomy.vertebra(name).retropulsion_mm:
            yield f"burst fracture of {name}"
        elif name in wedged_at(level):
            yield f"wedge fracture of {name}"
    for pieces in level.pieces[:_MOST]:
        yield "pseudobulge" if is_pseudobulge(level, pieces[0]) else named(pieces)
    if level.look.aside:
        yield f"asymmetric disc bulge on the {listed([b.side for b in level.look.aside])}"
    yield from (f"synovial cyst of the {cyst.side} facet joint" for cyst in level.segment.cysts)
    if level.is_narrow and not level.look.displaced:
        yield f"{_canal(level)} (dural sac {level.sac.area_mm2:.0f} mm²)"
    yield from _narrow(level)


def _canal(level: Level) -> str:
    """Name a narrow canal: a stenosis is one that more calls so than the earliest band of area."""
    if level.sac.loss < definition("sac narrowed"):
        return "small canal"
    is_stenosis = level.grade("Sac area").rank > 1 or any(
        level.grade(system).rank for system in ("Schizas", "Lee central")
    )
    return "central stenosis" if is_stenosis else "early central narrowing"


def _narrow(level: Level) -> Iterator[str]:
    """Give recesses and foramina that are narrow for another reason than something named.

    What has migrated narrows them too, what lies beside a foramen narrows it, and so does what
    belongs to another level: all are named.
    """
    real = [piece for piece in level.look.displaced if not is_pseudobulge(level, piece)]
    zones = {(str(piece.side), piece.zone) for piece in real}
    migrated = {str(p.side) for p in level.look.displaced if p.is_migrated}
    beside = {side for side, zone in zones if zone == "extraforaminal"}
    taken = {cyst.side for cyst in level.segment.cysts}
    if any(zone == "central" for _, zone in zones):
        taken |= {str(side) for side in level.sides("Bartynski")}
    causes: dict[str, list[str]] = {}
    for (noun, system), zone in zip(_NOUNS, ("subarticular", "foraminal"), strict=True):
        sides: dict[str, list[Side]] = {}
        for side in level.sides(system):
            if str(side) in taken or (str(side), zone) in zones:
                continue
            other = intruder(level, noun, side)
            reached = migrated | beside if noun == "foramen" else migrated
            by = "it" if str(side) in reached else pressed_by(level, other) if other else ""
            sides.setdefault(by, []).append(side)
        for by, own in sides.items():
            plural = "lateral recesses" if noun == "lateral recess" else "foramina"
            part = f"both {plural}" if len(own) > 1 else f"the {own[0]} {noun}"
            causes.setdefault(by, []).append(part)
    for by, parts in causes.items():
        yield f"narrowing of {listed(parts)} by {by}" if by else f"stenosis of {listed(parts)}"


def _minor(level: Level) -> Iterator[str]:
    """Give what is worn without narrowing anything much."""
    worn = level.grade("Pfirrmann disc")
    if worn.grade not in ("I", "II"):
        yield f"disc degeneration (Pfirrmann {worn.grade})"
    if level.look.bulge_mm > definition("disc edge"):
        yield "disc bulge"
    if level.sides("Weishaupt"):
        yield "facet arthrosis"
    if thick_flava(level):
        yield "thickened ligamentum flavum"
    if level.grade("Verbiest").rank:
        yield "shallow bony canal"
    if narrow_foramina(level):
        yield "low foramina" if len(narrow_foramina(level)) > 1 else "a low foramen"
