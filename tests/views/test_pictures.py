"""A few small stored pictures: the view as a whole looks as it did when somebody last looked.

Shades differ between renderers, so pictures are compared coarsely. `pytest --overwrite` stores them
anew: look at what changes.
"""

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from l45anatomy import Case, Herniation, Spondylolisthesis

STORED = Path(__file__).parent / "pictures"
SIZE = (240, 300)
COARSE = (24, 30)
SCENES = {
    "healthy-posterior": (Case(), "posterior"),
    "herniation-foraminal": (Case(Herniation("left", "foraminal", 7.0)), "foraminal"),
    "slip-left": (Case(Spondylolisthesis(25)), "left"),
}


def coarse(picture):
    return np.asarray(picture.convert("RGB").resize(COARSE, Image.Resampling.BOX), dtype=float)


@pytest.mark.slow
@pytest.mark.usefixtures("drawing")
@pytest.mark.parametrize("name", SCENES)
def test_a_picture_looks_as_it_did(name, request):
    case, view = SCENES[name]
    drawn = Image.open(io.BytesIO(case.png(view, SIZE)))
    path = STORED / f"{name}.png"
    if request.config.getoption("--overwrite"):
        path.parent.mkdir(exist_ok=True)
        drawn.quantize(64).save(path, optimize=True)
    apart = np.abs(coarse(drawn) - coarse(Image.open(path)))
    assert apart.mean() < 4.0
    assert np.quantile(apart, 0.99) < 40.0


def test_the_stored_pictures_tell_their_scenes_apart():
    """A tolerance that let one pass for another would see nothing."""
    stored = [coarse(Image.open(STORED / f"{name}.png")) for name in SCENES]
    for i, one in enumerate(stored):
        for other in stored[:i]:
            assert np.abs(one - other).mean() > 8.0
