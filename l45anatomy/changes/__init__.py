"""Changes of the anatomy: disease and inborn variants as changes of numbers.

A change has one method, `apply(anatomy) -> Anatomy`. It knows no shapes and no nerves. Causes
combine in any order, an operation acts on what came before it; a change of size zero changes
nothing.
"""

from l45anatomy.changes.change import Change, affect
from l45anatomy.changes.cyst import SynovialCyst
from l45anatomy.changes.degeneration import DiscDegeneration
from l45anatomy.changes.fracture import Fracture
from l45anatomy.changes.herniation import Herniation
from l45anatomy.changes.nerve_lesion import NerveLesion
from l45anatomy.changes.posture import Posture
from l45anatomy.changes.spondylolisthesis import Spondylolisthesis
from l45anatomy.changes.stenosis import Stenosis
from l45anatomy.changes.surgery import Foraminotomy, Fusion, Laminectomy, Microdiscectomy
from l45anatomy.changes.variants import ConjoinedRoot, TransitionalVertebra

_KINDS = (
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
KINDS = {kind.__name__: kind for kind in _KINDS}

__all__ = [
    "KINDS",
    "Change",
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
    "Spondylolisthesis",
    "Stenosis",
    "SynovialCyst",
    "TransitionalVertebra",
    "affect",
]
