"""What tests share: how Hypothesis searches (the same examples, no clock), and an empty shelf."""

import pytest
from hypothesis import settings

from l45anatomy.geometry import stored

settings.register_profile("l45", max_examples=25, deadline=None, derandomize=True)
settings.load_profile("l45")


@pytest.fixture
def shelf(tmp_path, monkeypatch):
    """An empty folder of ready-made meshes, and afterwards the real one again."""
    monkeypatch.setattr(stored, "folder", lambda: tmp_path)
    stored.manifest.cache_clear()
    yield tmp_path
    stored.manifest.cache_clear()
