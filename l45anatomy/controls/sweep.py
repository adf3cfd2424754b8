"""One control over its whole range: what each root loses, how many findings there are, what tips.

Nothing is meshed. Every place shows what moving there from where the slider stands gives.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from l45anatomy import controls
from l45anatomy.case import Case
from l45anatomy.wording import name_of

POINTS = 13
_COMPRESSED = 3


@dataclass(frozen=True, kw_only=True)
class Sweep:
    """What follows at each place of a slider.

    `losses` gives, by what is caught somewhere, the share it has lost at each of `places`;
    `findings` counts what is abnormal. `contact` is the first place where something is compressed,
    `onset` the first with a finding, None where there is none. Places whose values do not go
    together are left out.
    """

    control: str
    label: str
    unit: str
    places: tuple[float, ...]
    losses: tuple[tuple[str, tuple[float, ...]], ...]
    findings: tuple[int, ...]
    contact: float | None
    onset: float | None


def sweep(case: Case, control: str, groups: Sequence[str], points: int = POINTS) -> Sweep:
    """Move one slider over its whole range and give what follows, the rest staying as it is.

    Raises
    ------
    ValueError
        If it is no slider of these groups.
    """
    known = [f["name"] for f in controls.fields(groups) if f["kind"] == "range"]
    if control not in known:
        raise ValueError(f"control is {control!r}, must be one of {', '.join(known)}")
    return _swept(case, control, tuple(groups), points)


@lru_cache(maxsize=64)
def _swept(case: Case, control: str, groups: tuple[str, ...], points: int) -> Sweep:
    told = controls.values(case, groups)
    field = next(f for f in controls.fields(groups, told=told) if f["name"] == control)
    low, high = field["low"], field["high"]
    places, cases = [], []
    for number in range(points):
        share, step = number / (points - 1), field["step"]
        place = round(low + round((high - low) * share / step) * step, 3)  # where it can stand
        try:
            cases.append(controls.case_of({**told, control: place}, case, groups))
        except ValueError:
            continue
        places.append(place)
    lost = [{name_of(c): c.loss for c in one.compressions if c.grade} for one in cases]
    names = dict.fromkeys(name for here in lost for name in here)
    counts = tuple(len(one.exam.abnormal) for one in cases)
    hit = (p for p, c in zip(places, cases, strict=True) if _is_hit(c))
    shown = (p for p, count in zip(places, counts, strict=True) if count)
    return Sweep(
        control=control,
        label=field["label"],
        unit=field["unit"],
        places=tuple(places),
        losses=tuple((name, tuple(here.get(name, 0.0) for here in lost)) for name in names),
        findings=counts,
        contact=next(hit, None),
        onset=next(shown, None),
    )


def _is_hit(case: Case) -> bool:
    return any(one.grade == _COMPRESSED for one in case.compressions)
