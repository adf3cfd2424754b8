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
    from l45anatomy.localisation import localise
    from l45anatomy.quizzes.clinic import clinic
    from l45anatomy.quizzes.overview import progress
    from l45anatomy.widgets.demo import demo
    from l45anatomy.widgets.quiz import quiz
    from l45anatomy.widgets.simulator import simulator

__version__ = "0.1.0"
_LATER = {
    "clinic": "l45anatomy.quizzes.clinic",
    "demo": "l45anatomy.widgets.demo",
    "localise": "l45anatomy.localisation",
    "progress": "l45anatomy.quizzes.overview",
    "quiz": "l45anatomy.widgets.quiz",
    "simulator": "l45anatomy.widgets.simulator",
}
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
    "clinic",
    "demo",
    "healthy",
    "localise",
    "people",
    "person",
    "progress",
    "quiz",
    "simulator",
]


def __getattr__(name: str) -> Any:
    """Load widgets and the inverse when first asked for: the model alone needs neither."""
    if name in _LATER:
        from importlib import import_module

        return getattr(import_module(_LATER[name]), name)
    raise AttributeError(f"module 'l45anatomy' has no attribute {name!r}")


def __dir__() -> list[str]:
    """List the public names, those loaded later included."""
    return sorted({*globals(), *__all__})
