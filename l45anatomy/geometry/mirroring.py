"""The other side: solids reflected in the midline plane.

Left and right are built from the same numbers as a rule. Their surface and their distances are
then made once and reflected, which takes a tenth of the time.
"""

from dataclasses import replace
from functools import lru_cache

from l45anatomy.frame import Vec
from l45anatomy.geometry.drum import Drum
from l45anatomy.geometry.ellipsoid import Ellipsoid
from l45anatomy.geometry.fields import Blend, Field, Mirrored, Moved, Union
from l45anatomy.geometry.plate import Plate


def is_on_left(field: Field) -> bool:
    """Whether most of a solid lies on the left."""
    return field.bounds.low[0] + field.bounds.high[0] < 0


@lru_cache(maxsize=512)
def reflected(field: Field) -> Field | None:
    """Give the same solid on the other side; None for one whose reflection is not known."""
    match field:
        case Mirrored() | Drum():
            return field
        case Ellipsoid(centre=centre, turn_deg=turn):
            return replace(field, centre=_across(centre), turn_deg=0.0 - turn)
        case Plate(a=a, b=b, c=c):
            return replace(field, a=_across(a), b=_across(b), c=_across(c))
        case Blend(parts=parts):
            found = tuple(part for part in map(reflected, parts) if part is not None)
            return replace(field, parts=found) if len(found) == len(parts) else None
    return None


@lru_cache(maxsize=512)
def is_even(field: Field) -> bool:
    """Whether a solid is its own mirror image; False for one of which that is not known.

    A part and its reflection are not known to be: what is blended first changes the blend a little.
    """
    match field:
        case Moved(shape=shape, placement=placement):
            return placement.offset[0] == 0.0 and is_even(shape)
        case Blend(parts=parts) | Union(parts=parts):
            return all(map(is_even, parts))
    return reflected(field) == field


def _across(point: Vec) -> Vec:
    return (0.0 - point[0], point[1], point[2])
