"""Items with answers to choose from: one of several, a slice, a patient step by step."""

from collections.abc import Callable, Sequence

from l45anatomy.quizzes.generated import phrases
from l45anatomy.quizzes.generated.causes import causes, presses
from l45anatomy.quizzes.generated.choice import Ask, claimed
from l45anatomy.quizzes.generated.items import (
    Generated,
    make,
    objective_of,
    options_of,
    stem_of,
)
from l45anatomy.quizzes.generated.lesion import HERNIATION, STENOSIS, Draft, Lesion
from l45anatomy.quizzes.generated.places import levels, zones
from l45anatomy.quizzes.generated.proving import Proof, offered, prove
from l45anatomy.quizzes.generated.roots import bare_roots, roots, sides
from l45anatomy.quizzes.item import Picture
from l45anatomy.wording import capital

# What a single choice asks, roots most often.
_ASKED: tuple[Callable[[Lesion], Ask | None], ...] = (roots, roots, levels, zones, causes)


def single_choice(draft: Draft) -> Generated | None:
    """Findings are shown, and the root, the level, the zone or the cause is asked."""
    asked = draft.source.choice(_ASKED)(draft.lesion)
    if asked is None:
        return None
    picture = draft.step.picture(draft.lesion.plain)
    stem = f"{draft.step.beside} {asked.stem}"
    return _choosing(draft, asked, "single choice", picture, stem)


def which_slice(draft: Draft) -> Generated | None:
    """A slice shows what is wrong and where beside the midline, the findings at which disc."""
    asked = levels(draft.lesion) if draft.lesion.cause in (HERNIATION, STENOSIS) else None
    if asked is None:
        return None
    what = phrases.lesion(draft.lesion, level=False)
    stem = f"This axial slice of the patient shows {what}. Through which disc was it taken?"
    picture = Picture(of="slice", case=draft.lesion.plain, plane="axial", weighting="T2")
    return _choosing(draft, asked, "slice", picture, stem)


def _choosing(draft: Draft, asked: Ask, kind: str, picture: Picture, stem: str) -> Generated | None:
    lesion = draft.lesion
    asked = offered(draft, asked)
    proof = prove(draft, [asked])
    if proof is None:
        return None
    claims = claimed(lesion.place.root or "", lesion.place.side)
    by_case = asked.asks in ("level", "zone")
    options = options_of(draft, asked, proof)
    for option, choice in zip(options, (asked.key, *asked.rivals), strict=True):
        option |= {"case": choice.case} if by_case else {"claim": list(choice.claim)}
    truth = {"claim": list(claims)} if by_case else {"case": lesion.plain}
    item = make(
        draft,
        kind=kind,
        stem=stem_of(draft, proof, stem),
        objective=objective_of(lesion, asked.asks),
        picture=picture.model_dump(),
        options=options,
        shown=proof.shown,
        **truth,
    )
    return Generated(item=item, lesion=lesion, proof=proof, asks=(asked,))


def stepwise(draft: Draft) -> Generated | None:
    """Findings are shown, and side, root, cause, and level or zone are asked one after another."""
    lesion = draft.lesion
    first, cause = [sides(lesion), bare_roots(lesion)], [presses(lesion)]
    where = [[placed(lesion)] for placed in draft.source.sample((levels, zones), 2)]
    more = [*([*cause, *one] for one in where if any(cause)), *where, []]
    for found in ([*first, *one] for one in more):
        asks = [offered(draft, one) for one in found if one]
        asks = [one for one in asks if one.rivals]
        proof = prove(draft, asks) if len(asks) >= len(first) else None
        if proof is not None:
            return _stepping(draft, asks, proof)
    return None


def _stepping(draft: Draft, asks: Sequence[Ask], proof: Proof) -> Generated:
    """Put the steps together; more are asked where more can be proved."""
    lesion, step = draft.lesion, draft.step
    steps = []
    for number, asked in enumerate(asks):
        part = Proof(shown=proof.shown, complaints=(), odds=(proof.odds[number],))
        steps.append(
            {"asks": asked.asks, "stem": asked.stem, "options": options_of(draft, asked, part)}
        )
    item = make(
        draft,
        kind="localise",
        stem=f"Localise what this patient has, step by step. {step.beside}",
        objective=objective_of(lesion, "root"),
        picture=step.picture(lesion.plain).model_dump(),
        history=phrases.history(draft.source, proof.complaints),
        findings=[capital(phrases.found(one)) for one in proof.examined],
        case=lesion.plain,
        steps=steps,
        shown=proof.shown,
    )
    return Generated(item=item, lesion=lesion, proof=proof, asks=tuple(asks))
