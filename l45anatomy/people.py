"""Healthy people: of a sex, a stature, a width of canal; and a few ready-made ones by name.

The mean adult comes from `data/dimensions.csv`, the ready-made people from `data/people.csv`.
"""

from functools import cache

from l45anatomy import evidence
from l45anatomy.anatomy import Anatomy, from_parameters
from l45anatomy.evidence import limited
from l45anatomy.frame import VERTEBRAE, one_of

_CANAL_LEVEL = "L4"


@cache
def healthy(
    sex: str | None = None,
    stature_mm: float | None = None,
    *,
    canal_mm: float | None = None,
    facet_angle_deg: float | None = None,
) -> Anatomy:
    """Give a healthy adult; without arguments the mixed mean.

    Parameters
    ----------
    sex
        "female" or "male"; sets the stature if none is given.
    stature_mm
        Lengths of bones, discs and nerves follow it, angles do not: a model assumption.
    canal_mm
        Depth of the bony canal at L4 in the midline. All levels follow in proportion, and the sac
        with them, which takes a share of the canal: short pedicles someone was born with.
    facet_angle_deg
        Angle of the facet joints L4-L5 from the sagittal plane, seen from above.

    Raises
    ------
    ValueError
        If a value is outside its range (`limits.csv`, rows `healthy`).
    """
    table = evidence.dimensions()
    scale = _stature_mm(sex, stature_mm) / _stature_mm(None, None)
    person = from_parameters(
        {name: row.value * (scale if row.unit == "mm" else 1.0) for name, row in table.items()}
    )
    if canal_mm is not None:
        share = limited("healthy.canal_mm", canal_mm) / person.vertebra(_CANAL_LEVEL).canal_depth_mm
        for name in VERTEBRAE:
            depth = person.vertebra(name).canal_depth_mm * share
            person = person.with_vertebra(name, canal_depth_mm=depth)
    if facet_angle_deg is not None:
        angle = limited("healthy.facet_angle_deg", facet_angle_deg)
        person = person.with_segment("L4-L5", facet_angle_deg=angle)
    return person


def _stature_mm(sex: str | None, stature_mm: float | None) -> float:
    """Give the stature asked for: the one given, else the mean of the sex, else of both."""
    means = {name: evidence.limits()[f"healthy.stature_{name}_mm"] for name in ("female", "male")}
    if sex is not None:
        one_of("sex", sex, means)
    if stature_mm is not None:
        return limited("healthy.stature_mm", stature_mm)
    return means[sex].value if sex else sum(row.value for row in means.values()) / len(means)


def people() -> tuple[str, ...]:
    """List the names of the ready-made people."""
    return tuple(evidence.people())


def person(name: str) -> Anatomy:
    """Give one of the ready-made people, as "small woman"; `people` lists them."""
    row = evidence.people()[one_of("person", name, people(), "people.csv")]
    return healthy(row.sex or None, row.stature_mm, canal_mm=row.canal_mm)
