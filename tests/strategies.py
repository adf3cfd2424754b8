"""What Hypothesis draws from: points, solids, healthy people and what happens to their spines.

Numbers come in hundredths of a millimetre: nothing in the model is finer, and examples stay short.
"""

from dataclasses import replace

import numpy as np
from hypothesis import strategies as st

from l45anatomy import (
    Case,
    ConjoinedRoot,
    DiscDegeneration,
    Foraminotomy,
    Fracture,
    Fusion,
    Herniation,
    Laminectomy,
    Microdiscectomy,
    NerveLesion,
    Side,
    Spondylolisthesis,
    Stenosis,
    SynovialCyst,
    TransitionalVertebra,
    evidence,
)
from l45anatomy.anatomy import Anatomy, Cyst, Injury, Protrusion, Segment, Window, from_parameters
from l45anatomy.changes import Change
from l45anatomy.changes.fracture import KINDS as FRACTURES
from l45anatomy.changes.herniation import KINDS as HERNIATIONS
from l45anatomy.changes.spondylolisthesis import KINDS as SLIPS
from l45anatomy.changes.surgery import APPROACHES
from l45anatomy.frame import LEVELS, VERTEBRAE, ZONES, Points
from l45anatomy.geometry.cone import RoundCone
from l45anatomy.geometry.drum import Drum, Outline
from l45anatomy.geometry.ellipsoid import Ellipsoid
from l45anatomy.geometry.fields import (
    Blend,
    Difference,
    Mirrored,
    Moved,
    Union,
)
from l45anatomy.geometry.placement import Box, Placement
from l45anatomy.geometry.plate import Plate

Operation = Microdiscectomy | Laminectomy | Foraminotomy | Fusion
SIDED_ZONES = tuple(zone for zone in ZONES if zone != "central")


def numbers(low: float, high: float) -> st.SearchStrategy[float]:
    """Hundredths from low to high, both ends included."""
    steps = st.integers(0, round((high - low) * 100))
    return steps.map(lambda n: min(round(low + n / 100, 2), high) if n else low)


def limited(parameter: str, most: float | None = None) -> st.SearchStrategy[float]:
    """Sizes that a row of `limits.csv` allows, its ends included."""
    row = evidence.limits()[parameter]
    return numbers(row.low, row.high if most is None else min(most, row.high))


# --- places and solids ----------------------------------------------------------------------------


def vectors(reach: float = 30.0) -> st.SearchStrategy[tuple[float, float, float]]:
    """Points within `reach` mm of the origin along each axis."""
    return st.tuples(*[numbers(-reach, reach)] * 3)


def clouds(reach: float = 60.0, count: int = 200) -> st.SearchStrategy[Points]:
    """Many points at once, (count, 3): Hypothesis picks the seed, numpy scatters."""
    return st.integers(0, 2**32 - 1).map(
        lambda seed: np.random.default_rng(seed).uniform(-reach, reach, (count, 3))
    )


def boxes() -> st.SearchStrategy[Box]:
    """Boxes, flat ones included."""
    return st.builds(lambda a, b: Box.around(np.array([a, b])), vectors(), vectors())


def placements() -> st.SearchStrategy[Placement]:
    """Sagittal turns with a shift."""
    return st.builds(Placement, vectors(), numbers(-90.0, 90.0))


def ellipsoids() -> st.SearchStrategy[Ellipsoid]:
    """Ellipsoids from a thin ridge to a large dome, turned about z."""
    half = st.tuples(*[numbers(1.0, 18.0)] * 3)
    return st.builds(Ellipsoid, vectors(10.0), half, numbers(-180.0, 180.0))


def round_cones() -> st.SearchStrategy[RoundCone]:
    """Bars of any taper, balls that swallow the other end included."""
    return st.builds(
        RoundCone, vectors(20.0), vectors(20.0), numbers(0.5, 12.0), numbers(0.5, 12.0)
    )


def plates() -> st.SearchStrategy[Plate]:
    """Triangles given thickness, degenerate ones included."""
    return st.builds(Plate, vectors(20.0), vectors(20.0), vectors(20.0), numbers(0.5, 6.0))


_ENDPLATES = (
    Outline(front_x=5.5, front_y=1.7, front_r=15.6, rear_x=12.6, rear_y=-5.7, rear_r=14.7),
    Outline(front_x=5.2, front_y=-1.2, front_r=16.9, rear_x=12.7, rear_y=-5.9, rear_r=15.0),
    Outline(front_x=5.6, front_y=-4.6, front_r=18.0, rear_x=18.7, rear_y=-6.3, rear_r=10.1),
)


def outlines() -> st.SearchStrategy[Outline]:
    """D-shaped outlines of small and large endplates."""
    return st.builds(
        Outline.scaled, st.sampled_from(_ENDPLATES), numbers(0.85, 1.15), numbers(0.85, 1.15)
    )


def bodies() -> st.SearchStrategy[Drum]:
    """Drums with a waist, as tall as a vertebral body."""
    return st.builds(
        Drum,
        outline=outlines(),
        height_front=numbers(26.0, 33.0),
        height_rear=numbers(22.0, 30.0),
        waist_side=numbers(0.0, 7.5),
        waist_front=numbers(0.0, 3.5),
        flare=numbers(-1.0, 1.0),
        dish=numbers(0.0, 1.0),
    )


def discs(most_bulge_mm: float = 6.0) -> st.SearchStrategy[Drum]:
    """Drums as flat as a disc, their walls bulging up to so many mm."""
    return st.builds(
        lambda outline, rear, rise, bulge: Drum(
            outline=outline,
            height_front=rear + rise,
            height_rear=rear,
            spread=bulge + 0.4,
            rim=1.0,
        ),
        outlines(),
        numbers(3.0, 9.0),
        numbers(3.0, 9.0),
        numbers(0.0, most_bulge_mm),
    )


def primitives() -> st.SearchStrategy[Ellipsoid | RoundCone | Plate]:
    """One simple solid, its distance exact outside."""
    return st.one_of(ellipsoids(), round_cones(), plates())


def fields() -> st.SearchStrategy[object]:
    """Simple solids, and solids put together from two or three of them."""
    parts = st.lists(primitives(), min_size=1, max_size=3).map(tuple)
    return st.one_of(
        primitives(),
        st.builds(Union, parts),
        st.builds(Blend, parts, numbers(0.0, 8.0)),
        st.builds(Difference, primitives(), parts, numbers(0.0, 3.0)),
        st.builds(Mirrored, primitives()),
        st.builds(Moved, primitives(), placements()),
    )


# --- people ---------------------------------------------------------------------------------------


def healthy_numbers() -> st.SearchStrategy[dict[str, float]]:
    """A value for every row of `dimensions.csv`: all at their ends, or anywhere between them."""
    rows = evidence.dimensions()

    def drawn(shares: dict[str, int]) -> dict[str, float]:
        return {
            name: (row.low * (100 - shares[name]) + row.high * shares[name]) / 100
            for name, row in rows.items()
        }

    corners = st.fixed_dictionaries({name: st.sampled_from((0, 100)) for name in rows})
    inner = st.fixed_dictionaries({name: st.integers(0, 100) for name in rows})
    return st.one_of(corners, inner).map(drawn)


def healthy_people() -> st.SearchStrategy[Anatomy]:
    """Healthy people from anywhere within the ranges of the table, corners included."""
    return healthy_numbers().map(from_parameters)


# --- what happens to them -------------------------------------------------------------------------


@st.composite
def herniations(
    draw: st.DrawFn,
    *,
    sides: tuple[Side | None, ...] = tuple(Side),
    zones: tuple[str, ...] = ZONES,
    kinds: tuple[str, ...] = HERNIATIONS,
) -> Herniation:
    """Herniations of any allowed size; a protrusion is never deeper than wide."""
    zone, kind = draw(st.sampled_from(zones)), draw(st.sampled_from(kinds))
    base = draw(limited("herniation.base_mm"))
    most = base if kind == "protrusion" else None
    return Herniation(
        side=draw(st.sampled_from((*sides, None) if zone == "central" else sides)),
        zone=zone,
        reach_mm=draw(limited("herniation.reach_mm", most)),
        level=draw(st.sampled_from(LEVELS)),
        base_mm=base,
        migration_mm=draw(st.one_of(st.just(0.0), limited("herniation.migration_mm"))),
        kind=kind,
    )


def stenoses(sides: tuple[Side | None, ...] = (None, *Side)) -> st.SearchStrategy[Stenosis]:
    """Stenoses by contributor, and the named forms."""
    return st.one_of(
        st.builds(
            Stenosis,
            level=st.sampled_from(LEVELS),
            side=st.sampled_from(sides),
            flavum_mm=st.none() | limited("stenosis.flavum_mm"),
            facet_mm=limited("stenosis.facet_mm"),
            bulge_mm=limited("stenosis.bulge_mm"),
            height_loss_mm=limited("stenosis.height_loss_mm", 4.0),
            short_pedicle_mm=limited("stenosis.short_pedicle_mm"),
        ),
        named_stenoses(sides),
    )


@st.composite
def named_stenoses(draw: st.DrawFn, sides: tuple[Side | None, ...] = (None, *Side)) -> Stenosis:
    """Central, recess or foraminal stenosis of any severity."""
    level, severity = draw(st.sampled_from(LEVELS)), draw(numbers(0.0, 1.0))
    side = draw(st.sampled_from(sides))
    if side is None:
        return Stenosis.central(severity, level)
    form = draw(st.sampled_from((Stenosis.lateral_recess, Stenosis.foraminal)))
    return form(severity, side, level)


@st.composite
def slips(draw: st.DrawFn, kinds: tuple[str, ...] = SLIPS) -> Spondylolisthesis:
    """Slips as far as their kind goes."""
    kind = draw(st.sampled_from(kinds))
    return Spondylolisthesis(
        draw(limited(f"spondylolisthesis.{kind}_percent")), draw(st.sampled_from(LEVELS)), kind
    )


def degenerations(most: int = 5) -> st.SearchStrategy[DiscDegeneration]:
    """Worn discs up to a Pfirrmann grade."""
    return st.builds(DiscDegeneration, st.integers(1, most), st.sampled_from(LEVELS))


def cysts(sides: tuple[Side, ...] = tuple(Side)) -> st.SearchStrategy[SynovialCyst]:
    """Synovial cysts of any allowed size."""
    return st.builds(
        SynovialCyst,
        st.sampled_from(sides),
        limited("cyst.diameter_mm"),
        st.sampled_from(LEVELS),
    )


@st.composite
def fractures(draw: st.DrawFn) -> Fracture:
    """Wedged and burst bodies; only a burst one has a fragment in the canal."""
    kind = draw(st.sampled_from(FRACTURES))
    back = draw(limited("fracture.retropulsion_mm", 12.0)) if kind == "burst" else 0.0
    return Fracture(
        draw(st.sampled_from(VERTEBRAE[2:])),
        kind,
        retropulsion_mm=back,
        height_loss_percent=draw(limited("fracture.height_loss_percent")),
    )


NERVES = tuple(sorted({row.nerve for row in evidence.palsies().values()}))


def nerve_lesions() -> st.SearchStrategy[NerveLesion]:
    """Lesions of nerves beyond the roots."""
    return st.builds(
        NerveLesion,
        st.sampled_from(NERVES),
        st.sampled_from(tuple(Side)),
        limited("nerve_lesion.severity"),
        cause=st.sampled_from(("", "a cast")),
        site=st.sampled_from(("", "thigh")),
    )


def operations() -> st.SearchStrategy[Operation]:
    """Operations of every kind; they come last, and no order among causes is theirs."""
    side, level = st.sampled_from(tuple(Side)), st.sampled_from(LEVELS)
    return st.one_of(
        st.builds(Microdiscectomy, side, level, approach=st.sampled_from(APPROACHES)),
        st.builds(Laminectomy, level),
        st.builds(Foraminotomy, side, level, facet_share=limited("foraminotomy.facet_share")),
        st.builds(Fusion, level, reduce=st.booleans()),
    )


def changes() -> st.SearchStrategy[Change]:
    """Anything that can happen to a spine."""
    return st.one_of(herniations(), stenoses(), slips(), degenerations(), cysts(), fractures())


def variants() -> st.SearchStrategy[ConjoinedRoot | TransitionalVertebra]:
    """Anything one may be born with."""
    return st.one_of(
        st.builds(ConjoinedRoot, st.sampled_from(tuple(Side))),
        st.builds(
            TransitionalVertebra,
            st.sampled_from((None, *Side)),
            limited("transitional.disc_share"),
        ),
    )


def sided_changes(side: Side) -> st.SearchStrategy[Change]:
    """What happens on one side only, and leaves disc heights and pedicles alone."""
    one_sided = stenoses((side,)).map(
        lambda stenosis: replace(stenosis, height_loss_mm=0.0, short_pedicle_mm=0.0)
    )
    return st.one_of(herniations(sides=(side,), zones=SIDED_ZONES), one_sided, cysts((side,)))


def cases(most: int = 3) -> st.SearchStrategy[Case]:
    """Cases of no, one or several changes, perhaps operated on, some with a name or a person."""
    people = st.none() | healthy_people()
    names = st.sampled_from(("", "Mrs K.", "Fuß, linksseitig"))
    return st.builds(
        lambda made, done, person, name: Case(*made, *done, anatomy=person, name=name),
        st.lists(changes(), max_size=most),
        st.lists(operations(), max_size=1),
        people,
        names,
    ).filter(is_possible)


def is_possible(case: Case) -> bool:
    """Whether nothing reaches beyond the canal of this person: that is refused."""
    depths = {name: case.person.vertebra(name).canal_depth_mm for name in VERTEBRAE}
    return all(
        change.reach_mm <= max(depths.get(name, 0.0) for name in change.level.split("-"))
        for change in case.changes
        if isinstance(change, Herniation)
    )


# --- the mirror -----------------------------------------------------------------------------------


def mirrored(thing):
    """The same seen in a mirror: a change, a case, a person, a segment, a protrusion, a side."""
    if isinstance(thing, Case):
        seen = (change.mirrored() for change in thing.changes)
        return Case(*seen, anatomy=mirrored(thing.person), name=thing.name)
    if isinstance(thing, Anatomy):
        nerves = replace(
            thing.nerves,
            conjoined=thing.nerves.conjoined[::-1],
            injuries=tuple(sorted(map(mirrored, thing.nerves.injuries))),
        )
        return replace(thing, segments=tuple(map(mirrored, thing.segments)), nerves=nerves)
    if isinstance(thing, Segment):
        return replace(
            thing,
            flavum_mm=thing.flavum_mm[::-1],
            facet_growth_mm=thing.facet_growth_mm[::-1],
            lateral_bulge_mm=thing.lateral_bulge_mm[::-1],
            protrusions=tuple(sorted(map(mirrored, thing.protrusions))),
            assimilated=thing.assimilated[::-1],
            cysts=tuple(sorted(map(mirrored, thing.cysts))),
            windows=tuple(sorted(map(mirrored, thing.windows))),
        )
    if isinstance(thing, Protrusion):
        side = thing.side if thing.zone == "central" else str(Side(thing.side).other)
        return replace(thing, side=side)
    if isinstance(thing, Cyst | Injury | Window):
        return thing if thing.side == "both" else replace(thing, side=str(Side(thing.side).other))
    if isinstance(thing, Side):
        return thing.other
    return thing if thing is None else thing.mirrored()
