"""The four views of one case, linked: what is pointed at in one is marked in the others.

They show the case they are given and keep only what is looked at: which slice, which page of facts
and which reasons. What is picked may ask for another case; whoever owns the views makes it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from l45anatomy.case import Case
from l45anatomy.viewer import PageView
from l45anatomy.views import live, scene, slices
from l45anatomy.views.aim import view_of
from l45anatomy.views.bodymap import body_svg
from l45anatomy.views.describe import describe_exam, describe_leg
from l45anatomy.views.mri import Slice
from l45anatomy.views.territory import findings_of, structures_of
from l45anatomy.widgets.facts import Page, facts_html, why

__all__ = ["LinkedViews"]

Observer = Callable[[Any], None]


class LinkedViews:
    """`view` shows the spine, `slice` a cut through it, `leg` and `facts` what follows.

    `case` is what they show, or will: nothing is drawn before `show`. `taken` is the last slice.
    """

    def __init__(
        self, case: Case, pages: Mapping[str, Page], move: Callable[[Mapping[str, Any]], None]
    ) -> None:
        self.case = case
        self.view, self.slice = live.blank(height=520), slices.view()
        self.view.picture = lambda: live.picture(self.case)
        self.leg, self.facts = PageView(label="Leg"), PageView(label="Facts")
        self._picked = ""  # the finding that is explained, if not the gravest
        self._pages = {**pages, "Why": lambda case, _opened: why(case, self._picked)}
        self._page, self._opened = next(iter(pages)), frozenset[str]()
        self._move = move

    def listen(self, on: Callable[[str, Callable[..., None]], Observer]) -> None:
        """Hear what is pointed at; `on` gives an observer of one part of what a view tells."""
        self.view.observe(on("name", self._pick_structure), "picked")
        self.slice.observe(on("name", self._pick_in_slice), "picked")
        self.slice.observe(on("n", self._ask), "asked")
        self.leg.observe(on("name", self._pick_finding), "picked")
        self.facts.observe(on("name", self._pick_fact), "picked")
        self.facts.observe(on("name", self.turn_to), "acted")

    # ---- what is shown

    def show(self, case: Case, revision: int, *, drags: bool = False) -> None:
        """Show a case in all of them; the pages say that they are as new as `revision`.

        While somebody `drags` a slider the slice does not follow every trifle.
        """
        self.case = case
        live.show(case, self.view)
        self._take(follows=not (drags or self.slice.is_placed))
        with self.leg.hold_sync(), self.facts.hold_sync():
            self.leg.content, self.leg.text = body_svg(case.exam), describe_leg(case.exam)
            self._tell()
            self.leg.revision = self.facts.revision = revision

    def prepare(self, cases: Iterable[Case]) -> Iterator[object]:
        """Work out piece by piece what takes longest of showing these one after the other.

        It changes nothing that is shown, so it needs no lock; a slice that goes elsewhere meanwhile
        is taken anew.
        """
        for case in cases:
            yield case.courses
            yield case.compressions
            yield scene.parts(case)
            yield slices.prepare(case, self.slice)

    def take(self, plane: str, weighting: str, position_mm: float | None = None) -> None:
        """Take a slice; without a position it goes, and follows, where something is caught."""
        follows = position_mm is None
        self._take(plane=plane, weighting=weighting, position_mm=position_mm, follows=follows)

    def settle(self) -> None:
        """Put the slice where something is caught, to the millimetre, unless placed by hand."""
        if not self.slice.is_placed and not slices.is_there(self.case, self.slice):
            self._take(follows=True)

    def follow(self) -> None:
        """Forget what was picked and placed by hand; the next case is shown without it."""
        self._picked, self.slice.is_placed = "", False
        self.point_at("")
        self._mark(())

    def look(self) -> None:
        """Look from where one sees what is caught, whatever was looked at before."""
        self.view.view = view_of(self.case)
        self.view.home()

    def _take(self, **asked: Any) -> None:
        """Take the slice that is asked for by hand; without a wish, of the case as it is now."""
        self._lay(slices.show(self.case, self.slice, **asked))

    def _lay(self, taken: Slice) -> None:
        """Lay the plane of the slice that was taken into the scene."""
        self.taken = taken
        self.view.plate = slices.plate(taken, self.slice.cross)

    def _tell(self) -> None:
        self.facts.text = describe_exam(self.case.exam, self.case.outlook.beyond_flags)
        self.facts.content = facts_html(self.case, self._page, self._opened, self._pages)

    # ---- what is pointed at

    def point_at(self, structure: str) -> None:
        """Pick a structure in the spine by its name, or nothing."""
        if structure and structure not in self.view.names:
            return
        if structure != self.view.picked.get("name", ""):
            self.view.picked = {"name": structure} if structure else {}

    def _mark(self, names: Sequence[str]) -> None:
        marked = [name for name in names if name]
        for one in (self.leg, self.facts, self.slice):
            one.marked = marked

    def _pick_structure(self, name: str) -> None:
        if point := self.view.picked.get("point"):
            self._take(point=point)
        self._mark([name, *findings_of(name, self.case.exam)])

    def _pick_in_slice(self, name: str) -> None:
        """Cross the place that was picked, and pick its structure in the picture as well."""
        picked = self.slice.picked
        if "column" in picked:
            self._take(point=self.taken.plane.point(picked["column"], picked["row"]))
        self.point_at(name if name in self.view.names else "")

    def _pick_finding(self, name: str) -> None:
        found = next((one for one in self.case.exam if one.name == name), None)
        self._picked = found.name if found else ""
        self._tell()
        structures = structures_of(found) if found else ()
        self.point_at(structures[0] if structures else "")
        self._mark([name, *structures])

    def _pick_fact(self, name: str) -> None:
        if name in self.view.names:
            self.point_at(name)
            return
        control, _, place = name.partition("=")
        if place:
            self._move({control: float(place)})
            return
        self._opened = self._opened ^ {name} if name else frozenset()
        self._pick_finding(name)

    def _ask(self, _number: Any) -> None:
        """Take the slice that was asked for by hand."""
        if taken := slices.answer(self.case, self.slice):
            self._lay(taken)

    def turn_to(self, page: str) -> None:
        """Show a page of facts by its name; any other order is not for the pages."""
        if page in self._pages:
            self._page = page
            self._tell()
