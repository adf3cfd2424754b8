"""The sacrum: five fused bodies, alae, superior facets, crest, and the holes the roots leave by.

Its own frame has the origin at the centre of the upper endplate of S1, z along its normal. The
shape is a model assumption, drawn to the proportions of published means: table 97 deg to the rear
wall, canal 30 by 20 mm at S1, ventral foramina about 12 mm wide [kumari2021].
"""

from functools import lru_cache
from itertools import pairwise

from l45anatomy.anatomy import Vertebra
from l45anatomy.frame import Vec
from l45anatomy.geometry.drum import Drum, Outline
from l45anatomy.geometry.fields import Blend, Difference, Field, Mirrored, Moved, Plate, RoundCone
from l45anatomy.geometry.placement import Placement

_BODIES: tuple[tuple[Vec, float], ...] = (
    ((0.0, -1.0, -12.0), 14.0),
    ((0.0, -4.0, -34.0), 11.0),
    ((0.0, -5.0, -55.0), 8.5),
    ((0.0, -2.0, -73.0), 7.0),
    ((0.0, 5.0, -88.0), 5.5),
    ((0.0, 12.0, -98.0), 3.5),
)
SUPERIOR_FACET: tuple[Vec, Vec] = ((23.0, -30.0, -6.0), (21.0, -32.0, 9.0))
_FORAMINA: tuple[tuple[Vec, Vec, float], ...] = (
    ((12.0, -24.0, -16.0), (20.0, 14.0, -33.0), 5.6),
    ((11.0, -26.0, -40.0), (18.0, 10.0, -52.0), 4.2),
    ((9.5, -22.0, -58.0), (15.0, 10.0, -68.0), 3.2),
)


def _chain(points: tuple[tuple[Vec, float], ...]) -> list[Field]:
    return [RoundCone(a, b, ra, rb) for (a, ra), (b, rb) in pairwise(points)]


def table(sizes: Vertebra) -> Outline:
    """Give the outline of the S1 endplate, a little smaller than L5's lower one [textbook]."""
    half_width, half_depth = 0.45 * sizes.body_width_mm, 0.48 * sizes.body_depth_mm
    front_r = 0.9 * half_depth
    rear_r = 0.55 * half_depth
    return Outline(
        front_x=half_width - front_r - 4.0,
        front_y=half_depth - front_r,
        front_r=front_r,
        rear_x=half_width - rear_r,
        rear_y=-half_depth + rear_r,
        rear_r=rear_r,
    )


@lru_cache(maxsize=64)
def sacrum(sizes: Vertebra) -> Field:
    """Give the sacrum that carries an L5 of the given sizes, in its own frame."""
    first = Moved(
        Drum(
            outline=table(sizes), height_front=30.0, height_rear=26.0, waist_front=2.0, flare=-8.0
        ),
        Placement((0.0, 0.0, -14.0)),
    )
    facet_base, facet_top = SUPERIOR_FACET
    ala_root, ala_tip, ala_rear = (20.0, -2.0, -9.0), (50.0, 1.0, -13.0), (44.0, -24.0, -20.0)
    auricular_low, waist_low = (44.0, -16.0, -48.0), (28.0, -12.0, -62.0)
    side: list[Field] = [
        first,
        *_chain(_BODIES),
        Plate(ala_root, ala_tip, ala_rear, 6.5),
        Plate(ala_tip, ala_rear, auricular_low, 6.0),
        Plate(ala_root, ala_tip, auricular_low, 6.0),
        Plate((16.0, -6.0, -46.0), auricular_low, waist_low, 5.5),
        Plate((8.0, -6.0, -64.0), (28.0, -10.0, -60.0), (12.0, 0.0, -86.0), 4.0),
        RoundCone((22.0, -10.0, -14.0), (25.0, -27.0, -14.0), 8.5, 6.5),
        RoundCone((25.0, -27.0, -14.0), facet_base, 6.5, 5.0),
        Plate(facet_base, facet_top, (26.5, -27.0, 5.0), 3.2),
        Plate((23.0, -30.0, -10.0), (0.0, -40.0, -14.0), (0.0, -40.0, -30.0), 2.6),
        Plate((23.0, -30.0, -10.0), (0.0, -40.0, -30.0), (26.0, -28.0, -34.0), 2.6),
        Plate((0.0, -40.0, -30.0), (26.0, -28.0, -34.0), (22.0, -20.0, -62.0), 2.6),
        Plate((0.0, -40.0, -30.0), (0.0, -26.0, -66.0), (22.0, -20.0, -62.0), 2.6),
        Plate((26.0, -28.0, -14.0), (26.0, -28.0, -34.0), (44.0, -24.0, -22.0), 5.0),
        Plate((26.0, -28.0, -34.0), (44.0, -20.0, -40.0), (22.0, -18.0, -62.0), 5.0),
        RoundCone((0.0, -44.0, -16.0), (0.0, -45.0, -30.0), 3.2, 3.0),
        RoundCone((0.0, -44.0, -32.0), (0.0, -31.0, -64.0), 3.0, 2.2),
    ]
    holes = tuple(RoundCone(a, b, radius, radius * 1.25) for a, b, radius in _FORAMINA)
    return Mirrored(Difference(Blend(tuple(side), 5.0), holes, 2.5))


def foramen(index: int) -> tuple[Vec, Vec]:
    """Give the axis of a sacral foramen on the right, from the canal to the pelvis; S1 is 0."""
    inner, outer, _ = _FORAMINA[index]
    return inner, outer
