"""What stands beside a question: its picture before the answer, the proof after it.

Before the answer nothing here names what is asked: structures are numbers, slices are still
pictures, findings come without what is behind them. Each question gets widgets of its own, and
those of the one before are closed.
"""

from collections.abc import Callable, Mapping
from html import escape
from typing import Any

import ipywidgets as widgets

from l45anatomy import controls
from l45anatomy.case import Case
from l45anatomy.quizzes.item import Mark, Picture
from l45anatomy.quizzes.kinds import Dermatome, Grade, Question, Sliders, Structure
from l45anatomy.viewer import PageView, SliceView, SpineView
from l45anatomy.views import beyond, live, slices, unnamed
from l45anatomy.views.bodymap import body_svg
from l45anatomy.views.describe import describe_leg, describe_spine
from l45anatomy.views.mri import take
from l45anatomy.views.painting import painting_svg
from l45anatomy.widgets.simulator import Simulator

__all__ = ["Beside"]

Draft = Any


class Beside(widgets.VBox):  # type: ignore[misc]  # ipywidgets has no types
    """Pictures and views beside the card; `tell` hears of an answer that is made in them.

    `view`, `slice`, `page` and `simulator` are what is there now, or None.
    """

    def __init__(self, tell: Callable[[Draft], None]) -> None:
        self._tell = tell
        self._names: Mapping[str, str] = {}
        self.view: SpineView | None = None
        self.slice: SliceView | None = None
        self.page: PageView | None = None
        self.simulator: Simulator | None = None
        self._boxes: list[widgets.VBox] = []
        super().__init__([])
        self.add_class("l45-quiz-beside")

    # ---- before the answer

    def clear(self) -> None:
        """Show nothing."""
        self._place()

    def ask(self, question: Question) -> None:
        """Show what the picture of a question and its kind need, and no more."""
        match question:
            case Sliders():
                groups = controls.names(question.controls)
                start = Case.from_dict(question.start)
                self._place(simulator=Simulator(start, groups, dict(question.lock), trains=False))
            case Dermatome():
                legs = PageView(label="Legs to be painted")
                self._place(page=legs)
                self.paint(question, [])
                legs.observe(lambda change: self._brush(question, change["new"]), "picked")
            case Grade(picture=None):
                self._place(view=_seen(Case.from_dict(question.case)))
            case _ if question.picture is not None:
                self._picture(question, question.picture)
            case _:
                self._place()

    def _picture(self, question: Question, picture: Picture) -> None:
        case = Case.from_dict(picture.case)
        if picture.of == "spine":
            view, self._names = unnamed.view(case, picture.view)
            self._place(view=view)
            if isinstance(question, Structure):
                view.observe(lambda change: self._tell(change["new"].get("name")), "picked")
        elif picture.of == "slice":
            taken = take(case, picture.plane, picture.position_mm, picture.weighting)
            shown = {"content": unnamed.slice_html(taken), "text": "A slice."}
            self._place(page=PageView(label="Slice", **shown))
        elif picture.of == "leg":
            exam = unnamed.causeless(case.exam)
            shown = {"content": body_svg(exam), "text": describe_leg(exam)}
            self._place(page=PageView(label="Leg", **shown))
        else:
            found = "".join(f"<li>{escape(str(one))}</li>" for one in case.exam.abnormal)
            rest = "<p>All other findings are normal.</p>"
            shown = {"content": f"<h4>Findings</h4><ul>{found}</ul>{rest}"}
            self._place(page=PageView(label="Findings", **shown))

    def answer(self, question: Question, draft: Draft) -> Draft:
        """Give the answer that is made here, else the draft as it is."""
        if isinstance(question, Structure):
            return self._names.get(str(draft))
        if isinstance(question, Sliders) and self.simulator is not None:
            return self.simulator.case.to_dict()
        return draft

    def paint(self, question: Dermatome, places: Draft, *, due: bool = False) -> None:
        """Show which regions are painted, by their places among those of the question."""
        if self.page is None:
            return
        regions = list(question.owners)
        painted = {regions[place] for place in places or () if place in range(len(regions))}
        own = f"paint-{self.model_id}"
        key = question.key if due else None
        self.page.content = painting_svg(regions, painted, key, own=own)

    def _brush(self, question: Dermatome, picked: Mapping[str, Any]) -> None:
        region = str(picked.get("name", "")).rpartition(", ")[0]
        regions = list(question.owners)
        if region in regions:
            self._tell(regions.index(region))

    # ---- after it

    def prove(self, question: Question, marked: Mark) -> None:
        """Show the case that proves the answer, from all sides and in slices.

        A nerve that is hurt beyond the spine is not in that picture: then the legs come first.
        """
        if marked.proof is None:
            return
        case = Case.from_dict(dict(marked.proof))
        if self.simulator is not None:
            self.simulator.set(case)
            return
        picture = question.picture
        legs = beyond.legs(case)
        if legs is not None and picture is None and not beyond.is_spine_touched(case):
            self._place(page=legs, view=live.view(case))
            return
        view, cut = live.view(case), slices.view()
        if picture is not None and picture.of == "spine":
            view.view = picture.view
        asked: dict[str, Any] = {"weighting": picture.weighting} if picture else {}
        if picture is not None and picture.of == "slice":
            asked["plane"] = picture.plane
            if picture.position_mm is not None:
                asked["position_mm"] = picture.position_mm
        slices.show(case, cut, **asked)
        cut.observe(lambda _: slices.answer(case, cut), "asked")
        view.observe(lambda change: _cross(case, cut, change["new"]), "picked")
        self._place(**({"page": legs} if legs else {}), view=view, slice=cut)
        if isinstance(question, Structure):
            self.point(question.key[0])

    def point(self, name: str) -> None:
        """Pick a structure in the 3D view by its name."""
        view = self.view or (self.simulator and self.simulator.view)
        if view is not None and name in view.names:
            view.picked = {"name": name}

    def _place(self, **made: Any) -> None:
        """Put these in the place of what was there."""
        before: list[Any] = [
            one for one in (self.view, self.slice, self.page, self.simulator) if one
        ]
        for name in ("view", "slice", "page", "simulator"):
            setattr(self, name, made.get(name))
        sim = self.simulator
        there = [sim.panel, sim.view] if sim else [one for one in made.values() if one]
        before += self._boxes
        self.children = self._boxes = [widgets.VBox([one]) for one in there]
        for one in before:
            _end(one)


def _end(widget: Any) -> None:
    """Close a widget with all that is in it, and with how it looks."""
    for child in getattr(widget, "children", ()):
        _end(child)
    for name in ("layout", "style"):
        look = getattr(widget, name, None)
        if isinstance(look, widgets.Widget):
            look.close()
    widget.close()


def _seen(case: Case) -> SpineView:
    """Give the live view of a case that says what is caught, but not what follows from it."""
    shown = live.blank()
    with shown.hold_sync():
        live.show(case, shown)
        shown.description = describe_spine(case)
    return shown


def _cross(case: Case, cut: SliceView, picked: Mapping[str, Any]) -> None:
    """Go to the place that was picked in the 3D view."""
    if picked.get("point"):
        slices.show(case, cut, point=picked["point"])
