"""The sliders and lists of one cause each: they say which change of the anatomy is asked for."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, ClassVar, Protocol

import ipywidgets as widgets

from l45anatomy import evidence
from l45anatomy.changes import Change, Herniation, Spondylolisthesis, Stenosis
from l45anatomy.frame import LEVELS, ZONES, Side

_WIDE = {"description_width": "6.5em"}


class Controls(Protocol):
    """The controls of one cause."""

    kind: ClassVar[type[Any]]
    box: widgets.VBox

    @classmethod
    def names(cls) -> tuple[str, ...]:
        """Name the controls, as `lock` takes them."""

    def change(self) -> Change | None:
        """Give the change the controls ask for; none if its size is zero."""

    def set(self, change: Any) -> None:
        """Put the controls where a change has them; none puts its size to zero."""

    def on_change(self, call: Callable[[], None]) -> None:
        """Call back when any control moves."""


def _slider(name: str, parameter: str, unit: str, high: float, step: float) -> widgets.FloatSlider:
    row = evidence.limits()[parameter]
    return widgets.FloatSlider(
        min=row.low or 0.0,
        max=min(high, row.high or high),
        step=step,
        value=0.0,
        description=name,
        tooltip=f"{name}, {unit}",
        readout_format=".1f" if step < 1 else "d",
        style=_WIDE,
    )


def _choice(name: str, options: Any) -> widgets.Dropdown:
    return widgets.Dropdown(options=options, description=name, style=_WIDE)


class _Group:
    """Named controls in a box under a title; locked ones cannot be moved."""

    title: ClassVar[str]

    def __init__(self, controls: dict[str, Any], lock: Mapping[str, Any]) -> None:
        self.controls = controls
        for name, control in controls.items():
            if name in lock:
                control.value = lock[name]
                control.disabled = True
        heading = widgets.HTML(f"<h3>{self.title}</h3>")
        self.box = widgets.VBox([heading, *controls.values()])
        self.box.add_class("l45-simulator-group")

    def on_change(self, call: Callable[[], None]) -> None:
        """Call back when any control moves."""
        for control in self.controls.values():
            control.observe(lambda _: call(), names="value")

    def put(self, **values: Any) -> None:
        """Put controls to values, locked ones excepted."""
        for name, value in values.items():
            if not self.controls[name].disabled:
                self.controls[name].value = value

    def value(self, name: str) -> Any:
        """Give the value of one control."""
        return self.controls[name].value


class HerniationControls(_Group):
    """Level, side, zone, reach and migration of a disc herniation."""

    kind: ClassVar[type[Any]] = Herniation
    title = "Herniated disc"

    @classmethod
    def names(cls) -> tuple[str, ...]:
        """Name the controls, as `lock` takes them."""
        return ("level", "side", "zone", "reach", "migration")

    def __init__(self, lock: Mapping[str, Any]) -> None:
        made = (
            _choice("level", LEVELS),
            _choice("side", [side.value for side in Side]),
            _choice("zone", ZONES),
            _slider("reach, mm", "herniation.reach_mm", "mm", 12.0, 0.5),
            _slider("up, mm", "herniation.migration_mm", "mm", 12.0, 1.0),
        )
        super().__init__(dict(zip(self.names(), made, strict=True)), lock)
        if "level" not in lock:
            self.put(level="L4-L5")

    def change(self) -> Herniation | None:
        """Give the herniation the controls ask for."""
        reach = self.value("reach")
        if not reach:
            return None
        return Herniation(
            side=self.value("side"),
            zone=self.value("zone"),
            reach_mm=reach,
            level=self.value("level"),
            migration_mm=self.value("migration"),
        )

    def set(self, change: Herniation | None) -> None:
        """Put the controls where a herniation has them."""
        if change is None:
            self.put(level="L4-L5", side="left", zone="subarticular", reach=0.0, migration=0.0)
            return
        self.put(
            level=change.level,
            side=str(change.side or "left"),
            zone=change.zone,
            reach=change.reach_mm,
            migration=change.migration_mm,
        )


class StenosisControls(_Group):
    """The contributors that narrow one level."""

    kind: ClassVar[type[Any]] = Stenosis
    title = "Narrow canal"

    @classmethod
    def names(cls) -> tuple[str, ...]:
        """Name the controls, as `lock` takes them."""
        return ("level", "side", "flavum", "facet", "bulge", "height", "pedicle")

    def __init__(self, lock: Mapping[str, Any]) -> None:
        made = (
            _choice("level", LEVELS),
            _choice("side", ["both", *(side.value for side in Side)]),
            _slider("flavum, mm more", "stenosis.facet_mm", "mm", 5.0, 0.25),
            _slider("facets, mm more", "stenosis.facet_mm", "mm", 6.0, 0.25),
            _slider("disc bulge, mm", "stenosis.bulge_mm", "mm", 5.0, 0.25),
            _slider("disc loss, mm", "stenosis.height_loss_mm", "mm", 6.0, 0.25),
            _slider("pedicle, mm less", "stenosis.short_pedicle_mm", "mm", 6.0, 0.25),
        )
        super().__init__(dict(zip(self.names(), made, strict=True)), lock)

    def _usual(self) -> float:
        return evidence.dimensions()[f"{self.value('level')}.flavum_mm"].value

    def change(self) -> Stenosis | None:
        """Give the stenosis the controls ask for."""
        sizes = [self.value(name) for name in self.names()[2:]]
        if not any(sizes):
            return None
        flavum, facet, bulge, height, pedicle = sizes
        side = self.value("side")
        return Stenosis(
            level=self.value("level"),
            side=None if side == "both" else side,
            flavum_mm=self._usual() + flavum if flavum else None,
            facet_mm=facet,
            bulge_mm=bulge,
            height_loss_mm=height,
            short_pedicle_mm=pedicle,
        )

    def set(self, change: Stenosis | None) -> None:
        """Put the controls where a stenosis has them."""
        if change is None:
            none = dict.fromkeys(self.names()[2:], 0.0)
            self.put(level="L4-L5", side="both", **none)
            return
        self.put(level=change.level, side=str(change.side or "both"))
        more = 0.0 if change.flavum_mm is None else change.flavum_mm - self._usual()
        self.put(
            flavum=max(more, 0.0),
            facet=change.facet_mm,
            bulge=change.bulge_mm,
            height=change.height_loss_mm,
            pedicle=change.short_pedicle_mm,
        )


class SlipControls(_Group):
    """Level, kind and size of a slip."""

    kind: ClassVar[type[Any]] = Spondylolisthesis
    title = "Slipped vertebra"

    @classmethod
    def names(cls) -> tuple[str, ...]:
        """Name the controls, as `lock` takes them."""
        return ("level", "kind", "slip")

    def __init__(self, lock: Mapping[str, Any]) -> None:
        made = (
            _choice("level", LEVELS),
            _choice("kind", ["degenerative", "isthmic"]),
            _slider("slip, %", "spondylolisthesis.degenerative_percent", "%", 35.0, 1.0),
        )
        super().__init__(dict(zip(self.names(), made, strict=True)), lock)

    def change(self) -> Spondylolisthesis | None:
        """Give the slip the controls ask for."""
        if not self.value("slip"):
            return None
        return Spondylolisthesis(self.value("slip"), self.value("level"), self.value("kind"))

    def set(self, change: Spondylolisthesis | None) -> None:
        """Put the controls where a slip has them."""
        if change is None:
            self.put(level="L4-L5", kind="degenerative", slip=0.0)
            return
        self.put(level=change.level, kind=change.kind, slip=change.slip_percent)


CONTROLS: Mapping[str, type[HerniationControls | StenosisControls | SlipControls]] = (
    MappingProxyType(
        {
            "herniation": HerniationControls,
            "stenosis": StenosisControls,
            "spondylolisthesis": SlipControls,
        }
    )
)
