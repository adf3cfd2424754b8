"""A case as a live 3D view, and as what a notebook shows for its value."""

from base64 import b64encode

from l45anatomy.case import Case
from l45anatomy.frame import LEVELS
from l45anatomy.viewer import SpineView
from l45anatomy.views import scene
from l45anatomy.views.describe import describe

SPAN_MM = 150.0  # what the first look takes in: two vertebrae above and below a disc


def aim(case: Case) -> list[float]:
    """Give the point the foraminal view looks at: the left foramen of the level that changed."""
    level = case.changes[0].level if case.changes else LEVELS[1]
    root = level.partition("-")[0]
    tube = next(t for t in case.spine.tubes if t.root == root and t.side == "left")
    inside = [i for i in range(len(tube.path)) if tube.place(i)[0] == "foramen"]
    return [float(v) for v in tube.path[inside].mean(axis=0)]


def show(case: Case, shown: SpineView) -> None:
    """Put a case into a view, and look at the level it is about."""
    shown.show(scene.parts(case))
    shown.target = aim(case)
    shown.centre = [0.0, *aim(case)[1:]]
    shown.description = describe(case)


def view(case: Case) -> SpineView:
    """Give the live view of a case."""
    shown = SpineView(span=SPAN_MM)
    show(case, shown)
    return shown


def mimebundle(case: Case) -> dict[str, str]:
    """Give a still picture and the text twin: what a notebook shows for a case."""
    return {
        "text/plain": describe(case),
        "image/png": b64encode(scene.png(case, size=(640, 560))).decode(),
    }
