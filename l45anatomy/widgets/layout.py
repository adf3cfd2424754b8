"""How the parts of a simulator stand: each in a box by its name, which `simulator.css` places."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import ipywidgets as widgets

STYLE = Path(__file__).with_name("simulator.css")
COVERED = "l45-covered"  # the views are hidden then, and what is expected is asked instead


def laid_out(verdict: Any, parts: Mapping[str, Sequence[Any]]) -> list[Any]:
    """Give what stands in a simulator: its style, the verdict over all, and a box for each part."""
    style = widgets.HTML(f"<style>{STYLE.read_text(encoding='utf-8')}</style>")
    boxes = [widgets.VBox(p).add_class(f"l45-simulator-{name}") for name, p in parts.items()]
    return [
        style.add_class("l45-simulator-style"),
        widgets.VBox([verdict]).add_class("l45-simulator-verdict"),
        widgets.HBox(boxes).add_class("l45-simulator-screen"),
    ]


def dress(widget: Any, name: str, *, is_on: bool) -> None:
    """Give a widget a class of the style sheet, or take it away."""
    if is_on:
        widget.add_class(name)
    else:
        widget.remove_class(name)
