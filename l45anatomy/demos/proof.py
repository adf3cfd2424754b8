"""Whether a scene agrees with the simulator, as `quizzes.proof` asks of a question.

One sentence for each thing a scene says that the simulator does not, and none where they agree.
"""

from collections.abc import Iterator

from l45anatomy.case import Case
from l45anatomy.demos.script import Scene, Way
from l45anatomy.quizzes.item import Plain
from l45anatomy.quizzes.proof import caught

__all__ = ["contradictions"]


def contradictions(scene: Scene) -> tuple[str, ...]:
    """Give what the simulator says against a scene, one sentence each; empty where they agree."""
    found = [*_against_claim("case", scene.case, scene.claim)]
    if scene.before is not None and scene.claim_before is not None:
        found += _against_claim("before", scene.before, scene.claim_before)
    found += _against_findings(scene)
    found += (said for way in scene.ways for said in _against_way(scene, way))
    return tuple(f"{scene.id}: {said}" for said in found)


def _against_claim(name: str, plain: Plain, claim: tuple[str, ...]) -> Iterator[str]:
    """All that is compressed is named, and nothing else."""
    hit = caught(plain)
    for one in claim:
        if one not in hit:
            yield f"{name} is said to catch {one}, which is free"
    for one in hit:
        if one not in claim:
            yield f"{name} catches {one}, which is not said"


def _against_findings(scene: Scene) -> Iterator[str]:
    exam = Case.from_dict(scene.case).exam
    known = {f"{one.item} {one.side}" if one.side else one.item: one for one in exam}
    for names, wanted in ((scene.abnormal, True), (scene.normal, False)):
        for name in names:
            if name not in known:
                yield f"{name!r} is no finding, must be one such as {next(iter(known))!r}"
            elif known[name].abnormal is not wanted:
                yield f"{name} is said to be {'abnormal' if wanted else 'normal'}, it is not"


def _against_way(scene: Scene, way: Way) -> Iterator[str]:
    before = _measured(scene.before or scene.case, way)
    after = _measured(scene.case, way)
    if not (after > before if way.goes == "up" else after < before):
        where = way.level or f"{way.root} {way.side}"
        yield f"{way.of} of {where} is said to go {way.goes}, it goes {before:.3g} to {after:.3g}"


def _measured(plain: Plain, way: Way) -> float:
    case = Case.from_dict(plain)
    if way.of == "area, mm2":
        return next(one.area_mm2 for one in case.sac if one.level == way.level)
    one = case.compression(way.root or "", way.side)
    return one.loss if way.of == "loss, percent" else one.gap_mm
