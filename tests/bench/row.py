"""One line of the table: what is measured, beside what, and whether the budget is held."""

from dataclasses import dataclass

HEAD = ("what", "measured", "beside", "ratio", "budget", "verdict")


@dataclass(frozen=True, kw_only=True)
class Row:
    """One line: what, how much, the other side, and what DESIGN section 6 allows.

    What could not be measured is None, and the line says so.
    """

    what: str
    measured: float | None
    unit: str
    other: str = ""
    beside: float | None = None
    budget: float | None = None
    budget_ratio: float | None = None

    @property
    def cells(self) -> tuple[str, ...]:
        """The line as text."""
        ratio = None
        if self.beside and self.measured is not None:
            ratio = self.measured / self.beside
        beside = "not measured" if self.beside is None else f"{self.other} {self.beside:.3g}"
        allowed = "-"
        if self.budget is not None:
            allowed = f"{self.budget:g} {self.unit}".strip()
        if self.budget_ratio is not None:
            allowed = f"{self.budget_ratio:.2g} x"
        return (
            self.what,
            "not measured" if self.measured is None else f"{self.measured:.3g} {self.unit}".strip(),
            beside if self.other else "-",
            "-" if ratio is None else f"{ratio:.2g} x",
            allowed,
            self._verdict(ratio),
        )

    def _verdict(self, ratio: float | None) -> str:
        if self.budget is not None and self.measured is not None:
            return "held" if self.measured <= self.budget else "MISSED"
        if self.budget_ratio is not None and ratio is not None:
            return "held" if ratio <= self.budget_ratio else "MISSED"
        return "-"
