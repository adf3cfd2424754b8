"""The simulator: controls, the live 3D view, the leg and the facts, all of one case.

The widget holds what the controls say and shows the case that follows; it works nothing out. Moves
may arrive from another thread than the kernel's main one, so one lock orders them.
"""

import threading
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import ipywidgets as widgets
import traitlets

from l45anatomy import controls as hands
from l45anatomy.case import Case
from l45anatomy.controls.history import History
from l45anatomy.controls.presets import presets
from l45anatomy.controls.setting import Setting
from l45anatomy.controls.sweep import sweep
from l45anatomy.frame import one_of
from l45anatomy.viewer import ControlPanel
from l45anatomy.viewer.twin import display_with_twin, twinned
from l45anatomy.views import live
from l45anatomy.views.describe import describe
from l45anatomy.views.sweep import choice_html, sweep_html
from l45anatomy.widgets.ahead import Ahead
from l45anatomy.widgets.cover import SAY, Cover
from l45anatomy.widgets.facts import PAGES
from l45anatomy.widgets.layout import COVERED, dress, laid_out
from l45anatomy.widgets.linked import LinkedViews
from l45anatomy.widgets.orders import orders

__all__ = ["Simulator", "simulator"]

_RANGE = "Whole range"


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
        self._offered, self._is_stale = self._places_to_start(), True
        self._owes_a_look, self._ahead = False, Ahead()
        self._sliders = [f["name"] for f in hands.fields(groups) if f["kind"] == "range"]
        self._touched = self._moved_in(self._start) or self._sliders[:1]
        self._cover, self._trains = Cover(is_on=predict), trains
        self.guess, self.verdict = self._cover.form, self._cover.verdict
        self.panel = ControlPanel(unfolded=self._used(self._start) or list(groups[:1]))
        self._views = LinkedViews(self._start.case, {**PAGES, _RANGE: self._sweep}, self._jump)
        self.view, self.slice = self._views.view, self._views.slice
        self.leg, self.facts = self._views.leg, self._views.facts
        parts = {
            "guess": [widgets.HTML(f"<p>{SAY}</p>"), self.guess],
            "controls": [self.panel],
            "view": [self.view],
            "leg": [self.leg],
            "slice": [self.slice],
            "facts": [self.facts],
        }
        super().__init__(laid_out(self.verdict, parts))
        self.add_class("l45-simulator")
        self._listen()
        self._show()

    def _listen(self) -> None:
        self.panel.observe(self._on("values", self._drag), "moved")
        self.panel.observe(self._on("name", self._act), "acted")
        self.guess.observe(self._on("values", self._cover.expect), "moved")
        self.guess.observe(self._on("name", self._uncover), "acted")
        self.verdict.observe(self._on("name", self._after), "acted")
        self.verdict.observe(self._on("name", self._views.point_at), "picked")
        self._views.listen(self._on)
        self.facts.observe(self._on("name", self._choose), "acted")

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
            self._begin(self._start)

    def set(self, case: Case) -> None:
        """Put the controls where a case has them, and show it; what is held stays held."""
        with self._lock:
            self._begin(Setting.of(case, self._groups, self._held))

    def offer(self, groups: Sequence[str]) -> None:
        """Show the controls of some of its groups only; the others stay where they are."""
        with self._lock:
            self._in_sight = tuple(one_of("group", name, self._groups) for name in groups)
            self.panel.unfold(self._in_sight)
            self._show()

    def take(self, plane: str, weighting: str, position_mm: float | None = None) -> None:
        """Take a slice; without a position it goes, and follows, where something is caught."""
        with self._lock:
            self._views.take(plane, weighting, position_mm)

    def undo(self) -> None:
        """Take the last step back; a drag of one slider is one step."""
        with self._lock:
            self._turn(self._history.undo())

    def redo(self) -> None:
        """Do the last step again that was taken back."""
        with self._lock:
            self._turn(self._history.redo())

    # ---- moves and orders

    def _drag(self, moves: Mapping[str, Any]) -> None:
        """Follow the panel; what is chosen from a list is in nobody's hand.

        Where a slider only stands, or was let go, nothing changes, a complaint included.
        """
        rests, pauses = (self.panel.moved.get(way, False) for way in ("rests", "pauses"))
        if moves:
            self._move(moves, drags=all(name in self._sliders for name in moves))
        else:
            self._answer()
        if rests:
            self._history = self._history.rested()
        if (rests or pauses) and not self._cover.is_on:
            self._views.settle()

    def _jump(self, moves: Mapping[str, Any]) -> None:
        """Go to a place that was picked in a chart, as a step of its own."""
        self._history = self._history.rested()
        self._move(moves)
        self._history = self._history.rested()

    def _move(self, moves: Mapping[str, Any], *, drags: bool = False) -> None:
        before, revision = self._history, self.panel.revision
        try:
            setting = before.now.moved(moves)
            self._touched = [n for n in moves if n in self._sliders] or self._touched
            self._go(before.then(setting, moved=tuple(moves)), drags=drags)
            if drags and not self._cover.is_on:
                further = (one.case for one in setting.beyond(before.now, moves))
                self._ahead.begin(self._views.prepare(further))
        except ValueError as error:
            self._refuse(error)
        finally:
            if self.panel.revision == revision:  # the browser waits for an answer, come what may
                self._history = before
                self._answer()

    def _act(self, name: str) -> None:
        value = str(self.panel.acted.get("value", ""))
        try:
            match name:
                case "undo" | "redo" | "reset":
                    getattr(self, name)()
                case "start":
                    case = Case(*self._offered[value].case.changes, anatomy=self.case.person)
                    setting = Setting.of(case, self._groups, self._held)  # it may not fit
                    self._follow()
                    self._owes_a_look = True
                    self._begin(setting)
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
            self._answer()

    def _answer(self) -> None:
        """Tell the browser, which waits for it, that all it said was heard."""
        self.panel.revision += 1
        self.leg.revision = self.facts.revision = self.panel.revision

    def _begin(self, setting: Setting) -> None:
        """Show a setting that no control was moved to, with the controls it uses open."""
        self._open(setting)
        self._go(self._history.then(setting))

    def _turn(self, history: History[Setting]) -> None:
        """Go through the history; what comes into the case by it is opened."""
        if set(self._used(history.now)) - set(self._used(self._history.now)):
            self._open(history.now)
        self._go(history)

    def _open(self, setting: Setting) -> None:
        """Open the groups a case has something of, unless a lesson has chosen what is open."""
        self._touched = self._moved_in(setting) or self._touched
        used = self._used(setting)
        if used and self._in_sight == self._groups:
            self.panel.unfold(used)

    def _go(self, history: History[Setting], *, drags: bool = False) -> None:
        self._ahead.leave()
        self._history = history
        self._show(drags=drags)

    # ---- predict first

    def cover(self) -> None:
        """Cover the views until the learner has said what to expect, or leaves it."""
        with self._lock:
            self._ahead.leave()
            self._cover.lay()
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
            self._show()

    def _after(self, name: str) -> None:
        """Follow what is asked for below a verdict."""
        if name == "again":
            self.cover()
        elif name == "close":
            self._cover.close()

    def _follow(self) -> None:
        """Let the views follow the case again, whatever was picked or placed in them by hand."""
        self._views.follow()
        self._is_stale = True

    # ---- showing

    def _show(self, *, drags: bool = False) -> None:
        """Show the present setting everywhere; the panel comes last and says that all is shown."""
        dress(self, COVERED, is_on=self._cover.is_on)
        case = self._history.now.case
        if not self.trait_has_value("case") or case != self.case:
            self.set_trait("case", case)
            self._is_stale = True
            self._cover.follow(case)
        if self._is_stale and not self._cover.is_on:
            self._views.show(case, self.panel.revision + 1, drags=drags)
            self._is_stale = False  # not before it is drawn: else what failed is never drawn again
            if self._owes_a_look:  # while covered the camera would give the answer away
                self._views.look()
                self._owes_a_look = False
        with self.panel.hold_sync():
            self.panel.values = self._history.now.values
            self.panel.fields = self._fields()
            self.panel.used = self._used(self._history.now)
            is_first, cover = self.case == self._start.case, self._cover if self._trains else None
            self.panel.actions = orders(self._history, self._offered, cover, is_first=is_first)
            self.panel.note = ""
            self._answer()

    def _fields(self) -> list[dict[str, Any]]:
        """Give the controls that a lesson shows."""
        own = self._history.now.fields
        return [field for field in own if hands.group_of(field["name"]) in self._in_sight]

    def _sweep(self, *_: Any) -> str:
        """Draw the whole range of the slider that moved last, at first that of the first one.

        The others of its group can be chosen instead, all as far as they can be moved.
        """
        now, sliders = self._history.now, (f for f in self._fields() if f["kind"] == "range")
        free = {field["name"]: field for field in sliders if not field["disabled"]}
        control = next((name for name in (*self._touched, *free) if name in free), "")
        if not control:
            return "<p>There is no slider here that can be moved.</p>"
        own = {n: f["label"] for n, f in free.items() if f["group"] == free[control]["group"]}
        chart = sweep_html(sweep(now, control), float(now.values[control]))
        return choice_html(own, control) + chart

    def _choose(self, control: str) -> None:
        """Show the whole range of another slider."""
        if control in self._sliders:
            self._touched = [control]
            self._views.turn_to(_RANGE)

    def _moved_in(self, setting: Setting) -> list[str]:
        """Give the sliders that do not stand at rest."""
        at_rest = {f["name"]: f["rest"] for f in hands.fields(self._groups)}
        return [n for n in self._sliders if setting.values[n] != at_rest[n]]

    def _used(self, setting: Setting) -> list[str]:
        """Give the groups that its case has something of."""
        return [name for name in self._groups if hands.shown_in(setting.case, name)]

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
