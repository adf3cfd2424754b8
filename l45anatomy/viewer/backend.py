"""The live view as a Jupyter backend of PyVista: `plotter.show(jupyter_backend="l45")`.

For authors with a plotter of their own. The package's entry point names `show`, so PyVista finds
it without an import of ours. A plotter costs a kernel hundreds of MB: learners' views make none.
"""

from typing import Any

import numpy as np
import pyvista

from l45anatomy.viewer.part import Part
from l45anatomy.viewer.view import SpineView


class PlotterView(SpineView):
    """A live view of the mesh actors of one plotter."""

    def __init__(self, plotter: pyvista.Plotter, **traits: Any) -> None:
        self._plotter = plotter
        self._surfaces: dict[str, tuple[pyvista.DataSet, int, pyvista.PolyData]] = {}
        super().__init__(**traits)
        self.sync()

    def sync(self) -> int:
        """Send what changed in the plotter since the last time and give its bytes.

        VTK's modification times say which points and faces to look at; hidden actors count as
        removed. Nothing is rendered.
        """
        actors = self._plotter.actors
        return self.show(
            [
                self._part(name, actor)
                for name, actor in actors.items()
                if isinstance(actor, pyvista.Actor) and actor.visibility and actor.mapper.dataset
            ]
        )

    def _part(self, name: str, actor: pyvista.Actor) -> Part:
        matrix = np.asarray(pyvista.array_from_vtkmatrix(actor.GetMatrix()), dtype=np.float64)
        return Part(
            name=name,
            mesh=self._surface(name, actor.mapper.dataset),
            matrix=None if np.array_equal(matrix, np.eye(4)) else matrix,
            colour=actor.prop.color.hex_rgb,
            opacity=actor.prop.opacity,
            group="plot",
        )

    def _surface(self, name: str, dataset: pyvista.DataSet) -> pyvista.PolyData:
        if isinstance(dataset, pyvista.PolyData):
            return dataset
        stamp = dataset.GetMTime()
        held = self._surfaces.get(name)
        if held is None or held[0] is not dataset or held[1] != stamp:
            held = (dataset, stamp, dataset.extract_surface(algorithm="dataset_surface"))
            self._surfaces[name] = held
        return held[2]


def show(plotter: pyvista.Plotter, *, screenshot: object = None, **traits: Any) -> PlotterView:
    """Give the live view of a plotter; PyVista calls this as the backend `l45`."""
    if screenshot:
        raise ValueError(
            f"screenshot is {screenshot!r}, must be None with the backend l45 "
            "(take it with plotter.screenshot)"
        )
    return PlotterView(plotter, **traits)
