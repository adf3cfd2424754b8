"""The plotters here are never shown: nothing renders."""

import numpy as np
import pytest
import pyvista
from pyvista.jupyter import notebook

from l45anatomy.viewer import SpineView
from l45anatomy.viewer.backend import PlotterView, show


@pytest.fixture
def sent(monkeypatch):
    sent = []
    monkeypatch.setattr(SpineView, "send", lambda _view, *message: sent.append(message))
    return sent


@pytest.fixture
def plotter():
    plotter = pyvista.Plotter(off_screen=True, notebook=True)
    plotter.add_mesh(pyvista.Sphere(), name="ball", color="#ff0000")
    plotter.add_mesh(pyvista.ImageData(dimensions=(3, 3, 3)), name="box", opacity=0.5)
    yield plotter
    plotter.close()


def watched(plotter, sent):
    view = PlotterView(plotter)
    view._handle_custom_msg({"kind": "ready", "from": "one"}, [])
    sent.clear()
    return view


def test_a_plotter_becomes_parts(plotter, sent):
    view = PlotterView(plotter, height=300)
    view._handle_custom_msg({"kind": "ready", "from": "one"}, [])
    [(content, _)] = sent
    parts = {part["name"]: part for part in content["parts"]}
    assert {"ball", "box"} == set(parts)
    assert ("#ff0000", 0.5) == (parts["ball"]["colour"], parts["box"]["opacity"])


def test_syncing_an_untouched_plotter_sends_nothing(plotter, sent):
    view = watched(plotter, sent)
    assert 0 == view.sync()
    assert [] == sent


def test_a_moved_actor_costs_sixteen_floats(plotter, sent):
    view = watched(plotter, sent)
    plotter.actors["ball"].position = (1, 2, 3)
    assert 64 == view.sync()
    [(content, [matrix])] = sent
    assert [{"name": "ball", "matrix": 0}] == content["parts"]
    assert [1, 2, 3] == list(np.frombuffer(matrix, "<f4")[12:15])


def test_points_changed_in_place_travel_alone(plotter, sent):
    view = watched(plotter, sent)
    mesh = plotter.actors["ball"].mapper.dataset
    mesh.points += 1
    assert mesh.n_points * 12 == view.sync()
    [(content, _)] = sent
    assert [{"name": "ball", "points": 0}] == content["parts"]


def test_a_changed_grid_sends_its_surface_again(plotter, sent):
    view = watched(plotter, sent)
    plotter.actors["box"].mapper.dataset.spacing = (2, 2, 2)
    assert 0 < view.sync()
    [(content, _)] = sent
    assert ["box"] == [part["name"] for part in content["parts"]]


def test_colour_and_opacity_cost_no_buffer(plotter, sent):
    view = watched(plotter, sent)
    plotter.actors["ball"].prop.color = "#00ff00"
    plotter.actors["ball"].prop.opacity = 0.25
    assert 0 == view.sync()
    [(content, _)] = sent
    assert [{"name": "ball", "colour": "#00ff00", "opacity": 0.25}] == content["parts"]


def test_a_hidden_actor_leaves_the_scene(plotter, sent):
    view = watched(plotter, sent)
    plotter.actors["ball"].visibility = False
    view.sync()
    [(content, _)] = sent
    assert ["ball"] == content["removed"]


def test_text_and_scalar_bars_are_no_parts(plotter):
    plotter.add_text("title")
    assert ("ball", "box") == PlotterView(plotter).names


def test_pyvista_shows_a_plotter_through_the_backend(plotter, monkeypatch):
    """As `plotter.show(jupyter_backend="l45")` does before it renders."""
    monkeypatch.setitem(notebook._custom_backends, "l45", show)
    view = notebook.handle_plotter(plotter, backend="l45", height=300)
    assert isinstance(view, PlotterView)
    assert 300 == view.height


def test_a_screenshot_asked_of_the_backend_is_refused(plotter):
    with pytest.raises(ValueError, match=r"screenshot is .+, must be None"):
        show(plotter, screenshot="a.png")
