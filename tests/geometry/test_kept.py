"""The cache never gives half a mesh, never stands in the way, and never grows without end."""

import os
import subprocess
import sys

import numpy as np
import pytest

from l45anatomy.geometry import glb, kept

WRITES = """
import sys
import numpy as np
from l45anatomy.geometry import glb, kept
points = np.full((20000, 3), float(sys.argv[1]))
for _ in range(40):
    kept.keep("same", glb.Model(points=points, faces=np.array([[0, 1, 2]]), normals=points))
"""


def model(size=4, value=1.0):
    points = np.full((size, 3), value)
    return glb.Model(points=points, faces=np.array([[0, 1, 2]]), normals=points)


def files(folder):
    return sorted(file.name for file in folder.iterdir())


def test_what_was_kept_is_found(own_cache):
    assert kept.find("a") is None
    kept.keep("a", model())
    assert (model().points == kept.find("a").points).all()
    assert ["a.glb"] == files(own_cache)


@pytest.mark.parametrize("cut", [0, 10, 300], ids=str)
def test_a_damaged_file_counts_as_none_and_is_written_anew(own_cache, cut):
    kept.keep("a", model())
    path = own_cache / "a.glb"
    path.write_bytes(path.read_bytes()[:cut])
    assert kept.find("a") is None
    kept.keep("a", model())
    assert kept.find("a") is not None


def test_a_folder_that_cannot_be_made_is_no_error(tmp_path, monkeypatch):
    """A file stands where the folder should be; unlike permissions that stops even root."""
    (tmp_path / "file").touch()
    monkeypatch.setenv(kept.VARIABLE, str(tmp_path / "file" / "meshes"))
    kept.keep("a", model())
    assert kept.find("a") is None


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write all")
def test_a_folder_that_cannot_be_written_is_no_error(own_cache):
    own_cache.mkdir(mode=0o500)
    kept.keep("a", model())
    assert [] == files(own_cache)


def test_a_write_that_fails_leaves_nothing_behind(own_cache, monkeypatch):
    def full(_):
        raise OSError("no space left")

    monkeypatch.setattr(glb, "packed", full)
    kept.keep("a", model())
    assert [] == files(own_cache)


def test_what_was_used_longest_ago_goes_first(own_cache, monkeypatch):
    size = len(glb.packed(model()))
    monkeypatch.setattr(kept, "LIMIT_BYTES", 3 * size)
    a, b, c, d = (letter * 24 for letter in "abcd")
    for age, key in enumerate((a, b, c)):
        kept.keep(key, model())
        os.utime(own_cache / f"{key}.glb", (1000 + age, 1000 + age))
    kept.find(a)
    kept.keep(d, model())
    assert [f"{key}.glb" for key in (a, c, d)] == files(own_cache)


def test_what_is_not_its_own_is_never_thrown_away(own_cache, monkeypatch):
    """The folder may be one of the user's."""
    monkeypatch.setattr(kept, "LIMIT_BYTES", 1)
    theirs = ("thesis.docx", "own.glb", "notes.part")
    own_cache.mkdir(exist_ok=True)
    for name in theirs:
        (own_cache / name).write_text("theirs")
    kept.keep("a" * 24, model())
    assert sorted(theirs) == files(own_cache)


@pytest.mark.slow
def test_two_kernels_may_write_at_once(own_cache):
    """A reader sees the mesh of one or of the other, whole."""
    writers = [subprocess.Popen([sys.executable, "-c", WRITES, value]) for value in ("1", "2")]
    seen = set()
    while any(writer.poll() is None for writer in writers):
        if (own_cache / "same.glb").exists():
            found = kept.find("same")
            assert found is not None
            seen |= set(np.unique(found.points))
    assert [0, 0] == [writer.returncode for writer in writers]
    assert seen
    assert seen <= {1.0, 2.0}
    assert ["same.glb"] == files(own_cache)


def test_without_a_word_meshes_lie_in_the_cache_of_the_user(monkeypatch):
    monkeypatch.delenv(kept.VARIABLE)
    assert ("l45anatomy", "meshes") == (kept.folder().parent.name, kept.folder().name)
