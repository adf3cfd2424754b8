"""Discs, ligaments, sac and roots measured on their surfaces and centre lines.

A place is a level such as "L4-L5", a root such as "root L5", or a vertebra beside which the sac
runs. Paired parts are measured on the right.
"""

from collections.abc import Callable

import numpy as np

from l45anatomy.frame import Points
from l45anatomy.geometry.curve import far_along
from l45anatomy.morphometry.section import Section
from l45anatomy.morphometry.subject import Subject

_SLAB_MM = 1.3  # a ring of a tube is what lies within this much of the plane across it
_NEAR_MM = 9.0  # and within this much of its centre
_BESIDE_MM = 5.0  # diameters of roots were published for this far from the ganglion
_START_MM = 10.0  # the first stretch of a root, whose direction is its take-off


def _across_disc(subject: Subject, name: str, level: str) -> Section:
    """Give the section of a structure in the plane of a disc: x, y."""
    placement = subject.structure(f"disc {level}").placement
    return subject.surface(name).seen_from(placement).cut(2, 0.0)


def _along_disc(subject: Subject, name: str, level: str) -> Section:
    """Give the section of a structure in the midsagittal plane, as the disc stands: y, z."""
    placement = subject.structure(f"disc {level}").placement
    return subject.surface(name).seen_from(placement).cut(0, 0.0)


def _disc(axis: int) -> Callable[[Subject, str], float]:
    return lambda subject, level: _across_disc(subject, f"disc {level}", level).size(axis)


def _sac(axis: int) -> Callable[[Subject, str], float]:
    return lambda subject, level: _across_disc(subject, "dural sac", level).size(axis)


def _sac_area(subject: Subject, level: str) -> float:
    return _across_disc(subject, "dural sac", level).area


def _nucleus(axis: int) -> Callable[[Subject, str], float]:
    return lambda subject, level: _along_disc(subject, f"nucleus pulposus {level}", level).size(
        axis
    )


def _nucleus_length_share(subject: Subject, level: str) -> float:
    return _nucleus(0)(subject, level) / _along_disc(subject, f"disc {level}", level).size(0)


def _nucleus_area_share(subject: Subject, level: str) -> float:
    nucleus = _across_disc(subject, f"nucleus pulposus {level}", level)
    return nucleus.area / _across_disc(subject, f"disc {level}", level).area


def _annulus_share(end: int) -> Callable[[Subject, str], float]:
    def share(subject: Subject, level: str) -> float:
        disc = _along_disc(subject, f"disc {level}", level)
        nucleus = _along_disc(subject, f"nucleus pulposus {level}", level)
        return abs(disc.extent(0)[end] - nucleus.extent(0)[end]) / disc.size(0)

    return share


def _flavum_thickness(subject: Subject, level: str) -> float:
    placement = subject.structure(f"disc {level}").placement
    own = subject.surface(f"ligamentum flavum {level} right").seen_from(placement)
    cut = own.cut(2, float(np.mean([own.points[:, 2].min(), own.points[:, 2].max()])))
    return cut.thinnest(cut.centre)


def _interspinous(subject: Subject, level: str) -> float:
    above, below = subject.level(level).spines
    return float(np.linalg.norm(above[:, None] - below[None], axis=2).min())


def _sac_end(subject: Subject, _place: str) -> float:
    sacrum = subject.sacrum
    lowest = sacrum.placement.to_local(subject.surface("dural sac").points)[:, 2].min()
    return float(-lowest) / sacrum.height


def _dura_to_pedicle(subject: Subject, place: str) -> float:
    bone = subject.vertebra(place.split()[0])
    sac = subject.surface("dural sac").seen_from(bone.placement)
    return bone.pedicle.medial - sac.cut(2, bone.pedicle.centre[2]).size(0) / 2


def _path(subject: Subject, root: str) -> Points:
    """Give the centre line of a root from where it leaves the sac."""
    path: Points = subject.structure(f"{root} right").tube.path
    name = root.split()[1]
    frame = (subject.sacrum if name == "S1" else subject.vertebra(name)).placement
    sac = subject.surface("dural sac").seen_from(frame)
    inside = [sac.cut(2, z).has((x, y)) for x, y, z in frame.to_local(path).tolist()]
    return path[max((n + 1 for n, is_inside in enumerate(inside) if is_inside), default=0) :]


def _root_diameter(subject: Subject, root: str) -> float:
    path = _path(subject, root)
    ganglion = subject.surface(f"{root.replace('root', 'ganglion')} right").points
    far = far_along(path)
    tangent = np.gradient(path, axis=0)
    tangent /= np.linalg.norm(tangent, axis=1, keepdims=True)
    middle = int(np.argmin(np.linalg.norm(path - ganglion.mean(axis=0), axis=1)))
    reach = float(((ganglion - path[middle]) @ tangent[middle]).max())
    at = int(np.argmin(np.abs(far - far[middle] - reach - _BESIDE_MM)))
    away = subject.surface(f"{root} right").points - path[at]
    ahead = away @ tangent[at]
    ring = away[(np.abs(ahead) < _SLAB_MM) & (np.linalg.norm(away, axis=1) < _NEAR_MM)]
    flat = ring - np.outer(ring @ tangent[at], tangent[at])
    return 2 * float(np.linalg.norm(flat, axis=1).mean())


def _takeoff(subject: Subject, root: str) -> float:
    path = _path(subject, root)
    x, y, z = path[np.searchsorted(far_along(path), _START_MM)] - path[0]
    return float(np.degrees(np.arctan2(abs(x), np.hypot(y, z))))


def _origin_to_midline(subject: Subject, root: str) -> float:
    return float(abs(_path(subject, root)[0, 0]))


def _origins_apart(subject: Subject, level: str) -> float:
    upper, lower = level.split("-")
    apart = _path(subject, f"root {upper}")[0] - _path(subject, f"root {lower}")[0]
    return float(np.linalg.norm(apart))


def _root_to_pedicle(subject: Subject, root: str) -> float:
    bone = subject.vertebra(root.split()[1])
    solid = subject.structure(f"{root.split()[1]} vertebra").field
    skin = subject.surface(f"{root} right").points
    aside = np.abs(skin[:, 0] - bone.pedicle.centre[0]) < bone.pedicle.width / 2
    below = bone.placement.to_local(skin)[:, 2] < bone.pedicle.centre[2]
    return float(solid(skin[aside & below]).min())


def _ganglion(axis: int) -> Callable[[Subject, str], float]:
    """Measure along the long axis of a ganglion, 0, or across it, 1."""

    def size(subject: Subject, root: str) -> float:
        points = subject.surface(f"{root.replace('root', 'ganglion')} right").points
        centred = points - points.mean(axis=0)
        return float(np.ptp(centred @ np.linalg.svd(centred, full_matrices=False)[2][axis]))

    return size


def _ganglion_to_pedicle(subject: Subject, root: str) -> float:
    """Measure along the root from beside the inner side of the pedicle to the ganglion's middle."""
    path = _path(subject, root)
    ganglion = subject.surface(f"{root.replace('root', 'ganglion')} right").points.mean(axis=0)
    far = far_along(path)
    inner = subject.vertebra(root.split()[1]).pedicle.medial
    passes = float(np.interp(inner, path[:, 0], far))
    return float(far[np.argmin(np.linalg.norm(path - ganglion, axis=1))]) - passes


MEASURES: dict[str, Callable[[Subject, str], float]] = {
    "disc depth": _disc(1),
    "disc width": _disc(0),
    "nucleus length": _nucleus(0),
    "nucleus height": _nucleus(1),
    "nucleus length share": _nucleus_length_share,
    "nucleus area share": _nucleus_area_share,
    "annulus share anterior": _annulus_share(1),
    "annulus share posterior": _annulus_share(0),
    "flavum thickness": _flavum_thickness,
    "interspinous distance": _interspinous,
    "sac area": _sac_area,
    "sac width": _sac(0),
    "sac depth": _sac(1),
    "sac end": _sac_end,
    "dura to pedicle": _dura_to_pedicle,
    "root diameter": _root_diameter,
    "take-off angle": _takeoff,
    "root origin to midline": _origin_to_midline,
    "distance of root origins": _origins_apart,
    "root to pedicle": _root_to_pedicle,
    "ganglion length": _ganglion(0),
    "ganglion width": _ganglion(1),
    "ganglion from pedicle": _ganglion_to_pedicle,
}
