"""Which parts of a scene are seen, and how: shown, ghosted or hidden.

A preset names parts or groups for each way; a name says more than its group, and what is not
mentioned is shown. The browser's half works the same out, so that no click waits for the kernel.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from l45anatomy.frame import one_of
from l45anatomy.viewer.part import Part

WAYS = ("hide", "ghost", "show")

Preset = Mapping[str, Sequence[str]]


def by_preset(part: Part, preset: Preset) -> str:
    """Give how a preset wants a part: one of `WAYS`."""
    for title in (part.name, part.group):
        for way in WAYS:
            if title in preset.get(way, ()):
                return way
    return "show"


def check_presets(presets: Mapping[str, Preset]) -> None:
    """Raise where a preset asks for what there is not."""
    for title, preset in presets.items():
        for way in preset:
            one_of(f"preset {title!r}", way, WAYS)


def check_layers(layers: Sequence[Mapping[str, Any]]) -> None:
    """Raise where a layer lacks its name or its parts."""
    for number, layer in enumerate(layers):
        if set(layer) != {"name", "parts"}:
            raise ValueError(f"layer {number} has {sorted(layer)}, must have name and parts")


def is_away(part: Part, layers: Sequence[Mapping[str, Any]], peeled: int) -> bool:
    """Say whether a part lies in one of the first `peeled` layers."""
    return any(
        part.name in layer["parts"] or part.group in layer["parts"] for layer in layers[:peeled]
    )
