"""What is measured sparingly is what measuring everything gives."""

from dataclasses import replace

import numpy as np
import pytest

from l45anatomy import (
    Case,
    ConjoinedRoot,
    Foraminotomy,
    Fracture,
    Herniation,
    Posture,
    Side,
    Spondylolisthesis,
    Stenosis,
    healthy,
)
from l45anatomy.clearance import least_sac_mm2, measure, meeting
from l45anatomy.clearance.asked import Asked, asked
from l45anatomy.clearance.places import (
    SAC_SHIFTS,
    inside,
    offsets,
    reached,
    root_places,
    sac_places,
    steps,
)
from l45anatomy.clearance.root import root_course
from l45anatomy.geometry.clipping import clipped
from l45anatomy.grading import probes

CASES = (
    Case(),
    Case(Spondylolisthesis(24)),
    Case(Spondylolisthesis(20, kind="isthmic")),
    Case(Stenosis.central(1.0), anatomy=healthy("female", 1560)),
    Case(Herniation("left", "subarticular", 8.0), Fracture("L3", retropulsion_mm=6.0)),
)


def everywhere(solid, tube, places, limit):
    """The distance of every place, without a thought spared."""
    local = tube.seen_from(solid.placement)
    points = places(local, np.arange(len(local.path)))
    return clipped(solid.shape, points.reshape(-1, 3), limit).reshape(points.shape[:-1])


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES, ids=str)
def test_no_cell_of_the_sac_that_a_solid_reaches_is_missed(case):
    sac, matters = case.spine.tubes[0], meeting.matters_mm()
    met = meeting.near_sac(case.spine, meeting.reach_mm(sac.stations))
    for solid in case.spine.solids:
        whole = everywhere(solid, sac, sac_places, meeting.reach_mm(sac.stations))[
            :, reached().ravel()
        ]
        found = np.full(whole.shape, np.inf)
        if solid in met:
            stations, distances = meeting.cells(solid, sac, matters)
            found[stations] = distances[:, reached()]
        near = whole < matters
        assert whole[near] == pytest.approx(found[near], abs=1e-9), solid.name
        assert (found[~near] >= matters).all(), solid.name


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_least_area_is_that_of_the_course_though_less_is_asked(case):
    assert min(section.area_mm2 for section in case.sac) == least_sac_mm2(case.spine)


def test_wherever_the_sac_shifts_its_cells_are_asked_and_no_others():
    taken = {
        (column + right, row + back)
        for column, row in np.argwhere(inside()).tolist()
        for right, back in SAC_SHIFTS
    }
    assert taken == set(map(tuple, np.argwhere(reached()).tolist()))


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_root_is_felt_as_if_all_places_were_tried(case):
    """It is left what the best of all its places leaves it, and goes no farther than to that.

    What is told of it is where it is left least, and of such places where it had the least room.
    """
    for course in case.courses[1:]:
        tube = course.tube
        radius = tube.radii[:, 0]
        room = np.full((len(tube.path), len(offsets())), meeting.reach_mm(tube.stations))
        for solid in case.spine.solids:
            whole = everywhere(solid, tube, root_places, meeting.reach_mm(tube.stations))
            room = np.minimum(room, whole)
        fitting = np.minimum(room / radius[:, None], 1.0)
        left = np.clip(fitting.max(axis=1), 0.0, 1.0)
        assert left == pytest.approx(course.left, abs=1e-6), tube.name
        gap = room[:, 0] - radius
        worst = np.lexsort((gap, left))[0]
        assert tube.path[worst] == pytest.approx(np.array(course.worst.at), abs=1e-6), tube.name
        assert gap[worst] == pytest.approx(course.worst.gap_mm, abs=1e-6), tube.name
        taken = np.argmax(fitting[worst] >= fitting[worst].max() - 1e-6)
        shift = np.hypot(*steps(tube.stations, np.array([worst]))[0, taken])
        assert shift == pytest.approx(course.worst.shift_mm, abs=1e-6), tube.name


@pytest.mark.parametrize(
    "root", [t for t in Case().spine.tubes if t.side is Side.LEFT], ids=lambda tube: tube.root
)
def test_a_left_root_is_felt_as_the_right_one_of_its_mirror_image(root):
    assert root == root.mirrored.mirrored
    for solid in Case().spine.solids:
        whole = everywhere(solid, root, root_places, meeting.reach_mm(root.stations))
        assert whole[:, 0] == pytest.approx(meeting.at_rest(solid, root), abs=1e-6)
        some = np.arange(5, 12)
        assert whole[some] == pytest.approx(meeting.around(solid, root, some), abs=1e-6)


@pytest.mark.parametrize("case", CASES[:2], ids=str)
def test_a_ray_ends_where_the_first_solid_begins(case):
    """All points of the ray are asked; what it meets is the first that is inside."""
    sac, far = case.spine.tubes[0], np.arange(0.0, 20.0, 0.25)
    solids = [solid for solid in case.spine.solids if solid.tissue in ("bone", "ligament")]
    for way in (*sac.across, -sac.across[1]):
        starts, ways = sac.path[::6], way[::6]
        free = probes.free_way(solids, starts, ways, 20.0)
        points = starts[:, None] + far[:, None] * ways[:, None]
        inside = probes.nearest(solids, points.reshape(-1, 3)).reshape(len(starts), -1) < 0.0
        first = np.where(inside.any(axis=1), far[inside.argmax(axis=1)], np.inf)
        assert (free <= first).all()
        assert (free[np.isfinite(first)] > first[np.isfinite(first)] - 0.25).all()


def test_a_station_has_its_key_in_whatever_order_numbers_lie_in_memory():
    own = Case().spine.tubes[1].stations
    names = ("path", "aside", "back", "radii", "mobility", "inner")
    turned = replace(own, **{name: np.asfortranarray(getattr(own, name)) for name in names})
    assert own.keys == turned.keys
    assert len(own.path) == len(set(own.keys))


def test_a_station_is_asked_about_once_wherever_in_the_world_it_stands():
    """Of a vertebra and its root, all that is above a slip moves with it."""
    tube = Case().spine.tubes[1]
    heard = []

    def question(_solid, own, stations, reach):
        heard.extend(stations.tolist())
        return own.path[stations, 0] + reach

    known = Asked(question, Case().spine.solids[0].shape, 5.0)
    own, some, more = tube.stations, np.array([3, 4]), np.array([4, 5, 3])
    assert tube.path[some, 0] + 5.0 == pytest.approx(known.answers(own, some))
    assert tube.path[more, 0] + 5.0 == pytest.approx(known.answers(own, more))
    assert [3, 4, 5] == heard


def test_what_moves_together_is_not_measured_again():
    """A slip of L4 leaves L2 and the sac behind it as they are, though both stand elsewhere."""

    def known(percent):
        spine = Case(Spondylolisthesis(percent)).spine
        measure(spine)
        known = asked(meeting._from_cells, spine["L2 vertebra"].shape, meeting.matters_mm())
        return len(known._known)

    assert 0 < known(11.0) == known(12.0)


@pytest.mark.parametrize("case", [*CASES[:2], CASES[3], Case(Posture(20))], ids=str)
def test_the_left_of_an_even_spine_is_what_measuring_it_would_give(case):
    spine = case.spine
    assert spine.is_even
    for ganglion, course in zip(spine.ganglia, case.courses[1:], strict=True):
        tube = ganglion.tube
        alone = root_course(tube, meeting.near(spine, tube), ganglion.length_mm)
        assert alone.path == pytest.approx(course.path, abs=1e-6)
        assert alone.left == pytest.approx(course.left, abs=1e-6)
        for name in ("side", "site", "level", "by", "grade", "ganglion"):
            assert getattr(alone.worst, name) == getattr(course.worst, name)
        for name in ("gap_mm", "shift_mm", "loss", "at", "stretch", "touch"):
            expected = getattr(alone.worst, name)
            assert expected == pytest.approx(getattr(course.worst, name), abs=1e-6)


@pytest.mark.parametrize("side", list(Side))
def test_a_spine_with_a_lesion_on_one_side_is_not_even(side):
    for change in (
        Herniation(side, "subarticular", 5.0),
        Stenosis.foraminal(0.5, side),
        ConjoinedRoot(side),
        Foraminotomy(side),
    ):
        assert not Case(change).spine.is_even


def test_a_root_yields_farther_into_the_sac_and_nowhere_farther_than_said():
    own = replace(
        Case().spine.tubes[1].stations, mobility=np.array([2.0, 1.0]), inner=np.array([2.0, 5.0])
    )
    even, deep = steps(own, np.arange(2))
    assert len(np.unique(even.round(9), axis=0)) == 1 + 6 + 10 + 14  # the rings, and nothing more
    assert np.hypot(*even.T).max() == pytest.approx(2.0)
    far, (outwards, back) = np.hypot(*deep.T), deep.T
    assert (np.diff(far) > -1e-9).all()  # nearest first: of equal ones the first is taken
    assert -outwards.min() == pytest.approx(5.0)
    assert 4.8 < back.max() <= 5.0
    assert (outwards.max(), -back.min()) == pytest.approx((1.0, 1.0), abs=0.05)
