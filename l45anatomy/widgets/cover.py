"""The cover over the views of a simulator: it asks what is expected, and tells how that compares.

It keeps the prediction until it is closed, whatever is moved meanwhile. Laying it again costs one
button, so that a learner can train.
"""

from collections.abc import Mapping
from typing import Any

from l45anatomy.case import Case
from l45anatomy.viewer import ControlPanel, PageView
from l45anatomy.widgets import prediction
from l45anatomy.widgets.prediction import Verdict
from l45anatomy.wording import listed

__all__ = ["SAY", "Cover"]

SAY = (
    "The views are covered. The controls say what is wrong with this spine; change them if you "
    "like. What do you expect?"
)
_SEE = {"name": "see", "label": "See what happens"}
_LEAVE = {"name": "leave", "label": "Show without predicting"}


class Cover:
    """What lies over the views: `form` asks, `verdict` tells, `is_on` says whether it is there."""

    def __init__(self, *, is_on: bool) -> None:
        self.is_on = is_on
        self.form = ControlPanel(fields=prediction.form(), actions=[_SEE], below=True)
        self.verdict = PageView(label="Your prediction")
        self._told: Verdict | None = None
        self._clear()

    def _clear(self) -> None:
        self.form.values = {field["name"]: field["rest"] for field in self.form.fields}
        self.form.note = ""

    def lay(self) -> None:
        """Cover the views, and ask anew; this time one may leave without an answer."""
        self.is_on = True
        self.close()
        with self.form.hold_sync():
            self._clear()
            self.form.actions = [_SEE, _LEAVE]
            self.form.revision += 1
            self.form.called += 1

    def expect(self, moves: Mapping[str, Any]) -> None:
        """Take what is chosen in the form; a complaint stays until something is."""
        with self.form.hold_sync():
            self.form.values = {**self.form.values, **moves}
            self.form.note = "" if moves else self.form.note
            self.form.revision += 1

    def lift(self, case: Case) -> None:
        """Take the cover off, and tell how the prediction compares; while a part is open, ask."""
        self.expect(self.form.acted.get("values", {}))
        said = prediction.read(self.form.values)
        if unsaid := prediction.missing(said):
            self.form.note = f"First say {listed(unsaid)}. A guess is fine."
            return
        self.is_on = False
        self._told = prediction.judged(said, case)
        with self.verdict.hold_sync():
            self.follow(case)
            self.verdict.called += 1

    def leave(self) -> None:
        """Take the cover off without an answer."""
        self.is_on = False

    def close(self) -> None:
        """Put the verdict away."""
        self._told = None
        self.verdict.content = self.verdict.text = ""

    def follow(self, case: Case) -> None:
        """Keep the verdict, and say whether it is about the case that is shown now."""
        if self._told is not None:
            is_past = case != self._told.case
            self.verdict.content = prediction.verdict_html(self._told, is_past=is_past)
            self.verdict.text = prediction.headline(self._told)
