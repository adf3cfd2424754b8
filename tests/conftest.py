"""What tests share: how Hypothesis searches (no clock), an empty shelf and an empty cache."""

import pytest
from hypothesis import settings

from l45anatomy.geometry import kept, stored

settings.register_profile("l45", max_examples=25, deadline=None, derandomize=True)
settings.load_profile("l45")


@pytest.fixture
def shelf(tmp_path, monkeypatch):
    """An empty folder of ready-made meshes, and afterwards the real one again."""
    monkeypatch.setattr(stored, "folder", lambda: tmp_path)
    stored.manifest.cache_clear()
    yield tmp_path
    stored.manifest.cache_clear()


@pytest.fixture
def own_cache(tmp_path, monkeypatch):
    """A folder for meshes made during one test; not there yet."""
    monkeypatch.setenv(kept.VARIABLE, str(tmp_path / "kept"))
    return tmp_path / "kept"
