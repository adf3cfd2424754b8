"""One named thing in the picture: a mesh, where it stands and how it looks.

A part says nothing about how it travels to the browser; `message` knows that.
"""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from l45anatomy.frame import within

if TYPE_CHECKING:
    import pyvista

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


@dataclass(frozen=True, eq=False, kw_only=True)
class Part:
    """One named mesh of the scene, with its place and its look.

    Parameters
    ----------
    mesh
        Triangles in the part's own frame, mm. Give the same object as long as the shape is the
        same: then only the matrix and the look are compared.
    matrix
        (4, 4) float, own frame to scene; none means the two are the same.
    colour
        `"#rrggbb"`.
    group
        The heading under which the list of structures shows it.
    note
        A few words added to the label, for instance what touches it.
    glow
        0 to 1, how much it shines by itself.
    synonyms
        Other names by which it may be searched for.
    """

    name: str
    mesh: "pyvista.PolyData"
    matrix: NDArray[np.float64] | None = None
    colour: str
    opacity: float = 1.0
    group: str
    note: str = ""
    glow: float = 0.0
    synonyms: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.name:
            raise ValueError("name is '', must be the name of a structure")
        if not _COLOUR.fullmatch(self.colour):
            raise ValueError(f"colour of {self.name} is {self.colour!r}, must be #rrggbb")
        within(f"opacity of {self.name}", self.opacity, 0.0, 1.0)
        within(f"glow of {self.name}", self.glow, 0.0, 1.0)
        if self.matrix is not None and np.shape(self.matrix) != (4, 4):
            raise ValueError(f"matrix of {self.name} is {np.shape(self.matrix)}, must be (4, 4)")
