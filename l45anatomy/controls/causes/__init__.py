"""The controls of every cause, a module each, named as in `changes`."""

from collections.abc import Callable

from l45anatomy.controls.cause import Cause
from l45anatomy.controls.causes import (
    cyst,
    degeneration,
    fracture,
    herniation,
    nerve_lesion,
    posture,
    spondylolisthesis,
    stenosis,
    variants,
)

__all__ = ["CAUSES"]

# In the order in which they are shown.
CAUSES: tuple[Callable[[], Cause], ...] = (
    herniation.cause,
    stenosis.cause,
    spondylolisthesis.cause,
    degeneration.cause,
    fracture.cause,
    cyst.cause,
    nerve_lesion.cause,
    variants.conjoined,
    variants.transitional,
    posture.cause,
)
