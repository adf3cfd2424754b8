"""How roots and sac yield to what presses on them, and what is left of them.

At each station along a tube the plane across it is searched, as far as the tube is mobile, for the
place with the most room. `gap_mm` is the room at rest, `shift_mm` how far it had to go, `loss` the
share of calibre, for the sac of area, that does not fit even there. One definition serves every
disease; nothing here knows any. Distances are kept per solid, so a change of one solid measures
that solid again and no other. What counts as contact or compression stands in `yielding.csv`.
"""

from collections.abc import Iterable
from functools import lru_cache

from l45anatomy.anatomy import Injury
from l45anatomy.clearance.compression import Compression, Course, SacSection, rule, vec
from l45anatomy.clearance.meeting import near, near_sac, reach_mm
from l45anatomy.clearance.root import root_course
from l45anatomy.clearance.sac import TAKES_MM, least_mm2, sac_course
from l45anatomy.frame import Side
from l45anatomy.spine.build import Spine
from l45anatomy.spine.tube import Tube

__all__ = ["Compression", "Course", "SacSection", "injured", "least_sac_mm2", "measure"]


@lru_cache(maxsize=64)
def measure(spine: Spine) -> tuple[Course, ...]:
    """Give the course of the sac and of every root.

    In a spine whose sides are alike one side is measured, and the other is its mirror image.
    """
    found: dict[Tube, Course] = {}
    for ganglion in spine.ganglia:
        tube = ganglion.tube
        twin = found.get(tube.mirrored) if spine.is_even else None
        found[tube] = (
            twin.mirrored(tube)
            if twin
            else root_course(tube, near(spine, tube), ganglion.length_mm)
        )
    sac = spine.tubes[0]
    return (sac_course(sac, near_sac(spine, reach_mm(sac.stations))), *found.values())


def least_sac_mm2(spine: Spine) -> float:
    """Give the least area the sac has left at a level, mm2, much sooner than its course."""
    return least_mm2(spine.tubes[0], near_sac(spine, TAKES_MM))


def injured(spine: Spine, injuries: Iterable[Injury]) -> tuple[Compression, ...]:
    """Give lesions of nerves beyond the roots as compressions, at the end of what is modelled."""
    injuries = tuple(injuries)
    if not injuries:
        return ()
    ends = {tube.side: vec(tube.path[-1]) for tube in spine.plexus}
    return tuple(
        Compression(
            root=injury.nerve,
            side=Side(injury.side),
            site=injury.site,
            level="",
            gap_mm=0.0,
            shift_mm=0.0,
            loss=injury.loss,
            by=(injury.cause,),
            grade=3 if injury.loss > rule("root.compressed_loss") else 1,
            at=ends[Side(injury.side)],
        )
        for injury in injuries
    )
