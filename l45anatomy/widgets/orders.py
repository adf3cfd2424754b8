"""The buttons, the menu and the line over the controls of a simulator, as plain data."""

from collections.abc import Mapping
from typing import Any

from l45anatomy.controls.history import History
from l45anatomy.controls.presets import Preset
from l45anatomy.controls.setting import Setting
from l45anatomy.widgets.cover import Cover


def orders(
    history: History[Setting],
    offered: Mapping[str, Preset],
    cover: Cover | None,
    *,
    is_first: bool,
) -> list[dict[str, Any]]:
    """Give what can be asked for now; without a cover nothing can be predicted."""
    past, undone = bool(history.before), bool(history.undone)
    choices = [{"name": one.id, "label": one.title} for one in offered.values()]
    changes = history.now.case.changes
    here = next((one for one in offered.values() if one.case.changes == changes), None)
    start = {
        "name": "start",
        "label": "Start from",
        "options": choices,
        "text": here.id if here else "",
        "hint": here.look if here else "",
    }
    predict = {"name": "predict", "label": "Predict next", "disabled": bool(cover and cover.is_on)}
    return [
        {"name": "undo", "label": "Undo", "key": "Ctrl+Z", "disabled": not past},
        {"name": "redo", "label": "Redo", "key": "Ctrl+Shift+Z", "disabled": not undone},
        {"name": "reset", "label": "Reset", "disabled": is_first},
        *([predict] if cover else []),
        *([start] if offered else []),
        {"name": "code", "label": "Share code", "text": history.now.case.code},
    ]
