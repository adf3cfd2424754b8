"""A case as named, coloured meshes, and as a still picture.

The learner's path stops at `parts`: meshes without a renderer. Only stills make a PyVista plotter.
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from l45anatomy.case import Case
from l45anatomy.clearance import Compression, Course
from l45anatomy.frame import Points, Vec, one_of
from l45anatomy.geometry.mesher import shaded, sweep
from l45anatomy.naming import named
from l45anatomy.spine.build import Structure
from l45anatomy.spine.nerves import Ganglion
from l45anatomy.spine.sac import SAC_TAPER, Cauda
from l45anatomy.spine.tube import Tube
from l45anatomy.supply import hidden_loss
from l45anatomy.viewer import VIEWS, Part
from l45anatomy.views import waiting
from l45anatomy.views.aim import level_of, side_of
from l45anatomy.views.palette import PAPER, ROOT_GRADES, ROOT_WORDS, TISSUES
from l45anatomy.wording import in_words, inside_sac, name_of

if TYPE_CHECKING:
    import pyvista

_GLOW = (0.0, 0.1, 0.25, 0.55)
_PRESSING_GLOW = 0.35
_LEAST_DRAWN = 0.25  # a root pressed to nothing is still drawn as a flat band
_HOLLOW_MM = 10.0  # how far around a point others take light from it
_HOLLOW_SAMPLES = 32
_DIRECTIONS = {  # from the middle of the scene towards the camera, and what is up in the picture
    "posterior": ((0.0, -1.0, 0.12), (0.0, 0.0, 1.0)),
    "anterior": ((0.0, 1.0, 0.05), (0.0, 0.0, 1.0)),
    "left": ((-1.0, 0.0, 0.0), (0.0, 0.0, 1.0)),
    "right": ((1.0, 0.0, 0.0), (0.0, 0.0, 1.0)),
    "superior": ((0.0, -0.02, 1.0), (0.0, 1.0, 0.0)),
    "foraminal left": ((-1.0, -0.75, 0.1), (0.0, 0.0, 1.0)),
    "foraminal right": ((1.0, -0.75, 0.1), (0.0, 0.0, 1.0)),
}


@lru_cache(maxsize=256)
def _nerve(course: Course) -> "pyvista.PolyData":
    """The surface of a root where it lies now: flattened where it is pressed, its girth kept."""
    tube, left = course.tube, _left(course)
    if tube.side is None:
        squeezed = tube.radii * np.sqrt(left)
        return sweep(course.path, squeezed, sides=28, taper=SAC_TAPER)
    flat = np.concatenate([tube.radii[:, :1] / np.sqrt(left), tube.radii[:, 1:] * left], axis=1)
    return sweep(course.path, flat)


def _left(course: Course) -> NDArray[np.float64]:
    """Give what is drawn of each station's calibre, (n, 1)."""
    return np.asarray(np.maximum(course.left, _LEAST_DRAWN)[:, None])


def _strands(cauda: Cauda, sac: Course) -> "pyvista.PolyData":
    """The nerves in the sac where it is now; a hundredth of its calibre moves none of them."""
    return _crowded(cauda, np.round(_left(sac), 2).tobytes())


@lru_cache(maxsize=32)
def _crowded(cauda: Cauda, left: bytes) -> "pyvista.PolyData":
    return cauda.skin(cauda.held.radii * np.sqrt(np.frombuffer(left))[:, None])


@lru_cache(maxsize=256)
def _swelling(ganglion: Ganglion, course: Course) -> "pyvista.PolyData":
    left = _left(course)
    flat = np.concatenate(
        [course.tube.radii[:, :1] / np.sqrt(left), course.tube.radii[:, 1:] * left], axis=1
    )
    return ganglion.skin(course.path, flat)


@lru_cache(maxsize=64)
def _tube(tube: Tube) -> "pyvista.PolyData":
    return sweep(tube.path, tube.radii)


@lru_cache(maxsize=256)
def _nerve_part(course: Course) -> Part:
    worst, tint = course.worst, TISSUES["root" if course.tube.side else "sac"]
    caught = worst.grade > 0
    # The sac is one long tube: coloured whole it would hide where it is touched.
    is_marked = caught if course.tube.side else worst.is_compressed
    return Part(
        name=course.tube.name,
        mesh=_nerve(course),
        colour=ROOT_GRADES[worst.grade] if is_marked else tint.colour,
        opacity=tint.opacity,
        group=tint.group,
        note=in_words(worst) if caught else ROOT_WORDS[0],
        glow=_GLOW[worst.grade] if course.tube.side else 0.0,
        synonyms=named(course.tube.name).all[1:],
    )


def parts(case: Case) -> tuple[Part, ...]:
    """Give every structure of a case as a part of the 3D view."""
    spine = case.spine
    waiting.prepare(spine)
    pressing = {name for c in case.compressions if c.is_caught for name in c.by}
    solids = [
        _solid(one, is_pressing=one.name in pressing) for one in (*spine.solids, *spine.inner)
    ]
    bands = [_part(band.name, band.tissue, band.mesh) for band in spine.bands]
    sac, *roots = case.courses
    strands = _part(spine.cauda.name, spine.cauda.tissue, _strands(spine.cauda, sac))
    ganglia = [
        _part(ganglion.name, ganglion.tissue, _swelling(ganglion, course))
        for ganglion, course in zip(spine.ganglia, roots, strict=True)
    ]
    injured = {name_of(c): c for c in case.compressions if c.is_beyond_spine}
    beyond = [_beyond(tube, injured) for tube in spine.plexus]
    nerves = [_root_part(course, sac.worst) for course in roots]
    return (*solids, *bands, _nerve_part(sac), strands, *nerves, *ganglia, *beyond)


def _root_part(course: Course, sac: Compression) -> Part:
    """Give a root, in the colour of the sac where it has lost more inside it than on its way."""
    part, lost = _nerve_part(course), hidden_loss(course.worst, sac)
    if not lost:
        return part
    return replace(part, colour=ROOT_GRADES[sac.grade], note=inside_sac(lost))


@lru_cache(maxsize=256)
def _solid(solid: Structure, *, is_pressing: bool) -> Part:
    """Give a solid: the same part as long as neither it nor what it does has changed."""
    return _part(
        solid.name,
        solid.tissue,
        solid.shape_mesh,
        matrix=solid.matrix,
        note="presses on a nerve" if is_pressing else "",
        glow=_PRESSING_GLOW if is_pressing else 0.0,
    )


def _beyond(tube: Tube, injured: Mapping[str, Compression]) -> Part:
    """Give a nerve beyond the roots, marked where it is injured."""
    part = _part(tube.name, "plexus", _tube(tube))
    lesion = injured.get(f"{tube.side} {tube.root}")
    if lesion is None:
        return part
    colour, glow = ROOT_GRADES[lesion.grade], _GLOW[lesion.grade]
    return replace(part, colour=colour, note=in_words(lesion), glow=glow)


def _part(
    name: str,
    tissue: str,
    mesh: "pyvista.PolyData",
    *,
    matrix: NDArray[np.float64] | None = None,
    note: str = "",
    glow: float = 0.0,
) -> Part:
    """Give a structure in the look of its tissue."""
    tint = TISSUES[tissue]
    return Part(
        name=name,
        mesh=mesh,
        matrix=matrix,
        colour=tint.colour,
        opacity=tint.opacity,
        group=tint.group,
        note=note,
        glow=glow,
        synonyms=named(name).all[1:],
    )


def plotter(case: Case, size: tuple[int, int] = (800, 600)) -> "pyvista.Plotter":
    """Give a PyVista plotter with every structure as a named actor."""
    import pyvista

    drawn = pyvista.Plotter(off_screen=True, window_size=list(size), lighting="none")
    drawn.background_color = pyvista.Color(PAPER)
    for part in parts(case):
        smooth = shaded(part.mesh)
        drawn.add_mesh(
            smooth if part.matrix is None else smooth.transform(part.matrix, inplace=False),
            name=part.name,
            color=part.colour,
            opacity=part.opacity,
            smooth_shading=True,
            ambient=0.22 + 0.5 * part.glow,
            specular=0.15,
            specular_power=12,
        )
    for place, strength in (((-1, 1.2, 1), 0.75), ((1.2, 0.3, 1), 0.4), ((0, -0.5, -1), 0.2)):
        light = pyvista.Light(position=place, intensity=strength, light_type="camera light")
        drawn.add_light(light)
    _shade_hollows(drawn)
    return drawn


def _shade_hollows(drawn: "pyvista.Plotter") -> None:
    """Darken where surfaces come close, and smooth edges.

    PyVista's own switch shades what is see-through as well, and leaves stripes on it.
    """
    from vtkmodules.vtkRenderingOpenGL2 import (
        vtkCameraPass,
        vtkLightsPass,
        vtkOpaquePass,
        vtkRenderPassCollection,
        vtkRenderStepsPass,
        vtkSequencePass,
        vtkSSAAPass,
        vtkSSAOPass,
    )

    solid = vtkRenderPassCollection()
    solid.AddItem(vtkLightsPass())
    solid.AddItem(vtkOpaquePass())
    in_order = vtkSequencePass()
    in_order.SetPasses(solid)
    seen = vtkCameraPass()
    seen.SetDelegatePass(in_order)
    hollows = vtkSSAOPass()
    hollows.SetRadius(_HOLLOW_MM)
    hollows.SetBias(_HOLLOW_MM / 16)
    hollows.SetKernelSize(_HOLLOW_SAMPLES)
    hollows.BlurOn()
    hollows.SetDelegatePass(seen)
    steps = vtkRenderStepsPass()
    steps.SetOpaquePass(hollows)
    smooth = vtkSSAAPass()
    smooth.SetDelegatePass(steps)
    drawn.renderer.SetPass(smooth)


def viewpoint(case: Case, view: str) -> tuple[Points, Points, Vec]:
    """Give where one stands for a named view, the disc looked at, both (3,) mm, and what is up.

    The foramen is looked at from the side that the case is about.
    """
    name = f"disc {level_of(case)}"
    disc = next(solid for solid in case.spine.solids if solid.name == name)
    middle = np.asarray(disc.field.bounds.corners.mean(axis=0))
    from_side = f"foraminal {side_of(case)}"
    direction, up = _DIRECTIONS[from_side if view == "foraminal" else view]
    towards = np.array(direction) / np.linalg.norm(direction)
    return middle + 500 * towards, middle, up


def png(case: Case, view: str = "posterior", size: tuple[int, int] = (800, 600)) -> bytes:
    """Give a picture of a case from one of the named views as PNG bytes."""
    import io

    from PIL import Image

    place, middle, up = viewpoint(case, one_of("view", view, VIEWS))
    drawn = plotter(case, size)
    drawn.camera_position = [tuple(place), tuple(middle), up]
    drawn.camera.view_angle = 20.0
    pixels = np.asarray(drawn.screenshot(return_img=True))
    drawn.close()
    out = io.BytesIO()
    Image.fromarray(pixels).save(out, "PNG", optimize=True)
    return out.getvalue()
