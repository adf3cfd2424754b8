"""The simulator: controls, the live 3D view, the leg and the facts, all of one case.

The widget holds what the controls say and shows the case that follows; it works nothing out. Moves
may arrive from another thread than the kernel's main one, so one lock orders them.
"""

import threading
from collections.abc import Callable, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

import ipywidgets as widgets
import traitlets

from l45anatomy import controls as hands
from l45anatomy.case import Case
from l45anatomy.controls.history import History
from l45anatomy.controls.presets import presets
from l45anatomy.controls.sweep import sweep
from l45anatomy.frame import one_of
from l45anatomy.viewer import ControlPanel, PageView
from l45anatomy.viewer.twin import display_with_twin, twinned
from l45anatomy.views import live, slices
from l45anatomy.views.bodymap import body_svg
from l45anatomy.views.describe import describe, describe_exam, describe_leg
from l45anatomy.views.sweep import sweep_html
from l45anatomy.views.territory import findings_of, structures_of
from l45anatomy.widgets.cover import SAY, Cover
from l45anatomy.widgets.facts import PAGES, Page, facts_html, why
from l45anatomy.widgets.orders import orders
from l45anatomy.widgets.setting import Setting

__all__ = ["Simulator", "simulator"]

STYLE = Path(__file__).with_name("simulator.css")


def simulator(
    case: Case | None = None,
    controls: str | Sequence[str] = ("herniation",),
    lock: Mapping[str, Any] | None = None,
    *,
    predict: bool = False,
) -> "Simulator":
    """Show a spine that can be changed by hand, and what follows in the leg.

    Parameters
    ----------
    case
        Where it starts; a healthy adult unless given.
    controls
        Groups of controls by name, "all" for every one: herniation, stenosis, spondylolisthesis,
        degeneration, fracture, cyst, nerve, conjoined, transitional, posture, operation.
    lock
        Controls held at a value, as `{"level": "L4-L5"}` or `{"herniation.level": "L4-L5"}`.
    predict
        Whether the views stay covered until the learner has said what to expect.

    Raises
    ------
    ValueError
        If a group, a lock or a value is not known or not allowed, or the case has two changes that
        one group would have to show.
    """
    start, groups = Case() if case is None else case, hands.names(controls)
    return Simulator(start, groups, dict(lock or {}), predict=predict)


class Simulator(widgets.VBox):  # type: ignore[misc]  # ipywidgets has no types
    """Controls and the views of the case they make; `.case` is that case.

    Where it `trains`, the views can be covered again for another prediction.
    """

    case = traitlets.Instance(Case, read_only=True)

    def __init__(
        self,
        case: Case,
        groups: tuple[str, ...],
        lock: dict[str, Any],
        *,
        predict: bool = False,
        trains: bool = True,
    ) -> None:
        if not isinstance(case, Case):
            raise ValueError(f"case is {case!r}, must be a Case")
        self._lock = threading.RLock()
        self._groups = self._in_sight = groups
        self._held = hands.locked(groups, lock)
        self._start = Setting.of(case, groups, self._held)
        self._history: History[Setting] = History(self._start)
        self._picked = ""  # the finding that is explained, if not the gravest
        own = {"Why": lambda case, _: why(case, self._picked), "Whole range": self._sweep}
        self._pages: Mapping[str, Page] = {**PAGES, **own}
        self._page, self._opened = next(iter(self._pages)), frozenset[str]()
        self._offered, self._is_stale = self._places_to_start(), True
        self._sliders = [f["name"] for f in hands.fields(groups) if f["kind"] == "range"]
        self._touched = self._sliders[:1]
        self._cover, self._trains = Cover(is_on=predict), trains
        self.guess, self.verdict = self._cover.form, self._cover.verdict
        self.panel = ControlPanel(unfolded=list(groups[:1]))
        self.view = live.blank(height=520)
        self.view.picture = lambda: live.picture(self.case)
        self.leg, self.facts = PageView(label="Leg"), PageView(label="Facts")
        style = widgets.HTML(f"<style>{STYLE.read_text(encoding='utf-8')}</style>")
        style.add_class("l45-simulator-style")
        self.slice = slices.view()
        parts = {
            "guess": [widgets.HTML(f"<p>{SAY}</p>"), self.guess],
            "controls": [self.panel],
            "view": [self.view],
            "slice": [self.slice],
            "leg": [self.leg],
            "facts": [self.facts],
        }
        boxes = [widgets.VBox(p).add_class(f"l45-simulator-{n}") for n, p in parts.items()]
        screen = widgets.HBox(boxes).add_class("l45-simulator-screen")
        verdict = widgets.VBox([self.verdict]).add_class("l45-simulator-verdict")
        super().__init__([style, verdict, screen])
        self.add_class("l45-simulator")
        self._dress()
        self._listen()
        self._show()

    def _listen(self) -> None:
        self.panel.observe(self._on("values", self._move), "moved")
        self.panel.observe(self._on("name", self._act), "acted")
        self.guess.observe(self._on("values", self._cover.expect), "moved")
        self.guess.observe(self._on("name", self._uncover), "acted")
        self.verdict.observe(self._on("name", self._after), "acted")
        self.verdict.observe(self._on("name", self._point_at), "picked")
        self.view.observe(self._on("name", self._pick_structure), "picked")
        self.slice.observe(self._on("name", self._pick_in_slice), "picked")
        self.slice.observe(self._ask, "asked")
        self.leg.observe(self._on("name", self._pick_finding), "picked")
        self.facts.observe(self._on("name", self._pick_fact), "picked")
        self.facts.observe(self._on("name", self._turn_to), "acted")

    def _on(self, what: str, act: Callable[..., None]) -> Callable[[Any], None]:
        """Give an observer that acts on one part of what a view tells, one at a time."""

        def heard(change: Any) -> None:
            with self._lock:
                act(change["new"].get(what, ""))

        return heard

    # ---- what a lesson does

    def reset(self) -> None:
        """Go back to the case this began with."""
        with self._lock:
            self._follow()
            self._go(self._history.then(self._start))

    def set(self, case: Case) -> None:
        """Put the controls where a case has them, and show it; what is held stays held."""
        with self._lock:
            self._go(self._history.then(Setting.of(case, self._groups, self._held)))

    def offer(self, groups: Sequence[str]) -> None:
        """Show the controls of some of its groups only; the others stay where they are."""
        with self._lock:
            self._in_sight = tuple(one_of("group", name, self._groups) for name in groups)
            self.panel.unfolded = list(groups)
            self._show()

    def take(self, plane: str, weighting: str, position_mm: float | None = None) -> None:
        """Take a slice; without a position it goes, and follows, where something is caught."""
        with self._lock:
            follows = position_mm is None
            self._take(plane=plane, weighting=weighting, position_mm=position_mm, follows=follows)

    def undo(self) -> None:
        """Take the last step back; a drag of one slider is one step."""
        with self._lock:
            self._go(self._history.undo())

    def redo(self) -> None:
        """Do the last step again that was taken back."""
        with self._lock:
            self._go(self._history.redo())

    # ---- moves and orders

    def _move(self, moves: Mapping[str, Any]) -> None:
        before, revision = self._history, self.panel.revision
        try:
            setting = before.now.moved(moves, self._groups, self._held)
            self._touched = [n for n in moves if n in self._sliders] or self._touched
            self._go(before.then(setting, moved=tuple(moves)))
            if self.panel.moved.get("rests"):
                self._history = self._history.rested()
        except ValueError as error:
            self._refuse(error)
        finally:
            if self.panel.revision == revision:  # the browser waits for an answer, come what may
                self._history = before
                self.panel.revision += 1

    def _act(self, name: str) -> None:
        value = str(self.panel.acted.get("value", ""))
        try:
            match name:
                case "undo" | "redo" | "reset":
                    getattr(self, name)()
                case "start":
                    self._follow()
                    self.set(Case(*self._offered[value].case.changes, anatomy=self.case.person))
                case "code":
                    self.set(Case.from_code(value))
                case "predict":
                    self.cover()
        except (ValueError, KeyError) as error:
            self._refuse(error)

    def _refuse(self, error: Exception) -> None:
        """Say what was wrong, and leave everything as it is."""
        with self.panel.hold_sync():
            self.panel.note = str(error)
            self.panel.revision += 1

    def _go(self, history: History[Setting]) -> None:
        self._history = history
        self._show()

    # ---- predict first

    def cover(self) -> None:
        """Cover the views until the learner has said what to expect, or leaves it."""
        with self._lock:
            self._cover.lay()
            self._dress()
            self._show()

    def _uncover(self, name: str) -> None:
        """Show the views again, with the prediction beside what the simulator says."""
        if not self._cover.is_on or name not in ("see", "leave"):
            return
        if name == "see":
            self._cover.lift(self._history.now.case)
        else:
            self._cover.leave()
        if not self._cover.is_on:  # else something was left open
            self._dress()
            self._show()

    def _after(self, name: str) -> None:
        """Follow what is asked for below a verdict."""
        if name == "again":
            self.cover()
        elif name == "close":
            self._cover.close()

    def _dress(self) -> None:
        now, not_now = ("l45-covered", "l45-open")[:: 1 if self._cover.is_on else -1]
        self.remove_class(not_now)
        self.add_class(now)

    # ---- what is pointed at in one view is marked in the others

    def _pick_structure(self, name: str) -> None:
        point = self.view.picked.get("point")
        if point and not self._cover.is_on:
            self._take(point=point)
        self._mark([name, *findings_of(name, self.case.exam)])

    def _pick_finding(self, name: str) -> None:
        found = next((one for one in self.case.exam if one.name == name), None)
        self._picked = found.name if found else ""
        self._tell()
        structures = structures_of(found) if found else ()
        self._point_at(structures[0] if structures else "")
        self._mark([name, *structures])

    def _pick_fact(self, name: str) -> None:
        if name in self.view.names:
            self._point_at(name)
            return
        control, _, place = name.partition("=")
        if place:
            self._move({control: float(place)})
            return
        self._opened = self._opened ^ {name} if name else frozenset()
        self._pick_finding(name)

    def _pick_in_slice(self, name: str) -> None:
        """Cross the place that was picked, and pick its structure in the picture as well."""
        picked = self.slice.picked
        if "column" in picked:
            point = self._taken.plane.point(picked["column"], picked["row"])
            self._take(point=point)
        self._point_at(name if name in self.view.names else "")

    def _ask(self, change: Any) -> None:
        """Take the slice that was asked for by hand."""
        wish = {key: value for key, value in change["new"].items() if key != "n"}
        with self._lock:
            try:
                self._take(**wish)
            except ValueError as error:
                self.slice.note = str(error)
                self.slice.revision += 1

    def _take(self, **asked: Any) -> None:
        """Take the slice that is asked for by hand; without a wish, of the case as it is now."""
        self._taken = slices.show(self.case, self.slice, **asked)
        self.view.plate = slices.plate(self._taken, self.slice.cross)

    def _follow(self) -> None:
        """Forget what was picked and placed by hand; the next case is shown without it."""
        self._picked, self.slice.is_placed, self._is_stale = "", False, True

    def _point_at(self, structure: str) -> None:
        if structure and structure not in self.view.names:
            return
        if structure != self.view.picked.get("name", ""):
            self.view.picked = {"name": structure} if structure else {}

    def _mark(self, names: Sequence[str]) -> None:
        marked = [name for name in names if name]
        for one in (self.leg, self.facts, self.slice):
            one.marked = marked

    def _turn_to(self, page: str) -> None:
        if page in self._pages:
            self._page = page
            self._tell()

    # ---- showing

    def _show(self) -> None:
        """Show the present setting everywhere; the panel comes last and says that all is shown."""
        case = self._history.now.case
        if not self.trait_has_value("case") or case != self.case:
            self.set_trait("case", case)
            self._is_stale = True
            self._cover.follow(case)
        if self._is_stale and not self._cover.is_on:
            self._is_stale = False
            live.show(case, self.view)
            self._take()
            self.leg.content, self.leg.text = body_svg(case.exam), describe_leg(case.exam)
            self._tell()
        with self.panel.hold_sync():
            told = self._history.now.values
            self.panel.values = told
            fields = hands.fields(self._groups, self._held, told)
            in_sight = self._in_sight
            self.panel.fields = [f for f in fields if f["name"].partition(".")[0] in in_sight]
            is_first, cover = self.case == self._start.case, self._cover if self._trains else None
            self.panel.actions = orders(
                self._history, case, self._offered, cover, is_first=is_first
            )
            self.panel.note = ""
            self.panel.revision += 1
        self.leg.revision = self.facts.revision = self.panel.revision

    def _tell(self) -> None:
        self.facts.text = describe_exam(self.case.exam)
        self.facts.content = facts_html(self.case, self._page, self._opened, self._pages)

    def _sweep(self, *_: Any) -> str:
        """Draw the whole range of the slider that moved last, at first that of the first one."""
        values = self._history.now.values
        control = next((n for n in self._touched if n in values), "")
        try:
            return sweep_html(sweep(self.case, control, self._groups), float(values[control]))
        except ValueError as error:
            return f"<p>{escape(str(error))}</p>"

    def _places_to_start(self) -> dict[str, Any]:
        """Give the presets that these controls can show; none where a lesson holds a control."""
        if self._held:
            return {}
        own = set(self._groups)
        return {name: one for name, one in presets().items() if own.issuperset(one.controls)}

    # ---- twins

    def __repr__(self) -> str:
        return f"Simulator({self.case})"

    def _twins(self) -> tuple[bytes | None, str]:
        """Give picture and words; as long as a prediction is owed they tell nothing."""
        if self._cover.is_on:
            return None, "Predict first: what is caught, and what does the leg show?"
        return live.picture(self.case), describe(self.case)

    def _ipython_display_(self) -> None:
        bundle, _ = self._repr_mimebundle_()
        display_with_twin(repr(self), bundle)

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        """Give the widget with its picture and its text beside it."""
        return twinned(super()._repr_mimebundle_(**kwargs), *self._twins())
