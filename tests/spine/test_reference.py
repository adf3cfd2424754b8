"""The vertebrae lie as near to real ones as they were fitted, measured on sampled surfaces."""

from pathlib import Path

import numpy as np
import pytest
import trimesh

from l45anatomy import healthy
from l45anatomy.spine.build import build
from tools.fit_vertebra import apart

REFERENCE = Path(__file__).parents[3] / "shared" / "reference" / "meshes" / "clouthier_ssm"
BAR_MM = (0.8, 2.0, 0.9)  # model to reference, its 95th percentile, reference to model


@pytest.mark.slow
@pytest.mark.skipif(not REFERENCE.is_dir(), reason="no reference surfaces beside the checkout")
@pytest.mark.parametrize("name", ["L2", "L3", "L4", "L5"])
def test_a_vertebra_lies_on_the_mean_surface_it_was_fitted_to(name):
    mesh = build(healthy())[f"{name} vertebra"].mesh
    right, front, up = np.array(mesh.points, dtype=float).T
    model = trimesh.Trimesh(np.stack([front, -right, up], axis=1), mesh.regular_faces)
    reference = trimesh.load(REFERENCE / f"{name}.ply", force="mesh")
    found = apart(model, reference)
    assert all(mm <= most for mm, most in zip(found, BAR_MM, strict=True)), found
