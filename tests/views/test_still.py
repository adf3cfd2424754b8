"""The picture without a renderer: whole surfaces, what is near in front, veils that let through."""

import io

import numpy as np
import pytest
import pyvista
from PIL import Image

from l45anatomy.viewer import Part
from l45anatomy.views.still import still

RED, BLUE = "#c00000", "#0000c0"


def ball(name, colour, radius_mm=20.0, behind_mm=0.0):
    """Give a ball of large triangles; what lies behind the spine is nearer to the eye."""
    mesh = pyvista.Sphere(radius=radius_mm, center=(0, -behind_mm, 0), theta_resolution=24)
    return Part(name=name, mesh=mesh.triangulate(), colour=colour, group="bones")


def pixels(*parts, faded=()):
    picture = Image.open(io.BytesIO(still(parts, (0.0, 0.0, 0.0), 56.0, faded))).convert("RGB")
    return np.asarray(picture, int)


def is_paper(picture):
    return (picture == 255).all(axis=2)


def test_a_surface_has_no_holes_however_large_its_triangles():
    """56 mm on 560 pixels: the ball is a disc of 200 pixels' radius."""
    covered = ~is_paper(pixels(ball("ball", RED)))
    y, x = np.mgrid[0:560, 0:640]
    away = np.hypot(x - 319.5, y - 279.5)
    assert covered[away < 190].all()
    assert not covered[away > 202].any()


def test_what_is_nearer_is_in_front_whatever_the_order():
    near, far = ball("near", BLUE, 5.0, behind_mm=30.0), ball("far", RED)
    for parts in ((near, far), (far, near)):
        red, _, blue = pixels(*parts)[315, 320]
        assert blue > red


def test_a_veil_lets_through_what_is_behind_it():
    """It takes three tenths; the picture has few colours, so a shade may be off by a little."""
    veil, far = ball("veil", BLUE, 20.0, behind_mm=30.0), ball("far", RED)
    seen, behind, before = (
        picture[279, 320]
        for picture in (pixels(veil, far, faded=("veil",)), pixels(far), pixels(veil))
    )
    assert seen == pytest.approx(0.7 * behind + 0.3 * before, abs=3)
    assert seen[1] < 3
    assert is_paper(pixels()).all()
