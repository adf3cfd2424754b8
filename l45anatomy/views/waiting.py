"""What has to be meshed before it can be shown, and a line that says how far that is.

The healthy adult comes ready made. The bones of another person take a while the first time, and
are kept in the user's cache for the next.
"""

import logging
import sys
from functools import cache, lru_cache
from time import perf_counter

from l45anatomy.geometry import stored
from l45anatomy.geometry.fields import Field
from l45anatomy.people import healthy
from l45anatomy.spine.build import SPACING_MM, Spine, build

PATIENCE_S = 1.0  # what is done sooner is not worth a word
_SLOW = "bone"  # the tissue that takes long


def prepare(spine: Spine) -> None:
    """Have the bones of a spine meshed, and say how far it is where that takes long."""
    missing = [s for s in spine.solids if s.tissue == _SLOW and not _is_ready(s.shape)]
    if not missing:
        return
    _tell_of_stale(tuple(solid.shape for solid in missing))
    start, is_told = perf_counter(), False
    for count, solid in enumerate(missing, start=1):
        _ = solid.shape_mesh
        if perf_counter() - start > PATIENCE_S:
            _say(f"\rshaping the bones of a new person: {count} of {len(missing)}")
            is_told = True
    if is_told:
        _say(f", {perf_counter() - start:.0f} s; they are kept for the next time\n")


@lru_cache(maxsize=256)
def _is_ready(shape: Field) -> bool:
    return stored.is_ready(shape, SPACING_MM[_SLOW])


@lru_cache(maxsize=256)
def _tell_of_stale(shapes: tuple[Field, ...]) -> None:
    """Say once if a bone of the healthy adult is not the one that the package brings along."""
    stale = _default().keys() & set(shapes)
    if stale:
        names = ", ".join(sorted(_default()[shape] for shape in stale))
        logging.getLogger(__name__).warning(
            "ready-made meshes are out of date and made anew: %s (l45 models builds them)", names
        )


@cache
def _default() -> dict[Field, str]:
    return {solid.shape: solid.name for solid in build(healthy()).solids}


def _say(text: str) -> None:
    """Write where somebody reads along: in a notebook's cell or a terminal, not into a pipe."""
    if type(sys.stdout).__module__.startswith("ipykernel"):
        sys.stdout.write(text)
        sys.stdout.flush()
    elif sys.stderr is not None and sys.stderr.isatty():
        sys.stderr.write(text)
        sys.stderr.flush()
