"""The sliders and lists of one cause each: they say which change of the anatomy is asked for."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, ClassVar, Protocol

import ipywidgets as widgets

from l45anatomy import evidence
from l45anatomy.changes import Change, Herniation, Spondylolisthesis, Stenosis
from l45anatomy.changes.spondylolisthesis import KINDS
from l45anatomy.frame import LEVELS, ZONES, Side, one_of, within

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


def _slider(name: str, parameter: str, step: float) -> widgets.FloatSlider:
    """Give a slider over all that `limits.csv` allows for a parameter."""
    row = evidence.limits()[parameter]
    return widgets.FloatSlider(
        min=row.low,
        max=row.high,
        step=step,
        value=min(max(0.0, row.low or 0.0), row.high or 0.0),
        description=name,
        readout_format=".1f" if step < 1 else "d",
        style=_WIDE,
    )


def _choice(name: str, options: Any) -> widgets.Dropdown:
    return widgets.Dropdown(options=options, description=name, style=_WIDE)


def _check_lock(name: str, control: Any, value: Any) -> None:
    if isinstance(control, widgets.Dropdown):
        one_of(f"lock of {name}", value, control.options)
    else:
        within(f"lock of {name}", value, control.min, control.max, "limits.csv")


class _Group:
    """Named controls in a box under a title; locked ones cannot be moved."""

    title: ClassVar[str]

    def __init__(self, controls: dict[str, Any], lock: Mapping[str, Any]) -> None:
        self.controls = controls
        for name, control in controls.items():
            if name in lock:
                _check_lock(name, control, lock[name])
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
            _slider("reach, mm", "herniation.reach_mm", 0.5),
            _slider("up, mm", "herniation.migration_mm", 1.0),
        )
        super().__init__(dict(zip(self.names(), made, strict=True)), lock)
        self._unseen: tuple[float | None, str] = (None, "protrusion")

    def change(self) -> Herniation | None:
        """Give the herniation the controls ask for; what they do not show stays as it was given."""
        reach = self.value("reach")
        if not reach:
            return None
        base, kind = self._unseen
        deeper_than_wide = reach > (base or evidence.limits()["herniation.base_mm"].value)
        return Herniation(
            side=self.value("side"),
            zone=self.value("zone"),
            reach_mm=reach,
            level=self.value("level"),
            base_mm=base,
            migration_mm=self.value("migration"),
            # Deeper than wide is an extrusion by definition [fardon2014].
            kind="extrusion" if deeper_than_wide and kind == "protrusion" else kind,
        )

    def set(self, change: Herniation | None) -> None:
        """Put the controls where a herniation has them."""
        if change is None:
            self._unseen = (None, "protrusion")
            self.put(level="L4-L5", side="left", zone="subarticular", reach=0.0, migration=0.0)
            return
        self._unseen = (change.base_mm, change.kind)
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
            _slider("flavum, mm", "stenosis.flavum_mm", 0.01),
            _slider("facets, mm more", "stenosis.facet_mm", 0.05),
            _slider("disc bulge, mm", "stenosis.bulge_mm", 0.05),
            _slider("disc loss, mm", "stenosis.height_loss_mm", 0.05),
            _slider("pedicle, mm less", "stenosis.short_pedicle_mm", 0.05),
        )
        super().__init__(dict(zip(self.names(), made, strict=True)), lock)

    def _usual(self, level: str) -> float:
        return evidence.dimensions()[f"{level}.flavum_mm"].value

    def change(self) -> Stenosis | None:
        """Give the stenosis the controls ask for."""
        level, side, flavum, *others = (self.value(name) for name in self.names())
        thick = flavum if flavum > self._usual(level) else None
        if thick is None and not any(others):
            return None
        facet, bulge, height, pedicle = others
        return Stenosis(
            level=level,
            side=None if side == "both" else side,
            flavum_mm=thick,
            facet_mm=facet,
            bulge_mm=bulge,
            height_loss_mm=height,
            short_pedicle_mm=pedicle,
        )

    def set(self, change: Stenosis | None) -> None:
        """Put the controls where a stenosis has them."""
        given = change or Stenosis()
        self.put(
            level=given.level,
            side=str(given.side or "both"),
            flavum=self._usual(given.level) if given.flavum_mm is None else given.flavum_mm,
            facet=given.facet_mm,
            bulge=given.bulge_mm,
            height=given.height_loss_mm,
            pedicle=given.short_pedicle_mm,
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
            _choice("kind", KINDS),
            _slider("slip, %", "spondylolisthesis.degenerative_percent", 0.5),
        )
        controls = dict(zip(self.names(), made, strict=True))
        controls["kind"].observe(lambda _: self._limit(), names="value")
        self.controls = controls
        if "kind" in lock:
            one_of("lock of kind", lock["kind"], KINDS)
            controls["kind"].value = lock["kind"]
        super().__init__(controls, lock)

    def _limit(self) -> None:
        """Let the slider reach what is allowed for the kind of slip."""
        row = evidence.limits()[f"spondylolisthesis.{self.value('kind')}_percent"]
        self.controls["slip"].max = row.high

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
