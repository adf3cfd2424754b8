"""An interactive anatomy of the lumbar spine: change it, and see what that does to the leg.

For teaching. Not for diagnosis or treatment of real people.
"""

from typing import TYPE_CHECKING, Any

from l45anatomy.anatomy import Anatomy
from l45anatomy.case import Case
from l45anatomy.changes import (
    ConjoinedRoot,
    DiscDegeneration,
    Foraminotomy,
    Fracture,
    Fusion,
    Herniation,
    Laminectomy,
    Microdiscectomy,
    NerveLesion,
    Posture,
    Spondylolisthesis,
    Stenosis,
    SynovialCyst,
    TransitionalVertebra,
)
from l45anatomy.frame import Side
from l45anatomy.people import healthy, people, person

if TYPE_CHECKING:
    from l45anatomy.widgets.quiz import quiz
    from l45anatomy.widgets.simulator import simulator

__version__ = "0.1.0"
__all__ = [
    "Anatomy",
    "Case",
    "ConjoinedRoot",
    "DiscDegeneration",
    "Foraminotomy",
    "Fracture",
    "Fusion",
    "Herniation",
    "Laminectomy",
    "Microdiscectomy",
    "NerveLesion",
    "Posture",
    "Side",
    "Spondylolisthesis",
    "Stenosis",
    "SynovialCyst",
    "TransitionalVertebra",
    "healthy",
    "people",
    "person",
    "quiz",
    "simulator",
]


def __getattr__(name: str) -> Any:
    """Load a widget when it is first asked for: the model alone needs no notebook."""
    if name in ("quiz", "simulator"):
        from importlib import import_module

        return getattr(import_module(f"l45anatomy.widgets.{name}"), name)
    raise AttributeError(f"module 'l45anatomy' has no attribute {name!r}")


def __dir__() -> list[str]:
    """List the public names, those loaded later included."""
    return sorted({*globals(), *__all__})
