"""The sentences on one level: operations, bone, disc, joints, sac, roots, recesses, foramina."""

from collections.abc import Iterator, Sequence

from l45anatomy.anatomy import paired
from l45anatomy.frame import VERTEBRAE, Side
from l45anatomy.grading.grade import definition
from l45anatomy.report.seen import (
    Level,
    intruder,
    is_pseudobulge,
    named,
    narrow_foramina,
    operations,
    pressed_by,
    thick_flava,
    wedged_at,
)
from l45anatomy.wording import capital, listed, presser

NORMAL = "Disc, canal, lateral recesses and foramina are normal."
_BANDS = {
    "normal": "",
    "early": "early stenosis by area",
    "relative": "relative stenosis by area",
    "critical": "below the critical area",
}


def told(level: Level) -> str:
    """Give the paragraph of one level: one sentence where everything is normal."""
    found = [
        *_operated(level),
        *_bone(level),
        *_disc(level),
        *_joints(level),
        *_canal(level),
        *(pair.told for pair in level.caught),
        *_recesses(level),
        *_foramina(level),
    ]
    if not found:
        return NORMAL
    if not level.is_narrow:
        area, grade = level.sac.area_mm2, level.grade("Schizas").grade
        found.append(f"The dural sac measures {area:.0f} mm² (Schizas {grade}).")
    free = [] if any(_recesses(level)) else ["lateral recesses"]
    free += [] if any(_foramina(level)) else ["foramina"]
    if level.catches_in("lateral recess", "subarticular zone"):
        free = [name for name in free if name != "lateral recesses"]
    if level.catches_in("foramen"):
        free = [name for name in free if name != "foramina"]
    if free:
        found.append(f"The {listed(free)} are free.")
    return " ".join(found)


def _operated(level: Level) -> Iterator[str]:
    done = operations(level)
    if done:
        yield f"Post-operative: {listed(done)}."


def _bone(level: Level) -> Iterator[str]:
    for name in level.bones:
        own = level.anatomy.vertebra(name)
        if name in wedged_at(level):
            high = (
                f"{own.height_anterior_mm:.0f} mm high in front and {own.height_posterior_mm:.0f}"
            )
            yield f"The body of {name} is wedged, {high} mm behind."
        if own.retropulsion_mm:
            far = f"{own.retropulsion_mm:.0f} mm in the canal"
            yield f"A fragment of the upper rear wall of {name} stands {far}."


def _pieces(level: Level) -> Iterator[str]:
    """Tell of displaced material: how far and how broad it stands out, and where it has gone."""
    for pieces in level.pieces:
        first = pieces[0]
        words = f"{capital(named(pieces))}, {first.reach_mm:.0f} mm deep"
        if first.term != "sequestration":
            words += f" and {first.base_mm:.0f} mm wide just outside the edge of the disc"
        if first.is_migrated:
            way = "up" if first.tip_mm > 0 else "down"
            to = "" if first.height.startswith("behind") else "to the "
            words += f", reaching {way} {to}{first.height}"
        codes = ["pseudobulge"] if is_pseudobulge(level, first) else []
        codes += [f"MSU {level.grade('MSU').grade}"] if first is level.look.displaced[0] else []
        yield f"{words} ({', '.join(codes)})." if codes else f"{words}."


def _disc(level: Level) -> Iterator[str]:
    """Tell what stands out, what all round, and how worn the disc is."""
    yield from _pieces(level)
    if level.look.bulge_mm > definition("disc edge"):
        yield f"The disc bulges by {level.look.bulge_mm:.0f} mm all round."
    for bulge in level.look.aside:
        yield f"The disc bulges by {bulge.reach_mm:.0f} mm on the {bulge.side}."
    worn, segment = level.grade("Pfirrmann disc"), level.segment
    if worn.rank:
        rest = segment.disc_anterior_mm + segment.disc_posterior_mm
        height = (segment.front_mm + segment.rear_mm) / rest
        kept = [f"{height:.0%} of its height"] if round(height, 2) < 1 else []
        kept += [f"{segment.water:.0%} of its signal"] if segment.water < 1 else []
        yield f"The disc has kept {listed(kept)} (Pfirrmann {worn.grade})."
    if level.grade("Hasegawa disc").rank:
        low = f"{segment.rear_mm:.1f} mm high behind"
        yield f"The disc space is {low}, which often goes with a caught root (Hasegawa)."


def _joints(level: Level) -> Iterator[str]:
    """Tell of yellow ligaments, facet joints and cysts."""
    thick = thick_flava(level)
    wide = {side: f"{paired(level.segment.yellow_mm, side):.1f} mm" for side in thick}
    if len(set(wide.values())) == 1 and len(thick) == len(Side):
        yield f"The ligamenta flava are {wide[thick[0]]} thick."
    else:
        for side in thick:
            yield f"The {side} ligamentum flavum is {wide[side]} thick."
    for where, grade in _by_side(level, level.sides("Weishaupt"), "Weishaupt"):
        yield f"Facet arthrosis {where} (Weishaupt {grade})."
    for cyst in level.segment.cysts:
        yield f"A synovial cyst, {cyst.diameter_mm:.0f} mm wide, on the {cyst.side} facet joint."


def _by_side(level: Level, sides: Sequence[Side], system: str) -> Iterator[tuple[str, str]]:
    """Give side and grade, both sides at once where they are graded alike."""
    grades = [level.grade(system, side).grade for side in sides]
    if len(grades) > 1 and len(set(grades)) == 1:
        yield "on both sides", grades[0]
        return
    for side, grade in zip(sides, grades, strict=True):
        yield f"on the {side}", grade


def _canal(level: Level) -> Iterator[str]:
    """Tell of a sac that is narrowed or small, and of a bony canal that is shallow."""
    sac, bony = level.sac, level.grade("Verbiest")
    if level.is_narrow:
        band = _BANDS[level.grade("Sac area").grade]
        told = f"{band}; " if band else ""
        codes = f"Schizas {level.grade('Schizas').grade}, "
        codes += f"Lee central {level.grade('Lee central').grade}"
        by = listed(list(dict.fromkeys(presser(name, level.name) for name in sac.by)))
        if sac.loss >= definition("sac narrowed") and by:
            words = f"{capital(by)} {'narrow' if ' and ' in by else 'narrows'} the dural sac"
            yield f"{words} from {sac.rest_mm2:.0f} to {sac.area_mm2:.0f} mm² ({told}{codes})."
        else:
            yield f"The dural sac is small, {sac.area_mm2:.0f} mm² ({told}{codes})."
    if bony.rank:
        yield f"The bony canal is {bony.measured:.1f} mm deep (Verbiest: {bony.grade} stenosis)."


def _recesses(level: Level) -> Iterator[str]:
    """Tell of lateral recesses that are narrowed, or have no space left."""
    words = {}
    for side in level.sides("Bartynski", *_depth(level)):
        room = level.grade("Bartynski", side)
        codes, what = f"Bartynski {room.grade}", "obliterated" if room.rank >= 3 else "narrowed"
        for system in _depth(level):
            depth = level.grade(system, side)
            codes += f", bony depth {depth.measured:.1f} mm" if depth.rank else ""
        words[side] = f"{what}{_by(level, 'lateral recess', side)} ({codes})"
    yield from _told_of("lateral recess", "lateral recesses", words)


def _by(level: Level, noun: str, side: Side) -> str:
    """Say what narrows a recess or foramen where that belongs to another level."""
    other = intruder(level, noun, side)
    return f" by {pressed_by(level, other)}" if other else ""


def _depth(level: Level) -> tuple[str, ...]:
    """Give the system for the depth of a recess, where the bone below has one."""
    return ("Recess depth",) if level.name.partition("-")[2] in VERTEBRAE else ()


def _foramina(level: Level) -> Iterator[str]:
    """Tell of foramina that are narrowed, only low, or whose root is touched."""
    words = {}
    for side in narrow_foramina(level):
        lee, code = (level.grade(system, side) for system in ("Lee foraminal", "Foramen code"))
        height = level.grade("Hasegawa foramen", side)
        tall = f"{height.measured:.0f} mm high"
        codes = f"(Lee {lee.grade}, code {code.grade})"
        if lee.rank:
            by = _by(level, "foramen", side)
            words[side] = f"narrowed{by}{f' and {tall}' if height.rank else ''} {codes}"
        else:
            words[side] = f"only {tall} {codes}"
    for side in level.sides("Foramen code"):
        if side not in words:
            code = level.grade("Foramen code", side)
            many = code.criterion.removesuffix(" touched")
            words[side] = f"open, the root touched on {many} (code {code.grade})"
    yield from _told_of("foramen", "foramina", words)


def _told_of(noun: str, plural: str, words: dict[Side, str]) -> Iterator[str]:
    """Give one sentence for both sides where they are alike, else one for each."""
    if len(words) > 1 and len(set(words.values())) == 1:
        yield f"Both {plural} are {next(iter(words.values()))}."
        return
    for side, what in words.items():
        yield f"The {side} {noun} is {what}."
