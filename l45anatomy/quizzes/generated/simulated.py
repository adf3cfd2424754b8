"""Items whose key the simulator gives: a muscle to grade, a finding to predict, skin to paint."""

from collections.abc import Mapping, Sequence
from typing import Any

from l45anatomy import dermatomes, evidence
from l45anatomy.frame import ROOTS, Side
from l45anatomy.localisation import localise
from l45anatomy.localisation.suspects import CAUDA_EQUINA
from l45anatomy.neurology import Finding
from l45anatomy.quizzes.generated import phrases
from l45anatomy.quizzes.generated.choice import Choice, claimed
from l45anatomy.quizzes.generated.items import (
    Generated,
    because,
    make,
    objective_of,
    stem_of,
    why_not,
)
from l45anatomy.quizzes.generated.lesion import NERVE, Draft, Lesion
from l45anatomy.quizzes.generated.proving import MARGIN, SURE, Proof, offered, prove
from l45anatomy.quizzes.generated.roots import bare_roots, roots
from l45anatomy.quizzes.generated.step import HEALTHY
from l45anatomy.quizzes.item import Picture
from l45anatomy.wording import capital

# What would give the grade of a muscle away: a walk that is the same test.
_GOES_WITH: Mapping[str, Sequence[str]] = {
    "tibialis anterior": ("heel walk", "steppage"),
    "gastrocnemius": ("toe walk",),
    "gluteus medius": ("Trendelenburg",),
}


def grade(draft: Draft) -> Generated | None:
    """The strength of a muscle is asked; two muscles shown leave one grade only.

    One of them loses no less of its supply and is no weaker, one loses no more and is no stronger.
    """
    lesion, exam = draft.lesion, draft.lesion.case.exam
    side = lesion.place.side or draft.source.choice((Side.LEFT, Side.RIGHT))
    power = [one for one in exam if one.modality == "motor" and one.side is side]
    wanted = [one for one in power if one.abnormal and _bracket(one, power)]
    if not wanted:
        return None
    muscle = draft.source.choice(wanted)
    harder, softer = _bracket(muscle, power) or (muscle, muscle)
    asked = offered(draft, bare_roots(lesion))
    hidden = (muscle.item, *_GOES_WITH.get(muscle.item, ()))
    proof = prove(draft, [asked], hidden=hidden, shown=(harder, softer))
    if proof is None:
        return None
    who, name = lesion.place.root or "", phrases.named(muscle.item, None)
    lost = f"{muscle.loss:.0%} of its supply"
    item = make(
        draft,
        kind="grade",
        stem=stem_of(draft, proof, f"How strong is {name} on the {side}?"),
        objective="examine-strength",
        picture=_spine(draft).model_dump(),
        case=lesion.plain,
        item=muscle.item,
        side=str(side),
        reason=(
            f"The findings point to {phrases.the(who, lesion.place.side)}. "
            f"{capital(name)} loses {lost}: not less than "
            f"{softer.item} ({softer.loss:.0%}), not more than {harder.item} ({harder.loss:.0%})."
        ),
        stronger={
            "reason": f"{capital(phrases.found(softer))}. It loses {softer.loss:.0%} of its "
            f"supply, {name} {muscle.loss:.0%}, so that it cannot be stronger.",
            "misconception": "myotome-shift",
        },
        weaker={
            "reason": f"{capital(phrases.found(harder))}. It loses {harder.loss:.0%} of its "
            f"supply, {name} {muscle.loss:.0%}, so that it cannot be weaker.",
            "misconception": "grade-mixed",
        },
        shown=proof.shown,
    )
    return Generated(item=item, lesion=lesion, proof=proof, asks=(asked,))


def _spine(draft: Draft) -> Picture:
    """Give the spine that has the lesion while it is easy, then a whole one."""
    easy = draft.step.picture(draft.lesion.plain).of == "leg"
    return Picture(of="spine", case=draft.lesion.plain if easy else HEALTHY)


def _bracket(muscle: Finding, power: Sequence[Finding]) -> tuple[Finding, Finding] | None:
    """Give a muscle that loses no less and one that loses no more, of the same grade; or None."""
    same = [one for one in power if one is not muscle and one.label == muscle.label]
    harder = [one for one in same if one.loss >= muscle.loss]
    softer = [one for one in same if one.loss <= muscle.loss and one not in harder[:1]]
    return (harder[0], softer[0]) if harder and softer else None


def predict(draft: Draft) -> Generated | None:
    """A lesion is told, and the finding it leads to is asked before anything is seen.

    Each wrong answer is what another root would show; told alone, it points to the root that is
    caught less, by `MARGIN`, than the right one does.
    """
    lesion, exam, place = draft.lesion, draft.lesion.case.exam, draft.lesion.place
    if lesion.cause == NERVE or place.root not in ROOTS:
        return None
    whole = roots(lesion)
    asked = offered(draft, whole.among(_spinal(whole.rivals)))
    made: dict[str, tuple[Choice, Finding]] = {}
    for rival in asked.rivals:
        there = [one for one in rival.would.abnormal if not exam[one.item, one.side].abnormal]
        there = [one for one in there if _seen(one) and phrases.found(one) not in made]
        if there:
            one = draft.source.choice(sorted(there, key=lambda f: -f.level)[:3])
            made[phrases.found(one)] = (rival, one)
    failing = [one for one in exam.abnormal if place.side in (None, one.side) and _seen(one)]
    if len(made) < min(2, draft.step.rivals) or not failing:
        return None
    key = max(failing, key=lambda one: (round(_points(one, lesion), 3), one.level))
    most = max(_points(one, lesion) for _, one in made.values())
    if _points(key, lesion) < MARGIN * most:
        return None
    options: list[dict[str, Any]] = [
        {
            "id": phrases.slug(phrases.found(key)),
            "text": capital(phrases.found(key)),
            "correct": True,
            "reason": f"{because(lesion)} Found is: {phrases.found(key)}.",
            "claim": list(claimed(place.root, place.side)),
        }
    ]
    for text, (rival, one) in made.items():
        here = exam[one.item, one.side]
        root = rival.where["root"]
        options.append(
            {
                "id": phrases.slug(text),
                "text": capital(text),
                "reason": (
                    f"This is what {phrases.the(str(root), one.side if one.side else None)} "
                    f"would show. It is not caught; here it is: {here.label}."
                ),
                "misconception": rival.misconception,
                "claim": list(rival.claim),
            }
        )
    item = make(
        draft,
        kind="predict",
        stem=f"{lesion.told}. What do you expect to find?",
        objective=objective_of(lesion, "zone"),
        picture=Picture(of="spine", case=HEALTHY).model_dump(),
        case=lesion.plain,
        options=options,
        shown=(key,),
    )
    reached = min(SURE, _points(key, lesion) / max(most, 1.0 / SURE))
    proof = Proof(shown=(key,), complaints=(), odds=(reached,))
    return Generated(item=item, lesion=lesion, proof=proof, asks=(asked,))


def _spinal(rivals: Sequence[Choice]) -> list[Choice]:
    """Give the wrong answers that a spine can lead to."""
    return [one for one in rivals if one.where["root"] in (*ROOTS, CAUDA_EQUINA)]


def _seen(one: Finding) -> bool:
    """Tell whether an examiner finds it on a root alone: power, feeling, reflexes."""
    return one.tested and one.modality in ("motor", "sensory", "reflex")


def _points(one: Finding, lesion: Lesion) -> float:
    """Give how probable one finding alone makes what the lesion catches."""
    place = lesion.place
    return sum(
        hypothesis.probability
        for hypothesis in localise([one])
        if (hypothesis.root, hypothesis.side) == (place.root, place.side)
    )


def dermatome(draft: Draft) -> Generated | None:
    """Findings without the skin are shown, and the skin of the caught root is to be painted."""
    lesion, exam = draft.lesion, draft.lesion.case.exam
    root = lesion.place.root
    if root not in ("L3", "L4", "L5", "S1"):
        return None
    maps = dermatomes.maps() if draft.step.difficulty > 3 else (dermatomes.DEFAULT,)
    owned = [name for name in maps if _owns(name, root)]
    if not owned:
        return None
    skin = draft.source.choice(owned)
    asked = offered(draft, bare_roots(lesion))
    hidden = [one.item for one in exam if one.modality == "sensory"]
    proof = prove(draft, [asked], hidden=hidden)
    if proof is None:
        return None
    against = " ".join(why_not(draft, rival, proof.shown) for rival in asked.rivals[:2])
    stem = f"Paint the skin of the root that is caught, by the map {skin}."
    item = make(
        draft,
        kind="dermatome",
        stem=stem_of(draft, proof, stem),
        objective="read-skin-maps",
        picture=Picture(of="leg", case=HEALTHY).model_dump(),
        root=root,
        skin=skin,
        reason=f"The findings point to {phrases.the(root, lesion.place.side)}. {against}",
        shown=proof.shown,
    )
    return Generated(item=item, lesion=lesion, proof=proof, asks=(asked,))


def _owns(name: str, root: str) -> bool:
    """Tell whether most of a region of a map belongs to a root."""
    regions = evidence.dermatomes()[name].values()
    return any(max(patches, key=lambda one: one.share).root == root for patches in regions)
