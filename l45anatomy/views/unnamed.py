"""A case to be looked at in a question: no names, and no colour that gives an answer away.

Shapes and places are those of the case. Each structure has a number for its name until the question
is answered; the page that shows it knows no other.
"""

from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import replace
from html import escape

from l45anatomy.case import Case
from l45anatomy.neurology import Exam
from l45anatomy.viewer import Part, SpineView
from l45anatomy.views import live, scene
from l45anatomy.views.aim import aim
from l45anatomy.views.mri import Slice
from l45anatomy.views.palette import ROOT_GRADES, TISSUES
from l45anatomy.views.presets import FIRST, LAYERS, PRESETS, VEILS

DESCRIPTION = "A spine in 3D whose structures are not named before the question is answered."


def view(case: Case, look: str = "posterior") -> tuple[SpineView, Mapping[str, str]]:
    """Give a live view without names, and the name behind each number it shows instead."""
    named = scene.parts(case)
    numbers = {part.name: f"structure {n}" for n, part in enumerate(named, start=1)}
    parts = [
        replace(
            part,
            name=numbers[part.name],
            colour=_neutral(part),
            note="",
            glow=0.0,
            synonyms=(),
        )
        for part in named
    ]
    presets = {
        title: {way: _renamed(names, numbers) for way, names in preset.items()}
        for title, preset in PRESETS.items()
    }
    layers = [
        {"name": f"layer {n}", "parts": _renamed(layer["parts"], numbers)}
        for n, layer in enumerate(LAYERS, start=1)
    ]
    shown = SpineView(
        span=live.SPAN_MM,
        faded=_renamed(VEILS, numbers),
        presets=presets,
        preset=FIRST,
        layers=layers,
        view=look,
        description=DESCRIPTION,
    )
    shown.show(parts)
    shown.target = aim(case)
    shown.centre = [0.0, *aim(case)[1:]]
    return shown, {number: name for name, number in numbers.items()}


def causeless(exam: Exam) -> Exam:
    """Give the findings without what is behind them: what an examiner sees, and no more."""
    return Exam(tuple(replace(one, because=(), parts=(), share=None) for one in exam))


def slice_html(taken: Slice) -> str:
    """Give a slice as a picture that knows no names: four letters say how it is hung."""
    picture = b64encode(taken.png(overlay=False)).decode()
    edges = zip(("left", "right", "top", "bottom"), taken.plane.marks, strict=True)
    marks = "".join(f'<span class="l45-edge l45-edge-{e}">{escape(m)}</span>' for e, m in edges)
    left, right, upper, lower = taken.plane.marks
    alt = f"A {taken.weighting} slice: {left} is on the left, {right} on the right, {upper} above, "
    return (
        f'<figure class="l45-still-slice"><img alt="{escape(alt + lower)} below." '
        f'src="data:image/png;base64,{picture}">{marks}</figure>'
    )


def _neutral(part: Part) -> str:
    """Give the colour a structure has when nothing is the matter with it."""
    if part.colour not in ROOT_GRADES:
        return part.colour
    return TISSUES["sac" if part.name == "dural sac" else "root"].colour


def _renamed(names: str | Sequence[str], numbers: Mapping[str, str]) -> list[str]:
    """Give names as numbers; the names of groups stay, and what is not there has none."""
    groups = {tint.group for tint in TISSUES.values()}
    return [numbers.get(name, name) for name in names if name in numbers or name in groups]
