"""What has to travel to the browser when one scene becomes another.

A message is a small JSON content beside binary buffers; the content points at buffers by index.
A moved part costs 16 floats, a morphed one its points, a new one points and faces, a new look a
few bytes, and a part that stayed the same costs nothing. Nothing here sends anything.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from l45anatomy.viewer.part import Part

Content = dict[str, Any]
Buffers = list[memoryview]

_LOOKS = ("colour", "opacity", "group", "note", "glow", "synonyms")
_IDENTITY = np.eye(4, dtype="<f4")
_SHORT = 2**16


@dataclass(frozen=True, eq=False, kw_only=True)
class Held:
    """One part as a front end holds it.

    `points` is (n, 3) float32, `faces` (m, 3) uint32, `matrix` (4, 4) float32. `stamp` is VTK's
    modification time of the mesh when the arrays were read.
    """

    part: Part
    stamp: int
    points: NDArray[np.float32]
    faces: NDArray[np.uint32]
    matrix: NDArray[np.float32]


State = dict[str, Held]  # in the order of the parts


def hold(parts: Sequence[Part], before: Mapping[str, Held]) -> State:
    """Read the arrays of all parts, taking over what a part with an untouched mesh had before."""
    state: State = {}
    for part in parts:
        if part.name in state:
            raise ValueError(f"two parts are named {part.name!r}, names must differ")
        state[part.name] = _hold(part, before.get(part.name))
    return state


def difference(after: Mapping[str, Held], before: Mapping[str, Held]) -> tuple[Content, Buffers]:
    """Give the message that turns `before` into `after`; the content is empty if they agree."""
    buffers: Buffers = []
    changes = [_change(held, before.get(name), buffers) for name, held in after.items()]
    content: Content = {}
    if parts := [change for change in changes if change]:
        content["parts"] = parts
    if removed := [name for name in before if name not in after]:
        content["removed"] = removed
    if list(after) != list(before):
        content["order"] = list(after)
    return content, buffers


def _hold(part: Part, old: Held | None) -> Held:
    stamp = part.mesh.GetMTime()
    if old is not None and part.mesh is old.part.mesh and stamp == old.stamp:
        if part is old.part:
            return old
        points, faces = old.points, old.faces
    else:
        mesh = part.mesh if part.mesh.is_all_triangles else part.mesh.triangulate()
        points = np.array(mesh.points, dtype="<f4", order="C")
        faces = np.array(mesh.regular_faces, dtype="<u4", order="C").reshape(-1, 3)
    matrix = _IDENTITY if part.matrix is None else np.array(part.matrix, dtype="<f4")
    return Held(part=part, stamp=stamp, points=points, faces=faces, matrix=matrix)


def _change(new: Held, old: Held | None, buffers: Buffers) -> Content:
    if new is old:
        return {}
    change: Content = {}
    same_faces = old is not None and _same(new.faces, old.faces)
    if old is None or not same_faces or not _same(new.points, old.points):
        change["points"] = _add(new.points, buffers)
    if not same_faces or old is None or len(new.points) != len(old.points):
        # Two bytes count the points of a part this small, and halve what a new shape costs.
        change["short"] = len(new.points) <= _SHORT
        change["faces"] = _add(new.faces.astype("<u2" if change["short"] else "<u4"), buffers)
    if not _same(new.matrix, _IDENTITY if old is None else old.matrix):
        change["matrix"] = _add(new.matrix.T, buffers)  # the browser reads column by column
    for look in _LOOKS:
        value = getattr(new.part, look)
        if old is None or value != getattr(old.part, look):
            change[look] = list(value) if isinstance(value, tuple) else value
    return {"name": new.part.name, **change} if change else {}


def _same(a: NDArray[Any], b: NDArray[Any]) -> bool:
    return a is b or np.array_equal(a, b)


def _add(array: NDArray[Any], buffers: Buffers) -> int:
    buffers.append(np.ascontiguousarray(array).reshape(-1).view(np.uint8).data)
    return len(buffers) - 1
