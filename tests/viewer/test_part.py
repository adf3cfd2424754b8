import numpy as np
import pytest
import pyvista

from l45anatomy.viewer import Part

BAD = {
    "name": ("", "name is '', must be the name"),
    "colour": ("red", "colour of disc is 'red', must be #rrggbb"),
    "opacity": (1.2, "opacity of disc is 1.2, must be 0 to 1"),
    "glow": (-0.1, "glow of disc is -0.1, must be 0 to 1"),
    "matrix": (np.eye(3), r"matrix of disc is \(3, 3\), must be \(4, 4\)"),
}


@pytest.mark.parametrize("field", BAD)
def test_a_part_refuses_what_cannot_be_drawn(field):
    value, message = BAD[field]
    good = {"name": "disc", "mesh": pyvista.Sphere(), "colour": "#8fb8c9", "group": "discs"}
    with pytest.raises(ValueError, match=message):
        Part(**{**good, field: value})
