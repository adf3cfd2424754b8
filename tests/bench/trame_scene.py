"""The same scene in a PyVista plotter, to be measured against."""

import pyvista


def plotter_of(scene):
    """Give a plotter with these parts as actors."""
    plotter = pyvista.Plotter(off_screen=True)
    for part in scene:
        actor = plotter.add_mesh(
            part.mesh, name=part.name, color=part.colour, opacity=part.opacity, render=False
        )
        if part.matrix is not None:
            actor.user_matrix = part.matrix
    return plotter


def move(plotter, scene):
    """Give the actors the meshes and places of the next scene, and tell the browser."""
    from trame_pyvista.ui import get_viewer

    for part in scene:
        actor = plotter.actors[part.name]
        if actor.mapper.dataset is not part.mesh:
            actor.mapper.dataset = part.mesh
        if part.matrix is not None:
            actor.user_matrix = part.matrix
    get_viewer(plotter).update()
