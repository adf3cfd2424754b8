"""Keeps the keys pressed inside our widgets from the notebook around them.

A widget with a script does so itself; one put together from ipywidgets alone has none, and holds
an `OwnKeys` instead. It is never shown: that a front end knows it is enough.
"""

from pathlib import Path

import anywidget

__all__ = ["OwnKeys"]


class OwnKeys(anywidget.AnyWidget):
    """Marks what gets the focus in any widget of ours, so that Notebook 7 leaves it its arrows."""

    _esm = Path(__file__).parent / "static" / "keys.js"
