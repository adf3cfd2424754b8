"""The live 3D view: a widget that draws named triangle meshes and tells what was clicked.

It knows no anatomy: names, colours and shapes are given to it. Importing it loads no VTK.
"""

from l45anatomy.viewer.page import PageView
from l45anatomy.viewer.panel import ControlPanel
from l45anatomy.viewer.part import Part
from l45anatomy.viewer.slices import SliceView
from l45anatomy.viewer.view import VIEWS, SpineView

__all__ = ["VIEWS", "ControlPanel", "PageView", "Part", "SliceView", "SpineView"]
