"""The simulator: sliders, the live 3D view, the leg, the findings and the reason why.

The widget holds what the controls say and shows the case that follows; it works nothing out. Moves
may arrive from another thread than the kernel's main one, so one lock orders them.
"""

import threading
from base64 import b64encode
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

import ipywidgets as widgets
import traitlets

from l45anatomy.case import Case
from l45anatomy.frame import one_of
from l45anatomy.neurology import why
from l45anatomy.viewer import SpineView
from l45anatomy.viewer.twin import display_with_twin
from l45anatomy.views import live
from l45anatomy.views.bodymap import body_svg
from l45anatomy.views.describe import describe
from l45anatomy.views.exam import exam_html
from l45anatomy.views.nerves import nerves_html
from l45anatomy.widgets.controls import CONTROLS, Controls
from l45anatomy.wording import in_words

__all__ = ["Simulator", "simulator"]

STYLE = Path(__file__).with_name("simulator.css")


def simulator(
    case: Case | None = None,
    controls: Sequence[str] = ("herniation",),
    lock: Mapping[str, Any] | None = None,
) -> "Simulator":
    """Show a spine whose disc, canal or slip can be changed, and what follows in the leg.

    `controls` are any of "herniation", "stenosis", "spondylolisthesis". `case` sets where they
    start; `lock` holds controls at a value, as `{"level": "L4-L5"}`.
    """
    names = (controls,) if isinstance(controls, str) else tuple(controls)
    return Simulator(Case() if case is None else case, names, dict(lock or {}))


class Simulator(widgets.VBox):  # type: ignore[misc]  # ipywidgets has no types
    """Controls and the views of the case they make; `.case` is that case."""

    case = traitlets.Instance(Case, read_only=True)

    def __init__(self, case: Case, names: tuple[str, ...], lock: dict[str, Any]) -> None:
        if not isinstance(case, Case):
            raise ValueError(f"case is {case!r}, must be a Case")
        if not names:
            raise ValueError(f"controls is empty, must name any of {', '.join(CONTROLS)}")
        for name in names:
            one_of("controls", name, CONTROLS)
        unknown = set(lock) - {key for name in names for key in CONTROLS[name].names()}
        if unknown:
            known = sorted({key for name in names for key in CONTROLS[name].names()})
            raise ValueError(f"lock names {sorted(unknown)}, must be any of {', '.join(known)}")
        self._lock = threading.RLock()
        self._start = case
        self._groups: list[Controls] = [CONTROLS[name](lock) for name in names]
        self._kinds = tuple(group.kind for group in self._groups)
        self._given = case
        self._is_setting = False
        self.view = SpineView(span=live.SPAN_MM, height=520, faded=list(live.VEILS))
        self.view.picture = lambda: live.picture(self.case)
        self._leg, self._nerves = _html("leg"), _html("nerves")
        self._findings, self._why = _html("findings"), _html("why")
        self._why.layout.width = "auto"
        reset = widgets.Button(description="Reset", tooltip="Back to where this began")
        reset.add_class("l45-simulator-reset")
        reset.on_click(lambda _: self.reset())
        for group in self._groups:
            group.on_change(self._moved)
        style = widgets.HTML(f"<style>{STYLE.read_text(encoding='utf-8')}</style>")
        style.add_class("l45-simulator-style")
        boxes = [group.box for group in self._groups]
        panel = widgets.VBox([*boxes, reset])
        facts = widgets.VBox([self._why, self._nerves])
        upper = widgets.HBox(
            [
                panel.add_class("l45-simulator-controls"),
                facts.add_class("l45-simulator-facts"),
                widgets.VBox([self.view]).add_class("l45-simulator-view"),
                widgets.VBox([self._leg]).add_class("l45-simulator-leg"),
            ]
        )
        super().__init__([style, upper.add_class("l45-simulator-upper"), self._findings])
        self.add_class("l45-simulator")
        self.reset()

    def reset(self) -> None:
        """Go back to the case this began with."""
        self.set(self._start)

    def set(self, case: Case) -> None:
        """Put the controls where a case has them, and show it."""
        for group in self._groups:
            same = [change for change in case.changes if isinstance(change, group.kind)]
            if len(same) > 1:
                names = "; ".join(map(str, same))
                raise ValueError(f"case has {names}, must have one {group.kind.__name__} at most")
        with self._lock:
            self._given = case
            self._is_setting = True
            try:
                for group in self._groups:
                    found = [c for c in case.changes if isinstance(c, group.kind)]
                    group.set(found[0] if found else None)
            finally:
                self._is_setting = False
            self._moved()

    def _moved(self) -> None:
        with self._lock:
            if self._is_setting:
                return
            given = self._given
            rest = [c for c in given.changes if not isinstance(c, self._kinds)]
            made = [change for group in self._groups if (change := group.change()) is not None]
            case = Case(*rest, *made, anatomy=given.person)
            if self.view.names and case == self.case:
                return
            self.set_trait("case", case)
            self._show(case)

    def _show(self, case: Case) -> None:
        live.show(case, self.view)
        exam = case.exam
        self._nerves.value = nerves_html(case.compressions)
        self._findings.value = exam_html(exam)
        self._leg.value = body_svg(exam)
        worst = max(exam.abnormal, key=lambda finding: finding.level, default=None)
        if worst is None:
            told = f"<p>{escape(live.caption(case))} The examination is normal.</p>"
        else:
            because = "; ".join(in_words(compression) for compression in worst.because)
            told = (
                f"<p><strong>{escape(worst.name)}: {escape(worst.label)}</strong>, because "
                f"{escape(because)}.</p><details><summary>The whole chain of reasons</summary>"
                f"<pre>{escape(why(worst))}</pre></details>"
            )
        self._why.value = f'<section aria-live="polite" aria-label="Why">{told}</section>'

    def __repr__(self) -> str:
        return f"Simulator({self.case})"

    def _ipython_display_(self) -> None:
        bundle, _ = self._repr_mimebundle_()
        display_with_twin(repr(self), bundle, live.picture(self.case), describe(self.case))

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        """Give the widget with its picture and its text beside it."""
        data = super()._repr_mimebundle_(**kwargs)
        bundle, metadata = data if isinstance(data, tuple) else (data or {}, {})
        picture = b64encode(live.picture(self.case)).decode()
        return {**bundle, "text/plain": describe(self.case), "image/png": picture}, metadata


def _html(name: str) -> widgets.HTML:
    return widgets.HTML().add_class(f"l45-simulator-{name}")
