"""Slices of a case as a scanner would show them, worked out from the same solids as all else."""

from l45anatomy.views.mri.measures import Distance
from l45anatomy.views.mri.plane import AXES, PLANES, Plane, through
from l45anatomy.views.mri.slice import WEIGHTINGS, Slice, take

__all__ = ["AXES", "PLANES", "WEIGHTINGS", "Distance", "Plane", "Slice", "take", "through"]
