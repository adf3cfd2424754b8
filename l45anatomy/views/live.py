"""A case as a live 3D view, and as what a notebook shows for its value."""

from base64 import b64encode
from collections.abc import Collection
from html import escape
from typing import Any

from l45anatomy.case import Case
from l45anatomy.changes import Change, Posture
from l45anatomy.controls.operations import Operations
from l45anatomy.supply import SAC
from l45anatomy.viewer import SpineView
from l45anatomy.views import scene
from l45anatomy.views.aim import aim
from l45anatomy.views.beyond import hurt, note
from l45anatomy.views.bodymap import body_svg
from l45anatomy.views.describe import describe
from l45anatomy.views.marks import marks
from l45anatomy.views.presets import FIRST, LAYERS, PRESETS, VEILS
from l45anatomy.views.still import still
from l45anatomy.wording import in_words, same_on, sentence

SPAN_MM = 150.0  # what the first look takes in: two vertebrae above and below a disc


def show(case: Case, shown: SpineView) -> None:
    """Put a case into a view, and look at the level it is about.

    The meshes leave first; all that is said of them follows in one message.
    """
    earlier, was = before(case)
    shown.before = None if earlier is None else lambda: scene.parts(earlier)
    with shown.hold_sync():
        shown.was = was
        shown.show(scene.parts(case))
        shown.target = aim(case)
        shown.centre = [0.0, *aim(case)[1:]]
        shown.marks, shown.note = marks(case), note(case)
        shown.description = describe(case)


def before(case: Case) -> tuple[Case | None, str]:
    """Give what a case is compared with, and how that is called; none where nothing happened.

    That is the patient before the operations, or, without any, the same person while healthy.
    """
    if any(isinstance(change, Operations.kinds) for change in case.changes):
        left: list[Change] = [c for c in case.changes if not isinstance(c, Operations.kinds)]
        return Case(*left, anatomy=case.person), "before the operation"
    left = [change for change in case.changes if isinstance(change, Posture)]
    if len(left) == len(case.changes):
        return None, ""
    return Case(*left, anatomy=case.person), "the same spine, healthy"


def blank(**traits: Any) -> SpineView:
    """Give a live view that has no case yet, with all a learner may choose to see in it."""
    return SpineView(
        span=SPAN_MM, faded=list(VEILS), presets=PRESETS, preset=FIRST, layers=LAYERS, **traits
    )


def view(case: Case) -> SpineView:
    """Give the live view of a case."""
    shown = blank()
    show(case, shown)
    shown.picture = lambda: picture(case)
    return shown


def picture(case: Case, faded: Collection[str] = VEILS) -> bytes:
    """Give the first look of the live view as a still picture, made without a renderer."""
    return still(scene.parts(case), [0.0, *aim(case)[1:]], SPAN_MM, faded)


def caption(case: Case) -> str:
    """Give the worst that happens to a nerve in one sentence, to a root before the sac."""
    worst = max(case.compressions, key=lambda c: (c.grade, c.root != SAC, c.loss))
    if worst.grade == 0:
        return "Every root has room."
    told, other = sentence(in_words(worst)), worst.mirrored
    is_alike = in_words(other) in map(in_words, case.compressions)
    return told + (same_on(other.side) if other.side and is_alike else "")


def _legs(case: Case) -> str:
    """Give the legs where a nerve is hurt beyond the spine: then the spine alone shows nothing."""
    if not hurt(case):
        return ""
    return f'<div style="max-width:480px">{body_svg(case.exam)}</div>'


def mimebundle(case: Case) -> dict[str, str]:
    """Give picture, finding and text twin: what a notebook shows for a case."""
    image = b64encode(picture(case)).decode()
    told = describe(case)
    return {
        "text/plain": told,
        "text/html": (
            f'<figure class="l45-case"><img alt="{escape(told)}" width="480" '
            f'src="data:image/png;base64,{image}">'
            f"<figcaption><strong>{escape(str(case))}</strong>: "
            f"{escape(caption(case))}</figcaption>{_legs(case)}</figure>"
        ),
    }
