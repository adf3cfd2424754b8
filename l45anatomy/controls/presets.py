"""Lesions worth looking at, as places to start from; rows of `data/presets.toml`."""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from l45anatomy.case import Case
from l45anatomy.changes import Change, NerveLesion, Stenosis
from l45anatomy.controls import catalogue
from l45anatomy.evidence import DATA
from l45anatomy.frame import one_of


@dataclass(frozen=True, kw_only=True)
class Preset:
    """One place to start from, with one sentence that says what to look at."""

    id: str
    title: str
    look: str
    case: Case

    @property
    def controls(self) -> tuple[str, ...]:
        """The groups of controls that show its changes."""
        kinds = {type(change) for change in self.case.changes}
        return tuple(name for name, one in catalogue().items() if kinds & set(one.kinds))


@lru_cache(maxsize=1)
def presets() -> Mapping[str, Preset]:
    """Give every preset by its id, in the order in which they are offered."""
    rows = tomllib.loads((DATA / "presets.toml").read_text(encoding="utf-8"))["preset"]
    made = (
        Preset(id=row["id"], title=row["title"], look=row["look"], case=_case(row)) for row in rows
    )
    return MappingProxyType({preset.id: preset for preset in made})


def _case(row: Mapping[str, Any]) -> Case:
    if "changes" in row:
        return Case.from_dict({"changes": row["changes"]})
    return Case(_named(row))


def _named(row: Mapping[str, Any]) -> Change:
    """Give a stenosis of a form, or a lesion of a nerve, in its usual size."""
    if "nerve" in row:
        asked = row["nerve"]
        lesions: dict[str, Callable[..., Change]] = {
            "piriformis": NerveLesion.piriformis,
            "peroneal palsy": NerveLesion.peroneal_palsy,
        }
        return lesions[one_of("lesion", asked["lesion"], lesions)](side=asked["side"])
    form, severity, *side = row["stenosis"].values()
    forms: dict[str, Callable[..., Change]] = {
        "central": Stenosis.central,
        "lateral_recess": Stenosis.lateral_recess,
        "foraminal": Stenosis.foraminal,
    }
    return forms[one_of("form", form, forms)](severity, *side)
