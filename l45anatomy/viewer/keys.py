"""Keeps the keys pressed inside our widgets from the notebook around them.

A widget with a script does so itself; one put together from ipywidgets alone has none, and holds
an `OwnKeys` instead. It is never shown: that a front end knows it is enough.
"""

import anywidget

from l45anatomy.viewer.script import STATIC

__all__ = ["OwnKeys"]


class OwnKeys(anywidget.AnyWidget):
    """Marks what gets the focus in any widget of ours, so that Notebook 7 leaves it its arrows."""

    _esm = STATIC / "keys.js"
