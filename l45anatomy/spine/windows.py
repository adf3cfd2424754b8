"""Windows: what operations from behind have taken off bones and joints.

A window is a number of a segment; here it becomes blocks that are cut out of lamina, articular
process and capsule. They stand on landmarks of each bone, so each keeps its cut when it moves.
What no window touches stays the very same solid. Cutting only ever adds room.
"""

from l45anatomy.anatomy import Anatomy, Window
from l45anatomy.evidence import limits
from l45anatomy.frame import Side, Vec
from l45anatomy.geometry.fields import Difference, Field
from l45anatomy.geometry.shaping import Block, Inflated
from l45anatomy.spine import facets, sacrum
from l45anatomy.spine.alignment import bone
from l45anatomy.spine.discs import neighbours
from l45anatomy.spine.flavum import edges

_EDGE_MM = 1.2  # edges of a cut are rounded by so much
_CORNER_MM = 3.0  # and the corners of a window by so much: a burr cuts no sharper
_FAR_MM = 90.0
_JOINT_MM = (9.0, 14.0)  # a joint with both processes: begins so far inside its middle, how wide
_SPINOUS_MM = 2.5  # a window on one side leaves the spinous process
_PARS_MM = 1.0  # so far inside the pedicles a lamina is cut: the pars stays whole
_TIP_MM = 3.0  # higher than that above the tip of a lower process nothing of it is taken
_LOWER_LAMINA_MM = 3.0  # so much of the upper rim of the lower lamina goes along
_PEDICLE_MM = 5.0  # bone nearer than that behind the rear wall is pedicle
_FRONT_MM = 6.0  # an upper process reaches so far in front of the place its facet is measured
_PROUD_MM = 1.5  # and is nowhere thicker than that in front of it
_DEPTH_MM = 9.0  # its depth there
_ROOF_MM = 3.0  # so far below that place an undercut begins
_ENTRY_MM = 2.0  # so far inside the pedicle a foramen begins


def cut(shape: Field, taken: tuple[Field, ...]) -> Field:
    """Give a solid without what was taken from it; itself if that is nothing."""
    return Difference(shape, taken, _EDGE_MM) if taken else shape


def has_flavum(anatomy: Anatomy, level: str, side: Side) -> bool:
    """Whether the yellow ligament of one side is still there: a way into the canal opens it."""
    return not any(_enters(window) for window in _on(anatomy, level, side))


def _on(anatomy: Anatomy, level: str, side: Side) -> tuple[Window, ...]:
    cuts = (w for w in anatomy.segment(level).windows if w.kind != "far lateral approach")
    return tuple(window for window in cuts if window.side in (str(side), "both"))


def _enters(window: Window) -> bool:
    return window.kind != "foraminotomy"


def _block(side: Side, low: Vec, high: Vec) -> Field:
    """Give a block with rounded corners, described on the right, for one side."""
    if side is Side.LEFT:
        low, high = (-high[0], *low[1:]), (-low[0], *high[1:])
    by = min(_CORNER_MM, *(0.45 * (b - a) for a, b in zip(low, high, strict=True)))
    x, y, z = (value + by for value in low)
    x1, y1, z1 = (value - by for value in high)
    return Inflated(Block((x, y, z), (x1, y1, z1)), by)


def _wall(anatomy: Anatomy, name: str) -> float:
    if name == "S1":
        return sacrum.table(anatomy.vertebra("L5")).wall
    return bone(anatomy, name).outline.wall


def _inner(window: Window) -> float:
    """Give the x a window begins at: a laminectomy takes the midline along."""
    return -_CORNER_MM if window.kind == "laminectomy" else _SPINOUS_MM


def _outer(anatomy: Anatomy, level: str, window: Window) -> float:
    """Give the x up to which a joint is taken away."""
    x = facets.middle(anatomy, level)[0]
    inside, wide = _JOINT_MM
    return x - inside + window.facet_share * wide


def off_lamina(anatomy: Anatomy, level: str) -> tuple[Field, ...]:
    """Give what is taken off the arch of the vertebra above a level, in that bone's frame."""
    above, _ = neighbours(level)
    found: list[Field] = []
    for side in Side:
        for window in filter(_enters, _on(anatomy, level, side)):
            low, high = edges(anatomy, above)
            top = low + limits()[f"{window.kind}.lamina_share"].value * (high - low)
            tip = bone(anatomy, above).point("inferior articular tip", 0)[2] + _TIP_MM
            behind = _wall(anatomy, above) - _PEDICLE_MM
            inside = anatomy.vertebra(above).canal_width_mm / 2 - _PARS_MM
            for x, z in ((inside, top), (_outer(anatomy, level, window), min(tip, top))):
                found.append(_block(side, (_inner(window), -_FAR_MM, -_FAR_MM), (x, behind, z)))
    return tuple(found)


def off_processes(anatomy: Anatomy, level: str) -> tuple[Field, ...]:
    """Give what is taken off the vertebra below a level: upper processes, rim of the lamina."""
    if not anatomy.segment(level).windows:
        return ()
    _, below = neighbours(level)
    wall, (_, rim) = _wall(anatomy, below), edges(anatomy, below)
    z = facets.process(anatomy, below)[2]
    found: list[Field] = []
    for side in Side:
        for window in _on(anatomy, level, side):
            if _enters(window):
                low = (_inner(window), -_FAR_MM, rim - _LOWER_LAMINA_MM)
                high = (_outer(anatomy, level, window), wall - _PEDICLE_MM, _FAR_MM)
            else:
                entry, behind, front = _undercut(anatomy, below, window)
                low, high = (entry, behind, z - _ROOF_MM), (_FAR_MM, front, _FAR_MM)
            found.append(_block(side, low, high))
    return tuple(found)


def _undercut(anatomy: Anatomy, below: str, window: Window) -> Vec:
    """Give the x a foramen begins at, and the y from and to which its rear wall is taken away."""
    owner = "L5" if below == "S1" else below
    _, y, _ = facets.process(anatomy, below)
    entry = anatomy.vertebra(owner).canal_width_mm / 2 - _ENTRY_MM
    front = y + _FRONT_MM
    return entry, front - window.facet_share * _DEPTH_MM, front + _PROUD_MM


def undercut_mm(anatomy: Anatomy, level: str, side: Side) -> float:
    """Give how much farther a root may give way in a foramen whose rear wall was cut back."""
    shares = (w.facet_share for w in _on(anatomy, level, side) if not _enters(w))
    return min(_DEPTH_MM * max(shares, default=0.0), limits()["foraminotomy.give_mm"].value)


def off_joint(anatomy: Anatomy, level: str, side: Side) -> tuple[Field, ...]:
    """Give what is taken off one facet joint and its spur, in the frame of the arch below."""
    _, below = neighbours(level)
    found: list[Field] = []
    for window in _on(anatomy, level, side):
        if _enters(window):
            high = (_outer(anatomy, level, window), _FAR_MM, _FAR_MM)
            found.append(_block(side, (-_CORNER_MM, -_FAR_MM, -_FAR_MM), high))
        else:
            entry, behind, _ = _undercut(anatomy, below, window)
            found.append(_block(side, (entry, behind, -_FAR_MM), (_FAR_MM, _FAR_MM, _FAR_MM)))
    return tuple(found)
