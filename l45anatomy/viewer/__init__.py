"""The live widgets: they draw what they are given and tell what is pointed at, picked or moved.

`view` shows meshes, `slices` pictures, `page` HTML and SVG, `controls` sliders and choices, `quiz`
questions, `demo` an instructor's words. Their scripts are in `js/src` under the same names. None
knows anatomy: names, colours and shapes are given to it. Importing this loads no VTK.
"""

from l45anatomy.viewer.controls import ControlPanel
from l45anatomy.viewer.demo import DemoCard
from l45anatomy.viewer.page import PageView
from l45anatomy.viewer.part import Part
from l45anatomy.viewer.quiz import QuizCard
from l45anatomy.viewer.slices import SliceView
from l45anatomy.viewer.view import VIEWS, SpineView

__all__ = [
    "VIEWS",
    "ControlPanel",
    "DemoCard",
    "PageView",
    "Part",
    "QuizCard",
    "SliceView",
    "SpineView",
]
